"""Opening a run folder: what analysis knows about a run, it reads here.

Why: the folder is the only link to the model, so a missing file or column is
named here, once, before any number is computed from half a run.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

GOALS = ("draw", "seed", "goal", "reading", "value", "value_model", "margin", "met")
SERIES = ("draw", "seed", "month", "series", "value")
DRAWS = ("draw", "parameter", "value")
HINDCAST_DRAWS = ("draw", "seed", "statistic", "value")
KNOWN = (
    "statistic", "zh", "en", "unit", "decimals", "value", "low", "high", "scope", "place_zh", "place_en", "source",
    "confidence", "role", "note", "error", "discrepancy",
)
WEIGHING = ("name", "value")
WEIGHTS = ("draw", "weight")
WITHIN_YEAR = ("statistic", "kind", "series", "beside", "factor")
USUAL_ACCOUNTS = ("figure", "low", "high", "source")
GOAL_DEFINITIONS = (
    "goal", "reading", "is_default", "measure", "name_zh", "name_en", "kind",
    "strength", "comparator", "target", "unit", "decimals", "status", "statistic",
)
PARAMETERS = ("parameter", "zh", "en")
# The smallest scale whose means and spreads are checked against full scale (sim/EVIDENCE.md).
QUOTABLE = 0.1
SERIES_DEFINITIONS = ("series", "zh", "en", "unit")
PROBABILITIES = (
    "goal", "reading", "is_default", "measure", "name_zh", "name_en", "kind", "strength",
    "comparator", "target", "unit", "draws", "n_eff_draws", "p", "p_prior", "p_low", "p_high", "p_model",
    "p_pessimistic", "p_optimistic", "n_eff", "mean", "q05", "q25", "q50", "q75", "q95",
)
OUTSIDE_COLUMNS = ("p_class", "p_class_low", "p_class_high", "n_class", "p_pooled")
PROBABILITIES = (*PROBABILITIES, *OUTSIDE_COLUMNS)
PAIRS = ("class", "year", "met")
HISTORY = ("statistic", "scope", "year", "value")
HINDCAST = (
    "statistic", "name_zh", "name_en", "unit", "decimals", "known", "known_low", "known_high", "scope", "place_zh",
    "place_en", "source", "confidence", "role", "draws", "q05", "q25", "q50", "q75", "q95", "note",
)
NUMERIC = frozenset(PROBABILITIES[PROBABILITIES.index("draws"):]) | {"target", "decimals", "tolerance"}


class RunFolderError(Exception):
    """A run folder that cannot be read; the message names the file and what to do."""


@dataclass(frozen=True)
class Run:
    """A run folder. Frames are read on demand: a ladder needs no monthly series."""

    folder: Path

    @property
    def scenario(self) -> str:
        """The scenario's id: results/<scenario>/<hash>/."""
        return self.folder.parent.name

    @property
    def address(self) -> str:
        """The content hash naming the folder."""
        return self.folder.name

    def goals(self) -> pl.DataFrame:
        """One row per draw, seed, goal and reading."""
        return _parquet(self.folder / "goals.parquet", GOALS)

    def series(self, names: list[str]) -> pl.DataFrame:
        """Monthly rows of the named series only: the whole file may be large."""
        path = self.folder / "series.parquet"
        _require(path)
        lazy = pl.scan_parquet(path)
        _check_columns(path, lazy.collect_schema().names(), SERIES)
        return lazy.filter(pl.col("series").is_in(names)).collect()

    def draws(self) -> pl.DataFrame:
        """One row per draw and parameter."""
        return _parquet(self.folder / "draws.parquet", DRAWS)

    def hindcast_draws(self) -> pl.DataFrame:
        """Simulated figures of 2023: one row per draw, seed and statistic."""
        return _parquet(self.folder / "hindcast.parquet", HINDCAST_DRAWS)

    def known_2023(self) -> pl.DataFrame:
        """Published figures of 2023, one row per statistic and scope; value, low and high as numbers."""
        frame = _csv(self.folder / "definitions" / "known_2023.csv", KNOWN)
        return frame.with_columns(pl.col("value", "low", "high", "error", "discrepancy").cast(pl.Float64))

    def weighing(self) -> dict[str, float]:
        """How draws are weighed by observations, by name; empty where the run declares none or is older than that."""
        path = self.folder / "definitions" / "weighing.csv"
        if not path.is_file():
            return {}
        frame = _csv(path, WEIGHING)
        return {name: float(value) for name, value in frame.select(WEIGHING).iter_rows()}

    def is_weighed(self) -> bool:
        """Whether what was known of 2023 weighs the draws of this run."""
        return bool(self.weighing()) and self.option("weighed") is not False

    def within_year(self) -> pl.DataFrame:
        """How bulletins print a figure from January to a month: statistic, kind, series, beside, factor."""
        return _csv(self.folder / "definitions" / "within_year.csv", WITHIN_YEAR).with_columns(
            pl.col("factor").cast(pl.Float64)
        )

    def parameter_names(self) -> pl.DataFrame:
        """Names of the parameters: parameter, zh, en."""
        return _csv(self.folder / "definitions" / "parameters.csv", PARAMETERS, frozenset()).select(PARAMETERS)

    def last_year(self) -> int:
        """The last calendar year of the run."""
        path = self.folder / "series.parquet"
        _require(path)
        return int(pl.scan_parquet(path).select(pl.col("month").max()).collect().item()) // 100

    def draw_numbers(self) -> list[int]:
        """The draws that were simulated, in order."""
        return sorted(self.goals()["draw"].unique().to_list())

    def usual_accounts(self) -> pl.DataFrame:
        """What districts of this kind usually have of each public account, percent of product; low, high as numbers."""
        frame = _csv(self.folder / "definitions" / "accounts.csv", USUAL_ACCOUNTS).select(USUAL_ACCOUNTS)
        return frame.with_columns(pl.col("low", "high").cast(pl.Float64), pl.col("figure", "source").cast(pl.String))

    def goal_definitions(self) -> pl.DataFrame:
        """One row per goal and reading, those without a mechanism included."""
        frame = _csv(self.folder / "definitions" / "goals.csv", GOAL_DEFINITIONS)
        repeated = frame.filter(pl.struct("goal", "reading").is_duplicated())
        if repeated.height:
            row = repeated.row(0, named=True)
            raise RunFolderError(
                f"{self.folder / 'definitions/goals.csv'}: goal '{row['goal']}', reading '{row['reading']}' "
                "is listed more than once; one row per goal and reading is allowed."
            )
        return frame.with_columns(is_default=_truth("is_default"))

    def pairs(self) -> pl.DataFrame | None:
        """Targets elsewhere and how they ended, met as 0 or 1; None where the run was given none."""
        path = self.folder / "definitions" / "pairs.csv"
        return _csv(path, PAIRS).with_columns(pl.col("met").cast(pl.Int64)) if path.is_file() else None

    def records(self) -> dict[tuple[str, str], str | None]:
        """The class of pairs each goal and reading is set beside; none where the run says nothing of it."""
        frame = _csv(self.folder / "definitions" / "goals.csv", GOAL_DEFINITIONS)
        if "record" not in frame.columns:
            return {}
        return {(goal, reading): record for goal, reading, record in frame.select("goal", "reading", "record").rows()}

    def history(self) -> pl.DataFrame | None:
        """Years of published figures, year as a whole number, value as a number; None where the run was given none."""
        path = self.folder / "definitions" / "record.csv"
        if not path.is_file():
            return None
        return _csv(path, HISTORY).with_columns(pl.col("year").cast(pl.Int64), pl.col("value").cast(pl.Float64))

    def outside_settings(self) -> dict[str, float]:
        """The settings of the outside view by name; empty where the run has none."""
        path = self.folder / "definitions" / "outside_view.csv"
        if not path.is_file():
            return {}
        rows = _csv(path, ("setting", "value")).select("setting", "value").rows()
        return {name: float(value) for name, value in rows}

    def series_definitions(self) -> pl.DataFrame:
        """Names and units of the monthly series."""
        return _csv(self.folder / "definitions" / "series.csv", SERIES_DEFINITIONS)

    def probabilities(self) -> pl.DataFrame:
        """The table of chances; written by analysis.probabilities.write."""
        frame = _csv(self.folder / "probabilities.csv", PROBABILITIES)
        return frame.with_columns(is_default=_truth("is_default"))

    def scenario_name(self, language: str) -> str:
        """The scenario in the reader's language; its id where no name is stored."""
        path = self.folder / "definitions" / "scenarios.csv"
        if path.is_file():
            frame = _csv(path, ("scenario", "zh", "en"))
            named = frame.filter(pl.col("scenario") == self.scenario)
            if named.height and named.item(0, language):
                return named.item(0, language)
        return self.scenario

    def is_trial(self) -> bool:
        """Whether the run is too thin to be quoted; read from the composed configuration."""
        return float(self.option("scale")) < QUOTABLE

    def is_thinned(self) -> bool:
        """Whether the run holds fewer rows than people and firms."""
        return float(self.option("scale")) < 1.0

    def option(self, name: str) -> Any:
        """A setting of the run as composed, by its name in `run`."""
        return self.value(f"run.{name}")

    def value(self, path: str) -> Any:
        """A value of the run as composed, by its path; None where the run has no such value."""
        file = self.folder / "config.yaml"
        _require(file)
        found = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for name in path.split("."):
            found = found.get(name) if isinstance(found, dict) else None
        return found

    def commit(self) -> str | None:
        """Short commit of the code that made the run, with + when the tree was dirty."""
        path = self.folder / "log.json"
        if not path.is_file():
            return None
        git = json.loads(path.read_text(encoding="utf-8"))["git"]
        return f"{git['commit'][:8]}{'+' if git['dirty'] else ''}" if git["commit"] else None


