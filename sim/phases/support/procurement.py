"""Public procurement: purchases reserved for small firms and first purchases of new products. Clause 12.

Why it shifts and does not add: what government buys is given; a reservation changes who supplies it. Small firms would
have won much of it anyway, so only a part of a reserved purchase is an order they would not have had.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State, rests

declare(
    procurement__small=Series("yuan", "Purchases small firms won beyond usual", "中小企业增量政府采购", "clause 12"),
    procurement__first=Series("yuan", "First purchases from certified firms beyond usual", "首购增量", "clause 12"),
)


@rests
def reserve_purchases(state: State) -> None:
    """Sets `now.pull`: what reservation makes of each firm's share of local orders, factor (n,), or None if nothing."""
    levers, support, m12 = state.levers, state.books.support, state.settings.policy.innovation.m12
    monthly = m12.procurement_annual / MONTHS
    won = state.settings.behaviour.innovation.procured_small * monthly * support.usual_small_purchases.beyond(
        levers.sme_reserved)
    first = monthly * support.usual_first_purchases.beyond(levers.first_purchases)
    state.record("procurement.small", won)
    state.record("procurement.first", first)
    state.now.pull = None if won == 0.0 and first == 0.0 else _factors(state, won, first)


def _factors(state: State, won: float, first: float) -> NDArray:
    """Small firms and certified ones gain in proportion to what they sell here; the others of large size lose it."""
    enterprises, small = state.enterprises, state.rows.small_suppliers
    certified = np.flatnonzero(enterprises.certified_until >= state.month)
    certified = certified[_is_bought(state, certified)]
    large = state.rows.above_scale_private
    large = large[_is_bought(state, large) & (enterprises.certified_until[large] < state.month)]
    sold = (Table.total(enterprises, _sells(state, rows), rows) for rows in (certified, large))
    sold = (state.fixed.sales_of_small_suppliers, *sold)
    factors = np.ones(len(enterprises))
    for rows, total, amount in zip((small, certified, large), sold, (won, first, -won - first), strict=True):
        if total > 0.0:
            factors[rows] *= max(1.0 + amount / total, 0.0)
    return factors


def _is_bought(state: State, rows: NDArray) -> NDArray:
    """Whether government buys what some enterprises make."""
    return state.fixed.government_local[state.enterprises.sector[rows]] > 0.0


def _sells(state: State, rows: NDArray) -> NDArray:
    """What some enterprises usually sell here, yuan a month."""
    return state.enterprises.share_local[rows] * state.fixed.local_demand[state.enterprises.sector[rows]]


def find_small_suppliers(state: State) -> NDArray:
    """Rows of small firms that make what government buys."""
    enterprises = state.enterprises
    rows = np.flatnonzero(~enterprises.is_above_scale & ~enterprises.is_public & ~enterprises.is_shop)
    return rows[_is_bought(state, rows)]


def sum_small_suppliers(state: State) -> float:
    """What those firms usually sell here together, yuan a month."""
    rows = state.rows.small_suppliers
    return Table.total(state.enterprises, _sells(state, rows), rows)
