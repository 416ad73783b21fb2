"""The first figures of a run: ladder, industry fan, jobs fan, pipeline starts.

Why one list of figures: page, picture, drawing and table of a figure come
from the same frame and the same words, so they cannot disagree.
"""

import math
from pathlib import Path

import polars as pl

from analysis import charts, outside, outside_said, probabilities, theme, words
from analysis.estimates import quantiles_by
from analysis.moves import FILE as MOVES_FILE
from analysis.moves import LINES, colour, interval, is_sure
from analysis.moves import read as moves_of
from analysis.observations import known_posterior, series_after, weights_of
from analysis.page import Figure, save
from analysis.read import Run, RunFolderError, open_run
from analysis.spread import FILE as SPREAD_FILE
from analysis.spread import read as spread_of

INDUSTRY = ("industry.growth_cumulative", "industrial_value_added_growth")
JOBS = ("jobs.registered_new_cumulative", "new_urban_jobs")
STARTS = ("starts.share", "start_share_q{quarter}")
BANDS = (("90%", 0.05, 0.95), ("60%", 0.20, 0.80), ("30%", 0.35, 0.65))
QUANTILES = (0.05, 0.20, 0.35, 0.50, 0.65, 0.80, 0.95)
YEAR = 100  # months are written as 202401
SEVERAL = 3  # highest and lowest rows named in the alt text


def build(run_folder: str | Path, language: str) -> list[Path]:
    """Write figures/{ladder,industry_fan,jobs_fan,starts}.{html,png,svg,csv} into the run folder.

    The spread by source and the moves between lines come with them where spread.csv and moves.csv are there.
    language: 'en' or 'zh'. Returns the paths written.
    Raises RunFolderError when a file, column or series is missing.
    """
    if language not in words.LANGUAGES:
        raise ValueError(f"language '{language}' is not known; choose one of {', '.join(words.LANGUAGES)}.")
    theme.enable()
    run = open_run(run_folder)
    rows = _rows(run)
    figures = [
        ladder(run, rows, language), industry_fan(run, rows, language),
        jobs_fan(run, rows, language), starts(run, rows, language),
    ]
    if (run.folder / SPREAD_FILE).is_file():
        figures.append(spread(run, language))
    if (run.folder / MOVES_FILE).is_file():
        figures.append(budget_moves(run, language))
    folder = run.folder / "figures"
    folder.mkdir(exist_ok=True)
    return [path for figure in figures for path in save(figure, folder, language)]


def ladder(run: Run, rows: pl.DataFrame, language: str) -> Figure:
    """Where each target stands, market outcomes apart from what the government itself executes."""
    shown = rows.filter(pl.col("p").is_not_null()).sort(["p", "goal"], descending=[True, False])
    if shown.is_empty():
        raise RunFolderError(f"{run.folder / 'probabilities.csv'}: no goal has a probability; nothing to draw.")
    groups = (("market", shown.filter(pl.col("kind") == "market")),
              ("administrative", shown.filter(pl.col("kind") != "market")))
    panels, gap = [], run.outside_settings().get("gap")
    for kind, group in groups:
        count = math.ceil(group.height / charts.PANEL_ROWS)
        size = math.ceil(group.height / max(1, count))  # equal panels: no stray rows at the end
        parts = [group.slice(start, size) for start in range(0, group.height, max(1, size))]
        name = words.kind_name(kind, language)
        for number, part in enumerate(parts, start=1):
            numbered = words.text("part", language, name=name, number=number, count=len(parts))
            panels.append((numbered if len(parts) > 1 else name, _ladder_rows(part, language, gap)))
    missing = rows.height - shown.height
    notes = (words.text("not_built", language, count=missing),) if missing else ()
    frame = charts.Frame(
        title=_counts(run, language),
        subtitle=_subtitle(run, "ladder_subtitle", language, n=_draws(rows)) + _record_legend(gap, language),
        notes=(*notes, *outside_said.sentences(run, language), *_foot(run, rows, language)),
        alt=_ladder_alt(shown, language),
    )
    return Figure("ladder", charts.ladder(panels, frame, language), frame, rows.drop("decimals", "statistic"))


def industry_fan(run: Run, rows: pl.DataFrame, language: str) -> Figure:
    """Cumulative growth of above-scale industrial value added against its annual target."""
    series, statistic = INDUSTRY
    quantiles = _quantiles(run, series).filter(pl.col("month") >= 2)
    goal = _goal(rows, statistic)
    lines = _no_lines()
    if goal is not None:
        label = words.text("target_line", language, target=words.target_mark(goal, language))
        lines = _line(quantiles["month"], [goal["target"]] * quantiles.height, label)
    return _fan(run, rows, "industry", quantiles, lines, goal, language, zero=False)


