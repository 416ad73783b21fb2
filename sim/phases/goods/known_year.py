"""Goods: what the outside orders this month. While a year is known, it orders what local buyers leave of what was made.

Why: growth of industry and of services in 2023 is a figure of what was made, and what residents, firms and government
here take of it comes about in the month. The accounts carried forward at the start of a draw (`start/driven.py`) say
what they were likely to take; where incomes or building lag behind that, the outside must have ordered the rest, since
it is known that it was made. Later years are not known: what was ordered beyond the inferred in the last quarter of
the known year goes on, and what moves local buyers from then on moves what is made. How many months are known is a
value of the world: none where 2023 itself is asked for (`conf/world/as_of_2022.yaml`).
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY, IS_SERVICE
from sim.calendar import QUARTER
from sim.kernels.market import ratio
from sim.phases.customers.visitors import raise_orders
from sim.phases.goods.market import by_sector
from sim.state import State
from sim.works import without_usual_works


def order_from_outside(state: State) -> None:
    """Sets `now.outside_level`: orders of the outside over those at base by sector, (26,), before firms' own luck."""
    fixed = state.fixed
    level = state.world.demand[state.month - 1] * state.now.season * without_usual_plants(state)
    level = raise_orders(state, level * without_usual_works(state), fixed.orders_at_base)
    if state.shocks:
        book, known = state.books.customers, state.settings.world.known_months
        beyond = book.beyond
        if state.month <= known:
            beyond = _left_by_local_buyers(state, level)
            book.beyond = book.beyond + (beyond - book.beyond) / max(state.month - (known - QUARTER), 1)
        level = np.where(IS_INDUSTRY, beyond[0], np.where(IS_SERVICE, beyond[1], 1.0)) * level
    state.now.outside_level = level


def without_usual_plants(state: State) -> NDArray:
    """Outside orders of firms as they stood over what the world orders, (26,): usual plants have taken the rest."""
    base = state.fixed.orders_at_base
    return ratio(base, base + state.fixed.plant_orders[state.month - 1], 1.0)


def _left_by_local_buyers(state: State, level: NDArray) -> NDArray:
    """What industry and services are known to make less what local buyers want, over what `level` would order, (2,)."""
    fixed, row = state.fixed, state.month - 1
    wanted = np.sum([local for local, _ in state.now.wanted.values()], axis=0) / state.price()
    ordered = level * by_sector(state, state.enterprises.orders_outside)
    paths = (IS_INDUSTRY, float(state.world.industry[row])), (IS_SERVICE, float(state.world.services[row]))
    path = np.where(IS_INDUSTRY, paths[0][1], paths[1][1])
    # The drivers are without season: that of outside orders and of inputs comes on top, and is nothing over a year.
    off = fixed.season[row] - 1.0
    seasonal = state.world.demand[row] * fixed.orders_at_base * off + fixed.local @ (off * path * fixed.output)
    beyond = np.ones(len(paths))
    for group, (members, made) in enumerate(paths):
        rate = np.where(members, fixed.value_added_rate, 0.0)
        left = rate @ (made * fixed.output + seasonal - wanted)
        if rate @ ordered > 0.0:
            beyond[group] = max(left, 0.0) / float(rate @ ordered)
    return beyond
