"""The sampling design: what each draw of the uncertain parameters contains.

Why one keyed column per parameter: in a joint Latin hypercube one parameter more changes every column, so a
new, unread parameter would change every number of every run. Here each column depends on (seed, name) only.
Parameters of one group lean on a common normal score, each with its own sign, since independent ranges by the
hundred average out and would give false certainty.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, qmc

from scenarios.declarations import POSTERIOR, Declaration
from scenarios.posterior import PARTS

Column = NDArray[np.float64]
TAIL = 0.95  # a normal or lognormal prior names its 5 and 95 % points


@dataclass(frozen=True)
class Design:
    """`columns`: path -> (draws,) values; `scores`: group -> (draws,) standard normal scores."""

    columns: dict[str, Column]
    scores: dict[str, Column]


def sample(
    declarations: Mapping[str, Declaration], pinned: Collection[str], seed: int, draws: int, group_loading: float
) -> Design:
    """Draw every uncertain parameter that is not pinned, stratified, `draws` values each."""
    uncertain = {path: leaf for path, leaf in declarations.items() if leaf.prior is not None}
    # Scores are kept even where every member is pinned: worlds are reweighted by them.
    groups = sorted({leaf.prior.group for leaf in uncertain.values() if leaf.prior and leaf.prior.group})
    scores = {group: norm.ppf(draw_strata(seed, f"group:{group}", draws)) for group in groups}
    columns: dict[str, Column] = {}
    shares: dict[str, Column] = {}
    for path in sorted(set(uncertain) - set(pinned)):
        leaf = uncertain[path]
        own = draw_strata(seed, path, draws)
        if leaf.prior and leaf.prior.group:
            own = lean(own, scores[leaf.prior.group], leaf.prior.sign * group_loading)
        shares[path] = own
        if leaf.prior and leaf.prior.family != POSTERIOR:
            columns[path] = quantile(leaf, shares[path])
    return Design(columns | _from_records(uncertain, shares), scores)


def _from_records(uncertain: Mapping[str, Declaration], shares: Mapping[str, Column]) -> dict[str, Column]:
    """Columns of what the pairs say: jointly, each part given those drawn before it, inside the allowed range."""
    given: dict[str, Column] = {}
    columns: dict[str, Column] = {}
    for part in PARTS:
        for path, leaf in uncertain.items():
            prior = leaf.prior
            if path in shares and prior and prior.part == part and prior.records:
                given[part] = np.clip(prior.records.draw(part, shares[path], given), leaf.low, leaf.high)
                columns[path] = given[part]
    return columns


def draw_strata(seed: int, name: str, draws: int) -> Column:
    """One value in each of `draws` equal slices of (0, 1), in an order keyed by (seed, name)."""
    digest = hashlib.blake2b(f"{seed}\x00{name}".encode(), digest_size=16).digest()
    rng = np.random.Generator(np.random.Philox(np.random.SeedSequence(int.from_bytes(digest, "little"))))
    strata = qmc.LatinHypercube(1, rng=rng).random(draws)[:, 0]
    tiny = np.finfo(np.float64).tiny
    return np.clip(strata, tiny, 1.0 - np.finfo(np.float64).epsneg)


def lean(own: Column, score: Column, loading: float) -> Column:
    """Reorder a column so that it follows its group's score, against it where `loading` is negative.

    Its values stay, and so do its strata.
    """
    mixed = loading * score + np.sqrt(1.0 - loading**2) * norm.ppf(own)
    order = np.argsort(mixed, kind="stable")
    leaning = np.empty_like(own)
    leaning[order] = np.sort(own)
    return leaning


def quantile(leaf: Declaration, share: Column) -> Column:
    """The values of a prior at the given cumulative shares, inside the allowed range."""
    prior, value = leaf.prior, float(leaf.value)
    if prior is None or leaf.low is None or leaf.high is None:
        raise ValueError(f"{leaf.where}: {leaf.path} has no prior or no range")
    if prior.family == "uniform":
        return prior.low + (prior.high - prior.low) * share
    if prior.family == "triangular":
        return _triangular(prior.low, value, prior.high, share)
    if prior.family == "normal":
        return _truncated(value, (prior.high - prior.low) / 2.0, leaf.low, leaf.high, share)
    if prior.family == "lognormal":
        half = (np.log(prior.high) - np.log(prior.low)) / 2.0
        floor = np.log(leaf.low) if leaf.low > 0.0 else -np.inf
        drawn = np.exp(_truncated(np.log(value), half, floor, np.log(leaf.high), share))
        return np.clip(drawn, leaf.low, leaf.high)
    raise ValueError(f"{leaf.where}: unknown prior family {prior.family}")


def _triangular(low: float, mode: float, high: float, share: Column) -> Column:
    width = high - low
    if width == 0.0:
        return np.full_like(share, mode)
    turn = (mode - low) / width
    left = low + np.sqrt(share * width * (mode - low))
    right = high - np.sqrt((1.0 - share) * width * (high - mode))
    return np.where(share < turn, left, right)


def _truncated(mean: float, half: float, floor: float, ceiling: float, share: Column) -> Column:
    """A normal column whose 5 and 95 % points lie `half` from the mean, cut at floor and ceiling."""
    if half == 0.0:
        return np.full_like(share, mean)
    spread = half / norm.ppf(TAIL)
    first, last = norm.cdf([(floor - mean) / spread, (ceiling - mean) / spread])
    return np.clip(mean + spread * norm.ppf(first + share * (last - first)), floor, ceiling)
