"""The `linping-score` command: outcomes beside the chances and draws of a stored run, scored against simple forecasts.

Why simple forecasts beside it: a score says little by itself. Half for every target, how often such targets are met,
last year again and a regression on last year cost nothing; a model that is no better than they are is of no use.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis import charts, outcomes, page, scoring, theme, words
from analysis.observations import known_posterior
from analysis.outcomes import OutcomesError
from analysis.outside import COUNTED, inside
from analysis.probabilities import goals_after, is_met
from analysis.read import Run, RunFolderError, open_run, write_table

DONE, BAD_INPUT = 0, 2
PIPE_WIDTH = 120
SCORES, TARGETS, FIGURE = "scores.csv", "scores_targets.csv", "reliability"
FORECASTERS = ("model", "pooled", "class", "half", "persistence", "ar1")
EVENTS, FIGURES = ("brier", "log"), ("crps",)
LEVELS = (0.5, 0.9)
POINTS, OF_TARGET = "points", "percent_of_target"
SCOPES = ("district", "city", "province")  # whose record is taken first


@dataclass(frozen=True)
class Scored:
    """One target: its outcome, the chances each forecaster gave, and the scores of the figure itself."""

    row: dict
    outcome: float
    met: bool
    p: dict[str, float]
    crps: dict[str, float]
    pit: float
    covered: dict[float, bool]

    @property
    def block(self) -> str:
        """Targets of one figure have one outcome and are drawn again together."""
        return str(self.row["statistic"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line: 0 done, 2 a run or an outcomes file that cannot be used."""
    asked = _parser().parse_args(sys.argv[1:] if argv is None else list(argv))
    try:
        return _score(asked)
    except BrokenPipeError:  # the reader has seen enough: linping-score ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _score(asked: argparse.Namespace) -> int:
    notes = Console(stderr=True, soft_wrap=True, highlight=False)
    try:
        run = open_run(asked.run)
        scored = score(run, outcomes.read(run, Path(asked.outcomes)))
        folder = Path(asked.to) if asked.to else Path(asked.outcomes).resolve().parent
        paths = write(run, scored, folder, asked.language)
    except OutcomesError as error:
        for problem in error.problems:
            notes.print(Text(str(problem)))
        return BAD_INPUT
    except RunFolderError as error:
        notes.print(Text(str(error)))
        return BAD_INPUT
    show(scored, asked.language, Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH))
    print("\n".join(map(str, paths)))
    sys.stdout.flush()
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linping-score",
        description="Score the chances and draws of a stored run against what came of the targets: Brier, log score, "
        "CRPS, PIT, coverage and reliability, with bootstrap intervals, beside how often such targets are met, one "
        "half, last year again and a regression on last year. Fill in column outcome of a copy of "
        f"{outcomes.TEMPLATE} in the run folder, in the unit beside it, one reading for each goal; empty rows are left "
        "out. A chance of 0 or 1 from n draws counts as (k + 1/2) / (n + 1) in the log score.",
    )
    parser.add_argument("run", help="a run folder, results/<scenario>/<hash>")
    parser.add_argument("outcomes", help=f"the filled-in copy of {outcomes.TEMPLATE}")
    parser.add_argument("--to", help=f"folder for {SCORES}, {TARGETS} and the chart (default: beside the outcomes)")
    parser.add_argument("--language", choices=words.LANGUAGES[::-1], default=words.EN, help="en (default) or zh")
    return parser


def score(run: Run, found: dict[tuple[str, str], float]) -> list[Scored]:
    """Every target with an outcome, in the order of the definitions."""
    chances = {(row["goal"], row["reading"]): row for row in run.probabilities().iter_rows(named=True)}
    drawn = goals_after(run.goals(), run.goal_definitions(), known_posterior(run)[0])
    values = drawn.partition_by("goal", "reading", as_dict=True)
    history = _history(run)
    scored = []
    for definition in run.goal_definitions().iter_rows(named=True):
        key = definition["goal"], definition["reading"]
        met = is_met(np.array([found[key]]), definition) if key in found else None
        if met is not None:
            one = {**definition, **chances[key]}
            scored.append(_scored(one, found[key], bool(met[0]), values[key], history.get(definition["statistic"])))
    return scored


