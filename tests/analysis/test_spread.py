"""Where a figure's spread comes from, worked out on six draws a run."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from analysis import spread
from analysis.read import open_run

# Values of one figure with only this drawn: variance 1 for chance, 3 for the world, so the world adds 2.
ONE, THREE = [-1.0, 1.0, -1.0, 1.0, 0.0, 0.0], [-3.0**0.5, 3.0**0.5, -(3.0**0.5), 3.0**0.5, 0.0, 0.0]
SCALE = (5 / 4) ** 0.5  # of six values two are zero: the sample variance of ONE is 4 / 5


def folder_of(tmp_path: Path, drawn: str, values: list[float], errors: list[float] | None = None) -> Path:
    folder = tmp_path / "results" / "baseline" / drawn
    (folder / "definitions").mkdir(parents=True)
    errors = errors or [0.0] * len(values)
    rows = [(draw, 1, "growth", "main", SCALE * v + e, SCALE * v, 0.0, True)
            for draw, (v, e) in enumerate(zip(values, errors, strict=True))]  # fmt: skip
    columns = ("draw", "seed", "goal", "reading", "value", "value_model", "margin", "met")
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(folder / "goals.parquet")
    about = {"goal": "growth", "reading": "main", "is_default": True, "measure": None, "name_zh": "增速",
             "name_en": "Growth", "kind": "market", "strength": "plain", "comparator": ">=", "target": 6.0,
             "unit": "percent", "decimals": 1, "status": "measured", "statistic": "growth"}  # fmt: skip
    (folder / "definitions" / "goals.csv").write_text(pl.DataFrame([about]).write_csv(), encoding="utf-8-sig")
    (folder / "config.yaml").write_text(yaml.safe_dump({"run": {"drawn": drawn}}))
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    held = [name for name in spread.SOURCES if name != "world"]
    return [
        folder_of(tmp_path, "everything", [2.0 * v for v in ONE]),  # variance 4: chance 1, world 2, together 1
        folder_of(tmp_path, "chance", ONE), folder_of(tmp_path, "world", THREE),
        *(folder_of(tmp_path, name, ONE) for name in held),
    ]  # fmt: skip


def test_shares_of_variance_sum_to_one(folders: list[Path]):
    row = spread.table({spread.drawn(run): run for run in map(open_run, folders)}).row(0, named=True)
    assert row["sd"] == pytest.approx(2.0)
    told = {name.removeprefix("share_"): value for name, value in row.items() if name.startswith("share_")}
    assert told == pytest.approx({
        "initial": 0.0, "world": 0.5, "behaviour": 0.0, "administration": 0.0, "policy": 0.0, "chance": 0.25,
        "structural": 0.0, "jointly": 0.25,
    })  # fmt: skip
    assert sum(told.values()) == pytest.approx(1.0)


def test_structural_error_is_what_lies_between_a_value_and_the_models(tmp_path: Path, folders: list[Path]):
    errors = [SCALE * v for v in (1.0, 1.0, -1.0, -1.0, 0.0, 0.0)]  # variance 1, unrelated to the values
    noisy = folder_of(tmp_path / "noisy", "everything", ONE, errors)
    runs = {spread.drawn(run): run for run in map(open_run, [noisy, *folders[1:]])}
    row = spread.table(runs).row(0, named=True)
    assert row["share_structural"] == pytest.approx(0.5)
    assert row["sd"] == pytest.approx(2.0**0.5)


def test_the_table_is_written_only_when_every_source_was_drawn(folders: list[Path]):
    assert spread.write(folders[:-1]) is None
    path = spread.write(folders)
    assert path == folders[0] / "spread.csv"
    assert spread.read(open_run(folders[0]))["share_world"].to_list() == pytest.approx([0.5])
