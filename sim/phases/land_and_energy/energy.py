"""Energy at review: quota is opened and freed; new projects and expansions of enterprises compete for it. Clause 61.

Why one line for both: the review asks what a tce brings, not who asks. Who is on a key list or keeps the private share
goes first, the others by value added for a tce. Whoever needs more than is left is waited for, so that nobody large is
passed over for ever; a part of what the month opens goes to those behind meanwhile.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTORS
from agents.institutions import decide_energy_standing
from agents.projects import Stage
from sim.calendar import MONTHS
from sim.phases.land_and_energy.energy_expansions import Asking, ask_for_energy, grant_expansions
from sim.phases.land_and_energy.gates import gate_delay, office_delay
from sim.phases.land_and_energy.green_energy import buy_certificates
from sim.phases.land_and_energy.private_investment import goes_ahead
from sim.phases.land_and_energy.queue import at_gate, flags_of
from sim.phases.land_and_energy.retrofits import free_energy
from sim.phases.land_and_energy.scarcity import value_added_planned
from sim.policy.course import PLAN_STARTS
from sim.randomness import normal
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Energy

declare(
    energy__opened=Series("tce", "Energy quota opened", "可批用能指标"),
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


def draw_energy_need(state: State) -> NDArray:
    """Energy each project asks for at review, tce (projects,): its value added by its sector's and its own intensity.

    Projects were screened before they were signed: none lies above the mark beyond which quota is paid for. What the
    reviews of the plan year are expected to grant to the list is the region's figure: who wrote the plan knew the list,
    and which of it had passed its review.
    """
    projects, fixed, energy = state.projects, state.fixed, state.settings.behaviour.energy
    of_sector = np.divide(fixed.tce_per_output, fixed.value_added_rate, where=fixed.value_added_rate > 0.0,
                          out=np.zeros(len(SECTORS)))  # fmt: skip
    own = np.exp(energy.intensity_spread * normal(state.stream("energy.project", 0), projects.id))
    intensity = np.minimum(of_sector[projects.sector] * own, 1.0 / energy.value_added_mark)
    planned = value_added_planned(state, np.arange(len(projects)))
    need = np.where(projects.energy_need > 0.0, planned * intensity, 0.0)
    of_plan = float(need[projects.is_new & _is_reviewed_in_plan_year(state)].sum())
    of_list = float(need[projects.is_new].sum())
    whole = of_plan if of_plan > 0.0 else of_list
    return need * (state.settings.region.energy_need_new_projects / whole if whole > 0.0 else 0.0)


def _is_reviewed_in_plan_year(state: State) -> NDArray:
    """Projects whose waits for land and energy, as they stand at the start, end in 2024, flags (projects,)."""
    projects = state.projects
    waits = projects.lag[:, : Stage.ENERGY] * gate_delay(state)[:, None] * office_delay(state)[: Stage.ENERGY]
    ahead = np.arange(Stage.ENERGY) >= projects.stage[:, None]
    month = (waits * ahead).sum(axis=1) - projects.waited
    return (projects.stage < Stage.ENERGY) & (month > PLAN_STARTS - 1) & (month <= PLAN_STARTS - 1 + MONTHS)


@rests
def allot_energy(state: State) -> None:
    """Quota is opened and freed; reviews grant it to projects and to expansions of enterprises in one line."""
    energy, projects, behaviour = state.books.energy, state.projects, state.settings.behaviour.energy
    freed, green = free_energy(state), buy_certificates(state)
    opened = state.levers.energy_quota + freed + green
    energy.opened += opened
    energy.left += opened
    energy.freed += freed
    energy.green += green
    need, waits_here = projects.energy_need, at_gate(state, Stage.LAND)
    # Small projects need no review: they pass, but what they will use counts against the quota.
    exempt = np.flatnonzero(waits_here & (need < behaviour.review_threshold))
    energy.left -= float(need[exempt].sum())
    at_review = np.flatnonzero(waits_here & (need >= behaviour.review_threshold))
    asking = ask_for_energy(state)
    reviewed, is_granted = _review(state, at_review, asking, opened)
    weight = state.enterprises.weight[asking.rows]
    to_expansions = float((weight * asking.need)[is_granted].sum())
    energy.left -= float(need[reviewed].sum()) + to_expansions
    grant_expansions(state, asking, is_granted)
    rows = np.concatenate((exempt, reviewed))
    granted = float(need[rows].sum())
    unserved = float(need[at_review].sum() - need[reviewed].sum() + (weight * asking.need)[~is_granted].sum())
    energy.queue = unserved / max(MONTHS * opened, 1.0)
    energy.granted_new += granted
    energy.granted += granted + to_expansions
    state.now.energy_granted = flags_of(rows, len(projects))
    _follow_grants(state, np.setdiff1d(at_review, reviewed))
    state.record("energy.opened", opened)
    state.record("energy.granted", granted + to_expansions)
    state.record("energy.granted_new", float(need[rows[~projects.is_candidate[rows]]].sum()))
    state.record("energy.granted_projects", granted)
    state.record("energy.granted_private", need[rows[projects.is_private[rows]]].sum())
    state.record("energy.left", energy.left)


def _review(state: State, projects: NDArray, asking: Asking, opened: float) -> tuple[NDArray, NDArray]:
    """Rows of projects that get all they need, flags of expansions that do; the first left out sets a price."""
    table, behaviour = state.projects, state.settings.behaviour.energy
    waits, no_list = len(asking.rows), np.zeros(len(asking.rows), dtype=bool)
    ahead = goes_ahead(state, "energy.granted_private", "energy.granted_projects")[projects]
    need = np.concatenate((table.energy_need[projects], state.enterprises.weight[asking.rows] * asking.need))
    planned = value_added_planned(state, projects) / np.maximum(table.energy_need[projects], 1e-9)
    value_added = np.concatenate((planned, asking.value_added))
    overdue = table.waited[projects] + 1.0 - state.now.gate_waits[projects]
    waited = np.concatenate((np.maximum(overdue, 0.0), state.enterprises.energy_waited[asking.rows])) / MONTHS
    standing = decide_energy_standing(
        value_added, behaviour.value_added_mark, waited, behaviour.waiting_weight,
        np.concatenate((table.is_key[projects] | table.is_provincial[projects], no_list)),
        np.concatenate((ahead, no_list)),
    )  # fmt: skip
    number = np.concatenate((table.id[projects], state.enterprises.id[asking.rows]))
    order = np.lexsort((number, np.arange(len(need)) >= len(projects), -standing))
    is_served = np.zeros(len(need), dtype=bool)
    is_served[order] = fits(need[order], state.books.energy.left, behaviour.unreserved * max(opened, 0.0))
    left_out = order[~is_served[order]]
    state.record("energy.shadow_price", float(value_added[left_out[0]]) if len(left_out) > 0 else 0.0)
    return projects[is_served[: len(need) - waits]], is_served[len(need) - waits :]


def fits(need: NDArray, left: float, unreserved: float) -> NDArray:
    """Who of a line is served, flags in its order: as far as what is left lasts, then whoever behind is small enough.

    Behind the first who does not fit, no more than `unreserved` is given away of what is kept for it.
    """
    served = np.cumsum(need) <= max(left, 0.0)
    rest = min(max(left - float(need[served].sum()), 0.0), unreserved)
    small = np.flatnonzero(~served & (need <= rest))
    served[small[np.cumsum(need[small]) <= rest]] = True
    return served


def _follow_grants(state: State, unserved: NDArray) -> None:
    """What key projects got and still wait for, and what those granted this year already use. Clause 61."""
    projects, granted = state.projects, state.now.energy_granted
    is_key, need = projects.is_key | projects.is_provincial, projects.energy_need
    state.record("energy.key_granted", float(need[granted & is_key].sum()))
    state.record("energy.key_waiting", float(need[unserved[is_key[unserved]]].sum()))
    if state.month_of_year == 1:
        projects.has_energy_of_year[:] = False
    projects.has_energy_of_year |= granted
    in_use = projects.has_energy_of_year & (projects.stage >= Stage.PRODUCING)
    state.record("energy.used_by_granted", float(need[in_use].sum()) / MONTHS)