def _scored(row: dict, outcome: float, met: bool, drawn: pl.DataFrame, record: dict[int, float] | None) -> Scored:
    values, weights = drawn["value"].to_numpy(), drawn["weight"].to_numpy()
    p = {"model": row["p"], "pooled": row["p_pooled"], "class": row["p_class"], "half": 0.5}
    errors = {"model": scoring.crps(values, outcome, weights)}
    last = float(row["last_actual"]) if row.get("last_actual") else None
    for name, forecast in (("persistence", scoring.persistence), ("ar1", scoring.autoregression)):
        given = forecast(record, last) if record else None
        if given is not None:
            verdicts = is_met(scoring.normal_draws(*given), row)
            assert verdicts is not None
            p[name] = inside(float(verdicts.mean()), scoring.GRID)
            errors[name] = scoring.crps_normal(*given, outcome)
    return Scored(
        row, outcome, met, {name: one for name, one in p.items() if one is not None}, errors,
        scoring.pit(values, outcome, weights),
        {level: scoring.is_covered(values, outcome, weights, level) for level in LEVELS},
    )  # fmt: skip


def _history(run: Run) -> dict[str, dict[int, float]]:
    """Years of each statistic from the run's record, of the district, else of the city, else of the province."""
    frame = run.history()
    found: dict[str, dict[int, float]] = {}
    if frame is None:
        return found
    for scope in SCOPES:
        for (statistic,), rows in frame.filter(pl.col("scope") == scope).group_by("statistic"):
            record = dict(zip(rows["year"].to_list(), rows["value"].to_list(), strict=True))
            if scoring.persistence(record) is not None:
                found.setdefault(str(statistic), record)
    return found


def table(scored: list[Scored]) -> pl.DataFrame:
    """One row per score and forecaster: mean, interval, and how much better the model is on the same targets."""
    counted = [one for one in scored if one.row["kind"] in COUNTED]
    rows = []
    for name, unit, by_forecaster in _all_scores(counted):
        for forecaster in FORECASTERS:
            given = by_forecaster.get(forecaster, {})
            if not given:
                continue
            mean = scoring.mean_of(np.array([one for one, _ in given.values()]), [block for _, block in given.values()])
            rows.append({"score": name, "unit": unit, "forecaster": forecaster, **_told(mean)}
                        | _against_model(by_forecaster["model"], given, forecaster))  # fmt: skip
    blocks = [one.block for one in counted]
    for level in LEVELS:
        inside_it = np.array([float(one.covered[level]) for one in counted])
        if counted:
            mean = scoring.mean_of(inside_it, blocks)
            rows.append({"score": f"coverage_{level:.0%}".removesuffix("%"), "unit": "share", "forecaster": "model",
                         **_told(mean)})  # fmt: skip
    if counted:
        pits = np.array([one.pit for one in counted])
        rows.append({"score": "pit", "unit": "share", "forecaster": "model", **_told(scoring.mean_of(pits, blocks))})
        rows += _parts_of_brier(counted)
    schema = {"score": pl.String, "unit": pl.String, "forecaster": pl.String, "n": pl.Int64} | dict.fromkeys(
        ("mean", "low", "high", "better", "better_low", "better_high"), pl.Float64
    )
    return pl.DataFrame(rows, schema=schema, orient="row")


def _parts_of_brier(counted: list[Scored]) -> list[dict]:
    parts = scoring.reliability(*_events(counted))
    return [
        {"score": f"brier_{part}", "unit": "1", "forecaster": "model", "n": len(counted), "mean": getattr(parts, part)}
        for part in ("miscalibration", "discrimination", "uncertainty")
    ]


def _events(counted: list[Scored]) -> tuple[NDArray, NDArray]:
    return np.array([float(one.met) for one in counted]), np.array([one.p["model"] for one in counted])


def _all_scores(counted: list[Scored]) -> list[tuple[str, str, dict[str, dict[int, tuple[float, str]]]]]:
    """(score, unit, by forecaster the score and block of each target by its place)."""
    events: dict[str, dict[str, dict[int, tuple[float, str]]]] = {name: {} for name in EVENTS}
    figures: dict[str, dict[str, dict[int, tuple[float, str]]]] = {unit: {} for unit in (POINTS, OF_TARGET)}
    for place, one in enumerate(counted):
        met = np.array([float(one.met)])
        for forecaster, p in one.p.items():
            many = one.row["draws"] if forecaster == "model" else scoring.GRID
            both = scoring.brier(met, np.array([p])), scoring.log_score(met, np.array([p]), np.array([many]))
            for name, value in zip(EVENTS, both, strict=True):
                events[name].setdefault(forecaster, {})[place] = float(value[0]), one.block
        unit, size = _scale(one.row)
        for forecaster, value in one.crps.items() if size else ():
            figures[unit].setdefault(forecaster, {})[place] = value / size, one.block
    return [*((name, "1", events[name]) for name in EVENTS), *(("crps", unit, figures[unit]) for unit in figures)]


