"""Construction land: quota won from above, supplied to projects and to enterprises that outgrow their sites, paid for.

Why quota, supply and sale are apart: what is won from above, what is given and what is sold are different things.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.projects import INDUSTRY_KIND, Stage
from agents.rules import choose
from sim.calendar import MONTHS
from sim.owners import bring, cash_for
from sim.phases.land_and_energy.compensation import compensate
from sim.phases.land_and_energy.expansions import expand_sites, land_price
from sim.phases.land_and_energy.gates import gate_waits
from sim.phases.land_and_energy.private_investment import goes_ahead
from sim.phases.land_and_energy.queue import at_gate, flags_of, served
from sim.phases.land_and_energy.scarcity import record_shadow_price
from sim.programmes import reliability
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Land

declare(
    land__quota_won=Series("mu", "New construction quota won", "争取新增建设用地指标", "clause 59"),
    land__quota_left=Series("mu", "New construction quota in hand", "结余建设用地指标"),
    land__supplied=Series("mu", "Land supplied to projects", "项目供地面积"),
    land__fee=Series("yuan", "Land fees paid by projects and enterprises", "项目和企业土地费用"),
    land__requisition=Series("yuan", "Cost of requisitioned land", "征地成本"),
)


def open_land(state: State) -> Land:
    """The district's construction land, opened with the quota and the vacant rooms in hand at the start of 2023."""
    opening = state.settings.behaviour.land.initial_quota
    industrial = opening * state.settings.policy.factors.m59.industrial_quota_share
    rooms = state.settings.behaviour.sites.vacant * state.settings.region.industrial_land_mu
    return Land(left_industry=industrial, left_others=opening - industrial, rooms=rooms,
                village_cleared=np.zeros(len(state.district.towns)))  # fmt: skip


@rests
def allot_land(state: State) -> None:
    """Quota is won; projects at the land gate get land while it lasts, then enterprises bid for what is left."""
    land, projects = state.books.land, state.projects
    state.now.gate_waits = gate_waits(state)
    # Won above the district, so no margin of its own planning is added: only what the bureau gets through.
    won = state.levers.land_quota * reliability(state, "factors")
    industrial = won * state.settings.policy.factors.m59.industrial_quota_share
    land.quota_won += won
    land.left_industry += industrial
    land.left_others += won - industrial
    waits_here = at_gate(state, Stage.SIGNED)
    waits_here &= _can_pay(state, waits_here)
    is_industry = projects.kind == INDUSTRY_KIND
    ahead = goes_ahead(state, "land.supplied_private", "land.supplied")
    offered = land.left_industry + land.for_sale
    served_industry, waits = served(projects, waits_here & is_industry, projects.land_need, offered, ahead)
    rest = waits_here & ~is_industry
    served_others, waits_others = served(projects, rest, projects.land_need, land.left_others, ahead)
    record_shadow_price(state, "land", waits, projects.land_need)
    rows = np.concatenate((served_industry, served_others))
    others, supplied = (float(projects.land_need[some].sum()) for some in (served_others, rows))
    land.left_others -= others
    land.kept_for_others = float(projects.land_need[waits_others].sum())
    fresh = others + _draw_industrial(land, supplied - others)
    reserved = float(projects.land_need[waits].sum())
    taken = expand_sites(state, land.left_industry + land.for_sale - reserved)
    fresh += _draw_industrial(land, taken.given)
    land.quota_used += fresh
    state.now.land_granted = flags_of(rows, len(projects))
    state.record("land.quota_won", won)
    state.record("land.quota_left", land.left_industry + land.left_others)
    state.record("land.supplied", supplied)
    state.record("land.supplied_private", projects.land_need[rows[projects.is_private[rows]]].sum())
    unserved = float(projects.land_need[waits_here].sum()) - supplied
    land.queue = unserved / max(MONTHS * state.levers.land_quota, 1.0)
    fee = _pay_land(state, rows) + state.series.read("floor.fees", state.month)
    land.cleared_revenue += fee * (1.0 - fresh / max(supplied + taken.given, fresh, 1e-9))
    state.record("land.fee", fee)
    _pay_requisition(state, fresh)
    _note_shortage(state, reserved + taken.asked - taken.given, supplied - others + reserved + taken.asked)


def _draw_industrial(land: Land, mu: float) -> float:
    """Land for industry comes out of quota first, then out of what was cleared; returns the part out of quota, mu."""
    fresh = min(mu, max(land.left_industry, 0.0))
    land.left_industry -= fresh
    land.for_sale -= mu - fresh
    land.reused += mu - fresh
    return fresh


def _cost_of_land(state: State, rows: NDArray) -> NDArray:
    """What projects pay for the land they stand on, yuan by row."""
    projects, behaviour = state.projects, state.settings.behaviour
    is_industry = projects.kind[rows] == INDUSTRY_KIND
    listed = state.settings.region.industrial_land_price
    return projects.land_need[rows] * choose(is_industry, land_price(state), behaviour.land.price_others * listed)


def _can_pay(state: State, waits_here: NDArray) -> NDArray:
    """Projects at the land gate whose owner has the money for the land, flags (projects,): nobody else bids for it."""
    rows = np.flatnonzero(waits_here)
    cost = _cost_of_land(state, rows)
    able = np.zeros(len(waits_here), dtype=bool)
    able[rows] = cash_for(state, rows, cost) >= cost
    return able


def _pay_land(state: State, rows: NDArray) -> float:
    """Owners bring the price of their land and pass it to the government; returns yuan."""
    projects, amounts = state.projects, _cost_of_land(state, rows)
    total = Table.total(projects, amounts, rows)
    bring(state, "own_funds", rows, amounts)
    state.ledger.transfer("land_fee", "projects", amounts, "government", total, rows=rows)
    return total


def _pay_requisition(state: State, mu: float) -> None:
    """Land out of quota was farmland: who lived on and from it is paid by the government."""
    cost = mu * state.settings.behaviour.compensation.requisition_cost
    compensate(state, "land_compensation", "government", cost)
    state.record("land.requisition", cost)


def _note_shortage(state: State, unserved: float, asked: float) -> None:
    """The part of what industry asked for and did not get enters the price by and by."""
    land = state.books.land
    share = unserved / asked if asked > 0.0 else 0.0
    land.shortage += state.settings.behaviour.sites.news * (share - land.shortage)
