"""Jobs: who leaves, who searches, who is hired, and who comes from outside to fill what residents leave open.

Why in-commuters have flows of their own: jobs = resident workers + in-commuters holds cell by cell (town, sector,
skill) because each side is moved by its own flows and is recounted, not because one is what the others leave.
Staff of firms is a real number and residents are whole rows: in-commuters make up the difference, and no firm hires
or loses more people because a row stands for many. People who migrate in for a job and are no young
graduates (sim/phases/jobs/migration.py) are counted with the in-commuters: they join no household here.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Activity, Skill
from agents.enterprises import decide_coming
from agents.people import decide_acceptance, decide_job_chance, decide_leaving
from sim.budget import pay
from sim.district.people import CHILD_UNTIL
from sim.kernels import labour as kernels
from sim.phases.jobs.help import clock, interns, note_searchers, placed, train
from sim.phases.jobs.migration import ID_MONTH
from sim.phases.jobs.wages import reach
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State
from sim.state.parts import Searchers

declare(
    jobs__separations=Series("person", "Leavers of jobs in the district", "离职人数"),
    jobs__hires=Series("person", "Hires of the district's enterprises", "招用人数"),
    jobs__headcount=Series("person", "Jobs filled in the district's enterprises", "企业从业人员"),
    jobs__employed_residents=Series(
        "person", "Residents at work, farmers and out-commuters included", "常住就业人员"
    ),
    jobs__unemployed=Series("person", "Unemployed residents", "失业人员"),
    jobs__in_commuters=Series("person", "Jobs held by people living elsewhere", "区外流入从业人员"),
    jobs__out_commuters=Series("person", "Residents working outside the district", "外出就业人员"),
    jobs__vacancies=Series("person", "Vacancies open at the end of the month", "月末空缺岗位"),
    jobs__attrition=Series("person", "Resident staff who retired or died", "自然减员"),
)

CELL = 1e-12  # persons below which a cell is empty
CATCH_UP = 0.1  # part of the rounding to whole rows that a month's hires make good; keeps it bounded, biases nothing
CALLED = 5.0  # most candidates for each hire that is due, so that a cell that is behind what was due can take more


def separate(state: State) -> None:
    """People leave jobs by chance, by dismissal or into retirement; the young begin to search.

    A firm with too many staff lets quits do their part and dismisses the rest.
    Who loses a job now searches from next month on.
    """
    firms, labour = state.enterprises, state.settings.behaviour.labour
    in_commuters = state.books.jobs.in_commuters
    wanted = state.now.staff_wanted
    quits = labour.separation * state.shocks
    keeping = (quits, labour.retention_response, state.levers.retention_refund * state.shocks)
    if not state.books.jobs.is_open:
        note_usual_market(state)
    place, shape = (firms.town, firms.sector), in_commuters.shape
    heads, excess, share = kernels.count_staff(*place, firms.weight, firms.headcount, wanted, *keeping, shape)
    # Where no firm is left, nobody can stay.
    hazard = np.where(heads > CELL, decide_leaving(quits, ratio(excess, heads * (1.0 - quits))), 1.0)
    workers, left, retired = _residents_leave(state, hazard)
    row = float(state.residents.weight[0])
    leavers = np.minimum(retired + hazard * np.maximum(heads - retired, 0.0), heads)
    # In-commuters make up for whole rows, by less than one row.
    leavers = np.minimum(leavers, left + np.maximum(in_commuters + row * (1.0 - CELL), 0.0))
    in_commuters -= leavers - left
    _note_rounding(state, left - np.minimum(retired + hazard * np.maximum(workers - retired, 0.0), workers))
    dismissed = np.minimum(leavers, excess)
    refunds = kernels.let_go(
        *place, firms.headcount, share, ratio(dismissed, excess), ratio(leavers - dismissed, heads - dismissed),
        _refund_per_head(state),
    )  # fmt: skip
    if keeping[-1] > 0.0:
        pay(state, "livelihood", "retention_refund", "enterprises", refunds)
    state.books.jobs.residents = workers - left
    state.record("jobs.separations", leavers.sum())


def _residents_leave(state: State, hazard: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """Resident workers before, those who left, and the usual part of those who retired, by cell (towns, 26, 3).

    Sets searchers, entrants, activities of the month.
    """
    people, labour = state.residents, state.settings.behaviour.labour
    newcomers = state.month * ID_MONTH  # ids from which on a person has come this month
    streams = np.array([state.stream(name) for name in ("jobs.separate", "jobs.retire", "jobs.enter")])
    chances = np.array([labour.separation, labour.retirement, labour.entry]) * state.shocks
    ages = np.array([CHILD_UNTIL, labour.entry_until, labour.retirement_from])
    searchers, entrants, before, left, attrition, moves, retirees = kernels.leave_jobs(
        people.id, people.weight, people.age, people.skill, people.is_urban, people.activity, people.work_town,
        people.work_sector, hazard, streams, chances, ages, clock(state),
    )  # fmt: skip
    entrants |= note_searchers(state, searchers).ids >= newcomers
    workers, counts = before[: hazard.size].reshape(hazard.shape), before[hazard.size :].copy()
    counts[Activity.EMPLOYED] = workers.sum()
    counts += moves.sum(axis=0) - moves.sum(axis=1)
    state.now.entrants, state.now.attrition = entrants, attrition
    state.books.jobs.activities = counts
    state.books.jobs.note_retired(retirees)
    retired = float(moves[Activity.EMPLOYED, Activity.RETIRED])
    state.record("jobs.attrition", retired)
    return workers, left, workers * (retired / max(float(workers.sum()), CELL))


def _note_rounding(state: State, beyond: NDArray) -> None:
    """Add up, by cell (towns, 26, 3), persons by which whole rows of residents left more (or were hired less) than due.

    What is more than one row moves to cells of the same skill that have in-commuters to give way.
    """
    jobs = state.books.jobs
    owed = jobs.rows_owed + beyond
    row = float(state.residents.weight[0])
    kept = np.clip(owed, -row, row)
    room = np.maximum(jobs.in_commuters, 0.0)
    by_skill = np.broadcast_to(room.sum(axis=(0, 1)), room.shape)
    jobs.rows_owed = kept + (owed - kept).sum(axis=(0, 1)) * ratio(room, by_skill)


def _refund_per_head(state: State) -> NDArray:
    """Yuan a month refunded for one of the staff, by sector and skill (26, 3)."""
    base = state.now.wages.mean(axis=0) * (1.0 - state.fixed.contribution)
    rate = state.settings.behaviour.labour.unemployment_contribution * state.levers.retention_refund
    return np.ascontiguousarray(base * state.settings.region.contribution_base_share * rate)


def note_usual_market(state: State) -> None:
    """What was usual when the draw began: vacancies per jobless from turnover, and the outside's share of jobs.

    The chance to find a job is declared for that state, so the opening month is neutral whatever is drawn.
    """
    people, firms, jobs = state.residents, state.enterprises, state.books.jobs
    outside, jobless, employed = (
        float(people.weight[0]) * np.count_nonzero(people.activity == activity)
        for activity in (Activity.OUT_COMMUTER, Activity.UNEMPLOYED, Activity.EMPLOYED)
    )
    staff = float(firms.weight @ firms.headcount.sum(axis=1))
    jobs.usual_tightness = state.settings.behaviour.labour.separation * staff / max(jobless, 1.0)
    jobs.usual_outside = outside / max(outside + employed, 1.0)
    jobs.usual_rates = np.zeros((2, state.books.jobs.in_commuters.shape[0], len(Skill)))
    jobs.is_open = True


def match(state: State) -> None:
    """Vacancies meet searchers by town and skill; commuters and migrants fill part of what is left."""
    firms, in_commuters = state.enterprises, state.books.jobs.in_commuters
    place = (firms.town, firms.sector, firms.weight, firms.headcount, state.now.staff_wanted)
    mix = _skill_mix(state)
    vacancies = kernels.open_jobs(*place, mix, in_commuters.shape)
    training = train(state)
    state.books.jobs.open_jobs = vacancies.sum(axis=1)
    hired, due = _hire_residents(state, vacancies, training)
    labour, level = state.settings.behaviour.labour, state.books.jobs.pay_level[:, None, :]
    filled = due + decide_coming(labour.in_commuter_response, level, labour.in_commuter_elasticity) * (vacancies - due)
    in_commuters += filled - hired
    state.now.hired_outside = (filled - hired).sum(axis=(0, 2))
    _note_rounding(state, due - hired)
    heads = kernels.take_on(*place, mix, ratio(filled, vacancies))
    state.books.jobs.residents = state.books.jobs.residents + hired
    state.books.jobs.held = heads
    _record(state, float(filled.sum()), float((vacancies - filled).sum()))


def ratio(part: NDArray, whole: NDArray) -> NDArray:
    """Part over whole, zero where the whole is empty."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > CELL)


