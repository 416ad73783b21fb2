"""What is gained and given up when an amount moves from one budget line to another: tables of line by line.

Why pairs: runs share their draws, so a difference of two runs in one draw is what the move did, and its spread over
draws says how sure that is. Spreads of the figures themselves are many times as wide.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from analysis import words
from analysis.read import Run, open_run, write_table

FILE, PAGE = "moves.csv", "moves.md"
MOVED, AMOUNT = "policy.factors.m55.moved", "policy.factors.m55.moved_amount"
NONE, TO = "none", "_to_"
LINES = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood")
# Monthly series that are looked at, and whether they are flows of the year or what stands in its last month. Not the
# published figures: these are rounded, and a tenth of a point hides what 90 million yuan do.
SERIES = {
    "industry.growth_cumulative": False, "services.growth_cumulative": False, "gdp.nominal": True, "fai.total": True,
    "fai.manufacturing": True, "consumption.households": True, "jobs.registered_new_cumulative": False,
    "fiscal.own_revenue": True,
}  # fmt: skip
MET, GAINED, LOST = "targets_met", "targets_gained", "targets_lost"
VERDICTS = {
    MET: ("达标目标数", "Number of targets met"),
    GAINED: ("新达标目标数", "Targets met that the plan misses"),
    LOST: ("不再达标目标数", "Targets missed that the plan meets"),
}
QUANTILES = {"q05": 0.05, "q50": 0.50, "q95": 0.95}
COLUMNS = ("figure", "name_zh", "name_en", "unit", "from", "to", "amount", "draws", "mean", *QUANTILES, "up", "down")
YEAR = 100  # months are written as 202401


def moved(run: Run) -> str:
    """The move of a run, from_to_to, or none."""
    return str(run.value(MOVED))


def write(folders: Iterable[str | Path]) -> Path | None:
    """Write moves.csv and moves.md into the folder of the plan itself; nothing and None if a run is missing for it."""
    runs = {moved(run): run for run in map(open_run, folders)}
    wanted = {f"{giver}{TO}{taker}" for giver in LINES for taker in LINES if giver != taker}
    if not {NONE, *wanted} <= set(runs):
        return None
    plan, found = runs[NONE], table(runs)
    part = plan.folder / f"{PAGE}.part"
    part.write_text(page(found, plan, words.EN), encoding="utf-8")
    part.replace(plan.folder / PAGE)
    return write_table(plan.folder / FILE, found)


def table(runs: Mapping[str, Run]) -> pl.DataFrame:
    """One row per figure and move: the change against the plan by pairs of draws, its mean and quantiles.

    `up` and `down` are shares of the draws in which the figure is above and below the plan's. Several seeds of one draw
    count as one: their mean.
    """
    plan = runs[NONE]
    named = _names(plan)
    base = _figures(plan)
    frames = []
    for name, run in runs.items():
        if name == NONE:
            continue
        pairs = pl.concat([_differences(base, _figures(run)), _verdicts(plan, run)])
        by_draw = pairs.group_by("figure", "draw").agg(pl.col("change").mean())
        change = pl.col("change")
        told = by_draw.group_by("figure").agg(
            draws=pl.len().cast(pl.Int64), mean=change.mean(),
            **{head: change.quantile(q, "linear") for head, q in QUANTILES.items()},
            up=(change > 0.0).mean(), down=(change < 0.0).mean(),
        )  # fmt: skip
        giver, _, taker = name.partition(TO)
        frames.append(told.with_columns(pl.lit(giver).alias("from"), pl.lit(taker).alias("to"),
                                        amount=pl.lit(float(run.value(AMOUNT)))))  # fmt: skip
    joined = named.join(pl.concat(frames), on="figure", how="inner", maintain_order="left")
    order = {name: place for place, name in enumerate(LINES)}
    place = [pl.col(head).replace_strict(order) for head in ("from", "to")]
    rank = {name: place for place, name in enumerate(named["figure"])}
    return joined.sort(pl.col("figure").replace_strict(rank), *place).select(COLUMNS)


def read(run: Run) -> pl.DataFrame:
    """The table as stored."""
    text = (run.folder / FILE).read_text(encoding="utf-8-sig")
    return pl.read_csv(text.encode("utf-8"), infer_schema_length=None)


def page(found: pl.DataFrame, plan: Run, language: str) -> str:
    """All tables as one Markdown page: from row to column, median and 5-95 % of the change."""
    heads = [words.line_name(name, language) for name in LINES]
    draws, amount = found["draws"].max(), words.money(found["amount"][0], language)
    parts = [f"# {words.text('moves_title', language, amount=amount)}",
             words.text("moves_subtitle", language, scenario=plan.scenario_name(language), n=draws)]  # fmt: skip
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
    return "\n\n".join(parts) + "\n"


def is_sure(row: Mapping[str, float]) -> bool:
    """Whether 5 and 95 % of the draws lie on one side of nothing."""
    return row["q05"] > 0.0 or row["q95"] < 0.0


def _told(row: Mapping[str, float], language: str) -> str:
    low, middle, high = (words.change(row[head], str(row["unit"])) for head in ("q05", "q50", "q95"))
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


def _verdicts(plan: Run, other: Run) -> pl.DataFrame:
    """Targets met, gained and lost in each pair; default readings only, so that a target counts once."""
    defaults = plan.goal_definitions().filter("is_default").select("goal", "reading")
    pairs = plan.goals().join(defaults, on=["goal", "reading"], how="inner").join(
        other.goals(), on=["draw", "seed", "goal", "reading"], how="inner", suffix="_other")  # fmt: skip
    gained, lost = pl.col("met_other") & ~pl.col("met"), pl.col("met") & ~pl.col("met_other")
    counted = pairs.group_by("draw", "seed").agg(gained=gained.sum(), lost=lost.sum())
    numbers = {GAINED: pl.col("gained"), LOST: pl.col("lost"),
               MET: pl.col("gained").cast(pl.Int64) - pl.col("lost").cast(pl.Int64)}  # fmt: skip
    return pl.concat([counted.select("draw", change=number.cast(pl.Float64), figure=pl.lit(name))
                      for name, number in numbers.items()]).select("figure", "draw", "change")  # fmt: skip
