"""What records of plans say of over-completion: the posterior of a two-level model of the log of actual over target.

log(actual / target) = mean + office + own. An office is the pairs of one place: in the records they come from one
bureau each. Prior: flat in the mean, in the log of the own variance and in the log of the variance of offices' means,
as Box and Tiao take for such layouts; offices with different numbers of pairs are taken by their plain means, as Thomas
and Hultquist do (both from memory, not looked up). Then all is closed: the two variances are scaled inverse chi-square,
the mean is normal given the second, so Student t. Assumption: log ratios are normal at both levels; nothing in the few
pairs can show it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri, stdtrit  # quantiles; scipy.stats would cost every worker half a second

Column = NDArray[np.float64]
OWN, BETWEEN, MEAN = "own", "between", "mean"
PARTS = (OWN, BETWEEN, MEAN)  # in the order in which each is drawn given those before it
PAIRS, RECORDS = "pairs.csv", "records.yaml"
PRINTED = (0.05, 0.95)  # points a prior is printed with


@dataclass(frozen=True)
class Pair:
    """A target and how it ended: `ratio` is the log of actual over target, nan where one of them is not printed."""

    name: str
    office: str
    ratio: float
    is_met: bool


@dataclass(frozen=True)
class Posterior:
    """What the pairs say, all of log ratios.

    `centre` is the mean of the offices' means, `offices` their number, `size` the harmonic mean of pairs in each;
    `between_squares` and `own_squares` are sums of squares of offices' means and within offices, on their degrees.
    """

    centre: float
    offices: int
    size: float
    between_squares: float
    own_squares: float
    own_degrees: int

    def draw(self, part: str, share: Column, given: Mapping[str, Column]) -> Column:
        """Quantile `share` of a part given the parts drawn before it; by its margin where these are held fixed."""
        if part == OWN:
            return np.sqrt(self.own_squares / chdtri(self.own_degrees, share))
        if part == BETWEEN:
            own = given.get(OWN, np.full_like(share, np.sqrt(self.own_squares / chdtri(self.own_degrees, 0.5))))
            means = self.between_squares / chdtri(self.offices - 1, share)
            return np.sqrt(np.maximum(means - own**2 / self.size, 0.0))
        if part == MEAN:
            if OWN not in given or BETWEEN not in given:
                spread = np.sqrt(self.between_squares / (self.offices - 1) / self.offices)
                return self.centre + spread * stdtrit(self.offices - 1, share)
            of_means = given[BETWEEN] ** 2 + given[OWN] ** 2 / self.size
            return self.centre + np.sqrt(of_means / self.offices) * ndtri(share)
        raise ValueError(f"no part {part} of a posterior; its parts are {', '.join(PARTS)}")

    def printed(self, part: str) -> tuple[float, float]:
        """The 5 and 95 % points of a part, others at their middle."""
        given: dict[str, Column] = {}
        for name in PARTS[: PARTS.index(part)]:
            given[name] = self.draw(name, np.full(2, 0.5), given)
        if part == MEAN:
            given = {}
        low, high = self.draw(part, np.array(PRINTED), given)
        return float(low), float(high)


def posterior_of(pairs: Iterable[Pair]) -> Posterior:
    """The posterior of pairs with a ratio.

    Raises ValueError where they cannot tell the two levels apart: fewer than two offices, or none with two pairs.
    """
    by_office: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        if np.isfinite(pair.ratio):
            by_office[pair.office].append(pair.ratio)
    means = np.array([np.mean(ratios) for ratios in by_office.values()])
    own_degrees = sum(map(len, by_office.values())) - len(means)
    if len(means) < 2 or own_degrees < 1:
        raise ValueError(f"{len(means)} offices with {own_degrees} pairs beyond their first: records of plans need two "
                         "offices and one with two pairs")  # fmt: skip
    return Posterior(
        centre=float(means.mean()),
        offices=len(means),
        size=float(len(means) / sum(1.0 / len(ratios) for ratios in by_office.values())),
        between_squares=float(np.sum((means - means.mean()) ** 2)),
        own_squares=float(sum(np.sum((np.array(ratios) - np.mean(ratios)) ** 2) for ratios in by_office.values())),
        own_degrees=own_degrees,
    )


def read_pairs(folder: Path) -> list[Pair]:
    """The pairs of conf/observations that records.yaml says are of what offices execute or certify themselves."""
    wanted = yaml.load((folder / RECORDS).read_text("utf-8"), yaml.CSafeLoader)
    with (folder / PAIRS).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file)
                if row["class"] in wanted["classes"] and row["pair"] not in wanted["without"]]  # fmt: skip
    return [Pair(row["pair"], row["place_en"], _ratio(row["target"], row["actual"]), row["met"] == "1") for row in rows]


def _ratio(target: str, actual: str) -> float:
    return float(np.log(float(actual) / float(target))) if target and actual else float("nan")


@lru_cache(maxsize=8)
def posterior_in(folder: Path) -> Posterior:
    """The posterior of the pairs of a folder, computed once in a process."""
    return posterior_of(read_pairs(folder))