def _skill_mix(state: State) -> NDArray:
    """Skills of staff by sector (26, 3), for firms that hire their first; the district's where a sector has none."""
    staff = (state.books.jobs.residents + state.books.jobs.in_commuters).sum(axis=0)
    total = staff.sum(axis=1, keepdims=True)
    everywhere = staff.sum(axis=0) / max(staff.sum(), CELL)
    return np.ascontiguousarray(np.where(total > CELL, staff / np.maximum(total, CELL), everywhere))


def _hire_residents(state: State, vacancies: NDArray, trained: NDArray) -> tuple[NDArray, NDArray]:
    """Searchers find jobs here or outside; returns residents hired, whole rows, and hires due, both (towns, 26, 3)."""
    who = state.now.searchers
    rows = who.rows
    home = who.town.astype(np.int64) * len(Skill) + who.skill
    offers, chance = _offers(state, vacancies, np.bincount(home, who.weight, minlength=len(vacancies) * len(Skill)))
    gain = np.where(trained, state.levers.training_gain, 0.0)
    is_placed, is_intern = placed(state), interns(state)
    helped = is_placed | is_intern
    own = np.minimum(chance[home] * (1.0 + gain), 1.0)
    entrant = state.settings.behaviour.labour.entrant_chance * (1.0 - state.books.jobs.usual_outside)
    own = np.where(state.now.entrants, np.maximum(own, entrant), own)
    own = np.where(helped, 1.0, own) * (offers[home, -1] > 0.0)
    accept, due = _lots(state, own * who.weight, helped, home, offers, vacancies)
    most = min(CALLED, 1.0 + float(state.residents.weight[0]))  # rows of one person leave no cell far behind
    called = np.minimum(most * own, 1.0)
    finds = np.flatnonzero(uniform(state.stream("jobs.find"), who.ids) < called)
    cell = _choose_cells(state, who.ids[finds], home[finds], offers)
    taken = accept[helped[finds].astype(np.int64), cell] * own[finds] / called[finds]
    chosen = _within_room(state, who, finds, cell, helped[finds], taken, due)
    finds, cell = finds[chosen], cell[chosen]
    _start_work(state, rows[finds], cell, vacancies.shape)
    state.now.hired = rows[finds]
    weight = who.weight[finds]
    state.record("jobs.placed", weight[is_placed[finds]].sum())
    state.record("jobs.interns", weight[is_intern[finds] & ~is_placed[finds]].sum())
    rest = np.ones(len(rows), dtype=bool)
    rest[finds] = False
    _find_outside(state, who, np.flatnonzero(rest))
    hired = np.bincount(cell, weight, minlength=vacancies.size).reshape(vacancies.shape)
    return hired, due.reshape(vacancies.shape)


