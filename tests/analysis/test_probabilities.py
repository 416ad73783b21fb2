"""Chances of a run folder whose answers are known; expected values are worked out in the comments."""

import numpy as np
import polars as pl
import pytest

from analysis import probabilities
from analysis.read import PROBABILITIES, RunFolderError, open_run


def _row(run_folder, goal):
    probabilities.write(run_folder)
    return open_run(run_folder).probabilities().filter(pl.col("goal") == goal).row(0, named=True)


def test_file_has_exactly_the_contract_columns_and_a_byte_order_mark(run_folder):
    path = probabilities.write(run_folder)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert tuple(content.decode("utf-8-sig").splitlines()[0].split(",")) == PROBABILITIES
    assert not list(run_folder.glob("*.part"))


def test_writing_twice_gives_the_same_bytes(run_folder):
    first = probabilities.write(run_folder).read_bytes()
    assert probabilities.write(run_folder).read_bytes() == first


def test_growth_by_hand(run_folder):
    row = _row(run_folder, "growth")
    assert row["draws"] == 10
    # 5.95 prints 6.0: met by 5.95, 6.0, 6.1, 6.2, 6.3, 6.4 of ten draws
    assert row["p"] == pytest.approx(0.6)
    # Wilson, 6 of 10: centre (0.6 + 0.19207) / 1.38415 = 0.57225, half 1.95996 * 0.18331 / 1.38415 = 0.25957
    assert row["p_low"] == pytest.approx(0.31268, abs=1e-4)
    assert row["p_high"] == pytest.approx(0.83182, abs=1e-4)
    # 0.1 lower before structural error: 6.0, 6.1, 6.2, 6.3 are left
    assert row["p_model"] == pytest.approx(0.4)
    assert row["mean"] == pytest.approx(5.849)
    assert row["q50"] == pytest.approx(5.975)  # between the fifth, 5.95, and the sixth, 6.0
    # growth rises with the score, so the worlds order the chances
    assert row["p_pessimistic"] < row["p"] < row["p_optimistic"]
    assert 1 < row["n_eff"] < 10


def test_no_hit_and_all_hits(run_folder):
    energy, starts = _row(run_folder, "energy"), _row(run_folder, "start_q4")
    # Wilson, 0 of 10: upper end 3.84146 / 13.84146 = 0.27753
    assert (energy["p"], energy["p_low"]) == (0.0, 0.0)
    assert energy["p_high"] == pytest.approx(0.27753, abs=1e-5)
    assert (starts["p"], starts["p_high"]) == (1.0, 1.0)
    assert starts["p_low"] == pytest.approx(0.72247, abs=1e-5)


def test_goal_without_mechanism_stays_and_has_no_number(run_folder):
    row = _row(run_folder, "exports")
    assert row["draws"] == 0
    numbers = PROBABILITIES[PROBABILITIES.index("p"):]
    assert all(row[name] is None for name in numbers)
    assert row["name_zh"] == "出口占比"


def test_reweighting_two_draws_by_hand():
    # w = exp(-+0.84) up to a factor: p = 1 / (1 + exp(-1.68)) = 0.84291
    # n_eff = (2.31637 + 0.43171)^2 / (5.36556 + 0.18637) = 7.55193 / 5.55193 = 1.36024
    p, n_eff = probabilities.reweight(np.array([-1.0, 1.0]), np.array([0.0, 1.0]), 0.84)
    assert p == pytest.approx(0.84291, abs=1e-4)
    assert n_eff == pytest.approx(1.36024, abs=1e-4)


def test_without_world_score_the_worlds_are_empty(run_folder):
    draws = pl.read_parquet(run_folder / "draws.parquet").with_columns(parameter=pl.lit("score:other"))
    draws.write_parquet(run_folder / "draws.parquet")
    row = _row(run_folder, "growth")
    assert row["p_pessimistic"] is row["p_optimistic"] is row["n_eff"] is None
    assert row["p"] == pytest.approx(0.6)


