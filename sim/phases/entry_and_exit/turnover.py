"""Entry and exit of small enterprises and shops: rows are slots, an entrant takes a free one under a new id.

Why active firms and not registrations: a fifth of entities registers anew each year and a tenth is struck off, most
without staff. Above-scale enterprises close only when they cannot pay, and their works are sold as a whole; public
units never do. A leaver's staff is laid off in the month after, so its slot is free from then on.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY
from agents.columns import weighted_sum
from agents.enterprises import Tenure
from agents.turnover import decide_exit, decide_founders_funded, decide_openings, exit_by_size
from sim.accounts import Spread
from sim.calendar import MONTHS
from sim.kernels.turnover import returns_by_sector, rows_overdrawn
from sim.phases.credit.lending import make_good
from sim.phases.entry_and_exit.insolvency import settle_insolvent
from sim.phases.land_and_energy.expansions import land_price
from sim.phases.support.incubators import exit_factor
from sim.randomness import drawn_each, uniform
from sim.series import Series, declare
from sim.state import State

declare(
    firms__entered=Series("enterprise", "Enterprises and shops that opened", "新开业企业和个体户"),
    firms__left=Series("enterprise", "Enterprises and shops that closed", "退出企业和个体户"),
    firms__cleared=Series("enterprise", "Of them closed as their site was cleared", "因征迁腾退关闭企业"),
    orders__away=Series("yuan", "Outside orders that left with who closed, a month at base",
                        "随企业退出流失的区外订单"),
    firms__active=Series("enterprise", "Active enterprises and shops", "在营企业和个体户"),
)

ID_MONTH = 10_000_000  # an entrant's id is month * ID_MONTH + row: permanent, and the same in every order of work


def enter_and_leave(state: State) -> None:
    """Small enterprises and shops close by size and cash, and others open where the sector's demand calls for them."""
    enterprises = state.enterprises
    entered = left = 0.0
    if state.shocks > 0.0:
        free = np.flatnonzero(~enterprises.is_active)
        overdrawn = rows_overdrawn(enterprises.deposits, enterprises.is_active)
        hazard = exit_hazard(state, overdrawn)
        hazard[state.now.closing] = 1.0
        hazard[settle_insolvent(state, overdrawn)] = 1.0
        leavers = drawn_each(state.stream("turnover.exit"), enterprises.id, hazard)
        state.record("firms.cleared", float(enterprises.weight[state.now.closing].sum()))
        entrants = choose_entrants(state, free)
        left, entered = (float(enterprises.weight[rows].sum()) for rows in (leavers, entrants))
        if len(leavers):
            close(state, leavers)
        if len(entrants):
            open_doors(state, entrants)
        _lose_orders(state)
    state.record("firms.entered", entered)
    state.record("firms.left", left)
    state.record("firms.active", weighted_sum(enterprises.weight, enterprises.is_active))


def may_turn_over(state: State) -> NDArray:
    """Rows that can enter and leave: neither above scale nor public, shape of the table."""
    return ~(state.enterprises.is_above_scale | state.enterprises.is_public)


def usual_exits(state: State) -> NDArray:
    """The usual chance of each row to close in a month by size, (n,).

    Its mean over enterprises and over shops is the declared one.
    """
    enterprises, turnover = state.enterprises, state.settings.behaviour.turnover
    small, size = may_turn_over(state), np.maximum(enterprises.demand_usual, np.finfo(float).tiny)
    hazard = np.zeros(len(enterprises))
    for is_shop, annual in ((False, turnover.exit_annual), (True, turnover.exit_annual_shop)):
        rows = np.flatnonzero(small & (enterprises.is_shop == is_shop))
        if len(rows) == 0:
            continue
        weight = enterprises.weight[rows]
        factor = exit_by_size(1.0, size[rows] / np.average(size[rows], weights=weight), turnover.size_response)
        hazard[rows] = (1.0 - (1.0 - annual) ** (1.0 / MONTHS)) * factor / np.average(factor, weights=weight)
    return hazard


