"""Private investors: which projects are theirs, what share of land and energy is kept for them, what they ask to earn.

Why a place in the queue and not a ban: the promise is that private projects get 70 % of what is allotted in a year.
While they have less they go ahead of others; once they have it the queue is the usual one.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table, weighted_sum
from agents.projects import PROJECT_KINDS
from sim.calendar import QUARTER
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    land__supplied_private=Series("mu", "Land supplied to private projects", "民间项目供地面积", "clause 5"),
    energy__granted_private=Series("tce", "Energy granted to private projects", "民间项目批复用能", "clause 5"),
    energy__granted_projects=Series("tce", "Energy granted to all projects", "全部项目批复用能"),
    investment__private=Series("yuan", "Capital spending of private owners", "民间投资", "clause 5"),
)


def draw_private(state: State) -> NDArray:
    """Projects with private owners, flags (projects,); roads and schools have none. Drawn once for the draw."""
    shares = state.settings.behaviour.candidates.private_share
    of_kind = np.array([shares[kind] if kind in ("industry", "services") else 0.0 for kind in PROJECT_KINDS])
    draws = uniform(state.stream("pipeline.private", 0), state.projects.id)
    return draws < of_kind[state.projects.kind]


def goes_ahead(state: State, private: str, whole: str) -> NDArray:
    """Private projects while they have less than their share of what was allotted since January, flags (projects,)."""
    allotted = state.series.year(whole, state.year)
    share = state.series.year(private, state.year) / allotted if allotted > 0.0 else 0.0
    return state.projects.is_private & (share < state.levers.private_factor_share)


def has_a_bank(state: State) -> NDArray:
    """Projects whose bank has agreed to lend, flags (projects,): as many as banks granted of what was asked last month.

    Nobody starts before its finance is closed. Who is refused asks again each quarter, and may ask another branch.
    """
    quarter = (state.month - 1) // QUARTER + 1
    return uniform(state.stream("pipeline.bank", quarter), state.projects.id) < state.last.credit_share["projects"]


def cheaper_for_private(state: State) -> float:
    """Relative fall of private owners' cost of capital since the draw began: they ask to earn less. Clause 5."""
    cost = float(state.world.lpr[0]) + state.settings.behaviour.investment.depreciation_annual
    return state.books.pipeline.usual_hurdle_cut.beyond(state.levers.private_hurdle_cut) / cost


def record_private(state: State) -> None:
    """Spending of private projects and of above-scale private enterprises this month."""
    projects, enterprises = state.projects, state.enterprises
    own = state.rows.above_scale_private
    listed = weighted_sum(projects.weight * projects.spent_month, projects.is_private)
    state.record("investment.private", listed + Table.total(enterprises, enterprises.investment[own], own))
