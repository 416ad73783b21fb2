"""Credit: what lending costs, who asks, who is guaranteed and what the banks' head offices allot."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.enterprises import decide_borrowing, decide_loans_wanted
from sim.budget import pay
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    loans__enterprises=Series("yuan", "Loans of enterprises", "企业贷款余额"),
    loans__new=Series("yuan", "New loans to enterprises", "企业新增发放贷款"),
    loans__guaranteed=Series("yuan", "Loans under a public guarantee", "担保贷款余额"),
    loans__guarantee_losses=Series("yuan", "Losses the guarantee company made good", "担保代偿支出"),
    loans__first=Series("enterprise", "Enterprises that took their first loan", "首贷户"),
    loans__platforms=Series("yuan", "Loans of state-owned platforms", "平台贷款余额"),
    loans__households=Series("yuan", "Loans of households", "住户贷款余额"),
    loans__guaranteed_clients=Series("enterprise", "Clients with a guaranteed loan", "在保户数"),
    rate__all_in=Series("share", "Mean cost of loans of enterprises, fees in and support out", "企业综合融资成本"),
    rate__enterprises=Series("share", "Mean lending rate of enterprises", "企业贷款平均利率"),
)
MONTHS = 12.0


def lending_rate(state: State) -> NDArray:
    """Annual rate of each enterprise before support, (n,)."""
    credit = state.settings.behaviour.credit
    spread = np.where(state.enterprises.is_above_scale, credit.spread_large, credit.spread_small)
    return float(state.world.lpr[state.month - 1]) + spread


def mortgage_rate(state: State) -> float:
    """Annual rate on household loans."""
    return float(state.world.lpr[state.month - 1]) + state.settings.behaviour.credit.spread_mortgage


def lend_to_enterprises(state: State) -> None:
    """Firms repay a part, ask for what they miss, and banks lend what head offices allot."""
    enterprises, ledger, stock = state.enterprises, state.ledger, state.stock
    behaviour = state.settings.behaviour
    _guarantee(state)
    rate = lending_rate(state)
    # What a guarantee does to lending was measured on firms that paid the usual fee: only a change of it is a price.
    fee_change = state.levers.guarantee_fee - stock.setdefault("guarantee_fee_usual", state.levers.guarantee_fee)
    net = rate - np.where(enterprises.is_guaranteed, state.levers.interest_support - fee_change, 0.0)
    # What firms are used to is the first month: support that already stood is no news.
    usual_rate = stock.setdefault("rate_usual", net.copy())
    was_guaranteed = stock.setdefault("guaranteed_usual", enterprises.is_guaranteed.copy())
    repaid = ledger.repay("enterprises", enterprises.loans * behaviour.finance.amortisation)
    _first_loans(state)
    gain = behaviour.credit.guarantee_effect * (enterprises.is_guaranteed * 1.0 - was_guaranteed)
    wanted = decide_loans_wanted(stock["loans_usual"] * state.now["turnover_growth"], usual_rate - net,
                                 behaviour.credit.rate_response, gain)
    asked = decide_borrowing(wanted, enterprises.loans, enterprises.is_borrower)
    share = _allotted(state, Table.total(enterprises, asked), repaid)
    new = ledger.lend("enterprises", asked * share)
    state.now.update(credit_share=share, rate=rate, rate_net=net, rate_usual=usual_rate)
    if state.levers.interest_support > 0.0:
        aid = np.where(enterprises.is_guaranteed, enterprises.loans * state.levers.interest_support / MONTHS, 0.0)
        pay(state, "factors", "interest_support", "enterprises", aid)
    _pay_guarantee_fees(state)
    _report(state, new)


def _report(state: State, new: float) -> None:
    enterprises = state.enterprises
    covered = Table.total(enterprises, np.where(enterprises.is_guaranteed, enterprises.loans, 0.0))
    state.offices.guarantee.covered = covered
    total = state.ledger.loans("enterprises")
    state.record("loans.new", new)
    state.record("loans.guaranteed", covered)
    state.record("loans.enterprises", total)
    net = Table.total(enterprises, enterprises.loans * state.now["rate_net"])
    state.record("rate.enterprises", net / max(total, 1.0))
    clients = enterprises.is_guaranteed & (enterprises.loans > 0.0)
    state.record("loans.guaranteed_clients", Table.total(enterprises, clients.astype(float)))
    before = Table.total(enterprises, enterprises.loans * state.now["rate"])
    beside = (state.levers.guarantee_fee - state.levers.interest_support) * covered
    state.record("rate.all_in", (before + beside) / max(total, 1.0))


def _guarantee(state: State) -> None:
    """Public guarantees reach the same firms first, a larger cover adds others, while the company's capital lasts."""
    enterprises = state.enterprises
    small = ~enterprises.is_above_scale & ~enterprises.is_public
    if "guarantee_place" not in state.base:
        state.base["guarantee_place"] = uniform(state.stream("credit.guarantee", 0), enterprises.id)
    place = state.base["guarantee_place"]
    asked = small & (place < state.levers.guarantee_cover)
    total = Table.total(enterprises, np.where(asked, enterprises.loans, 0.0))
    room = state.offices.guarantee.capital * state.offices.guarantee.leverage
    within = min(1.0, room / total) if total > 0 else 1.0
    enterprises.is_guaranteed[:] = small & (place < state.levers.guarantee_cover * within)


