"""Decisions: hand-worked numbers, one agent and columns alike, and the signs economics asks for."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import borrowing, energy, enterprises, farms, institutions, people, projects, sites, turnover
from agents.rules import choose
from tests.agents.decision_cases import CASES


@pytest.mark.parametrize(("rule", "agents", "expected"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_scalar_and_columns_give_the_hand_worked_numbers(rule, agents, expected):
    alone = [rule(*arguments) for arguments in agents]
    together = rule(*(np.array(column) for column in zip(*agents, strict=True)))
    np.testing.assert_allclose(np.array(alone, dtype=float), np.array(expected, dtype=float), rtol=1e-12)
    np.testing.assert_array_equal(np.array(alone), together)


def test_every_rule_has_a_case():
    """A rule added without hand-worked numbers fails here."""
    declared = {
        name
        for module in (borrowing, energy, enterprises, farms, institutions, people, projects, sites, turnover)
        for name, rule in vars(module).items()
        if inspect.isfunction(rule) and rule.__module__ == module.__name__ and not name.startswith("_")
    }
    assert declared == {rule.__name__ for rule, _, _ in CASES}


def test_choose():
    assert choose(True, 1.0, 2.0) == 1.0
    assert choose(np.array([True, False]), 1.0, np.array([5.0, 6.0])).tolist() == [1.0, 6.0]


SHARE = st.floats(0.0, 1.0)
YUAN = st.floats(0.0, 1e9)
CHANGE = st.floats(-0.5, 0.5)


@given(CHANGE, st.floats(0.001, 0.3), st.floats(0.1, 3.0), st.floats(0.0, 0.9))
def test_higher_user_cost_means_less_rd_and_subsidy_more(change, step, elasticity, pressure):
    here = enterprises.decide_rd(1e6, change, elasticity, pressure)
    assert enterprises.decide_rd(1e6, change + step, elasticity, pressure) < here
    assert enterprises.decide_rd(1e6, change - step, elasticity, pressure) > here


@given(SHARE, SHARE)
def test_cash_pressure_never_raises_rd(low, high):
    low, high = sorted((low, high))
    assert 0.0 <= enterprises.decide_rd(1e6, 0.1, 1.0, high) <= enterprises.decide_rd(1e6, 0.1, 1.0, low)


@given(YUAN, st.floats(0.0, 1e9), YUAN, st.floats(-1e6, 1e9), YUAN, SHARE, SHARE)
def test_consumption_is_never_above_cash_nor_negative(planned, income, expected, deposits, usual, transitory, wealth):
    spent = people.decide_consumption(planned, income, expected, deposits, usual, transitory, wealth)
    assert 0.0 <= spent <= max(deposits + income, 0.0)


@given(YUAN, YUAN, YUAN, YUAN, SHARE)
def test_a_higher_income_never_lowers_the_plan(usual, income_usual, expected, more, propensity):
    here = people.decide_planned_consumption(usual, income_usual, expected, propensity)
    assert 0.0 <= here <= people.decide_planned_consumption(usual, income_usual, expected + more, propensity)


@given(YUAN, YUAN, YUAN, YUAN, YUAN)
def test_nobody_outside_makes_up_for_lost_income(planned, expected, usual, income_usual, committed):
    placed = people.decide_placements(planned, expected, usual, income_usual, committed)
    assert placed >= min(income_usual - usual - committed, 0.0)


@given(YUAN, YUAN, YUAN, SHARE)
def test_output_never_passes_staff_or_machines(expected, labour, capacity, correction):
    for storable in (True, False):
        output = enterprises.decide_output(expected, 10.0, 0.5, correction, labour, capacity, storable)
        assert 0.0 <= output <= min(labour, capacity)


@given(YUAN, st.floats(1.0, 1e9), YUAN, CHANGE, st.floats(0.0, 0.3))
def test_cheaper_capital_never_lowers_investment(capital, capacity, expected, response, step):
    here = enterprises.decide_investment(capital, capacity, expected, 0.8, 0.01, 0.1, response)
    assert 0.0 <= here <= enterprises.decide_investment(capital, capacity, expected, 0.8, 0.01, 0.1, response + step)


@given(st.floats(-1e9, 1e9), YUAN, YUAN, YUAN, st.floats(-1e9, 1e9), SHARE)
def test_owners_never_pay_in_and_draw_more_from_more_cash(profit, deposits, more, usual, borrowed, payout):
    here = enterprises.decide_owners_draw(profit, deposits, usual, borrowed, 0.0, payout, 0.01)
    assert 0.0 <= here <= enterprises.decide_owners_draw(profit, deposits + more, usual, borrowed, 0.0, payout, 0.01)


@given(st.floats(-1e6, 1e6), YUAN, YUAN, YUAN, YUAN, SHARE)
def test_a_loan_leaves_what_owners_draw_as_it_is(profit, deposits, usual, borrowed, loan, payout):
    without = enterprises.decide_owners_draw(profit, deposits, usual, borrowed, 0.0, payout, 0.01)
    lent = enterprises.decide_owners_draw(profit, deposits + loan, usual, borrowed + loan, 0.0, payout, 0.01)
    assert lent == pytest.approx(without, rel=1e-6, abs=1e-3)


@given(YUAN, YUAN, YUAN, YUAN, st.floats(0.0, 12.0))
def test_investment_is_at_least_replacement_and_at_most_wanted(wanted, replacement, deposits, costs, months):
    spent = enterprises.decide_affordable_investment(wanted, replacement, deposits, costs, months, 0.0)
    assert min(wanted, replacement) <= spent <= wanted


@given(YUAN, YUAN, YUAN, st.floats(-0.1, 0.1), st.floats(0.0, 0.1), st.floats(0.0, 20.0), SHARE)
def test_cheaper_credit_never_lowers_borrowing_and_is_nothing_to_who_lacks_nothing(
    need, loans, usual, advantage, step, response, gain
):
    def asked(need, here):
        headroom = borrowing.decide_headroom(0.1, here, response, gain)
        return borrowing.decide_loans_beyond(need, loans, usual, headroom)

    assert 0.0 <= asked(need, advantage) <= asked(need, advantage + step) <= need
    assert asked(0.0, advantage + step) == 0.0


@given(YUAN, YUAN, st.floats(0.0, 2e6))
def test_new_loans_use_the_room_and_never_more(secured, unsecured, room):
    part = institutions.decide_new_loans(secured, unsecured, room)
    assert 0.0 <= part <= 1.0
    made = secured * part + unsecured * part**2
    assert made == pytest.approx(min(room, secured + unsecured), rel=1e-6, abs=1e-6)


@given(YUAN, YUAN, st.floats(0.0, 1e6), SHARE)
def test_posts_lie_between_those_that_are_and_those_needed(posts, expected, productivity, adjustment):
    needed = expected / max(productivity, 1.0)
    decided = enterprises.decide_posts(posts, expected, productivity, adjustment, 0.1, 0.1, 0.5)
    rounding = 1e-9 * max(posts, needed)  # a full step down is a difference of large numbers
    assert min(posts, needed) - rounding <= decided <= max(posts, needed) + rounding


@given(st.floats(1.0, 1e6), st.floats(1.0, 30.0), st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_who_comes_later_asks_more_of_a_roof(cost, payback, one, other):
    first, second = (energy.roof_hurdle(cost, payback, lot, 4.0) for lot in sorted((one, other)))
    assert 0.0 <= first <= second


@given(st.floats(-1e3, 1e3), st.floats(0.0, 1e3), st.floats(0.0, 1e3), st.booleans(), st.booleans())
def test_a_better_own_roof_is_never_let_instead(own, more, lease, fits, is_offered):
    here, better = (energy.decide_roof(gain, lease, fits, is_offered) for gain in (own, own + more))
    assert better == 1 or better == here


@given(SHARE, st.floats(-2000.0, 2000.0), st.floats(0.0, 500.0), SHARE)
def test_grain_share_stays_a_share_and_rises_with_the_margin(share, margin, more, flexibility):
    low = farms.decide_grain_share(share, margin, 500.0, 0.002, flexibility)
    high = farms.decide_grain_share(share, margin + more, 500.0, 0.002, flexibility)
    assert -1e-12 <= low <= high + 1e-12 <= 1.0 + 2e-12


@given(YUAN, YUAN, st.floats(0.0, 0.1), st.floats(0.0, 0.05))
def test_dearer_credit_never_raises_farm_borrowing(costs, deposits, rate, step):
    cheap = farms.decide_farm_borrowing(costs, deposits, rate, 0.05, 5.0)
    assert 0.0 <= farms.decide_farm_borrowing(costs, deposits, rate + step, 0.05, 5.0) <= cheap


@given(YUAN, YUAN, st.floats(0.0, 60.0), st.floats(0.5, 3.0))
def test_project_never_spends_more_than_its_plan(total, spent, duration, delay):
    spending = projects.decide_spending(total, spent, duration, delay)
    assert 0.0 <= spending <= max(total - spent, 0.0)
