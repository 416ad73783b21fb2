"""Energy at review: quota is opened and freed, granted once and used a year or more later. Clause 61."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import INDUSTRY
from agents.projects import Stage
from sim.calendar import MONTHS
from sim.phases.land_and_energy.green_energy import buy_certificates, retrofit_factor
from sim.phases.land_and_energy.private_investment import goes_ahead
from sim.phases.land_and_energy.queue import at_gate, served
from sim.phases.land_and_energy.scarcity import record_shadow_price
from sim.programmes import deliver
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Energy

declare(
    energy__opened=Series("tce", "Energy quota opened", "可批用能指标"),
    energy__freed=Series("tce", "Energy freed from incumbents", "腾出存量用能", "clause 61"),
    energy__granted=Series("tce", "Energy granted at review", "能评批复用能", "clause 61"),
    energy__granted_new=Series("tce", "Energy granted to listed new projects", "清单内新建项目批复用能"),
    energy__key_granted=Series("tce", "Energy granted to provincial and city key projects", "省市重大项目批复用能"),
    energy__key_waiting=Series("tce", "Energy provincial and city key projects wait for", "省市重大项目待批用能"),
    energy__used_by_granted=Series("tce", "Energy used by projects granted in the year", "当年获批项目实际用能"),
    energy__left=Series("tce", "Energy quota left", "结余用能指标"),
)


def open_energy(state: State) -> Energy:
    """The district's energy quota, opened with what could be granted at the start of 2023."""
    return Energy(left=state.settings.behaviour.energy.initial_quota)


@rests
def allot_energy(state: State) -> None:
    """Energy quota is opened and freed; reviews grant it to projects, then to expansions of incumbents."""
    energy, projects, behaviour = state.books.energy, state.projects, state.settings.behaviour.energy
    freed = deliver(state, "factors", "energy_freed", state.levers.energy_freed) * retrofit_factor(state)
    green = buy_certificates(state)
    opened = state.levers.energy_quota + freed + green
    energy.opened += opened
    energy.left += opened
    energy.freed += freed
    energy.green += green
    need = energy_need(state)
    waits_here = at_gate(state, Stage.LAND)
    # Small projects need no review: they pass, but what they will use counts against the quota.
    exempt = np.flatnonzero(waits_here & (need < behaviour.review_threshold))
    energy.left -= float(need[exempt].sum())
    asking = waits_here & (need >= behaviour.review_threshold)
    ahead = goes_ahead(state, "energy.granted_private", "energy.granted_projects")
    reviewed, waits = served(projects, asking, need, energy.left, ahead)
    record_shadow_price(state, "energy", waits, need)
    energy.left -= float(need[reviewed].sum())
    reserved = float(need[asking].sum()) - float(need[reviewed].sum())
    rows = np.concatenate((exempt, reviewed))
    granted_new = float(need[rows].sum())
    # What a project on no list is granted was part of what expansions and such projects are known to ask for.
    off_list = float(need[rows[projects.is_candidate[rows]]].sum())
    energy.waiting = max(energy.waiting - off_list, 0.0)
    granted_others = _grant_others(state, energy, reserved)
    energy.granted_new += granted_new
    energy.granted += granted_new + granted_others
    state.now.energy_granted = np.isin(np.arange(len(projects)), rows)
    _follow_grants(state, need, asking & ~state.now.energy_granted)
    state.record("energy.opened", opened)
    state.record("energy.freed", freed)
    state.record("energy.granted", granted_new + granted_others)
    state.record("energy.granted_new", granted_new - off_list)
    state.record("energy.granted_projects", granted_new)
    state.record("energy.granted_private", need[rows[projects.is_private[rows]]].sum())
    energy.queue = reserved / max(MONTHS * opened, 1.0)
    state.record("energy.left", energy.left)


def _follow_grants(state: State, need: NDArray, unserved: NDArray) -> None:
    """What key projects got and still wait for, and what those granted this year already use. Clause 61."""
    projects, granted = state.projects, state.now.energy_granted
    is_key = projects.is_key | projects.is_provincial
    state.record("energy.key_granted", float(need[granted & is_key].sum()))
    state.record("energy.key_waiting", float(need[unserved & is_key].sum()))
    if state.month_of_year == 1:
        projects.has_energy_of_year[:] = False
    projects.has_energy_of_year |= granted
    in_use = projects.has_energy_of_year & (projects.stage >= Stage.PRODUCING)
    state.record("energy.used_by_granted", float(need[in_use].sum()) / MONTHS)


def energy_need(state: State) -> NDArray:
    """Energy each project asks for at review in this draw, tce, shape (projects,)."""
    built = float(state.projects.energy_need[~state.projects.is_candidate].sum())
    return state.projects.energy_need * (state.settings.region.energy_need_new_projects / max(built, 1e-9))


def _grant_others(state: State, energy: Energy, reserved: float) -> float:
    """Expansions and projects off the list ask with industrial demand and get what listed projects leave.

    `reserved` is what listed projects wait for: were the rest given away each month, a large one would never be served.
    """
    demand = float(np.mean(state.world.demand[state.month - 1][list(INDUSTRY)]))
    energy.waiting += state.settings.behaviour.energy.other_need_annual / MONTHS * demand
    granted = min(energy.waiting, max(energy.left - reserved, 0.0))
    energy.waiting -= granted
    energy.left -= granted
    return granted