def open_run(folder: str | Path) -> Run:
    """A run folder by path.

    Raises RunFolderError when there is no such folder.
    """
    path = Path(folder).resolve()
    if not path.is_dir():
        raise RunFolderError(f"{path}: no such run folder. A run is stored as results/<scenario>/<hash>/.")
    return Run(path)


def write_table(path: Path, frame: pl.DataFrame) -> Path:
    """Write a table of results as CSV and return its path; the file appears whole or not at all."""
    part = path.with_suffix(".csv.part")
    part.write_text(frame.write_csv(), encoding="utf-8-sig", newline="")
    part.replace(path)
    return path


def _require(path: Path) -> None:
    if not path.is_file():
        raise RunFolderError(
            f"{path}: file is missing. The run did not finish or the folder was copied in part; "
            "run the same scenario again, it resumes where it stopped."
        )


def _check_columns(path: Path, found: list[str], wanted: tuple[str, ...]) -> None:
    missing = [name for name in wanted if name not in found]
    if missing:
        raise RunFolderError(
            f"{path}: column{'s' if len(missing) > 1 else ''} {', '.join(missing)} missing; "
            f"found {', '.join(found)}. The file format is described in results/README.md."
        )


def _parquet(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    _require(path)
    frame = pl.read_parquet(path)
    _check_columns(path, frame.columns, columns)
    return frame


def _csv(path: Path, columns: tuple[str, ...], numeric: frozenset[str] = NUMERIC) -> pl.DataFrame:
    """A table as text, then numbers by name: guessing types would turn an id of digits into a number."""
    _require(path)
    text = path.read_text(encoding="utf-8-sig")
    frame = pl.read_csv(text.encode("utf-8"), infer_schema=False)
    _check_columns(path, frame.columns, columns)
    numbers = [name for name in frame.columns if name in numeric]
    try:
        return frame.with_columns(pl.col(name).cast(pl.Float64) for name in numbers)
    except pl.exceptions.InvalidOperationError as error:
        raise RunFolderError(f"{path}: a numeric column ({', '.join(numbers)}) holds text: {error}") from error


def _truth(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().is_in(["true", "1"])
