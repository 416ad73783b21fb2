"""The industry fund: district money, what it wins from funds above, and equity for projects here.

Why deal by deal: a district makes a handful of deals a year, and whether a fund above joins one is luck to a large
part. Money committed waits months before it is invested. Equity stands in for money of a project's owners, who get
it earlier than they could collect it: that shortens the wait before a start, and nothing else.
"""

import numpy as np

from agents.columns import Table
from agents.institutions import decide_upper_share
from agents.projects import PLANT_KINDS, Stage
from sim.budget import cash
from sim.calendar import MONTHS
from sim.owners import give_back
from sim.programmes import deliver
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.policy import Fund

declare(
    fund__district=Series("yuan", "District money paid into funds", "区级基金出资", "clause 56"),
    fund__upper=Series("yuan", "Money won from funds above", "争取上级基金出资", "clause 56"),
    fund__deals=Series("project", "Deals of the fund", "基金签约数", "clause 56"),
    fund__invested=Series("yuan", "Equity of funds in projects here", "基金投入本地项目"),
    fund__waiting=Series("yuan", "Committed by funds and not yet invested", "基金待投金额"),
)


@rests
def commit_and_invest(state: State) -> None:
    """The district pays into funds, funds above join some deals, and part of what was committed reaches projects.

    Writes `now.fund_wait`: the wait of plants before a start relative to that with the usual fund equity.
    """
    market = state.settings.behaviour.capital_market
    fund = fund_of(state)
    if state.month_of_year == 1:
        fund.deals = 0
    own = deliver(state, "factors", "fund_contribution", state.levers.fund_contribution / MONTHS, has_margin=True)
    own = min(own * state.now.new_share, cash(state))
    state.ledger.transfer("fund_contribution", "government", own, "outside", own)
    fund.pending += own
    signed, upper = _sign_deals(state, fund)
    fund.waiting += signed * market.fund_ticket + upper
    invested = fund.waiting / _delay(state)
    fund.waiting -= invested
    here = _invest_here(state, market.fund_local_share * invested)
    state.record("fund.district", own)
    state.record("fund.upper", upper)
    state.record("fund.deals", signed)
    state.record("fund.invested", here)
    state.record("fund.waiting", fund.waiting)


def fund_of(state: State) -> Fund:
    """The fund's books, opened with what deals of the course of 2023 would have left waiting."""
    fund, market = state.books.fund, state.settings.behaviour.capital_market
    if not fund.is_open:
        effort = state.levers.fund_effort
        monthly = state.levers.fund_contribution / MONTHS
        ratio = float(decide_upper_share(market.upper_chance, effort, market.upper_effort)) * market.upper_multiple
        monthly *= 1.0 + ratio
        fund.pending = market.fund_ticket * float(uniform(state.stream("fund.pending", 0), np.array([0]))[0])
        fund.waiting, fund.usual, fund.is_open = monthly * _delay(state), market.fund_local_share * monthly, True
    return fund


def _delay(state: State) -> float:
    return max(state.settings.policy.factors.m56.deployment_delay, 1.0)


def _sign_deals(state: State, fund: Fund) -> tuple[int, float]:
    """Deals signed with the money in hand, and what funds above add to them, yuan.

    The luck of a deal is keyed by its number in the year: a larger fund makes the same deals and more.
    """
    market = state.settings.behaviour.capital_market
    count = int(fund.pending // market.fund_ticket)
    if count == 0:
        return 0, 0.0
    fund.pending -= count * market.fund_ticket
    numbers = state.year * MONTHS * MONTHS + fund.deals + np.arange(count)
    fund.deals += count
    chance = decide_upper_share(market.upper_chance, state.levers.fund_effort, market.upper_effort)
    joins = uniform(state.stream("fund.upper", 0), numbers) < chance
    own = normal(state.stream("fund.multiple", 0), numbers)
    multiple = market.upper_multiple * np.exp(market.upper_spread * own - market.upper_spread**2 / 2.0)
    return count, float(np.sum(joins * multiple)) * market.fund_ticket


def _invest_here(state: State, money: float) -> float:
    """Pay equity to plants under construction by what they spent last month; their owners take as much back.

    Returns yuan. Beyond what owners spend there is nothing to stand in for.
    """
    projects = state.projects
    rows = np.flatnonzero((projects.stage == Stage.STARTED) & np.isin(projects.kind, PLANT_KINDS))
    spent = projects.spent_month[rows]
    total = Table.total(projects, spent, rows)
    part = min(money / total, 1.0) if total > 0.0 else 0.0
    equity = part * spent
    here = Table.total(projects, equity, rows)
    state.ledger.transfer("fund_equity", "outside", here, "projects", equity, payee_rows=rows)
    give_back(state, "own_funds_released", rows, equity)
    beyond = (money - fund_of(state).usual) / total if total > 0.0 else 0.0
    saved = state.settings.behaviour.capital_market.fund_time_saved * beyond
    state.now.fund_wait = float(np.clip(1.0 - saved, 0.0, 2.0))
    return here


def plant_wait(state: State) -> np.ndarray:
    """Wait of each project relative to that with the usual fund equity, shape (projects,); 1 for other kinds."""
    return np.where(np.isin(state.projects.kind, PLANT_KINDS), state.now.fund_wait, 1.0)
