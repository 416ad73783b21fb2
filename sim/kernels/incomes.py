"""Compiled loops over residents: what each earns, added up by household.

Why compiled: 1.19 million rows are read once a month; NumPy would make a dozen passes with temporary arrays.
"""

import sim.kernels  # noqa: F401, I001  (sets the cache folder before numba is imported)
import numpy as np
from numba import njit
from numpy.typing import NDArray

from agents.classes import Activity

EMPLOYED, SELF_EMPLOYED = int(Activity.EMPLOYED), int(Activity.SELF_EMPLOYED)
OUT_COMMUTER, RETIRED = int(Activity.OUT_COMMUTER), int(Activity.RETIRED)
WAGES, FARM, OUTSIDE, PENSION = 0, 1, 2, 3
KINDS = 4
SKILLS = 3


@njit(cache=True)
def efficiency_by_cell(
    activity: NDArray, work_sector: NDArray, skill: NDArray, efficiency: NDArray, sectors: int
) -> tuple[NDArray, float, float, float]:
    """Sums of efficiency of employees by sector and skill (sectors * 3,), of farmers and of out-commuters; pensioners.

    Unweighted: sums over rows.
    """
    cells = np.zeros(sectors * SKILLS)
    farm, outside, retired = 0.0, 0.0, 0.0
    for row in range(len(activity)):
        what = activity[row]
        if what == EMPLOYED:
            cells[work_sector[row] * SKILLS + skill[row]] += efficiency[row]
        elif what == SELF_EMPLOYED:
            farm += efficiency[row]
        elif what == OUT_COMMUTER:
            outside += efficiency[row]
        elif what == RETIRED:
            retired += 1.0
    return cells, farm, outside, retired


@njit(cache=True)
def income_by_household(
    activity: NDArray, work_sector: NDArray, skill: NDArray, efficiency: NDArray, household: NDArray,
    rates: NDArray, farm_rate: float, outside_rate: float, pension: float, households: int,
) -> NDArray:  # fmt: skip
    """Yuan a month by household row and kind of income, shape (households, 4): wages, farm, outside, pension.

    `rates` are yuan per unit of efficiency by sector and skill, (sectors * 3,).
    """
    income = np.zeros((households, KINDS))
    for row in range(len(activity)):
        what = activity[row]
        home = household[row]
        if what == EMPLOYED:
            income[home, WAGES] += rates[work_sector[row] * SKILLS + skill[row]] * efficiency[row]
        elif what == SELF_EMPLOYED:
            income[home, FARM] += farm_rate * efficiency[row]
        elif what == OUT_COMMUTER:
            income[home, OUTSIDE] += outside_rate * efficiency[row]
        elif what == RETIRED:
            income[home, PENSION] += pension
    return income
