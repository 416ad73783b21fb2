"""Owners of plants look at their plans every half-year: give up, cut, go on, or build more and sooner.

Why news and not levels: who planned a plant knew the market, the rates and the queues of that day. In a usual year
nothing has changed, and the plan stands as it is.
"""

import numpy as np
from numpy.typing import NDArray

from agents.projects import (
    INDUSTRY_KIND,
    PLANT_KINDS,
    Plan,
    Stage,
    decide_plan,
    decide_prospects,
    decide_volume,
    decide_worth,
)
from sim.calendar import MONTHS
from sim.owners import SOURCES, cash_for, financing_plan
from sim.phases.land_and_energy.expansions import land_in_user_cost
from sim.phases.land_and_energy.gates import gate_delay, office_delay
from sim.phases.land_and_energy.private_investment import cheaper_for_private
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    projects__stopped=Series("project", "Projects given up", "终止项目数"),
    projects__cut=Series("project", "Projects cut by their owners", "压减规模项目数"),
    projects__brought_forward=Series("project", "Projects enlarged and brought forward", "提前扩大项目数"),
    land__given_back=Series("mu", "Land given back by projects that were given up", "终止项目退回用地"),
    energy__given_back=Series("tce", "Energy given back by projects that were given up", "终止项目退回用能"),
    projects__volume_change=Series("yuan", "Change of planned investment by reviews", "项目计划投资调整额"),
)


@rests
def review_projects(state: State) -> None:
    """What each project is worth to its owner over when it was planned, and what owners whose turn it is decide."""
    state.now.worth = _worth(state)
    _note_queues(state)
    projects, plans = state.projects, state.settings.behaviour.pipeline.plans
    turn = (projects.id + state.month) % round(plans.review_months) == 0
    rows = np.flatnonzero(turn & (projects.stage >= Stage.SIGNED) & (projects.stage <= Stage.STARTED)
                          & np.isin(projects.kind, PLANT_KINDS))  # fmt: skip
    prospects = decide_prospects(state.now.worth[rows], _years_late(state)[rows],
                                 state.settings.behaviour.candidates.queue_response)
    total, spent = projects.total[rows], projects.spent[rows]
    luck = uniform(state.stream("pipeline.given_up", 0), projects.id[rows])
    plan = decide_plan(luck, prospects, spent / np.maximum(total, 1.0), plans.stopping, plans.inertia)
    projects.total[rows] = decide_volume(plan, total, projects.total_planned[rows], spent, prospects)
    stopped = rows[plan == Plan.STOP]
    state.record("land.given_back", 0.0)
    state.record("energy.given_back", 0.0)
    give_back(state, stopped)
    projects.stage[stopped] = Stage.STOPPED
    state.record("projects.stopped", len(stopped))
    state.record("projects.cut", (plan == Plan.CUT).sum())
    state.record("projects.brought_forward", (plan == Plan.FORWARD).sum())
    state.record("projects.volume_change", (projects.weight[rows] * (projects.total[rows] - total)).sum())


def user_cost_change(state: State) -> NDArray:
    """Relative change of each project's cost of capital since the draw began: rates, land, grants, hurdle, (n,)."""
    projects, levers, behaviour = state.projects, state.levers, state.settings.behaviour
    grant = levers.equipment_grant_rate * levers.equipment_reach * behaviour.pipeline.equipment_share
    grant = state.books.pipeline.usual_grant.beyond(grant)
    first = float(state.world.lpr[0])
    rate = (float(state.world.lpr[state.month - 1]) - first) / (first + behaviour.investment.depreciation_annual)
    is_industry = projects.kind == INDUSTRY_KIND
    cheaper = np.where(is_industry, grant, 0.0) + projects.is_private * cheaper_for_private(state)
    land = np.where(is_industry, land_in_user_cost(state, projects.land_need, projects.total), 0.0)
    return rate + land - cheaper


def _worth(state: State) -> NDArray:
    """Worth of each plant over that of the day it was planned, 1 for public works, (projects,)."""
    behaviour = state.settings.behaviour
    plans, elasticity = behaviour.pipeline.plans, behaviour.investment.user_cost_elasticity
    worth = decide_worth(_demand(state), plans.demand_response, user_cost_change(state), elasticity,
                         _shortfall(state), plans.finance_response)  # fmt: skip
    return np.where(np.isin(state.projects.kind, PLANT_KINDS), worth, 1.0)


