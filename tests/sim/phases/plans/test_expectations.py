"""Plans: luck of firms adds nothing to the whole, expectations and posts move part of the way."""

import numpy as np
import pytest

from sim.phases.plans import expectations as plans
from tests.sim.phases.small_market import FOOD, TRADE, firms_of, make_state
from tests.sim.phases.small_state import give

MANY = 200_000
SD = 0.3
OF_A_SHOCK = SD / 0.7706  # a year's mean takes 1/8, 3/4 and 1/8 of three shocks: sqrt(2 / 64 + 9 / 16) = 0.7706


def lucky(month: int, count: int = MANY, **values):
    firms = firms_of(count, residual_sd=np.full(count, SD))
    return make_state(firms, month=month, values={"behaviour.production.firm_spread": 1.0, **values})


@pytest.mark.parametrize("month", [1, 6, 12, 13, 24])
def test_own_luck_has_mean_one(month):
    growth = plans.own_growth(lucky(month))
    # By December 2024 a year and 0.96 of the next are passed: the spread is about 0.3 * sqrt(2).
    assert growth.mean() == pytest.approx(1.0, abs=4.0 * growth.std() / np.sqrt(MANY))
    assert growth.std() > 0.1


def test_luck_lies_on_a_line_through_the_middles_of_years():
    state = lucky(1, count=3)
    january = plans.own_growth(state)
    shock = state.fixed.own_shocks[2023]
    # Mid-January is 11 of 24 half months before the middle of 2023: 13/24 of the way from the middle of 2022.
    spread = 13.0 / 24.0 * OF_A_SHOCK / np.sqrt(2.0)
    np.testing.assert_allclose(january, np.exp(13.0 / 24.0 * shock) * (1.0 - spread**2), rtol=1e-4)
    state.month = 12
    december = plans.own_growth(state)
    after = 11.0 / 24.0
    mean_2023, mean_2024 = 1.0 - OF_A_SHOCK**2 / 2.0, 1.0 - (after * OF_A_SHOCK) ** 2 / 2.0
    np.testing.assert_allclose(
        december, np.exp(shock + after * state.fixed.own_shocks[2024]) * mean_2023 * mean_2024, rtol=1e-4
    )


def test_growth_of_annual_sums_has_the_declared_spread():
    state = lucky(1, count=20_000)
    sums = {}
    for year in (2024, 2025):
        logs = []
        for month in range(12 * (year - 2023) + 1, 12 * (year - 2022) + 1):
            state.month = month
            logs.append(np.log(plans.own_growth(state)))
        sums[year] = np.mean(logs, axis=0)
    growth = sums[2025] - sums[2024]
    assert growth.std() == pytest.approx(SD, rel=0.03)


def test_luck_does_not_jump_at_the_turn_of_the_year():
    state, levels = lucky(1, count=500), []
    for month in range(6, 19):
        state.month = month
        levels.append(np.log(plans.own_growth(state)))
    steps = np.abs(np.diff(levels, axis=0)).max(axis=1)
    assert steps[12 - 6] <= 1.05 * max(steps)
    # one twelfth of the largest shock a month, and the little the mean takes back
    largest = max(np.abs(state.fixed.own_shocks[2023]).max(), np.abs(state.fixed.own_shocks[2024]).max())
    assert steps.max() <= largest / 12.0 + OF_A_SHOCK**2 / 12.0


def test_luck_belongs_to_the_place_and_the_seed():
    state, other = lucky(12, count=50), lucky(12, count=50)
    other.enterprises.id[:] += 10_000_000  # other owners in the same places
    np.testing.assert_array_equal(plans.own_growth(state), plans.own_growth(other))
    elsewhere = lucky(12, count=50)
    elsewhere.seed = 8
    assert not np.array_equal(plans.own_growth(state), plans.own_growth(elsewhere))


def test_nobody_has_luck_in_the_stationary_district():
    np.testing.assert_array_equal(plans.own_growth(lucky(12, count=50, **{"region.shocks": 0.0})), np.ones(50))


def test_expectations_and_posts_move_part_of_the_way_and_the_closed_expect_nothing():
    firms = firms_of(3, is_active=np.array([True, True, False]))
    state = make_state(
        firms, values={"behaviour.production.expectation_speed": 0.25, "behaviour.labour.staff_adjustment": 0.5,
                       "behaviour.production.overtime": 0.05, "behaviour.labour.hoarding": 0.05,
                       "behaviour.labour.patience": 0.5, "behaviour.production.firm_spread": 0.0},
    )  # fmt: skip
    give(state, demand_realised=np.array([140.0, 60.0, 100.0]))
    plans.form_expectations(state)
    # 100 + 0.25 * 40 and 100 - 0.25 * 40; ten yuan a person need 11 and 9, half of the way from 10; hours can
    # bridge the half of each gap and at a patience of 0.5 half of that waits
    assert firms.demand_expected.tolist() == [110.0, 90.0, 0.0]
    assert firms.posts.tolist() == [10.375, 9.625, 0.0]
    assert state.now.staff_wanted.tolist() == [10.375, 9.625, 0.0]
    np.testing.assert_allclose(state.now.turnover_growth, [1.1, 0.9, 0.0])


def test_fewer_are_wanted_where_staff_has_become_dearer_against_what_it_makes():
    state = make_state(firms_of(1), values={"behaviour.labour.demand_elasticity": 0.5})
    jobs = state.books.jobs
    assert plans.staffing(state) == pytest.approx(1.0)  # whatever pay is at first is usual
    # two thirds of the bill of food are for skills whose pay rose by 84.375 %: the whole rose by 56.25 %
    jobs.held[0, FOOD] = [1.0, 1.0, 1.0]
    jobs.pay_level = np.array([[1.0, 1.84375, 1.84375]])
    assert plans.staffing(state)[0, FOOD] == pytest.approx(0.8)
    jobs.pay_level = np.ones((1, 3))
    state.world.price[0, TRADE] = 1.0 / 1.5625  # a product that sells for less buys less labour
    assert plans.staffing(state)[0, [FOOD, TRADE]] == pytest.approx([1.0, 0.8])


def test_dearer_staff_makes_posts_fewer_and_hours_bridge_the_rest():
    posts = {}
    for pay in (1.0, 1.5625):
        firms = firms_of(1)
        state = make_state(firms, values={"behaviour.labour.demand_elasticity": 0.5, "behaviour.labour.hoarding": 0.0,
                                          "behaviour.labour.staff_adjustment": 0.5})  # fmt: skip
        plans.staffing(state)
        state.books.jobs.pay_level = np.full((1, 3), pay)
        plans.form_expectations(state)
        posts[pay] = float(firms.posts[0])
    # eight of the ten suffice, and half of the way is gone
    assert posts == pytest.approx({1.0: 10.0, 1.5625: 9.0})


def test_support_over_the_festival_keeps_part_of_what_is_lost():
    # 0.1 yuan a kWh over a tariff of 0.8 at response 2 keeps a quarter
    values = {"behaviour.production.festival_response": 2.0, "behaviour.energy.tariff": 0.8}
    state = make_state(values=values, levers={"spring_output_support": 0.1})
    state.fixed.season[0, FOOD] = 0.6
    plans.form_expectations(state)
    assert state.now.season[FOOD] == pytest.approx(0.7)
    assert state.now.season[TRADE] == 1.0
    without = make_state(values=values)
    without.fixed.season[0, FOOD] = 0.6
    plans.form_expectations(without)
    assert without.now.season[FOOD] == 0.6
