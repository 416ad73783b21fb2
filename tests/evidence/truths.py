"""Does learning from figures work: fifty districts drawn as truth, ten figures of each published with error.

Each truth is one draw of the model. Its first quarter or half is published as a bulletin would, with the error the
model declares for bulletins; the other draws are conditioned on it as linping-update does; then its year is looked up.
A truth of the model is not the district: this shows that the statistics are right, not that the model is.

`python tests/evidence/truths.py` runs the draws, stores what each truth came to in tests/golden/truths.csv and writes
the table into sim/EVIDENCE.md.
"""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis import estimates, scoring, update
from analysis.bulletins import Book, Figure, figures_of, open_book, published
from analysis.conditioning import Evidence, condition
from analysis.observed import Observation
from analysis.read import Run, open_run
from scenarios import app
from scenarios.declarations import ROOT
from scenarios.known import load_weighing
from tests.liveness.plan import SCALE
from tests.liveness.published import publish

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "truths"
STORED = ROOT / "tests" / "golden" / "truths.csv"
DRAWS, TRUTHS = 200, 50
MONTHS = (3, 6)  # a first quarter and a first half
FLOOR = load_weighing(ROOT / "conf" / "observations" / "known_2023.yaml").floor
LOW, HIGH = 0.05, 0.95
FIGURES = (
    "industrial_value_added_growth", "services_value_added_growth", "fai_growth", "manufacturing_investment_growth",
    "retail_sales_growth", "new_urban_jobs", "electricity_use", "gas_use", "innovation_zone_revenue_growth",
    "fdi_total",
)  # fmt: skip
COLUMNS = ("month", "truth", "n_eff", "exponent", "covered_before", "covered_after", "crps_before", "crps_after")
Column = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """One truth: effective draws, part of the evidence in weights, shares of outcomes within 90 % intervals, mean CRPS

    in standard deviations of the draws, before and after.
    """

    n_eff: float
    exponent: float
    covered_before: float
    covered_after: float
    crps_before: float
    crps_after: float


def trial(simulated: Column, covariance: Column, outcomes: Column, truth: int, error: Column) -> Trial:
    """Publish the figures of one draw with an error, condition all others, look its outcomes up.

    simulated: (draws, figures); outcomes: (draws, targets); error: (figures,), of the publication.
    """
    others = np.arange(len(simulated)) != truth
    names = tuple(f"{place:02d}" for place in range(simulated.shape[1]))
    evidence = Evidence(names, simulated[truth] + error, simulated[others], covariance)
    size = int(others.sum())
    posterior = condition(range(size), evidence, FLOOR * size)
    before = outcomes[others]
    after = posterior.carried(before, np.arange(size))
    even, spread = np.ones(size), before.std(axis=0)
    scores = [
        (_covers(sample, weights, outcomes[truth]), float((_crps(sample, weights, outcomes[truth]) / spread).mean()))
        for sample, weights in ((before, even), (after, posterior.weights))
    ]
    return Trial(posterior.n_eff, posterior.exponent, scores[0][0], scores[1][0], scores[0][1], scores[1][1])


def _covers(sample: Column, weights: Column, truth: Column) -> float:
    ends = np.array([estimates.quantiles(column, weights, (LOW, HIGH)) for column in sample.T])
    return float(((ends[:, 0] <= truth) & (truth <= ends[:, 1])).mean())


def _crps(sample: Column, weights: Column, truth: Column) -> Column:
    """Continuous ranked probability score of weighted draws, one for each target."""
    return np.array([scoring.crps(one, of, weights) for one, of in zip(sample.T, truth, strict=True)])


