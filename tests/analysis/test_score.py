"""The command as a user runs it: the template, files, ranks, and one clear message for each slip."""

import csv

import polars as pl
import pytest

from analysis import outcomes, probabilities, score
from analysis.read import open_run

RECORD = "statistic,scope,year,value\n" + "\n".join(
    f"industrial_value_added_growth,city,{year},{value}"
    for year, value in zip(range(2018, 2024), (5.0, 6.0, 4.0, 9.0, 1.0, 3.0), strict=True)
)
HEAD = "goal,reading,outcome\n"
FILLED = {"growth": "6.2", "jobs": "19500", "energy": "41000", "start_q4": "96"}


@pytest.fixture
def ready(run_folder):
    probabilities.write(run_folder)
    outcomes.write_template(run_folder)
    (run_folder / "definitions" / "record.csv").write_text(RECORD, encoding="utf-8-sig")
    return run_folder


def fill(ready, filled):
    """The template with outcomes written in, as a spreadsheet would save it."""
    with (ready / outcomes.TEMPLATE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    path = ready.parent / "outcomes.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({**row, "outcome": filled.get(row["goal"], "")} for row in rows)
    return path


def said(ready, path, capsys) -> str:
    assert score.main([str(ready), str(path)]) == score.BAD_INPUT
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err


def test_the_template_has_a_row_for_each_target_with_a_number(ready):
    content = (ready / outcomes.TEMPLATE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(outcomes.COLUMNS)
    assert [line.split(",")[0] for line in lines[1:]] == ["growth", "jobs", "energy", "start_q4"]
    assert lines[1] == "growth,main,规上工业增加值增速,Above-scale industrial value added growth,percent,1,6.0,,"


def test_scores_and_targets_beside_the_outcomes(ready, capsys):
    path = fill(ready, FILLED)
    assert score.main([str(ready), str(path)]) == score.DONE
    shown = capsys.readouterr().out
    assert "4 targets of 4 different figures are counted" in shown
    targets = {row["goal"]: row for row in pl.read_csv(path.parent / "scores_targets.csv").iter_rows(named=True)}
    assert [targets[goal]["met"] for goal in ("growth", "jobs", "energy", "start_q4")] == [True, False, False, True]
    # growth: 7 draws below 6.2 and one equal to it
    assert targets["growth"]["pit"] == pytest.approx(0.75)
    table = pl.read_csv(path.parent / "scores.csv")
    brier = {row["forecaster"]: row for row in table.filter(score="brier").iter_rows(named=True)}
    # chances 0.6, 0.9, 0, 1 of targets met, missed, missed, met
    assert brier["model"]["mean"] == pytest.approx((0.16 + 0.81 + 0 + 0) / 4)
    assert brier["half"]["mean"] == pytest.approx(0.25)
    assert brier["half"]["better"] == pytest.approx(0.25 - 0.2425)
    assert brier["persistence"]["n"] == brier["ar1"]["n"] == 1
    assert (path.parent / "reliability.png").read_bytes().startswith(b"\x89PNG")
    first = (path.parent / "scores.csv").read_bytes()
    score.main([str(ready), str(path)])
    assert (path.parent / "scores.csv").read_bytes() == first


def test_a_model_that_knew_is_ranked_above_one_that_had_it_backwards(ready):
    """The same outcomes scored with the chances set to them, and to their contrary."""
    path = fill(ready, FILLED)
    run, means = open_run(ready), {}
    met = {"growth": 1.0, "jobs": 0.0, "energy": 0.0, "start_q4": 1.0}
    for name, of in (("cheat", lambda p: p), ("inverted", lambda p: 1.0 - p)):
        table = run.probabilities()
        chance = pl.Series("p", [None if goal not in met else of(met[goal]) for goal in table["goal"]])
        (ready / "probabilities.csv").write_text(table.with_columns(chance).write_csv(), encoding="utf-8-sig")
        found = score.table(score.score(run, outcomes.read(run, path)))
        means[name] = {(row["score"], row["forecaster"]): row["mean"] for row in found.iter_rows(named=True)}
    for kind in ("brier", "log"):
        assert means["cheat"][kind, "model"] < means["cheat"][kind, "half"] < means["inverted"][kind, "model"]
    assert means["cheat"]["brier", "model"] == 0.0
    assert means["inverted"]["brier", "model"] == 1.0


def test_draws_count_by_their_weights(told_folder):
    probabilities.write(told_folder)
    outcomes.write_template(told_folder)
    # 2023 was observed at 5 with an error of 1: draw 7 gives it, all others lie four errors away and weigh exp(-8).
    rows = [(draw, 1, "gdp_growth", 5.0 if draw == 7 else 9.0) for draw in range(10)]
    schema = {"draw": pl.Int32, "seed": pl.Int64, "statistic": pl.String, "value": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(told_folder / "hindcast.parquet")
    run = open_run(told_folder)
    (one,) = score.score(run, outcomes.read(run, fill(told_folder, {"growth": "6.2"})))
    # draw 7 is 6.2: nearly all weight on what came
    assert one.crps["model"] == pytest.approx(0.0, abs=0.01)
    assert one.pit == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("groth,main,6.1\n", ("row 2, column goal", "'groth'", "near it are growth")),
        ("growth,mean,6.1\n", ("row 2, column reading", "'mean'", "main")),
        ("growth,main,six\n", ("row 2, column outcome", "'six'", "percent, such as 5.6", "digits and a point only")),
        ('jobs,main,"19,500"\n', ("row 2, column outcome", "'19,500'", "no comma")),
        ("growth,main,6.1\ngrowth,main,6.2\n", ("row 3, column outcome", "goal 'growth' again, filled in row 2")),
        ("growth,main,0.061\n", ("row 2, column outcome", "looks like a share", "Write 6.1, or 0.061%")),
        ("jobs,main,1.95\n", ("row 2, column outcome", "looks like 万", "Write 19500.")),
        ("growth,main,nan\n", ("row 2, column outcome", "'nan'")),
        ("growth,main,\n", ("column outcome", "no row with an outcome", outcomes.TEMPLATE)),
    ],
)
def test_each_slip_has_its_message(ready, tmp_path, capsys, rows, told):
    path = tmp_path / "typed.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    shown = said(ready, path, capsys)
    assert shown.count("typed.csv:") == 1
    for part in ("found", "allowed", "next", *told):
        assert part in shown


def test_all_slips_are_told_at_once(ready, tmp_path, capsys):
    path = tmp_path / "typed.csv"
    path.write_text(HEAD + "groth,main,1\njobs,main,many\n", encoding="utf-8")
    assert said(ready, path, capsys).count("typed.csv:") == 2


def test_files_that_are_no_table_are_told(ready, tmp_path, capsys):
    path = tmp_path / "typed.csv"
    path.write_text(HEAD.replace(",", ";") + "growth;main;6.1\n", encoding="utf-8")
    assert "cut by ';'" in said(ready, path, capsys)
    path.write_bytes((HEAD + "growth,main,6.1\n").encode("utf-16"))
    assert "CSV UTF-8" in said(ready, path, capsys)
    assert "no such run folder" in said(ready.parent / "nothing", path, capsys)
    assert "Copy outcomes_template.csv" in said(ready, tmp_path / "nowhere.csv", capsys)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_spreadsheets_encoding_is_read(ready, tmp_path, encoding):
    path = tmp_path / "typed.csv"
    path.write_bytes("goal,reading,name_zh,outcome\ngrowth,main,规上工业,6.1%\n".encode(encoding))
    assert outcomes.read(open_run(ready), path) == {("growth", "main"): 6.1}


def test_small_figures_that_are_meant_are_taken(ready, tmp_path):
    path = tmp_path / "typed.csv"
    for text, value in (("0.3", 0.3), ("0.06%", 0.06), ("-1.6", -1.6), ("0", 0.0)):
        path.write_text(f"{HEAD}growth,main,{text}\n", encoding="utf-8")
        assert outcomes.read(open_run(ready), path) == {("growth", "main"): value}
