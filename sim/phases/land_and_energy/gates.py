"""The gates a project passes before it may start, the meetings on what holds it up, the starts. Clauses 1, 4.

Why several gates and not one cap: land, energy review, permit and start have waits of their own, and policy reaches a
project only through levers.
"""

import numpy as np
from numpy.typing import NDArray

from agents.projects import Projects, Stage, decide_effort, decide_start, decide_wait
from agents.rules import choose
from sim.calendar import MONTHS, QUARTER
from sim.phases.land_and_energy.private_investment import has_a_bank
from sim.phases.land_and_energy.queue import in_order
from sim.phases.policy.fund import plant_wait
from sim.policy.course import PLAN_STARTS
from sim.programmes import is_called_off
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    projects__led=Series("project", "Projects a district leader has in charge", "区领导领衔项目数", "clause 1"),
    dispatch__meetings=Series("event", "Dispatch meetings held", "重大项目调度会次数", "clause 4"),
    starts__new=Series("project", "New projects started", "新建项目开工数", "clause 4"),
    starts__share=Series("share", "New projects started, cumulative share", "新建项目累计开工率", "clause 4"),
    starts__key_share=Series(
        "share", "New key projects started, cumulative share", "重点新建项目累计开工率", "clause 1"
    ),
    starts__any=Series("project", "New projects started in a town", "镇街新建项目开工数"),
)


@rests
def pass_gates(state: State) -> None:
    """Projects pass their gates in order and start, many together at the end of a quarter."""
    projects = state.projects
    projects.waited[projects.stage < Stage.STARTED] += 1.0
    over = projects.waited - state.now.gate_waits
    is_ready = over >= 0.0
    moves = is_ready & (projects.stage == Stage.ENERGY)
    moves |= (projects.stage == Stage.SIGNED) & state.now.land_granted
    moves |= (projects.stage == Stage.LAND) & state.now.energy_granted
    starts = _starters(state, is_ready & (projects.stage == Stage.PERMITTED), over)
    moves[starts] = True
    projects.started[starts] = state.month
    by_year = state.books.pipeline.gates_by_year
    by_year.setdefault(state.year, np.zeros(len(projects), dtype=bool))[moves] = True
    projects.stage[moves] += 1
    # What is left of the month counts for the next gate; a queue that lasted longer is lost time.
    projects.waited[moves] = choose(over < 1.0, over, 0.0)[moves]
    projects.waited[starts] = 0.0
    _record_starts(state, starts)


def draw_own_delay(state: State) -> NDArray:
    """Each project's own delay, a standard normal number, drawn once, shape (projects,)."""
    return normal(state.stream("pipeline.own", 0), state.projects.id)


def gate_delay(state: State) -> NDArray:
    """Each project's waits over the usual ones: the draw's common delay times its own, shape (projects,)."""
    pipeline = state.settings.behaviour.pipeline
    return pipeline.delay * np.exp(pipeline.own_spread * state.projects.own_delay)


def office_delay(state: State) -> NDArray:
    """Waits at each gate over those that all gates share, shape (gates,): each is run by an office of its own."""
    gates = state.projects.lag.shape[1]
    own = normal(state.stream("pipeline.offices", 0), np.arange(gates))
    spread = state.settings.behaviour.pipeline.office_spread
    return np.exp(spread * own - spread**2 / 2.0)  # the mean stays one


def gate_waits(state: State) -> NDArray:
    """Months each project has to wait at the gate before it this month, shape (projects,)."""
    projects = state.projects
    gate = np.minimum(projects.stage, projects.lag.shape[1] - 1)
    lag = np.take_along_axis(projects.lag, gate[:, None], axis=1)[:, 0]
    saved = (projects.is_key | is_led(state)) * min(state.levers.gate_time_saved, 1.0)
    # What a meeting settles spares every project part of its wait, on schedule or not. Clause 4.
    gain = state.settings.behaviour.pipeline.dispatch_gain * state.levers.dispatch
    settled = gain * state.now.dispatch_held
    delay = gate_delay(state) * office_delay(state)[gate] * (1.0 - saved) * max(1.0 - settled, 0.0)
    # Who has more to gain prepares sooner.
    sooner = state.now.worth**state.settings.behaviour.pipeline.plans.timing
    return decide_wait(lag, delay * plant_wait(state), start_effort(state) * sooner)


