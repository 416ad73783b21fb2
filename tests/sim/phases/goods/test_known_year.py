"""What the outside orders: by hand while the year is known and afterwards, and in the whole district."""

import numpy as np
import pytest

from sim.phases.goods import known_year
from tests.sim.phases.small_market import COUNT, FOOD, TRADE, firms_of, make_state
from tests.sim.phases.small_state import give


def known(month: int, local: float, services: float = 1.2):
    """Trade made 100 a month in 2022, 60 of them sold outside; local buyers want `local` of it now."""
    firms = firms_of(2, sector=np.array([FOOD, TRADE]), orders_outside=np.array([100.0, 60.0]))
    state = make_state(firms, month=month)
    fixed, world = state.fixed, state.world
    fixed.output, fixed.orders_at_base = np.zeros(COUNT), np.zeros(COUNT)
    fixed.output[[FOOD, TRADE]], fixed.orders_at_base[[FOOD, TRADE]] = 100.0, [100.0, 60.0]
    fixed.local, fixed.plant_orders = np.zeros((COUNT, COUNT)), np.zeros_like(world.demand)
    world.services[:], world.industry[:] = services, 1.0
    world.demand[:, TRADE] = 1.25
    wanted = np.zeros(COUNT)
    wanted[TRADE] = local
    give(state, wanted={"households": (wanted, np.zeros(COUNT))}, visitors=np.zeros(COUNT))
    return state


def test_the_outside_has_ordered_what_local_buyers_left_of_what_was_made():
    state = known(12, local=36.0)
    known_year.order_from_outside(state)
    # 120 were made and 36 sold here: the outside ordered 84 on 60 at base; food sells all outside, as it did
    assert state.now.outside_level[TRADE] == pytest.approx(84.0 / 60.0)
    assert state.now.outside_level[FOOD] == pytest.approx(1.0)


def test_no_more_is_sold_outside_than_nothing():
    state = known(5, local=150.0)
    known_year.order_from_outside(state)
    assert state.now.outside_level[TRADE] == 0.0


def test_later_local_buyers_move_what_is_made_and_the_last_quarter_goes_on():
    state = known(13, local=10.0)
    state.books.customers.beyond = np.array([1.0, 1.1])
    known_year.order_from_outside(state)
    assert state.now.outside_level[TRADE] == pytest.approx(1.1 * 1.25)
    assert state.books.customers.beyond.tolist() == [1.0, 1.1]


def test_where_nothing_of_the_year_is_known_the_outside_orders_what_was_inferred():
    state = known(12, local=36.0)
    vars(state.settings.world)["known_months"] = 0
    known_year.order_from_outside(state)
    assert state.now.outside_level[TRADE] == pytest.approx(1.25)


def test_the_book_holds_the_mean_of_the_last_quarter():
    seen = []
    beyond = np.ones(2)
    for month, local in ((9, 20.0), (10, 30.0), (11, 36.0), (12, 45.0)):
        state = known(month, local)
        state.books.customers.beyond = beyond
        known_year.order_from_outside(state)
        beyond = state.books.customers.beyond
        seen.append((120.0 - local) / 75.0)
    assert beyond[1] == pytest.approx(np.mean(seen[1:]))


def test_the_season_of_inputs_and_of_orders_is_left_in():
    state = known(1, local=36.0)
    state.fixed.season[0, FOOD] = 0.9
    state.now.season[FOOD] = 0.9
    state.fixed.local[TRADE, FOOD] = 0.3
    known_year.order_from_outside(state)
    # makers of food buy 3 less of trade this month than over the year: 117 are made
    assert state.now.outside_level[TRADE] == pytest.approx(81.0 / 60.0)
    assert state.now.outside_level[FOOD] == pytest.approx(0.9)


@pytest.mark.parametrize("saving", [0.3, 0.37])
def test_services_of_2023_grow_as_the_city_did_whatever_residents_save(open_region, values, saving):
    calm = {"behaviour__production__firm_spread": 0.0, "region__household_saving_rate": saving,
            "behaviour__consumption__propensity": saving * 2.0}  # fmt: skip
    region = open_region(values(**calm))
    region.run_for(12)
    driver = 100.0 * (region.state.world.services[:12].mean() - 1.0)
    assert region.hindcast()["services_value_added_growth"] == pytest.approx(driver, abs=0.3)
