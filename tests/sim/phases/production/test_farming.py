"""Farms: margins, plots, seasons and support, with numbers worked out by hand."""

import mesa
import numpy as np
import pytest

from agents.farms import (
    Farms,
    decide_grain_share,
    decide_rent_ask,
    decide_rent_bid,
    expected_grain_price,
    grain_margin,
    revealed_margin,
)
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.production import farm_land, farming
from sim.phases.production.farm_land import match_plots
from sim.phases.production.farming import expected_margins, farm_season, open_fields
from sim.policy.levers import Levers
from tests.sim.phases import small_state
from tests.sim.phases.small_district import columns_of, make_state, next_month, settings, world

QUIET = {"yield_spread": 0.0, "growth_annual": 0.0}  # no weather, no trend
SUPPORT = {"grain_subsidy": 255.0, "order_award": 0.34, "farm_interest_support": 0.0, "grain_price_floor": 0.1}


def build_farms(count: int = 4) -> Farms:
    """Two grain growers (300 and 80 mu), a vegetable farm (100), a fish farm (200) in one town."""
    output = np.array([30_000.0, 8_000.0, 40_000.0, 100_000.0])
    return Farms(
        count, id=np.arange(1, 5), weight=np.ones(4), kind=np.array([0, 0, 1, 2]), town=np.zeros(4, dtype=int),
        land=np.array([300.0, 80.0, 100.0, 200.0]), land_standard=np.array([150.0, 0.0, 50.0, 0.0]),
        grain_land=np.array([240.0, 60.0, 20.0, 0.0]), yield_grain=np.full(4, 450.0),
        margin_other=np.array([500.0, 500.0, 2000.0, 3000.0]), output=output, deposits=2.0 * output, loans=3.0 * output,
    )  # fmt: skip


def build(month: int = 1, shocks: float = 1.0, outside=None, **farming):
    state = make_state(settings(shocks, farming=farming), outside, month, mesa.Model(), farms=build_farms())
    give(state, SUPPORT)
    return state


def give(state, support: dict[str, float]) -> None:
    state.levers = Levers()
    for name, value in support.items():
        state.levers.write(name, value)


def run(state, months: int, support=SUPPORT) -> list[dict[str, np.ndarray]]:
    """Columns of the farms after each month."""
    history = []
    for _ in range(months):
        give(state, support)
        farm_season(state)
        assert state.ledger.check() <= 1e-9
        history.append(columns_of(state.farms))
        next_month(state)
    return history


def test_a_floor_is_worth_most_where_it_may_bind():
    # far below the market it is worth nothing, far above it is the price; level with it: scale * ln 2 more
    assert expected_grain_price(3.0, 1.0, 0.05) == pytest.approx(3.0)
    assert expected_grain_price(1.0, 3.0, 0.05) == pytest.approx(3.0)
    assert expected_grain_price(2.0, 2.0, 0.1) == pytest.approx(2.0693147)


def test_margin_of_a_mu():
    # 3 * 400 + 100 - 1000 * (1 + 0.06 * 0.5) = 270
    assert grain_margin(3.0, 400.0, 1000.0, 100.0, 0.06, 0.5) == pytest.approx(270.0)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.8, 1.0])
def test_the_revealed_margin_keeps_a_farm_at_its_share(share):
    other = revealed_margin(share, 270.0, 0.003)
    assert decide_grain_share(share, 270.0, other, 0.003, 0.5) == pytest.approx(share)


def test_bids_and_asks():
    # 750 + 0.5 * (300 - 200) - 20 = 780; 750 + (120 - 200) = 670; no rent below zero
    assert decide_rent_bid(750.0, 300.0, 200.0, 0.5, 20.0) == 780.0
    assert decide_rent_ask(750.0, 120.0, 200.0) == 670.0
    assert decide_rent_ask(750.0, -900.0, 200.0) == 0.0


def test_highest_bid_meets_lowest_ask_until_they_cross():
    bid, ask = np.array([820.0, 790.0, 650.0]), np.array([700.0, 780.0, 600.0])
    wants, offers = np.array([30.0, 20.0, 50.0]), np.array([25.0, 40.0, 0.0])
    # 0 takes all 25 of ask 700 and 5 of 780, 1 takes 20 of 780; 650 is below 780
    assert match_plots(bid, wants, ask, offers) == [(0, 0, 25.0, 820.0), (0, 1, 5.0, 820.0), (1, 1, 20.0, 790.0)]


