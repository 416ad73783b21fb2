"""Learning from figures is right where the truth is known: the stored trials, and a world made for the purpose."""

import numpy as np
import pytest

from tests.evidence import truths
from tests.evidence.truths import FILE, FLOOR, MARK, TRUTHS, Trial
from tests.liveness.published import assert_published


def world(draws: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Figures of a quarter and outcomes of a year with four hidden causes, some outcomes far from linear in them."""
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=(draws, 4))
    simulated = hidden @ rng.normal(size=(4, 10)) + 0.7 * rng.normal(size=(draws, 10))
    linear = hidden @ rng.normal(size=(4, 12)) + 0.5 * rng.normal(size=(draws, 12))
    outcomes = np.column_stack([linear, np.exp(0.5 * linear[:, :3]), np.round(linear[:, 3:6])])
    return simulated, np.diag(np.full(10, 0.5**2)), outcomes


def judged(found: list[Trial]) -> tuple[float, int]:
    return float(np.mean([one.covered_after for one in found])), truths.better(found)


@pytest.mark.parametrize("seed", [1, 2])
def test_in_a_world_made_for_it_intervals_cover_and_scores_improve(seed):
    simulated, covariance, outcomes = world(200, seed)
    rng = np.random.default_rng(seed)
    found = [truths.trial(simulated, covariance, outcomes, truth, 0.5 * rng.normal(size=10)) for truth in range(TRUTHS)]
    covered, better = judged(found)
    assert 0.80 <= covered <= 0.97
    assert better >= 40
    assert all(one.n_eff >= FLOOR * 199 * (1.0 - 1e-6) for one in found)


def test_figures_that_tell_nothing_teach_nothing():
    rng = np.random.default_rng(5)
    simulated, outcomes = rng.normal(size=(200, 10)), rng.normal(size=(200, 20))
    found = [
        truths.trial(simulated, np.eye(10) * 1e4, outcomes, truth, np.zeros(10)) for truth in range(10)
    ]
    assert [one.crps_after for one in found] == pytest.approx([one.crps_before for one in found], rel=1e-3)


def test_crps_by_hand():
    # Draws 0 and 2, truth 0: E|X - y| = 1, E|X - X'| = 1, so 1 - 0.5 = 0.5; with all weight on 2: 2.
    sample, truth = np.array([[0.0], [2.0]]), np.array([0.0])
    assert truths._crps(sample, np.ones(2), truth) == pytest.approx([0.5])
    assert truths._crps(sample, np.array([0.0, 1.0]), truth) == pytest.approx([2.0])


def test_in_the_model_intervals_cover_and_scores_improve():
    found = truths.stored()
    for of_month in found.values():
        assert len(of_month) == TRUTHS
        assert 0.80 <= judged(of_month)[0] <= 0.97
        # Below the floor nothing goes unsaid: where weights carry part of the evidence the floor is what is left.
        assert all(one.n_eff >= FLOOR * (truths.DRAWS - 1) * (1.0 - 1e-6) for one in of_month)
    # A first quarter of ten figures tells less than a half: better is asked of the half, the quarter is printed.
    assert judged(found[6])[1] >= 40
    assert_published(FILE, MARK, truths.table(found))
