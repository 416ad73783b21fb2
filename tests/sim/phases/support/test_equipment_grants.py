"""Grants on machines: one machine is paid for once, by the higher of two schemes, from the line of its chapter."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.land_and_energy import green_energy as green
from sim.phases.support import equipment_grants as grants
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import COUNT, TRADE, firms_of, make_state

VALUES = {
    "behaviour.investment.depreciation_annual": 0.1, "behaviour.energy.retrofit_share": 0.2,
}  # fmt: skip
GENERAL = {
    "equipment_grant_rate": 0.1, "equipment_grant_cap": 1e9, "equipment_grant_floor": 5e6, "equipment_reach": 0.6,
}  # fmt: skip
GREEN = {"green_grant_rate": 0.15, "green_grant_cap": 1e9, "green_grant_floor": 1e6, "green_reach": 0.5}


def makers(*awareness: float, capital: float = 1e8, **columns):
    """Food firms that replace 10 million a year, 2 million of it energy-saving."""
    count = len(awareness)
    return firms_of(count, awareness=np.array(awareness), capital=np.full(count, capital), **columns)


def open_books(firms, **levers):
    state = make_state(firms, values=VALUES, levers=levers)
    grants.offer_equipment_grants(state)
    return state


def test_on_energy_saving_machines_the_higher_grant_counts_and_on_others_the_general_one():
    given = open_books(makers(0.1, 0.55, 0.9), **GENERAL, **GREEN).now.equipment_grants
    # the first knows both: 0.1 on four fifths, 0.15 on one fifth; the second knows the general one only, the third none
    np.testing.assert_allclose(given.general, [0.08, 0.1, 0.0])
    np.testing.assert_allclose(given.green, [0.03, 0.0, 0.0])
    np.testing.assert_allclose(given.total, [0.11, 0.1, 0.0])
    np.testing.assert_allclose(given.on_retrofits, [0.15, 0.1, 0.0])


def test_where_the_general_grant_is_higher_the_green_one_pays_nothing():
    given = open_books(makers(0.1), **(GENERAL | {"equipment_grant_rate": 0.2}), **GREEN).now.equipment_grants
    assert (given.general[0], given.green[0]) == (pytest.approx(0.2), 0.0)


def test_each_grant_has_its_own_floor_and_cap():
    # capital of 40 million: 4 million a year is below the general floor, 0.8 million below the green one
    small = open_books(makers(0.1, capital=4e7), **GENERAL, **GREEN).now.equipment_grants
    assert small.total[0] == 0.0
    # 6 million a year, 1.2 of it energy-saving: both
    both = open_books(makers(0.1, capital=6e7), **GENERAL, **GREEN).now.equipment_grants
    assert both.green[0] == pytest.approx(0.03)
    # half of 2 million is machines: 0.15 of 1 million is cut to 50,000, so to 0.05, and the general grant is higher
    capped = open_books(makers(0.1), **GENERAL, **(GREEN | {"green_grant_cap": 50_000.0})).now.equipment_grants
    assert (capped.general[0], capped.green[0]) == (pytest.approx(0.1), 0.0)


def test_shops_get_neither_and_without_rates_there_is_nothing():
    shop = makers(0.1, sector=np.array([TRADE]))
    assert not open_books(shop, **GENERAL, **GREEN).now.equipment_grants.total.any()
    assert open_books(makers(0.1)).now.equipment_grants.total[0] == 0.0


def test_each_part_is_paid_from_the_line_of_its_chapter():
    state = open_books(makers(0.1), **GENERAL, **GREEN)
    grants.pay_equipment_grants(state, np.array([1e6]))
    # half of 1 million is machines: 0.08 and 0.03 of it
    assert state.series.read("spent.investment", 1) == pytest.approx(40_000.0)
    assert state.series.read("spent.manufacturing", 1) == pytest.approx(15_000.0)
    assert state.series.read("aid.equipment", 1) == pytest.approx(55_000.0)
    assert state.series.read("aid.green", 1) == pytest.approx(15_000.0)
    assert state.enterprises.deposits[0] == pytest.approx(1e4 + 55_000.0)
    state.ledger.check()


def test_an_empty_line_pays_nothing():
    state = make_state(makers(0.1), values=VALUES, levers=GENERAL | GREEN, line=0.0)
    grants.offer_equipment_grants(state)
    grants.pay_equipment_grants(state, np.array([1e6]))
    assert state.series.read("aid.equipment", 1) == 0.0
    assert state.series.read("claims_unpaid.manufacturing", 1) == pytest.approx(15_000.0)


# --- what green machines and certificates do to energy ------------------------------------------------------------

ENERGY = {
    "behaviour.energy.quota_value": 300.0, "behaviour.energy.power_equivalent": 0.0001,
    "behaviour.energy.green_share": 0.2, "behaviour.energy.green_steepness": float(np.log(3.0)),
    "behaviour.energy.green_speed": 0.5,
}  # fmt: skip


def users(levers, values=None):
    """A metals and a food firm that expect to make 100 a month; metals use 3 kWh a yuan, food 1, on average 2."""
    firms = firms_of(3, sector=np.array([SECTOR["metals"], SECTOR["food"], TRADE]), capital=np.full(3, 1e8),
                     awareness=np.array([0.1, 0.55, 0.0]))  # fmt: skip
    state = make_state(firms, values=VALUES | ENERGY | (values or {}), levers=levers)
    state.district.kwh_per_output = np.zeros(COUNT)
    state.district.kwh_per_output[[SECTOR["metals"], SECTOR["food"], TRADE]] = [3.0, 1.0, 9.0]
    state.fixed.electricity_scale = 1.0
    return state


def test_the_energy_intensive_buy_certificates_and_only_more_of_them_opens_quota():
    state = users({"green_certificates": 1.0, "green_certificate_price": 0.015, "green_excluded": 1.0})
    # a kWh of quota is worth 0.03, twice the price: three quarters are ready; of 300 kWh a fifth of that: 45
    assert green.buy_certificates(state) == 0.0
    assert state.series.read("energy.certificates", 1) == pytest.approx(45.0 * 0.015)
    assert state.series.read("energy.green", 1) == pytest.approx(45.0 * 12 * 0.0001)
    np.testing.assert_allclose(state.enterprises.deposits, [1e4 - 0.675, 1e4, 1e4])
    state.ledger.check()
    next_month(state)
    state.levers.values["green_certificates"] = 2.0
    # half of the way to 90 at once, and half of the rest
    assert green.buy_certificates(state) == pytest.approx(22.5 * 12 * 0.0001)
    next_month(state)
    assert green.buy_certificates(state) == pytest.approx(11.25 * 12 * 0.0001)
    next_month(state)
    # dearer than what it frees: one over one plus root three at 0.06, so that less is bought and quota is taken back
    state.levers.values.update(green_certificates=1.0, green_certificate_price=0.06)
    ready = 1.0 / (1.0 + np.sqrt(3.0))
    assert green.buy_certificates(state) == pytest.approx((60.0 * ready - 78.75) * 12 * 0.0001)


def test_certificates_free_no_quota_where_green_power_counts_as_energy_used():
    state = users({"green_certificates": 1.0, "green_certificate_price": 0.015})
    assert green.buy_certificates(state) == 0.0
    counted = state.series.read("energy.green", 1)
    full = users({"green_certificates": 1.0, "green_certificate_price": 0.015, "green_excluded": 1.0})
    green.buy_certificates(full)
    # a certificate that saves no quota is worth nothing: readiness is that of no gain, 1 / (1 + 3 ** 1)
    assert counted == pytest.approx(full.series.read("energy.green", 1) / 3.0)


def test_nobody_buys_certificates_without_effort_or_price():
    for levers in ({}, {"green_certificates": 1.0}, {"green_certificate_price": 0.01}):
        state = users(levers | {"green_excluded": 1.0})
        assert green.buy_certificates(state) == 0.0
        assert state.series.read("energy.green", 1) == 0.0
        assert state.enterprises.deposits.tolist() == [1e4] * 3
