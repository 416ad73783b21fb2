"""Homes: what households borrow and repay, what land brings in, with numbers worked out by hand."""

import numpy as np
import pytest

from agents.people import Households
from sim.phases.building.homes import base_repayment, build_homes, usual_sales
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.goods.developers import building_of_developers, buy_for_building, works_of_land, works_of_sales
from sim.phases.public_accounts.land_revenue import divide_land_revenue
from tests.sim.phases.small_district import make_state, next_month, settings, world
from tests.sim.phases.small_state import give

EXACT = {"amortisation": 0.01, "mortgage_share": 0.5, "land_share": 0.4, "land_response": 1.0, "land_lag": 2,
         "deed_tax": 0.02, "works_share": 0.25, "premium_cap": 0.0, "purchase_response": 0.5, "ask_again": 0.5}


def build_households() -> Households:
    """Two kinds with loans of 1,000 and 3,000 yuan, ten households each, and one without."""
    return Households(
        3, id=np.arange(1, 4), weight=np.full(3, 10.0), loans=np.array([1000.0, 3000.0, 0.0]),
        deposits=np.array([500.0, 5000.0, 100.0]),
    )  # fmt: skip


def build(shocks: float = 1.0, homes=None, **changed):
    outside = world() if homes is None else world(homes=homes)
    state = make_state(settings(shocks, property=EXACT | changed), outside, 1, households=build_households())
    state.fixed.building_of_homes, state.fixed.goods_share_of_investment = np.zeros(240), 0.75
    state.books.land.left_others = 1e6
    return state


def run(state, months: int) -> None:
    for _ in range(months):
        build_homes(state)
        divide_land_revenue(state)
        assert state.ledger.check() <= 1e-9
        next_month(state)


def test_the_sales_of_2022_leave_loans_and_accounts_as_they_are():
    state = build()
    start = {name: account.deposits for name, account in state.ledger.accounts.items()}
    run(state, 24)
    assert state.households.loans == pytest.approx([1000.0, 3000.0, 0.0], rel=1e-12)
    for name, deposits in start.items():
        if name != "contractors":  # they buy for what platforms ordered when goods are bought
            assert state.ledger.accounts[name].deposits == pytest.approx(deposits, abs=1e-6), name
    # deposits fall by the repayment alone, which savings placed elsewhere have to leave: 1 % of the loans a month
    repaid = base_repayment(build_households(), state.settings)
    assert repaid == pytest.approx([10.0, 30.0, 0.0])
    assert build_households().deposits - state.households.deposits == pytest.approx(24 * repaid)


def test_one_month_by_hand():
    state = build()
    build_homes(state)
    ledger = state.ledger
    # repaid and lent: 10 * (10 + 30) = 400; sales 800; land 0.4 * 800 = 320; deed tax 16; 64 are left
    assert ledger.flow("repayments", "households", "banks") == pytest.approx(400.0)
    assert ledger.flow("new_loans", "banks", "households") == pytest.approx(400.0)
    assert ledger.flow("home_purchases", "households", "developers") == pytest.approx(400.0)
    assert state.series.read("homes.sales", 1) == pytest.approx(800.0)
    assert state.series.read("land.sales_revenue", 1) == pytest.approx(320.0)
    assert ledger.flow("land_sale", "developers", "government") == pytest.approx(320.0)
    assert ledger.flow("deed_tax", "developers", "government") == pytest.approx(16.0)
    assert ledger.flow("developer_remittance", "developers", "outside") == pytest.approx(64.0)


def test_who_is_refused_a_mortgage_buys_no_home():
    state = build()
    give(state, credit_share=dict(ALL_GRANTED) | {"households": 0.75})
    build_homes(state)
    assert state.series.read("homes.mortgages", 1) == pytest.approx(300.0)
    assert state.series.read("homes.sales", 1) == pytest.approx(600.0)
    assert state.books.credit.asked["households"] == pytest.approx(400.0)


def test_who_was_refused_asks_again_for_a_while():
    state = build(price_response=0.0)
    give(state, credit_share=dict(ALL_GRANTED) | {"households": 0.75})
    build_homes(state)
    next_month(state)
    give(state, credit_share=dict(ALL_GRANTED))
    loans = state.ledger.loans("households")
    build_homes(state)
    # 100 of 400 were refused, half of them ask again; sales are twice the mortgages
    assert state.series.read("homes.waiting", 1) == pytest.approx(200.0)
    assert state.series.read("homes.mortgages", 2) == pytest.approx(450.0)
    assert state.ledger.loans("households") == pytest.approx(0.99 * loans + 450.0)
    assert state.series.read("homes.waiting", 2) == 0.0


