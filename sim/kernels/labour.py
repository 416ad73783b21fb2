"""The job market's passes over residents and enterprises, compiled; with compilation off the column form runs.

Cells are town of the job, sector and skill, arrays of shape (towns, 26, 3). Enterprise arrays have n rows, `headcount`
(n, 3) in persons per agent; cell totals are weighted. Resident arrays have one row per resident.
"""

import numpy as np
from numba import config

from agents import enterprises, people
from agents.classes import Activity, Skill
from sim.calendar import MONTHS
from sim.kernels import labour_columns
from sim.kernels.compiling import compiled, rule
from sim.kernels.hashing import TO_UNIT, bits_of, uniform_of
from sim.kernels.labour_columns import ROUNDING

CHILD, EMPLOYED, UNEMPLOYED = int(Activity.CHILD), int(Activity.EMPLOYED), int(Activity.UNEMPLOYED)
INACTIVE, RETIRED, OUTSIDE = int(Activity.INACTIVE), int(Activity.RETIRED), int(Activity.OUT_COMMUTER)
FARMING = int(Activity.SELF_EMPLOYED)
ACTIVITIES, SKILLS = len(Activity), len(Skill)
# Of a table by activity, town, sector and skill: powers of two, so that a place in it is found by shifts; towns have
# as many rooms as the district has towns, and one for those who have none.
SECTOR_ROOM, SKILL_ROOM = 32, 4
BLOCK = 1024  # rows that fit the processor's nearest memory

_age_at = rule(people.age_at)
_decide_dismissals = rule(enterprises.decide_dismissals)


@compiled
def _is_from(limit, age, number, month):
    """Whether a person has reached an age; the division is spared for those who are years from it."""
    return age + month // MONTHS + 1 >= limit and _age_at(age, number, month) >= limit


@compiled
def _next_activity(was, number, age, month, is_drawn, retiring, chances, ages):
    """What one resident does from now on; `is_drawn` to lose the job or to begin to search, `retiring` is a stream."""
    if was == RETIRED or was == FARMING:
        return was
    if was == CHILD:
        return INACTIVE if _is_from(ages[0], age, number, month) else CHILD
    if was == INACTIVE:
        return UNEMPLOYED if is_drawn and _age_at(age, number, month) <= ages[1] else INACTIVE
    if _is_from(ages[2], age, number, month) and uniform_of(retiring, number) < chances[1]:
        return RETIRED
    return UNEMPLOYED if is_drawn else was


@compiled
def _leave_jobs(ids, weight, age, skill, is_urban, activity, work_town, work_sector, hazard, streams, chances, ages,
                month):  # fmt: skip
    searchers, entrants = np.empty(len(ids), np.int64), np.empty(len(ids), np.bool_)
    bound, limit, drawn = _tables(hazard, streams, chances, ages, month)
    counts, moves = np.zeros(len(bound), np.int64), np.zeros((ACTIVITIES, ACTIVITIES))
    left, attrition, found, heavy = np.zeros(len(bound)), 0.0, 0, np.float64(weight[0])
    retirees, pensions = np.empty(len(ids), np.int64), 0
    town_room = hazard.shape[0] + 1
    for row in range(len(ids)):
        was = np.int64(activity[row])
        # Unsigned, here and below: a signed place could be counted from the end, and is checked for it.
        place = np.uint64(((was * town_room + work_town[row] + 1) * SECTOR_ROOM + work_sector[row] + 1) * SKILL_ROOM
                          + skill[row])  # fmt: skip
        counts[place] += 1
        searchers[np.uint64(found)], entrants[np.uint64(found)] = row, False
        # Nearly everyone stays: one rare branch, drawn for all, is three times as fast as asking who may move.
        # `or` would make it two, each guessed wrong as often.
        is_drawn = bits_of(drawn[np.uint64(was)], ids[row]) < bound[place]
        if not (is_drawn | (age[row] >= limit[np.uint64(was)])):
            found += np.int64(was == UNEMPLOYED)
            continue
        now = _next_activity(was, ids[row], age[row], month, is_drawn, streams[1], chances, ages)
        if now == UNEMPLOYED and (was == UNEMPLOYED or was == INACTIVE):
            entrants[found] = was == INACTIVE
            found += 1
        if now == was:
            continue
        activity[row] = now
        moves[was, now] += heavy
        if now == RETIRED:
            retirees[pensions] = row
            pensions += 1
        if was == EMPLOYED:
            left[place] += heavy
            work_town[row] = work_sector[row] = -1
            attrition += heavy if now == RETIRED and is_urban[row] else 0.0
    before = np.concatenate((_of_employed(counts, hazard.shape).ravel(), _of_others(counts))) * heavy
    return (searchers[:found].copy(), entrants[:found].copy(), before, _of_employed(left, hazard.shape), attrition,
            moves, retirees[:pensions].copy())  # fmt: skip