def jobs_fan(run: Run, rows: pl.DataFrame, language: str) -> Figure:
    """Registered new urban employment against the linear schedule to its target."""
    series, statistic = JOBS
    quantiles = _quantiles(run, series).filter(pl.col("month") >= 2)
    goal = _goal(rows, statistic)
    lines = _no_lines()
    if goal is not None:
        label = words.text("schedule_line", language, target=words.target_mark(goal, language))
        lines = _line(quantiles["month"], [goal["target"] * m / 12 for m in quantiles["month"]], label)
    return _fan(run, rows, "jobs", quantiles, lines, goal, language, zero=True)


def starts(run: Run, rows: pl.DataFrame, language: str) -> Figure:
    """Share of the new projects started, against the quarterly plan printed in the text."""
    series, pattern = STARTS
    quantiles = _quantiles(run, series)
    plan = [(3 * q, _goal(rows, pattern.format(quarter=q))) for q in range(1, 5)]
    plan = [(month, goal) for month, goal in plan if goal is not None and month in quantiles["month"]]
    marks = pl.DataFrame(
        {
            "month": [month for month, _ in plan], "value": [_percent(goal) for _, goal in plan],
            "label": [f"{words.text('plan', language)} {words.trimmed(_percent(goal), 1)}%" for _, goal in plan],
        },
        schema={"month": pl.Int64, "value": pl.Float64, "label": pl.String},
    )
    end = quantiles.row(-1, named=True)
    name = words.text("starts", language)
    title = words.text("series_title", language, name=name)
    if plan and plan[-1][0] == end["month"]:
        title = words.text(
            "starts_title", language, plan=f"{words.trimmed(marks['value'][-1], 1)}%", mid=_share(end["q50"]),
            low=words.fixed(end["q05"], 0), high=_share(end["q95"]),
        )
    frame = _fan_frame(run, rows, "starts", title, quantiles, marks["label"].to_list(), language)
    chart = charts.fan(_bands(quantiles), _no_lines(), marks, frame, language, zero=True)
    return Figure("starts", chart, frame, _with_line(quantiles, marks, "plan"))


def spread(run: Run, language: str) -> Figure:
    """Share of variance by source of every market outcome, from spread.csv."""
    is_shown = pl.col("is_default") & (pl.col("kind") == "market") & pl.col("share_world").is_not_null()
    table = spread_of(run).filter(is_shown)
    names = ("world", "behaviour", "initial", "administration", "policy", "chance", "structural")
    told = [words.text(f"source_{name}", language) for name in names]
    rows = [
        {
            "row": place, "name": row[f"name_{language}"],
            "mark": f"± {words.quantity(row['sd'], row['unit'], language, 1)}", "source": source,
            "share": 100.0 * row[f"share_{name}"], "place": order,
        }
        for place, row in enumerate(table.iter_rows(named=True))
        for order, (name, source) in enumerate(zip(names, told, strict=True))
    ]
    draws = int(max(table["draws"].to_list(), default=0))
    largest = [
        f"{row[f'name_{language}']} {max(zip((row[f'share_{name}'] for name in names), told, strict=True))[1]}"
        for row in table.head(SEVERAL).iter_rows(named=True)
    ]
    frame = charts.Frame(
        title=words.text("spread_title", language), subtitle=_subtitle(run, "spread_subtitle", language, n=draws),
        notes=(words.text("spread_note", language), *_foot(run, _rows(run), language)),
        alt=words.text("spread_alt", language, rows=words.text("join", language).join(largest)),
    )
    return Figure("spread", charts.shares(pl.DataFrame(rows), told, frame), frame, table)


def budget_moves(run: Run, language: str) -> Figure:
    """From row to column: what a move between two budget lines changes, from moves.csv."""
    table = moves_of(run)
    panels, largest = [], []
    for figure in table["figure"].unique(maintain_order=True):
        rows = table.filter(pl.col("figure") == figure)
        unit, name = rows["unit"][0], rows[f"name_{language}"][0]
        sure = [abs(interval(row)[1]) for row in rows.iter_rows(named=True) if is_sure(row)]
        top = max(sure, default=0.0) or 1.0
        cells = [
            {
                "row": LINES.index(row["from"]), "column": LINES.index(row["to"]),
                "colour": colour(row, top),
                "printed": words.change(interval(row)[1], unit),
            }
            for row in rows.iter_rows(named=True)
        ]
        panels.append((f"{name} ({words.unit_of_change(unit, language)})", pl.DataFrame(cells)))
        most = max(rows.iter_rows(named=True), key=lambda row: interval(row)[1])
        largest.append(f"{name} {words.change(interval(most)[1], unit)} {most['from']} > {most['to']}")
    frame = charts.Frame(
        title=words.text("moves_title", language, amount=words.money(table["amount"][0], language)),
        subtitle=_subtitle(run, "moves_subtitle", language, n=int(max(table["draws"].to_list()))),
        notes=(words.text("moves_note", language), *_foot(run, _rows(run), language)),
        alt=words.text("moves_alt", language, rows=words.text("join", language).join(largest)),
    )
    names = [words.line_name(line, language) for line in LINES]
    corner = words.text("moves_corner", language)
    return Figure("budget_moves", charts.heat(panels, names, corner, frame), frame, table)


