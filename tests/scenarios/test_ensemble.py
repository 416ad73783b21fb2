"""The runner: workers, shared histories and failures change no number."""

import json

import polars as pl

from scenarios.tasks import history_key
from tests.scenarios.fakes.plans import contents, execute, planned, values_of


def _goals(run):
    return pl.read_parquet(run.store.folder / "goals.parquet")


def test_one_worker_and_two_give_equal_bytes(tmp_path):
    one, two = planned(tmp_path / "one", workers=1), planned(tmp_path / "two", workers=2)
    assert execute(one) == execute(two) == 0
    assert contents(one) == contents(two)


def test_scenario_is_the_same_alone_and_in_company(tmp_path):
    log = tmp_path / "log"
    together = [planned(tmp_path / "a", name, rate=rate, log=str(log)) for name, rate in (("base", 1.0), ("more", 2.0))]
    assert execute(*together) == 0
    # One history of 6 draws carries both scenarios.
    assert [line.split()[2] for line in log.read_text().splitlines()] == ["2"] * 6
    alone = planned(tmp_path / "b", "more", rate=2.0, log=str(log))
    assert execute(alone) == 0
    assert contents(alone) == contents(together[1])
    # The structural error is the same in both: with 1 point more of growth, value - value_model is unchanged.
    base, more = _goals(together[0]), _goals(together[1])
    for column in ("value", "value_model"):
        added = more.filter(pl.col("goal") == "growth")[column] - base.filter(pl.col("goal") == "growth")[column]
        assert added.round(9).to_list() == [1.0] * 12


def test_what_changes_the_history_gets_its_own():
    none = frozenset()
    assert history_key(values_of(rate=1.0), none) == history_key(values_of(rate=2.0), none)
    assert history_key(values_of(workers=1), none) == history_key(values_of(workers=2), none)
    assert history_key(values_of(demand=5.5), none) != history_key(values_of(), none)
    earlier = values_of()
    earlier["policy"]["m01"]["intensity_2023"] = 0.5
    assert history_key(earlier, none) != history_key(values_of(), none)
    assert history_key(values_of(), frozenset({"world.demand"})) != history_key(values_of(), none)
    assert history_key(values_of(), frozenset({"policy.m01.rate"})) == history_key(values_of(), none)


def test_failed_draw_is_recorded_and_the_rest_is_there(tmp_path, capsys):
    run = planned(tmp_path, broken_draw=2, workers=2)
    assert execute(run) == 3
    assert _goals(run)["draw"].unique().sort().to_list() == [0, 1, 3, 4, 5]
    log = json.loads((run.store.folder / "log.json").read_text())
    assert [failure["draw"] for failure in log["failures"]] == [2]
    assert "broken on purpose" in log["failures"][0]["traceback"]
    assert log["worst_ledger_gap"] == 1e-15
    assert json.loads((run.store.folder / "manifest.json").read_text())["failed_draws"] == [[2, 2024]]
    assert "1 draws failed" in capsys.readouterr().err


def test_failed_draw_is_tried_again_and_only_that(tmp_path):
    log = tmp_path / "log"
    execute(planned(tmp_path, broken_draw=2, log=str(log)))
    log.unlink()
    assert execute(planned(tmp_path, broken_draw=2, log=str(log))) == 3
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["2"]


def test_result_that_is_not_a_number_is_a_failed_draw(tmp_path):
    run = planned(tmp_path, nan_draw=1, draws=3)
    assert execute(run) == 3
    log = json.loads((run.store.folder / "log.json").read_text())
    assert "Not a number: growth" in log["failures"][0]["traceback"]


def test_dying_worker_costs_its_draw_only(tmp_path):
    run = planned(tmp_path, deadly_draw=1, draws=4, workers=1)
    assert execute(run) == 3
    assert _goals(run)["draw"].unique().sort().to_list() == [0, 2, 3]


def test_fail_fast_stops(tmp_path):
    run = planned(tmp_path, broken_draw=0, draws=30)
    run.values["run"]["fail_fast"] = True
    assert execute(run) == 3
    assert not (run.store.folder / "manifest.json").exists()
    assert len(run.store.stored()) < 29


def test_seeds_of_a_draw_are_runs_of_their_own(tmp_path):
    run = planned(tmp_path, draws=2, seeds_per_draw=3)
    assert execute(run) == 0
    assert _goals(run).select("draw", "seed").unique().height == 6
