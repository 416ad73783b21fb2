"""The job market's loops written on whole columns: the reference the compiled ones must equal bit for bit.

Why both: columns are easy to check and run where compilation is off; the loops touch each resident once.
Arguments and results are those of `sim/kernels/labour.py`.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Activity
from agents.enterprises import decide_dismissals
from agents.people import age_at
from sim.randomness import uniform

KINDS = len(Activity)
ROUNDING = 1e-9  # a gap between staff and need below this share of staff is rounding, not a decision


def leave_jobs(ids, weight, age, skill, is_urban, activity, work_town, work_sector, hazard, streams, chances, ages,
               month):  # fmt: skip
    """See `sim.kernels.labour.leave_jobs`."""
    separation, retirement, entry = chances
    work_from, entry_until, retirement_from = ages
    heavy, old, was = weight.astype(np.float64), age_at(age, ids, month), activity.astype(np.int64)
    employed, outside, jobless = (was == kind for kind in (Activity.EMPLOYED, Activity.OUT_COMMUTER,
                                                           Activity.UNEMPLOYED))  # fmt: skip
    place = hazard.size + was
    at = (work_town[employed].astype(np.int64), work_sector[employed].astype(np.int64), skill[employed])
    place[employed] = np.ravel_multi_index(at, hazard.shape)
    chance = np.where(outside, separation, 0.0)
    chance[employed] = hazard.ravel()[place[employed]]
    retires = (employed | outside | jobless) & (old >= retirement_from) & (uniform(streams[1], ids) < retirement)
    leaves = (employed | outside) & ~retires & (uniform(streams[0], ids) < chance)
    enters = (was == Activity.INACTIVE) & (old <= entry_until) & (uniform(streams[2], ids) < entry)
    grows = (was == Activity.CHILD) & (old >= work_from)
    activity[retires], activity[leaves] = Activity.RETIRED, Activity.UNEMPLOYED
    activity[enters], activity[grows] = Activity.UNEMPLOYED, Activity.INACTIVE
    gone, searches, moved = employed & (retires | leaves), jobless & ~retires | enters, activity != was
    work_town[gone] = work_sector[gone] = -1
    before = np.bincount(place, heavy, minlength=hazard.size + KINDS)
    moves = _by_cell(was[moved] * KINDS + activity[moved], heavy[moved], (KINDS, KINDS))
    left = _by_cell(place[gone], heavy[gone], hazard.shape)
    pensioned = heavy[gone & retires & is_urban]
    attrition = _by_cell(np.zeros(len(pensioned), dtype=np.int64), pensioned, (1,))
    return np.flatnonzero(searches), enters[searches], before, left, float(attrition[0]), moves, np.flatnonzero(retires)


def _by_cell(cell: NDArray, values: NDArray, shape: tuple[int, ...]) -> NDArray:
    return np.bincount(cell, values, minlength=int(np.prod(shape))).reshape(shape)


def _cells(town: NDArray, sector: NDArray, columns: NDArray, shape: tuple[int, ...]) -> NDArray:
    place = np.ravel_multi_index((town, sector), shape[:2])
    return np.stack([_by_cell(place, values, shape[:2]) for values in columns.T], axis=2)


def _staff(headcount: NDArray) -> NDArray:
    return headcount[:, 0] + headcount[:, 1] + headcount[:, 2]


def _excess_share(headcount, wanted, quits, response, refund):
    staff = _staff(headcount)
    staying = staff * (1.0 - quits)
    is_over = staying - wanted > ROUNDING * staff
    over = decide_dismissals(staying, wanted, response, refund)
    return np.divide(over, staff, out=np.zeros_like(staff), where=is_over)


def count_staff(town, sector, weight, headcount, wanted, quits, response, refund, shape):
    """See `sim.kernels.labour.count_staff`."""
    share = _excess_share(headcount, wanted, quits, response, refund)
    heads = weight[:, None] * headcount
    return _cells(town, sector, heads, shape), _cells(town, sector, heads * share[:, None], shape), share


def let_go(town, sector, headcount, share, dismissed, natural, refund_per_head):
    """See `sim.kernels.labour.let_go`."""
    per_head = refund_per_head[sector]
    paid = headcount[:, 0] * per_head[:, 0] + headcount[:, 1] * per_head[:, 1] + headcount[:, 2] * per_head[:, 2]
    headcount *= (1.0 - share[:, None] * dismissed[town, sector]) * (1.0 - natural[town, sector])
    return np.where(share > 0.0, 0.0, paid)


def _vacancies(sector, headcount, wanted, mix):
    staff = _staff(headcount)
    gap = wanted - staff
    gap = np.where(gap > ROUNDING * staff, gap, 0.0)
    own = np.divide(headcount, staff[:, None], out=mix[sector], where=staff[:, None] > 0.0)
    return gap[:, None] * own


def open_jobs(town, sector, weight, headcount, wanted, mix, shape):
    """See `sim.kernels.labour.open_jobs`."""
    return _cells(town, sector, weight[:, None] * _vacancies(sector, headcount, wanted, mix), shape)


def take_on(town, sector, weight, headcount, wanted, mix, filled):
    """See `sim.kernels.labour.take_on`."""
    headcount += _vacancies(sector, headcount, wanted, mix) * filled[town, sector]
    return _cells(town, sector, weight[:, None] * headcount, filled.shape)
