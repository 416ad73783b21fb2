"""Online sellers: for whom a host pays, how many places there are, who pays the award. Worked out by hand."""

import numpy as np
import pytest

from sim.phases.customers import online
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_market import FOOD, TRADE, firms_of, make_state

TRADING = "behaviour.trade."
PLAIN = {  # a host adds a tenth of sales, a tenth of which is kept: a hundredth of a year's sales against 500,000
    TRADING + "host_sales": 0.1, TRADING + "seller_margin": 0.1, TRADING + "host_cost": 500e3,
    TRADING + "readiness_spread": 0.0, TRADING + "gain_life": 10.0,
}  # fmt: skip
MILLION_A_YEAR = 1e6 / 12


def sellers(*sales: float, **columns):
    """Above-scale traders who sell so many million yuan a year outside."""
    count = len(sales)
    given = {"orders_outside": np.array(sales) * MILLION_A_YEAR, "is_above_scale": np.ones(count, bool),
             "sector": np.full(count, TRADE), "deposits": np.zeros(count)}  # fmt: skip
    return firms_of(count, **(given | columns))


def open_books(firms, values=None, line=1e12, **levers):
    return make_state(firms, values=PLAIN | (values or {}), levers=levers, line=line)


def sell(firms, values=None, line=1e12, **levers):
    return live(open_books(firms, values, line, **levers))


def live(state):
    online.sell_online(state)
    state.ledger.check()
    return state


def read(state, name):
    return state.series.read(f"online.{name}", state.month)


def received(state) -> list[float]:
    return state.enterprises.deposits.tolist()


def shares(state) -> np.ndarray:
    return state.books.online.won.share


@pytest.mark.parametrize(("award", "takes"), [(0.0, [0]), (200e3, [0, 1]), (400e3, [0, 1, 2])])
def test_a_host_is_taken_on_where_it_pays_after_the_award(award, takes):
    # gains of 600,000, 400,000 and 200,000 a year
    state = sell(sellers(60.0, 40.0, 20.0), sellers_supported=600.0, brand_award=award)
    before = 0.1 * 600 / 12 * 10 / 3 * 0.9  # the usual stock, a month older
    assert np.flatnonzero(shares(state) > before + 1e-9).tolist() == takes
    assert shares(state)[takes] == pytest.approx([before + 0.1] * len(takes))
    assert received(state) == pytest.approx([award * (row in takes) for row in range(3)])
    assert read(state, "taken_on") == len(takes)
    assert read(state, "awards") == state.ledger.flow("brand_award", "government", "enterprises")
    assert read(state, "awards") == pytest.approx(award * len(takes))


def test_only_large_traders_in_business_sell_online():
    firms = sellers(60.0, 60.0, 60.0, 60.0, is_above_scale=np.array([1, 0, 1, 1], bool),
                    sector=np.array([TRADE, TRADE, FOOD, TRADE]), is_active=np.array([1, 1, 1, 0], bool))  # fmt: skip
    state = sell(firms, sellers_supported=120.0, brand_award=100e3)
    assert state.rows.online_sellers.tolist() == [0, 3]
    assert received(state) == pytest.approx([100e3, 0.0, 0.0, 0.0])


def test_places_are_given_out_month_by_month_and_parts_of_a_place_wait():
    state = sell(sellers(*[60.0] * 5), sellers_supported=18.0)
    taken = [read(state, "taken_on")]
    for _ in range(11):
        next_month(state)
        online.sell_online(state)
        taken.append(read(state, "taken_on"))
    # one and a half a month, and half a place in hand: 2, 1, 2, 1 ...
    assert taken == [2, 1] * 6


def test_the_usual_number_keeps_orders_and_twice_as_many_raise_them():
    state = sell(sellers(60.0, 60.0), sellers_supported=12.0)
    # one of 0.1 a month for ten months is the usual stock of two sellers
    for _ in range(6):
        assert shares(state).sum() == pytest.approx(1.0)
        next_month(state)
        online.sell_online(state)
    state.levers.write("sellers_supported", 12.0)
    next_month(state)
    online.sell_online(state)
    assert read(state, "taken_on") == 2
    assert shares(state).sum() == pytest.approx(1.1)


def test_the_line_pays_as_far_as_it_lasts():
    state = sell(sellers(60.0, 60.0), line=150e3, sellers_supported=24.0, brand_award=100e3)
    assert received(state) == pytest.approx([75e3] * 2)
    assert read(state, "awards") == pytest.approx(150e3)
    assert state.series.read("claims_unpaid.demand", 1) == pytest.approx(50e3)


def test_neutral_levers_and_the_stationary_district_move_nothing():
    for values, levers in (({}, {}), ({"region.shocks": 0.0}, {"sellers_supported": 24.0, "brand_award": 100e3})):
        state = open_books(sellers(60.0, 60.0), values, **levers)
        before = columns_of(state.enterprises)
        live(state)
        for name, column in columns_of(state.enterprises).items():
            np.testing.assert_array_equal(column, before[name])
        assert (read(state, "taken_on"), read(state, "awards")) == (0, 0)
        assert not shares(state).any()
