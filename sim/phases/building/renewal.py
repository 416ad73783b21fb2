"""Clearing and renewal of industrial land: the least productive sites whose owners agree, those who work there move.

Why not by lot: a bureau goes down its list of output per mu (亩均论英雄), and an owner gives land back only for a price
that makes up for what it loses. Some are ordered to. Cleared land is offered to industry or carries standard buildings.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table, weighted_sum
from agents.enterprises import Tenure
from agents.sites import decide_giving_up, decide_to_move, loss_of_closing, loss_of_moving
from sim import platforms
from sim.kernels.industry import on_own_sites
from sim.phases.land_and_energy.compensation import compensate
from sim.phases.land_and_energy.expansions import rent_rooms
from sim.programmes import deliver
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Cleared, Land, Moving
from sim.works import BUILDERS, order_works

declare(
    land__renewed=Series("mu", "Industrial land entering renewal", "工业用地有机更新面积", "clause 15"),
    land__redeveloped=Series("mu", "Low-efficiency land cleared for redevelopment", "低效用地再开发面积", "clause 60"),
    land__capacity_evicted=Series("yuan/month", "Industrial capacity evicted", "腾退产能"),
    land__capacity_left=Series("yuan/month", "Of it closed or gone from the district", "其中关停和外迁产能"),
    land__refused=Series("mu", "Low-efficiency land whose owners refuse", "低效用地未达成收储面积", "clause 60"),
    land__clearing_cost=Series("yuan", "Buy-out and clearing of land", "收储拆迁支出"),
    land__paid_to_firms=Series("yuan", "Of it paid to enterprises", "其中支付企业补偿"),
    land__renewal_finished=Series("mu", "Renewed industrial land in use again", "有机更新完成面积", "clause 15"),
    floor__standard_built=Series("yuan", "Spending on standard buildings", "标准厂房建设支出", "clause 15"),
)


@rests
def renew_land(state: State) -> None:
    """Sites are cleared, those who worked there move or close, and are paid; cleared land comes back into use.

    A part of the renewal stands on the list of low-efficiency land too: such a site is cleared and paid once. No more
    is cleared than the platforms can pay for; what waits is caught up with when they can.
    """
    land, levers, policy = state.books.land, state.levers, state.settings.policy
    m15, m60 = policy.manufacturing.m15, policy.factors.m60
    _settle_movers(state, land)
    _reuse_cleared(state, land)
    rows, moves = _willing(state)
    firms = state.enterprises
    standing = weighted_sum(firms.weight[rows], firms.land[rows])
    books = state.books.platforms
    affordable = (platforms.room(state) + books.clearing_fund) / max(m60.clearing_cost, 1.0)
    renewed = deliver(state, "manufacturing", "renewal", levers.renewal, limit=min(standing, affordable))
    counted = m60.renewal_counted * renewed
    limit = np.inf
    if m60.industrial_share > 0.0:
        limit = (standing - renewed + counted) / m60.industrial_share
    limit = min(limit, most_redeveloped(affordable, renewed, counted, m60.industrial_share))
    redeveloped = deliver(state, "factors", "redevelopment", levers.redevelopment, limit=limit)
    industrial, others = sites_of_both(state, renewed, redeveloped)
    industrial = min(industrial, standing)
    cost = (industrial + others) * m60.clearing_cost
    from_fund = min(cost, books.clearing_fund)
    platforms.ask_banks(state, cost - from_fund)
    platforms.borrow_for(state, cost - from_fund)
    books.clearing_fund -= from_fund
    _clear_sites(state, rows, moves, industrial)
    _clear_others(state, others)
    for mu, months, is_industrial in ((renewed, m15.eviction_months, True),
                                      (industrial - renewed, m60.redevelopment_months, True),
                                      (others, m60.redevelopment_months, False)):  # fmt: skip
        if mu > 0.0:
            land.batches.append(Cleared(mu, state.month + max(round(months), 1), is_industrial))
    land.renewed += renewed
    land.redeveloped += redeveloped
    land.cleared += industrial + others
    land.cleared_industrial += industrial
    state.record("land.renewed", renewed)
    state.record("land.redeveloped", redeveloped)
    state.record("land.clearing_cost", cost)


def sites_of_both(state: State, renewed: float, redeveloped: float) -> tuple[float, float]:
    """Mu of industrial and of other sites under renewal and redevelopment; what is on both lists counts once."""
    m60 = state.settings.policy.factors.m60
    beyond = max(redeveloped * m60.industrial_share - m60.renewal_counted * renewed, 0.0)
    return renewed + beyond, redeveloped * (1.0 - m60.industrial_share)


def most_redeveloped(affordable: float, renewed: float, counted: float, industrial_share: float) -> float:
    """Mu of redevelopment that keep what is cleared, each site once, within what is affordable.

    Its industrial part lies first on the `counted` mu that are renewed anyway.
    """
    beyond = affordable - renewed + counted
    if industrial_share * beyond >= counted:
        return beyond
    return (affordable - renewed) / (1.0 - industrial_share)


def _willing(state: State) -> tuple[NDArray, NDArray]:
    """Rows of low-efficiency sites that can be cleared, least output per mu first, and who of them would go on."""
    firms, behaviour = state.enterprises, state.settings.behaviour
    sites, terms = behaviour.sites, behaviour.compensation
    rows, made = on_own_sites(state.rows.industry, firms.tenure, firms.land, firms.demand_expected,
                              state.fixed.value_added_rate, firms.sector)  # fmt: skip
    held, weight = firms.land[rows], firms.weight[rows]
    per_mu = made / np.maximum(held, 1e-9)
    mean = weighted_sum(weight, made) / max(weighted_sum(weight, held), 1e-9)
    listed = np.flatnonzero(per_mu < behaviour.land.low_efficiency_output * mean)
    rows, per_mu, held = rows[listed], per_mu[listed], held[listed]
    closing = loss_of_closing(firms.profit[rows], held, sites.hurdle)
    # An above-scale enterprise does not close over a site.
    closing = np.where(firms.is_above_scale[rows], np.inf, closing)
    moving = loss_of_moving(firms.profit[rows], firms.capital[rows], firms.density[rows], held, sites.moving_months,
                            sites.moving_outlay, sites.standard_rent, sites.hurdle)  # fmt: skip
    offer = state.settings.policy.factors.m60.clearing_cost * terms.owner_part
    gives = decide_giving_up(offer, closing, moving)
    # Village collectives give their buildings back; their tenants are not asked. Some owners are ordered.
    gives |= firms.tenure[rows] == Tenure.VILLAGE
    gives |= uniform(state.stream("sites.ordered", 0), firms.id[rows]) < terms.ordered_share
    state.record("land.refused", weighted_sum(firms.weight[rows[~gives]], held[~gives]))
    rows, per_mu, moves = rows[gives], per_mu[gives], decide_to_move(closing, moving)[gives]
    order = in_order(per_mu, firms.id[rows])
    return rows[order], moves[order]


def in_order(per_mu: NDArray, ids: NDArray) -> NDArray:
    """Places from the least value on, of equal ones the lower id first: ids are looked at only where values tie."""
    order = np.argsort(per_mu)
    value = per_mu[order]
    follows = np.flatnonzero(value[1:] == value[:-1])
    tied = np.union1d(follows, follows + 1)
    among = order[tied]
    order[tied] = among[np.lexsort((ids[among], value[tied]))]
    return order


def _clear_sites(state: State, rows: NDArray, moves: NDArray, wanted: float) -> None:
    """Clear `wanted` mu of the rows in their order, the last in part: pay, move or close who works there."""
    firms = state.enterprises
    held = firms.weight[rows] * firms.land[rows]
    before = np.cumsum(held) - held
    part = np.clip((wanted - before) / np.maximum(held, 1e-9), 0.0, 1.0)
    some = part > 0.0
    rows, part, moves = rows[some], part[some], moves[some]
    mu, gone = part * firms.land[rows], part * firms.capacity[rows]
    _pay_for_sites(state, rows, mu)
    firms.land[rows] -= mu
    had, floor = firms.capacity[rows].copy(), mu * firms.density[rows]
    firms.capacity[rows] -= gone
    moved = np.zeros(len(rows))
    moved[moves] = rent_rooms(state, rows[moves], floor[moves]) / np.maximum(floor[moves], 1e-9) * gone[moves]
    _begin_move(state, rows, moved)
    lost = gone - moved
    firms.capital[rows] *= 1.0 - lost / np.maximum(had, 1e-9)
    is_over = lost >= had * (1.0 - 1e-9)
    firms.tenure[rows[is_over]] = Tenure.CLEARED
    state.now.closing = rows[is_over & ~firms.is_above_scale[rows]]
    state.record("land.capacity_evicted", Table.total(firms, gone, rows))
    state.record("land.capacity_left", Table.total(firms, lost, rows))


def _pay_for_sites(state: State, rows: NDArray, mu: NDArray) -> None:
    """Platforms pay owners; of a village's building the tenant gets a part. What clears the ground goes to builders."""
    firms, terms = state.enterprises, state.settings.behaviour.compensation
    cost = mu * state.settings.policy.factors.m60.clearing_cost
    paid = terms.owner_part * cost
    of_village = firms.tenure[rows] == Tenure.VILLAGE
    to_firms = np.where(of_village, terms.tenant_part, 1.0) * paid
    whole, firm_total = weighted_sum(firms.weight[rows], cost), Table.total(firms, to_firms, rows)
    ledger, to_villages = state.ledger, Table.total(firms, paid, rows) - firm_total
    ledger.transfer("land_clearing", "platforms", firm_total, "enterprises", to_firms, payee_rows=rows)
    ledger.transfer("land_clearing", "platforms", to_villages, "villages", to_villages)
    works = whole - firm_total - to_villages
    order_works(state, "clearing_works", "platforms", works)
    lost = (firms.weight[rows] * mu)[of_village]
    np.add.at(state.books.land.village_cleared, firms.town[rows[of_village]], lost)
    state.record("land.paid_to_firms", firm_total)
    state.add("compensation.villages", to_villages)