def is_led(state: State) -> NDArray:
    """Projects of the list a district leader takes in charge: the largest, as many as leaders take on, flags (n,).

    Clause 1 names projects of 100 million yuan or more; those that have opened need no leader.
    """
    projects, large = state.projects, state.settings.behaviour.pipeline.leader_smallest
    is_open = (projects.stage < Stage.FINISHED) & (projects.stage != Stage.STOPPED)
    rows = np.flatnonzero(projects.is_listed & (projects.total >= large) & is_open)
    rows = rows[np.lexsort((projects.id[rows], -projects.total[rows]))]
    led = np.zeros(len(projects), dtype=bool)
    led[rows[: round(state.levers.leader_projects)]] = True
    return led


def hold_dispatch(state: State) -> None:
    """Leaders and offices meet on what holds projects up in the months the clause plans; a weaker one plans fewer.

    A meeting asks for nothing but that an office calls it. Only a month in which nobody can meet shifts it to the next;
    two in a month settle no more than one. Clause 4.
    """
    meetings, due = state.books.pipeline.meetings, min(max(state.levers.dispatch, 0.0), 1.0)
    held = 0.0
    if is_called_off(state):
        meetings.left += due
    else:
        held = float(meetings.take(due))
    state.now.dispatch_held = min(held, 1.0)
    state.record("dispatch.meetings", held)


def planned_share(state: State, month: float) -> float:
    """Share of the new projects the printed schedule has started by the end of a month, in a line between quarters."""
    quarters = PLAN_STARTS - 1 + QUARTER * np.arange(MONTHS // QUARTER + 1)
    levers = state.levers
    targets = (0.0, levers.start_target_q1, levers.start_target_q2, levers.start_target_q3, levers.start_target_q4)
    return float(np.interp(month, quarters, targets))


def start_effort(state: State) -> float:
    """How hard the bureau presses this month, 1 when starts are on schedule or the plan year has not begun.

    The first quarter is nearly settled by the waits of 2023: effort shortens what is left of them, no more.
    """
    quarter_end = state.month + -state.month % QUARTER
    due = planned_share(state, quarter_end)
    if due <= 0.0:
        return 1.0
    planned = planned_share(state, state.month - 1)
    effort = state.levers.catch_up_effort * state.now.dispatch_held
    return float(
        decide_effort(_share_started(state.projects, state.projects.is_new), planned, due, effort)
    )


def _share_started(projects: Projects, members: NDArray) -> float:
    has_started = (projects.stage >= Stage.STARTED) | (projects.started >= 0)
    return float(np.mean(has_started[members])) if members.any() else 0.0


def _starters(state: State, is_ready: NDArray, overdue: NDArray) -> NDArray:
    """Rows that start this month: ready, not waiting for the ceremony, within what the offices can see through."""
    projects, pipeline = state.projects, state.settings.behaviour.pipeline
    waits = uniform(state.stream("pipeline.bunching", 0), projects.id) < pipeline.bunching
    starts = decide_start(is_ready, waits, state.month_of_year)
    starts &= has_a_bank(state)
    # The list of new projects was drawn up at the end of 2023 from those that had not started by then.
    starts &= ~projects.is_new | (state.month >= PLAN_STARTS)
    return in_order(projects, np.flatnonzero(starts), overdue)[: round(pipeline.starts_capacity)]


def _record_starts(state: State, starts: NDArray) -> None:
    projects = state.projects
    new = starts[projects.is_new[starts]]
    state.record("starts.new", len(new))
    state.record("projects.led", is_led(state).sum())
    state.record("starts.share", _share_started(projects, projects.is_new))
    state.record("starts.key_share", _share_started(projects, projects.is_new & projects.is_key))
    towns = state.district.towns.codes
    for town, count in zip(towns, np.bincount(projects.town[new], minlength=len(towns)), strict=True):
        state.record(f"starts.{town}", float(count))
