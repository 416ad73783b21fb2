"""What households, firms and government want to buy: promotion net of payback, user cost, grants, by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.goods import orders as goods
from sim.phases.support.equipment_grants import offer_equipment_grants
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import COUNT, TRADE, firms_of, make_state
from tests.sim.phases.small_state import give

PLAIN = {
    "behaviour.investment.depreciation_annual": 0.12, "behaviour.investment.accelerator": 0.1,
    "behaviour.investment.user_cost_elasticity": 1.0, "behaviour.finance.buffer_months": 2.0,
    "region.capacity_use": 0.8, "behaviour.consumption.event_reach": 0.1,
}  # fmt: skip


def investor(**columns):
    """A firm with 12,000 of capital that wears out by 120 a month and exactly the capacity its 100 of demand need."""
    given = {"capital": np.array([12_000.0]), "capacity": np.array([125.0]), "deposits": np.array([1e6])}
    return firms_of(1, **(given | columns))


def open_books(firms=None, values=None, **more):
    state = make_state(firms if firms is not None else investor(), values=PLAIN | (values or {}), **more)
    count = len(state.enterprises)
    give(state, rate_net=np.full(count, 0.05))
    state.books.credit.usual_rate.of(np.full(count, 0.05))
    return state


def promote(state, events: float, uplift: float, payback: float) -> float:
    state.levers = type(state.levers)()
    for name, value in (("events", events), ("uplift", uplift), ("payback", payback)):
        state.levers.write(f"promotion_{name}", value)
    return goods._promoted(state)


def test_promotion_counts_beyond_the_usual_and_borrows_from_the_month_after():
    state = open_books()
    # Two events reach a fifth of spending and lift it by 0.2: 0.04, of which half was missing from last month's: 0.02.
    assert promote(state, 2.0, 0.2, 0.5) == 0.0
    # Twice as many lift by 0.08, last month's took 0.02: 0.06, of which 0.02 are usual.
    assert promote(state, 4.0, 0.2, 0.5) == pytest.approx(0.04)
    # Back to two: 0.04 less half of 0.08 is nothing, and 0.02 are usual.
    assert promote(state, 2.0, 0.2, 0.5) == pytest.approx(-0.02)
    assert promote(state, 2.0, 0.2, 0.5) == pytest.approx(0.0)
    # The events end: what they lift is missing, and once more what they had borrowed; then the usual alone is missing.
    assert promote(state, 0.0, 0.0, 0.5) == pytest.approx(-0.04)
    assert promote(state, 0.0, 0.0, 0.5) == pytest.approx(-0.02)


def test_events_cannot_reach_more_than_all_spending():
    state = open_books()
    promote(state, 0.0, 0.0, 0.0)
    assert promote(state, 50.0, 0.2, 0.0) == pytest.approx(0.2)


def test_a_firm_at_rest_replaces_what_wears_out():
    state = open_books()
    assert goods._invest(state).tolist() == [120.0]
    assert state.enterprises.capital.tolist() == [12_000.0]
    assert state.enterprises.capacity.tolist() == [125.0]


def test_growing_demand_calls_for_capacity_and_capacity_follows_capital():
    firms = investor(demand_expected=np.array([110.0]))
    state = open_books(firms)
    # a tenth more is needed, a tenth of the gap is closed: 120 + 12,000 * 0.1 * 0.1
    assert goods._invest(state) == pytest.approx([240.0])
    assert firms.capital == pytest.approx([12_120.0])
    assert firms.capacity == pytest.approx([125.0 * 1.01])
    assert state.series.read("investment.enterprises", 1) == pytest.approx(240.0)
    assert state.series.read("investment.manufacturing_own", 1) == pytest.approx(240.0)


def test_cheaper_credit_lowers_the_user_cost():
    state = open_books()
    give(state, rate_net=np.array([0.033]))
    # 0.017 less of 0.05 + 0.12 is a tenth: as a tenth more demand
    assert goods._invest(state) == pytest.approx([240.0])


def test_investment_stops_at_replacement_without_cash():
    state = open_books(investor(demand_expected=np.array([110.0]), deposits=np.array([250.0])))
    # a buffer of 2 * 110 leaves 30 beyond replacement
    assert goods._invest(state) == pytest.approx([150.0])
    broke = open_books(investor(demand_expected=np.array([110.0]), deposits=np.array([0.0])))
    assert goods._invest(broke) == pytest.approx([120.0])


def test_money_meant_for_it_is_invested_whatever_the_buffer():
    state = open_books(investor(demand_expected=np.array([110.0]), deposits=np.array([250.0])))
    give(state, meant_to_invest=np.array([100.0]))
    # 120 beyond replacement are wanted: 100 are meant for it; of its own cash 150 are less than the buffer of 220
    assert goods._invest(state) == pytest.approx([220.0])
    assert state.now.beyond_cash == pytest.approx([120.0])
    assert state.series.read("investment.unpaid", 1) == pytest.approx(20.0)


def test_the_closed_invest_nothing_and_wear_out():
    state = open_books(investor(is_active=np.array([False])))
    assert goods._invest(state).tolist() == [0.0]
    assert state.enterprises.capital.tolist() == [11_880.0]


def grant_of(firms=None, **levers) -> tuple:
    given = {"equipment_grant_rate": 0.1, "equipment_grant_cap": 1e9, "equipment_reach": 1.0}
    large = {"capital": np.array([1.2e8]), "capacity": np.array([1.25e6]), "demand_expected": np.array([1e6]),
             "deposits": np.array([1e9])}  # fmt: skip
    state = open_books(firms if firms is not None else investor(**large), levers=given | levers)
    offer_equipment_grants(state)
    return state, goods._invest(state)


def test_a_grant_that_stood_before_is_paid_and_moves_nothing():
    state, spent = grant_of()
    # 1.2 million a month are replaced; half of it is equipment and a tenth of that is aided
    assert spent == pytest.approx([1.2e6])
    assert state.series.read("aid.equipment", 1) == pytest.approx(60_000.0)
    assert state.series.read("spent.investment", 1) == pytest.approx(60_000.0)
    assert state.enterprises.deposits == pytest.approx([1e9 + 60_000.0])


def test_a_higher_grant_raises_investment():
    state, _ = grant_of()
    next_month(state)
    state.levers.values["equipment_grant_rate"] = 0.3
    offer_equipment_grants(state)
    # 0.2 more on half of the cost: a tenth cheaper, as a tenth more demand: 1.2 million + 1.2e8 * 0.1 * 0.1
    assert goods._invest(state) == pytest.approx([2.4e6])


@pytest.mark.parametrize(
    "levers",
    [{"equipment_reach": 0.0}, {"equipment_grant_floor": 1e9}, {"equipment_grant_rate": 0.0},
     {"equipment_grant_cap": 1e4}],
    ids=["unheard of", "too small", "no grant", "below the cost of a claim"],
)
def test_no_grant_for_who_does_not_hear_is_too_small_or_gains_too_little(levers):
    state, _ = grant_of(**levers)
    assert state.series.read("aid.equipment", 1) == 0.0


def test_only_manufacturers_get_the_grant_and_none_more_than_the_cap():
    two = firms_of(2, sector=np.array([TRADE, SECTOR["food"]]), capital=np.full(2, 1.2e8), capacity=np.full(2, 1.25e6),
                   demand_expected=np.full(2, 1e6), deposits=np.full(2, 1e9))  # fmt: skip
    state, _ = grant_of(two, equipment_grant_cap=240_000.0)
    # 720,000 a year would be due to the one: the cap leaves 20,000 a month
    assert state.series.read("aid.equipment", 1) == pytest.approx(20_000.0)
    assert two.deposits == pytest.approx([1e9, 1e9 + 20_000.0])


def test_government_buys_what_it_did_and_what_lines_spend_beyond_last_year():
    state = open_books()
    state.fixed.government_monthly, state.fixed.other_investment = 1_000.0, 50.0
    assert goods._government(state) == pytest.approx((1_000.0, 50.0))
    state.books.treasury.extra_purchases = 250.0
    state.world.consumer_price[0] = 1.1
    assert goods._government(state) == pytest.approx((1_350.0, 50.0))
    state.books.treasury.extra_purchases = -2_000.0
    assert goods._government(state) == pytest.approx((0.0, 50.0))


def test_short_of_money_government_puts_off_what_it_can_and_never_spends_more_than_its_cash():
    state = open_books()
    state.fixed.government_monthly, state.fixed.other_investment = 1_000.0, 50.0
    give(state, core_share=1.0, new_share=0.4)
    core = state.settings.behaviour.treasury.core_share
    assert goods._government(state) == pytest.approx((1_000.0 * (core + 0.4 * (1.0 - core)), 20.0))
    # From 2024 on the treasury has only what is above its floor: 525 for 1,050.
    give(state, new_share=1.0)
    state.books.treasury.transfer, state.books.treasury.reserved = 0.0, 1e9
    state.books.treasury.floor = state.ledger.deposits("government") - 525.0
    assert goods._government(state) == pytest.approx((500.0, 25.0))
    assert state.books.treasury.reserved == 0.0


def test_savings_placed_outside_leave_and_help_comes_in():
    state = open_books(values={"behaviour.finance.placements_with_banks": 0.0})
    households = state.households
    goods._place_savings(state, np.array([300.0]))
    assert households.deposits.tolist() == [1e6 - 300.0]
    goods._place_savings(state, np.array([-100.0]))
    assert households.deposits.tolist() == [1e6 - 200.0]
    assert state.series.read("households.placements", 1) == -100.0


def test_the_part_of_savings_that_stays_here_is_a_deposit_one_is_used_to():
    state = open_books(values={"behaviour.finance.placements_with_banks": 0.6})
    households = state.households
    usual = households.deposits_usual.copy()
    goods._place_savings(state, np.array([300.0]))
    # 180 stay, 120 leave; what one would spend of deposits beyond the usual is as much less
    assert households.deposits.tolist() == [1e6 - 120.0]
    assert (households.deposits_usual - usual).tolist() == pytest.approx([180.0])
    assert state.series.read("households.saved_here", 1) == pytest.approx(180.0)
    # who is helped saves nothing
    goods._place_savings(state, np.array([-100.0]))
    assert (households.deposits_usual - usual).tolist() == pytest.approx([180.0])
    still = open_books(values={"behaviour.finance.placements_with_banks": 0.6, "region.shocks": 0.0})
    goods._place_savings(still, np.array([300.0]))
    assert still.households.deposits.tolist() == [1e6 - 300.0]


def test_wishes_add_up_to_what_everybody_plans(finished):
    state = finished.state
    wanted = {buyer: sum(float(part.sum()) for part in parts) for buyer, parts in state.now.wanted.items()}
    assert wanted["households"] == pytest.approx(state.series.read("consumption.households", 24))
    capital = state.enterprises.total(state.now.capital_goods)
    recipe = (state.fixed.local + state.fixed.outside).T @ state.price()  # yuan of inputs for one of output, (26,)
    inputs = state.enterprises.total(recipe[state.enterprises.sector] * state.now.activity)
    assert wanted["enterprises"] == pytest.approx(capital + inputs)
    assert wanted["farms"] == pytest.approx(recipe[0] * np.dot(state.farms.weight, state.farms.output))
    assert len(recipe) == COUNT