def usual_closings(state: State, each: NDArray | float = 1.0) -> NDArray:
    """Usual closings a month by sector, (26,), or what stands for them in a column `each` (n,)."""
    enterprises = state.enterprises
    hazard, sectors = enterprises.exit_usual, len(state.world.demand[0])
    return np.bincount(enterprises.sector, enterprises.weight * hazard * each, minlength=sectors)


def _lose_orders(state: State) -> None:
    """Of the outside orders of firms that closed beyond the usual a part leaves the district and comes back slowly.

    Usual turnover loses none: what the world orders is what was sold, by whoever stood there. Who opens at the place of
    one that closed takes its orders up again.
    """
    enterprises, book, turnover = state.enterprises, state.books.turnover, state.settings.behaviour.turnover
    rows, sectors = np.flatnonzero(~enterprises.is_active), len(state.fixed.orders_in_turnover)
    closed = np.bincount(enterprises.sector[rows], enterprises.weight[rows] * enterprises.orders_outside[rows],
                         minlength=sectors)  # fmt: skip
    beyond = np.maximum(closed - state.fixed.orders_in_turnover, 0.0)
    part = 1.0 - turnover.orders_kept
    away = book.orders_away * (1.0 - 1.0 / turnover.orders_back_months)
    away += part * np.maximum(beyond - book.closed_orders, 0.0)
    book.orders_away, book.closed_orders = np.minimum(away, part * beyond), beyond
    state.record("orders.away", book.orders_away.sum())


def exit_hazard(state: State, rows: NDArray) -> NDArray:
    """Chance of each enterprise to close this month, (n,); 0 where it cannot. `rows` are the overdrawn."""
    enterprises, turnover = state.enterprises, state.settings.behaviour.turnover
    hazard = enterprises.exit_usual * enterprises.is_active
    if state.shocks:
        hazard[state.rows.incubated] *= exit_factor(state)
    rows = rows[hazard[rows] > 0.0]
    overdrawn = -enterprises.deposits[rows] / np.maximum(enterprises.demand_usual[rows], 1.0)
    hazard[rows] = decide_exit(hazard[rows], np.minimum(overdrawn, 1.0), turnover.stress_hazard)
    return hazard


def choose_entrants(state: State, free: NDArray) -> NDArray:
    """The free slots (rows) that somebody takes this month.

    As many open in a sector as usually close there, more or less with its market, its returns, credit for founders and
    room. Those who failed for want of cash are not replaced by themselves.
    """
    enterprises, turnover = state.enterprises, state.settings.behaviour.turnover
    free = free[~enterprises.is_public[free] & (enterprises.tenure[free] != Tenure.CLEARED)]
    is_large, openings = enterprises.is_above_scale[free], _openings(state)
    large, free = free[is_large], free[~is_large]
    # The works of a large firm are sold as a whole, to whoever comes along.
    large = large[uniform(state.stream("turnover.successor"), large) < 1.0 / turnover.successor_months]
    if len(free) == 0:
        return large
    openings = np.maximum(openings + state.now.recruited, 0.0)
    room = np.bincount(enterprises.sector[free], enterprises.weight[free], minlength=len(openings))
    chance = np.minimum(np.divide(openings, room, out=np.zeros(len(openings)), where=room > 0.0), 1.0)
    # Keyed by the slot: who held it before must not matter to who comes.
    taken = uniform(state.stream("turnover.entry"), free) < chance[enterprises.sector[free]]
    return np.union1d(large, free[taken])


