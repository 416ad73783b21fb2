"""Wages: nothing moves them in a market as usual; they answer unemployment and open jobs of town and skill."""

import numpy as np
import pytest

from agents.classes import Activity, Skill
from sim.phases.jobs import wages
from sim.phases.jobs.labour_market import note_usual_market
from tests.sim.conftest import region_of, values_of
from tests.sim.phases.jobs.test_labour_market import open_state
from tests.sim.phases.small_state import open_page


def market():
    """A market whose usual state is known, in a month after it."""
    state = open_state()
    state.books.jobs.pay_level = np.ones((8, 3))
    note_usual_market(state)
    people, held = state.residents, state.books.jobs.held
    seeks = people.activity == Activity.UNEMPLOYED
    state.books.jobs.seeking = np.zeros((8, 3))
    np.add.at(state.books.jobs.seeking, (people.town[seeks], people.skill[seeks]), people.weight[seeks])
    state.books.jobs.open_jobs = 0.005 * held.sum(axis=1)
    state.books.jobs.usual_rates = wages.rates(state)
    open_page(state, 14)
    return state


def test_a_market_as_usual_leaves_wages_to_prices_and_productivity():
    state = market()
    vars(state.now)["_given"]["wage_index"] = 1.1
    wages.set_wages(state)
    np.testing.assert_allclose(state.now.wages, np.broadcast_to(1.1 * state.fixed.wages, (8, 26, 3)))
    assert state.series.read("wages.level", 14) == pytest.approx(1.0)


def test_more_unemployed_of_a_skill_lower_its_pay_where_they_live_most():
    state = market()
    labour = state.settings.behaviour.labour
    near = wages.reach(state, 8)
    held, seeking = near @ state.books.jobs.held.sum(axis=1), near @ state.books.jobs.seeking
    state.books.jobs.seeking[2, Skill.BASIC] *= 2.0
    wages.set_wages(state)
    level = state.books.jobs.pay_level
    now = near @ state.books.jobs.seeking
    before, after = seeking[2, 0] / (held + seeking)[2, 0], now[2, 0] / (held + now)[2, 0]
    expected = 1.0 - labour.wage_speed * labour.wage_curve * 2.0 * (after - before) / (after + before)
    assert level[2, Skill.BASIC] == pytest.approx(expected)
    assert level[2, Skill.BASIC] < level[0, Skill.BASIC] < 1.0
    np.testing.assert_allclose(level[:, Skill.UNIVERSITY], 1.0)
    assert state.now.wages[2, 5, 0] / state.now.wages[0, 5, 0] == pytest.approx(level[2, 0] / level[0, 0])


def test_open_jobs_raise_pay_and_a_rate_is_never_changed_by_more_than_twice_the_mean():
    state = market()
    state.books.jobs.open_jobs *= 3.0
    wages.set_wages(state)
    labour = state.settings.behaviour.labour
    np.testing.assert_allclose(state.books.jobs.pay_level, 1.0 + labour.wage_speed * labour.wage_curve_vacancies * 1.0)
    assert wages.against(np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])).tolist() == [2.0, -2.0, 0.0]


def test_what_is_usual_is_the_mean_of_2023_which_moves_no_pay():
    state = market()
    usual, seeking = state.books.jobs.usual_rates.copy(), state.books.jobs.seeking.copy()
    for month, times in ((2, 1.0), (3, 3.0)):
        open_page(state, month)
        state.books.jobs.open_jobs = times * 0.005 * state.books.jobs.held.sum(axis=1)
        state.books.jobs.seeking = times * seeking
        wages.set_wages(state)
    np.testing.assert_allclose(state.books.jobs.usual_rates[1], 0.01)
    # three times as many of those who hold or seek a job: 3 s / (h + 3 s) = 3 u / (1 + 2 u)
    expected = (usual[0] + 3.0 * usual[0] / (1.0 + 2.0 * usual[0])) / 2.0
    np.testing.assert_allclose(state.books.jobs.usual_rates[0], expected)
    np.testing.assert_allclose(state.books.jobs.pay_level, 1.0)


def test_pay_follows_prices_of_what_is_bought_and_of_what_is_made_and_productivity(open_region, values):
    region = open_region(values(behaviour__labour__consumer_prices_in_pay=0.25))
    region.run_for(13)
    state, world = region.state, region.state.world
    made = state.fixed.output * state.fixed.value_added_rate
    product = (made @ world.price[12]) / made.sum()
    productivity = (1.0 + state.settings.behaviour.production.productivity_growth_annual) ** (13.0 / 12.0)
    assert product < world.consumer_price[12]
    assert state.now.wage_index == pytest.approx(world.consumer_price[12] ** 0.25 * product**0.75 * productivity)


def test_demand_from_outside_raises_hours_first_then_pay_and_nothing_moves_in_the_stationary_district(steady):
    assert set(np.round(steady.series()["wages.level"], 12)) == {1.0}
    assert set(np.round(steady.series()["jobs.hours"], 12)) == {1.0}
    seen = []
    for more in (0.0, 0.05):
        values = values_of("run=quick")
        for group in ("industry", "services"):
            values["world"][group]["district_residual_2024"] += more
        region = region_of(values)
        region.run_for(36)
        jobless = np.count_nonzero(region.state.residents.activity == Activity.UNEMPLOYED)
        seen.append((region.series(), jobless))
    (usual, jobless), (lifted, fewer) = seen
    hours, level, jobs = (np.array(lifted[name]) / np.array(usual[name]) - 1.0
                          for name in ("jobs.hours", "wages.level", "jobs.headcount"))  # fmt: skip
    assert hours[17] > 0.002
    assert level[35] > level[17] > 0.0
    assert jobs[35] > jobs[17] > 0.0
    assert fewer < jobless
