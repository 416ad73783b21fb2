"""Farmland delivered by programmes. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.farms import Farms
from sim.phases.building import farmland
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_projects import make_state, set_levers

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


def test_stationary_district_delivers_nothing():
    farms = farms_of([100.0], [10.0], [50.0])
    state = make_state(farms=farms, levers=FARMLAND | {"reclaimed": 9.0}, values={"region.shocks": 0.0})
    before = columns_of(farms)
    farmland.build_farmland(state)
    after = columns_of(farms)
    assert all(np.array_equal(before[name], after[name]) for name in before)
    assert state.series.values == {}
