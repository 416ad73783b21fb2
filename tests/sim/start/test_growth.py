"""Firms open in the midst of growth: the gap at rest, by hand and in a firm that invests month by month."""

from types import SimpleNamespace

import numpy as np
import pytest

from agents.classes import IS_INDUSTRY, SECTOR
from agents.enterprises import decide_investment
from sim.settings import Settings
from sim.start.growth import demand_growth, spending_over_wear, use_wanted
from sim.state.fixed import Fixed

FOOD, TRADE = SECTOR["food"], SECTOR["wholesale_retail"]
MONTHLY = 0.005


def eve(shocks=1.0, accelerator=0.02, growth=MONTHLY):
    """Food sells all it makes outside, where it grows by half a per cent a month; trade sells three quarters here."""
    demand = np.ones((24, 26))
    demand[:, FOOD] = np.exp(growth * np.arange(24))
    investment = {"accelerator": accelerator, "depreciation_annual": 0.12}
    settings = Settings({"behaviour": {"investment": investment}, "region": {"capacity_use": 0.75}})
    output, local = np.zeros(26), np.zeros(26)
    output[[FOOD, TRADE]], local[TRADE] = (100.0, 400.0), 300.0
    fixed = Fixed(output=output, local_demand=local)
    state = SimpleNamespace(shocks=shocks, world=SimpleNamespace(demand=demand), settings=settings, fixed=fixed)
    return state, demand_growth(state)


def test_growth_of_each_group_is_that_of_what_it_sells():
    _, growth = eve()
    assert growth[IS_INDUSTRY] == pytest.approx(np.full(12, MONTHLY))
    # Outside sales of 100 and 100 grow together by half of food's 2.53 %; trade sells 300 of 400 here: 0.9495 % in five
    # months.
    together = 1.0 + (np.exp(5 * MONTHLY) - 1.0) / 2.0
    assert growth[TRADE] == pytest.approx(np.log((300.0 * together + 100.0) / 400.0) / 5)
    assert not eve(shocks=0.0)[1].any()


def test_the_gap_at_rest_is_growth_over_the_accelerator():
    state, growth = eve()
    # 0.005 / 0.02 = 0.25: firms aim at a use of 0.75 / 1.25 = 0.6 and are seen at 0.75.
    assert use_wanted(state, growth)[FOOD] == pytest.approx(0.6)
    # They replace a hundredth a month and add half of that.
    assert spending_over_wear(state, growth)[FOOD] == pytest.approx(1.5)
    still = eve(shocks=0.0)
    assert use_wanted(*still)[FOOD] == 0.75
    assert spending_over_wear(*still)[FOOD] == 1.0


def test_a_shrinking_market_neither_turns_the_gap_over_nor_spending_negative():
    state, growth = eve(accelerator=0.01, growth=-0.02)
    assert use_wanted(state, growth)[FOOD] == pytest.approx(7.5)
    assert spending_over_wear(state, growth)[FOOD] == 0.0


def test_spending_of_a_firm_opened_at_rest_grows_with_demand_and_no_faster():
    state, growth = eve()
    target, spent = use_wanted(state, growth)[FOOD], []
    demand, capacity, capital = 100.0, 100.0 / 0.75, 1000.0
    for _ in range(24):
        spent.append(decide_investment(capital, capacity, demand, target, 0.01, 0.02, 0.0))
        capacity *= 1.0 + (spent[-1] - 0.01 * capital) / capital
        capital += spent[-1] - 0.01 * capital
        demand *= 1.0 + MONTHLY
    assert spent[0] == pytest.approx(15.0)
    assert spent == pytest.approx(15.0 * (1.0 + MONTHLY) ** np.arange(24))