def _openings(state: State) -> NDArray:
    """Openings founders decide on this month, by sector, (26,)."""
    enterprises, turnover, book = state.enterprises, state.settings.behaviour.turnover, state.books.turnover
    sectors = len(state.fixed.closings_usual)
    earned, sold = returns_by_sector(
        enterprises.is_active, enterprises.is_public, enterprises.weight, enterprises.sector,
        enterprises.profit_expected, state.now.revenue, sectors,
    )  # fmt: skip
    returns = np.divide(earned, sold, out=np.zeros(sectors), where=sold > 0.0)
    cover = min(state.levers.guarantee_cover, 1.0)
    funded = float(decide_founders_funded(1.0, cover, turnover.founders_found_good))
    usual = book.usual_funded.of(funded)
    found = float(decide_founders_funded(state.now.credit_share["enterprises"], cover, turnover.founders_found_good))
    dearer = land_price(state) / state.settings.region.industrial_land_price
    return decide_openings(
        state.fixed.closings_usual, state.world.demand[state.month - 1], turnover.entry_response,
        book.usual_return.beyond(returns), turnover.profit_response,
        1.0 + turnover.needs_bank * (found / max(usual, 1e-9) - 1.0),
        np.where(IS_INDUSTRY, dearer ** -turnover.room_response, 1.0),
    )  # fmt: skip


def close(state: State, rows: NDArray) -> None:
    """Leavers pay their loans as far as money goes, owners settle what is overdrawn and take what is left.

    Banks and, for covered loans, the guarantor bear the rest. Machines and premises stay with the
    slot; staff stays until it is laid off.
    """
    enterprises, ledger = state.enterprises, state.ledger
    loans, deposits = enterprises.loans[rows], enterprises.deposits[rows]
    repaid = np.minimum(loans, np.maximum(deposits, 0.0))
    ledger.repay("enterprises", repaid, rows=rows)
    lost = enterprises.loans[rows]
    ledger.write_off("enterprises", lost, rows=rows)
    make_good(state, rows, lost)
    pay_from_owners(state, "owners_cover", rows, np.maximum(-deposits, 0.0))
    pay_to_owners(state, "closing_payout", rows, np.maximum(enterprises.deposits[rows], 0.0))
    enterprises.vacate(rows)


def open_doors(state: State, rows: NDArray) -> None:
    """Entrants take the slots under new ids, with their owners' money and part of the usual demand."""
    enterprises, turnover = state.enterprises, state.settings.behaviour.turnover
    expected = turnover.entrant_demand * enterprises.demand_usual[rows]
    enterprises.is_active[rows] = True
    enterprises.id[rows] = state.month * ID_MONTH + rows
    enterprises.demand_expected[rows] = expected
    pay_from_owners(state, "founding_capital", rows, turnover.founding_months * expected)


def pay_from_owners(state: State, kind: str, rows: NDArray, amounts: NDArray) -> None:
    """Owners pay `amounts` (yuan, one a row) into enterprises: residents by their share of property, others outside."""
    local = amounts * state.enterprises.local_owner_share[rows]
    weight, ledger = state.enterprises.weight[rows], state.ledger
    total = weighted_sum(weight, local)
    if total > 0.0:
        ledger.transfer(kind, "households", _by_property(state, total), "enterprises", local, payee_rows=rows)
    away = weighted_sum(weight, amounts - local)
    if away > 0.0:
        ledger.transfer(kind, "outside", away, "enterprises", amounts - local, payee_rows=rows)


def pay_to_owners(state: State, kind: str, rows: NDArray, amounts: NDArray) -> None:
    """Enterprises pay `amounts` (yuan, one a row) to their owners, as `pay_from_owners` the other way."""
    local = amounts * state.enterprises.local_owner_share[rows]
    weight, ledger = state.enterprises.weight[rows], state.ledger
    total = weighted_sum(weight, local)
    if total > 0.0:
        ledger.transfer(kind, "enterprises", local, "households", _by_property(state, total), rows=rows)
    away = weighted_sum(weight, amounts - local)
    if away > 0.0:
        ledger.transfer(kind, "enterprises", amounts - local, "outside", away, rows=rows)


def _by_property(state: State, yuan: float) -> Spread:
    """Yuan of all households by their share of what is owned here."""
    return Spread(yuan, state.households.property_share, state.households.total_of("property_share"))
