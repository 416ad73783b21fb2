"""Roofs: who builds, who lets, what the grid connects, who gets what. Expected values are worked out by hand."""

import mesa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from agents.farms import Farms
from agents.institutions import Village
from agents.people import Households
from sim.phases.building import photovoltaics
from sim.phases.incomes_and_taxes import roofs
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_projects import enterprises_of, make_state, set_levers

# A kW makes 1000 kWh worth 0.6 yuan to its owner: 600 a year, just over the 599 asked for by all; no investor comes.
PV = {
    "behaviour.energy.pv_coverage": 0.5, "behaviour.energy.pv_hours": 1000.0, "behaviour.energy.pv_cost": 3000.0,
    "behaviour.energy.pv_upkeep": 0.0, "behaviour.energy.pv_own_use": 1.0, "behaviour.energy.tariff": 0.6,
    "behaviour.energy.pv_payback": 5.01, "behaviour.energy.pv_steepness": 1e9, "behaviour.energy.pv_smallest": 10.0,
    "behaviour.energy.pv_speed": 1.0, "behaviour.energy.pv_cash_share": 0.5, "behaviour.energy.storage_share": 0.0,
    "behaviour.roofs.investor_payback": 1.0, "behaviour.roofs.speed": 1.0, "behaviour.roofs.feed_in": 0.4,
    "behaviour.roofs.lease_discount": 0.2, "behaviour.roofs.rent": 40.0, "behaviour.roofs.match": 0.5,
    "region.pv_installed_2022": 0.0, "region.storage_installed_2022": 0.0,
}  # fmt: skip
INVESTORS = PV | {"behaviour.energy.pv_payback": 2.0, "behaviour.roofs.investor_payback": 10.0}  # who owns asks 1500


def users(electricity, **columns):
    count = len(electricity)
    return enterprises_of(
        count, **({"electricity": np.array(electricity), "is_active": np.ones(count, bool)} | columns)
    )


def homes_of(use, deposits=1e6):
    count = len(use)
    return Households(count, id=np.arange(count) + 1, weight=np.full(count, 2.0), electricity=np.array(use),
                      deposits=np.full(count, deposits))  # fmt: skip


def with_others(state, homes=None, rents=()):
    """Rural homes and village collectives beside the enterprises of a state."""
    if homes is not None:
        state.households = state.ledger.columns["households"] = homes
    state.rows.rural_families = np.arange(len(homes) if homes is not None else 0)
    model = mesa.Model()
    state.offices.villages = [Village(model, 0, rent, 0.5, n) for n, rent in enumerate(rents, start=1)]
    state.ledger.accounts["villages"].deposits = 1e6 * len(rents)
    state.ledger.open_books()
    state.ledger.open_month()
    return state


def build(electricity=(), levers=None, values=None, farms=None, homes=None, rents=(), month=1, **columns):
    state = make_state(enterprises=users(list(electricity), **columns), farms=farms, levers=levers,
                       values=values or PV, month=month)  # fmt: skip
    return with_others(state, homes, rents)


def test_roofs_carry_part_of_the_use_and_are_paid_from_deposits():
    # 10,000 kWh a month: half of 120,000 a year is 60 kW. The shop and the small user install nothing, and 90,000
    # yuan of deposits pay for 45,000 / 3,000 = 15 kW.
    state = build([10_000.0, 10_000.0, 1_000.0, 10_000.0], {"pv_capacity": 1e6}, is_shop=np.array([0, 1, 0, 0], bool),
                  deposits=np.array([1e6, 1e6, 1e6, 90_000.0]), weight=np.array([1.0, 1.0, 1.0, 2.0]))  # fmt: skip
    photovoltaics.install_pv(state)
    firms = state.enterprises
    assert firms.pv.tolist() == pytest.approx([60.0, 0.0, 0.0, 15.0])
    assert firms.deposits.tolist() == pytest.approx([1e6 - 180_000, 1e6, 1e6, 45_000.0])
    assert state.series.read("pv.installed", 1) == pytest.approx(90.0)
    assert state.series.read("pv.investment", 1) == pytest.approx(270_000.0)
    assert state.ledger.check() <= 1e-9


def test_grid_connects_as_many_as_it_offers_and_keeps_the_rest_for_the_year():
    state = build([10_000.0, 30_000.0], {"pv_capacity": 60.0})
    photovoltaics.install_pv(state)
    # 60 and 180 kW are wanted, 60 connected: a quarter each.
    assert state.enterprises.pv.tolist() == pytest.approx([15.0, 45.0])
    state.enterprises.electricity[:] = 0.0
    next_month(state)
    photovoltaics.install_pv(state)
    assert state.books.connections.left == pytest.approx(60.0)
    state.month = 13
    photovoltaics.install_pv(state)
    assert (state.books.connections.lapsed, state.books.connections.left) == pytest.approx((60.0, 60.0))


