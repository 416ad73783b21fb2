"""What is gained and given up when an amount moves from one budget line to another: tables of line by line.

Why pairs: runs share their draws, so a difference of two runs in one draw is what the move did, and its spread over
draws says how sure that is. Spreads of the figures themselves are many times as wide.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from analysis import words
from analysis.estimates import differences_by
from analysis.observations import known_posterior, weights_of
from analysis.read import Run, open_run, write_table

FILE, TARGETS, PAGE = "moves.csv", "moves_targets.csv", "moves.md"
BUDGET = "policy.factors.m55"
MOVED, AMOUNT = f"{BUDGET}.moved", f"{BUDGET}.moved_amount"
NONE, TO = "none", "_to_"
LINES = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood")
# Monthly series that are looked at, and whether they are flows of the year or what stands in its last month. Not the
# published figures: these are rounded, and a tenth of a point hides what 90 million yuan do.
SERIES = {
    "industry.growth_cumulative": False, "services.growth_cumulative": False, "gdp.nominal": True, "fai.total": True,
    "fai.manufacturing": True, "consumption.households": True, "jobs.registered_new_cumulative": False,
    "tax.local": True,
}  # fmt: skip
MET, GAINED, LOST = "targets_met", "targets_gained", "targets_lost"
VERDICTS = {
    MET: ("达标目标数", "Number of targets met"),
    GAINED: ("新达标目标数", "Targets met that the plan misses"),
    LOST: ("不再达标目标数", "Targets missed that the plan meets"),
}
LESS_IS_BETTER = frozenset({LOST})
QUANTILES = {"q05": 0.05, "q50": 0.50, "q95": 0.95}
COLUMNS = ("figure", "name_zh", "name_en", "unit", "from", "to", "amount", "draws", "mean", "error", *QUANTILES,
           "up", "down")  # fmt: skip
YEAR = 100  # months are written as 202401


def moved(run: Run) -> str:
    """The move of a run, from_to_to, or none."""
    return str(run.value(MOVED))


def write(folders: Iterable[str | Path], language: str) -> Path | None:
    """Write moves.csv, moves_targets.csv and moves.md, the page in `language`, into the folder of the plan itself.

    Nothing and None if a run is missing for it.
    """
    runs = {moved(run): run for run in map(open_run, folders)}
    wanted = {f"{giver}{TO}{taker}" for giver in LINES for taker in LINES if giver != taker}
    if not {NONE, *wanted} <= set(runs):
        return None
    plan, found, chances = runs[NONE], table(runs), targets(runs)
    part = plan.folder / f"{PAGE}.part"
    part.write_text(page(found, chances, plan, language), encoding="utf-8")
    part.replace(plan.folder / PAGE)
    write_table(plan.folder / TARGETS, chances)
    return write_table(plan.folder / FILE, found)


def table(runs: Mapping[str, Run]) -> pl.DataFrame:
    """One row per figure and move: the change against the plan by pairs of draws, its weighted mean and quantiles.

    `up` and `down` are shares of the draws in which the figure is above and below the plan's. Several seeds of one draw
    count as one: their mean.
    """
    plan = runs[NONE]
    named = _names(plan)
    base, weights = _figures(plan), weights_of(known_posterior(plan)[0])
    frames = []
    for name, run in runs.items():
        if name == NONE:
            continue
        pairs = pl.concat([_differences(base, _figures(run)), _verdicts(plan, run)])
        by_draw = pairs.group_by("figure", "draw").agg(pl.col("change").mean())
        told = differences_by(by_draw, "figure", "change", QUANTILES, weights)
        giver, _, taker = name.partition(TO)
        frames.append(told.with_columns(pl.lit(giver).alias("from"), pl.lit(taker).alias("to"),
                                        amount=pl.lit(float(run.value(AMOUNT)))))  # fmt: skip
    joined = named.join(pl.concat(frames), on="figure", how="inner", maintain_order="left")
    order = {name: place for place, name in enumerate(LINES)}
    place = [pl.col(head).replace_strict(order) for head in ("from", "to")]
    rank = {name: place for place, name in enumerate(named["figure"])}
    return joined.sort(pl.col("figure").replace_strict(rank), *place).select(COLUMNS)


def targets(runs: Mapping[str, Run]) -> pl.DataFrame:
    """One row per target and move that changes its chance: how much, share of the draws (below zero: lost)."""
    plan, frames = runs[NONE], []
    weights = weights_of(known_posterior(plan)[0])
    for name, run in runs.items():
        if name != NONE:
            giver, _, taker = name.partition(TO)
            change = pl.col("met_other").cast(pl.Int64) - pl.col("met").cast(pl.Int64)
            pairs = _pairs(plan, run).select("goal", "draw", change=change)
            of_goal = differences_by(pairs, "goal", "change", {}, weights).select("goal", change="mean")
            frames.append(of_goal.with_columns(pl.lit(giver).alias("from"), pl.lit(taker).alias("to")))
    names = plan.goal_definitions().filter("is_default").select("goal", "name_zh", "name_en")
    changes = names.join(pl.concat(frames), on="goal", how="inner", maintain_order="left")
    return changes.filter(pl.col("change") != 0.0).select("goal", "name_zh", "name_en", "from", "to", "change")


def read(run: Run) -> pl.DataFrame:
    """The table as stored."""
    text = (run.folder / FILE).read_text(encoding="utf-8-sig")
    return pl.read_csv(text.encode("utf-8"), infer_schema_length=None)


def page(found: pl.DataFrame, chances: pl.DataFrame, plan: Run, language: str) -> str:
    """All tables as one Markdown page: from row to column, median and 5-95 % of the change."""
    heads = [words.line_name(name, language) for name in LINES]
    draws, amount = found["draws"].max(), words.money(found["amount"][0], language)
    parts = [f"# {words.text('moves_title', language, amount=amount)}",
             words.text("moves_page", language, scenario=plan.scenario_name(language), n=draws),
             *_smallest_line(plan, language), words.text("moves_rules", language)]  # fmt: skip
    if plan.is_trial():
        parts.append(words.text("trial", language))
    for figure in found["figure"].unique(maintain_order=True):
        rows = found.filter(pl.col("figure") == figure)
        cells = {(row["from"], row["to"]): _told(row, language) for row in rows.iter_rows(named=True)}
        unit = words.unit_of_change(rows["unit"][0], language)
        lines = [f"## {rows[f'name_{language}'][0]} ({unit})", "",
                 "| " + " | ".join([words.text("moves_corner", language), *heads]) + " |",
                 "|" + "---|" * (len(heads) + 1)]  # fmt: skip
        for giver, head in zip(LINES, heads, strict=True):
            lines.append("| " + " | ".join([head, *(cells.get((giver, taker), "") for taker in LINES)]) + " |")
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, _which(chances, draws, language)]) + "\n"


def _smallest_line(plan: Run, language: str) -> list[str]:
    """Why no more is moved: what the smallest line has, which is a giver too; nothing where lines are not stored."""
    lines = {line: plan.value(f"{BUDGET}.line_{line}") for line in LINES}
    if None in lines.values():
        return []
    least = min(LINES, key=lambda line: float(lines[line]))
    size = words.money(float(lines[least]), language)
    return [words.text("moves_amount", language, line=words.line_name(least, language), size=size)]


def _which(chances: pl.DataFrame, draws: int, language: str) -> str:
    """Targets whose chance changes by more than one draw, and by which moves, the largest change first.

    Moves of one target that change it alike stand in one row: they share a giver or a taker.
    """
    each = f"{100.0 / draws:.2g}"
    lines = [f"## {words.text('moves_which', language)}", "", words.text("moves_one_draw", language, each=each), "",
             "| " + " | ".join(words.text(f"moves_{head}", language) for head in ("target", "from", "to", "change"))
             + " |", "|---|---|---|---:|"]  # fmt: skip
    told = chances.filter(pl.col("change").abs() * draws > 1.0 + 1e-9)
    for goal in told["goal"].unique(maintain_order=True):
        rows = told.filter(pl.col("goal") == goal)
        for givers, takers, change in sorted(_grouped(rows), key=lambda row: -abs(row[2])):
            sides = (_named(side, other, language) for side, other in ((givers, takers), (takers, givers)))
            by = words.change(100.0 * change, "percent")
            lines.append("| " + " | ".join([rows[f"name_{language}"][0], *sides, by]) + " |")
    return "\n".join(lines)


def _grouped(rows: pl.DataFrame) -> list[tuple[list[str], list[str], float]]:
    """Givers, takers and change of one target: by giver or by taker, whichever takes fewer rows for a change."""
    found = []
    for change in rows["change"].unique(maintain_order=True):
        alike = rows.filter(pl.col("change") == change).select("from", "to").rows()
        by_giver = [([line], [to for giver, to in alike if giver == line]) for line in LINES]
        by_taker = [([giver for giver, to in alike if to == line], [line]) for line in LINES]
        ways = [[way for way in each if way[0] and way[1]] for each in (by_giver, by_taker)]
        found += [(givers, takers, change) for givers, takers in min(ways, key=len)]
    return found


def _named(side: list[str], other: list[str], language: str) -> str:
    """Lines by name in the order of the text; "any other" where the other side is one line and all are meant."""
    if len(other) == 1 and set(side) == set(LINES) - set(other):
        return words.text("moves_any", language)
    return words.text("join", language).join(words.line_name(line, language) for line in LINES if line in side)


def interval(row: Mapping[str, Any]) -> tuple[float, float, float]:
    """Low, middle and high of a difference: quantiles of the draws; for counts of targets the mean and twice its error.

    Half of the draws seldom gain or lose one and the same target, so the median of a count would say nothing.
    """
    if row["figure"] in VERDICTS:
        return row["mean"] - 2.0 * row["error"], row["mean"], row["mean"] + 2.0 * row["error"]
    return row["q05"], row["q50"], row["q95"]


def colour(row: Mapping[str, Any], top: float) -> float:
    """What a cell of the chart says, -1 (worse) to 1 (better), 0 where nothing is sure; `top` is the largest change."""
    if not is_sure(row):
        return 0.0
    return interval(row)[1] / top * (-1.0 if row["figure"] in LESS_IS_BETTER else 1.0)


def is_sure(row: Mapping[str, Any]) -> bool:
    """Whether the interval lies on one side of nothing, and its middle is large enough to be told."""
    low, middle, high = interval(row)
    return (low > 0.0 or high < 0.0) and words.change(middle, row["unit"]) != "0"


def _told(row: Mapping[str, Any], language: str) -> str:
    low, middle, high = (words.change(value, row["unit"]) for value in interval(row))
    told = words.text("interval", language, middle=middle, low=low, high=high) if low != high else middle
    return f"**{told}**" if is_sure(row) else told


def _names(plan: Run) -> pl.DataFrame:
    """Figures in the order they are told: name, names, unit."""
    about = {row["series"]: row for row in plan.series_definitions().iter_rows(named=True)}
    rows = [(name, about[name]["zh"], about[name]["en"], about[name]["unit"]) for name in SERIES if name in about]
    rows += [(name, zh, en, "1") for name, (zh, en) in VERDICTS.items()]
    return pl.DataFrame(rows, schema=("figure", "name_zh", "name_en", "unit"), orient="row")


def _figures(run: Run) -> pl.DataFrame:
    """Every figure that is a number by itself, in the last calendar year: figure, draw, seed, value."""
    months = run.series(list(SERIES))
    of_year = months.filter(pl.col("month") // YEAR == pl.col("month").max() // YEAR).sort("month")
    flows = [name for name, is_flow in SERIES.items() if is_flow]
    value = pl.when(pl.col("series").first().is_in(flows)).then(pl.col("value").sum()).otherwise(pl.col("value").last())
    return of_year.group_by("draw", "seed", figure=pl.col("series")).agg(value=value)


def _differences(base: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    pairs = base.join(other, on=["draw", "seed", "figure"], how="inner", suffix="_other")
    return pairs.select("figure", "draw", change=pl.col("value_other") - pl.col("value"))


def _pairs(plan: Run, other: Run) -> pl.DataFrame:
    """Verdicts of both runs side by side, by default readings, so that a target counts once.

    Rules are left out: that a line is what the text prints is one of them, and each move breaks it by definition.
    """
    counted = plan.goal_definitions().filter(pl.col("is_default") & (pl.col("kind") != "rule"))
    return plan.goals().join(counted.select("goal", "reading"), on=["goal", "reading"], how="inner").join(
        other.goals(), on=["draw", "seed", "goal", "reading"], how="inner", suffix="_other")  # fmt: skip


def _verdicts(plan: Run, other: Run) -> pl.DataFrame:
    """Targets met, gained and lost in each pair."""
    pairs = _pairs(plan, other)
    gained, lost = pl.col("met_other") & ~pl.col("met"), pl.col("met") & ~pl.col("met_other")
    counted = pairs.group_by("draw", "seed").agg(gained=gained.sum(), lost=lost.sum())
    numbers = {GAINED: pl.col("gained"), LOST: pl.col("lost"),
               MET: pl.col("gained").cast(pl.Int64) - pl.col("lost").cast(pl.Int64)}  # fmt: skip
    return pl.concat([counted.select("draw", change=number.cast(pl.Float64), figure=pl.lit(name))
                      for name, number in numbers.items()]).select("figure", "draw", "change")  # fmt: skip
