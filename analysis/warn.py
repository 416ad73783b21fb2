"""The `linping-warn` command: which figure within the year tells a target's end, from when, and what is worth asking.

Why halves: with some seventy figures in ten months one of them always agrees with the end by chance. The figure is
chosen on one half of the draws and what it tells is measured on the other.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text
from scipy.optimize import isotonic_regression
from scipy.stats import rankdata

from analysis import estimates, words
from analysis.bulletins import FIRST_MONTH, MONTHS, Figure, Told, figures_of, open_book, published
from analysis.conditioning import normals
from analysis.observations import known_posterior
from analysis.probabilities import goals_after
from analysis.read import Run, RunFolderError, open_run, write_table

DONE, BAD_INPUT = 0, 2
FILE, ASK_FILE = "early_warning.csv", "worth_asking.csv"
SETTLED = 0.02  # a target nearer to 0 or 1 than this is not decided within the year
SURE, MOSTLY = 0.1, 0.8  # known: the chance is below 10 or above 90 % in four of five draws
CUTS = (0.25, 0.75)
FIFTHS, CHANCE = 5, 6.0
SHOWN, ASKED = 20, 6
COLUMNS = (
    "goal", "name_zh", "name_en", "unit", "target", "comparator", "p", "month", "statistic", "teller_zh", "teller_en",
    "teller_unit", "told", "cut_low", "cut_high", "p_below", "p_between", "p_above", "runs_below", "runs_above",
    "known_from",
)  # fmt: skip
ASK_COLUMNS = ("parameter", "name_zh", "name_en", "told", "goal", "goal_zh", "goal_en", "p_lowest", "p_highest")
Column = NDArray[np.float64]
WORDS = {
    "en": {
        "title": "What figures to {month} tell of the end of {year} ({scenario}, {draws} draws)", "target": "Target",
        "teller": "Figure that tells most", "below": "Below", "p": "Chance now", "p_below": "then", "above": "From",
        "known": "Known from", "never": "December", "told": "Told",
        "ask": "Figures nobody published that would tell most, if a bureau gave them",
        "parameter": "Figure of the start", "most": "Tells most of", "lowest": "In its lowest fifth",
        "highest": "highest fifth", "saved": "All months: {path}; what to ask for: {asked}",
        "few": "With {draws} draws a chance within a group is known to about {points} points.",
    },
    "zh": {
        "title": "1—{month}累计指标对{year}年全年的预示（{scenario}，{draws}次抽样）",
        "target": "指标", "teller": "最有预示力的指标", "p": "目前概率",
        "below": "低于", "p_below": "则", "above": "不低于",
        "known": "可判定月份", "never": "12月", "told": "预示力", "ask": "未公布、若由部门提供则最有价值的指标",
        "parameter": "期初指标", "most": "最影响",
        "lowest": "处于最低五分之一时", "highest": "最高五分之一时", "saved": "各月：{path}；建议询问：{asked}",
        "few": "{draws}次抽样下，组内概率误差约{points}个百分点。",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Ends:
    """How each run ends: whether each target is met, the weight of each run, and the half its draw belongs to."""

    goals: pl.DataFrame
    met: Column  # (runs, goals)
    weights: Column
    is_first: NDArray[np.bool_]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line: 0 done, 2 a run that cannot be read."""
    asked = _parser().parse_args(sys.argv[1:] if argv is None else list(argv))
    console = Console(width=None if sys.stdout.isatty() else 140)
    try:
        run = open_run(asked.run)
        warnings, questions = tables(run)
    except RunFolderError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    paths = write_table(run.folder / FILE, warnings), write_table(run.folder / ASK_FILE, questions)
    _print(run, warnings, questions, asked.month, asked.language, console)
    told = WORDS[asked.language]["saved"].format(path=paths[0], asked=paths[1])
    console.print(Text(told), soft_wrap=True)
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linping-warn",
        description="For each target the figure within the year that tells most of its end, and what is worth asking.",
    )
    parser.add_argument("run", help="a run folder, results/<scenario>/<hash>")
    parser.add_argument("--month", type=int, default=3, choices=range(FIRST_MONTH, MONTHS), help="month shown (3: Q1)")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    return parser