def test_several_seeds_count_draws_not_runs(run_folder):
    path = run_folder / "goals.parquet"
    once = pl.read_parquet(path)
    pl.concat([once, once.with_columns(seed=pl.lit(2, pl.Int64))]).write_parquet(path)
    row = _row(run_folder, "growth")
    assert (row["draws"], row["p"]) == (10, pytest.approx(0.6))
    # Two equal seeds add nothing: the standard error stays sqrt(0.24 / 10) = 0.155, the interval about 0.6 -+ 0.30
    assert row["p_low"] == pytest.approx(0.3, abs=0.05)
    assert row["p_high"] == pytest.approx(0.9, abs=0.05)
    # no draw differs: certainty is not claimed, Wilson on ten draws
    assert _row(run_folder, "energy")["p_high"] == pytest.approx(0.27753, abs=1e-5)


def test_p_model_is_empty_where_verdicts_cannot_be_repeated(run_folder):
    path = run_folder / "goals.parquet"
    pl.read_parquet(path).with_columns(met=~pl.col("met")).write_parquet(path)
    with pytest.warns(UserWarning, match="does not repeat column met"):
        row = _row(run_folder, "growth")
    assert row["p_model"] is None
    assert row["p"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("comparator", "target", "value", "tolerance", "expected"),
    [(">=", 6.0, 5.95, None, True), (">=", 6.0, 5.94, None, False), ("<=", 3.0, 3.04, None, True),
     ("<=", 3.0, 3.05, None, False), ("=", 2.0, 2.01, None, True), ("~", 6.0, 5.5, 0.5, True),
     ("~", 6.0, 5.4, 0.5, False)],
)
def test_comparators(comparator, target, value, tolerance, expected):
    definition = {"comparator": comparator, "target": target, "decimals": 1.0, "tolerance": tolerance}
    assert probabilities.is_met(np.array([value]), definition).tolist() == [expected]


def test_stable_without_tolerance_is_not_guessed():
    definition = {"comparator": "~", "target": 6.0, "decimals": 1.0}
    assert probabilities.is_met(np.array([6.0]), definition) is None


def test_joint_count_of_targets_met(run_folder):
    # growth is met by draws 4-9, jobs by 0-8: one of two in draws 0-3 and 9, both in 4-8
    counts = probabilities.joint(run_folder)
    market = counts.filter(pl.col("kind") == "market")
    assert market.select("total", "met", "p").rows() == [(2, 1, 0.5), (2, 2, 0.5)]
    # energy never, fourth-quarter starts always
    assert counts.filter(pl.col("kind") == "delivery").rows() == [("delivery", 1, 0, 1.0)]
    together = probabilities.joint(run_folder, {"delivery": "both", "schedule": "both"})
    assert together.filter(pl.col("kind") == "both").rows() == [("both", 2, 1, 1.0)]
    assert counts.filter(pl.col("kind") == "all").select("met", "p").rows() == [(2, 0.5), (3, 0.5)]


@pytest.mark.parametrize("name", ["goals.parquet", "draws.parquet", "definitions/goals.csv"])
def test_missing_file_is_named(run_folder, name):
    (run_folder / name).unlink()
    with pytest.raises(RunFolderError, match=f"{name}: file is missing"):
        probabilities.write(run_folder)
    assert not (run_folder / "probabilities.csv").exists()


def test_missing_column_is_named(run_folder):
    path = run_folder / "goals.parquet"
    pl.read_parquet(path).drop("value_model", "met").write_parquet(path)
    with pytest.raises(RunFolderError, match="columns value_model, met missing"):
        probabilities.write(run_folder)


def test_text_in_a_numeric_column_is_named(run_folder):
    path = run_folder / "definitions" / "goals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("20000.0", "many"), encoding="utf-8")
    with pytest.raises(RunFolderError, match="numeric column"):
        probabilities.write(run_folder)


def test_unknown_goal_and_repeated_definition(run_folder):
    path = run_folder / "definitions" / "goals.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(RunFolderError, match="listed more than once"):
        probabilities.write(run_folder)
    path.write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    with pytest.raises(RunFolderError, match="'growth', reading 'main' is not in"):
        probabilities.write(run_folder)


def test_no_such_folder(tmp_path):
    with pytest.raises(RunFolderError, match="no such run folder"):
        open_run(tmp_path / "nowhere")


def test_a_run_in_which_no_target_is_built_has_rows_and_no_numbers(run_folder):
    path = run_folder / "goals.parquet"
    pl.read_parquet(path).clear().write_parquet(path)
    probabilities.write(run_folder)
    rows = open_run(run_folder).probabilities()
    assert rows.height > 0
    assert rows["draws"].unique().to_list() == [0]
    assert rows["p"].null_count() == rows.height
