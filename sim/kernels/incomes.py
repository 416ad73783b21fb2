"""Compiled loops over residents: what each earns, added up by household.

Why compiled: 1.19 million rows are read once a month; NumPy would make a dozen passes with temporary arrays.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Activity
from sim.kernels.compiling import compiled

EMPLOYED, SELF_EMPLOYED = int(Activity.EMPLOYED), int(Activity.SELF_EMPLOYED)
OUT_COMMUTER, RETIRED = int(Activity.OUT_COMMUTER), int(Activity.RETIRED)
WAGES, FARM, OUTSIDE, PENSION = 0, 1, 2, 3
KINDS = 4
SKILLS = 3
ACTIVITIES = len(Activity)
# What an activity earns; those who earn nothing have wages of nothing.
KIND_OF = np.full(ACTIVITIES, WAGES, dtype=np.int64)
KIND_OF[[EMPLOYED, SELF_EMPLOYED, OUT_COMMUTER, RETIRED]] = WAGES, FARM, OUTSIDE, PENSION


@compiled
def _place(activity, work_sector, skill, places):
    """Where a resident stands in a flat table by activity, sector and skill; unsigned, so that no sign is checked."""
    return np.uint64(activity * places + (work_sector + 1) * SKILLS + skill)


@compiled
def _sum_efficiency(activity, work_sector, skill, efficiency, sectors):
    # One table for all activities instead of branches: which activity comes next cannot be predicted.
    places = (sectors + 1) * SKILLS
    sums = np.zeros(ACTIVITIES * places)
    for row in range(len(activity)):
        sums[_place(activity[row], work_sector[row], skill[row], places)] += efficiency[row]
    return sums.reshape(ACTIVITIES, places)


def efficiency_by_cell(
    activity: NDArray, work_sector: NDArray, skill: NDArray, efficiency: NDArray, sectors: int
) -> tuple[NDArray, float, float]:
    """Sums of efficiency of employees by sector and skill (sectors * 3,), of farmers and of out-commuters.

    Unweighted: sums over rows.
    """
    sums = _sum_efficiency(activity, work_sector, skill, efficiency, sectors)
    return sums[EMPLOYED, SKILLS:], float(sums[SELF_EMPLOYED].sum()), float(sums[OUT_COMMUTER].sum())


@compiled
def _add_up(activity, work_sector, skill, efficiency, household, rates, kinds, households):
    flat, income = rates.ravel(), np.zeros(KINDS * households)
    first = kinds * households
    for row in range(len(activity)):
        what = np.uint64(activity[row])
        rate = flat[_place(activity[row], work_sector[row], skill[row], rates.shape[1])]
        income[np.uint64(first[what] + household[row])] += rate * (1.0 if what == RETIRED else efficiency[row])
    return income.reshape((KINDS, households))


@compiled
def add_kinds(income, weight, whole):
    """Write all income of each household, (households,), from that by kind, (4, households); yuan a month.

    Returns the weighted sum of each kind, (4,).
    """
    one, two, three, four = 0.0, 0.0, 0.0, 0.0
    for household in range(len(whole)):
        first, second, third, fourth = (
            income[0, household], income[1, household], income[2, household], income[3, household],
        )  # fmt: skip
        # In this order, as by rows: sums of other orders differ in the last digit.
        whole[household] = ((first + second) + third) + fourth
        one += weight[household] * first
        two += weight[household] * second
        three += weight[household] * third
        four += weight[household] * fourth
    return np.array([one, two, three, four])


def income_by_household(
    activity: NDArray, work_sector: NDArray, skill: NDArray, efficiency: NDArray, household: NDArray,
    rates: NDArray, farm_rate: float, outside_rate: float, pension: float, households: int,
) -> NDArray:  # fmt: skip
    """Yuan a month by kind of income and household row, shape (4, households): wages, farm, outside, pension.

    `rates` are yuan per unit of efficiency by sector and skill, (sectors * 3,); so are the farm and outside rate.
    """
    table = np.zeros((ACTIVITIES, len(rates) + SKILLS))
    table[EMPLOYED, SKILLS:] = rates
    table[SELF_EMPLOYED], table[OUT_COMMUTER], table[RETIRED] = farm_rate, outside_rate, pension
    return _add_up(activity, work_sector, skill, efficiency, household, table, KIND_OF, households)
