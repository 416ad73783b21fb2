"""The outside view: how often such targets were met, beside what the model says of this one.

Why beside and not instead: the model knows the target and its year, a record of plans knows how plans end. Where the
two lie far apart a reader should be told, and one who wants a single number gets one with a declared weight.
"""

from dataclasses import dataclass

import polars as pl

from analysis import words
from analysis.read import OUTSIDE_COLUMNS, Run

MIDDLE, LOW, HIGH = 0.5, 0.025, 0.975  # Jeffreys: half a target met and half a target missed are known beforehand
COVID_YEAR = "2022"
COUNTED = ("market", "delivery", "schedule")  # rules and inputs are kept by whoever prints them
TOLD = 3  # targets named in a sentence


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


def sentences(run: Run, language: str) -> list[str]:
    """What is to be said of the outside view of a run below its table; nothing where it has none.

    Rows of the default readings: a goal is counted once.
    """
    pairs = run.pairs()
    if pairs is None:
        return []
    settings = run.outside_settings()
    rows = list(run.probabilities().filter("is_default").iter_rows(named=True))
    return [
        *_apart(rows, settings["gap"], language),
        words.text("record_note", language, n=pairs.height, covid=pairs.filter(pl.col("year") == COVID_YEAR).height,
                   missed=pairs.filter((pl.col("year") == COVID_YEAR) & (pl.col("met") == 0)).height),
        *_whole_plan(run, settings, language),
    ]  # fmt: skip


def _apart(rows: list[dict], gap: float, language: str) -> list[str]:
    """One sentence on the targets of which model and class say different things, the largest gaps named."""
    apart = [row for row in rows if is_apart(row["p"], row["p_class"], gap)]
    if not apart:
        return []
    apart.sort(key=lambda row: -abs(row["p"] - row["p_class"]))
    named = [
        words.text(
            "apart_one", language, name=row[f"name_{language}"], n=int(row["n_class"]),
            p=words.probability(row["p"], row["n_eff_draws"], row["p_low"], row["p_high"], language),
            p_class=words.share(row["p_class"]),
        )
        for row in apart[:TOLD]
    ]  # fmt: skip
    told = words.text("join", language).join(named)
    return [words.text("apart", language, count=len(apart), gap=words.points(gap), named=told)]


def _whole_plan(run: Run, settings: dict[str, float], language: str) -> list[str]:
    """The share of targets met beside the whole plan of a city."""
    from analysis import probabilities

    counts = probabilities.joint(run.folder, dict.fromkeys(COUNTED, "counted")).filter(pl.col("kind") == "counted")
    if counts.is_empty():
        return []
    total, cumulative = counts["total"].max(), counts["p"].cum_sum()
    low, mid, high = (counts["met"][int((cumulative < q - 1e-9).sum())] for q in (0.05, 0.5, 0.95))
    shares = {name: words.share(met / total) for name, met in (("low", low), ("mid", mid), ("high", high))}
    met, of = settings["plan_met"], settings["plan_total"]
    plan = {"met": f"{met:g}", "of": f"{of:g}", "plan": words.share(met / of)}
    return [words.text("whole_plan", language, total=total, **plan, **shares)]
