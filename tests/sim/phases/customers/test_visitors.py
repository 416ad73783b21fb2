"""What events, fairs, first stores and venues draw here beyond the usual, and what they cost. Worked out by hand."""

import numpy as np
import pytest

from sim.phases.customers import visitors
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import COUNT, FOOD, TRADE, firms_of, make_state
from tests.sim.phases.small_state import is_written

DRAWN = "behaviour.visitors."
PLAIN = {
    # A first store sells 100,000 a month, a quarter of it new here; a venue draws 10,000 a month; a fair 480,000; an
    # event of tourism 90,000. Stores and venues stay special for two years.
    DRAWN + "store_sales": 1.2e6, DRAWN + "store_displaced": 0.75, DRAWN + "stay_months": 24.0,
    DRAWN + "store_fitting": 1e6, DRAWN + "store_response": 0.4,
    DRAWN + "venue_visits": 2400.0, DRAWN + "venue_spending": 50.0, DRAWN + "venue_cost": 800e3,
    DRAWN + "fair_visitors": 20e3, DRAWN + "fair_spending": 80.0, DRAWN + "fair_displaced": 0.7,
    "policy.services.m28.visitors_per_event": 5000, "policy.services.m28.spending_per_visitor": 60.0,
    "policy.services.m28.spending_displaced": 0.7, "behaviour.government.slack": 1.0,
}  # fmt: skip
USUAL = {"first_stores": 12.0, "leisure_venues": 12.0, "consumption_fairs": 12.0, "first_store_award": 300e3,
         "fair_grant": 500e3}  # fmt: skip


def draw(levers=None, events=1.0, line=1e12, firms=None, values=None):
    """A district after its first month, which sets what is usual."""
    state = make_state(firms, values=PLAIN | (values or {}), levers=USUAL if levers is None else levers, line=line)
    return live(state, events)


def live(state, events=1.0, **levers):
    """Draw visitors this month with some levers changed."""
    state.levers.values.update(levers)
    state.record("delivered.tourism_events", events)
    visitors.draw_visitors(state)
    state.ledger.check()
    return state


def later(state, events=1.0, **levers):
    next_month(state)
    return live(state, events, **levers)


def added(state) -> dict[int, float]:
    """Yuan beyond the usual by sector, where there are any."""
    assert is_written(state, "visitors") == bool(state.shocks)
    spending = state.now.visitors
    assert state.series.read("visitors.spending", state.month) == pytest.approx(spending.sum())
    return {sector: yuan for sector, yuan in enumerate(spending.tolist()) if abs(yuan) > 1e-6}


def test_what_goes_on_as_usual_adds_nothing():
    state = draw()
    assert added(state) == {}
    # 12 a year that stay two years: 24 stand, one goes and one comes
    assert (state.books.visitors.stores, state.books.visitors.venues) == (24.0, 24.0)
    for _ in range(23):
        assert added(later(state)) == {}
    assert state.series.read("visitors.events", 24) == pytest.approx(480e3 + 90e3)
    assert state.series.year("visitors.fairs", 2024) == pytest.approx(12.0)
    assert state.series.year("visitors.first_stores", 2024) == pytest.approx(12.0)


def test_more_events_and_fairs_are_spent_in_shops_at_table_and_on_leisure():
    state = draw()
    # one event more is 90,000, one fair more 480,000: half, three tenths, a fifth
    assert added(later(state, events=2.0)) == pytest.approx(
        {visitors.SHOPS: 45e3, visitors.TABLES: 27e3, visitors.LEISURE: 18e3}
    )
    # a plan doubled in March holds for January and February too: three fairs more at once
    assert added(later(state, consumption_fairs=24.0)) == pytest.approx(
        {visitors.SHOPS: 720e3, visitors.TABLES: 432e3, visitors.LEISURE: 288e3}
    )
    # without either the usual 570,000 are missing
    assert sum(added(later(state, events=0.0, consumption_fairs=0.0)).values()) == pytest.approx(-570e3)


