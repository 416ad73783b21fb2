"""Compiled passes over enterprises: who is asked for what, who delivers, and the books of the month.

Why compiled: 177,000 rows are read a few times instead of eighty times with temporary arrays; sums by sector are taken
on the way. Sectors are codes 0 to 25; amounts are of one enterprise of a row, real ones at base prices.
"""

import numpy as np
from numpy.typing import NDArray

from sim.kernels.compiling import compiled

PULL, ORDERS, USUAL = 0, 1, 2
SPARE, UNMET_LOCAL, UNMET_OUTSIDE = 0, 1, 2


def ratio(part: NDArray, whole: NDArray, empty: float) -> NDArray:
    """part / whole, and `empty` where the whole is zero."""
    return np.divide(part, whole, out=np.full(np.shape(part), empty), where=whole > 0.0)


@compiled
def _end_of_run(sector, first):
    """The row after those that share a sector with `first` and stand beside it.

    Why runs: a sum kept in the processor over a run is twice as fast as one fetched from the table for each row.
    """
    end = first + 1
    while end < len(sector) and sector[end] == sector[first]:
        end += 1
    return end


@compiled
def _sum_pull(share_local, orders_outside, luck, is_active, weight, sector, sectors):
    sums, end = np.zeros((3, sectors)), 0
    while end < len(sector):
        first, end = end, _end_of_run(sector, end)
        code = sector[first]
        pull, orders_now, usual = sums[PULL, code], sums[ORDERS, code], sums[USUAL, code]
        for row in range(first, end):
            usual += weight[row] * orders_outside[row]
            if is_active[row]:
                pull += weight[row] * share_local[row] * luck[row]
                orders_now += weight[row] * orders_outside[row]
        sums[PULL, code], sums[ORDERS, code], sums[USUAL, code] = pull, orders_now, usual
    return sums


@compiled
def _spread_orders(share_local, orders_outside, luck, is_active, sector, rate_local, rate_outside):
    local, outside = np.zeros(len(sector)), np.zeros(len(sector))
    for row in range(len(sector)):
        if is_active[row]:
            local[row] = share_local[row] * luck[row] * rate_local[sector[row]]
            outside[row] = orders_outside[row] * luck[row] * rate_outside[sector[row]]
    return local, outside


def orders(
    share_local: NDArray, orders_outside: NDArray, luck: NDArray, is_active: NDArray, weight: NDArray, sector: NDArray,
    local_wanted: NDArray, outside_level: NDArray, away: NDArray,
) -> tuple[NDArray, NDArray]:  # fmt: skip
    """Real orders of each enterprise from here and from outside, (n,) each; those of the closed go to the others.

    `local_wanted` are the real wishes of local buyers, `outside_level` outside orders over those at base, and `away`
    those at base that left the district with who closed, (26,) each.
    """
    sums = _sum_pull(share_local, orders_outside, luck, is_active, weight, sector, len(local_wanted))
    taken_over = ratio(np.maximum(sums[USUAL] - away, 0.0), sums[ORDERS], 0.0)
    return _spread_orders(share_local, orders_outside, luck, is_active, sector,
                          ratio(local_wanted, sums[PULL], 0.0), taken_over * outside_level)  # fmt: skip


@compiled
def _meet(local, outside, supply, weight, sector, sectors):
    sums, end = np.zeros((3, sectors)), 0
    while end < len(sector):
        first, end = end, _end_of_run(sector, end)
        code = sector[first]
        spare, unmet_local, unmet_outside = sums[SPARE, code], sums[UNMET_LOCAL, code], sums[UNMET_OUTSIDE, code]
        for row in range(first, end):
            wanted = local[row] + outside[row]
            sold = min(wanted, supply[row])
            here = local[row] / wanted if wanted > 0.0 else 0.0
            spare += weight[row] * (supply[row] - sold)
            unmet_local += weight[row] * (local[row] - sold * here)
            unmet_outside += weight[row] * (outside[row] - sold * (1.0 - here))
        sums[SPARE, code], sums[UNMET_LOCAL, code], sums[UNMET_OUTSIDE, code] = spare, unmet_local, unmet_outside
    return sums


