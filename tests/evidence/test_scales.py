"""A tenth of the district says what the whole says: the claim on stored draws, and that the model still gives them."""

import numpy as np
import pytest

from tests.evidence import scales
from tests.evidence.scales import FIGURES, FILE, MARK, SCALES
from tests.liveness.published import assert_published

AGAIN = 3  # the draw that is run again at both scales
CLOSE = 0.25  # of a spread over draws: how far the mean of a tenth may lie, at two standard errors
RATIO = (0.8, 1.25)  # and its spread, wherever the interval of the ratio lies


@pytest.fixture(scope="module")
def found():
    return scales.stored()


@pytest.mark.parametrize("name", FIGURES)
def test_means_and_spreads_of_a_tenth_are_those_of_the_whole(found, name):
    whole, part = (found[scale][:, FIGURES.index(name)] for scale in SCALES)
    mean, error = scales.gap(whole, part)
    assert abs(mean) <= CLOSE * whole.std(ddof=1) + 2.0 * error
    ratio, low, high = scales.ratio_of_spreads(whole, part)
    assert low <= RATIO[1]
    assert high >= RATIO[0]
    assert low <= ratio <= high


@pytest.mark.parametrize("scale", SCALES)
def test_the_stored_draws_are_what_the_model_gives(found, scale):
    again = scales.run(scale, [AGAIN], processes=False)
    np.testing.assert_allclose(again[0], found[scale][AGAIN], rtol=1e-5, atol=1e-6, err_msg="run: make tables")


def test_the_document_shows_the_stored_draws(found):
    assert_published(FILE, MARK, scales.table(found))


def test_a_gap_and_a_ratio_by_hand():
    # Differences 1, 1, 4: mean 2, spread sqrt(3), error 1.
    assert scales.gap(np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 6.0])) == pytest.approx((2.0, 1.0))
    # Twice the figure: the ratio is 2 for sure, since the pair correlates fully.
    one = np.array([1.0, 3.0, 4.0, 9.0])
    assert scales.ratio_of_spreads(one, 2.0 * one + 5.0) == pytest.approx((2.0, 2.0, 2.0))


def test_the_interval_of_a_ratio_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(6)
    covered = 0
    for _ in range(400):
        base = rng.normal(size=60)
        _, low, high = scales.ratio_of_spreads(base, 0.8 * base + 0.6 * rng.normal(size=60))
        covered += low <= 1.0 <= high
    # 95 % of 400 is 380, give or take 4.4 a standard deviation
    assert 366 <= covered <= 394