def test_nothing_moves_in_the_stationary_district():
    state = build(shocks=0.0)
    before = columns_of(state.farms)
    run(state, 24)
    assert all(np.array_equal(before[name], values) for name, values in columns_of(state.farms).items())
    assert [state.series.read("farms.grain_land", month) for month in (1, 6, 24)] == [320.0] * 3
    assert state.series.values["farms.subsidy"].sum() == 0.0


def test_farms_start_at_rest():
    state = build(**QUIET, rental_offer=0.0)
    history = run(state, 24)
    assert all(after["grain_land"] == pytest.approx([240.0, 60.0, 20.0, 0.0], rel=1e-12) for after in history)
    for first in (0, 12):  # the season has mean 1: a year makes twelve months of the base
        made = sum(after["output"] for after in history[first : first + 12])
        assert made == pytest.approx(12.0 * build_farms().output, rel=1e-12)


def test_harvest_months_bring_more_than_spring():
    made = [after["output"].sum() for after in run(build(**QUIET), 12)]
    assert made[10] == max(made)
    assert made[1] == min(made)


def test_land_changes_hands_and_is_conserved():
    state = build(**QUIET)
    start, end = columns_of(state.farms), run(state, 36)[-1]
    for name in ("land", "land_standard"):
        assert end[name].sum() == pytest.approx(start[name].sum(), rel=1e-14)
    assert end["land"][0] > 300.0  # the largest grower has the lowest cost
    assert end["land"][1] < 80.0
    assert end["land"][3] == 200.0  # fishponds are not on the market
    assert (end["grain_land"] <= 2.0 * end["land"]).all()


def test_no_land_moves_when_none_is_offered():
    assert np.array_equal(run(build(**QUIET, rental_offer=0.0), 12)[-1]["land"], build_farms().land)


def test_area_subsidy_in_october():
    state = build(month=10, **QUIET)
    farm_season(state)
    # growers of 50 mu and more: 255 * (240 + 60); no season loans are supported
    assert state.series.read("farms.subsidy", 10) == pytest.approx(76_500.0)
    assert state.farms.deposits - build_farms().deposits == pytest.approx([61_200.0, 15_300.0, 0.0, 0.0])
    assert state.offices.bureaus["rural"].spent_year == pytest.approx(76_500.0)


def test_order_award_at_the_rice_harvest():
    state = build(month=11, **QUIET)
    farm_season(state)
    # rice is 0.8 of 320 mu: 256 * 450 kg * 0.6 delivered * 0.34 yuan; the market is above the floor
    assert state.series.read("farms.subsidy", 11) == pytest.approx(23_500.8)


def test_the_line_makes_good_the_floor_where_the_market_is_below():
    # market 2.85 * 0.9 = 2.565, below the nation's 2.62: the district pays its own 0.1 on top of the award
    state = build(month=11, outside=world(price=np.full((240, 26), 0.9)), **QUIET)
    farm_season(state)
    assert state.series.read("farms.subsidy", 11) == pytest.approx(256 * 450 * 0.6 * 0.44)


def test_interest_support_is_paid_to_the_lenders():
    state = build(month=1, **QUIET)
    give(state, {"farm_interest_support": 0.02})
    farm_season(state)
    # loans of 534,000 yuan: 0.02 / 12 of them
    assert state.ledger.flow("farm_interest_support", "government", "outside") == pytest.approx(890.0)


def test_season_loans_are_repaid_after_the_harvest():
    history = run(build(**QUIET), 12)
    loans = [after["loans"] for after in history]
    assert np.array_equal(loans[4], build_farms().loans)
    assert loans[5][0] > loans[4][0]  # June: costs 1450 * 192 mu exceed the money at hand
    assert loans[5][0] - loans[4][0] <= 1450.0 * 198.4 + 1e-6  # no more than the season costs
    assert loans[11][0] == pytest.approx(history[10]["loans"][0] - (loans[5][0] - loans[4][0]))