def test_what_stood_in_2022_takes_its_part_of_all_roofs():
    values = PV | {"region.pv_installed_2022": 64.0, "behaviour.roofs.home_roof": 8.0}
    state = build([10_000.0, 30_000.0], {"pv_capacity": 1e6}, values, homes=homes_of([0.0]))
    photovoltaics.install_pv(state)
    # Roofs of firms carry 240 kW and two homes 16; of 256, 64 stand: three quarters are free.
    assert state.enterprises.pv.tolist() == pytest.approx([45.0, 135.0])


def test_who_cannot_or_will_not_pay_lets_the_roof_to_an_investor():
    state = build([10_000.0], {"pv_capacity": 1e6}, INVESTORS)
    photovoltaics.install_pv(state)
    assert (state.enterprises.pv[0], state.enterprises.pv_leased[0]) == pytest.approx((0.0, 60.0))
    assert state.enterprises.deposits[0] == 1e8
    assert state.series.read("pv.leased", 1) == pytest.approx(60.0)
    next_month(state)
    set_levers(state, pv_subsidy=0.1)
    roofs.earn_from_roofs(state)
    # 5,000 kWh a month at a fifth below 0.6 yuan are left with the firm, the subsidy goes to the investor
    assert state.now.roofs_firms == pytest.approx([600.0])
    assert state.enterprises.deposits[0] == pytest.approx(1e8 + 600.0)
    assert state.ledger.flow("pv_subsidy", "government", "outside") == pytest.approx(500.0)
    assert state.ledger.check() <= 1e-9


def test_who_gains_more_by_building_does_not_let():
    # own: 600 less 1/8 of 3000 leaves 225; the lease 120
    values = INVESTORS | {"behaviour.energy.pv_payback": 8.0}
    state = build([10_000.0], {"pv_capacity": 1e6}, values)
    photovoltaics.install_pv(state)
    assert (state.enterprises.pv[0], state.enterprises.pv_leased[0]) == pytest.approx((60.0, 0.0))


def test_subsidy_is_paid_for_each_kwh_and_brings_more_installations():
    state = build([10_000.0], {"pv_subsidy": 0.1}, pv=np.array([60.0]))
    state.books.connections.rows["firms"] = np.array([0])
    roofs.earn_from_roofs(state)
    # 60 kW make 5,000 kWh a month, worth 0.6 each
    assert state.ledger.flow("pv_subsidy", "government", "enterprises") == pytest.approx(500.0)
    assert state.now.roofs_firms == pytest.approx([3000.0])
    assert state.ledger.check() <= 1e-9

    def installed(subsidy, payback):
        values = PV | {"behaviour.energy.pv_steepness": 4.0, "behaviour.roofs.investor_payback": payback}
        one = build(np.full(2000, 10_000.0), {"pv_capacity": 1e9, "pv_subsidy": subsidy}, values)
        photovoltaics.install_pv(one)
        return one.series.read("pv.installed", 1)

    assert installed(0.0, 1.0) < installed(0.1, 1.0) < installed(0.3, 1.0)
    assert installed(0.0, 1.0) < installed(0.0, 5.0) < installed(0.1, 5.0)


def farms_of(count, use=100.0, deposits=1e6):
    """Vegetable farms of 100 mu without rice."""
    return Farms(count, id=np.arange(count) + 1, weight=np.ones(count), land=np.full(count, 100.0),
                 electricity=np.full(count, use), deposits=np.full(count, deposits))  # fmt: skip


def test_a_farm_builds_by_what_it_uses_itself_and_lets_what_it_cannot_pay():
    values = PV | {"behaviour.roofs.farm_roof": 0.2, "behaviour.farm_energy.tariff": 0.6,
                   "behaviour.farm_energy.cash_share": 0.5}  # fmt: skip
    state = build((), {"pv_capacity": 1e6}, values, farms=farms_of(2, np.array([4000.0, 1000.0])))
    photovoltaics.install_pv(state)
    # 20 kW make 20,000 kWh: one farm uses half of 48,000 in the sun, the other but 6,000, so a kW brings it 460
    assert state.farms.pv.tolist() == pytest.approx([20.0, 0.0])
    assert state.farms.deposits.tolist() == pytest.approx([1e6 - 60_000.0, 1e6])
    next_month(state)
    set_levers(state)
    roofs.earn_from_roofs(state)
    assert state.now.roofs_farms.tolist() == pytest.approx([1000.0, 0.0])
    # 5,000 kWh less 20,000 / 12 of one's own
    assert state.series.read("farms.power_bought", 2) == pytest.approx(5000.0 - 20_000.0 / 12.0)
    poor = build((), {"pv_capacity": 1e6}, values | {"behaviour.roofs.investor_payback": 10.0},
                 farms=farms_of(2, np.array([4000.0, 1000.0]), 0.0))  # fmt: skip
    photovoltaics.install_pv(poor)
    assert poor.farms.pv_leased.tolist() == pytest.approx([20.0, 20.0])


