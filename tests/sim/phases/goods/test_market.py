"""Who delivers to whom: shares, the second pass, closed firms, and that buyers pay exactly what they want."""

import numpy as np
import pytest

from agents.classes import SECTORS, STORABLE
from agents.farms import Farms
from sim.phases.goods import market
from tests.sim.phases.small_market import COUNT, FOOD, TRADE, firms_of, make_state
from tests.sim.phases.small_state import give


def sell(firms, local, outside, limit=None):
    state = make_state(firms)
    give(state, limit=np.full(len(firms), 1e9) if limit is None else np.array(limit))
    return state, *market._sell(state, np.array(local), np.array(outside))


def test_those_with_spare_goods_serve_local_buyers_first_and_then_those_outside():
    firms = firms_of(2, output=np.array([80.0, 65.0]), inventory=np.array([20.0, 0.0]))
    state, here, away = sell(firms, [60.0, 40.0], [60.0, 0.0])
    # The first has 100 for 120 and serves both alike: 50 and 50. The second has 25 left: 10 for the local buyers
    # that were not served, and 10 for those outside.
    np.testing.assert_allclose(here, [50.0, 50.0])
    np.testing.assert_allclose(away, [50.0, 10.0])
    np.testing.assert_allclose(firms.inventory, [0.0, 5.0])
    assert state.series.read("unmet.outside", 1) == pytest.approx(0.0)
    # Orders that another firm took are its own now.
    np.testing.assert_allclose(state.now.demand_realised, [100.0, 60.0])


def test_orders_are_lost_where_all_firms_of_the_sector_lack_goods():
    firms = firms_of(2, output=np.array([100.0, 55.0]))
    state, here, away = sell(firms, [60.0, 40.0], [60.0, 0.0])
    # Local buyers take 10 of the 15 that the second has to spare, those outside the other 5; 5 are lost for good.
    np.testing.assert_allclose(here, [50.0, 50.0])
    np.testing.assert_allclose(away, [50.0, 5.0])
    assert state.series.read("unmet.outside", 1) == pytest.approx(5.0)
    # The 5 that nobody served stay with the first: 160 ordered in all.
    np.testing.assert_allclose(state.now.demand_realised, [105.0, 55.0])


def test_what_firms_learn_of_demand_is_without_the_season():
    state = make_state(firms_of(1, output=np.array([60.0])))
    state.now.season[FOOD], state.now.limit = 0.8, np.array([1e9])
    market._sell(state, np.array([50.0]), np.array([30.0]))
    # 60 sold and 20 lost in a month of 0.8
    np.testing.assert_allclose(state.now.demand_realised, [100.0])


def test_local_buyers_come_first_when_little_is_spare():
    firms = firms_of(2, output=np.array([50.0, 8.0]))
    state, here, away = sell(firms, [60.0, 0.0], [40.0, 0.0])
    # The first serves 30 and 20; 30 and 20 are not served, and the second has 8 for local buyers alone.
    np.testing.assert_allclose(here, [30.0, 8.0])
    np.testing.assert_allclose(away, [20.0, 0.0])
    assert state.series.read("unmet.outside", 1) == pytest.approx(20.0)


def test_nobody_serves_buyers_of_another_sector():
    firms = firms_of(2, output=np.array([50.0, 500.0]), sector=np.array([FOOD, FOOD + 1]))
    _, here, _ = sell(firms, [60.0, 0.0], [0.0, 0.0])
    np.testing.assert_allclose(here, [50.0, 0.0])


def test_services_are_made_as_they_are_sold_up_to_the_limit_of_staff():
    firms = firms_of(2, sector=np.full(2, TRADE), output=np.zeros(2))
    _, here, away = sell(firms, [70.0, 10.0], [0.0, 10.0], limit=[50.0, 30.0])
    # 20 of the first's customers turn to the second, which has room for 10.
    np.testing.assert_allclose(here + away, [50.0, 30.0])
    np.testing.assert_allclose(here, [50.0, 20.0])
    np.testing.assert_allclose(firms.output, [50.0, 30.0])
    np.testing.assert_allclose(firms.inventory, [0.0, 0.0])


def test_weights_count_in_the_second_pass():
    # The second row stands for ten firms with one to spare each: together they serve the 10 that were missing.
    firms = firms_of(2, weight=np.array([1.0, 10.0]), output=np.array([50.0, 4.0]))
    _, here, _ = sell(firms, [60.0, 3.0], [0.0, 0.0])
    np.testing.assert_allclose(here, [50.0, 4.0])