def test_support_moves_the_area_from_the_next_sowing_and_not_before():
    more = SUPPORT | {"order_award": 0.68}
    plain, other = build(**QUIET, rental_offer=0.0), build(**QUIET, rental_offer=0.0)
    run(plain, 12)
    run(other, 12)
    first, second = run(plain, 8), run(other, 8, more)
    areas = [(a["grain_land"].sum(), b["grain_land"].sum()) for a, b in zip(first, second, strict=True)]
    assert all(a == b for a, b in areas[:5])  # January to May 2024
    assert all(b > a for a, b in areas[5:])  # sown in June


def test_without_support_less_grain_is_sown():
    plain, none = build(**QUIET, rental_offer=0.0), build(**QUIET, rental_offer=0.0)
    run(plain, 12)
    run(none, 12)
    assert run(none, 12, {})[-1]["grain_land"].sum() < run(plain, 12)[-1]["grain_land"].sum()


def test_dearer_vegetables_take_land_from_rice():
    dear = np.ones((240, 26))
    dear[:, 0] = 1.5  # grain gains 0.5 * 1282.5 yuan, vegetables 0.5 * 2000
    state = build(**QUIET, rental_offer=0.0, outside=world(price=dear))
    state.world.price[0, 0] = 1.0  # the margins are revealed before prices move
    assert run(state, 6)[-1]["grain_land"][2] < 20.0


def test_better_land_yields_more_after_the_harvest():
    state = build(**QUIET, rental_offer=0.0)
    assert state.books.farmland.yield_index == 1.0
    run(state, 9)
    state.books.farmland.yield_index = 1.1
    october = run(state, 1)[0]["output"]
    november = run(state, 1)[0]["output"]
    season = settings().behaviour.farming.season
    factor = np.divide(november, october) / (season[10] / season[9])
    # half of the first farm is standard land, rice is 192 of its 300 mu of value: 0.05 * 192 / 300 more
    assert factor[1] == pytest.approx(1.0, rel=1e-9)
    assert factor[0] == pytest.approx(1.0 + 0.05 * 192.0 / 300.0, rel=1e-3)


def test_large_farms_have_lower_costs_and_better_margins():
    state = build()
    open_fields(state)
    rice = expected_margins(state)[0]
    assert rice[0] > rice[1]


def test_weather_is_the_same_for_whoever_asks():
    first, second = (run(build(), 12)[-1] for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def with_banks(granted: float, cash: float):
    """Farms in June with `cash` yuan each that want to sow their rice; banks grant a part of farm loans."""
    state = build(month=6)
    small_state.give(state, credit_share=dict(ALL_GRANTED) | {"farms": granted})
    open_fields(state)
    state.farms.deposits[:] = cash
    return state


def test_who_has_no_cash_and_is_refused_leaves_land_fallow():
    refused, lent = with_banks(0.0, 0.0), with_banks(1.0, 0.0)
    planned = refused.farms.rice_plan * refused.farms.land
    for state in (refused, lent):
        farming._sow(state)
    assert refused.farms.rice.tolist() == [0.0] * len(planned)
    assert refused.farms.fallow == pytest.approx(planned)
    assert refused.series.read("farms.unsown", 6) == pytest.approx(planned.sum())
    assert not refused.farms.rice_loans.any()
    # 3.6 % are refused in any times: here all or all but few of them got the season's costs
    got = lent.farms.rice > 0.0
    assert lent.farms.rice[got] == pytest.approx(planned[got])
    assert lent.farms.rice_loans[got] == pytest.approx(lent.settings.behaviour.farming.cost * planned[got])
    assert got.any()


def test_cash_alone_sows_what_it_pays_for():
    state = with_banks(0.0, 50_000.0)
    planned, cost = state.farms.rice_plan * state.farms.land, state.settings.behaviour.farming.cost
    farming._sow(state)
    assert state.farms.rice == pytest.approx(np.minimum(planned, 50_000.0 / cost))
    assert state.farms.fallow == pytest.approx(planned - state.farms.rice)


def test_a_grower_without_money_bids_for_no_plots():
    def rented(cash: float) -> float:
        state = with_banks(0.5, cash)
        farm_land.rent_land(state, expected_margins(state)[0])
        return state.series.read("farms.rented", 6)

    assert rented(0.0) == 0.0
    assert rented(1e6) > 0.0
