"""Scores by hand, against another library, and on forecasters whose rank is known."""

import math

import numpy as np
import pytest
import scores.probability as other
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from analysis import scoring

ALIKE = {"abs": 1e-12, "rel": 1e-12}


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    return np.random.default_rng(1).normal(3.0, 2.0, size=(40, 60)).round(1)  # rounded as published figures are


@pytest.fixture(scope="module")
def outcomes() -> np.ndarray:
    return np.random.default_rng(2).normal(3.0, 2.0, size=40).round(1)


def as_array(values: np.ndarray, *dims: str) -> xr.DataArray:
    return xr.DataArray(values, dims=dims)


def test_scores_by_hand():
    met, p = np.array([1.0, 0.0]), np.array([0.8, 0.5])
    assert scoring.brier(met, p) == pytest.approx([0.04, 0.25])
    assert scoring.log_score(met, p, np.array([10, 10])) == pytest.approx([-math.log(0.8), math.log(2)])
    # 0 of 9 draws and yet it came: 0.5 of 10
    assert scoring.log_score(np.ones(1), np.zeros(1), np.array([9])) == pytest.approx([math.log(20)])
    # draws 0 and 2, outcome 1: E|X - y| is 1, E|X - X'| is 1, so the score is 1 - 1/2
    assert scoring.crps(np.array([0.0, 2.0]), 1.0) == pytest.approx(0.5)
    # weights 3 to 1: E|X - y| is 1, E|X - X'| is 2 * 3/4 * 1/4 * 2 = 3/4
    assert scoring.crps(np.array([0.0, 2.0]), 1.0, np.array([3.0, 1.0])) == pytest.approx(1 - 0.375)
    # a normal forecast at its mean: sd * (sqrt(2 / pi) - 1 / sqrt(pi))
    assert scoring.crps_normal(0.0, 2.0, 0.0) == pytest.approx(2 * (math.sqrt(2 / math.pi) - 1 / math.sqrt(math.pi)))


def test_brier_and_crps_are_those_of_another_library(drawn, outcomes):
    p, met = (drawn >= 3.0).mean(axis=1), (outcomes >= 3.0).astype(float)
    theirs = other.brier_score(as_array(p, "target"), as_array(met, "target"), preserve_dims="all")
    assert scoring.brier(met, p) == pytest.approx(theirs.values, **ALIKE)
    theirs = other.crps_for_ensemble(
        as_array(drawn, "target", "draw"), as_array(outcomes, "target"), "draw", preserve_dims="all"
    )
    ours = [scoring.crps(values, outcome) for values, outcome in zip(drawn, outcomes, strict=True)]
    assert ours == pytest.approx(theirs.values, **ALIKE)


def test_weights_are_as_good_as_so_many_equal_draws(drawn, outcomes):
    many = np.random.default_rng(3).integers(1, 5, size=drawn.shape[1])
    repeated = np.repeat(drawn, many, axis=1)
    theirs = other.crps_for_ensemble(
        as_array(repeated, "target", "draw"), as_array(outcomes, "target"), "draw", preserve_dims="all"
    )
    ours = [scoring.crps(one, outcome, many.astype(float)) for one, outcome in zip(drawn, outcomes, strict=True)]
    assert ours == pytest.approx(theirs.values, **ALIKE)


def test_pit_is_that_of_another_library(drawn, outcomes):
    theirs = other.Pit(
        as_array(drawn, "target", "draw"), as_array(outcomes, "target"), ensemble_member_dim="draw", preserve_dims="all"
    )
    ours = [scoring.pit(one, outcome, np.ones(60)) for one, outcome in zip(drawn, outcomes, strict=True)]
    assert ours == pytest.approx(theirs.expected_value().values, **ALIKE)


def test_the_isotonic_fit_is_that_of_another_library(drawn, outcomes):
    p, met = (drawn >= 3.0).mean(axis=1), (outcomes >= 2.5).astype(float)
    theirs = other.isotonic_fit(p, met)
    ours = scoring.reliability(met, p)
    by_chance = dict(zip(theirs["fcst_sorted"], theirs["regression_values"], strict=True))
    assert ours.fitted == pytest.approx([by_chance[one] for one in ours.p], **ALIKE)


