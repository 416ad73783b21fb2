"""Moves between budget lines, from hand-made runs: three draws, a revenue of 100 million and two targets."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from analysis import figures, moves, probabilities, words
from analysis.read import open_run

WAYS = [f"{giver}{moves.TO}{taker}" for giver in moves.LINES for taker in moves.LINES if giver != taker]
PLAN = (100e6, 100e6, 100e6)
# Revenue of the year by draw: two moves change it, one in all draws, one in both directions.
REVENUE = {"rural_to_demand": (101e6, 102e6, 103e6), "demand_to_rural": (99e6, 100e6, 102e6)}
MET = {"rural_to_demand": {"growth": (True, True, True), "jobs": (False, True, True)}}
USUAL = {"growth": (False, False, True), "jobs": (True, True, True)}
SERIES = {"draw": pl.Int32, "seed": pl.Int64, "month": pl.Int32, "series": pl.String, "value": pl.Float64}
GOALS = {"draw": pl.Int32, "seed": pl.Int64, "goal": pl.String, "reading": pl.String, "value": pl.Float64,
         "value_model": pl.Float64, "margin": pl.Float64, "met": pl.Boolean}  # fmt: skip


def folder_of(parent: Path, way: str) -> Path:
    folder = parent / "baseline" / way
    (folder / "definitions").mkdir(parents=True)
    rows = []
    for draw, revenue in enumerate(REVENUE.get(way, PLAN)):
        # 2023 counts for nothing; of 2024 flows are summed and cumulative figures are those of the last month.
        rows += [(draw, 1, 202312, "tax.local", 7e9), (draw, 1, 202401, "tax.local", 0.25 * revenue),
                 (draw, 1, 202402, "tax.local", 0.75 * revenue)]  # fmt: skip
        rows += [(draw, 1, 202400 + month, name, float(month)) for month in range(1, 13) for name in
                 ("jobs.registered_new_cumulative", "industry.growth_cumulative", "starts.share")]  # fmt: skip
    pl.DataFrame(rows, schema=SERIES, orient="row").write_parquet(folder / "series.parquet")
    verdicts = MET.get(way, USUAL)
    goals = [(draw, 1, goal, "main", float(met), float(met), 0.0, met)
             for goal, of in verdicts.items() for draw, met in enumerate(of)]  # fmt: skip
    pl.DataFrame(goals, schema=GOALS, orient="row").write_parquet(folder / "goals.parquet")
    scores = {"draw": [0, 1, 2], "parameter": "score:world_demand", "value": [0.0, 0.1, -0.1]}
    pl.DataFrame(scores, schema_overrides={"draw": pl.Int32}).write_parquet(folder / "draws.parquet")
    about = [
        {"goal": goal, "reading": "main", "is_default": True, "measure": None, "name_zh": goal, "name_en": goal,
         "kind": "market", "strength": "plain", "comparator": ">=", "target": 1.0, "unit": "percent", "decimals": 1,
         "status": "measured", "statistic": goal} for goal in USUAL
    ]  # fmt: skip
    named = [{"series": name, "zh": name, "en": name, "unit": unit} for name, unit in
             (("tax.local", "yuan"), ("jobs.registered_new_cumulative", "person"),
              ("industry.growth_cumulative", "percent"))]  # fmt: skip
    for name, table in (("goals", about), ("series", named)):
        path = folder / "definitions" / f"{name}.csv"
        path.write_text(pl.DataFrame(table).write_csv(), encoding="utf-8-sig")
    lines = {f"line_{line}": 9.1e7 if line == "services" else 3e8 for line in moves.LINES}
    policy = {"factors": {"m55": {"moved": way, "moved_amount": 9e7, **lines}}}
    (folder / "config.yaml").write_text(yaml.safe_dump({"run": {"scale": 1.0}, "policy": policy}))
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> list[Path]:
    return [folder_of(tmp_path_factory.mktemp("moves"), way) for way in (moves.NONE, *WAYS)]


@pytest.fixture(scope="module")
def found(folders: list[Path]) -> pl.DataFrame:
    return moves.table({moves.moved(run): run for run in map(open_run, folders)})


def cell(found: pl.DataFrame, figure: str, giver: str, taker: str) -> dict:
    is_asked = (pl.col("figure") == figure) & (pl.col("from") == giver) & (pl.col("to") == taker)
    return found.filter(is_asked).row(0, named=True)


def test_each_figure_has_a_cell_for_each_of_the_56_ways(found: pl.DataFrame):
    assert tuple(found.columns) == moves.COLUMNS
    assert found.group_by("figure").len()["len"].to_list() == [56] * 6  # three series and three of targets


def test_a_difference_is_taken_within_each_draw(found: pl.DataFrame):
    row = cell(found, "tax.local", "rural", "demand")
    # 1, 2 and 3 million more: the median is 2, five percent lie below 1.1
    assert (row["q50"], row["mean"], row["up"], row["down"]) == pytest.approx((2e6, 2e6, 1.0, 0.0))
    assert row["q05"] == pytest.approx(1.1e6)
    assert moves.is_sure(row)
    both = cell(found, "tax.local", "demand", "rural")
    assert (both["up"], both["down"]) == pytest.approx((1 / 3, 1 / 3))
    assert not moves.is_sure(both)
    assert cell(found, "jobs.registered_new_cumulative", "rural", "demand")["q95"] == 0.0


def test_targets_gained_and_lost_are_counted_apart(found: pl.DataFrame):
    # growth is gained in two draws of three, jobs are lost in one, which is a draw that gains growth
    gained = cell(found, moves.GAINED, "rural", "demand")
    assert moves.interval(gained) == pytest.approx((0.0, 2 / 3, 4 / 3))  # 1, 1, 0: error root(1/3) / root(3)
    means = {name: cell(found, name, "rural", "demand")["mean"] for name in (moves.MET, moves.GAINED, moves.LOST)}
    assert means == pytest.approx({moves.MET: 1 / 3, moves.GAINED: 2 / 3, moves.LOST: 1 / 3})


def test_rules_are_not_counted_and_the_targets_are_named(folders: list[Path]):
    runs = {moves.moved(run): run for run in map(open_run, folders)}
    rows = {(row["goal"], row["from"], row["to"]): row["change"] for row in moves.targets(runs).iter_rows(named=True)}
    assert rows == pytest.approx({("growth", "rural", "demand"): 2 / 3, ("jobs", "rural", "demand"): -1 / 3})
    path = folders[0] / "definitions" / "goals.csv"
    before = path.read_text(encoding="utf-8-sig")
    path.write_text(before.replace("market", "rule"), encoding="utf-8-sig")
    assert moves.targets(runs).is_empty()
    path.write_text(before, encoding="utf-8-sig")


def test_all_tables_and_the_chart_come_from_a_full_sweep_only(folders: list[Path]):
    assert moves.write(folders[:-1], "en") is None
    assert moves.write(folders, "en") == folders[0] / "moves.csv"
    text = (folders[0] / "moves.md").read_text(encoding="utf-8")
    assert text.count("| from \\ to |") == 6
    head = text.split("##")[0]
    assert "the smallest line, Services, has RMB 91 m and cannot give more" in head
    assert "Targets that are rules are left out" in head
    line = next(line for line in text.splitlines() if line.startswith("| Rural |") and "+2.0" in line)
    assert line.split("|")[7].strip() == "**+2.0 (+1.1 to +2.9)**"
    # growth is gained in two draws of three where rural gives to demand; jobs, lost in one draw, are left to the file
    told = text.split("## Which targets")[1]
    assert "One draw is 33 points" in told
    assert [line for line in told.splitlines() if line.startswith("| ")][1:] == ["| growth | Rural | Demand | +67 |"]
    probabilities.write(folders[0])
    figure = figures.budget_moves(open_run(folders[0]), "en")
    panels = [panel for line in figure.chart.to_dict()["vconcat"][:-1] for panel in line["hconcat"]]
    assert len(panels) == 6
    data = figure.chart.to_dict()["datasets"]
    coloured = [row for rows in data.values() for row in rows if row.get("colour")]
    told = {(row["row"], row["column"], row["printed"]) for row in coloured}
    assert told == {(6, 5, "+2.0")}  # targets: 0.67 gained with an error of a third, no sure thing


def test_the_page_is_in_the_language_of_the_run(folders: list[Path]):
    moves.write(folders, "zh")
    text = (folders[0] / "moves.md").read_text(encoding="utf-8")
    assert "| 从＼到 | 投资 |" in text
    assert "最小的一章（服务）只有9100万元" in text
    assert "| growth | 乡村 | 消费 | +67 |" in text


def test_moves_that_change_a_target_alike_stand_in_one_row():
    others = [line for line in moves.LINES if line != "demand"]
    rows = [(giver, "demand", 0.45) for giver in others] + [("services", to, -0.35) for to in ("rural", "transport")]
    rows += [("rural", "services", -0.35)]
    table = pl.DataFrame(rows, schema=("from", "to", "change"), orient="row").with_columns(
        goal=pl.lit("fairs"), name_en=pl.lit("Fairs"))  # fmt: skip
    told = [line for line in moves._which(table, 20, "en").splitlines() if line.startswith("| Fairs")]
    assert told == ["| Fairs | any other | Demand | +45 |", "| Fairs | Services | Transport; Rural | −35 |",
                    "| Fairs | Rural | Services | −35 |"]  # fmt: skip


def test_what_is_lost_is_coloured_as_a_loss():
    row = {"unit": "1", "mean": 0.5, "error": 0.1}
    assert moves.colour({**row, "figure": moves.GAINED}, 1.0) == 0.5
    assert moves.colour({**row, "figure": moves.LOST}, 1.0) == -0.5
    assert moves.colour({**row, "figure": moves.LOST, "error": 0.3}, 1.0) == 0.0


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [(123.4e6, "yuan", "+123"), (-7.31e6, "yuan", "−7.3"), (1234.5, "person", "+1,234"), (0.0123, "percent", "+0.012"),
     (0.0, "1", "0"), (0.0004, "percent", "0")],
)  # fmt: skip
def test_differences_are_plain_numbers(value: float, unit: str, told: str):
    assert words.change(value, unit) == told