def _pay_guarantee_fees(state: State) -> None:
    """Covered borrowers pay the company, whose accounts are outside; its capital grows by it. Clause 58."""
    enterprises = state.enterprises
    fees = np.where(enterprises.is_guaranteed, enterprises.loans * state.levers.guarantee_fee / MONTHS, 0.0)
    total = Table.total(enterprises, fees)
    if total > 0.0:
        state.ledger.transfer("guarantee_fee", "enterprises", fees, "outside", total)
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


def _first_loans(state: State) -> None:
    """A firm without loans takes its first more readily when the first one is cheaper or guaranteed."""
    enterprises, credit = state.enterprises, state.settings.behaviour.credit
    terms = state.levers.first_loan_discount + np.where(enterprises.is_guaranteed, state.levers.interest_support, 0.0)
    without = ~enterprises.is_borrower & ~enterprises.is_public & (enterprises.profit > 0)
    # A new borrower wants what borrowers have in relation to their sales.
    usual = state.base["loan_per_demand"] * state.base["demand"]
    chance = credit.first_loan_hazard * terms * 100.0 + _talent_loans(state, without, usual)
    rows = np.flatnonzero(without & (chance > 0.0))
    starts = np.zeros(len(enterprises), dtype=bool)
    starts[rows] = uniform(state.stream("credit.first_loan"), enterprises.id[rows]) < chance[rows]
    enterprises.is_borrower |= starts
    state.stock["loans_usual"] = np.where(starts, usual, state.stock["loans_usual"])
    state.record("loans.first", Table.total(enterprises, starts.astype(float)))


def _talent_loans(state: State, without: NDArray, usual: NDArray) -> NDArray:
    """Chance of a first loan from the talent loans: a share of what small firms borrow anew, for technology firms.

    `without` marks firms that could take a first loan, `usual` what it would be, yuan, (n,). Clause 58.
    """
    enterprises = state.enterprises
    if state.levers.talent_loan_share <= 0.0:
        return np.zeros(len(enterprises))
    meant = without & enterprises.is_technology & ~enterprises.is_above_scale
    wanted = Table.total(enterprises, np.where(meant, usual, 0.0))
    small = Table.total(enterprises, np.where(enterprises.is_above_scale, 0.0, enterprises.loans))
    money = state.levers.talent_loan_share * state.settings.behaviour.finance.amortisation * small
    return meant * min(money / wanted, 1.0) if wanted > 0.0 else np.zeros(len(enterprises))


def _allotted(state: State, asked: float, repaid: float) -> float:
    """Share of what is asked that head offices allow: what comes back, and a net growth of the stock over the year."""
    growth = state.settings.behaviour.credit.allotment_growth * state.ledger.loans("enterprises") / MONTHS
    banks = state.offices.banks
    return float(sum(bank.market_share * bank.allot(asked, repaid, growth) for bank in banks))


def lend_to_others(state: State) -> None:
    """Platforms borrow what their works lack and repay what they have over; they never go without."""
    ledger = state.ledger
    account = ledger.accounts["platforms"]
    if account.deposits < 0.0:
        ledger.lend("platforms", -account.deposits)
    else:
        ledger.repay("platforms", min(account.deposits, account.loans))
    state.record("loans.platforms", ledger.loans("platforms"))
    state.record("loans.households", ledger.loans("households"))
