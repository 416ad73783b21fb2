"""Developers: what they build month by month, from the homes they sell.

Why a path from the start and what changes it: what is under construction in a month was begun in the two or three years
before, mostly on sales from before the draw. The path follows home sales as they are outside; what happens here changes
it by the homes that are sold here and by the land that is sold for homes.
"""

import numpy as np
from numpy.typing import NDArray

from sim.calendar import MONTHS
from sim.series import HORIZON, Series, declare
from sim.state import State
from sim.world import MID_2022

declare(
    homes__built=Series("yuan", "Building by developers", "房地产开发建安投资"),
)
BEFORE = 240  # months back to which starts are followed; older ones stood at the level of 2022


def homes_index(state: State, month: int) -> float:
    """Home sales of a month relative to 2022; before January 2023 on the way there from the middle of 2022."""
    if not state.shocks:
        return 1.0
    if month >= 1:
        return float(state.world.homes[month - 1])
    passed = max((month - MID_2022) / (1.0 - MID_2022), 0.0)
    return float(state.world.homes[0] ** passed)


def sales_index(state: State, month: int) -> float:
    """Home sales here in a month relative to 2022: what was sold, and as outside where it is not known yet."""
    known = state.books.homes.sales
    return known[month - 1] if 1 <= month <= len(known) else homes_index(state, month)


def land_of_developers(state: State, month: int, sales: float) -> float:
    """Land for homes that developers want in a month, yuan; `sales` are home sales of a month of 2022."""
    property_ = state.settings.behaviour.property
    return property_.land_share * sales * sales_index(state, month - int(property_.land_lag)) ** property_.land_response


def building_of_developers(state: State, sales: float) -> NDArray:
    """What developers pay their builders by month from January 2023, yuan, (HORIZON,).

    Starts follow sales with a lag, each is built evenly over the time a home takes. The level is such that building and
    land together are the declared part of fixed investment of 2023.
    """
    region, property_ = state.settings.region, state.settings.behaviour.property
    months = range(1 - BEFORE, HORIZON + 1)
    lag, response = int(property_.start_lag), property_.start_response
    starts = np.array([homes_index(state, month - lag) ** response for month in months])
    length = max(round(property_.building_months), 1)
    under_way = np.convolve(starts, np.full(length, 1.0 / length))[: len(months)][BEFORE:]
    land = sum(land_of_developers(state, month, sales) for month in range(1, MONTHS + 1))
    wanted = region.property_investment_share * region.fixed_investment_2023
    # Where land alone is nearly all of it, at least as much again is built.
    return max(wanted - land, property_.least_building * land) * under_way / under_way[:MONTHS].sum()


def works_of_land(state: State) -> float:
    """Homes under way over those there would be, had all land that developers wanted been sold, share."""
    sold, property_ = state.books.homes.sold, state.settings.behaviour.property
    length = max(round(property_.building_months), 1)
    started = sold[: max(len(sold) - round(property_.land_to_start), 0)][-length:]
    return 1.0 - (len(started) - sum(started)) / length


def works_of_sales(state: State) -> float:
    """Homes under way over those there would be, had sales here followed those outside, share."""
    property_ = state.settings.behaviour.property
    length, lag = max(round(property_.building_months), 1), int(property_.start_lag)
    sold_in = range(state.month - length + 1 - lag, state.month + 1 - lag)
    begun, planned = (
        sum(index(state, month) ** property_.start_response for month in sold_in)
        for index in (sales_index, homes_index)
    )
    return begun / planned if planned > 0.0 else 1.0


def buy_for_building(state: State) -> float:
    """What developers order this month for the homes under way, goods and works, yuan."""
    built = float(state.fixed.building_of_homes[state.month - 1]) * works_of_land(state) * works_of_sales(state)
    state.record("homes.built", built)
    return built * state.fixed.goods_share_of_investment