@compiled
def _tables(hazard, streams, chances, ages, month):
    """Chance to lose a job, or to begin to search, by activity, town and sector of the job, and skill: one flat table
    for everyone, with a place for those who have no town or sector; in 53 bits, as it is drawn.

    By activity: the age at the start from which a closer look is needed, and the stream that is drawn from.
    """
    towns, sectors, skills = hazard.shape
    chance = np.zeros((ACTIVITIES, towns + 1, SECTOR_ROOM, SKILL_ROOM))
    chance[EMPLOYED, 1 : towns + 1, 1 : sectors + 1, :skills] = hazard
    chance[OUTSIDE], chance[INACTIVE] = chances[0], chances[2]
    bound = np.ceil(chance / TO_UNIT).astype(np.uint64)
    limit = np.full(ACTIVITIES, np.iinfo(np.int16).max, np.int64)
    for kind, reached in ((CHILD, ages[0]), (EMPLOYED, ages[2]), (OUTSIDE, ages[2]), (UNEMPLOYED, ages[2])):
        limit[kind] = np.int64(np.ceil(reached)) - month // MONTHS - 1
    drawn = np.full(ACTIVITIES, streams[0])
    drawn[INACTIVE] = streams[2]
    return bound.ravel(), limit, drawn


@compiled
def _of_employed(counts, shape):
    """The part of a flat table of `_tables` that belongs to the employed, by cell."""
    table = counts.reshape((ACTIVITIES, shape[0] + 1, SECTOR_ROOM, SKILL_ROOM))
    return table[EMPLOYED, 1 : shape[0] + 1, 1 : shape[1] + 1, : shape[2]].copy()


@compiled
def _of_others(counts):
    """Sums of a flat table of `_tables` by activity; nothing of the employed, who are counted by cell."""
    sums = counts.reshape((ACTIVITIES, -1)).sum(axis=1)
    sums[EMPLOYED] = 0
    return sums


@compiled
def _who_do(kind, activity, first, some):
    """Note in `some` the rows of a block from `first` on with an activity; returns how many.

    Two short loops without a branch, this one and that of its caller: who does what cannot be predicted.
    """
    count = 0
    for row in range(first, min(first + BLOCK, len(activity))):
        some[np.uint64(count)] = row
        count += np.int64(activity[row] == kind)
    return count


@compiled
def rows_of_age(kind, activity, age, ids, month, youngest, oldest):
    """Rows of residents with an activity whose age in a month lies within bounds, both included."""
    rows, some, found = np.empty(len(ids), np.int64), np.empty(BLOCK, np.int64), 0
    for first in range(0, len(ids), BLOCK):
        for row in some[: _who_do(kind, activity, first, some)]:
            years = _age_at(np.int64(age[row]), ids[row], month)
            rows[np.uint64(found)] = row
            found += np.int64((years >= youngest) & (years <= oldest))
    return rows[:found].copy()


@compiled
def _excess_share(staff, wanted, quits, response, refund):
    """Share of one enterprise's staff that is let go: what quits alone would leave too many."""
    staying = staff * (1.0 - quits)
    is_over = staying - wanted > ROUNDING * staff
    # No branch: which firm has too many cannot be predicted.
    return (_decide_dismissals(staying, wanted, response, refund) if is_over else 0.0) / (staff if is_over else 1.0)


@compiled
def _count_staff(town, sector, weight, headcount, wanted, quits, response, refund, shape):
    heads, excess, share = np.zeros(shape[0] * shape[1] * SKILLS), np.zeros(shape[0] * shape[1] * SKILLS), wanted.copy()
    for row in range(len(town)):
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        share[row] = _excess_share(staff, wanted[row], quits, response, refund)
        first = (town[row] * shape[1] + sector[row]) * SKILLS
        for rank in range(SKILLS):
            persons, cell = weight[row] * headcount[row, rank], np.uint64(first + rank)
            heads[cell] += persons
            excess[cell] += persons * share[row]
    return heads.reshape(shape), excess.reshape(shape), share


