"""The industry fund: what the district pays, what joins it, what reaches projects. Worked out by hand."""

import numpy as np
import pytest

from agents.projects import Stage
from sim.phases.policy import fund
from tests.sim.phases import small_projects

SURE = {
    "behaviour.capital_market.fund_ticket": 1e6, "behaviour.capital_market.upper_chance": 1.0,
    "behaviour.capital_market.upper_multiple": 2.0, "behaviour.capital_market.upper_spread": 0.0,
    "behaviour.capital_market.fund_local_share": 0.5, "behaviour.capital_market.fund_time_saved": 0.4,
    "policy.factors.m56.deployment_delay": 4.0, "behaviour.government.slack": 0.0,
}  # fmt: skip
LEVERS = {"fund_contribution": 12e6, "fund_effort": 1.0}


def open_state(values=None, levers=None, **columns):
    """Two plants under construction that spent 3 and 1 million last month, and a road."""
    given = {
        "stage": np.full(3, int(Stage.STARTED)), "kind": np.array([0, 1, 2]),
        "spent_month": np.array([3e6, 1e6, 9e6]),
    }  # fmt: skip
    projects = small_projects.projects_of(3, **(given | columns))
    levers = LEVERS if levers is None else levers
    return small_projects.make_state(projects, values=SURE | (values or {}), levers=levers)


def read(state, name):
    return state.series.read(f"fund.{name}", state.month)


def test_money_is_paid_joined_and_invested_with_a_delay():
    state = open_state()
    fund.fund_of(state).pending = 0.0
    fund.commit_and_invest(state)
    # 1 million a month is one deal; 2 million join it. Usual: 3 million over 4 months wait, half of a quarter here.
    assert read(state, "district") == pytest.approx(1e6)
    assert (read(state, "deals"), read(state, "upper")) == (1, pytest.approx(2e6))
    # 12 waited, 3 are added, a quarter is invested and half of it here: 1.875 million
    assert read(state, "invested") == pytest.approx(15e6 / 4 / 2)
    assert read(state, "waiting") == pytest.approx(15e6 * 3 / 4)


def test_equity_goes_to_plants_by_spending_and_owners_take_as_much_back():
    state = open_state()
    fund.fund_of(state).pending = 0.0
    before = state.projects.deposits.copy()
    fund.commit_and_invest(state)
    np.testing.assert_allclose(state.projects.deposits, before)
    assert state.ledger.flow("fund_equity", "outside", "projects") == pytest.approx(1.875e6)
    assert state.ledger.flow("own_funds_released", "projects", "outside") == pytest.approx(1.875e6)
    # 1.875 is 0.375 more than the usual 1.5 of plants that spend 4: waits are 0.4 * 0.375 / 4 shorter; roads wait on
    assert fund.plant_wait(state).tolist() == pytest.approx([1 - 0.4 * 0.375 / 4] * 2 + [1.0])


def test_nothing_joins_without_a_chance_and_small_money_waits_for_a_deal():
    state = open_state({"behaviour.capital_market.upper_chance": 0.0, "behaviour.capital_market.fund_ticket": 1e9})
    fund.commit_and_invest(state)
    assert (read(state, "deals"), read(state, "upper")) == (0, 0.0)
    assert read(state, "district") == pytest.approx(1e6)


def test_more_effort_raises_the_chance_and_nothing_can_be_surer_than_sure():
    assert fund.decide_upper_share(0.4, 1.0, 0.5) == pytest.approx(0.4)
    assert fund.decide_upper_share(0.4, 4.0, 0.5) == pytest.approx(0.8)
    assert fund.decide_upper_share(0.4, 100.0, 0.5) == 1.0


def test_a_larger_fund_makes_the_same_deals_and_more():
    results = []
    for factor in (1.0, 2.0):
        state = open_state({"behaviour.capital_market.upper_chance": 0.5, "behaviour.capital_market.upper_spread": 0.5},
                           {"fund_contribution": 48e6 * factor, "fund_effort": 1.0})  # fmt: skip
        fund.fund_of(state).pending = 0.0
        fund.commit_and_invest(state)
        results.append((read(state, "deals"), read(state, "upper")))
    assert [deals for deals, _ in results] == [4, 8]
    assert results[1][1] >= results[0][1]


def test_nothing_in_the_stationary_district():
    state = open_state({"region.shocks": 0.0})
    fund.commit_and_invest(state)
    assert not state.books.fund.is_open
    assert fund.plant_wait(state).tolist() == [1.0] * 3
