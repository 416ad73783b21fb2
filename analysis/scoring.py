"""Scores of chances and of drawn distributions, with intervals: arrays in, numbers out, no files.

Why a library computes them: a score is a convention, and one's own version of it convinces nobody. `scoringrules`
gives Brier, log score and CRPS, scipy the isotonic fit and the bootstrap. Blocks, not targets, are drawn again: two
targets on one figure have one outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression
from scipy.stats import bootstrap, norm

from analysis.outside import inside

RESAMPLES = 2000
LEVEL = 0.95
BAND = (0.05, 0.95)  # of the consistency band
CHANGES, PAIRS = 3, 4  # fewest changes of a record for a spread, fewest pairs of years for a regression
GRID = 1000  # points a normal forecast is asked at, to be rounded and compared as the draws are


@dataclass(frozen=True)
class Mean:
    """A mean over targets with its bootstrap interval; no interval where there is but one block."""

    n: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Reliability:
    """Isotonic fit of outcomes on chances, at each chance that was given, (k,), and what it makes of the Brier score.

    brier = miscalibration - discrimination + uncertainty.
    """

    p: NDArray
    fitted: NDArray
    low: NDArray
    high: NDArray
    targets: NDArray
    miscalibration: float
    discrimination: float
    uncertainty: float


def brier(met: NDArray, p: NDArray) -> NDArray:
    """Squared error of each chance."""
    import scoringrules

    return np.asarray(scoringrules.brier_score(met, p, backend="numpy"))


def log_score(met: NDArray, p: NDArray, draws: NDArray) -> NDArray:
    """Minus the log of the chance given to what happened; 0 or 1 of n draws counts as (k + 1/2) / (n + 1)."""
    import scoringrules

    floored = np.array([inside(one, n) for one, n in zip(p, draws, strict=True)])
    return np.asarray(scoringrules.log_score(met, floored, backend="numpy"))


def crps(values: NDArray, outcome: float, weights: NDArray | None = None) -> float:
    """Continuous ranked probability score of weighted draws, in the unit of the figure."""
    import scoringrules

    if weights is None:
        return float(scoringrules.crps_ensemble(outcome, values, estimator="qd", backend="numpy"))
    return float(scoringrules.crps_ensemble(outcome, values, ens_w=weights, estimator="qd", backend="numpy"))


def crps_normal(mean: float, sd: float, outcome: float) -> float:
    """The same for a normal forecast."""
    import scoringrules

    return float(scoringrules.crps_normal(outcome, mean, sd, backend="numpy"))


def pit(values: NDArray, outcome: float, weights: NDArray) -> float:
    """Weight of the draws below the outcome and half of that of those equal to it."""
    share = weights / weights.sum()
    return float(share[values < outcome].sum() + share[values == outcome].sum() / 2.0)


def is_covered(values: NDArray, outcome: float, weights: NDArray, level: float) -> bool:
    """Whether the outcome lies in the central interval of the draws, ends included."""
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(values, [tail, 1.0 - tail], weights=weights, method="inverted_cdf")
    return bool(low <= outcome <= high)


def mean_of(scores: NDArray, blocks: Sequence[str]) -> Mean:
    """Mean with a 95 % bootstrap interval over blocks; the stream is fixed, so that files are too."""
    value, names = float(np.mean(scores)), sorted(set(blocks))
    if len(names) < 2:
        return Mean(len(scores), value, None, None)
    place = np.array([names.index(block) for block in blocks])
    sums, counts = np.bincount(place, weights=scores), np.bincount(place)
    if np.ptp(sums / counts) == 0.0:
        return Mean(len(scores), value, value, value)
    found = bootstrap(
        (sums, counts), lambda total, many, axis=-1: total.sum(axis=axis) / many.sum(axis=axis), paired=True,
        vectorized=True, n_resamples=RESAMPLES, confidence_level=LEVEL, method="percentile",
        rng=np.random.default_rng(len(scores)),
    )  # fmt: skip
    low, high = found.confidence_interval
    return Mean(len(scores), value, float(low), float(high))


def reliability(met: NDArray, p: NDArray) -> Reliability:
    """How often targets given each chance were met, by the isotonic fit, and where it would lie by luck alone.

    The band: outcomes drawn anew as if every chance were right, fitted again, its 5 and 95 % points.
    """
    given, place = np.unique(p, return_inverse=True)
    targets = np.bincount(place).astype(float)

    def fit(outcomes: NDArray) -> NDArray:
        return isotonic_regression(np.bincount(place, weights=outcomes) / targets, weights=targets).x

    fitted = fit(met.astype(float))
    rng = np.random.default_rng(len(p))
    by_luck = np.array([fit((rng.random(len(p)) < p).astype(float)) for _ in range(RESAMPLES)])
    low, high = np.quantile(by_luck, BAND, axis=0)
    whole, again = brier(met, p).mean(), brier(met, fitted[place]).mean()
    flat = brier(met, np.full(len(p), met.mean())).mean()
    return Reliability(given, fitted, low, high, targets, float(whole - again), float(flat - again), float(flat))


def persistence(record: dict[int, float], last: float | None = None) -> tuple[float, float] | None:
    """Mean and spread of 'as last year' from a record of years; the spread is that of its changes.

    `last` stands for the last year where it is known of the district itself. None where the record is too short.
    """
    changes = np.array([record[year] - record[year - 1] for year in sorted(record) if year - 1 in record])
    if len(changes) < CHANGES:
        return None
    start = record[max(record)] if last is None else last
    return start, float(np.sqrt(np.mean(changes**2)))


def autoregression(record: dict[int, float], last: float | None = None) -> tuple[float, float] | None:
    """Mean and spread of next year by a regression of each year on the one before; None where there are too few."""
    years = [year for year in sorted(record) if year - 1 in record]
    if len(years) < PAIRS:
        return None
    before = np.array([record[year - 1] for year in years])
    after = np.array([record[year] for year in years])
    slope, level = np.polyfit(before, after, 1)
    spread = np.sqrt(np.sum((after - level - slope * before) ** 2) / (len(years) - 2))
    start = record[max(record)] if last is None else last
    return float(level + slope * start), float(spread)


def normal_draws(mean: float, sd: float) -> NDArray:
    """A normal forecast as equally likely figures, (GRID,)."""
    return mean + sd * norm.ppf((np.arange(GRID) + 0.5) / GRID)
