"""Compiled passes over enterprises: what they expect, invest and ask for, what is sold from stock, what owners take.

Why compiled: each is one pass where columns make a dozen with temporary arrays. `firms_columns.py` says the same on
whole columns; a test holds them equal. The rules are those of `agents/enterprises.py`.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np
from numba import config

from agents import borrowing, enterprises, institutions
from sim.kernels import firms_columns
from sim.kernels.compiling import compiled, rule

_expected_demand = rule(enterprises.decide_expected_demand)
_posts = rule(enterprises.decide_posts)
_investment = rule(enterprises.decide_investment)
_affordable = rule(enterprises.decide_affordable_investment)
_cash_needed = rule(borrowing.decide_cash_needed)
_retained = rule(borrowing.decide_retained)
_need = rule(borrowing.decide_need)
_headroom = rule(borrowing.decide_headroom)
_loans_beyond = rule(borrowing.decide_loans_beyond)
_new_loan = rule(borrowing.decide_new_loan)
_trust = rule(institutions.decide_trust)
_owners_draw = rule(enterprises.decide_owners_draw)


@compiled
def _expect(expected, posts, realised, is_active, productivity, usual, town, sector, staffing, prices, rules):
    growth = np.empty(len(sector))
    for row in range(len(sector)):
        demand, wanted = 0.0, 0.0
        if is_active[row]:
            demand = _expected_demand(expected[row], realised[row], rules[0])
            made_by_one = productivity[row] / staffing[town[row], sector[row]]
            wanted = _posts(posts[row], demand, made_by_one * rules[1], rules[2], rules[4], rules[5], rules[6])
        expected[row], posts[row] = demand, wanted
        growth[row] = demand * prices[sector[row]] / max(usual[row], rules[3])
    return growth


@compiled
def _grow(shock, part, drifts, which):
    growth = np.empty(len(shock))
    for row in range(len(shock)):
        growth[row] = part * shock[row] + drifts[which[row]]
    return growth


@compiled
def _wish(capital, capacity, expected, is_active, cheaper, sector, use, rules):
    wanted = np.zeros(len(capital))
    for row in range(len(capital)):
        if is_active[row]:
            wanted[row] = _investment(
                capital[row], capacity[row], expected[row], use[sector[row]], rules[0], rules[1],
                rules[2] * cheaper[row],
            )
    return wanted


@compiled
def _invest(wanted, capital, capacity, expected, deposits, meant, sector, prices, rules):
    spent = np.empty(len(capital))
    for row in range(len(capital)):
        worn, before = capital[row] * rules[0], max(capital[row], rules[2])
        cost = expected[row] * prices[sector[row]]
        spent[row] = _affordable(wanted[row], worn, deposits[row], cost, rules[1], meant[row])
        wanted[row] -= _affordable(wanted[row], worn, deposits[row] - meant[row], cost, rules[1], 0.0)
        capital[row] += spent[row] - worn
        capacity[row] *= capital[row] / before
    return spent


@compiled
def _lack(beyond_cash, profit, deposits, expected, cash_months, others, earned, sector, prices, rules):
    lacking, retained = np.empty(len(deposits)), np.empty(len(deposits))
    first, found = np.empty(len(deposits), np.int64), 0
    for row in range(len(deposits)):
        cost = expected[row] * prices[sector[row]]
        free = max(deposits[row] - rules[0] * cost, 0.0)
        cash = _cash_needed(cash_months[row], rules[1], rules[2]) * cost
        retained[row] = _retained(beyond_cash[row], profit[row])
        lacking[row] = _need(beyond_cash[row], free + retained[row], cash, deposits[row])
        first[found] = row
        is_other = others[0][row] or others[1][row]
        found += np.int64((not is_other) and earned[row] > 0.0 and lacking[row] > 0.0)
    return lacking, retained, first[:found].copy()


@compiled
def _ask(usual, growth, loans, need, refused, profit, is_borrower, is_guaranteed, was_guaranteed, weight, rates, rules):
    rolled, new, missing = np.zeros(len(usual)), np.zeros(len(usual)), np.zeros(len(usual))
    asked, again, considered, secured = 0.0, 0.0, 0.0, 0.0
    for row in range(len(usual)):
        if is_borrower[row]:
            gain = rules[2] * (np.float64(is_guaranteed[row]) - np.float64(was_guaranteed[row]))
            headroom = _headroom(rules[0], rates[0][row] - rates[1][row], rules[1], gain)
            due = usual[row] * growth[row]
            short = max(due - loans[row], 0.0)
            missing[row] = short + _loans_beyond(need[row], loans[row], due, headroom)
            rolled[row] = min(short, loans[row] * rules[3] / (1.0 - rules[3]))
            new[row] = _new_loan(missing[row], rolled[row], refused[row], rules[4])
            collateral = 1.0 if is_guaranteed[row] else rules[5]
            trust = _trust(collateral, profit[row] < 0.0, rules[6])
            asked += weight[row] * (rolled[row] + new[row])
            again += weight[row] * (trust * rolled[row])
            considered += weight[row] * (trust * new[row])
            secured += weight[row] * (trust * new[row] * collateral)
    return rolled, new, missing, np.array([asked, again, considered, secured])


@compiled
def costs_of_loans(weight, loans, rate, rate_net):
    """What loans of all enterprises cost in a year at two rates of each, yuan, in one pass."""
    before, net = 0.0, 0.0
    for row in range(len(loans)):
        owed = weight[row] * loans[row]
        before += owed * rate[row]
        net += owed * rate_net[row]
    return before, net


@compiled
def _grant(rolled, new, missing, retained, beyond_cash, profit, is_guaranteed, parts, rules):
    granted, meant = np.empty(len(new)), np.empty(len(new))
    for row in range(len(new)):
        collateral = 1.0 if is_guaranteed[row] else rules[0]
        trust = _trust(collateral, profit[row] < 0.0, rules[1])
        lent = trust * new[row] * (parts[2] + (parts[1] - parts[2]) * collateral)
        granted[row] = trust * parts[0] * rolled[row] + lent
        meant[row] = min(retained[row] + lent, beyond_cash[row])
        missing[row] -= granted[row]
    return granted, meant


@compiled
def _supply(inventory, output, limit, sector, storable):
    supply = np.empty(len(sector))
    for row in range(len(sector)):
        supply[row] = inventory[row] + output[row] if storable[sector[row]] else limit[row]
    return supply


@compiled
def _hand_out(sold, supply, inventory, output, sales, sector, storable, season):
    realised = np.empty(len(sector))
    for row in range(len(sector)):
        total = sold[0][row] + sold[1][row]
        sales[row] = total
        realised[row] = (total + sold[2][row]) / season[sector[row]]
        if storable[sector[row]]:
            inventory[row] = supply[row] - total
        else:
            inventory[row], output[row] = 0.0, total
    return realised


@compiled
def _draw(profit, opening, usual, growth, debt, deposits, beyond_cash, is_public, local_share, speeds):
    public, local, away = np.zeros(len(usual)), np.zeros(len(usual)), np.zeros(len(usual))
    for row in range(len(usual)):
        borrowed = debt[0][row] - debt[1][row] * growth[row]
        retained = _retained(beyond_cash[row], profit[row])
        own = usual[row] * growth[row]
        drawn = _owners_draw(profit[row], opening[row], own, borrowed, retained, speeds[0], speeds[1])
        drawn = min(drawn, max(deposits[row], 0.0))
        if is_public[row]:
            public[row] = drawn
        else:
            local[row] = drawn * local_share[row]
            away[row] = drawn - local[row]
    return public, local, away


def expect(*arguments):
    """Demand expected and posts, changed in place; returns turnover relative to that of the start, (n,).

    Parameters, in order: expected, posts, realised, is_active, productivity, usual (n,); town; sector; staff wanted for
    an output over that at usual pay (towns, 26); prices (26,); rules: speed of expectations, common productivity, speed
    of posts, smallest usual turnover, limit of overtime, limit of hoarding, and the part of the speed inside these
    limits.
    """
    return _FORM["expect"](*arguments)


def grow(*arguments):
    """Log growth of each firm in a part of a year, (n,).

    Parameters, in order: shock of the year (n,); the part, 0 to 1; drifts; which of them is the firm's own (n,).
    """
    return _FORM["grow"](*arguments)


def wish(*arguments):
    """Capital spending each firm would like, yuan a month, (n,); nothing of the closed.

    Parameters, in order: capital, capacity, expected, is_active, cheaper (n,): the fall of the user cost; sector; use
    of capacity aimed at (26,); rules: wear a month, accelerator, elasticity to the user cost.
    """
    return _FORM["wish"](*arguments)


def invest(*arguments):
    """Capital spending that is wanted and can be paid, (n,); capital and capacity change in place.

    What free cash alone does not pay stays in `wanted`. Parameters, in order: wanted, capital, capacity, expected,
    deposits, money meant for it this month (n,); sector; prices (26,); rules: wear a month, months of costs kept as a
    buffer, smallest capital.
    """
    return _FORM["invest"](*arguments)


def lack(*arguments):
    """Yuan each firm lacks for investment and working capital, and keeps of its profit to invest, two (n,).

    And the rows that could take a first loan: they lack money, earn some and have no loans and no public owner.
    Parameters, in order: investment beyond free cash, expected profit, deposits, expected demand, usual months of cash
    (n,); is_borrower and is_public, two (n,); profit of the month (n,); sector; prices (26,); rules: months of costs
    kept as a buffer, months of sales cash has to carry, part of usual cash that is tied.
    """
    return _FORM["lack"](*arguments)


def ask(*arguments):
    """Loans each firm asks to roll over, asks for anew, and misses in all, yuan, three (n,).

    And weighted sums, (4,): all it asks for, what a branch will consider of those rolled over, of new ones, and of
    these what is secured.
    Parameters, in order: usual loans, growth of turnover, loans after repayment, need, refused before, expected profit,
    is_borrower, is_guaranteed, was_guaranteed, weight (n,); rates: the usual one and that of the month, two (n,);
    rules: usual headroom, its response to the rate, effect of a guarantee on it, part repaid in a month, part of the
    refused asked for again, collateral without a guarantee, appetite for losses.
    """
    return _FORM["ask"](*arguments)


def grant(*arguments):
    """Loans each firm is granted, and money it means to invest, yuan, two (n,); what it misses falls in place.

    Parameters, in order: loans asked to roll over, asked anew, missing, profit left in the firm, investment beyond free
    cash, expected profit, is_guaranteed (n,); parts made of those rolled over, and of secured and unsecured new ones;
    rules: collateral without a guarantee, appetite for losses.
    """
    return _FORM["grant"](*arguments)


def supply(*arguments):
    """What each firm can sell: stock and output of goods, what it could serve of services, (n,).

    Parameters, in order: inventory, output, limit (n,); sector; storable (26,).
    """
    return _FORM["supply"](*arguments)


def hand_out(*arguments):
    """Demand as firms learn of it, without season, (n,); inventory, output and sales change in place.

    Parameters, in order: sold: here, outside, and lost to nobody, three (n,); supply, inventory, output, sales (n,);
    sector; storable, season (26,).
    """
    return _FORM["hand_out"](*arguments)


def draw(*arguments):
    """What is drawn from public units, and by local and outside owners from the others, yuan a month, three (n,).

    Parameters, in order: expected profit, opening deposits, usual deposits, growth (n,); debt: loans on the first of
    the month and on the eve of 2023, two (n,); deposits, investment beyond free cash, is_public, local_share (n,);
    speeds: payout, rebuilding.
    """
    return _FORM["draw"](*arguments)


_COMPILED = {"expect": _expect, "grow": _grow, "wish": _wish, "invest": _invest, "lack": _lack, "ask": _ask,
             "grant": _grant, "supply": _supply, "hand_out": _hand_out, "draw": _draw}  # fmt: skip
_FORM = {name: getattr(firms_columns, name) for name in _COMPILED} if config.DISABLE_JIT else _COMPILED  # pyright: ignore
