"""Green energy beside the review: certificates that stand for energy used.

Why only changes open quota: what incumbents bought at the start of 2023 is in the quota that stood then; only more of
it makes room for others. What balances a firm's own expansion opens nothing.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.enterprises import decide_green_power, decide_green_share
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    energy__green=Series("tce", "Energy bought green, at the rate of a year", "绿证对应用能（年化）", "clause 61"),
    energy__certificates=Series("yuan", "Spending on green certificates", "绿证支出", "clause 61"),
)


def power_of(state: State, rows: NDArray) -> NDArray:
    """Electricity each of some enterprises needs for the demand it expects, kWh a month."""
    enterprises = state.enterprises
    need = state.district.kwh_per_output * state.fixed.electricity_scale
    return enterprises.demand_expected[rows] * need[enterprises.sector[rows]] * enterprises.energy_intensity[rows]


def buy_certificates(state: State) -> float:
    """Energy-intensive manufacturers cover part of their power by certificates; returns tce that this frees anew.

    Power bought green does not count against the district's energy control, so more of it opens quota and less of it
    takes quota back. Clause 61.
    """
    green = _bought(state)
    open_to_others = green * min(state.levers.green_excluded, 1.0)
    books = state.books.energy
    freed = 0.0 if books.green_counted is None else open_to_others - books.green_counted
    books.green_counted = open_to_others
    state.record("energy.green", green)
    _keep_balance(state)
    return freed


def _keep_balance(state: State) -> None:
    """Who balanced an expansion by certificates goes on buying them month by month. Clause 61."""
    enterprises = state.enterprises
    rows = np.flatnonzero(enterprises.green_balanced > 0.0)
    cost = enterprises.green_balanced[rows] / MONTHS * state.levers.green_certificate_price
    state.add("energy.certificates", state.ledger.transfer(
        "green_certificates", "enterprises", cost, "outside", rows=rows))  # fmt: skip


def _bought(state: State) -> float:
    """Pay this month's certificates; returns the energy they stand for in a year, tce."""
    levers, energy = state.levers, state.settings.behaviour.energy
    state.record("energy.certificates", 0.0)
    # If green power counted as energy used all the same, a certificate would save no quota.
    value = energy.quota_value * energy.power_equivalent * min(levers.green_excluded, 1.0)
    ready = float(decide_green_power(levers.green_certificate_price, value, energy.green_steepness))
    wanted = min(energy.green_share * levers.green_certificates * ready, 1.0)
    # What was bought at the start of 2023 is the habit of that time.
    books = state.books.energy
    habit = wanted if books.green_share is None else books.green_share
    share = books.green_share = float(decide_green_share(habit, wanted, energy.green_speed))
    if share <= 0.0:
        return 0.0
    enterprises, rows = state.enterprises, state.rows.manufacturers
    power, expected = power_of(state, rows), enterprises.demand_expected[rows]
    typical = Table.total(enterprises, power, rows) / max(Table.total(enterprises, expected, rows), 1e-9)
    is_intensive = power > typical * expected
    rows, bought = rows[is_intensive], share * power[is_intensive]
    cost = bought * levers.green_certificate_price
    state.record("energy.certificates", state.ledger.transfer(
        "green_certificates", "enterprises", cost, "outside", rows=rows))  # fmt: skip
    return Table.total(enterprises, bought, rows) * energy.power_equivalent * MONTHS