def test_dearer_homes_are_bought_by_fewer_who_borrow_more_each():
    state = build()
    state.books.homes.price = 4.0
    build_homes(state)
    # half as many homes at four times the price: 400 * 0.5 * 4
    assert state.series.read("homes.mortgages", 1) == pytest.approx(800.0)
    assert state.series.read("homes.bought", 1) == pytest.approx(400.0)


def test_a_fall_of_sales_reaches_land_later():
    state = build(homes=np.full(240, 0.5))
    run(state, 3)
    assert [state.series.read("homes.sales", m) for m in (1, 2, 3)] == pytest.approx([400.0] * 3)
    # two months before: November and December 2022 lie 4.5 and 5.5 of the 6.5 months from mid-2022 to January
    land = [320.0 * 0.5 ** (4.5 / 6.5), 320.0 * 0.5 ** (5.5 / 6.5), 160.0]
    assert [state.series.read("land.sales_revenue", m) for m in (1, 2, 3)] == pytest.approx(land)
    # debt shrinks: repaid 1 % of what stands, lent 200 a month
    assert state.ledger.loans("households") == pytest.approx(((40_000 * 0.99 + 200) * 0.99 + 200) * 0.99 + 200)
    assert state.ledger.accounts["developers"].deposits == pytest.approx(0.0, abs=1e-9)
    assert state.ledger.flow("developer_funding", "outside", "developers") == 0.0  # 160 + 8 are below 200


def test_groups_outside_fund_what_receipts_do_not():
    state = build(homes=np.full(240, 0.5), land_lag=12)
    build_homes(state)
    # land of a year ago 320 and deed tax 8 against receipts of 200
    assert state.series.read("land.sales_revenue", 1) == pytest.approx(320.0)
    assert state.ledger.flow("developer_funding", "outside", "developers") == pytest.approx(128.0)
    assert state.ledger.accounts["developers"].deposits == pytest.approx(0.0, abs=1e-9)


def test_land_falls_more_than_sales():
    state = build(homes=np.full(240, 0.5), land_response=2.0, land_lag=0)
    build_homes(state)
    assert state.series.read("land.sales_revenue", 1) == pytest.approx(80.0)


def test_in_the_stationary_district_the_index_does_not_matter():
    state = build(shocks=0.0, homes=np.linspace(0.9, 0.2, 240))
    run(state, 24)
    for name in ("homes.sales", "land.sales_revenue", "homes.mortgages"):
        assert np.ptp(state.series.values[name][:24]) <= 1e-9, name
    assert state.households.loans == pytest.approx([1000.0, 3000.0, 0.0], rel=1e-12)


def test_without_debt_nothing_is_sold():
    households = build_households()
    households.loans[:] = 0.0
    state = make_state(settings(), households=households)
    state.fixed.goods_share_of_investment = 0.75
    build_homes(state)
    assert state.series.read("homes.sales", 1) == 0.0
    assert state.series.read("land.sales_revenue", 1) == 0.0


def test_building_is_ordered_and_what_lacks_comes_from_the_groups_of_developers():
    state = build()
    state.fixed.building_of_homes[:] = 200.0
    # 150 for goods and works are ordered with everybody's orders and paid there; 50 are fees.
    assert buy_for_building(state) == pytest.approx(150.0)
    state.ledger.transfer("purchases.developers", "developers", 150.0, "outside", 150.0)
    build_homes(state)
    assert state.series.read("homes.built", 1) == pytest.approx(200.0)
    assert state.ledger.flow("investment_other", "developers", "outside") == pytest.approx(50.0)
    # 400 from buyers; land 320, tax 16, building 200: 136 are missing
    assert state.ledger.flow("developer_funding", "outside", "developers") == pytest.approx(136.0)
    assert state.ledger.accounts["developers"].deposits == pytest.approx(0.0)


PLAN = {"region": {"property_investment_share": 0.5, "fixed_investment_2023": 20_000.0}}
SHORT = {"start_lag": 0, "start_response": 1.0, "building_months": 2.0, "least_building": 0.1}


def planned(homes, **changed):
    state = make_state(settings(1.0, property=EXACT | SHORT | changed, **PLAN), world(homes=homes), 1,
                       households=build_households())  # fmt: skip
    return building_of_developers(state, usual_sales(state))


def test_building_and_land_are_the_declared_part_of_the_investment_of_2023():
    built = planned(np.ones(240))
    # half of 20,000, less land of 12 * 0.4 * 800 = 3,840
    assert built[:12].sum() == pytest.approx(10_000.0 - 3_840.0)
    assert built == pytest.approx(np.full(240, built[0]))