def _scale(row: dict) -> tuple[str, float]:
    """Percentages are told in points, other figures in percent of their target; none where that is nothing."""
    if row["unit"] == outcomes.PERCENT:
        return POINTS, 1.0
    return OF_TARGET, abs(row["target"]) / 100.0


def _told(mean: scoring.Mean) -> dict:
    return {"n": mean.n, "mean": mean.value, "low": mean.low, "high": mean.high}


def _against_model(model: dict, other: dict, forecaster: str) -> dict:
    """How much lower the model's score is on the targets both have; above nothing is better."""
    if forecaster == "model":
        return {}
    gained = np.array([other[place][0] - model[place][0] for place in other])
    mean = scoring.mean_of(gained, [block for _, block in other.values()])
    return {"better": mean.value, "better_low": mean.low, "better_high": mean.high}


def of_targets(scored: list[Scored]) -> pl.DataFrame:
    """One row per target: outcome, chances, scores, and where the outcome lies among the draws."""
    rows = []
    for one in scored:
        row = {name: one.row[name] for name in ("goal", "reading", "name_zh", "name_en", "kind", "unit", "target")}
        row |= {"outcome": one.outcome, "met": one.met, "is_counted": one.row["kind"] in COUNTED}
        row |= {f"p_{name}": one.p.get(name) for name in FORECASTERS}
        row |= {f"crps_{name}": one.crps.get(name) for name in ("model", "persistence", "ar1")}
        row |= {"pit": one.pit} | {f"in_{level:.0%}".removesuffix("%"): one.covered[level] for level in LEVELS}
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


def write(run: Run, scored: list[Scored], folder: Path, language: str) -> list[Path]:
    """Write scores.csv, scores_targets.csv and the reliability chart into a folder; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [write_table(folder / SCORES, table(scored)), write_table(folder / TARGETS, of_targets(scored))]
    counted = [one for one in scored if one.row["kind"] in COUNTED]
    if len(counted) > 1:
        paths += page.save(_figure(run, counted, language), folder, language)
    return paths


def _figure(run: Run, counted: list[Scored], language: str) -> page.Figure:
    theme.enable()
    fit = scoring.reliability(*_events(counted))
    rows = pl.DataFrame({
        "p": 100.0 * fit.p, "fitted": 100.0 * fit.fitted, "low": 100.0 * fit.low, "high": 100.0 * fit.high,
        "targets": fit.targets,
    })  # fmt: skip
    title = words.text("reliability_title", language, met=sum(one.met for one in counted), n=len(counted))
    stamp = words.text("score_stamp", language, address=run.address[:8], scenario=run.scenario_name(language))
    frame = charts.Frame(
        title, words.text("reliability_subtitle", language), (words.text("score_note", language), stamp),
        words.text("reliability_alt", language, n=len(counted)),
    )  # fmt: skip
    return page.Figure(FIGURE, charts.reliability(rows, frame, language), frame, rows)


def show(scored: list[Scored], language: str, console: Console) -> None:
    """Print the table of scores and what it can and cannot tell."""
    found = table(scored)
    counted = [one for one in scored if one.row["kind"] in COUNTED]
    last = ""
    grid = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("score", "forecaster", "targets", "mean", "score_interval", "better"):
        justify = "left" if name in ("score", "forecaster") else "right"
        grid.add_column(words.text(f"head_{name}", language), justify=justify, no_wrap=name == "better")
    for row in found.iter_rows(named=True):
        key = f"crps_{row['unit']}" if row["score"] == "crps" else row["score"]
        head, last = "" if key == last else words.text(f"score_{key}", language), key
        grid.add_row(
            head, words.text(f"by_{row['forecaster']}", language), str(row["n"]),
            words.fixed(row["mean"], 3), _interval(row["low"], row["high"]),
            "–" if row["better"] is None else
            f"{words.fixed(row['better'], 3)} ({_interval(row['better_low'], row['better_high'])})",
        )  # fmt: skip
    console.print(grid)
    left_out = len(scored) - len(counted)
    told = {"n": len(counted), "blocks": len({one.block for one in counted}), "left_out": left_out}
    console.print(Text(words.text("score_count", language, **told)))
    console.print(Text(words.text("score_record", language)))
    console.print(Text(words.text("score_note", language)))


def _interval(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{words.fixed(low, 3)} … {words.fixed(high, 3)}"


if __name__ == "__main__":
    sys.exit(main())
