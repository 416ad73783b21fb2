"""Photovoltaics and storage: enterprises decide, the grid connects as many as it offers."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table, weighted_sum
from agents.enterprises import decide_pv
from sim import budget
from sim.calendar import MONTHS
from sim.programmes import deliver
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Connections

declare(
    pv__installed=Series("kW", "Photovoltaics and storage connected", "新增光伏和储能装机"),
    pv__total=Series("kW", "Photovoltaics and storage connected since 2022", "2022年以来光伏和储能装机"),
    pv__investment=Series("yuan", "Spending on photovoltaics and storage", "光伏和储能投资"),
)


@rests
def install_pv(state: State) -> None:
    """Enterprises put photovoltaics and storage on their roofs if it pays, as far as the grid connects them."""
    enterprises, energy = state.enterprises, state.settings.behaviour.energy
    grid = _offer_connections(state)
    rows, kw = _wanted_pv(state, grid)
    weight = enterprises.weight[rows]
    wanted = weighted_sum(weight, kw)
    kw = kw * (min(1.0, grid.left / wanted) if wanted > 0.0 else 0.0)
    made = weighted_sum(weight, kw)
    grid.made, grid.left = grid.made + made, grid.left - made
    cost = energy.pv_cost * kw
    total = weighted_sum(weight, cost)
    state.ledger.transfer("pv_equipment", "enterprises", cost, "outside", total, rows=rows)
    enterprises.pv[rows] += kw
    _pay_subsidy(state)
    state.record("pv.installed", made)
    state.record("pv.total", Table.total(enterprises, enterprises.pv))
    state.record("pv.investment", total)


def _offer_connections(state: State) -> Connections:
    """The grid's offer of this month; what is left of a year's offer lapses at its end."""
    region = state.settings.region
    grid = state.books.connections
    if not grid.is_open:
        known = Table.total(state.enterprises, state.enterprises.pv)
        stood = region.pv_installed_2022 + region.storage_installed_2022
        grid.standing, grid.is_open = max(stood - known, 0.0), True
    if state.month_of_year == 1:
        grid.lapsed, grid.left = grid.lapsed + grid.left, 0.0
    offer = deliver(state, "factors", "pv_capacity", state.levers.pv_capacity)
    grid.offered, grid.left = grid.offered + offer, grid.left + offer
    return grid


def _wanted_pv(state: State, grid: Connections) -> tuple[NDArray, NDArray]:
    """Rows of enterprises that decide to install this month, and the kW each wants.

    A roof carries part of the enterprise's use; what stood before 2023 is taken off in proportion. Shops are tenants
    without a roof of their own.
    """
    enterprises, energy = state.enterprises, state.settings.behaviour.energy
    kw_per_kwh = energy.pv_coverage * MONTHS / energy.pv_hours
    housed = state.rows.with_premises
    housed = housed[enterprises.is_active[housed]]
    roof = enterprises.electricity[housed] * kw_per_kwh
    space = Table.total(enterprises, roof, housed)
    roof *= 1.0 - min(1.0, grid.standing / space) if space > 0.0 else 0.0
    affordable = energy.pv_cash_share * np.maximum(enterprises.deposits[housed], 0.0) / energy.pv_cost
    kw = np.minimum(roof - enterprises.pv[housed], affordable)
    large = kw >= energy.pv_smallest
    rows, kw = housed[large], kw[large]
    gain = energy.pv_hours * energy.pv_value + _subsidy_per_kw(state) - energy.pv_upkeep
    readiness = decide_pv(gain, energy.pv_cost / energy.pv_payback, energy.pv_steepness)
    decides = uniform(state.stream("energy.pv"), enterprises.id[rows]) < energy.pv_speed * readiness
    return rows[decides], kw[decides]


def _subsidy_per_kw(state: State) -> float:
    """Subsidy a year for a connected kW: on what roofs make, and on what its part of storage gives back. Clause 61."""
    energy, levers = state.settings.behaviour.energy, state.levers
    stored = energy.storage_share * energy.storage_hours
    return energy.pv_hours * levers.pv_subsidy + stored * levers.storage_subsidy


def _pay_subsidy(state: State) -> None:
    """Each kWh of what was connected since 2022 earns the district's subsidy."""
    enterprises, yearly = state.enterprises, _subsidy_per_kw(state)
    rows = np.flatnonzero(enterprises.pv > 0.0)
    if len(rows) == 0 or yearly <= 0.0:
        return
    amounts = enterprises.pv[rows] * yearly / MONTHS
    budget.pay(state, "factors", "pv_subsidy", "enterprises", amounts, rows=rows)
