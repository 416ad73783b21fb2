"""What the outside must have ordered so that the district makes what is observed or drawn for it.

Why inferred: growth of industry and of services is known (2023) or drawn (2024) of what is made, and half of what
services make is sold here, to residents, firms and government. Were that growth put on orders from outside alone, what
is made would lag behind it by what local buyers lag. The accounts are carried forward once, at the start of a draw, and
what local buyers do not take of the growth is ordered from outside; what policy moves later is not in it. While 2023
lasts, what local buyers really take stands in for what is assumed of them here (`phases/goods/known_year.py`).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY, IS_SERVICE, IS_STORABLE
from agents.enterprises import decide_expected_demand
from sim.state import State
from sim.world import World

ROUNDS = 15  # a round leaves a tenth of the gap: what is made here asks for inputs made here


def infer_outside(state: State) -> tuple[World, NDArray]:
    """The world with outside orders (HORIZON, 26) under which each group makes what drives it, and what each sector
    then makes as 2023 begins over the mean of 2022, (26,).

    Assumption: residents buy as product here grows, government as services do, and investment stands still.
    """
    world, fixed = state.world, state.fixed
    if not state.shocks:
        return world, np.ones(len(fixed.output))
    base, rate = fixed.output, fixed.value_added_rate
    sold = base - fixed.local_demand
    residents = fixed.household_2022 * fixed.household_local
    government = fixed.government_monthly * fixed.government_local
    rest = fixed.local_demand - fixed.local @ base - residents - government
    group = np.where(IS_INDUSTRY, world.industry[:, None], world.services[:, None])
    speed = state.settings.behaviour.production.expectation_speed
    own, demand, made = world.demand / group, world.demand.copy(), base * group
    for _ in range(ROUNDS):
        product = made @ rate / (base @ rate)
        local = _expected(made, speed) @ fixed.local.T + rest
        local += product[:, None] * residents + world.services[:, None] * government
        for members, path in ((IS_INDUSTRY, world.industry), (IS_SERVICE, world.services)):
            weight = np.where(members, rate, 0.0)
            level = _level(path * (weight @ base), local @ weight, (own * sold) @ weight)
            demand[:, members] = own[:, members] * level[:, None]
        made = local + demand * sold
    eve = np.divide(made[0], base, out=np.ones(len(base)), where=base > 0.0)
    return replace(world, demand=demand), eve


def _expected(made: NDArray, speed: float) -> NDArray:
    """What inputs are bought for by month, (HORIZON, 26): goods as they are made, services as firms expect to sell."""
    bought = made.copy()
    for month in range(1, len(made)):
        bought[month] = decide_expected_demand(bought[month - 1], made[month - 1], speed)
    return np.where(IS_STORABLE, made, bought)


def _level(wanted: NDArray, here: NDArray, at_base: NDArray) -> NDArray:
    """Orders from outside over those at base by month; none where local buyers alone take more than is made."""
    left = np.maximum(wanted - here, 0.0)
    return np.divide(left, at_base, out=np.ones_like(left), where=at_base > 0.0)