def _clear_others(state: State, mu: float) -> None:
    """Old villages are cleared: households and villages are paid, the rest clears the ground."""
    cost = mu * state.settings.policy.factors.m60.clearing_cost
    paid = state.settings.behaviour.compensation.owner_part * cost
    compensate(state, "land_clearing", "platforms", paid)
    order_works(state, "clearing_works", "platforms", cost - paid)


def village_land(state: State) -> NDArray:
    """Industrial land under buildings of villages at the start, mu, (towns,)."""
    firms = state.enterprises
    held = firms.weight * firms.land * (firms.tenure == Tenure.VILLAGE)
    return np.bincount(firms.town, held, minlength=len(state.district.towns)).astype(float)


def _begin_move(state: State, rows: NDArray, capacity: NDArray) -> None:
    is_some = capacity > 0.0
    if is_some.any():
        due = state.month + max(round(state.settings.behaviour.sites.moving_months), 1)
        state.books.land.moving.append(Moving(due, rows[is_some], capacity[is_some]))


def _settle_movers(state: State, land: Land) -> None:
    """Who has moved produces again."""
    for batch in land.moving:
        if batch.due <= state.month:
            np.add.at(state.enterprises.capacity, batch.rows, batch.capacity)
    land.moving = [batch for batch in land.moving if batch.due > state.month]


def _reuse_cleared(state: State, land: Land) -> None:
    """Land whose time has come: a part is offered to industry or developers, a part carries standard buildings.

    Platforms put up the buildings; whatever is neither sold nor built on turns green or public.
    """
    sites, share = state.settings.behaviour.sites, state.settings.behaviour.land.cleared_sold_share
    standard = min(state.settings.policy.manufacturing.m15.standard_part, 1.0 - share)
    due = [batch for batch in land.batches if batch.due <= state.month]
    land.batches = [batch for batch in land.batches if batch.due > state.month]
    industrial = sum(batch.mu for batch in due if batch.is_industrial)
    land.sold += share * sum(batch.mu for batch in due)
    land.for_homes += share * sum(batch.mu for batch in due if not batch.is_industrial)
    land.for_sale += share * industrial
    built = standard * industrial * sites.density_new * sites.building_cost
    put_up = platforms.pay(state, "standard_buildings", BUILDERS, built)  # what they cannot build on is offered too
    land.rooms += put_up * standard * industrial
    land.for_sale += (1.0 - put_up) * standard * industrial
    state.record("land.renewal_finished", industrial)
    state.record("floor.standard_built", put_up * built)
