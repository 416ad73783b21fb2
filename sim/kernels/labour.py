"""The job market's passes over residents and enterprises, compiled; with compilation off the column form runs.

Cells are town of the job, sector and skill, arrays of shape (8, 26, 3). Enterprise arrays have n rows, `headcount`
(n, 3) in persons per agent; cell totals are weighted. Resident arrays have one row per resident.
"""

import numpy as np
from numba import config, njit

from agents import enterprises, people
from agents.classes import Activity
from sim.kernels import labour_columns
from sim.kernels.hashing import uniform_of
from sim.kernels.labour_columns import ROUNDING

CHILD, EMPLOYED, UNEMPLOYED = int(Activity.CHILD), int(Activity.EMPLOYED), int(Activity.UNEMPLOYED)
INACTIVE, RETIRED, OUTSIDE = int(Activity.INACTIVE), int(Activity.RETIRED), int(Activity.OUT_COMMUTER)
FARMING = int(Activity.SELF_EMPLOYED)
ACTIVITIES = len(Activity)
MONTHS = 12

_age_at = njit(people.age_at)
_decide_dismissals = njit(enterprises.decide_dismissals)


@njit(cache=True)
def _is_from(limit, age, number, month):
    """Whether a person has reached an age; the division is spared for those who are years from it."""
    return age + month // MONTHS + 1 >= limit and _age_at(age, number, month) >= limit


@njit(cache=True)
def _next_activity(was, number, age, month, chance, streams, chances, ages):
    """What one resident does from now on; `chance` is the hazard of the job held, zero without one."""
    if was == RETIRED or was == FARMING:
        return was
    if was == CHILD:
        return INACTIVE if _is_from(ages[0], age, number, month) else CHILD
    if was == INACTIVE:
        enters = uniform_of(streams[2], number) < chances[2]
        return UNEMPLOYED if enters and _age_at(age, number, month) <= ages[1] else INACTIVE
    if _is_from(ages[2], age, number, month) and uniform_of(streams[1], number) < chances[1]:
        return RETIRED
    if chance > 0.0 and uniform_of(streams[0], number) < chance:
        return UNEMPLOYED
    return was


@njit(cache=True)
def _leave_jobs(ids, weight, age, skill, is_urban, activity, work_town, work_sector, hazard, streams, chances, ages,
                month):  # fmt: skip
    searchers, entrants = np.empty(len(ids), np.int64), np.empty(len(ids), np.bool_)
    cells, sectors, skills = hazard.size, hazard.shape[1], hazard.shape[2]
    chance, limit, drawn = _tables(hazard, streams, chances, ages)
    before, moves = np.zeros(cells + ACTIVITIES), np.zeros((ACTIVITIES, ACTIVITIES))
    left, attrition, found = np.zeros(cells), 0.0, 0
    for row in range(len(ids)):
        was, heavy = np.int64(activity[row]), np.float64(weight[row])
        is_employed = np.int64(was == EMPLOYED)
        cell = (work_town[row] * sectors + work_sector[row]) * skills + skill[row]
        place = is_employed * cell + (1 - is_employed) * (cells + was)
        before[place] += heavy
        searchers[found], entrants[found] = row, False
        # Nearly everyone stays: one rare branch, drawn for all, is three times as fast as asking who may move.
        if uniform_of(drawn[was], ids[row]) >= chance[place] and age[row] + month // MONTHS + 1 < limit[was]:
            found += np.int64(was == UNEMPLOYED)
            continue
        losing = 0.0 if was == INACTIVE else chance[place]
        now = _next_activity(was, ids[row], age[row], month, losing, streams, chances, ages)
        if now == UNEMPLOYED and (was == UNEMPLOYED or was == INACTIVE):
            entrants[found] = was == INACTIVE
            found += 1
        if now == was:
            continue
        activity[row] = now
        moves[was, now] += heavy
        if was == EMPLOYED:
            left[place] += heavy
            work_town[row] = work_sector[row] = -1
            attrition += heavy if now == RETIRED and is_urban[row] else 0.0
    return searchers[:found].copy(), entrants[:found].copy(), before, left.reshape(hazard.shape), attrition, moves


@njit(cache=True)
def _tables(hazard, streams, chances, ages):
    """Chance to lose a job, or to begin to search, by cell and then by activity; and by activity the age from which a
    closer look is needed and the stream that is drawn from."""
    chance = np.zeros(hazard.size + ACTIVITIES)
    chance[: hazard.size] = hazard.ravel()
    chance[hazard.size + OUTSIDE], chance[hazard.size + INACTIVE] = chances[0], chances[2]
    limit = np.full(ACTIVITIES, np.inf)
    limit[CHILD], limit[EMPLOYED], limit[OUTSIDE] = ages[0], ages[2], ages[2]
    limit[UNEMPLOYED] = ages[2]
    drawn = np.full(ACTIVITIES, streams[0])
    drawn[INACTIVE] = streams[2]
    return chance, limit, drawn


