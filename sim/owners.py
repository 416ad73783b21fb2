"""What the owners of projects pay: enterprises here out of their cash, platforms for public works, others from outside.

Why apart from the works: land, a second feed, interest and repayments are paid by the same owner in other sections.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table, weighted_sum
from agents.projects import PROJECT_KINDS, Investor, Stage
from sim import platforms
from sim.series import Series, declare
from sim.state import State

declare(
    own_funds__any=Series("yuan", "Own funds brought to projects, by whose they are", "项目自有资金（按投资主体）"),
)
SOURCES = ("line", "upper", "platforms", "loans")
KINDS = tuple(kind.name.lower() for kind in Investor)


def financing_plan(state: State) -> NDArray:
    """Planned shares by kind of project (rows) and source (columns: line, upper, platforms, loans), shape (5, 4).

    What is left to one is own funds; shares drawn above one together are scaled down to it.
    """
    finance = state.settings.behaviour.pipeline.finance
    plan = np.array([[getattr(finance[kind], source) for source in SOURCES] for kind in PROJECT_KINDS])
    return plan / np.maximum(plan.sum(axis=1, keepdims=True), 1.0)


def free_cash(state: State, rows: NDArray) -> NDArray:
    """Yuan in banks beyond the months of costs a firm keeps, by row of enterprises."""
    firms, buffer = state.enterprises, state.settings.behaviour.finance.buffer_months
    costs = firms.demand_expected[rows] * state.price()[firms.sector[rows]]
    return np.maximum(firms.deposits[rows] - buffer * costs, 0.0)


def cash_for(state: State, rows: NDArray, wanted: NDArray) -> NDArray:
    """Yuan of free cash each project may have of its owner, who divides it by what its projects want; inf elsewhere.

    `rows` are projects, `wanted` yuan of each.
    """
    projects, firms = state.projects, state.enterprises
    cash = np.full(len(rows), np.inf)
    here = np.flatnonzero(projects.owner[rows] >= 0)
    owners, place = np.unique(projects.owner[rows[here]], return_inverse=True)
    asked = np.bincount(place, projects.weight[rows[here]] * wanted[here], minlength=len(owners))
    has = firms.weight[owners] * free_cash(state, owners)
    part = np.divide(has, asked, out=np.zeros(len(owners)), where=asked > 0.0)
    cash[here] = np.where(wanted[here] > 0.0, part[place] * wanted[here], has[place])
    return cash


def bring(state: State, kind: str, rows: NDArray, amounts: NDArray) -> None:
    """Owners here and outside pay their projects `amounts`, yuan by row of projects; for public ones outside does."""
    projects, ledger = state.projects, state.ledger
    is_here = projects.owner[rows] >= 0
    here, away = rows[is_here], rows[~is_here]
    if len(here):
        ledger.transfer(kind, "enterprises", _by_owner(state, here, amounts[is_here]), "projects", amounts[is_here],
                        rows=projects.owner[here], payee_rows=here)  # fmt: skip
    total = Table.total(projects, amounts[~is_here], away)
    ledger.transfer(kind, "outside", total, "projects", amounts[~is_here], payee_rows=away)
    whole = np.bincount(projects.investor[rows], projects.weight[rows] * amounts, minlength=len(KINDS))
    for name, yuan in zip(KINDS, whole, strict=True):
        state.add(f"own_funds.{name}", yuan)


def give_back(state: State, kind: str, rows: NDArray, amounts: NDArray) -> None:
    """Projects return money to their owners, yuan by row of projects."""
    projects, ledger = state.projects, state.ledger
    is_here = projects.owner[rows] >= 0
    here, away = rows[is_here], rows[~is_here]
    if len(here):
        ledger.transfer(kind, "projects", amounts[is_here], "enterprises", _by_owner(state, here, amounts[is_here]),
                        rows=here, payee_rows=projects.owner[here])  # fmt: skip
    total = Table.total(projects, amounts[~is_here], away)
    ledger.transfer(kind, "projects", amounts[~is_here], "outside", total, rows=away)


def pay_interest(state: State, owed: NDArray) -> tuple[float, NDArray]:
    """Owners pay the interest of their projects' loans, yuan by row of projects, to banks.

    Returns what was paid and what of it is a cost of enterprises, yuan by row of these, (n,): interest on works under
    way is part of what the plant costs. What platforms cannot pay is due with their own interest next month.
    """
    projects, firms, ledger = state.projects, state.enterprises, state.ledger
    costs = np.zeros(len(firms))
    here = np.flatnonzero((projects.owner >= 0) & (owed > 0.0))
    paid = 0.0
    if len(here):
        shares = _by_owner(state, here, owed[here])
        paid += ledger.transfer("interest", "enterprises", shares, "banks", rows=projects.owner[here])
        np.add.at(costs, projects.owner[here], shares * (projects.stage[here] >= Stage.FINISHED))
    public = weighted_sum(projects.weight * owed, projects.investor == Investor.PUBLIC)
    share = platforms.pay(state, "project_interest", "banks", public)
    state.books.platforms.interest_due += (1.0 - share) * public
    away = weighted_sum(projects.weight * owed, (projects.owner < 0) & (projects.investor != Investor.PUBLIC))
    paid += share * public + ledger.transfer("interest", "outside", away, "banks", away)
    return paid, costs


def repay(state: State, rows: NDArray, amounts: NDArray) -> None:
    """Owners repay loans of projects, yuan by row of projects, as far as money of owners here and platforms goes."""
    projects = state.projects
    is_here = projects.owner[rows] >= 0
    firms, owner = state.enterprises, projects.owner[rows]
    has = np.where(is_here, firms.deposits[owner], np.inf)
    amounts = np.where(has > 0.0, amounts, 0.0)
    is_public = projects.investor[rows] == Investor.PUBLIC
    public = rows[is_public]
    amounts[is_public] *= platforms.pay(state, "project_repayment", "projects", amounts[is_public], public)
    bring(state, "project_repayment", rows[~is_public], amounts[~is_public])
    state.ledger.repay("projects", amounts, rows=rows)


def _by_owner(state: State, rows: NDArray, amounts: NDArray) -> NDArray:
    """What one enterprise of each owner's row pays, yuan, for `amounts` of each project."""
    projects = state.projects
    return amounts * projects.weight[rows] / state.enterprises.weight[projects.owner[rows]]
