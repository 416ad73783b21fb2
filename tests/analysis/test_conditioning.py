"""Draws weighed by what was observed: two draws by hand, then properties and a case with a known answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.conditioning import (
    Evidence,
    ImpossibleObservationError,
    combined,
    condition,
    covariance_of,
    effective,
    refuse_impossible,
)


def _one(simulated, observed, error, name="growth, city, 2023"):
    simulated = np.asarray(simulated, dtype=float)
    return Evidence((name,), np.array([observed]), simulated[:, None], np.array([[error**2]]))


def test_two_draws_by_hand():
    # Observed 0 with error 1; draws give 0 and 2: likelihoods 1 and exp(-2) = 0.13534, so 1 / 1.13534 = 0.88080 for the
    # first, as weights of mean one 1.76159 and 0.23841. n_eff = 4 / (3.10321 + 0.05684) = 1.26580.
    found = condition((0, 1), _one([0.0, 2.0], 0.0, 1.0), floor=1.0)
    assert found.weights == pytest.approx([1.76159, 0.23841], abs=1e-5)
    assert found.n_eff == pytest.approx(1.26580, abs=1e-4)
    assert found.exponent == 1.0


def test_tempering_by_hand():
    # A floor of 1.8 of two draws: weights 1 + d and 1 - d leave 4 / (2 + 2 d^2) = 1.8, so d = 1/3: 4/3 and 2/3. Their
    # ratio 2 = exp(2 t) makes t = ln 2 / 2 = 0.34657 of the evidence.
    found = condition((0, 1), _one([0.0, 2.0], 0.0, 1.0), floor=1.8)
    assert found.weights == pytest.approx([4 / 3, 2 / 3], abs=1e-6)
    assert found.exponent == pytest.approx(0.34657, abs=1e-5)


def test_covariance_by_hand():
    # Errors 1 and 2 alone on the diagonal; discrepancies 3, 4, 5 correlate 0.5 within a statistic and 0.2 across.
    found = covariance_of(np.array([1.0, 2.0, 0.0]), np.array([3.0, 4.0, 5.0]), ["a", "a", "b"], 0.5, 0.2)
    assert found == pytest.approx(np.array([[10.0, 6.0, 3.0], [6.0, 20.0, 4.0], [3.0, 4.0, 25.0]]))


def test_figures_that_say_the_same_count_once():
    # Two rows with one common discrepancy and no error of their own are one observation.
    simulated = np.array([[0.0, 0.0], [2.0, 2.0]])
    errors, discrepancies = np.array([1e-4, 1e-4]), np.array([1.0, 1.0])
    covariance = covariance_of(errors, discrepancies, ["a", "a"], 1.0, 0.0)
    both = condition((0, 1), Evidence(("a", "b"), np.zeros(2), simulated, covariance), 1.0)
    assert both.weights == pytest.approx(condition((0, 1), _one([0.0, 2.0], 0.0, 1.0), 1.0).weights, abs=1e-6)


def test_without_evidence_every_draw_counts_alike_and_no_figure_moves():
    nothing = Evidence((), np.zeros(0), np.zeros((3, 0)), np.zeros((0, 0)))
    found = condition((0, 1, 2), nothing, floor=1.0)
    values = np.array([[1.0], [2.0], [3.0]])
    assert found.weights.tolist() == [1.0, 1.0, 1.0]
    assert found.is_uniform
    assert found.carried(values, np.arange(3)) is values


def test_a_run_without_targets_has_no_draws_to_weigh():
    nothing = Evidence((), np.zeros(0), np.zeros((0, 0)), np.zeros((0, 0)))
    assert condition((), nothing, floor=1.0).is_uniform


def test_the_order_of_observations_does_not_matter():
    rng = np.random.default_rng(1)
    parts = [_one(rng.normal(size=50), observed, error, name) for observed, error, name in
             ((0.3, 0.5, "a"), (-0.2, 0.2, "b"), (1.0, 1.0, "c"))]  # fmt: skip
    values = rng.normal(size=(50, 2))
    one, other = (condition(range(50), combined(order), floor=30.0) for order in (parts, parts[::-1]))
    assert one.weights.tobytes() == other.weights.tobytes()
    assert one.exponent < 1.0
    places = np.arange(50)
    assert one.carried(values, places).tobytes() == other.carried(values, places).tobytes()


def test_a_closer_figure_leaves_fewer_draws():
    rng = np.random.default_rng(2)
    simulated = rng.normal(size=400)
    left = [condition(range(400), _one(simulated, 1.0, error), 1.0).n_eff for error in (4.0, 1.0, 0.3, 0.1)]
    assert left == sorted(left, reverse=True)


@given(
    st.lists(st.floats(-3, 3), min_size=5, max_size=40), st.floats(-2, 2), st.floats(0.05, 3), st.floats(0.05, 1)
)
def test_never_fewer_draws_than_the_floor(simulated, observed, error, share):
    floor = share * len(simulated)
    found = condition(range(len(simulated)), _one(simulated, observed, error), floor)
    assert found.n_eff >= floor * (1.0 - 1e-6)
    assert found.weights.mean() == pytest.approx(1.0)
    assert 0.0 <= found.exponent <= 1.0


@pytest.mark.parametrize("floor", [1.0, 1200.0, 2400.0])
def test_a_linear_world_has_its_known_answer_whatever_weights_carry(floor):
    # x ~ N(0, 1) is observed at 2 with error 0.5: mean 2 / 1.25 = 1.6, variance 0.25 / 1.25 = 0.2. y = 3 x + e,
    # e ~ N(0, 1): mean 4.8, variance 9 * 0.2 + 1 = 2.8. Of 4,000 draws some 700 count.
    rng = np.random.default_rng(3)
    x = rng.normal(size=4000)
    y = 3.0 * x + rng.normal(size=4000)
    found = condition(range(4000), _one(x, 2.0, 0.5), floor)
    assert (found.exponent < 1.0) == (floor > 1000.0)
    moved = found.carried(np.column_stack([x, y]), np.arange(4000))
    mean = np.average(moved, axis=0, weights=found.weights)
    variance = np.average((moved - mean) ** 2, axis=0, weights=found.weights)
    assert mean == pytest.approx([1.6, 4.8], abs=0.2)
    assert variance == pytest.approx([0.2, 2.8], rel=0.15)


def test_an_impossible_observation_is_refused_with_what_draws_give():
    with pytest.raises(ImpossibleObservationError, match="growth, city, 2023: 90 was observed, draws give") as raised:
        refuse_impossible(_one(np.linspace(-2, 8, 50), 90.0, 0.5))
    assert "check the unit" in str(raised.value)
    refuse_impossible(_one(np.linspace(-2, 8, 50), 9.0, 0.5))


def test_effective_number_by_hand():
    # (3 + 1)^2 / (9 + 1) = 1.6
    assert effective(np.array([3.0, 1.0])) == pytest.approx(1.6)
