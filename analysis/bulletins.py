"""Figures within the year as bulletins print them, from January to a month, from the stored monthly series.

Why each figure says how it is printed (definitions/within_year.csv): the model's rule of a statistic and what a
bulletin prints of it in May must be one rule, and analysis knows the model only by what a run has stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.read import Run, RunFolderError

MONTHS = 12
FIRST_MONTH = 2  # January and February are one observation: the Spring Festival moves between them
GROWTH, TOTAL, MEAN, RATIO, LEVEL = "growth", "total", "mean", "ratio", "level"
Column = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """One statistic that is printed within the year: its recipe, names and unit."""

    statistic: str
    kind: str
    series: str
    beside: str
    factor: float
    zh: str
    en: str
    unit: str
    decimals: int

    @property
    def recipe(self) -> tuple[str, str, str, float]:
        """What is printed: two statistics of one recipe are one figure within the year."""
        return self.kind, self.series, self.beside, self.factor

    @property
    def is_growth(self) -> bool:
        """Whether its error is one of percentage points: a growth rate or another figure in percent."""
        return self.unit == "percent"


@dataclass(frozen=True)
class Book:
    """Monthly values of a run's last year and the year before, by series: (runs, 24), and the draw and seed of each."""

    values: dict[str, Column]
    draws: NDArray[np.int64]
    year: int

    def at(self, figure: Figure, month: int) -> Column:
        """The figure from January to a month of the last year: (runs,)."""
        this = self.values[figure.series][:, MONTHS : MONTHS + month]
        if figure.kind == LEVEL:
            return figure.factor * this[:, -1]
        if figure.kind == MEAN:
            return figure.factor * this.mean(axis=1)
        if figure.kind == TOTAL:
            return figure.factor * this.sum(axis=1)
        other = self.values[figure.beside][:, MONTHS : MONTHS + month] if figure.kind == RATIO else None
        before = self.values[figure.series][:, :month] if other is None else other
        base = before.sum(axis=1)
        ratio = np.divide(this.sum(axis=1), base, out=np.full(len(base), np.nan), where=base != 0.0)
        return figure.factor * (ratio - 1.0 if figure.kind == GROWTH else ratio)


def figures_of(run: Run) -> list[Figure]:
    """The statistics of a run that are printed within the year and that a target names, in the order of the targets.

    Raises RunFolderError when there are none, as in the stationary district.
    """
    # Goals have a column `kind` too, of another meaning.
    is_built = pl.col("statistic").is_not_null() & (pl.col("status") == "measured")
    goals = run.goal_definitions().filter(is_built).drop("kind")
    first = goals.sort("is_default", descending=True, maintain_order=True)
    about = first.unique("statistic", keep="first", maintain_order=True)
    rows = about.join(run.within_year(), on="statistic", how="inner", maintain_order="left")
    if rows.is_empty():
        raise RunFolderError(f"{run.folder}: no target of this run has a figure within the year; nothing can be asked.")
    return [
        Figure(
            row["statistic"], row["kind"], row["series"], row["beside"] or "", float(row["factor"]), row["name_zh"],
            row["name_en"], row["unit"], int(row["decimals"] or 0),
        )
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip


def open_book(run: Run, figures: Iterable[Figure]) -> Book:
    """Read the monthly series of figures.

    Raises RunFolderError when the run ends before two whole years or a series is not stored.
    """
    names = sorted({name for figure in figures for name in (figure.series, figure.beside) if name})
    rows = run.series(names)
    missing = sorted(set(names) - set(rows["series"].unique().to_list()))
    if missing:
        raise RunFolderError(f"{run.folder / 'series.parquet'}: series {', '.join(missing)} missing.")
    year = max(rows["month"].to_list()) // 100
    months = [100 * y + m for y in (year - 1, year) for m in range(1, MONTHS + 1)]
    if set(months) - set(rows["month"].unique().to_list()):
        raise RunFolderError(f"{run.folder / 'series.parquet'}: {year} and {year - 1} are not whole; run whole years.")
    rows = rows.filter(pl.col("month").is_in(months)).sort("series", "draw", "seed", "month")
    runs = rows.select("draw", "seed").unique().sort("draw", "seed")
    shape = (len(names), runs.height, 2 * MONTHS)
    blocks = rows["value"].to_numpy().reshape(shape)
    values = dict(zip(sorted(names), blocks, strict=True))
    return Book(values, runs["draw"].to_numpy().astype(np.int64), year)


@dataclass(frozen=True)
class Told:
    """A figure to a month as bulletins print it.

    `values` (runs,), each draw's structural error of the year included; `spread` what it has of its own beside it: one
    standard deviation in the unit of the figure, or as a share of it where `is_relative`. A figure the model never
    makes negative, such as a share of what is done, is not printed so either.
    """

    values: Column
    spread: float
    is_relative: bool
    is_never_negative: bool


def published(run: Run, figure: Figure, book: Book, month: int) -> Told:
    """A figure to a month with the structural error of its statistic: points for percent, a share for amounts.

    Assumption: errors of months are independent, so the mean error of m months is that of the year plus an own part of
    (12 / m - 1) times its variance: a first quarter tells less of the year than its own months.
    """
    values = book.at(figure, month)
    is_never_negative = bool(values.min() >= 0.0)
    about = run.goal_definitions().filter(pl.col("statistic") == figure.statistic).head(1).select("goal", "reading")
    of_goal = run.goals().join(about, on=["goal", "reading"], how="semi").sort("draw", "seed")
    if of_goal.height != len(values):
        return Told(values, 0.0, False, is_never_negative)
    printed, model = of_goal["value"].to_numpy(), of_goal["value_model"].to_numpy()
    own = np.sqrt(MONTHS / month - 1.0)
    if figure.is_growth:
        return Told(values + (printed - model), float(own * (printed - model).std()), False, is_never_negative)
    error = np.divide(printed, model, out=np.ones_like(printed), where=model != 0.0)
    # A level its authors knew is the simulated one times a factor of the draw (conf/asked.yaml), in every month.
    year = book.at(figure, MONTHS)
    scaled = values * np.divide(model, year, out=np.ones_like(model), where=year != 0.0)
    return Told(scaled * error, float(own * error.std()), True, is_never_negative)