@compiled
def _let_go(town, sector, headcount, share, dismissed, natural, refund_per_head):
    paid, leaving, staying = np.zeros(len(town)), dismissed.ravel(), 1.0 - natural.ravel()
    for row in range(len(town)):
        first, kind = (town[row] * natural.shape[1] + sector[row]) * SKILLS, sector[row]
        refund = (headcount[row, 0] * refund_per_head[kind, 0] + headcount[row, 1] * refund_per_head[kind, 1]
                  + headcount[row, 2] * refund_per_head[kind, 2])  # fmt: skip
        paid[row] = refund if share[row] == 0.0 else 0.0
        for rank in range(SKILLS):
            cell = np.uint64(first + rank)
            headcount[row, rank] *= (1.0 - share[row] * leaving[cell]) * staying[cell]
    return paid


@compiled
def _gap(staff, wanted):
    """Persons one enterprise is short of."""
    return wanted - staff if wanted - staff > ROUNDING * staff else 0.0


@compiled
def _open_jobs(town, sector, weight, headcount, wanted, mix, shape):
    vacancies = np.zeros(shape[0] * shape[1] * SKILLS)
    for row in range(len(town)):
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        gap, first = _gap(staff, wanted[row]), (town[row] * shape[1] + sector[row]) * SKILLS
        for rank in range(SKILLS):
            own = headcount[row, rank] / staff if staff > 0.0 else mix[sector[row], rank]
            vacancies[np.uint64(first + rank)] += weight[row] * (gap * own)
    return vacancies.reshape(shape)


@compiled
def _take_on(town, sector, weight, headcount, wanted, mix, filled):
    heads, parts = np.zeros(filled.size), filled.ravel()
    for row in range(len(town)):
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        gap, first = _gap(staff, wanted[row]), (town[row] * filled.shape[1] + sector[row]) * SKILLS
        for rank in range(SKILLS):
            own, cell = headcount[row, rank] / staff if staff > 0.0 else mix[sector[row], rank], np.uint64(first + rank)
            headcount[row, rank] += gap * own * parts[cell]
            heads[cell] += weight[row] * headcount[row, rank]
    return heads.reshape(filled.shape)


def leave_jobs(*arguments):
    """Residents leave jobs, retire, or start to look for work; changes activity and place of work.

    Parameters, in order: ids, weight (the same of all), age, skill, is_urban, activity, work_town, work_sector of all
    residents; hazard (towns, 26, 3) of a job in the district; streams uint64 (3,) of separation, retirement, entry;
    chances (3,) a month of losing a job outside, retiring, entering; ages (3,) years from which one may work, until
    which one enters, from which one retires; month.

    Returns rows that search this month (those who just lost a job begin next month), whether each is a new entrant,
    residents before by cell if employed and then by activity (towns * 26 * 3 + 7,), those who left a job
    (towns, 26, 3), urban workers who retired, moves from activity to activity (7, 7), rows that retired. All counts
    weighted.
    """
    return _FORM["leave_jobs"](*arguments)


def count_staff(*arguments):
    """Staff and staff to be let go by cell, two (towns, 26, 3), and the share of an enterprise's staff to let go, (n,).

    Parameters, in order: town, sector, weight, headcount, wanted (n,) of enterprises; quits, the share of staff
    that leaves by itself; response and refund of `decide_dismissals`; shape of the cells.
    """
    return _FORM["count_staff"](*arguments)


def let_go(*arguments):
    """Take leavers out of `headcount`; returns the refund (n,) in yuan of enterprises that let nobody go.

    Parameters, in order: town, sector, headcount; share (n,) of the staff to be let go; dismissed (towns, 26, 3) the
    part of it that leaves; natural (towns, 26, 3) the share of the rest that leaves; refund_per_head (26, 3) yuan.
    """
    return _FORM["let_go"](*arguments)


def open_jobs(*arguments):
    """Vacancies by cell (towns, 26, 3): what enterprises lack, split by their own skills.

    Parameters, in order: town, sector, weight, headcount, wanted; mix (26, 3) skills of a firm without staff; shape.
    """
    return _FORM["open_jobs"](*arguments)


def take_on(*arguments):
    """Add hires to `headcount`; returns staff by cell afterwards (towns, 26, 3).

    Parameters, in order: town, sector, weight, headcount, wanted, mix; filled (towns, 26, 3) share of vacancies filled.
    """
    return _FORM["take_on"](*arguments)


_COMPILED = {"leave_jobs": _leave_jobs, "count_staff": _count_staff, "let_go": _let_go, "open_jobs": _open_jobs,
             "take_on": _take_on}  # fmt: skip
_FORM = {name: getattr(labour_columns, name) for name in _COMPILED} if config.DISABLE_JIT else _COMPILED  # pyright: ignore
