"""Where the spread of a figure comes from: runs in which one source of uncertainty is drawn and the rest is held.

Why variances and not ranges: variances of sources that do not interact add up, so what is left over shows how much
they do. Chance (firms' and persons' own luck) is in every run; a source's part is what its run has beyond chance.
Structural error is added at observation and independent of the rest.
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from analysis.read import Run, open_run, write_table

FILE = "spread.csv"
EVERYTHING, CHANCE, STRUCTURAL, JOINTLY = "everything", "chance", "structural", "jointly"
SOURCES = ("initial", "world", "behaviour", "administration", "policy")
SPREAD = ("goal", "reading", "is_default", "name_zh", "name_en", "kind", "unit", "draws", "sd", *(
    f"share_{name}" for name in (*SOURCES, CHANCE, STRUCTURAL, JOINTLY)))  # fmt: skip


def drawn(run: Run) -> str:
    """What was drawn in a run: everything, one source, or chance alone."""
    return str(run.option("drawn"))


def write(folders: Iterable[str | Path]) -> Path | None:
    """Write spread.csv into the folder of the run of everything; nothing and None if a run is missing for it."""
    runs = {drawn(run): run for run in map(open_run, folders)}
    if not {EVERYTHING, CHANCE, *SOURCES} <= set(runs):
        return None
    return write_table(runs[EVERYTHING].folder / FILE, table(runs))


def table(runs: dict[str, Run]) -> pl.DataFrame:
    """One row per goal and reading: standard deviation, and the share of its variance by source.

    Shares sum to one; `share_jointly` is what sources do together, below zero where they offset each other. A figure
    that never varies has no shares.
    """
    whole = _variances(runs[EVERYTHING])
    parts = [
        _variances(runs[name]).select("goal", "reading", pl.col("model").alias(name)) for name in (CHANCE, *SOURCES)
    ]
    for part in parts:
        whole = whole.join(part, on=["goal", "reading"], how="left")
    own = [(pl.col(name) - pl.col(CHANCE)).clip(lower_bound=0.0).alias(name) for name in SOURCES]
    whole = whole.with_columns(own)
    named = (*SOURCES, CHANCE, STRUCTURAL)
    whole = whole.with_columns((pl.col("value") - pl.sum_horizontal(named)).alias(JOINTLY))
    shares = [
        pl.when(pl.col("value") > 0.0).then(pl.col(name) / pl.col("value")).alias(f"share_{name}")
        for name in (*named, JOINTLY)
    ]
    about = runs[EVERYTHING].goal_definitions()
    joined = about.join(whole, on=["goal", "reading"], how="inner", maintain_order="left")
    return joined.with_columns(*shares, sd=pl.col("value").sqrt()).select(SPREAD)


def _variances(run: Run) -> pl.DataFrame:
    """Variance over draws of each figure, of the model's value and of the structural error between them."""
    finite = run.goals().filter(pl.col("value").is_finite() & pl.col("value_model").is_finite())
    return finite.group_by("goal", "reading").agg(
        pl.col("value").var().fill_null(0.0), model=pl.col("value_model").var().fill_null(0.0),
        structural=(pl.col("value") - pl.col("value_model")).var().fill_null(0.0), draws=pl.len().cast(pl.Int64),
    )  # fmt: skip


def read(run: Run) -> pl.DataFrame:
    """The table as stored."""
    text = (run.folder / FILE).read_text(encoding="utf-8-sig")
    return pl.read_csv(text.encode("utf-8"), infer_schema_length=None)