@compiled
def _share_spare(local, outside, supply, sector, take_local, take_outside, lost_local, lost_outside):
    sold_local, sold_outside, lost = np.empty(len(sector)), np.empty(len(sector)), np.empty(len(sector))
    for row in range(len(sector)):
        code = sector[row]
        wanted = local[row] + outside[row]
        sold = min(wanted, supply[row])
        here = local[row] / wanted if wanted > 0.0 else 0.0
        spare, first_local, first_outside = supply[row] - sold, sold * here, sold * (1.0 - here)
        lost[row] = lost_local[code] * (local[row] - first_local) + lost_outside[code] * (outside[row] - first_outside)
        sold_local[row] = first_local + spare * take_local[code]
        sold_outside[row] = first_outside + spare * take_outside[code]
    return sold_local, sold_outside, lost


def sell(
    local: NDArray, outside: NDArray, supply: NDArray, weight: NDArray, sector: NDArray, sectors: int
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """What each enterprise sells here and outside, and orders it lost to nobody, (n,) each; unmet outside orders (26,).

    Who is not served turns to others of the sector that have spare goods: all local buyers first, then those outside.
    Nobody is lost to the district while one of its firms can serve him, as the growth the world brings is that of what
    was made, and nothing was lost for want of hands in the books a draw begins with.
    """
    left = _meet(local, outside, supply, weight, sector, sectors)
    given_local = np.minimum(left[UNMET_LOCAL], left[SPARE])
    given_outside = np.minimum(left[UNMET_OUTSIDE], left[SPARE] - given_local)
    sold = _share_spare(
        local, outside, supply, sector, ratio(given_local, left[SPARE], 0.0), ratio(given_outside, left[SPARE], 0.0),
        1.0 - ratio(given_local, left[UNMET_LOCAL], 1.0), 1.0 - ratio(given_outside, left[UNMET_OUTSIDE], 1.0),
    )  # fmt: skip
    return *sold, left[UNMET_OUTSIDE] - given_outside


@compiled
def inputs(
    activity, capital_goods, investment, weight, sector, unit_firms, unit_farms, unit_all, capital_firms, capital_farms
):
    """What each enterprise pays for inputs and capital goods, and its inputs alone, yuan (n,); and the weighted sums of
    what goes to other firms, to farms and to the outside, (3,).

    `unit_*` are yuan of inputs for one of activity by sector (26,); `capital_*` parts of capital goods.
    """
    rows, to_firms, to_farms, all_paid = len(sector), 0.0, 0.0, 0.0
    paid, cost = np.empty(rows), np.empty(rows)
    for row in range(rows):
        code = np.uint64(sector[row])
        cost[row] = unit_all[code] * activity[row]
        # Land, fees and old buildings are investment but buy nothing that is made here.
        paid[row] = cost[row] + investment[row]
        all_paid += weight[row] * paid[row]
        to_firms += weight[row] * (unit_firms[code] * activity[row] + capital_firms * capital_goods[row])
        to_farms += weight[row] * (unit_farms[code] * activity[row] + capital_farms * capital_goods[row])
    return paid, cost, np.array([to_firms, to_farms, all_paid - to_firms - to_farms])


@compiled
def close_books(revenue, costs, capital, profit, profit_expected, revenue_year, sector, tax, worn_share, speed):
    """Profit and expected profit of each enterprise, in place; `costs` are (inputs, wages, interest, rents, tax).

    `tax` is that on production by sector, share of revenue; `worn_share` what of capital wears out in the month.
    """
    bought, wages, interest, rents, profit_tax = costs
    for row in range(len(sector)):
        kept = revenue[row] - bought[row] - wages[row] - interest[row] - rents[row] - revenue[row] * tax[sector[row]]
        profit[row] = kept - capital[row] * worn_share
        profit_expected[row] += speed * (profit[row] - profit_tax[row] - profit_expected[row])
        revenue_year[row] += revenue[row]
