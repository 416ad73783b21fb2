"""Credit: what lending costs, who asks, who is guaranteed; what banks may lend stands in `allotment.py`."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.accounts import Spread
from sim.budget import pay
from sim.calendar import MONTHS
from sim.kernels.firms import ask, costs_of_loans, grant, lack
from sim.phases.credit.allotment import allot, loans_by_holder
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    loans__enterprises=Series("yuan", "Loans of enterprises", "企业贷款余额"),
    loans__new=Series("yuan", "New loans to enterprises", "企业新增发放贷款"),
    loans__guaranteed=Series("yuan", "Loans under a public guarantee", "担保贷款余额"),
    loans__guarantee_losses=Series("yuan", "Losses the guarantee company made good", "担保代偿支出"),
    loans__refused=Series("yuan", "Loans enterprises asked for and did not get", "企业未获满足的贷款申请"),
    loans__first=Series("enterprise", "Enterprises that took their first loan", "首贷户"),
    loans__households=Series("yuan", "Loans of households", "住户贷款余额"),
    loans__guaranteed_clients=Series("enterprise", "Clients with a guaranteed loan", "在保户数"),
    rate__all_in=Series("share", "Mean cost of loans of enterprises, fees in and support out", "企业综合融资成本"),
    rate__enterprises=Series("share", "Mean lending rate of enterprises", "企业贷款平均利率"),
)


def lending_rate(state: State) -> NDArray:
    """Annual rate of each enterprise before support, (n,)."""
    credit, base = state.settings.behaviour.credit, float(state.world.lpr[state.month - 1])
    rate = np.full(len(state.enterprises), base + credit.spread_small)
    rate[state.rows.above_scale] = base + credit.spread_large
    return rate


def mortgage_rate(state: State) -> float:
    """Annual rate on household loans."""
    return float(state.world.lpr[state.month - 1]) + state.settings.behaviour.credit.spread_mortgage


def lend_to_enterprises(state: State) -> None:
    """Firms repay a part, ask for what they miss, and banks lend what head offices allot."""
    enterprises, ledger, credit = state.enterprises, state.ledger, state.books.credit
    behaviour = state.settings.behaviour
    covered = _guarantee(state)
    rate = lending_rate(state)
    # What a guarantee does to lending was measured on firms that paid the usual fee: only a change of it is a price.
    fee_change = credit.usual_fee.beyond(state.levers.guarantee_fee)
    net = rate.copy()
    net[covered] -= state.levers.interest_support - fee_change
    # What firms are used to is the first month: support that already stood is no news.
    usual_rate = credit.usual_rate.of(net)
    was_guaranteed = credit.usual_guaranteed.of(enterprises.is_guaranteed)
    standing = loans_by_holder(state)
    state.record("loans.households", standing["households"])
    due = Spread(behaviour.finance.amortisation, enterprises.loans, standing["enterprises"])
    repaid = ledger.repay("enterprises", due)
    need, retained, could_begin = _needs(state)
    _first_loans(state, need, could_begin)
    backing = (behaviour.credit.collateral.enterprises, behaviour.credit.appetite_for_losses)
    rolled, new, missing, sums = ask(
        enterprises.loans_usual, state.now.turnover_growth, enterprises.loans, need, state.last.loans_missing,
        enterprises.profit_expected, enterprises.is_borrower, enterprises.is_guaranteed, was_guaranteed,
        enterprises.weight, (usual_rate, net),
        np.array([behaviour.credit.headroom, behaviour.credit.rate_response, behaviour.credit.guarantee_effect,
                  behaviour.finance.amortisation, behaviour.credit.asked_again, *backing]),
    )  # fmt: skip
    asked, again, together, secured = sums.tolist()
    parts = allot(state, standing, repaid, again, (secured, together - secured))
    granted, state.now.meant_to_invest = grant(
        rolled, new, missing, retained, state.last.beyond_cash, enterprises.profit_expected,
        enterprises.is_guaranteed, np.array(parts), np.array(backing),
    )  # fmt: skip
    lent = ledger.lend("enterprises", granted)
    state.now.loans_missing = missing
    state.record("loans.refused", asked - lent)
    state.now.rate, state.now.rate_net = rate, net
    if state.levers.interest_support > 0.0:
        aid = enterprises.loans[covered] * state.levers.interest_support / MONTHS
        pay(state, "factors", "interest_support", "enterprises", aid, rows=covered)
    _pay_guarantee_fees(state, covered)
    _report(state, lent, covered)


def _report(state: State, new: float, rows: NDArray) -> None:
    """Record what was lent, at what rates, and what the guarantor covers; `rows` are the firms covered."""
    enterprises = state.enterprises
    covered = Table.total(enterprises, enterprises.loans[rows], rows)
    state.offices.guarantee.covered = covered
    total = state.ledger.loans("enterprises")
    state.record("loans.new", new)
    state.record("loans.guaranteed", covered)
    state.record("loans.enterprises", total)
    before, net = costs_of_loans(enterprises.weight, enterprises.loans, state.now.rate, state.now.rate_net)
    state.record("rate.enterprises", net / max(total, 1.0))
    state.record("loans.guaranteed_clients", float(enterprises.weight[rows[enterprises.loans[rows] > 0.0]].sum()))
    beside = (state.levers.guarantee_fee - state.levers.interest_support) * covered
    state.record("rate.all_in", (before + beside) / max(total, 1.0))


def draw_guarantee_places(state: State) -> NDArray:
    """The place of each enterprise in the order public guarantees reach firms (0 first), drawn once."""
    return uniform(state.stream("credit.guarantee", 0), state.enterprises.id)


def _guarantee(state: State) -> NDArray:
    """Public guarantees reach the same firms first, a larger cover adds others, while the company's capital lasts.

    Returns the rows of the firms covered.
    """
    enterprises, cover = state.enterprises, state.levers.guarantee_cover
    place, credit = enterprises.guarantee_place, state.books.credit
    if credit.cover != cover:
        could = (place < cover) & ~(enterprises.is_above_scale | enterprises.is_public)
        credit.cover, credit.covered = cover, np.flatnonzero(could)
    rows = credit.covered
    total = Table.total(enterprises, enterprises.loans[rows], rows)
    room = state.offices.guarantee.capital * state.offices.guarantee.leverage
    within = min(1.0, room / total) if total > 0 else 1.0
    enterprises.is_guaranteed[:] = False
    covered = rows[place[rows] < cover * within]
    enterprises.is_guaranteed[covered] = True
    return covered


def _pay_guarantee_fees(state: State, rows: NDArray) -> None:
    """Covered borrowers (`rows`) pay the company, whose accounts are outside; its capital grows by it. Clause 58."""
    enterprises = state.enterprises
    fees = enterprises.loans[rows] * state.levers.guarantee_fee / MONTHS
    total = Table.total(enterprises, fees, rows)
    if total > 0.0:
        state.ledger.transfer("guarantee_fee", "enterprises", fees, "outside", total, rows=rows)
        state.offices.guarantee.capital += total


def make_good(state: State, rows: NDArray, lost: NDArray) -> None:
    """The guarantor pays the banks its share of what covered firms (`rows`) leave unpaid, yuan, while capital lasts.

    Capital that is gone covers no more loans. Clause 58.
    """
    enterprises, company = state.enterprises, state.offices.guarantee
    covered = Table.total(enterprises, lost * enterprises.is_guaranteed[rows], rows)
    borne = min(state.levers.guarantee_risk_share, 1.0) * covered
    if borne <= 0.0:
        return
    borne = min(borne, company.capital)
    state.ledger.transfer("guarantee_losses", "outside", borne, "banks", borne)
    company.capital -= borne
    state.add("loans.guarantee_losses", borne)


def _needs(state: State) -> tuple[NDArray, NDArray, NDArray]:
    """Yuan each enterprise lacks to invest and for working capital, and of its profit keeps to invest, (n,) each.

    And the rows that could take their first loan for what they lack.
    """
    enterprises, finance = state.enterprises, state.settings.behaviour.finance
    return lack(
        state.last.beyond_cash, enterprises.profit_expected, enterprises.deposits, enterprises.demand_expected,
        enterprises.cash_months, (enterprises.is_borrower, enterprises.is_public), enterprises.profit,
        enterprises.sector, state.price(),
        np.array([finance.buffer_months, finance.cash_cycle_months, finance.cash_tied]),
    )  # fmt: skip


def _first_loans(state: State, need: NDArray, rows: NDArray) -> None:
    """A firm without loans that lacks money takes its first more readily when it is cheaper or guaranteed.

    `need` is what each enterprise lacks, yuan (n,), `rows` who could begin. What it first borrows is what it is used
    to from then on.
    """
    enterprises, credit = state.enterprises, state.settings.behaviour.credit
    covered = enterprises.is_guaranteed[rows]
    terms = state.levers.first_loan_discount + covered * (state.levers.interest_support + credit.guarantee_worth)
    # A new borrower wants what it lacks, at most what borrowers have in relation to their sales.
    usual = np.minimum(need[rows], state.fixed.loan_per_demand * enterprises.demand_usual[rows])
    chance = credit.first_loan_hazard * terms * 100.0 + _talent_loans(state, rows, usual)
    starts = uniform(state.stream("credit.first_loan"), enterprises.id[rows]) < chance
    enterprises.is_borrower[rows[starts]] = True
    enterprises.loans_usual[rows[starts]] = usual[starts]
    state.record("loans.first", float(enterprises.weight[rows[starts]].sum()))


def _talent_loans(state: State, rows: NDArray, usual: NDArray) -> NDArray | float:
    """Chance of a first loan from the talent loans: a share of what small firms borrow anew, for technology firms.

    `rows` are firms that could take a first loan, `usual` what it would be, yuan. Clause 58.
    """
    enterprises, large = state.enterprises, state.rows.above_scale
    if state.levers.talent_loan_share <= 0.0:
        return 0.0
    meant = enterprises.is_technology[rows] & ~enterprises.is_above_scale[rows]
    wanted = Table.total(enterprises, usual * meant, rows)
    small = state.ledger.loans("enterprises") - Table.total(enterprises, enterprises.loans[large], large)
    money = state.levers.talent_loan_share * state.settings.behaviour.finance.amortisation * small
    return meant * min(money / wanted, 1.0) if wanted > 0.0 else 0.0