def test_what_is_under_way_follows_starts_over_the_time_a_home_takes():
    homes = np.where(np.arange(1, 241) >= 13, 0.5, 1.0)  # sales halve in January 2024
    built = planned(homes)
    assert built[12:15] / built[11] == pytest.approx([0.75, 0.5, 0.5])
    late = planned(homes, start_lag=3)
    assert late[12:18] / late[11] == pytest.approx([1.0, 1.0, 1.0, 0.75, 0.5, 0.5])


def test_developers_still_build_where_land_alone_would_fill_their_investment():
    state = make_state(settings(1.0, property=EXACT | SHORT | {"least_building": 0.5},
                                region={"property_investment_share": 0.1, "fixed_investment_2023": 20_000.0}),
                       world(), 1, households=build_households())  # fmt: skip
    assert building_of_developers(state, usual_sales(state))[:12].sum() == pytest.approx(0.5 * 3_840.0)


def test_land_is_sold_as_far_as_there_is_any_and_homes_become_dearer():
    state = build(land_price=100.0, land_to_start=0, building_months=10.0, price_response=1.0, price_speed=1.0)
    state.books.land.left_others, state.books.land.for_homes = 1.0, 0.6
    build_homes(state)
    # Developers want 320 yuan of land, 3.2 mu; 1.6 are there: half of the starts of one month in ten are missing.
    assert state.series.read("land.sales_revenue", 1) == pytest.approx(160.0)
    assert (state.books.land.left_others, state.books.land.for_homes) == (0.0, 0.0)
    assert state.books.land.quota_used == pytest.approx(1.0)
    assert state.series.read("homes.land_refused", 1) == pytest.approx(1.6)
    assert works_of_land(state) == pytest.approx(0.95)
    assert state.series.read("homes.price", 1) == pytest.approx(1.0 / 0.95)


def test_quota_that_projects_wait_for_is_not_sold_for_homes():
    state = build(land_price=100.0)
    state.books.land.left_others, state.books.land.kept_for_others = 3.0, 2.0
    build_homes(state)
    assert state.series.read("homes.land_sold", 1) == pytest.approx(1.0)
    assert state.books.land.left_others == pytest.approx(2.0)


def test_homes_not_started_are_not_built_until_their_time_is_over():
    state = build(land_to_start=1, building_months=2.0)
    state.books.homes.sold = [0.0, 1.0, 1.0, 1.0]
    works = []
    for months in range(1, 5):
        state.books.homes.sold = [0.0, 1.0, 1.0, 1.0][:months]
        works.append(works_of_land(state))
    # The starts of the second month are missing; they would have been built in two months.
    assert works == [1.0, 0.5, 0.5, 1.0]


def test_scarce_land_goes_at_a_premium_up_to_the_cap():
    state = build(land_price=100.0, premium_cap=0.15)
    state.books.land.left_others, state.books.land.for_homes = 1.0, 0.6
    build_homes(state)
    # 3.2 mu are asked for and 1.6 sold: bids would double, the auction ends at 15 %; cleared land gets its part back.
    assert state.series.read("land.sales_revenue", 1) == pytest.approx(160.0 * 1.15)
    assert state.books.land.cleared_revenue == pytest.approx(60.0 * 1.15)


def test_homes_that_are_not_sold_here_are_not_begun_and_their_land_is_not_bought():
    state = build(start_lag=1, start_response=1.0, building_months=2.0, land_lag=1, price_response=0.0)
    build_homes(state)
    assert works_of_sales(state) == 1.0
    next_month(state)
    state.now.credit_share = dict.fromkeys(ALL_GRANTED, 0.25)
    build_homes(state)
    bought = state.series.read("land.sales_revenue", 2)
    assert works_of_sales(state) == 1.0  # begun on the sales of the months before
    next_month(state)
    build_homes(state)
    # A quarter of the homes of a month was sold: of two months of starts (1 + .25) / 2, and a quarter of the land.
    assert works_of_sales(state) == pytest.approx(0.625)
    assert state.series.read("land.sales_revenue", 3) == pytest.approx(0.25 * bought)


def test_homes_become_cheaper_where_they_are_not_sold():
    state = build(price_response=0.5, price_speed=1.0, purchase_response=0.0, start_lag=3)
    state.now.credit_share = dict.fromkeys(ALL_GRANTED, 0.25)
    build_homes(state)
    assert state.books.homes.price == pytest.approx(0.5)
