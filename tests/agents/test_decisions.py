"""Decisions: hand-worked numbers, one agent and columns alike, and the signs economics asks for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import enterprises, farms, people, projects
from agents.rules import choose

# A case is a rule, the arguments of two agents and two results worked out by hand.
CASES = [
    # a quarter of the way from 100 to 140; half of the way from 80 to 40
    (enterprises.decide_expected_demand, [(100.0, 140.0, 0.25), (80.0, 40.0, 0.5)], [110.0, 60.0]),
    # goods: 100 + 0.5 * (1 * 100 - 60) = 120, staff allow 110; a service offers the least of its limits
    (
        enterprises.decide_output,
        [(100.0, 60.0, 1.0, 0.5, 110.0, 150.0, True), (100.0, 0.0, 0.0, 0.5, 130.0, 125.0, False)],
        [110.0, 125.0],
    ),
    # too many goods: max(100 + 1 * (100 - 300), 0) = 0; 100 + 0.5 * (50 - 50) = 100
    (
        enterprises.decide_output,
        [(100.0, 300.0, 1.0, 1.0, 110.0, 150.0, True), (100.0, 50.0, 0.5, 0.5, 130.0, 125.0, True)],
        [0.0, 100.0],
    ),
    # 10 + 0.5 * (1200 / 100 - 10) = 11; 10 + 0.2 * (500 / 100 - 10) = 9
    (enterprises.decide_headcount, [(10.0, 1200.0, 100.0, 0.5), (10.0, 500.0, 100.0, 0.2)], [11.0, 9.0]),
    # wanted 88 / 0.8 = 110, gap 0.1: 1000 * (0.01 + 0.2 * 0.1) = 30; gap -0.5: max(1000 * (0.01 - 0.1), 0) = 0
    (
        enterprises.decide_investment,
        [(1000.0, 100.0, 88.0, 0.8, 0.01, 0.2, 0.0), (1000.0, 100.0, 40.0, 0.8, 0.01, 0.2, 0.0)],
        [30.0, 0.0],
    ),
    # exp(-0.5 * 0) = 1, cut by a fifth; exp(ln 2 * 1) = 2 when the cost falls by one
    (enterprises.decide_rd, [(100.0, 0.0, 0.5, 0.2), (100.0, -1.0, np.log(2.0), 0.0)], [80.0, 200.0]),
    (enterprises.decide_application, [(0.3, 0.5, 10.0, 5.0), (0.6, 0.5, 10.0, 5.0)], [True, False]),
    (enterprises.decide_application, [(0.3, 0.5, 5.0, 5.0), (0.0, 0.5, 6.0, 5.0)], [False, True]),
    # half of what 3 * 100 lacks with 120 in hand; cash is enough
    (enterprises.decide_borrowing, [(120.0, 100.0, 3.0, 0.5), (400.0, 100.0, 3.0, 0.5)], [90.0, 0.0]),
    # 0.1 * (500 - 300); below the buffer
    (enterprises.decide_dividends, [(500.0, 100.0, 3.0, 0.1), (200.0, 100.0, 3.0, 0.1)], [20.0, 0.0]),
    # gain equals cost: 1 / 2; twice the cost and ln 3: 1 / (1 + 1/3)
    (enterprises.decide_pv, [(50.0, 50.0, 4.0), (100.0, 50.0, np.log(3.0))], [0.5, 0.75]),
    # equal margins: half; 0.2 + 0.5 * (0.5 - 0.2); 100 better at ln 3 / 100: 0.75
    (
        farms.decide_grain_share,
        [(0.2, 900.0, 900.0, 0.01, 0.5), (0.5, 1000.0, 900.0, np.log(3.0) / 100.0, 1.0)],
        [0.35, 0.75],
    ),
    # 100 - 60 + 100 * 5 * 0.02 = 50; no shortage, rate above base
    (farms.decide_farm_borrowing, [(100.0, 60.0, 0.03, 0.05, 5.0), (100.0, 200.0, 0.06, 0.05, 5.0)], [50.0, 0.0]),
    # 0.7 * 100 + 0.3 * 20 + 0.01 * (900 - 300) = 82; hand to mouth: 70 - 20 = 50, cash 10 + 80 = 90
    (
        people.decide_consumption,
        [(100.0, 120.0, 900.0, 0.7, 0.3, 3.0, 0.01), (100.0, 80.0, 10.0, 0.7, 0.3, 3.0, 0.01)],
        [82.0, 50.0],
    ),
    # cash 5 + 20 = 25 binds: 90 + 0.0; wants 90 + 1 * (-60) = 30; overdrawn and without income: nothing
    (
        people.decide_consumption,
        [(80.0, 20.0, 5.0, 1.125, 0.3, 3.0, 0.01), (0.0, 0.0, -5.0, 0.7, 0.3, 3.0, 0.01)],
        [25.0, 0.0],
    ),
    # 12 wanted 10, half kept at 0.5 * 1: 2 * 0.5 = 1; too few staff: nobody goes
    (enterprises.decide_dismissals, [(12.0, 10.0, 0.5, 1.0), (8.0, 10.0, 0.5, 1.0)], [1.0, 0.0]),
    # 1 - 0.9 * 0.8 = 0.28; nobody dismissed: the quits alone
    (people.decide_leaving, [(0.1, 0.2), (0.1, 0.0)], [0.28, 0.1]),
    # at the reservation: 1 / 2; 0.5 above it at 2 ln 3: 1 / (1 + 1/3)
    (people.decide_acceptance, [(700.0, 1000.0, 0.7, 8.0), (1000.0, 1000.0, 0.5, 2.0 * np.log(3.0))], [0.5, 0.75]),
    # four times the usual tightness doubles 0.1, a tenth more by training: 0.22; never above 1
    (people.decide_job_chance, [(0.1, 0.4, 0.1, 0.5, 0.1), (0.9, 0.4, 0.1, 0.5, 0.0)], [0.22, 1.0]),
    # 3 months at usual length; delay 1.5 asks 4.5; effort 2 asks 2.25
    (projects.decide_passage, [(3.0, 3.0, 1.0, 1.0), (3.0, 3.0, 1.5, 1.0)], [True, False]),
    (projects.decide_passage, [(2.25, 3.0, 1.5, 2.0), (99.0, 3.0, 1.0, 0.0)], [True, False]),
    # 240 / 24; the last 4 yuan
    (projects.decide_spending, [(240.0, 100.0, 24.0, 1.0), (240.0, 236.0, 12.0, 2.0)], [10.0, 4.0]),
    # 4 months at delay 1.5 and effort 2: 4 * 1.5 / 2; effort one: 6
    (projects.decide_wait, [(4.0, 1.5, 2.0), (4.0, 1.5, 1.0)], [3.0, 6.0]),
    # in May only those who need no ceremony, in June all that are ready
    (projects.decide_start, [(True, True, 5), (True, False, 5)], [False, True]),
    (projects.decide_start, [(True, True, 6), (False, False, 6)], [True, False]),
    # 0.3 of the list planned and 0.2 started where 0.5 are due: 1 + 0.5 * 0.1 / 0.5; ahead of schedule: one
    (projects.decide_effort, [(0.2, 0.3, 0.5, 0.5), (0.4, 0.3, 0.5, 0.5)], [1.1, 1.0]),
    # a tenth saved at elasticity 0.5: 1.05; homes sell at 0.64 and half of it shows: 0.8
    (projects.decide_pace, [(0.1, 0.5, 1.0, 1.0), (0.0, 0.5, 0.64, 0.5)], [1.05, 0.8]),
    (projects.is_quarter_end, [(9,), (10,)], [True, False]),
]


@pytest.mark.parametrize(("rule", "agents", "expected"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_scalar_and_columns_give_the_hand_worked_numbers(rule, agents, expected):
    alone = [rule(*arguments) for arguments in agents]
    together = rule(*(np.array(column) for column in zip(*agents, strict=True)))
    np.testing.assert_allclose(np.array(alone, dtype=float), np.array(expected, dtype=float), rtol=1e-12)
    np.testing.assert_array_equal(np.array(alone), together)


def test_every_decision_has_a_case():
    """A rule added without hand-worked numbers fails here."""
    declared = {
        name for module in (enterprises, farms, people, projects) for name in vars(module) if name.startswith("decide_")
    }
    assert declared == {rule.__name__ for rule, _, _ in CASES} - {"is_quarter_end"}


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


@given(YUAN, st.floats(-1e8, 1e9), st.floats(-1e6, 1e9), SHARE, SHARE, st.floats(0.0, 24.0), SHARE)
def test_consumption_is_never_above_cash_nor_negative(expected, income, deposits, share, transitory, months, wealth):
    spent = people.decide_consumption(expected, income, deposits, share, transitory, months, wealth)
    assert 0.0 <= spent <= max(deposits + income, 0.0)


@given(YUAN, YUAN, YUAN, SHARE)
def test_output_never_passes_staff_or_machines(expected, labour, capacity, correction):
    for storable in (True, False):
        output = enterprises.decide_output(expected, 10.0, 0.5, correction, labour, capacity, storable)
        assert 0.0 <= output <= min(labour, capacity)


@given(YUAN, st.floats(1.0, 1e9), YUAN, CHANGE, st.floats(0.0, 0.3))
def test_cheaper_capital_never_lowers_investment(capital, capacity, expected, response, step):
    here = enterprises.decide_investment(capital, capacity, expected, 0.8, 0.01, 0.1, response)
    assert 0.0 <= here <= enterprises.decide_investment(capital, capacity, expected, 0.8, 0.01, 0.1, response + step)


@given(YUAN, YUAN, st.floats(0.0, 12.0), SHARE)
def test_dividends_leave_the_buffer_and_exclude_borrowing(deposits, costs, months, share):
    dividends = enterprises.decide_dividends(deposits, costs, months, share)
    borrowing = enterprises.decide_borrowing(deposits, costs, months, share)
    assert 0.0 <= dividends <= max(deposits - months * costs, 0.0)
    assert borrowing >= 0.0
    assert min(dividends, borrowing) == 0.0


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(0.0, 1e6))
def test_pv_is_a_readiness_that_rises_with_the_gain(gain, more, cost):
    low, high = enterprises.decide_pv(gain, cost, 4.0), enterprises.decide_pv(gain + more, cost, 4.0)
    assert 0.0 <= low <= high <= 1.0


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
