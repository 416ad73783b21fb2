"""Who runs farms, who leaves them, and whose land is let. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.classes import Activity
from agents.farms import decide_leaving_farming, decide_to_give_up
from agents.people import Residents
from sim.phases.jobs.farm_people import leave_farms
from sim.phases.production.farm_land import hand_over, open_operators
from sim.phases.production.farming import farm_season
from tests.sim.phases.production.test_farming import QUIET, SUPPORT, build, give
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_state import give as give_values


def test_without_an_heir_a_farm_ends_with_its_operator():
    age, heir = np.array([65.9, 66.0, 70.0]), np.array([False, True, False])
    assert decide_to_give_up(age, heir, 66.0).tolist() == [False, False, True]


def test_fewer_leave_where_farms_gain_on_wages():
    # 0.003 * (1 - 2 * (1.1 - 1.05)) = 0.0027; none below zero
    assert decide_leaving_farming(0.003, 1.1, 1.05, 2.0) == pytest.approx(0.0027)
    assert decide_leaving_farming(0.003, 2.0, 1.0, 2.0) == 0.0


def test_heirs_take_over_once_and_start_young():
    state = build(month=13, operator_retires=66.0, heir_age=35.0, **QUIET)
    farms = state.farms
    farms.operator_age[:], farms.has_heir[:] = [65.5, 65.5, 40.0, 70.0], [True, False, True, False]
    ended = hand_over(state)
    # A year has passed: 66.5 and 71 are past 66. The first has an heir, who is 35 now: 34 at the start.
    assert ended.tolist() == [False, True, False, True]
    assert farms.operator_age.tolist() == [34.0, 65.5, 40.0, 70.0]
    assert farms.has_heir.tolist() == [False, False, True, False]
    assert state.series.read("farms.given_up", 13) == 2.0


def test_operators_are_those_of_the_draw():
    state = build(**QUIET, operator_age=50.0, operator_age_spread=0.0, heir_share=1.0)
    open_operators(state)
    assert state.farms.operator_age.tolist() == [50.0] * 4
    assert state.farms.has_heir.all()
    assert not state.farms.is_given_up.any()


def test_land_of_who_gave_up_goes_to_neighbours_and_none_is_lost():
    ages = {"operator_age_spread": 0.0, "operator_retires": 66.0, "heir_share": 0.0}
    lands = []
    for age in (40.0, 67.0):
        state = build(month=4, **QUIET, **ages, operator_age=40.0, rental_offer=0.0, rental_growth=1.0)
        give(state, SUPPORT)
        farm_season(state)
        next_month(state)
        state.farms.operator_age[1] = age
        state.month = 16
        give(state, SUPPORT)
        farm_season(state)
        lands.append(columns_of(state.farms)["land"])
    # Nobody but who gave up offers land: the second grower's rice plots are taken by the first, the larger one.
    assert lands[0] == pytest.approx([300.0, 80.0, 100.0, 200.0])
    assert lands[1].sum() == pytest.approx(680.0)
    assert lands[1][0] > 300.0
    assert lands[1][1] < 80.0


def farmers(count: int, age: float, shocks: float = 1.0, response: float = 1.0):
    state = build(shocks=shocks, **QUIET, leaving_annual=0.3, leaving_response=response)
    state.residents = Residents(
        count, id=np.arange(count), weight=np.ones(count), age=np.full(count, age), skill=np.zeros(count, dtype=int),
        activity=np.full(count, int(Activity.SELF_EMPLOYED)), work_town=np.zeros(count, dtype=int),
        work_sector=np.zeros(count, dtype=int),
    )  # fmt: skip
    return state


def test_farmers_leave_at_the_rate_of_the_year_and_search_for_work():
    state = farmers(20_000, 40.0)
    leave_farms(state)
    left = state.residents.activity == Activity.UNEMPLOYED
    # 1 - 0.7 ** (1 / 12) = 2.93 % a month
    assert left.sum() == pytest.approx(586, abs=75)
    assert (state.residents.work_sector[left] == -1).all()
    assert state.series.read("farms.leavers", 1) == left.sum()
    assert state.series.read("farms.people", 1) == 20_000.0


def test_the_old_stop_working_when_they_leave():
    state = farmers(2_000, 70.0)
    leave_farms(state)
    assert (state.residents.activity == Activity.RETIRED).sum() > 0
    assert not (state.residents.activity == Activity.UNEMPLOYED).any()


def test_a_good_year_for_farms_keeps_people_in_the_next():
    counts = []
    for income in (1.0, 1.3):
        state = farmers(20_000, 40.0, response=2.0)
        state.fixed.farm_income = 100.0
        give_values(state, wage_index=1.0)
        for month in range(1, 13):
            state.series.write("income.farms", month, income * 100.0)
        state.month = 13
        leave_farms(state)
        counts.append(state.series.read("farms.leavers", 13))
    # 2.93 % a month, and 0.4 of it after incomes 30 % above the start at a response of 2.
    assert counts[0] == pytest.approx(586, abs=75)
    assert counts[1] == pytest.approx(234, abs=50)


def test_nobody_leaves_in_a_stationary_district():
    state = farmers(100, 70.0, shocks=0.0)
    leave_farms(state)
    assert (state.residents.activity == Activity.SELF_EMPLOYED).all()