def test_a_village_lets_its_halls_and_the_rent_is_its_operating_income():
    values = INVESTORS | {"behaviour.roofs.village_roof": 100.0}
    state = build((), {"pv_capacity": 1e6}, values, rents=(3e6, 1e6))
    photovoltaics.install_pv(state)
    # a roof for each yuan of rent: 150 and 50 kW, rented for 40 yuan
    assert state.books.villages.pv_leased.tolist() == pytest.approx([150.0, 50.0])
    next_month(state)
    set_levers(state)
    roofs.earn_from_roofs(state)
    assert state.now.roofs_villages.tolist() == pytest.approx([500.0, 500.0 / 3.0])
    assert state.ledger.flow("roof_power", "outside", "villages") == pytest.approx(2000.0 / 3.0)
    assert state.ledger.check() <= 1e-9


def test_a_village_builds_with_half_of_its_money():
    values = PV | {"behaviour.roofs.village_roof": 1000.0, "behaviour.roofs.village_own_use": 1.0}
    state = build((), {"pv_capacity": 1e6}, values, rents=(3e6, 1e6))
    photovoltaics.install_pv(state)
    # 2 million held, three quarters by the first: 0.5 * 1.5 / 0.003 and 0.5 * 0.5 / 0.003 kW
    assert state.books.villages.pv.tolist() == pytest.approx([250.0, 250.0 / 3.0])
    assert state.ledger.deposits("villages") == pytest.approx(1e6)


def test_homes_build_whole_roofs_or_let_them_and_get_what_they_bring():
    values = INVESTORS | {"behaviour.energy.home_prices": [0.5, 0.6, 0.8], "behaviour.roofs.home_roof": 8.0,
                          "behaviour.roofs.home_cash_share": 0.1, "behaviour.energy.pv_payback": 6.5}  # fmt: skip
    # 24,000 yuan a roof: a tenth of 300,000 pays for it, of 200,000 not
    homes = homes_of([1600.0, 1600.0, 100.0])
    homes.deposits[:] = [3e5, 2e5, 3e5]
    state = build((), {"pv_capacity": 1e6}, values, homes=homes)
    photovoltaics.install_pv(state)
    # 8,000 kWh, all used in the third tier at 0.8: 800 against 462; with 600 used at 0.5: 407.5, no gain in building
    assert homes.pv.tolist() == pytest.approx([8.0, 0.0, 0.0])
    assert homes.pv_leased.tolist() == pytest.approx([0.0, 8.0, 8.0])
    next_month(state)
    set_levers(state)
    homes.income[:] = 100.0
    roofs.earn_from_roofs(state)
    assert homes.income - 100.0 == pytest.approx([8000.0 * 0.8 / 12.0, 320.0 / 12.0, 320.0 / 12.0])
    assert state.series.read("roofs.homes", 2) == pytest.approx(2.0 * (6400.0 + 640.0) / 12.0)
    assert state.ledger.check() <= 1e-9


def test_subsidy_of_homes_is_paid_to_the_last_digit():
    homes = homes_of([100.0, 100.0])
    homes.pv[:], homes.pv_leased[:] = [7.3, 0.1], [0.0, 5.7]
    state = build((), {"pv_subsidy": 0.07}, homes=homes)
    state.books.connections.rows["homes"] = np.array([0, 1])
    roofs.earn_from_roofs(state)
    # two homes a row: 7.4 kW their own, 5.7 of investors, 70 yuan a kW and year
    assert state.ledger.flow("pv_subsidy", "government", "households") == pytest.approx(2 * 7.4 * 70 / 12)
    assert state.ledger.flow("pv_subsidy", "government", "outside") == pytest.approx(2 * 5.7 * 70 / 12)
    assert state.ledger.check() <= 1e-9


@limits(max_examples=25, deadline=None)
@given(
    offers=st.lists(st.floats(0.0, 500.0), min_size=1, max_size=15),
    electricity=st.lists(st.floats(0.0, 1e5), min_size=1, max_size=6), payback=st.floats(1.0, 20.0),
)
def test_connections_and_money_are_conserved(offers, electricity, payback):
    values = PV | {"behaviour.roofs.investor_payback": payback}
    state = build(electricity, values=values, month=10, farms=farms_of(3, 500.0), homes=homes_of([100.0, 300.0]),
                  rents=(2e6,))  # fmt: skip
    for offer in offers:
        set_levers(state, pv_capacity=offer, pv_subsidy=0.1)
        roofs.earn_from_roofs(state)
        photovoltaics.install_pv(state)
        assert state.ledger.check() <= 1e-9
        next_month(state)
    grid, last = state.books.connections, state.month - 1
    assert grid.made == pytest.approx(state.series.read("pv.total", last))
    parts = [state.series.read(f"pv.{kind}", last) for kind in roofs.ROOFS]
    assert grid.made == pytest.approx(sum(parts))
    assert grid.offered == pytest.approx(grid.made + grid.left + grid.lapsed)
    assert grid.left >= -1e-9


def test_stationary_district_connects_nothing():
    state = build([1e5], {"pv_capacity": 100.0}, PV | {"region.shocks": 0.0}, homes=homes_of([100.0]))
    before = columns_of(state.enterprises) | columns_of(state.households)
    photovoltaics.install_pv(state)
    roofs.earn_from_roofs(state)
    after = columns_of(state.enterprises) | columns_of(state.households)
    assert all(np.array_equal(before[name], after[name]) for name in before)
    assert state.series.values == {}