def test_orders_follow_share_and_luck_and_those_of_the_closed_go_to_the_others():
    firms = firms_of(3, share_local=np.array([0.5, 0.3, 0.2]), orders_outside=np.array([30.0, 50.0, 20.0]),
                     is_active=np.array([True, True, False]))  # fmt: skip
    state = make_state(firms)
    level = np.ones(COUNT)
    level[FOOD] = 1.2
    give(state, luck=np.array([2.0, 1.0, 1.0]), outside_level=level)
    wanted = np.zeros(COUNT)
    wanted[FOOD] = 130.0
    local, outside = market._demand(state, wanted)
    # pulls 1.0 and 0.3 of 1.3: 100 and 30
    np.testing.assert_allclose(local, [100.0, 30.0, 0.0])
    # 100 of orders on 80 of firms in business: 1.25 each, times 1.2 outside and luck
    np.testing.assert_allclose(outside, [30.0 * 3.0, 50.0 * 1.5, 0.0])


def test_a_sector_without_demand_or_firms_divides_nothing_by_nothing():
    state = make_state(firms_of(1, is_active=np.zeros(1, bool), share_local=np.ones(1)))
    give(state, outside_level=np.ones(COUNT))
    local, outside = market._demand(state, np.full(COUNT, 100.0))
    assert local.tolist() == outside.tolist() == [0.0]


def test_farm_products_go_to_local_buyers_first():
    state = make_state()
    state.farms = Farms(2, id=np.array([1, 2]), weight=np.ones(2), output=np.array([50.0, 30.0]))
    assert market._sell_farm_output(state, 50.0) == (50.0, 30.0)
    assert market._sell_farm_output(state, 100.0) == (80.0, 0.0)


def paid(region, buyer: str, kind: str | None = None) -> float:
    ledger = region.state.ledger
    sellers = ("enterprises", "farms", "outside")
    return sum(ledger.flow(kind or f"purchases.{buyer}", buyer, seller) for seller in sellers)


def test_buyers_pay_what_they_want_no_more_no_less(finished):
    state = finished.state
    households = state.households
    assert paid(finished, "households") == pytest.approx(households.total(households.consumption))
    government = state.series.read("consumption.government", 24) + state.fixed.other_investment
    assert paid(finished, "government") == pytest.approx(government)
    inputs = state.enterprises.total(state.now.inputs_cost)
    spent = inputs + state.series.read("investment.enterprises", 24)
    assert paid(finished, "enterprises") == pytest.approx(spent)
    assert paid(finished, "projects") == pytest.approx(np.dot(state.projects.weight, state.now.building_goods))


def test_sellers_receive_what_buyers_pay(finished):
    state = finished.state
    received = sum(
        matrix.sum() for kind, matrix in state.ledger.flows.items() if kind.startswith(("purchases.", "sales_outside"))
    )
    sold = state.enterprises.total(state.now.revenue)
    farms = np.dot(state.farms.weight, state.now.farm_revenue)
    bought_outside = sum(
        matrix[:, -1].sum() for kind, matrix in state.ledger.flows.items() if kind.startswith("purchases.")
    )
    assert received == pytest.approx(sold + farms + bought_outside)
    assert state.series.read("sales.local", 24) + state.series.read("sales.outside", 24) == pytest.approx(sold)


def test_goods_are_made_sold_or_kept_and_the_closed_sell_nothing(open_region, values):
    region = open_region(values())
    region.run_for(13)
    firms = region.state.enterprises
    storable = np.isin(np.arange(len(SECTORS)), STORABLE)[firms.sector]
    stayed = firms.is_active.copy()
    before = firms.inventory.copy()
    region.run_for(1)
    # who closes at the end of the month leaves its stock behind
    rows = np.flatnonzero(storable & stayed & firms.is_active)
    kept = firms.inventory[rows] - before[rows]
    np.testing.assert_allclose(kept, firms.output[rows] - firms.sales[rows], atol=1e-9 * firms.output.max())
    services = np.flatnonzero(~storable & firms.is_active)
    np.testing.assert_allclose(firms.output[services], firms.sales[services])
    assert not firms.sales[~stayed & ~firms.is_active].any()
    assert (~firms.is_active).any()


def test_orders_that_went_away_with_the_closed_are_missing_here():
    firms = firms_of(2, orders_outside=np.array([60.0, 40.0]), is_active=np.array([True, False]))
    state = make_state(firms)
    give(state, outside_level=np.ones(COUNT))
    _, outside = market._demand(state, np.zeros(COUNT))
    np.testing.assert_allclose(outside, [100.0, 0.0])
    state.books.turnover.orders_away[FOOD] = 30.0
    _, outside = market._demand(state, np.zeros(COUNT))
    np.testing.assert_allclose(outside, [70.0, 0.0])
