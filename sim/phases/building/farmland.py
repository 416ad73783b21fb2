"""High-standard farmland, reclaiming and consolidating: built by programme, farmed better the season after."""

import numpy as np

from agents.columns import Table, weighted_sum
from agents.institutions import Rank
from sim import budget
from sim.programmes import deliver
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Farmland

declare(
    farmland__new=Series("mu", "High-standard farmland newly built", "新建高标准农田"),
    farmland__upgraded=Series("mu", "High-standard farmland upgraded", "改造提升高标准农田"),
    farmland__city=Series("mu", "Farmland raised to the city's standard", "市级提标改造农田"),
    farmland__reclaimed=Series("mu", "Farmland reclaimed and restored", "垦造和恢复耕地"),
    farmland__consolidated=Series("mu", "Basic farmland consolidated", "永久基本农田集中连片整治"),
)
TRANSPLANTING = 6  # June: rice is planted, and land built before is farmed for the first time


@rests
def build_farmland(state: State) -> None:
    """Farmland is levelled and drained as far as the line and the builders reach; yields follow the season after."""
    land = state.books.farmland
    new, upgraded, city = _standard_farmland(state)
    added = _add_standard(state, new)
    reclaimed = deliver(state, "factors", "reclaimed", state.levers.reclaimed)
    consolidated = deliver(state, "factors", "consolidated", state.levers.consolidated)
    cost = reclaimed * state.levers.reclaim_cost
    cost += consolidated * state.settings.behaviour.land.consolidation_cost
    # Chapter 9 has no line of its own: reclaiming is paid from the government-fund account, by land sales.
    state.ledger.transfer("land_reclamation", "government", cost, "outside", cost)
    done = {"new": new, "upgraded": upgraded, "city": city, "reclaimed": reclaimed, "consolidated": consolidated}
    for name, mu in done.items():
        setattr(land, name, getattr(land, name) + mu)
        state.record(f"farmland.{name}", mu)
    land.waiting += added + upgraded + city
    _start_season(state, land)


def _standard_farmland(state: State) -> tuple[float, float, float]:
    """Mu built this month of each kind: planned, cut to the builders' capacity and to what the line pays."""
    levers = state.levers
    names = ("farmland_new", "farmland_upgraded", "farmland_city")
    planned = np.array([deliver(state, "rural", name, getattr(levers, name)) for name in names])
    planned *= min(1.0, state.settings.behaviour.land.farmland_capacity / max(planned.sum(), 1e-9))
    costs = np.array([levers.farmland_new_cost, levers.farmland_upgrade_cost, levers.farmland_upgrade_cost])
    claims = weighted_sum(planned, costs)
    if claims > 0.0:
        planned *= budget.pay(state, "rural", "farmland_works", "outside", claims, rank=Rank.PROGRAMMES)
    built = planned
    return float(built[0]), float(built[1]), float(built[2])


def _add_standard(state: State, mu: float) -> float:
    """Add new standard land, first where grain is grown; returns the mu that found land to stand on."""
    farms = state.farms
    left = mu
    for is_first in (farms.grain_land > 0.0, np.ones(len(farms), dtype=bool)):
        room = np.where(is_first, np.maximum(farms.land - farms.land_standard, 0.0), 0.0)
        space = Table.total(farms, room)
        part = min(1.0, left / space) if space > 0.0 else 0.0
        farms.land_standard[:] += part * room
        left -= part * space
    return mu - left


def _start_season(state: State, land: Farmland) -> None:
    """In June the improved land is farmed for the first time, and the mean yield of standard land rises."""
    if state.month_of_year != TRANSPLANTING:
        return
    land.in_use, land.waiting = land.in_use + land.waiting, 0.0
    standard = Table.total(state.farms, state.farms.land_standard)
    share = min(1.0, land.in_use / standard) if standard > 0.0 else 0.0
    land.yield_index = 1.0 + state.settings.policy.rural.m41.yield_gain * share
