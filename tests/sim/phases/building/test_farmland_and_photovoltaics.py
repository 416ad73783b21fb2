"""Farmland and photovoltaics delivered by programmes. Expected values are worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from agents.farms import Farms
from sim.phases.building import farmland, photovoltaics
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_projects import enterprises_of, make_state, set_levers

COSTS = {"behaviour.land.consolidation_cost": 10_000.0, "behaviour.land.farmland_capacity": 1000.0,
         "policy.rural.m41.yield_gain": 0.1}  # fmt: skip
FARMLAND = {"farmland_new": 100.0, "farmland_upgraded": 50.0, "farmland_city": 50.0, "farmland_new_cost": 3000.0,
            "farmland_upgrade_cost": 2000.0}  # fmt: skip


def farms_of(land, standard, grain) -> Farms:
    count = len(land)
    return Farms(count, id=np.arange(count) + 1, weight=np.ones(count), land=np.array(land),
                 land_standard=np.array(standard), grain_land=np.array(grain))  # fmt: skip


def built(state) -> list[float]:
    return [state.series.read(f"farmland.{name}", state.month) for name in ("new", "upgraded", "city")]


def test_farmland_is_paid_by_the_rural_line_and_lies_first_where_grain_grows():
    farms = farms_of([300.0, 100.0, 500.0], [250.0, 70.0, 0.0], [200.0, 50.0, 0.0])
    state = make_state(farms=farms, levers=FARMLAND, values=COSTS)
    farmland.build_farmland(state)
    # Room of 50 and 30 mu on grain farms, the other 20 of 100 elsewhere.
    assert farms.land_standard == pytest.approx([300.0, 100.0, 20.0])
    assert built(state) == pytest.approx([100.0, 50.0, 50.0])
    assert state.series.read("spent.rural", 1) == pytest.approx(100 * 3000 + 100 * 2000)
    assert state.ledger.check() <= 1e-9


def test_a_short_line_builds_less():
    state = make_state(levers=FARMLAND, values=COSTS, line=250_000.0)
    farmland.build_farmland(state)
    assert built(state) == pytest.approx([50.0, 25.0, 25.0])


def test_builders_do_no_more_than_they_can_in_a_month():
    state = make_state(levers=FARMLAND, values=COSTS | {"behaviour.land.farmland_capacity": 100.0})
    farmland.build_farmland(state)
    assert built(state) == pytest.approx([50.0, 25.0, 25.0])


def test_yield_rises_in_the_season_after():
    state = make_state(farms=farms_of([1000.0], [500.0], [800.0]), levers=FARMLAND, values=COSTS, month=5)
    farmland.build_farmland(state)
    assert state.books.farmland.yield_index == 1.0
    next_month(state)
    set_levers(state)
    farmland.build_farmland(state)
    # 200 of then 600 mu of standard land give a tenth more.
    assert state.books.farmland.yield_index == pytest.approx(1.0 + 0.1 / 3.0)


def test_reclaiming_is_paid_by_the_government():
    state = make_state(levers={"reclaimed": 10.0, "consolidated": 20.0, "reclaim_cost": 80_000.0}, values=COSTS)
    farmland.build_farmland(state)
    assert state.ledger.flow("land_reclamation", "government", "outside") == pytest.approx(1_000_000.0)
    assert state.series.read("farmland.reclaimed", 1) == pytest.approx(10.0)
    assert state.series.read("farmland.consolidated", 1) == pytest.approx(20.0)
    assert state.ledger.check() <= 1e-9


LEVERS = ("farmland_new", "farmland_upgraded", "farmland_city", "reclaimed", "consolidated")


@pytest.mark.parametrize("lever", LEVERS)
def test_farmland_levers_are_alive(lever):
    def done(amount):
        state = make_state(levers={lever: amount}, values=COSTS)
        farmland.build_farmland(state)
        return state.series.read("farmland." + lever.removeprefix("farmland_"), 1)

    assert [done(0.0), done(30.0), done(60.0)] == pytest.approx([0.0, 30.0, 60.0])


PV = {
    "behaviour.energy.pv_coverage": 0.5, "behaviour.energy.pv_hours": 1000.0, "behaviour.energy.pv_cost": 3000.0,
    "behaviour.energy.pv_upkeep": 0.0, "behaviour.energy.pv_value": 0.6, "behaviour.energy.pv_payback": 5.0,
    "behaviour.energy.pv_smallest": 10.0, "behaviour.energy.pv_speed": 2.0, "behaviour.energy.pv_cash_share": 0.5,
    "region.pv_installed_2022": 0.0, "region.storage_installed_2022": 0.0,
}  # fmt: skip  # speed 2 and readiness of a half: everyone who is ready decides at once


def users(electricity, **columns):
    count = len(electricity)
    return enterprises_of(
        count, **({"electricity": np.array(electricity), "is_active": np.ones(count, bool)} | columns)
    )


def test_roofs_carry_part_of_the_use_and_are_paid_from_deposits():
    # 10,000 kWh a month: half of 120,000 a year is 60 kW. The shop and the small user install nothing, and 90,000
    # yuan of deposits pay for 45,000 / 3,000 = 15 kW.
    firms = users([10_000.0, 10_000.0, 1_000.0, 10_000.0], is_shop=np.array([0, 1, 0, 0], bool),
                  deposits=np.array([1e6, 1e6, 1e6, 90_000.0]), weight=np.array([1.0, 1.0, 1.0, 2.0]))  # fmt: skip
    state = make_state(enterprises=firms, levers={"pv_capacity": 1e6}, values=PV)
    photovoltaics.install_pv(state)
    assert firms.pv.tolist() == pytest.approx([60.0, 0.0, 0.0, 15.0])
    assert firms.deposits.tolist() == pytest.approx([1e6 - 180_000, 1e6, 1e6, 45_000.0])
    assert state.series.read("pv.installed", 1) == pytest.approx(90.0)
    assert state.series.read("pv.investment", 1) == pytest.approx(270_000.0)
    assert state.ledger.check() <= 1e-9


def test_grid_connects_as_many_as_it_offers_and_keeps_the_rest_for_the_year():
    firms = users([10_000.0, 30_000.0])
    state = make_state(enterprises=firms, levers={"pv_capacity": 60.0}, values=PV)
    photovoltaics.install_pv(state)
    # 60 and 180 kW are wanted, 60 connected: a quarter each.
    assert firms.pv.tolist() == pytest.approx([15.0, 45.0])
    firms.electricity[:] = 0.0
    next_month(state)
    photovoltaics.install_pv(state)
    assert state.books.connections.left == pytest.approx(60.0)
    state.month = 13
    photovoltaics.install_pv(state)
    assert (state.books.connections.lapsed, state.books.connections.left) == pytest.approx((60.0, 60.0))


def test_what_stood_in_2022_takes_its_part_of_the_roofs():
    firms = users([10_000.0, 30_000.0])
    state = make_state(enterprises=firms, levers={"pv_capacity": 1e6}, values=PV | {"region.pv_installed_2022": 60.0})
    photovoltaics.install_pv(state)
    # Roofs carry 240 kW, 60 stand: three quarters are free.
    assert firms.pv.tolist() == pytest.approx([45.0, 135.0])


def test_subsidy_is_paid_for_each_kwh_and_brings_more_installations():
    firms = users([10_000.0], pv=np.array([60.0]))
    state = make_state(enterprises=firms, levers={"pv_subsidy": 0.1}, values=PV)
    photovoltaics.install_pv(state)
    # 60 kW make 5,000 kWh a month.
    assert state.ledger.flow("pv_subsidy", "government", "enterprises") == pytest.approx(500.0)
    assert state.ledger.check() <= 1e-9

    def installed(subsidy):
        many = users(np.full(2000, 10_000.0))
        values = PV | {"behaviour.energy.pv_speed": 0.5}
        one = make_state(enterprises=many, levers={"pv_capacity": 1e9, "pv_subsidy": subsidy}, values=values)
        photovoltaics.install_pv(one)
        return one.series.read("pv.installed", 1)

    assert installed(0.0) < installed(0.1) < installed(0.3)


@limits(max_examples=25, deadline=None)
@given(
    offers=st.lists(st.floats(0.0, 500.0), min_size=1, max_size=15),
    electricity=st.lists(st.floats(0.0, 1e5), min_size=1, max_size=6),
)
def test_connections_and_money_are_conserved(offers, electricity):
    firms = users(electricity)
    state = make_state(enterprises=firms, values=PV, month=10)
    for offer in offers:
        set_levers(state, pv_capacity=offer, pv_subsidy=0.1)
        photovoltaics.install_pv(state)
        assert state.ledger.check() <= 1e-9
        next_month(state)
    grid = state.books.connections
    assert grid.made == pytest.approx(firms.pv.sum())
    assert grid.offered == pytest.approx(grid.made + grid.left + grid.lapsed)
    assert grid.left >= -1e-9


def test_stationary_district_delivers_nothing():
    farms = farms_of([100.0], [10.0], [50.0])
    levers = FARMLAND | {"pv_capacity": 100.0, "reclaimed": 9.0}
    state = make_state(enterprises=users([1e5]), farms=farms, levers=levers, values=PV | {"region.shocks": 0.0})
    before = columns_of(farms) | columns_of(state.enterprises)
    farmland.build_farmland(state)
    photovoltaics.install_pv(state)
    after = columns_of(farms) | columns_of(state.enterprises)
    assert all(np.array_equal(before[name], after[name]) for name in before)
    assert state.series.values == {}