def tables(run: Run) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Early warning by target and month, and the unknown figures of the start that tell most."""
    every = figures_of(run)
    # The shares started by four quarter ends are one figure within the year.
    figures = list({figure.recipe: figure for figure in reversed(every)}.values())[::-1]
    book = open_book(run, figures)
    ends, own = _ends(run), {figure.statistic: figure for figure in every}
    by_month = {
        month: np.column_stack([_seen(published(run, figure, book, month), figure, month) for figure in figures])
        for month in range(FIRST_MONTH, MONTHS)
    }
    return _warnings(ends, figures, own, by_month), _questions(run, ends)


def _seen(told: Told, figure: Figure, month: int) -> Column:
    """A figure with what the months of each run have of their own, drawn once and kept by name."""
    own = told.spread * normals(f"{figure.statistic}, {month}", len(told.values))
    seen = told.values * (1.0 + own) if told.is_relative else told.values + own
    return np.maximum(seen, 0.0) if told.is_never_negative else seen


def _ends(run: Run) -> Ends:
    """Targets that are not settled before the year begins: default readings, no rules and inputs."""
    posterior, _ = known_posterior(run)
    definitions = run.goal_definitions().filter(pl.col("is_default") & ~pl.col("kind").is_in(["rule", "input"]))
    goals = goals_after(run.goals(), run.goal_definitions(), posterior)
    goals = goals.join(definitions.select("goal", "reading"), on=["goal", "reading"], how="semi")
    goals = goals.with_columns(pl.col("met").cast(pl.Float64))
    wide = goals.pivot("goal", index=["draw", "seed", "weight"], values="met").sort("draw", "seed")
    about = definitions.filter(pl.col("goal").is_in(wide.columns)).unique("goal", keep="first", maintain_order=True)
    met, weights = wide.select(about["goal"].to_list()).to_numpy(), wide["weight"].to_numpy()
    p = np.average(met, axis=0, weights=weights)
    open_still = (p >= SETTLED) & (p <= 1.0 - SETTLED)
    about = about.with_columns(p=pl.Series(p)).filter(pl.Series(open_still))
    places = wide["draw"].rank("dense").to_numpy()
    return Ends(about, met[:, open_still], weights, places % 2 == 1)


def _warnings(
    ends: Ends, figures: Sequence[Figure], own: Mapping[str, Figure], by_month: Mapping[int, Column]
) -> pl.DataFrame:  # fmt: skip
    """One row per target and month: the figure that tells most, where to cut it, the chances on either side."""
    rows = []
    for place, goal in enumerate(ends.goals.iter_rows(named=True)):
        met, known_from = ends.met[:, place], None
        for month, values in by_month.items():
            teller = _teller(values, met, ends)
            if teller is None:
                continue
            chances, told = _told(values[:, teller], met, ends)
            is_known = np.average((chances <= SURE) | (chances >= 1.0 - SURE), weights=ends.weights) >= MOSTLY
            known_from = known_from or (month if is_known else None)
            figure, of_goal = figures[teller], own.get(goal["statistic"])
            figure = of_goal if of_goal and of_goal.recipe == figure.recipe else figure
            rows.append({
                **{name: goal[name] for name in ("goal", "name_zh", "name_en", "unit", "target", "comparator", "p")},
                "month": month, "statistic": figure.statistic, "teller_zh": figure.zh, "teller_en": figure.en,
                "teller_unit": figure.unit, "told": told, **_groups(values[:, teller], met, ends.weights),
                "known_from": known_from,
            })  # fmt: skip
    frame = pl.DataFrame(rows, schema_overrides={"known_from": pl.Int64}, infer_schema_length=None)
    last = frame.group_by("goal").agg(pl.col("known_from").min())
    return frame.drop("known_from").join(last, on="goal", how="left", maintain_order="left").select(COLUMNS)


def _teller(values: Column, met: Column, ends: Ends) -> int | None:
    """The figure whose rank follows the end most closely on the first half of the draws."""
    first = ends.is_first
    if met[first].std() == 0.0:
        return None
    ranks = rankdata(values[first], axis=0)
    share = ends.weights[first] / ends.weights[first].sum()
    off, ended = ranks - share @ ranks, met[first] - share @ met[first]
    spread = np.sqrt(share @ off**2) * np.sqrt(share @ ended**2)
    follows = np.divide(share @ (off * ended[:, None]), spread, out=np.zeros(len(spread)), where=spread > 0.0)
    return int(np.argmax(np.abs(follows))) if np.abs(follows).max() > 0.0 else None


def _told(values: Column, met: Column, ends: Ends) -> tuple[Column, float]:
    """Chance of each run given the figure, from the other half of the draws, and the part of the Brier score it saves.

    The chance rises or falls with the figure throughout (isotonic regression); nothing is told where it saves nothing.
    """
    chances = np.empty(len(met))
    for half in (ends.is_first, ~ends.is_first):
        chances[~half] = _fitted(values[half], met[half], ends.weights[half], values[~half])
    mean = np.average(met, weights=ends.weights)
    missed = np.average((met - chances) ** 2, weights=ends.weights)
    return chances, max(0.0, 1.0 - missed / (mean * (1.0 - mean)))


def _fitted(known: Column, met: Column, weights: Column, asked: Column) -> Column:
    order = np.argsort(known, kind="stable")
    rises = np.corrcoef(rankdata(known), met)[0, 1] >= 0.0 if known.std() > 0.0 and met.std() > 0.0 else True
    found = isotonic_regression(met[order], weights=weights[order], increasing=bool(rises)).x
    return np.interp(asked, known[order], found)


def _groups(values: Column, met: Column, weights: Column) -> dict[str, float | int]:
    """Chances below the lower quarter of the figure, between, and from the upper quarter on; cuts in round numbers."""
    low, high = (_round(cut, values.std()) for cut in estimates.quantiles(values, weights, CUTS))
    groups = {"below": values < low, "between": (values >= low) & (values < high), "above": values >= high}
    chances = {
        f"p_{name}": float(np.average(met[inside], weights=weights[inside])) if inside.any() else float("nan")
        for name, inside in groups.items()
    }
    counts = {f"runs_{name}": int(groups[name].sum()) for name in ("below", "above")}
    return {"cut_low": low, "cut_high": high, **chances, **counts}


def _round(value: float, spread: float) -> float:
    """A cut as people say it: to the power of ten a fifth of the spread lies in, half of it where that is finer."""
    if spread <= 0.0:
        return value
    step = 10.0 ** np.floor(np.log10(spread))
    step = step / 2.0 if step > spread / 2.0 else step
    return float(np.round(value / step) * step) + 0.0  # never minus nothing


def _questions(run: Run, ends: Ends) -> pl.DataFrame:
    """Unknown figures of the start by how much of the Brier score of one open target they would save, most first."""
    names = run.parameter_names().filter(pl.col("parameter").str.starts_with("region."))
    drawn = run.draws().join(names, on="parameter", how="inner")
    runs = run.goals().select("draw", "seed").unique().sort("draw", "seed")
    rows = []
    for (parameter,), part in drawn.partition_by("parameter", as_dict=True, maintain_order=True).items():
        values = runs.join(part, on="draw", how="left").sort("draw", "seed")["value"].to_numpy()
        if np.ptp(values) == 0.0:
            continue
        fifth = np.minimum((FIFTHS * (rankdata(values, method="ordinal") - 1) // len(values)).astype(int), FIFTHS - 1)
        saved, chances = _saved(fifth, ends)
        best = int(np.argmax(saved))
        goal = ends.goals.row(best, named=True)
        rows.append({
            "parameter": parameter, "name_zh": part["zh"][0], "name_en": part["en"][0], "told": float(saved[best]),
            "goal": goal["goal"], "goal_zh": goal["name_zh"], "goal_en": goal["name_en"],
            "p_lowest": float(chances[0, best]), "p_highest": float(chances[-1, best]),
        })  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"told": pl.Float64}).sort("told", descending=True).select(ASK_COLUMNS)


def _saved(fifth: NDArray[np.int64], ends: Ends) -> tuple[Column, Column]:
    """Part of each target's Brier score saved by knowing the fifth a figure lies in, less what chance would save.

    By chance five groups of n draws save 4 / (n - 1); the largest of some thousand pairs with a target six times that.
    """
    weights = ends.weights
    chances = np.array([np.average(ends.met[fifth == k], axis=0, weights=weights[fifth == k]) for k in range(FIFTHS)])
    mean = np.average(ends.met, axis=0, weights=weights)
    missed = np.average((ends.met - chances[fifth]) ** 2, axis=0, weights=weights)
    saved = 1.0 - missed / (mean * (1.0 - mean))
    left = weights.sum() ** 2 / (weights**2).sum()
    return saved - CHANCE * (FIFTHS - 1) / (left - 1.0), chances


def _print(
    run: Run, warnings: pl.DataFrame, questions: pl.DataFrame, month: int, language: str, console: Console
) -> None:
    told = WORDS[language]
    draws = len(run.draw_numbers())
    label = words.month_label(month, language)
    title = told["title"].format(
        month=label, year=run.last_year(), scenario=run.scenario_name(language), draws=draws
    )
    console.print(Text(title, style="bold"))
    table = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(told["target"], overflow="fold")
    table.add_column(told["p"], justify="right")
    table.add_column(told["teller"], overflow="fold")
    for name in ("below", "p_below", "above", "p_below", "known"):
        table.add_column(told[name], justify="right", no_wrap=True)
    shown = warnings.filter(pl.col("month") == month).sort("told", descending=True).head(SHOWN)
    for row in shown.iter_rows(named=True):
        low, high = (words.quantity(row[cut], row["teller_unit"], language) for cut in ("cut_low", "cut_high"))
        table.add_row(
            Text(f"{row[f'name_{language}']} {words.target_mark(row, language)}"), _percent(row["p"]),
            Text(row[f"teller_{language}"]), low, _percent(row["p_below"]), high, _percent(row["p_above"]),
            words.month_label(row["known_from"], language) if row["known_from"] else told["never"],
        )  # fmt: skip
    console.print(table)
    console.print(Text(told["few"].format(draws=draws, points=round(100.0 / np.sqrt(draws * CUTS[0]))), style="dim"))
    console.print(Text(told["ask"], style="bold"))
    asked = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("parameter", "most"):
        asked.add_column(told[name], overflow="fold")
    for name in ("lowest", "highest"):
        asked.add_column(told[name], justify="right")
    for row in questions.filter(pl.col("told") > 0.0).head(ASKED).iter_rows(named=True):
        asked.add_row(Text(row[f"name_{language}"]), Text(row[f"goal_{language}"]), _percent(row["p_lowest"]),
                      _percent(row["p_highest"]))  # fmt: skip
    console.print(asked)


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{100.0 * share:.0f}%"


if __name__ == "__main__":
    sys.exit(main())