def _demand(state: State) -> NDArray:
    """Demand expected over what owners are used to: of the owner here, else of the sector, (projects,)."""
    projects, firms, books = state.projects, state.enterprises, state.books.pipeline
    rows = state.rows.above_scale
    sums = np.bincount(firms.sector[rows], firms.weight[rows] * firms.demand_expected[rows],
                       minlength=int(projects.sector.max(initial=0)) + 1)  # fmt: skip
    seen = np.where(projects.owner >= 0, firms.demand_expected[projects.owner], sums[projects.sector])
    usual = seen.copy() if books.demand_norm is None else books.demand_norm
    is_other = projects.owner != books.demand_of if books.demand_of is not None else np.zeros(len(seen), dtype=bool)
    usual = np.where(is_other | (usual <= 0.0), seen, usual)
    demand = np.divide(seen, usual, out=np.ones_like(seen), where=usual > 0.0)
    books.demand_norm = usual + (seen - usual) / state.settings.behaviour.pipeline.plans.memory
    books.demand_of = projects.owner.copy()
    return demand


def _shortfall(state: State) -> NDArray:
    """Part of its money a plant cannot find, banks' refusals and the owner's cash, beyond the usual, (projects,)."""
    projects = state.projects
    shares = financing_plan(state)
    loans, own = shares[projects.kind, SOURCES.index("loans")], 1.0 - shares.sum(axis=1)[projects.kind]
    refused = loans * (1.0 - state.last.credit_share["projects"])
    rows = np.flatnonzero((projects.owner >= 0) & (projects.stage >= Stage.SIGNED) & (projects.stage <= Stage.STARTED))
    wanted = own[rows] * projects.total[rows] / np.maximum(projects.duration[rows], 1.0)
    cash = cash_for(state, rows, wanted)
    refused[rows] += own[rows] * (1.0 - np.minimum(np.divide(cash, wanted, out=np.ones(len(rows)), where=wanted > 0.0),
                                                   1.0))  # fmt: skip
    return state.books.pipeline.usual_shortfall.beyond(refused)


def _note_queues(state: State) -> None:
    """The queues of 2023 are what owners knew of when the list of 2024 was drawn up; the first is seen in February."""
    books, seen = state.books, state.month - 1
    if 1 <= seen <= MONTHS:
        queues = np.array([books.land.queue, books.energy.queue])
        books.pipeline.queue_known = books.pipeline.queue_known + (queues - books.pipeline.queue_known) / seen


def _years_late(state: State) -> NDArray:
    """Years a project has waited for land or energy beyond its steps and the queue its owner knew of, (projects,)."""
    projects, known = state.projects, state.books.pipeline.queue_known
    gate = np.minimum(projects.stage, projects.lag.shape[1] - 1)
    steps = np.take_along_axis(projects.lag, gate[:, None], axis=1)[:, 0]
    steps = steps * gate_delay(state) * office_delay(state)[gate]
    waited = np.maximum(projects.waited - steps, 0.0) / MONTHS
    at_land = (projects.stage == Stage.SIGNED) * np.maximum(waited - known[0], 0.0)
    at_energy = (projects.stage == Stage.LAND) * (projects.kind == INDUSTRY_KIND) * np.maximum(waited - known[1], 0.0)
    return at_land + at_energy


def give_back(state: State, stopped: NDArray) -> None:
    """Land and energy of plants that will not be built are offered again; what was paid for them is lost."""
    projects, land, energy = state.projects, state.books.land, state.books.energy
    idle = stopped[(projects.stage[stopped] > Stage.SIGNED) & (projects.stage[stopped] < Stage.STARTED)]
    is_industry = projects.kind[idle] == INDUSTRY_KIND
    industrial, others = (float(projects.land_need[idle[some]].sum()) for some in (is_industry, ~is_industry))
    land.left_industry += industrial
    land.left_others += others
    land.quota_used -= industrial + others
    freed = float(projects.energy_need[idle[projects.stage[idle] > Stage.LAND]].sum())
    energy.left += freed
    state.add("land.given_back", industrial + others)
    state.add("energy.given_back", freed)
