"""The hindcast: the simulated 2023 beside the few published figures of it, as it is.

Why the place and the role of each figure go with it: almost nothing is published for the district itself, and where the
model was given a figure as its outside demand, agreement with it is no evidence.
"""

from pathlib import Path

import polars as pl

from analysis.probabilities import QUANTILES
from analysis.read import HINDCAST, Run, open_run, write_table

FILE = "hindcast.csv"
RENAMED = {"zh": "name_zh", "en": "name_en", "value": "known", "low": "known_low", "high": "known_high"}


def write(run_folder: str | Path) -> Path:
    """Write hindcast.csv into the run folder and return its path; the file appears whole or not at all."""
    run = open_run(run_folder)
    return write_table(run.folder / FILE, table(run))


def table(run: Run) -> pl.DataFrame:
    """One row per known figure, in the order of the definitions, with the quantiles over draws of the simulated one.

    Several seeds of one draw count as one: their mean. The figures carry no structural error. A known figure that the
    model does not give stays, with 0 draws and no quantiles.
    """
    by_draw = run.hindcast_draws().group_by("statistic", "draw").agg(pl.col("value").mean())
    quantiles = [pl.col("value").quantile(q, "linear").alias(name) for name, q in QUANTILES.items()]
    simulated = by_draw.group_by("statistic").agg(*quantiles, draws=pl.len().cast(pl.Int64))
    known = run.known_2023().rename(RENAMED)
    joined = known.join(simulated, on="statistic", how="left", maintain_order="left")
    return joined.with_columns(pl.col("draws").fill_null(0), pl.col("decimals").cast(pl.Int64)).select(HINDCAST)