def _lots(
    state: State, expected: NDArray, helped: NDArray, home: NDArray, offers: NDArray, vacancies: NDArray
) -> tuple[NDArray, NDArray]:
    """Chance of a finder to be taken by cell, (2, cells) for others and the helped, who come first; hires due (cells,).

    `expected` are persons of a row times their chance to find a job. Due are as many as are expected to find one there,
    up to its vacancies. Judged by what is expected and not by who happens to come, so that rows that stand for many
    persons are hired no more and no less often than single persons. A chance lies above 1 where whole rows have left a
    cell behind what was due: more candidates are called.
    """
    group = home + len(offers) * helped.astype(np.int64)
    by_group = np.bincount(group, expected, minlength=2 * len(offers)).reshape(2, -1)
    others, first = by_group @ np.diff(offers, axis=1, prepend=0.0)
    due = np.minimum(others + first, vacancies.ravel())
    owed = np.broadcast_to(state.books.jobs.rows_owed, vacancies.shape).ravel()
    wanted = np.maximum(due + CATCH_UP * owed, 0.0)
    taken = np.minimum(wanted, first)
    return np.stack([ratio(wanted - taken, others), ratio(taken, first)]), due


def _offers(state: State, vacancies: NDArray, searchers: NDArray) -> tuple[NDArray, NDArray]:
    """What is within reach of a searcher, by home town and skill (groups); `searchers` are persons by group.

    Returns cumulative attraction of the cells (groups, cells), ending in 1 or, with nothing in reach, 0; and the chance
    to be hired this month (groups,) without help.
    """
    labour, jobs = state.settings.behaviour.labour, state.books.jobs
    towns, _, skills = vacancies.shape
    near = reach(state, towns)
    open_here = near @ vacancies.sum(axis=1)
    seeking = near @ searchers.reshape(towns, skills)
    efficiency = labour.matching_efficiency * (1.0 - jobs.usual_outside)
    chance = decide_job_chance(
        efficiency, ratio(open_here, seeking), jobs.usual_tightness, labour.matching_elasticity, 0.0
    )
    attraction = vacancies * _acceptance(state)  # one on average: the declared chance is that of the usual jobs
    chance = np.minimum(chance * ratio(near @ attraction.sum(axis=1), open_here), 1.0)
    graduates = float(np.average(chance[:, Skill.UNIVERSITY], weights=seeking[:, Skill.UNIVERSITY] + CELL))
    state.books.migration.graduate_chance = graduates / max(efficiency, CELL)
    # A group wants jobs of its own skill only.
    offers = np.einsum("ht,tsk,gk->hgtsk", near, attraction, np.eye(skills)).reshape(towns * skills, -1)
    offers = np.cumsum(offers, axis=1)
    return ratio(offers, np.broadcast_to(offers[:, -1:], offers.shape)), chance.ravel()