def test_reliability_by_hand():
    # chances 0.2, 0.4, 0.6: met 1 of 1, 0 of 1, 1 of 1; the first two are pooled to a half
    found = scoring.reliability(np.array([1.0, 0.0, 1.0]), np.array([0.2, 0.4, 0.6]))
    assert found.fitted == pytest.approx([0.5, 0.5, 1.0])
    brier = (0.64 + 0.16 + 0.16) / 3
    assert found.miscalibration == pytest.approx(brier - 0.5 / 3)
    assert found.uncertainty == pytest.approx(2 / 9)
    assert found.miscalibration - found.discrimination + found.uncertainty == pytest.approx(brier)


def test_right_chances_stay_in_the_band_and_inverted_ones_leave_it():
    rng = np.random.default_rng(5)
    p = rng.choice([0.1, 0.3, 0.5, 0.7, 0.9], 400)
    met = (rng.random(400) < p).astype(float)
    right, inverted = scoring.reliability(met, p), scoring.reliability(met, 1 - p)
    assert np.mean((right.low <= right.fitted) & (right.fitted <= right.high)) >= 0.8
    assert (inverted.fitted[0] > inverted.high[0]) or (inverted.fitted[-1] < inverted.low[-1])
    assert right.miscalibration < 0.02 < inverted.miscalibration


def test_coverage_by_hand():
    values, alike = np.arange(1.0, 11.0), np.ones(10)
    # the central half of 1 .. 10 reaches from the 25 % point, 3, to the 75 % point, 8
    assert [scoring.is_covered(values, y, alike, 0.5) for y in (2.9, 3.0, 8.0, 8.1)] == [False, True, True, False]
    # all weight on 10: nothing else is covered
    only = np.where(values == 10.0, 1.0, 0.0)
    assert not scoring.is_covered(values, 5.0, only, 0.9)
    assert scoring.is_covered(values, 10.0, only, 0.5)


@given(seed=st.integers(0, 10**6), n=st.integers(2, 60))
def test_who_knows_the_outcome_is_first_and_who_inverts_is_last(seed, n):
    rng = np.random.default_rng(seed)
    met, draws = (rng.random(n) < 0.5).astype(float), np.full(n, 100)
    forecasts = {"cheat": met, "half": np.full(n, 0.5), "inverted": 1.0 - met}
    for score in (scoring.brier, lambda y, p: scoring.log_score(y, p, draws)):
        mean = {name: score(met, p).mean() for name, p in forecasts.items()}
        assert mean["cheat"] < mean["half"] < mean["inverted"]
    assert scoring.brier(met, met).mean() == 0.0
    assert scoring.reliability(met, met).miscalibration == pytest.approx(0.0, abs=1e-12)


def test_the_interval_of_a_mean_draws_blocks_and_covers_the_mean():
    scores = np.array([0.0, 0.0, 1.0, 1.0])
    apart, together = scoring.mean_of(scores, list("abcd")), scoring.mean_of(scores, list("aabb"))
    assert (apart.n, apart.value) == (4, 0.5)
    assert apart.low is not None
    assert apart.high is not None
    assert apart.low < 0.5 < apart.high
    # two blocks: each resample is 0, 1/2 or 1, so the interval is everything
    assert (together.low, together.high) == (0.0, 1.0)
    assert scoring.mean_of(scores, list("aaaa")).low is None
    assert scoring.mean_of(scores, list("abcd")) == apart


def test_last_year_again_and_the_regression_by_hand():
    record = {2019: 1.0, 2020: 3.0, 2021: 2.0, 2022: 2.0}
    # changes 2, -1, 0: root of 5/3
    assert scoring.persistence(record) == (2.0, pytest.approx(math.sqrt(5 / 3)))
    assert scoring.persistence(record, last=7.0) == (7.0, pytest.approx(math.sqrt(5 / 3)))
    assert scoring.persistence({2019: 1.0, 2021: 2.0, 2022: 3.0}) is None  # a gap is no change of one year
    assert scoring.autoregression(record) is None
    # 0, 2, 3, 3.5, 3.75 is halfway to 4 each year, without error
    level, spread = scoring.autoregression({2018: 0.0, 2019: 2.0, 2020: 3.0, 2021: 3.5, 2022: 3.75}) or (0.0, 1.0)
    assert level == pytest.approx(3.875)
    assert spread == pytest.approx(0.0, abs=1e-9)


def test_a_normal_forecast_as_figures_scores_like_its_formula():
    values = scoring.normal_draws(1.0, 2.0)
    assert scoring.crps(values, 2.5) == pytest.approx(scoring.crps_normal(1.0, 2.0, 2.5), abs=1e-3)