def trials(run: Run, month: int) -> list[Trial]:
    """Every truth of a run, the first draws of it, with figures to a month."""
    figures = {figure.statistic: figure for figure in figures_of(run)}
    asked = [figures[name] for name in FIGURES]
    book = open_book(run, asked)
    outcomes = _outcomes(run)
    found = []
    for truth in range(TRUTHS):
        simulated, covariance = _published(run, asked, book, truth, month)
        error = np.random.default_rng(truth).normal(size=len(asked)) * np.sqrt(np.diag(covariance))
        found.append(trial(simulated, covariance, outcomes, truth, error))
    return found


def _published(run: Run, asked: Sequence[Figure], book: Book, truth: int, month: int) -> tuple[Column, Column]:
    told = [Observation(one, month, float(published(run, one, book, month).values[truth]), None) for one in asked]
    evidence = update.evidence_of(run, told, book)
    return evidence.simulated, evidence.covariance


def _outcomes(run: Run) -> Column:
    """Figures of the year by draw: every market outcome that differs between draws, structural error included."""
    about = run.goal_definitions().filter(pl.col("is_default") & (pl.col("kind") == "market"))
    goals = run.goals().join(about.select("goal", "reading"), on=["goal", "reading"], how="semi")
    wide = goals.pivot("goal", index="draw", values="value").sort("draw").drop("draw").to_numpy()
    return wide[:, wide.std(axis=0) > 0.0]


def stored() -> dict[int, list[Trial]]:
    """What the last `make tables` found, by month."""
    with STORED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        month: [Trial(**{name: float(row[name]) for name in COLUMNS[2:]}) for row in rows if int(row["month"]) == month]
        for month in MONTHS
    }


def better(found: Sequence[Trial]) -> int:
    """Truths that are told better after their figures than before."""
    return sum(one.crps_after < one.crps_before for one in found)


def table(found: Mapping[int, Sequence[Trial]]) -> str:
    """Coverage, score and effective draws over the truths."""
    lines = {
        "outcomes within their 90 % interval, %": lambda one: f"{100 * _mean(one, 'covered_after'):.1f}",
        "CRPS, standard deviations of the draws": lambda one: f"{_mean(one, 'crps_after'):.3f}",
        "truths whose CRPS is better than before": lambda one: f"{better(one)} of {len(one)}",
        f"effective draws of {DRAWS - 1}, mean": lambda one: f"{_mean(one, 'n_eff'):.0f}",
        "the same, least": lambda one: f"{min(trial.n_eff for trial in one):.0f}",
        "truths where weights carry part only": lambda one: f"{_part(one)} of {len(one)}",
    }
    first = found[MONTHS[0]]
    before = (f"{100 * _mean(first, 'covered_before'):.1f}", f"{_mean(first, 'crps_before'):.3f}", "", f"{DRAWS - 1}",
              f"{DRAWS - 1}", "")  # fmt: skip
    heads = ("", "before", *(f"figures to month {month}" for month in MONTHS))
    rows = [(name, old, *(tell(found[month]) for month in MONTHS))
            for (name, tell), old in zip(lines.items(), before, strict=True)]  # fmt: skip
    ruled = (heads, ("---", *["---:"] * (len(MONTHS) + 1)), *rows)
    return "\n".join("| " + " | ".join(row) + " |" for row in ruled)


def _part(found: Sequence[Trial]) -> int:
    return sum(one.exponent < 1.0 for one in found)


def _mean(found: Sequence[Trial], name: str) -> float:
    return float(np.mean([getattr(one, name) for one in found]))


def main() -> None:
    """Run, store and publish."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [f"run.draws={DRAWS}", f"run.scale={SCALE}", "run.weighed=false", f"results_dir={folder}"]
        if code := app.main(asked):
            raise SystemExit(code)
        run = open_run(next(Path(folder).glob("baseline/*")))
        found = {month: trials(run, month) for month in MONTHS}
    with STORED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for month, of_month in found.items():
            for place, one in enumerate(of_month):
                writer.writerow([month, place, *(f"{getattr(one, name):.9g}" for name in COLUMNS[2:])])
    publish(FILE, MARK, table(found))


if __name__ == "__main__":
    main()
