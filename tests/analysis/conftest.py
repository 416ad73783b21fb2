"""A run folder made by hand: every expected number in these tests can be worked out on paper."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

DRAWS = 10
# (goal, kind, comparator, target, unit, decimals, statistic, values of the ten draws, zh, en)
GOALS = [
    ("growth", "market", ">=", 6.0, "percent", 1, "industrial_value_added_growth",
     [5.0, 5.2, 5.4, 5.94, 5.95, 6.0, 6.1, 6.2, 6.3, 6.4],
     "规上工业增加值增速", "Above-scale industrial value added growth"),
    ("jobs", "market", ">=", 20000.0, "person", 0, "new_urban_jobs",
     [21000.0] * 9 + [19000.0], "城镇新增就业", "Registered new urban jobs"),
    ("energy", "delivery", "<=", 40000.0, "tce", 0, "energy_granted_new_projects",
     [41000.0] * 10, "新上项目用能", "Energy granted to new projects"),
    ("start_q4", "schedule", ">=", 95.0, "percent", 0, "start_share_q4",
     [96.0] * 10, "四季度新建项目开工率", "New projects started by the end of the fourth quarter"),
]
PLAN = {1: 20.0, 2: 50.0, 3: 75.0}


def _definitions() -> pl.DataFrame:
    rows = [
        {
            "goal": goal, "reading": "main", "is_default": True, "measure": None, "name_zh": zh, "name_en": en,
            "kind": kind, "strength": "strive", "comparator": comparator, "target": target, "unit": unit,
            "decimals": decimals, "status": "measured", "statistic": statistic,
        }
        for goal, kind, comparator, target, unit, decimals, statistic, _, zh, en in GOALS
    ]
    later = {
        "goal": "exports", "reading": "main", "is_default": True, "measure": "m30", "name_zh": "出口占比",
        "name_en": "Export share", "kind": "market", "strength": "plain", "comparator": "~", "target": 0.0,
        "unit": "percent", "decimals": 1, "status": "not_built", "statistic": None,
    }
    plan = [
        {**later, "goal": f"start_q{q}", "kind": "schedule", "comparator": ">=", "target": target, "measure": None,
         "name_zh": f"{q}季度开工率", "name_en": f"Started by Q{q}", "statistic": f"start_share_q{q}"}
        for q, target in PLAN.items()
    ]
    return pl.DataFrame([*rows, later, *plan])


def _goals() -> pl.DataFrame:
    """value_model is 0.1 below value for growth, equal elsewhere; 5.95 prints 6.0 and is met, 5.94 is not."""
    rows = []
    for goal, _, comparator, target, _, decimals, _, values, _, _ in GOALS:
        for draw, value in enumerate(values):
            met = value <= target if comparator == "<=" else value >= target - (0.05 if decimals else 0.0)
            model = value - 0.1 if goal == "growth" else value
            rows.append((draw, 1, goal, "main", value, model, value - target, met))
    schema = {"draw": pl.Int32, "seed": pl.Int64, "goal": pl.String, "reading": pl.String, "value": pl.Float64,
              "value_model": pl.Float64, "margin": pl.Float64, "met": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _series() -> pl.DataFrame:
    rows = []
    for draw in range(DRAWS):
        spread = (draw - (DRAWS - 1) / 2) / DRAWS
        for month in range(1, 13):
            yymm = 202400 + month
            rows += [
                (draw, 1, yymm, "industry.growth_cumulative", 5.8 + spread * (3.2 - 0.1 * month)),
                (draw, 1, yymm, "jobs.registered_new_cumulative", month * 1750.0 * (1 + 0.25 * spread)),
                (draw, 1, yymm, "starts.share", min(1.0, 0.082 * month * (1 + 0.3 * spread))),
                (draw, 1, yymm - 100, "starts.share", 0.5),
            ]
    schema = {"draw": pl.Int32, "seed": pl.Int64, "month": pl.Int32, "series": pl.String, "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """results/baseline/<hash>/ as the runner leaves it, before probabilities and figures."""
    folder = tmp_path / "results" / "baseline" / "3f2a9c0011223344"
    (folder / "definitions").mkdir(parents=True)
    _goals().write_parquet(folder / "goals.parquet")
    _series().write_parquet(folder / "series.parquet")
    (folder / "config.yaml").write_text("run: {scale: 1.0, drawn: everything}\n", encoding="utf-8")
    scores = np.linspace(-1.5, 1.5, DRAWS)
    pl.DataFrame(
        {"draw": list(range(DRAWS)), "parameter": "score:world_demand", "value": scores},
        schema_overrides={"draw": pl.Int32},
    ).write_parquet(folder / "draws.parquet")
    series = {"series": ["industry.growth_cumulative", "jobs.registered_new_cumulative", "starts.share"],
              "zh": ["工业增加值累计增速", "新增就业", "开工率"], "en": ["Growth", "Jobs", "Starts"],
              "unit": ["percent", "person", "share"], "plan": ["", "", ""]}
    tables = {"goals": _definitions(), "series": pl.DataFrame(series),
              "scenarios": pl.DataFrame({"scenario": ["baseline"], "zh": ["基准"], "en": ["baseline"]})}
    for name, table in tables.items():
        (folder / "definitions" / f"{name}.csv").write_text(table.write_csv(), encoding="utf-8-sig")
    return folder


WEIGHING = {"same_statistic": 0.5, "other_statistics": 0.2, "floor": 0.01, "growth_error": 0.5, "level_error": 0.02}


@pytest.fixture
def told_folder(run_folder: Path) -> Path:
    """The same run with all that a run tells of what is known: figures of 2023, figures within the year, parameters."""
    definitions = run_folder / "definitions"
    known = {
        "statistic": "gdp_growth", "zh": "增速", "en": "Growth", "unit": "percent", "decimals": "1", "value": "5.0",
        "low": None, "high": None, "scope": "city", "place_zh": "杭州市", "place_en": "Hangzhou", "source": "somewhere",
        "confidence": "official", "role": "check", "note": "one", "error": "0.6", "discrepancy": "0.8",
    }
    within = [
        ("industrial_value_added_growth", "level", "industry.growth_cumulative", "", 1.0),
        ("new_urban_jobs", "level", "jobs.registered_new_cumulative", "", 1.0),
        ("start_share_q4", "level", "starts.share", "", 100.0),
    ]
    columns = ("statistic", "kind", "series", "beside", "factor")
    parameters = {"parameter": ["region.base", "region.other"], "zh": ["基数", "其他"], "en": ["Base", "Other"],
                  "target": ["jobs", None]}  # fmt: skip
    tables = {
        "known_2023": pl.DataFrame([known]),
        "weighing": pl.DataFrame({"name": list(WEIGHING), "value": list(WEIGHING.values())}),
        "within_year": pl.DataFrame(within, schema=columns, orient="row"), "parameters": pl.DataFrame(parameters),
    }
    for name, table in tables.items():
        (definitions / f"{name}.csv").write_text(table.write_csv(), encoding="utf-8-sig")
    series = pl.read_parquet(run_folder / "series.parquet")
    # Jobs of each draw come in evenly up to the figure of the year.
    goals = pl.read_parquet(run_folder / "goals.parquet")
    year = goals.filter(pl.col("goal") == "jobs").select("draw", of="value_model")
    is_jobs = pl.col("series") == "jobs.registered_new_cumulative"
    evenly = pl.col("of") * (pl.col("month") % 100) / 12
    series = series.join(year, on="draw", maintain_order="left").with_columns(
        value=pl.when(is_jobs).then(evenly).otherwise(pl.col("value"))).drop("of")  # fmt: skip
    before = series.filter(pl.col("month") > 202400).with_columns(pl.col("month") - 100, pl.col("value") * 0.5)
    before = before.filter(pl.col("series") != "starts.share")
    pl.concat([series, before]).write_parquet(run_folder / "series.parquet")
    rows = [(draw, 1, "gdp_growth", 5.0) for draw in range(DRAWS)]
    schema = {"draw": pl.Int32, "seed": pl.Int64, "statistic": pl.String, "value": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(run_folder / "hindcast.parquet")
    draws = pl.read_parquet(run_folder / "draws.parquet")
    bases = [draws.with_columns(parameter=pl.lit(name), value=pl.Series(values)) for name, values in
             (("region.base", [float(draw) for draw in range(DRAWS)]), ("region.other", [1.0] * DRAWS))]  # fmt: skip
    pl.concat([draws, *bases]).write_parquet(run_folder / "draws.parquet")
    return run_folder
