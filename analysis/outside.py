"""The outside view: how often such targets were met, beside what the model says of this one.

Why beside and not instead: the model knows the target and its year, a record of plans knows how plans end. Where the
two lie far apart a reader should be told, and one who wants a single number gets one with a declared weight.
"""

from dataclasses import dataclass

import polars as pl

from analysis.read import OUTSIDE_COLUMNS, Run

MIDDLE, LOW, HIGH = 0.5, 0.025, 0.975  # Jeffreys: half a target met and half a target missed are known beforehand
COUNTED = ("market", "delivery", "schedule")  # rules and inputs are kept by whoever prints them


@dataclass(frozen=True)
class Rate:
    """How often the targets of a class were met: n pairs, mean and 95 % interval of the Jeffreys posterior."""

    met: int
    n: int
    mean: float
    low: float
    high: float


def jeffreys(met: int, n: int) -> Rate:
    """Beta(met + 1/2, n - met + 1/2): its mean and its 2.5 and 97.5 % points."""
    from scipy.stats import beta

    of = beta(met + MIDDLE, n - met + MIDDLE)
    return Rate(met, n, (met + MIDDLE) / (n + 1), float(of.ppf(LOW)), float(of.ppf(HIGH)))


def rates(pairs: pl.DataFrame) -> dict[str, Rate]:
    """The rate of each class of pairs."""
    counts = pairs.group_by("class").agg(met=pl.col("met").sum(), n=pl.len()).sort("class")
    return {row["class"]: jeffreys(int(row["met"]), int(row["n"])) for row in counts.iter_rows(named=True)}


def inside(p: float, n: float) -> float:
    """A chance that odds can be taken of: 0 or 1 of n draws is (k + 1/2) / (n + 1)."""
    return (p * n + MIDDLE) / (n + 1) if p <= 0.0 or p >= 1.0 else p


def pooled(p: float, n: float, p_class: float, weight: float) -> float:
    """The mean of the log odds of model and class, `weight` on the class.

    On log odds, since evidence adds up there and a mean of chances treats 0.97 against 0.99 as nothing.
    """
    from scipy.special import expit, logit

    return float(expit((1.0 - weight) * logit(inside(p, n)) + weight * logit(p_class)))


def add(run: Run, table: pl.DataFrame) -> pl.DataFrame:
    """The table of chances with `OUTSIDE_COLUMNS`; empty where the run has no pairs or the goal no record."""
    pairs, settings = run.pairs(), run.outside_settings()
    of_class = rates(pairs) if pairs is not None else {}
    records = run.records()
    rows = []
    for row in table.select("goal", "reading", "p", "n_eff_draws").iter_rows(named=True):
        rate = of_class.get(records.get((row["goal"], row["reading"])) or "")
        if rate is None:
            rows.append(dict.fromkeys(OUTSIDE_COLUMNS))
            continue
        pool = None if row["p"] is None else pooled(row["p"], row["n_eff_draws"], rate.mean, settings["class_weight"])
        rows.append(dict(zip(OUTSIDE_COLUMNS, (rate.mean, rate.low, rate.high, rate.n, pool), strict=True)))
    schema = dict.fromkeys(OUTSIDE_COLUMNS, pl.Float64) | {"n_class": pl.Int64}
    beside = pl.DataFrame(rows, schema=schema)
    return pl.concat([table.drop(*OUTSIDE_COLUMNS, strict=False), beside], how="horizontal")


def is_apart(p: float | None, p_class: float | None, gap: float) -> bool:
    """Whether model and class differ by more than what is flagged."""
    return p is not None and p_class is not None and abs(p - p_class) > gap
