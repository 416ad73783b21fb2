"""Land quota, energy review and the gates of projects: what a project must have before it may be built.

Why three gates and not one cap: quota won from above, land supplied to a project and land sold are different things,
and energy is granted once at review and used a year or more later. Policy reaches a project only through levers.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import INDUSTRY, TOWNS
from agents.columns import Table
from agents.projects import PROJECT_KINDS, Projects, Stage, decide_effort, decide_passage, decide_start, decide_wait
from agents.rules import choose
from sim.phases.land_and_energy.green_energy import buy_certificates, retrofit_factor
from sim.phases.land_and_energy.private_investment import goes_ahead
from sim.phases.land_and_energy.scarcity import record_shadow_price
from sim.phases.policy.fund import plant_wait
from sim.policy.course import PLAN_STARTS
from sim.programmes import deliver, luck, reliability
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Energy, Land

MONTHS = 12
QUARTER = 3
INDUSTRY_KIND = PROJECT_KINDS.index("industry")

declare(
    land__quota_won=Series("mu", "New construction quota won", "争取新增建设用地指标", "clause 59"),
    land__quota_left=Series("mu", "New construction quota in hand", "结余建设用地指标"),
    land__supplied=Series("mu", "Land supplied to projects", "项目供地面积"),
    land__fee=Series("yuan", "Land fees paid by projects", "项目土地费用"),
    energy__opened=Series("tce", "Energy quota opened", "可批用能指标"),
    energy__freed=Series("tce", "Energy freed from incumbents", "腾出存量用能", "clause 61"),
    energy__granted=Series("tce", "Energy granted at review", "能评批复用能", "clause 61"),
    energy__granted_new=Series("tce", "Energy granted to listed new projects", "清单内新建项目批复用能"),
    energy__key_granted=Series("tce", "Energy granted to provincial and city key projects", "省市重大项目批复用能"),
    energy__key_waiting=Series("tce", "Energy provincial and city key projects wait for", "省市重大项目待批用能"),
    energy__used_by_granted=Series("tce", "Energy used by projects granted in the year", "当年获批项目实际用能"),
    energy__left=Series("tce", "Energy quota left", "结余用能指标"),
    projects__led=Series("project", "Projects a district leader has in charge", "区领导领衔项目数", "clause 1"),
    dispatch__meetings=Series("event", "Dispatch meetings held", "重大项目调度会次数", "clause 4"),
    starts__new=Series("project", "New projects started", "新建项目开工数", "clause 4"),
    starts__share=Series("share", "New projects started, cumulative share", "新建项目累计开工率", "clause 4"),
    starts__key_share=Series(
        "share", "New key projects started, cumulative share", "重点新建项目累计开工率", "clause 1"
    ),
    starts__any=Series("project", "New projects started in a town", "镇街新建项目开工数"),
)


def open_land(state: State) -> Land:
    """The district's construction land, opened with the quota in hand at the start of 2023."""
    opening = state.settings.behaviour.land.initial_quota
    industrial = opening * state.settings.policy.factors.m59.industrial_quota_share
    return Land(opening=opening, left_industry=industrial, left_others=opening - industrial)


def open_energy(state: State) -> Energy:
    """The district's energy quota, opened with what could be granted at the start of 2023."""
    opening = state.settings.behaviour.energy.initial_quota
    return Energy(opening=opening, left=opening)


@rests
def allot_land(state: State) -> None:
    """Quota is won from above, and projects at the land gate get land while it lasts and pay for it."""
    land, projects = state.books.land, state.projects
    state.now.gate_waits = gate_waits(state)
    # Won above the district, so no margin of its own planning is added: only what the bureau gets through.
    won = state.levers.land_quota * reliability(state, "factors") * luck(state, "land_quota")
    industrial = won * state.settings.policy.factors.m59.industrial_quota_share
    land.quota_won += won
    land.left_industry += industrial
    land.left_others += won - industrial
    at_gate = _at_gate(state, Stage.SIGNED)
    is_industry = projects.kind == INDUSTRY_KIND
    ahead = goes_ahead(state, "land.supplied_private", "land.supplied")
    served_industry, waits = _served(projects, at_gate & is_industry, projects.land_need, land.left_industry, ahead)
    served_others, _ = _served(projects, at_gate & ~is_industry, projects.land_need, land.left_others, ahead)
    record_shadow_price(state, "land", waits, projects.land_need)
    land.left_industry -= float(projects.land_need[served_industry].sum())
    land.left_others -= float(projects.land_need[served_others].sum())
    rows = np.concatenate((served_industry, served_others))
    supplied = float(projects.land_need[rows].sum())
    land.quota_used += supplied
    state.now.land_granted = np.isin(np.arange(len(projects)), rows)
    state.record("land.quota_won", won)
    state.record("land.quota_left", land.left_industry + land.left_others)
    state.record("land.supplied", supplied)
    state.record("land.supplied_private", projects.land_need[rows[projects.is_private[rows]]].sum())
    unserved = float(projects.land_need[at_gate].sum()) - supplied
    land.queue = unserved / max(MONTHS * state.levers.land_quota, 1.0)
    state.record("land.fee", _pay_land(state, rows))


