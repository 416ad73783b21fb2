"""Entry and exit of small enterprises and shops: rows are slots, an entrant takes a free one under a new id.

Why active firms and not registrations: a fifth of entities registers anew each year and a tenth is struck off, most
without staff. Above-scale enterprises and public units never enter or leave here. A leaver's staff is laid off in the
month after, so its slot is free from then on.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from agents.enterprises import Tenure, decide_exit, exit_by_size
from sim.calendar import MONTHS
from sim.phases.credit.lending import make_good
from sim.phases.support.incubators import exit_factor
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    firms__entered=Series("enterprise", "Enterprises and shops that opened", "新开业企业和个体户"),
    firms__left=Series("enterprise", "Enterprises and shops that closed", "退出企业和个体户"),
    firms__active=Series("enterprise", "Active enterprises and shops", "在营企业和个体户"),
)

ID_MONTH = 10_000_000  # an entrant's id is month * ID_MONTH + row: permanent, and the same in every order of work


def enter_and_leave(state: State) -> None:
    """Small enterprises and shops close by size and cash, and others open where the sector's demand calls for them."""
    enterprises = state.enterprises
    entered = left = 0.0
    if state.shocks > 0.0:
        free = np.flatnonzero(~enterprises.is_active)
        hazard = exit_hazard(state)
        hazard[state.now.closing] = 1.0
        leavers = np.flatnonzero(uniform(state.stream("turnover.exit"), enterprises.id) < hazard)
        entrants = choose_entrants(state, free)
        left, entered = (float(enterprises.weight[rows].sum()) for rows in (leavers, entrants))
        if len(leavers):
            close(state, leavers)
        if len(entrants):
            open_doors(state, entrants)
    state.record("firms.entered", entered)
    state.record("firms.left", left)
    state.record("firms.active", enterprises.total(enterprises.is_active.astype(float)))


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


def usual_closings(state: State) -> NDArray:
    """Usual closings a month by sector, (26,)."""
    enterprises = state.enterprises
    hazard, sectors = enterprises.exit_usual, len(state.world.demand[0])
    return np.bincount(enterprises.sector, enterprises.weight * hazard, minlength=sectors)


def exit_hazard(state: State) -> NDArray:
    """Chance of each enterprise to close this month, shape of the table; 0 where it cannot."""
    enterprises, turnover = state.enterprises, state.settings.behaviour.turnover
    hazard = enterprises.exit_usual * enterprises.is_active
    if state.shocks:
        hazard[state.rows.incubated] *= exit_factor(state)
    rows = np.flatnonzero(enterprises.deposits < 0.0)
    rows = rows[hazard[rows] > 0.0]
    overdrawn = -enterprises.deposits[rows] / np.maximum(enterprises.demand_usual[rows], 1.0)
    hazard[rows] = decide_exit(hazard[rows], np.minimum(overdrawn, 1.0), turnover.stress_hazard)
    return hazard


def choose_entrants(state: State, free: NDArray) -> NDArray:
    """The free slots (rows) that somebody takes this month.

    As many open in a sector as usually close there, more or less with outside demand for it. Those who failed for
    want of cash are not replaced by themselves.
    """
    enterprises, turnover = state.enterprises, state.settings.behaviour.turnover
    free = free[~(enterprises.is_above_scale[free] | enterprises.is_public[free])]
    free = free[enterprises.tenure[free] != Tenure.CLEARED]
    if len(free) == 0:
        return free
    closings = state.fixed.closings_usual
    openings = closings * np.maximum(state.world.demand[state.month - 1], 0.0) ** turnover.entry_response
    openings = np.maximum(openings + state.now.recruited, 0.0)
    room = np.bincount(enterprises.sector[free], enterprises.weight[free], minlength=len(openings))
    chance = np.minimum(np.divide(openings, room, out=np.zeros(len(openings)), where=room > 0.0), 1.0)
    # Keyed by the slot: who held it before must not matter to who comes.
    taken = uniform(state.stream("turnover.entry"), free) < chance[enterprises.sector[free]]
    return free[taken]


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
    total, share = weighted_sum(weight, local), state.households.property_share
    if total > 0.0:
        ledger.transfer(kind, "households", total * share, "enterprises", local, payee_rows=rows)
    away = weighted_sum(weight, amounts - local)
    if away > 0.0:
        ledger.transfer(kind, "outside", away, "enterprises", amounts - local, payee_rows=rows)


def pay_to_owners(state: State, kind: str, rows: NDArray, amounts: NDArray) -> None:
    """Enterprises pay `amounts` (yuan, one a row) to their owners, as `pay_from_owners` the other way."""
    local = amounts * state.enterprises.local_owner_share[rows]
    weight, ledger = state.enterprises.weight[rows], state.ledger
    total = weighted_sum(weight, local)
    if total > 0.0:
        ledger.transfer(kind, "enterprises", local, "households", total * state.households.property_share, rows=rows)
    away = weighted_sum(weight, amounts - local)
    if away > 0.0:
        ledger.transfer(kind, "enterprises", amounts - local, "outside", away, rows=rows)
