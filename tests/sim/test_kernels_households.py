"""The compiled pass over households equals its columns."""

import numpy as np
import pytest

from agents import people
from sim.kernels import households

ROWS = 20_000
only_compiled = pytest.mark.skipif(
    households._FORM is households._spend_columns, reason="compilation is off: there is nothing to compare"
)


def crowd(seed: int = 9):
    """Savers, people without savings, people in debt and people without income."""
    rng = np.random.default_rng(seed)
    income = rng.lognormal(9.0, 1.0, ROWS) * (rng.random(ROWS) < 0.9)
    opening = rng.normal(1e4, 3e4, ROWS)
    usual = np.stack((0.7 * income + 500.0, income * rng.uniform(0.8, 1.2, ROWS), rng.normal(1e4, 3e4, ROWS)))
    expected, committed = income * rng.uniform(0.5, 1.5, ROWS), rng.uniform(0.0, 3e3, ROWS)
    return income, expected, opening, usual, committed, np.empty(ROWS), 0.2


RATES = np.array([0.6, 0.3, 0.01, 1.0])


@only_compiled
def test_compiled_and_columns_are_the_same():
    results = []
    for form in (households._spend, households._spend_columns):
        income, expected, *rest, spent, speed = crowd()
        results.append((form(income, expected, *rest, spent, speed, RATES), spent, expected))
    for compiled, columns in zip(*results, strict=True):
        # a compiled loop may fuse a product and a sum: the last digit can differ
        np.testing.assert_allclose(compiled, columns, rtol=1e-13, atol=1e-9)


def test_the_pass_applies_the_rules_of_one_household():
    income, expected, opening, usual, committed, spent, speed = crowd()
    before = expected.copy()
    placed = households.spend(income, expected, opening, usual, committed, spent, speed, RATES)
    row = 17
    hopes = before[row] + speed * (income[row] - before[row])
    plan = people.decide_planned_consumption(usual[0, row], usual[1, row], hopes, 0.6)
    wanted = people.decide_consumption(plan, income[row], hopes, opening[row], usual[2, row], 0.3, 0.01)
    assert expected[row] == pytest.approx(hopes)
    assert spent[row] == pytest.approx(wanted)
    assert placed[row] == pytest.approx(
        people.decide_placements(plan, hopes, usual[0, row], usual[1, row], committed[row])
    )
    assert (spent >= 0.0).all()
    assert (spent <= np.maximum(opening + income, 0.0) + 1e-9).all()


def test_habits_are_kept_when_nothing_changes():
    income, _, _, usual, committed, spent, speed = crowd()
    usual[1] = income
    usual[2] = np.maximum(usual[2], income)  # savings of at least a month
    usual[0] = 0.7 * income
    placed = households.spend(income, income.copy(), usual[2].copy(), usual, committed, spent, speed, RATES)
    np.testing.assert_allclose(spent, 0.7 * income, atol=1e-9)
    np.testing.assert_allclose(placed, 0.3 * income - committed, atol=1e-9)