def _acceptance(state: State) -> NDArray:
    """Chance that an offer is taken (towns, 26, 3), relative to the mean over the jobs there are of its skill."""
    labour, wages = state.settings.behaviour.labour, state.now.wages
    staff = state.books.jobs.residents + state.books.jobs.in_commuters
    mean = ratio((wages * staff).sum(axis=(0, 1)), staff.sum(axis=(0, 1)))
    accepted = decide_acceptance(wages, mean, labour.reservation_wage, labour.wage_response)
    usual = ratio((accepted * staff).sum(axis=(0, 1)), staff.sum(axis=(0, 1)))
    return accepted / np.where(usual > 0.0, usual, 1.0)


def _choose_cells(state: State, ids: NDArray, home: NDArray, offers: NDArray) -> NDArray:
    """The cell each finder is offered, likelier where more vacancies are near and pay well."""
    draw = uniform(state.stream("jobs.cell"), ids)
    ladder = (offers + np.arange(len(offers))[:, None]).ravel()
    found = np.searchsorted(ladder, draw + home, side="right") - home * offers.shape[1]
    return np.clip(found, 0, offers.shape[1] - 1)


def _within_room(
    state: State, who: Searchers, finds: NDArray, cell: NDArray, helped: NDArray, taken: NDArray, due: NDArray
) -> NDArray:
    """Which candidates (places among searchers) are hired: by lot with their chance `taken`, the helped first.

    Room is what is due and what in-commuters can give way, down to less than one row below none. The lot is keyed by
    person, so the order of rows does not matter.
    """
    lot = uniform(state.stream("jobs.rank"), who.ids[finds]) / np.maximum(taken, CELL)
    drawn = np.flatnonzero(lot < 1.0)
    order = drawn[np.lexsort((lot[drawn], ~helped[drawn], cell[drawn]))]
    sorted_cell, weight = cell[order], who.weight[finds[order]]
    reached = np.cumsum(weight)
    before = reached - weight
    start = np.maximum.accumulate(np.where(np.diff(sorted_cell, prepend=-1) > 0, before, 0.0))
    room = (due + state.books.jobs.in_commuters.ravel())[sorted_cell]
    return order[reached - start - room < weight * (1.0 - CELL)]


def _start_work(state: State, rows: NDArray, cell: NDArray, shape: tuple[int, ...]) -> None:
    """Write the new jobs of residents."""
    people = state.residents
    people.activity[rows] = Activity.EMPLOYED
    people.work_town[rows], people.work_sector[rows], _ = np.unravel_index(cell, shape)
    _move(state, Activity.UNEMPLOYED, Activity.EMPLOYED, people.weight[rows])


def _find_outside(state: State, who: Searchers, rest: NDArray) -> None:
    """Searchers without a job here (`rest`, places among searchers) find one outside.

    That market is large and takes its usual share of them.
    """
    labour = state.settings.behaviour.labour
    chance = np.where(state.now.entrants[rest], labour.entrant_chance, labour.matching_efficiency)
    chance = chance * state.books.jobs.usual_outside * state.shocks
    finds = uniform(state.stream("jobs.outside"), who.ids[rest]) < chance
    found, left = rest[finds], rest[~finds]
    towns, skills = state.books.jobs.in_commuters.shape[0], len(Skill)
    home = who.town[left].astype(np.int64) * skills + who.skill[left]
    state.books.jobs.seeking = np.bincount(home, who.weight[left], minlength=towns * skills).reshape(towns, skills)
    state.residents.activity[who.rows[found]] = Activity.OUT_COMMUTER
    _move(state, Activity.UNEMPLOYED, Activity.OUT_COMMUTER, who.weight[found])


def _move(state: State, before: Activity, after: Activity, weight: NDArray) -> None:
    persons = float(weight.sum(dtype=float))
    state.books.jobs.activities[before] -= persons
    state.books.jobs.activities[after] += persons


def _record(state: State, hires: float, left_open: float) -> None:
    counts = state.books.jobs.activities
    outside = counts[Activity.OUT_COMMUTER]
    state.record("jobs.hires", hires)
    state.record("jobs.vacancies", left_open)
    state.record("jobs.headcount", state.books.jobs.held.sum())
    state.record("jobs.in_commuters", state.books.jobs.in_commuters.sum())
    state.record("jobs.out_commuters", outside)
    state.record("jobs.unemployed", counts[Activity.UNEMPLOYED])
    state.record("jobs.employed_residents", counts[Activity.EMPLOYED] + counts[Activity.SELF_EMPLOYED] + outside)