def _fan(
    run: Run, rows: pl.DataFrame, key: str, quantiles: pl.DataFrame, lines: pl.DataFrame, goal: dict | None,
    language: str, zero: bool,
) -> Figure:
    name = words.text(key, language)
    title = words.text("series_title", language, name=name)
    if goal is not None and goal["p"] is not None:
        title = words.headline(goal, name, language)
    frame = _fan_frame(run, rows, key, title, quantiles, lines["label"].unique().to_list(), language)
    chart = charts.fan(_bands(quantiles), lines, _no_marks(), frame, language, zero)
    return Figure(f"{key}_fan", chart, frame, _with_line(quantiles, lines, "target_path"))


def _rows(run: Run) -> pl.DataFrame:
    """Default readings with the definition's decimals and statistic beside each chance."""
    extra = run.goal_definitions().select("goal", "reading", "decimals", "statistic")
    rows = run.probabilities().filter("is_default")
    return rows.join(extra, on=["goal", "reading"], how="left", maintain_order="left")


def _goal(rows: pl.DataFrame, statistic: str) -> dict | None:
    """The goal a statistic answers to: the first with a target, in the order of the text."""
    found = rows.filter((pl.col("statistic") == statistic) & pl.col("target").is_not_null())
    return found.row(0, named=True) if found.height else None


def _percent(goal: dict) -> float:
    return goal["target"] * 100 if goal["unit"] == "share" else goal["target"]


def _share(value: float) -> str:
    return f"{words.fixed(value, 0)}%"


def _draws(rows: pl.DataFrame) -> int:
    return int(max(rows["draws"].to_list(), default=0))


def _quantiles(run: Run, series: str) -> pl.DataFrame:
    """Quantiles over runs of one series in its last calendar year, by weight: month 1-12, q05 .. q95, runs."""
    posterior = known_posterior(run)[0]
    rows = series_after(run, [series], posterior)
    if rows.is_empty():
        raise RunFolderError(f"{run.folder / 'series.parquet'}: series '{series}' is missing; its figure needs it.")
    units = run.series_definitions().filter(pl.col("series") == series)["unit"].to_list()
    scale = 100.0 if units == ["share"] else 1.0
    year = max(rows["month"].to_list()) // YEAR
    names = {f"q{round(q * 100):02d}": q for q in QUANTILES}
    of_year = rows.filter(pl.col("month") // YEAR == year).with_columns(
        pl.col("value") * scale, month=(pl.col("month") % YEAR).cast(pl.Int64), year=pl.lit(year, pl.Int64)
    )
    finite = of_year.filter(pl.col("value").is_finite())
    return quantiles_by(finite, ("month", "year"), "value", names, weights_of(posterior)).sort("month")


def _bands(quantiles: pl.DataFrame) -> pl.DataFrame:
    parts = [
        quantiles.select(
            "month", band=pl.lit(name), low=f"q{round(low * 100):02d}", high=f"q{round(high * 100):02d}"
        )
        for name, low, high in BANDS
    ]
    return pl.concat(parts)


def _no_lines() -> pl.DataFrame:
    return pl.DataFrame(schema={"month": pl.Int64, "value": pl.Float64, "line": pl.String, "label": pl.String})


def _no_marks() -> pl.DataFrame:
    return pl.DataFrame(schema={"month": pl.Int64, "value": pl.Float64, "label": pl.String})


def _line(months: pl.Series, values: list[float], label: str) -> pl.DataFrame:
    return pl.DataFrame({"month": months, "value": values, "line": "target", "label": label})


def _with_line(quantiles: pl.DataFrame, lines: pl.DataFrame, name: str) -> pl.DataFrame:
    beside = lines.select("month", pl.col("value").alias(name))
    return quantiles.join(beside, on="month", how="left", maintain_order="left")


def _record_legend(gap: float | None, language: str) -> str:
    return "" if gap is None else "\n" + words.text("ladder_record", language, gap=words.points(gap))