@njit(cache=True)
def _excess_share(staff, wanted, quits, response, refund):
    """Share of one enterprise's staff that is let go: what quits alone would leave too many."""
    staying = staff * (1.0 - quits)
    if staying - wanted > ROUNDING * staff:
        return _decide_dismissals(staying, wanted, response, refund) / staff
    return 0.0


@njit(cache=True)
def _count_staff(town, sector, weight, headcount, wanted, quits, response, refund, shape):
    heads, excess = np.zeros(shape), np.zeros(shape)
    for row in range(len(town)):
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        share = _excess_share(staff, wanted[row], quits, response, refund)
        for rank in range(shape[2]):
            persons = weight[row] * headcount[row, rank]
            heads[town[row], sector[row], rank] += persons
            excess[town[row], sector[row], rank] += persons * share
    return heads, excess


@njit(cache=True)
def _let_go(town, sector, headcount, wanted, quits, response, refund, dismissed, natural, refund_per_head):
    paid = np.zeros(len(town))
    for row in range(len(town)):
        at, kind = town[row], sector[row]
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        share = _excess_share(staff, wanted[row], quits, response, refund)
        if share == 0.0:
            paid[row] = (headcount[row, 0] * refund_per_head[kind, 0] + headcount[row, 1] * refund_per_head[kind, 1]
                         + headcount[row, 2] * refund_per_head[kind, 2])  # fmt: skip
        for rank in range(headcount.shape[1]):
            headcount[row, rank] *= (1.0 - share * dismissed[at, kind, rank]) * (1.0 - natural[at, kind, rank])
    return paid


@njit(cache=True)
def _gap(staff, wanted):
    """Persons one enterprise is short of."""
    return wanted - staff if wanted - staff > ROUNDING * staff else 0.0


@njit(cache=True)
def _open_jobs(town, sector, weight, headcount, wanted, mix, shape):
    vacancies = np.zeros(shape)
    for row in range(len(town)):
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        gap = _gap(staff, wanted[row])
        for rank in range(shape[2]):
            own = headcount[row, rank] / staff if staff > 0.0 else mix[sector[row], rank]
            vacancies[town[row], sector[row], rank] += weight[row] * (gap * own)
    return vacancies


@njit(cache=True)
def _take_on(town, sector, weight, headcount, wanted, mix, filled):
    heads = np.zeros(filled.shape)
    for row in range(len(town)):
        at, kind = town[row], sector[row]
        staff = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        gap = _gap(staff, wanted[row])
        for rank in range(headcount.shape[1]):
            own = headcount[row, rank] / staff if staff > 0.0 else mix[kind, rank]
            headcount[row, rank] += gap * own * filled[at, kind, rank]
            heads[at, kind, rank] += weight[row] * headcount[row, rank]
    return heads


def leave_jobs(*arguments):
    """Residents leave jobs, retire, or start to look for work; changes activity and place of work.

    Parameters, in order: ids, weight, age, skill, is_urban, activity, work_town, work_sector of all residents;
    hazard (8, 26, 3) of a job in the district; streams uint64 (3,) of separation, retirement, entry; chances (3,)
    a month of losing a job outside, retiring, entering; ages (3,) years from which one may work, until which one
    enters, from which one retires; month.

    Returns rows that search this month (those who just lost a job begin next month), whether each is a new entrant,
    residents before by cell if employed and then by activity (8 * 26 * 3 + 7,), those who left a job (8, 26, 3), urban
    workers who retired, moves from activity to activity (7, 7). All counts weighted.
    """
    return _FORM["leave_jobs"](*arguments)


def count_staff(*arguments):
    """Staff and staff to be let go by cell, two (8, 26, 3).

    Parameters, in order: town, sector, weight, headcount, wanted (n,) of enterprises; quits, the share of staff
    that leaves by itself; response and refund of `decide_dismissals`; shape of the cells.
    """
    return _FORM["count_staff"](*arguments)


def let_go(*arguments):
    """Take leavers out of `headcount`; returns the refund (n,) in yuan of enterprises that let nobody go.

    Parameters, in order: town, sector, headcount, wanted, quits, response, refund; dismissed (8, 26, 3) the part of
    the staff to be let go that leaves; natural (8, 26, 3) the share of the rest that leaves; refund_per_head (26, 3)
    yuan.
    """
    return _FORM["let_go"](*arguments)


def open_jobs(*arguments):
    """Vacancies by cell (8, 26, 3): what enterprises lack, split by their own skills.

    Parameters, in order: town, sector, weight, headcount, wanted; mix (26, 3) skills of a firm without staff; shape.
    """
    return _FORM["open_jobs"](*arguments)


def take_on(*arguments):
    """Add hires to `headcount`; returns staff by cell afterwards (8, 26, 3).

    Parameters, in order: town, sector, weight, headcount, wanted, mix; filled (8, 26, 3) share of vacancies filled.
    """
    return _FORM["take_on"](*arguments)


_COMPILED = {"leave_jobs": _leave_jobs, "count_staff": _count_staff, "let_go": _let_go, "open_jobs": _open_jobs,
             "take_on": _take_on}  # fmt: skip
_FORM = {name: getattr(labour_columns, name) for name in _COMPILED} if config.DISABLE_JIT else _COMPILED  # pyright: ignore
