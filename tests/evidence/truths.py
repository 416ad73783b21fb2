"""Does learning from figures work: fifty districts drawn as truth, ten figures of each published with error.

Each truth is one draw of the model. Its first quarter is published as a bulletin would, with the error the model
declares for bulletins; the other draws are conditioned on it as linping-update does; then its year is looked up. A
truth of the model is not the district: this shows that the statistics are right, not that the model is.

`python tests/evidence/truths.py` runs the draws, stores what each truth came to in tests/golden/truths.csv and writes
the table into sim/EVIDENCE.md.
"""

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis import estimates, update
from analysis.bulletins import Book, Figure, figures_of, open_book, published
from analysis.conditioning import Evidence, condition
from analysis.observed import Observation
from analysis.read import Run, open_run
from scenarios import app
from scenarios.declarations import ROOT
from tests.liveness.plan import SCALE
from tests.liveness.published import publish

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "truths"
STORED = ROOT / "tests" / "golden" / "truths.csv"
DRAWS, TRUTHS, MONTH = 200, 50, 3
FLOOR = 0.25  # of the draws, as conf/observations declares
LOW, HIGH = 0.05, 0.95
FIGURES = (
    "industrial_value_added_growth", "services_value_added_growth", "fai_growth", "manufacturing_investment_growth",
    "retail_sales_growth", "new_urban_jobs", "electricity_use", "gas_use", "innovation_zone_revenue_growth",
    "fdi_total",
)  # fmt: skip
COLUMNS = ("truth", "n_eff", "exponent", "covered_before", "covered_after", "crps_before", "crps_after")
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
    """Continuous ranked probability score of weighted samples: E|X - y| - E|X - X'| / 2, one for each target."""
    share = weights / weights.sum()
    apart = np.abs(sample[:, None, :] - sample[None, :, :])
    return share @ np.abs(sample - truth) - 0.5 * np.einsum("i,j,ijk->k", share, share, apart)


def trials(run: Run) -> list[Trial]:
    """Every truth of a run, the first draws of it."""
    figures = {figure.statistic: figure for figure in figures_of(run)}
    asked = [figures[name] for name in FIGURES]
    book = open_book(run, asked)
    outcomes = _outcomes(run)
    found = []
    for truth in range(TRUTHS):
        simulated, covariance = _published(run, asked, book, truth)
        error = np.random.default_rng(truth).normal(size=len(asked)) * np.sqrt(np.diag(covariance))
        found.append(trial(simulated, covariance, outcomes, truth, error))
    return found


def _published(run: Run, asked: Sequence[Figure], book: Book, truth: int) -> tuple[Column, Column]:
    told = [Observation(one, MONTH, float(published(run, one, book, MONTH).values[truth]), None) for one in asked]
    evidence = update.evidence_of(run, told, book)
    return evidence.simulated, evidence.covariance


def _outcomes(run: Run) -> Column:
    """Figures of the year by draw: every market outcome that differs between draws, structural error included."""
    about = run.goal_definitions().filter(pl.col("is_default") & (pl.col("kind") == "market"))
    goals = run.goals().join(about.select("goal", "reading"), on=["goal", "reading"], how="semi")
    wide = goals.pivot("goal", index="draw", values="value").sort("draw").drop("draw").to_numpy()
    return wide[:, wide.std(axis=0) > 0.0]


def stored() -> list[Trial]:
    """What the last `make tables` found."""
    with STORED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Trial(**{name: float(row[name]) for name in COLUMNS[1:]}) for row in rows]


def table(found: Sequence[Trial]) -> str:
    """Coverage, score and effective draws over the truths."""
    better = sum(one.crps_after < one.crps_before for one in found)
    means = {name: np.mean([getattr(one, name) for one in found]) for name in COLUMNS[1:]}
    part = sum(one.exponent < 1.0 for one in found)
    return "\n".join([
        "| | before | after ten figures of the first quarter |", "|---|---:|---:|",
        f"| outcomes within their 90 % interval, % | {100 * means['covered_before']:.1f} | "
        f"{100 * means['covered_after']:.1f} |",
        f"| CRPS, standard deviations of the draws | {means['crps_before']:.3f} | {means['crps_after']:.3f} |",
        f"| truths whose CRPS is better after | | {better} of {len(found)} |",
        f"| effective draws of {DRAWS - 1}, mean (least) | {DRAWS - 1} | {means['n_eff']:.0f} "
        f"({min(one.n_eff for one in found):.0f}) |",
        f"| truths where weights carry part of the evidence only | | {part} of {len(found)} |",
    ])  # fmt: skip


def main() -> None:
    """Run, store and publish."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [f"run.draws={DRAWS}", f"run.scale={SCALE}", "run.weighed=false", f"results_dir={folder}"]
        if code := app.main(asked):
            raise SystemExit(code)
        found = trials(open_run(next(Path(folder).glob("baseline/*"))))
    with STORED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place, one in enumerate(found):
            writer.writerow([place, *(f"{getattr(one, name):.9g}" for name in COLUMNS[1:])])
    publish(FILE, MARK, table(found))


if __name__ == "__main__":
    main()
