"""Outside orders inferred from what is made: by hand on two sectors, and the whole district against its driver."""

from types import SimpleNamespace

import numpy as np
import pytest

from agents.classes import SECTOR, SECTORS
from sim.series import HORIZON
from sim.settings import Settings
from sim.start.driven import infer_outside
from sim.world import World

COUNT, SHOPS, FOOD = len(SECTORS), SECTOR["wholesale_retail"], SECTOR["food"]


def district(government: float, services: float, shocks: float = 1.0):
    """Shops make 100, of which government buys `government`; food makes 100, all of it sold outside."""
    output, bought = np.zeros(COUNT), np.zeros(COUNT)
    output[[FOOD, SHOPS]], bought[SHOPS] = 100.0, 1.0
    demand = np.ones((HORIZON, COUNT))
    demand[:, SHOPS] = services
    flat = np.ones(HORIZON)
    world = World(demand, flat, flat * services, np.ones((HORIZON, COUNT)), flat, flat, flat, flat)
    fixed = SimpleNamespace(
        output=output, value_added_rate=np.full(COUNT, 0.5), local=np.zeros((COUNT, COUNT)), household_2022=0.0,
        household_local=bought, government_monthly=0.0, government_local=bought, local_demand=government * bought,
    )
    values = Settings({"behaviour": {"production": {"expectation_speed": 0.3}}})
    return SimpleNamespace(world=world, fixed=fixed, shocks=shocks, settings=values)


def test_what_standing_local_buyers_do_not_take_of_the_growth_is_ordered_from_outside():
    # 110 are made and 40 sold here as before: the outside orders 70 where it ordered 60
    world, eve = infer_outside(district(40.0, 1.1))
    assert world.demand[:, SHOPS] == pytest.approx(70.0 / 60.0)
    assert world.demand[:, FOOD] == pytest.approx(1.0)
    assert eve[[FOOD, SHOPS]] == pytest.approx([1.0, 1.1])


def test_residents_who_buy_as_product_grows_leave_less_to_the_outside():
    state = district(40.0, 1.1)
    state.fixed.household_2022 = 40.0
    # product grows by 5 %: residents take 42 of the 110, the outside 68
    assert infer_outside(state)[0].demand[:, SHOPS] == pytest.approx(68.0 / 60.0)


def test_orders_never_fall_below_none_and_a_standing_district_keeps_its_world():
    assert infer_outside(district(90.0, 0.8))[0].demand[:, SHOPS] == pytest.approx(0.0)
    still = district(40.0, 1.1, shocks=0.0)
    assert infer_outside(still)[0] is still.world


def test_services_make_more_by_what_their_driver_rises(open_region, values):
    calm = {"behaviour__production__firm_spread": 0.0, "world__services__sector_spread": 0.0}
    made = []
    for driver in (0.052, 0.072):
        region = open_region(values("run=smoke", world__services__city_growth_2023=driver, **calm))
        region.run_for(12)
        made.append(region.hindcast()["services_value_added_growth"])
    # Were the driver put on outside orders alone, only half of the two points would arrive.
    assert made[1] - made[0] == pytest.approx(2.0, abs=0.3)
