"""Clearing and renewal of industrial land: capacity goes first, comes back denser, and part of the land is sold."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY
from agents.columns import Table
from sim import platforms
from sim.programmes import deliver
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Cleared, Land

declare(
    land__renewed=Series("mu", "Industrial land entering renewal", "工业用地有机更新面积", "clause 15"),
    land__redeveloped=Series("mu", "Low-efficiency land cleared for redevelopment", "低效用地再开发面积", "clause 60"),
    land__capacity_evicted=Series("yuan/month", "Industrial capacity evicted", "腾退产能"),
    land__clearing_cost=Series("yuan", "Buy-out and clearing of land", "收储拆迁支出"),
    land__renewal_finished=Series("mu", "Renewed industrial land in use again", "有机更新完成面积", "clause 15"),
    land__cleared_sales=Series("yuan", "Sale of cleared land", "腾退土地出让收入"),
)
FIRST_ASKED = 1000  # sites looked at first: a month clears a few hundred of tens of thousands


@rests
def renew_land(state: State) -> None:
    """Old industrial land is cleared: its capacity goes first and comes back denser; cleared land is sold later.

    Renewal may be part of the redevelopment of low-efficiency land: one site is cleared and paid once. No more is
    cleared than the platforms can pay for; what waits is caught up with when they can.
    """
    land, levers, policy = state.books.land, state.levers, state.settings.policy
    m15, m60 = policy.manufacturing.m15, policy.factors.m60
    _reuse_cleared(state, land)
    affordable = platforms.room(state) / max(m60.clearing_cost, 1.0)
    renewed = deliver(state, "manufacturing", "renewal", levers.renewal, limit=affordable)
    most = most_redeveloped(affordable, renewed, m60.industrial_share)
    redeveloped = deliver(state, "factors", "redevelopment", levers.redevelopment, limit=most)
    industrial = redeveloped * m60.industrial_share
    land_left = max(state.settings.region.industrial_land_mu - land.cleared_industrial, 0.0)
    renewed = min(renewed, land_left)
    beyond = min(max(industrial - renewed, 0.0), land_left - renewed)
    evicted = _clear(state, land, renewed, m15.eviction_months, True)
    evicted += _clear(state, land, beyond, m60.redevelopment_months, True)
    _clear(state, land, redeveloped - industrial, m60.redevelopment_months, False)
    cleared = renewed + beyond + redeveloped - industrial  # industrial sites of both lists once
    cost = cleared * m60.clearing_cost
    platforms.pay(state, "land_clearing", "outside", cost)
    land.renewed += renewed
    land.redeveloped += redeveloped
    land.cleared += cleared
    land.cleared_industrial += renewed + beyond
    state.record("land.renewed", renewed)
    state.record("land.redeveloped", redeveloped)
    state.record("land.capacity_evicted", evicted)
    state.record("land.clearing_cost", cost)


def most_redeveloped(affordable: float, renewed: float, industrial_share: float) -> float:
    """Mu of redevelopment that keep what is cleared, each site once, within what is affordable.

    Its industrial part lies first on the sites that are renewed anyway.
    """
    if industrial_share * affordable >= renewed:
        return affordable
    return (affordable - renewed) / (1.0 - industrial_share)


def _clear(state: State, land: Land, mu: float, months: float, is_industrial: bool) -> float:
    """Start clearing some land; returns the capacity that leaves, yuan/month."""
    if mu <= 0.0:
        return 0.0
    region, behaviour = state.settings.region, state.settings.behaviour.land
    rows, lost = np.zeros(0, dtype=np.int64), np.zeros(0)
    if is_industrial:
        retained = state.settings.policy.manufacturing.m15.tenants_retained_share
        wanted = mu / region.industrial_land_mu * behaviour.low_efficiency_output * _industrial_capacity(state)
        rows, lost = _evict(state, land, wanted, retained)
    price = region.industrial_land_price * (1.0 if is_industrial else behaviour.price_others)
    due = state.month + max(round(months), 1)
    land.batches.append(Cleared(mu, due, price, rows, lost, is_industrial))
    return Table.total(state.enterprises, lost, rows)


def _industrial_capacity(state: State) -> float:
    rows = state.rows.industry
    return Table.total(state.enterprises, state.enterprises.capacity[rows], rows)


def draw_clearing_order(state: State) -> NDArray:
    """Industrial enterprises in the order their sites are cleared: below scale first, by a keyed draw."""
    enterprises = state.enterprises
    rows = np.flatnonzero(IS_INDUSTRY[enterprises.sector] & ~enterprises.is_public)
    draws = uniform(state.stream("land.clearing", 0), enterprises.id[rows])
    return rows[np.lexsort((draws, enterprises.is_above_scale[rows]))]


def _evict(state: State, land: Land, wanted: float, retained: float) -> tuple[NDArray, NDArray]:
    """Take sites off the queue until the capacity on them is `wanted`; tenants kept in the district lose nothing.

    Returns the rows and the capacity one enterprise of each row loses.
    """
    enterprises = state.enterprises
    queue, asked = state.rows.clearing_order[land.next_row :], FIRST_ASKED
    while True:
        rows = queue[:asked]
        on_site = enterprises.capacity[rows]
        if len(rows) > 0 and land.first_on_site >= 0.0:
            on_site[0] = min(on_site[0], land.first_on_site)
        held = enterprises.weight[rows] * on_site
        before = np.cumsum(held) - held
        if asked >= len(queue) or before[-1] >= wanted:
            break
        asked *= 2
    count = int(np.searchsorted(before, wanted, side="left"))
    rows = rows[:count]
    part = np.clip((wanted - before[:count]) / np.maximum(held[:count], 1e-9), 0.0, 1.0)
    lost = part * (1.0 - retained) * on_site[:count]
    enterprises.capacity[rows] -= lost
    if count > 0:  # the last site of the month is often cleared in part: the rest stays first in the queue
        land.next_row += count - 1
        land.first_on_site = float((1.0 - part[-1]) * on_site[count - 1])
    return rows, lost


def _reuse_cleared(state: State, land: Land) -> None:
    """Land whose time has come is used again, denser than before, and part of it is sold by the government."""
    gain = state.settings.policy.manufacturing.m15.intensity_gain
    share = state.settings.behaviour.land.cleared_sold_share
    due = [batch for batch in land.batches if batch.due <= state.month]
    land.batches = [batch for batch in land.batches if batch.due > state.month]
    income = 0.0
    for batch in due:
        np.add.at(state.enterprises.capacity, batch.rows, gain * batch.lost)
        land.sold += share * batch.mu
        income += share * batch.mu * batch.price
    state.ledger.transfer("cleared_land_sale", "outside", income, "government", income)
    state.record("land.renewal_finished", sum(batch.mu for batch in due if batch.is_industrial))
    state.record("land.cleared_sales", income)
