"""linping-warn on a run whose answers are known: March orders the ends of growth, jobs hang on an unknown base."""

import numpy as np
import polars as pl
import pytest

from analysis import warn
from analysis.read import open_run

GROWTH = "industrial_value_added_growth"


@pytest.fixture
def many(told_folder):
    """Two hundred draws: growth of the year is what March gives plus noise; jobs follow region.base alone."""
    n = 200
    rng = np.random.default_rng(4)
    march = rng.normal(5.0, 2.0, n)
    year = march + rng.normal(0.0, 0.5, n)
    base = rng.permutation(np.linspace(0.0, 1.0, n))
    jobs = np.where(base + rng.normal(0.0, 0.05, n) > 0.5, 21000.0, 19000.0)
    schema = {"draw": pl.Int32, "seed": pl.Int64, "goal": pl.String, "reading": pl.String, "value": pl.Float64,
              "value_model": pl.Float64, "margin": pl.Float64, "met": pl.Boolean}  # fmt: skip
    met = np.floor(year * 10 + 0.5) / 10 >= 6.0
    goals = [(d, 1, "growth", "main", year[d], year[d], 0.0, bool(met[d])) for d in range(n)]
    goals += [(d, 1, "jobs", "main", jobs[d], jobs[d], 0.0, bool(jobs[d] >= 20000.0)) for d in range(n)]
    pl.DataFrame(goals, schema=schema, orient="row").write_parquet(told_folder / "goals.parquet")
    months = [*range(202301, 202313), *range(202401, 202413)]
    noise = rng.normal(0.0, 1.0, (n, 24))
    rows = [(d, 1, month, series, value) for d in range(n) for m, month in enumerate(months) for series, value in (
        ("industry.growth_cumulative", march[d] if month >= 202403 else noise[d, m]),
        ("jobs.registered_new_cumulative", jobs[d] if month == 202412 else 5000.0 * (1.0 + 0.1 * noise[d, m])),
        ("starts.share", 0.5 + noise[d, m]))]  # fmt: skip
    schema = {"draw": pl.Int32, "seed": pl.Int64, "month": pl.Int32, "series": pl.String, "value": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(told_folder / "series.parquet")
    drawn = [(d, "region.base", base[d]) for d in range(n)] + [(d, "region.other", noise[d, 0]) for d in range(n)]
    schema = {"draw": pl.Int32, "parameter": pl.String, "value": pl.Float64}
    pl.DataFrame(drawn, schema=schema, orient="row").write_parquet(told_folder / "draws.parquet")
    (told_folder / "hindcast.parquet").unlink()
    (told_folder / "definitions" / "weighing.csv").unlink()
    return told_folder


def test_the_figure_that_orders_the_ends_is_found_from_its_month_on(many):
    warnings, _ = warn.tables(open_run(many))
    growth = {row["month"]: row for row in warnings.filter(pl.col("goal") == "growth").iter_rows(named=True)}
    assert {growth[month]["statistic"] for month in range(3, 12)} == {GROWTH}
    assert growth[3]["told"] > 0.6
    # Before March nothing is told but chance; half of the draws check what the other half has chosen.
    assert growth[2]["told"] < 0.1
    # Cuts near the quartiles of N(5, 2), 3.65 and 6.35, in round numbers; the ends on either side are clear.
    assert growth[3]["cut_low"] in (3.5, 4.0)
    assert growth[3]["cut_high"] in (6.0, 6.5)
    assert growth[3]["p_below"] < 0.05
    assert growth[3]["p_above"] > 0.7
    assert 0.0 < growth[3]["p_between"] < growth[3]["p_above"]


def test_what_is_known_early_says_from_when(many):
    warnings, _ = warn.tables(open_run(many))
    # 2.0 of spread against 0.5 of noise: four of five draws lie further than a noise from the target by March.
    assert set(warnings.filter(pl.col("goal") == "growth")["known_from"]) == {3}
    # No figure within the year tells of jobs.
    jobs = warnings.filter(pl.col("goal") == "jobs")
    assert set(jobs["known_from"]) == {None}
    assert jobs["told"].max() < 0.1


def test_the_base_worth_asking_for_comes_first(many):
    _, questions = warn.tables(open_run(many))
    first, second = questions.rows(named=True)
    assert (first["parameter"], first["goal"]) == ("region.base", "jobs")
    assert (first["p_lowest"], first["p_highest"]) == (0.0, 1.0)
    # Fifths tell four of five ends for sure and the middle one by half: 0.8 less what chance saves, 24 / 199.
    assert first["told"] == pytest.approx(0.68, abs=0.06)
    assert second["told"] < 0.0


@pytest.mark.parametrize(
    ("value", "spread", "expected"),
    [(3.647, 2.0, 4.0), (3.647, 1.2, 3.5), (11_681.0, 900.0, 11_700.0), (5.0, 0.0, 5.0)],
)
def test_cuts_are_numbers_people_say(value, spread, expected):
    # The step is the power of ten below the spread, half of it where that is more than half the spread: 1 and 0.5; 100.
    assert warn._round(value, spread) == pytest.approx(expected)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_prints_and_stores_both_tables(many, capsys, language):
    assert warn.main([str(many), "--month", "3", "--language", language]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert ("Above-scale industrial value added growth" if language == "en" else "规上工业增加值增速") in told
    assert pl.read_csv(many / "early_warning.csv").columns == list(warn.COLUMNS)
    assert pl.read_csv(many / "worth_asking.csv").columns == list(warn.ASK_COLUMNS)


def test_a_folder_that_is_no_run_is_named(tmp_path, capsys):
    assert warn.main([str(tmp_path / "nowhere")]) == 2
    assert "no such run folder" in capsys.readouterr().err