def test_a_higher_award_brings_more_first_stores_and_none_sought_let_them_fade():
    state = later(draw(), first_store_award=400e3)
    # a tenth more of the fitting-out: 1.4 instead of 1, each 25,000 a month
    assert added(state) == pytest.approx({visitors.SHOPS: 10e3})
    assert added(later(state)) == pytest.approx({visitors.SHOPS: 10e3 * 23 / 24 + 10e3})
    faded = later(draw(), first_stores=0.0)
    assert added(faded) == pytest.approx({visitors.SHOPS: -25e3})
    assert added(later(faded)) == pytest.approx({visitors.SHOPS: -25e3 - 25e3 * 23 / 24})


def test_each_new_store_is_awarded_to_a_large_trader():
    firms = firms_of(4, sector=np.array([TRADE, TRADE, FOOD, TRADE]), is_above_scale=np.array([1, 0, 1, 1], bool),
                     deposits=np.zeros(4))  # fmt: skip
    state = draw(USUAL | {"first_stores": 24.0}, firms=firms)
    # two a month come: the two traders above scale get one each
    assert state.series.read("visitors.first_stores", 1) == 2
    assert firms.deposits == pytest.approx([300e3, 0.0, 0.0, 300e3])
    assert state.ledger.flow("first_store_award", "government", "enterprises") == pytest.approx(600e3)


def test_venues_are_paid_for_and_what_the_line_cannot_pay_is_not_built():
    only = {"leisure_venues": 12.0}
    state = later(draw(only), leisure_venues=24.0)
    # two more than usual, since the plan holds for January too: each 2,400 visits of 50 yuan a year
    assert added(state) == pytest.approx({visitors.LEISURE: 20e3})
    assert state.series.read("spent.demand", 2) == pytest.approx(2.4e6)
    assert state.series.read("purchases.programmes", 2) == pytest.approx(2.4e6)
    short = later(draw(only, line=1.2e6), leisure_venues=24.0)
    # 400,000 are left of the line after January: half a venue, whatever was due
    assert short.series.read("visitors.venues", 2) == pytest.approx(0.5)
    assert added(short) == pytest.approx({visitors.LEISURE: -5e3})


def test_a_fair_costs_its_grant_and_is_held_as_far_as_the_line_pays():
    only = {"consumption_fairs": 12.0, "fair_grant": 500e3}
    state = later(draw(only, line=750e3))
    assert state.series.read("visitors.fairs", 1) == pytest.approx(1.0)
    assert state.series.read("visitors.fairs", 2) == pytest.approx(0.5)
    assert state.series.read("spent.demand", 2) == pytest.approx(250e3)
    assert sum(added(state).values()) == pytest.approx(-240e3)


def test_what_is_spent_raises_orders_over_those_at_base_in_real_terms():
    state = draw()
    level, base = np.ones(COUNT), np.zeros(COUNT)
    base[[visitors.SHOPS, visitors.TABLES]] = 1e6, 5e5
    assert visitors.raise_orders(state, level, base) == pytest.approx(level)
    later(state, consumption_fairs=24.0)
    state.world.price[1, visitors.SHOPS] = 2.0
    raised = visitors.raise_orders(state, level, base)
    # two fairs more: 480,000 at twice the price on a million; 288,000 on half a million; leisure sells nothing outside
    assert {row: raised[row] for row in np.flatnonzero(raised != 1.0)} == pytest.approx(
        {visitors.SHOPS: 1.24, visitors.TABLES: 1.576}
    )
    still = draw(values={"region.shocks": 0.0})
    assert visitors.raise_orders(still, level, base).tolist() == level.tolist()


@pytest.mark.parametrize(("levers", "values"), [({}, {}), (USUAL, {"region.shocks": 0.0})])
def test_neutral_levers_and_the_stationary_district_draw_nobody(levers, values):
    state = draw(levers, events=0.0, values=values)
    assert added(later(state, events=0.0)) == {}
    assert state.ledger.accounts["government"].deposits == 1e9
    assert state.series.read("purchases.programmes", 2) == 0.0