def _record_told(row: dict, language: str) -> str:
    """How often such targets were met, for the tooltip of its tick; nothing where nobody's record fits."""
    if row["p_class"] is None:
        return ""
    p, low, high = (words.share(row[name]) for name in ("p_class", "p_class_low", "p_class_high"))
    return words.text("record_of", language, n=int(row["n_class"]), p=p, low=low, high=high)


def _ladder_rows(group: pl.DataFrame, language: str, gap: float | None) -> pl.DataFrame:
    rows = []
    for row in group.iter_rows(named=True):
        p, low, high = row["p"], row["p_low"], row["p_high"]
        rows.append(
            {
                "name": row[f"name_{language}"], "mark": words.target_mark(row, language),
                "p": p * 100, "p_low": low * 100, "p_high": high * 100, "colour": words.rung(p).colour,
                "printed": words.probability(p, row["n_eff_draws"], low, high, language)
                + (" ≠" if gap is not None and outside.is_apart(p, row["p_class"], gap) else ""),
                "p_class": None if row["p_class"] is None else row["p_class"] * 100,
                "record": _record_told(row, language),
            }
        )
    return pl.DataFrame(rows, schema_overrides={"p_class": pl.Float64})


def _counts(run: Run, language: str) -> str:
    """The sentence readers know, made probabilistic, and never one pooled count."""
    counts = probabilities.joint(run.folder, dict.fromkeys(words.ADMINISTRATIVE, "administrative"))
    parts = []
    for kind in ("market", "administrative"):
        rows = counts.filter(pl.col("kind") == kind)
        if rows.height:
            cumulative = rows["p"].cum_sum()
            low, mid, high = (rows["met"][int((cumulative < q - 1e-9).sum())] for q in (0.05, 0.5, 0.95))
            total = rows["total"].max()
            name = words.kind_name(kind, language)
            parts.append(words.text("kind_count", language, kind=name, total=total, mid=mid, low=low, high=high))
    return "\n".join(parts)


def _ladder_alt(shown: pl.DataFrame, language: str) -> str:
    def named(rows: pl.DataFrame) -> str:
        items = [
            f"{row[f'name_{language}']} "
            + words.probability(row["p"], row["n_eff_draws"], row["p_low"], row["p_high"], language)
            for row in rows.iter_rows(named=True)
        ]
        return words.text("join", language).join(items)

    rungs = [words.rung(p) for p in shown["p"]]
    per_rung = "/".join(str(sum(step is found for found in rungs)) for step in words.RUNGS)
    return words.text(
        "ladder_alt", language, count=shown.height, top=named(shown.head(SEVERAL)),
        bottom=named(shown.tail(SEVERAL).reverse()), rungs=per_rung,
    )


def _fan_frame(
    run: Run, rows: pl.DataFrame, key: str, title: str, quantiles: pl.DataFrame, labels: list[str], language: str
) -> charts.Frame:
    end = quantiles.row(-1, named=True)
    unit = words.text("person_unit" if key == "jobs" else "percent_unit", language)
    decimals = 0 if key == "jobs" else 1
    mid, low, high = (words.fixed(end[name], decimals) for name in ("q50", "q05", "q95"))
    subtitle = _subtitle(run, f"{key}_subtitle", language, year=end["year"], n=end["runs"])
    description = words.text(
        "fan_alt", language, name=words.text(key, language), unit=unit, mid=mid, low=low, high=high,
        line=words.text("join", language).join(label.replace("\n", " ") for label in labels),
    )
    notes = (words.text("fan_note", language), *_foot(run, rows, language))
    return charts.Frame(title, subtitle, notes, description)


def _foot(run: Run, rows: pl.DataFrame, language: str) -> tuple[str, ...]:
    """Source, status and stamp: every figure says what it is and which run it came from."""
    commit = run.commit()
    code = words.text("code", language, commit=commit) if commit else ""
    stamp = words.text(
        "stamp", language, address=run.address[:8], scenario=run.scenario_name(language), n=_draws(rows), code=code
    )
    scale = float(run.option("scale"))
    is_checked = run.is_thinned() and not run.is_trial()
    thinned = (words.text("thinned", language, per=round(1.0 / scale)),) if is_checked else ()
    return (words.text("status", language), *thinned, words.text("source", language), stamp)


def _subtitle(run: Run, key: str, language: str, **slots: object) -> str:
    """The line below the title; a trial says so there, where it is read, and not in the small print."""
    told = words.text(key, language, scenario=run.scenario_name(language), **slots)
    return f"{words.text('trial', language)}\n{told}" if run.is_trial() else told
