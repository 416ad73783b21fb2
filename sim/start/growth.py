"""Growth that firms are in the midst of on the first day, and the use of capacity at which they keep pace with it.

Why: a firm that invests by its gap grows only while it has one. Opened without a gap, spending would climb for two
years until the gap has come about that the growth of demand asks for.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY
from sim.calendar import MONTHS
from sim.state import State

LAST = 5  # months from January 2023 until the line of growth turns at the middle of the year
LEAST_GAP = -0.9  # capacity is not opened at more than ten times what demand needs


def demand_growth(state: State) -> NDArray:
    """Monthly log growth of demand as 2023 begins, industry's and that of all others, by sector (26,).

    Sales outside grow with the world; what is sold here grows as the district's outside sales do together.
    """
    fixed = state.fixed
    outside = fixed.output - fixed.local_demand
    begins, ends = state.world.demand[0], state.world.demand[LAST]
    together = (outside * ends).sum() / (outside * begins).sum()
    growth = np.zeros(len(outside))
    for group in (IS_INDUSTRY, ~IS_INDUSTRY):
        before = fixed.local_demand + outside * begins
        after = fixed.local_demand * together + outside * ends
        growth[group] = np.log(after[group].sum() / before[group].sum()) / LAST
    return growth * state.shocks


def spending_over_wear(state: State, growth: NDArray) -> NDArray:
    """Capital spending that replaces what wears out and keeps pace with demand, over the former, by sector (26,).

    `growth` is the monthly log growth of demand, (26,).
    """
    worn = state.settings.behaviour.investment.depreciation_annual / MONTHS
    return np.maximum(1.0 + growth / worn, 0.0)


def use_wanted(state: State, growth: NDArray) -> NDArray:
    """Use of capacity firms aim at, by sector (26,): below the use of the day by the gap that is at rest.

    A firm that grows by g a month and closes the part a of its gap each month always has a gap of g / a, so that the
    use that is seen lies above the use it aims at.
    """
    gap = growth / state.settings.behaviour.investment.accelerator
    return state.settings.region.capacity_use / (1.0 + np.maximum(gap, LEAST_GAP))
