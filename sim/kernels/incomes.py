"""Compiled loops over residents: what each earns, added up by household.

Why compiled: 1.19 million rows are read once a month; NumPy would make a dozen passes with temporary arrays.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Activity
from sim.kernels.compiling import compiled

EMPLOYED, SELF_EMPLOYED = int(Activity.EMPLOYED), int(Activity.SELF_EMPLOYED)
OUT_COMMUTER, RETIRED = int(Activity.OUT_COMMUTER), int(Activity.RETIRED)
SKILLS, SECTOR_ROOM, SKILL_ROOM = 3, 32, 4  # rooms are powers of two, so that a place is found by shifts
ACTIVITIES = len(Activity)


@compiled
def _place(activity, work_town, work_sector, skill, towns):
    """Where a resident stands in a flat table by activity, town and sector of the job, and skill; unsigned, so that no
    sign is checked."""
    return np.uint64(((activity * towns + work_town + 1) * SECTOR_ROOM + work_sector + 1) * SKILL_ROOM + skill)


@compiled
def _sum_efficiency(activity, work_town, work_sector, skill, efficiency, towns):
    # One table for all activities instead of branches: which activity comes next cannot be predicted.
    sums = np.zeros(ACTIVITIES * towns * SECTOR_ROOM * SKILL_ROOM)
    for row in range(len(activity)):
        paid_for = 1.0 if activity[row] == RETIRED else efficiency[row]
        sums[_place(activity[row], work_town[row], work_sector[row], skill[row], towns)] += paid_for
    return sums.reshape(ACTIVITIES, towns, SECTOR_ROOM, SKILL_ROOM)


def efficiency_by_cell(
    activity: NDArray, work_town: NDArray, work_sector: NDArray, skill: NDArray, efficiency: NDArray,
    cells: tuple[int, int],
) -> tuple[NDArray, float, float, float]:  # fmt: skip
    """Efficiency of employees by town, sector and skill (towns, sectors, 3), of farmers, of out-commuters; the retired.

    Unweighted: sums over rows. A pension does not depend on efficiency, so each of the retired counts one. `cells` are
    the numbers of towns and sectors.
    """
    sums = _sum_efficiency(activity, work_town, work_sector, skill, efficiency, cells[0] + 1)
    farmers, away, retired = (float(sums[kind].sum()) for kind in (SELF_EMPLOYED, OUT_COMMUTER, RETIRED))
    return sums[EMPLOYED, 1:, 1 : cells[1] + 1, :SKILLS], farmers, away, retired


@compiled
def _add_up(activity, work_town, work_sector, skill, efficiency, household, rates, income):
    flat, towns = rates.ravel(), rates.shape[1]
    income[:] = 0.0
    for row in range(len(activity)):
        rate = flat[_place(activity[row], work_town[row], work_sector[row], skill[row], towns)]
        income[np.uint64(household[row])] += rate * (1.0 if activity[row] == RETIRED else efficiency[row])


def income_by_household(
    activity: NDArray, work_town: NDArray, work_sector: NDArray, skill: NDArray, efficiency: NDArray,
    household: NDArray, rates: NDArray, farm_rate: float, outside_rate: float, pension: float, income: NDArray,
) -> None:  # fmt: skip
    """Write yuan a month of each household row, shape (households,), into `income`: wages, farms, outside, pensions.

    `rates` are yuan per unit of efficiency by town, sector and skill, (towns, sectors, 3); so are the farm and outside
    rate of one unit each.
    """
    towns, sectors, skills = rates.shape
    table = np.zeros((ACTIVITIES, towns + 1, SECTOR_ROOM, SKILL_ROOM))
    table[EMPLOYED, 1:, 1 : sectors + 1, :skills] = rates
    table[SELF_EMPLOYED], table[OUT_COMMUTER], table[RETIRED] = farm_rate, outside_rate, pension
    _add_up(activity, work_town, work_sector, skill, efficiency, household, table, income)


@compiled
def add_other_incomes(members, share, a_head, a_share, income):
    """Add to the income of each household row, (households,), yuan a member and yuan a unit of its share."""
    for row in range(len(income)):
        income[row] += members[row] * a_head + share[row] * a_share


@compiled
def profit_taxes(profit, is_above_scale, certified_until, is_public, month, rates):
    """Tax on the profit of each enterprise, yuan (n,); `rates` of large and of small firms and of those certified."""
    paid = np.empty(len(profit))
    large, small, certified = rates
    for row in range(len(profit)):
        rate = large if is_above_scale[row] else small
        rate = min(rate, certified) if certified_until[row] >= month else rate
        rate = 0.0 if is_public[row] else rate
        paid[row] = rate * max(profit[row], 0.0)
    return paid


@compiled
def production_taxes(revenue, sector, shares):
    """Taxes on the revenue of each enterprise by the shares of sectors, yuan (n,), 0 where those are subsidies.

    Then rows that are subsidised, and by how much, yuan.
    """
    paid, rows, aided, found = np.empty(len(revenue)), np.empty(len(revenue), np.int64), np.empty(len(revenue)), 0
    for row in range(len(revenue)):
        tax = revenue[row] * shares[sector[row]]
        rows[found], aided[found] = row, -tax
        found += np.int64(tax < 0.0)
        paid[row] = 0.0 if tax < 0.0 else tax
    return paid, rows[:found].copy(), aided[:found].copy()
