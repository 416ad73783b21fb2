"""The main job as a user runs it, at `run=smoke`: the real command, real worker processes, real files.

Two runs serve all: one scenario on one worker, and two scenarios on two. Each draws its charts, which costs more than
its draws, so a check that only looks takes what is there.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from scenarios import app

ROOT = Path(__file__).resolve().parents[2]
DETERMINISTIC = ("config.yaml", "manifest.json", "goals.parquet", "series.parquet", "draws.parquet",
                 "probabilities.csv")
SMALL = ("run=smoke", "run.draws=2")


def linping(*arguments: str) -> subprocess.CompletedProcess:
    """The console entry in a process of its own, piped."""
    command = [sys.executable, "-m", "scenarios.app", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, env={**os.environ})


def run_folder(results: Path, scenario: str = "baseline") -> Path:
    (folder,) = (results / scenario).iterdir()
    return folder


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    results = tmp_path_factory.mktemp("one")
    done = linping(*SMALL, "run.workers=1", f"results_dir={results}")
    assert done.returncode == 0, done.stderr
    return results, done


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    """Two scenarios of the same draws, on two workers."""
    results = tmp_path_factory.mktemp("two")
    done = linping("-m", "scenario=baseline,no_subsidies", *SMALL, "run.workers=2", f"results_dir={results}")
    assert done.returncode == 0, done.stderr
    return results


def test_a_trial_run_gives_table_files_charts_and_seconds(stored):
    results, done = stored
    assert done.stderr == "", "a pipe gets the table and nothing else"
    folder = run_folder(results)
    charts = folder / "figures"
    assert f"Charts: {charts}" in done.stdout
    (seconds,) = [line for line in done.stdout.splitlines() if line.startswith("Seconds per draw: ")]
    assert "match" in seconds
    assert app.charts_language(folder) == "en"
    assert {path.suffix for path in charts.iterdir()} == {".html", ".png", ".svg", ".csv"}
    assert not (folder / "parts").exists()


def test_prints_every_measured_target_and_says_it_is_a_trial(stored):
    _, done = stored
    assert "Trial, not for use" in done.stdout
    assert "Above-scale industrial value added" in done.stdout
    assert "not built" not in done.stdout
    assert "\x1b[" not in done.stdout + done.stderr  # piped: no colours, no progress bar


def test_probabilities_are_those_of_the_draws(stored):
    folder = run_folder(stored[0])
    goals = pl.read_parquet(folder / "goals.parquet")
    met = goals.filter(goal="industrial_value_added_growth", reading="comparable")["met"]
    with (folder / "probabilities.csv").open(encoding="utf-8-sig") as file:
        rows = {(row["goal"], row["reading"]): row for row in csv.DictReader(file)}
    assert float(rows["industrial_value_added_growth", "comparable"]["p"]) == pytest.approx(met.mean())
    assert len(rows) > 130
    assert [key for key, row in rows.items() if row["p"] == "" or int(row["draws"]) != len(met)] == []


def test_the_record_of_such_targets_stands_beside_and_a_template_is_left(stored):
    results, done = stored
    folder = run_folder(results)
    assert {"pairs.csv", "outside_view.csv", "record.csv"} <= {path.name for path in (folder / "definitions").iterdir()}
    with (folder / "probabilities.csv").open(encoding="utf-8-sig") as file:
        rows = {(row["goal"], row["reading"]): row for row in csv.DictReader(file)}
    # new urban jobs: 8 of 8, so 8.5 of 9; a rule has no record
    assert float(rows["new_urban_jobs", "net_of_attrition"]["p_class"]) == pytest.approx(8.5 / 9)
    assert rows["dispatch_meetings", "every_month"]["p_class"] == ""
    told = " ".join(done.stdout.split())  # a terminal breaks lines where it likes
    assert "94% of 8" in told
    assert "31 of 37 were met (84%)" in told
    with (folder / "outcomes_template.csv").open(encoding="utf-8-sig") as file:
        assert {(row["goal"], row["reading"]) for row in csv.DictReader(file)} == set(rows)


def test_ledger_gap_and_seconds_are_in_the_log(stored):
    log = json.loads((run_folder(stored[0]) / "log.json").read_text(encoding="utf-8"))
    text = json.dumps(log)
    assert "deliver_and_pay" in text
    gaps = [value for key, value in log.items() if "gap" in key]
    assert gaps
    assert all(gap <= 1e-9 for gap in gaps)


def test_charts_are_pages_pictures_and_tables(stored):
    figures = run_folder(stored[0]) / "figures"
    for name in ("ladder", "industry_fan", "jobs_fan", "starts"):
        assert (figures / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert "<svg" in (figures / f"{name}.svg").read_text(encoding="utf-8")
        assert (figures / f"{name}.html").stat().st_size > 0


def test_two_workers_and_a_second_scenario_give_the_same_bytes_in_the_same_folder(stored, together):
    one, two = run_folder(stored[0]), run_folder(together)
    assert one.name == two.name
    for name in DETERMINISTIC:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_a_stored_question_is_not_run_again(stored):
    results, _ = stored
    folder = run_folder(results)
    before = (folder / "manifest.json").stat().st_mtime_ns
    done = linping(*SMALL, f"results_dir={results}")
    assert done.returncode == 0
    assert "not run again" in done.stderr
    assert (folder / "manifest.json").stat().st_mtime_ns == before


def test_scenarios_of_one_draw_share_2023(together):
    baseline, changed = (
        pl.read_parquet(run_folder(together, name) / "series.parquet") for name in ("baseline", "no_subsidies")
    )
    same = pl.col("month") < 202401
    assert baseline.filter(same).equals(changed.filter(same))
    aid = (pl.col("series") == "aid.research") & (pl.col("month") > 202401)
    assert baseline.filter(aid)["value"].sum() > 0.0 == changed.filter(aid)["value"].sum()
