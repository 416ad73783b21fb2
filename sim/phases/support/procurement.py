"""Public procurement: purchases reserved for small firms and first purchases of new products. Clause 12.

Why it shifts and does not add: what government buys is given; a reservation changes who supplies it. Small firms would
have won much of it anyway, so only a part of a reserved purchase is an order they would not have had.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.programmes import MONTHS
from sim.rows import above_scale_private
from sim.series import Series, declare
from sim.state import State

declare(
    procurement__small=Series("yuan", "Purchases small firms won beyond usual", "中小企业增量政府采购", "clause 12"),
    procurement__first=Series("yuan", "First purchases from certified firms beyond usual", "首购增量", "clause 12"),
)


def reserve_purchases(state: State) -> None:
    """Sets `now.pull`: what reservation makes of each firm's share of local orders, factor (n,), or None if nothing."""
    state.now["pull"] = None
    if not state.shocks:
        return
    levers, m12 = state.levers, state.settings.policy.innovation.m12
    monthly = m12.procurement_annual / MONTHS
    won = state.settings.behaviour.innovation.procured_small * monthly * _beyond(state, "sme", levers.sme_reserved)
    first = monthly * _beyond(state, "first", levers.first_purchases)
    state.record("procurement.small", won)
    state.record("procurement.first", first)
    if won == 0.0 and first == 0.0:
        return
    state.now["pull"] = _factors(state, won, first)


def _beyond(state: State, name: str, share: float) -> float:
    return share - state.stock.setdefault(f"{name}_purchases_usual", share)


def _factors(state: State, won: float, first: float) -> NDArray:
    """Small firms and certified ones gain in proportion to what they sell here; the others of large size lose it."""
    enterprises, (small, won_by_small) = state.enterprises, _small_suppliers(state)
    certified = np.flatnonzero(enterprises.certified_until >= state.month)
    certified = certified[_is_bought(state, certified)]
    large = above_scale_private(state)
    large = large[_is_bought(state, large) & (enterprises.certified_until[large] < state.month)]
    sold = (won_by_small, *(Table.total(enterprises, _sells(state, rows), rows) for rows in (certified, large)))
    factors = np.ones(len(enterprises))
    for rows, total, amount in zip((small, certified, large), sold, (won, first, -won - first), strict=True):
        if total > 0.0:
            factors[rows] *= max(1.0 + amount / total, 0.0)
    return factors


def _is_bought(state: State, rows: NDArray) -> NDArray:
    """Whether government buys what some enterprises make."""
    return state.base["government_local"][state.enterprises.sector[rows]] > 0.0


def _sells(state: State, rows: NDArray) -> NDArray:
    """What some enterprises usually sell here, yuan a month."""
    return state.enterprises.share_local[rows] * state.base["local_demand"][state.enterprises.sector[rows]]


def _small_suppliers(state: State) -> tuple[NDArray, float]:
    """Rows of small firms that make what government buys, and what they usually sell here together."""
    if "small_suppliers" not in state.base:
        enterprises = state.enterprises
        rows = np.flatnonzero(~enterprises.is_above_scale & ~enterprises.is_public & ~enterprises.is_shop)
        rows = rows[_is_bought(state, rows)]
        state.base["small_suppliers"] = rows, Table.total(enterprises, _sells(state, rows), rows)
    return state.base["small_suppliers"]
