"""What was known of 2023 when the forecast was made, and the weight it gives each draw: weights.csv.

Why a file of its own: every table and chart of a run, and every later question put to it, must use the same weights.
They depend on 2023 alone, which the scenarios of a draw share, so pairs of scenarios are weighed alike.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from analysis.conditioning import BEYOND, Evidence, Posterior, condition, covariance_of
from analysis.estimates import WEIGHT
from analysis.read import Run, open_run, write_table

FILE, EVIDENCE_FILE = "weights.csv", "observations.csv"
COLUMNS = (
    "statistic", "scope", "observed", "error", "discrepancy", "draws_mean", "draws_sd", "after_mean", "distance",
    "used",
)  # fmt: skip


def write(run_folder: str | Path) -> tuple[Path, Path]:
    """Write weights.csv and observations.csv into the run folder and return their paths."""
    run = open_run(run_folder)
    posterior, told = known_posterior(run)
    weights = pl.DataFrame({"draw": list(posterior.draws), "weight": posterior.weights})
    return write_table(run.folder / FILE, weights), write_table(run.folder / EVIDENCE_FILE, told)


def known_posterior(run: Run) -> tuple[Posterior, pl.DataFrame]:
    """The draws weighed by the published figures of 2023 that weigh, and a table of these figures.

    A figure no draw comes near is left out and says so (`used` false): it speaks against the model, not for a draw.
    """
    draws, settings = run.draw_numbers(), run.weighing()
    if not run.is_weighed():
        nothing = Evidence((), np.zeros(0), np.zeros((len(draws), 0)), np.zeros((0, 0)))
        return condition(draws, nothing, 1.0), pl.DataFrame(schema=COLUMNS)
    figures = _figures(run, draws)
    evidence = known_evidence(run, figures, draws)
    reached = evidence.distance() <= BEYOND
    used = _subset(evidence, reached)
    posterior = condition(draws, used, settings["floor"] * len(draws))
    return posterior, _told(figures, evidence, reached, posterior)


def weights_of(posterior: Posterior) -> pl.DataFrame | None:
    """Columns draw, weight; None where every draw counts alike."""
    if posterior.is_uniform:
        return None
    return pl.DataFrame({"draw": list(posterior.draws), WEIGHT: posterior.weights}, schema_overrides={"draw": pl.Int32})


def series_after(run: Run, names: list[str], posterior: Posterior) -> pl.DataFrame:
    """Monthly rows of the named series, moved by the evidence that weights do not carry."""
    rows = run.series(names)
    if posterior.exponent == 1.0 or rows.is_empty():
        return rows
    keys = ("draw", "seed")
    wide = rows.with_columns(name=pl.format("{}\x00{}", "series", "month")).pivot("name", index=keys, values="value")
    places = np.searchsorted(posterior.draws, wide["draw"].to_numpy())
    names_of = [name for name in wide.columns if name not in keys]
    moved = posterior.carried(wide.select(names_of).to_numpy(), places)
    long = wide.select(keys).hstack(pl.DataFrame(moved, schema=names_of)).unpivot(index=keys, variable_name="name")
    split = pl.col("name").str.split_exact("\x00", 1)
    return long.with_columns(
        series=split.struct.field("field_0"), month=split.struct.field("field_1").cast(pl.Int32)
    ).select(rows.columns)


def known_evidence(run: Run, figures: pl.DataFrame, draws: Sequence[int]) -> Evidence:
    """Published figures with an error, and what each draw gives for them."""
    simulated, settings = _simulated(run, figures["statistic"].to_list(), draws), run.weighing()
    covariance = covariance_of(
        figures["error"].to_numpy(), figures["discrepancy"].to_numpy(), figures["statistic"].to_list(),
        settings["same_statistic"], settings["other_statistics"],
    )
    names = tuple(f"{row['statistic']}, {row['scope']}, 2023" for row in figures.iter_rows(named=True))
    return Evidence(names, figures["value"].to_numpy(), simulated, covariance)


def _figures(run: Run, draws: Sequence[int]) -> pl.DataFrame:
    """Rows of known_2023.csv that weigh and that every draw gives, in the order of their names."""
    known = run.known_2023().filter(pl.col("error").is_not_null() & pl.col("discrepancy").is_not_null())
    given = run.hindcast_draws().group_by("statistic").agg(draws=pl.col("draw").n_unique())
    whole = given.filter(pl.col("draws") == len(draws)).select("statistic")
    return known.join(whole, on="statistic", how="semi").sort("statistic", "scope")


def _simulated(run: Run, statistics: Sequence[str], draws: Sequence[int]) -> np.ndarray:
    """What each draw gives, (draws, figures): the mean of its seeds."""
    by_draw = run.hindcast_draws().group_by("statistic", "draw").agg(pl.col("value").mean()).sort("draw")
    columns = [by_draw.filter(pl.col("statistic") == name)["value"].to_numpy() for name in statistics]
    return np.column_stack(columns) if columns else np.zeros((len(draws), 0))


def _subset(evidence: Evidence, kept: np.ndarray) -> Evidence:
    names = tuple(name for name, is_kept in zip(evidence.names, kept, strict=True) if is_kept)
    covariance = evidence.covariance[np.ix_(kept, kept)]
    return Evidence(names, evidence.observed[kept], evidence.simulated[:, kept], covariance)


def _told(figures: pl.DataFrame, evidence: Evidence, reached: np.ndarray, posterior: Posterior) -> pl.DataFrame:
    after = np.average(evidence.simulated, axis=0, weights=posterior.weights) if len(figures) else np.zeros(0)
    spread = evidence.simulated.std(axis=0)
    return figures.with_columns(
        observed=pl.col("value"), draws_mean=pl.Series(evidence.simulated.mean(axis=0), dtype=pl.Float64),
        draws_sd=pl.Series(spread, dtype=pl.Float64), after_mean=pl.Series(after, dtype=pl.Float64),
        distance=pl.Series(evidence.distance(), dtype=pl.Float64), used=pl.Series(reached, dtype=pl.Boolean),
    ).select(COLUMNS)  # fmt: skip