def _pay_land(state: State, rows: NDArray) -> float:
    """Owners bring the price of their land and pass it to the government; returns yuan."""
    projects, behaviour = state.projects, state.settings.behaviour
    price = choose(projects.kind[rows] == INDUSTRY_KIND, 1.0, behaviour.land.price_others)
    amounts = projects.land_need[rows] * price * state.settings.region.industrial_land_price
    total = Table.total(projects, amounts, rows)
    state.ledger.transfer("own_funds", "outside", total, "projects", amounts, payee_rows=rows)
    state.ledger.transfer("land_fee", "projects", amounts, "government", total, rows=rows)
    return total


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
    at_gate = _at_gate(state, Stage.LAND)
    # Small projects need no review: they pass, but what they will use counts against the quota.
    exempt = np.flatnonzero(at_gate & (need < behaviour.review_threshold))
    energy.left -= float(need[exempt].sum())
    asking = at_gate & (need >= behaviour.review_threshold)
    ahead = goes_ahead(state, "energy.granted_private", "energy.granted_projects")
    reviewed, waits = _served(projects, asking, need, energy.left, ahead)
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


def gate_waits(state: State) -> NDArray:
    """Months each project has to wait at the gate before it this month, shape (projects,)."""
    projects = state.projects
    gate = np.minimum(projects.stage, projects.lag.shape[1] - 1)
    lag = np.take_along_axis(projects.lag, gate[:, None], axis=1)[:, 0]
    saved = (projects.is_key | is_led(state)) * min(state.levers.gate_time_saved, 1.0)
    # What a meeting settles spares every project part of its wait, on schedule or not. Clause 4.
    gain = state.settings.behaviour.pipeline.dispatch_gain * state.levers.dispatch
    settled = gain * state.now.dispatch_held
    delay = gate_delay(state) * (1.0 - saved) * max(1.0 - settled, 0.0)
    return decide_wait(lag, delay * plant_wait(state), start_effort(state))


def is_led(state: State) -> NDArray:
    """Projects of the list a district leader takes in charge: the largest, as many as leaders take on, flags (n,).

    Clause 1 names projects of 100 million yuan or more; those that have opened need no leader.
    """
    projects, large = state.projects, state.settings.behaviour.pipeline.leader_smallest
    rows = np.flatnonzero(projects.is_listed & (projects.total >= large) & (projects.stage < Stage.FINISHED))
    rows = rows[np.lexsort((projects.id[rows], -projects.total[rows]))]
    led = np.zeros(len(projects), dtype=bool)
    led[rows[: round(state.levers.leader_projects)]] = True
    return led


def hold_dispatch(state: State) -> None:
    """Leaders and offices meet on what holds projects up, unless the month passes without; nothing is caught up then.

    Clause 4.
    """
    chance = min(state.levers.dispatch, 1.0) * state.settings.behaviour.pipeline.dispatch_kept
    held = float(uniform(state.stream("pipeline.dispatch"), np.zeros(1))[0] < chance)
    state.now.dispatch_held = held
    state.record("dispatch.meetings", held)


def planned_share(state: State, month: float) -> float:
    """Share of the new projects the printed schedule has started by the end of a month, in a line between quarters."""
    measure = state.settings.policy.investment.m04
    quarters = PLAN_STARTS - 1 + QUARTER * np.arange(MONTHS // QUARTER + 1)
    targets = (0.0, *(getattr(measure, f"start_target_q{n}") for n in range(1, MONTHS // QUARTER + 1)))
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
    return float(np.mean(projects.stage[members] >= Stage.STARTED)) if members.any() else 0.0


def _at_gate(state: State, stage: Stage) -> NDArray:
    """Projects of a stage whose wait ends this month, shape (projects,)."""
    projects = state.projects
    return (projects.stage == stage) & decide_passage(projects.waited + 1.0, state.now.gate_waits, 1.0, 1.0)


def _queue(projects: Projects, rows: NDArray, overdue: NDArray, ahead: NDArray | None = None) -> NDArray:
    """Rows in the order they are served: who goes ahead, key and provincial projects, then the longest overdue."""
    is_first = projects.is_key[rows] | projects.is_provincial[rows]
    behind = ~ahead[rows] if ahead is not None else np.zeros(len(rows), dtype=bool)
    return rows[np.lexsort((projects.id[rows], -overdue[rows], ~is_first, behind))]


def _served(
    projects: Projects, at_gate: NDArray, need: NDArray, left: float, ahead: NDArray
) -> tuple[NDArray, NDArray]:
    """Rows that get all they need, and the rest; in strict order, so that no large project is passed over for ever."""
    rows = np.flatnonzero(at_gate)
    rows = _queue(projects, rows, projects.waited, ahead)
    fits = np.cumsum(need[rows]) <= max(left, 0.0)
    return rows[fits], rows[~fits]


def _starters(state: State, is_ready: NDArray, overdue: NDArray) -> NDArray:
    """Rows that start this month: ready, not waiting for the ceremony, within what the offices can see through."""
    projects, pipeline = state.projects, state.settings.behaviour.pipeline
    waits = uniform(state.stream("pipeline.bunching", 0), projects.id) < pipeline.bunching
    starts = decide_start(is_ready, waits, state.month_of_year)
    # The list of new projects was drawn up at the end of 2023 from those that had not started by then.
    starts &= ~projects.is_new | (state.month >= PLAN_STARTS)
    return _queue(projects, np.flatnonzero(starts), overdue)[: round(pipeline.starts_capacity)]


def _record_starts(state: State, starts: NDArray) -> None:
    projects = state.projects
    new = starts[projects.is_new[starts]]
    state.record("starts.new", len(new))
    state.record("projects.led", is_led(state).sum())
    state.record("starts.share", _share_started(projects, projects.is_new))
    state.record("starts.key_share", _share_started(projects, projects.is_new & projects.is_key))
    for town, count in zip(TOWNS, np.bincount(projects.town[new], minlength=len(TOWNS)), strict=True):
        state.record(f"starts.{town}", float(count))
