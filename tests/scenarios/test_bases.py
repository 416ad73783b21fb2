"""Levels set from a target: by hand, one draw per target and class, held levels, pinned levels, the switch."""

import numpy as np
import pytest

from scenarios import bases, compose, inputs, planning
from scenarios.declarations import Declaration, FromTarget, Prior, load_tree
from scenarios.design import draw_strata
from scenarios.problems import Problem
from tests.sim.conftest import region_of, values_of

FLAT = Declaration("plans", "f", 1, 0.25, "share", -0.5, 1.0, Prior("uniform", 0.0, 0.5))


def _level(path: str, goal: str = "power", asks: str = "plans", high: float = 1e6) -> Declaration:
    return Declaration(path, "f", 1, 0.0, "kWh", 0.0, high, from_target=FromTarget(goal, asks, FLAT))


def _set(*leaves: Declaration, held: tuple[str, ...] = (), draws: int = 200) -> dict:
    asked = {"power": 600.0, "gas": 60.0}
    return bases.set_from_targets({leaf.path: leaf for leaf in leaves}, held, asked, 1, draws)


def test_a_level_is_its_target_less_what_was_asked_for() -> None:
    column = _set(_level("a"))["a"]
    # from nothing to a half more asked for: 600 to 600 / 1.5
    assert column.min() >= 400.0
    assert column.max() <= 600.0
    growth = 600.0 / column - 1.0
    np.testing.assert_allclose(growth, 0.5 * draw_strata(1, "asked:power:plans", 200))
    np.testing.assert_array_equal(np.sort(np.floor(growth / 0.5 * 200)), np.arange(200))  # one in each stratum


def test_the_chance_to_reach_the_target_is_that_of_growing_as_much_as_was_asked() -> None:
    column = _set(_level("a"), draws=1000)["a"]
    for grown in (0.1, 0.25, 0.4):
        assert np.mean(column * (1.0 + grown) >= 600.0) == pytest.approx(grown / 0.5, abs=0.002)


def test_levels_of_one_target_and_class_share_a_draw_and_others_do_not() -> None:
    columns = _set(_level("a"), _level("b"), _level("c", asks="others"), _level("d", goal="gas"), draws=2000)
    np.testing.assert_array_equal(columns["a"], columns["b"])
    assert abs(np.corrcoef(columns["a"], columns["c"])[0, 1]) < 0.09
    assert abs(np.corrcoef(columns["a"], columns["d"])[0, 1]) < 0.09


def test_a_held_level_follows_from_the_growth_as_declared_and_none_leaves_its_range() -> None:
    columns = _set(_level("a"), _level("b", high=450.0), held=("a",))
    np.testing.assert_allclose(columns["a"], 480.0)
    assert columns["b"].max() == 450.0


def _runs(*words: str) -> list:
    jobs, problems = compose.plan_from_command_line(["run=smoke", "run.draws=8", *words])
    assert problems == []
    return planning.plan(jobs).runs


WITHOUT = "scenario=baseline,bases_without_targets"


def test_the_switch_moves_levels_and_no_other_column() -> None:
    given, without = _runs("-m", WITHOUT)
    only = {path for path in given.columns if path not in without.columns}
    levels = {path for path in given.columns if path.startswith("region.levels_2023.")}
    assert only == levels | {"region.zone_revenue_2023", "region.zone_tax_2023"}
    assert len(levels) == 7
    moved = {path for path in without.columns if not np.array_equal(given.columns[path], without.columns[path])}
    assert moved == {"region.fixed_investment_2023"}
    assert given.address != without.address


def test_a_given_level_is_not_set_and_a_held_one_is_at_the_middle() -> None:
    pinned = _runs("region.levels_2023.gas=2.2e8")[0]
    assert "region.levels_2023.gas" not in pinned.columns
    assert "region.levels_2023.electricity" in pinned.columns
    held = _runs("run.drawn=world")[0]
    np.testing.assert_allclose(held.columns["region.levels_2023.gas"], 2.4e8 / 1.06)


def test_levels_in_conf_are_targets_less_what_their_class_asks() -> None:
    columns = _runs()[0].columns
    investment = columns["region.fixed_investment_2023"]
    np.testing.assert_array_equal(investment, columns["region.levels_2023.fixed_investment"])
    assert investment.min() >= 6.774e10 / 1.07
    assert investment.max() <= 6.774e10
    jobs = columns["region.levels_2023.registered_jobs"]
    assert jobs.min() >= 20_000.0 / 1.1
    assert jobs.max() <= 20_000.0 / 0.67


def test_a_run_with_levels_and_one_without_differ_by_the_level_alone_in_energy() -> None:
    found = {}
    for level in (0.0, 2.0e8):
        region = region_of(values_of(region__levels_2023__gas=level))
        region.run_for(24)
        found[level] = (region.series(), region.observed())
    assert found[0.0][0] == found[2.0e8][0]  # month by month nothing differs
    sold = np.array(found[0.0][0]["gas.sold"]).reshape(2, 12).sum(axis=1)
    assert found[0.0][1]["gas_use"] == pytest.approx(sold[1])
    assert found[2.0e8][1]["gas_use"] == pytest.approx(2.0e8 * sold[1] / sold[0])


def test_a_target_nobody_states_is_refused_with_file_and_key() -> None:
    leaf = _level("region.levels_2023.gas", goal="gas_us")
    problem = inputs.check_levels({leaf.path: leaf}, {"bases_from_targets": True}, "linping_2024")[0]
    assert isinstance(problem, Problem)
    said = str(problem)
    for part in ("f:1", "region.levels_2023.gas", "from_target goal gas_us", "conf/goals/linping_2024.yaml", "gas_use"):
        assert part in said
    assert inputs.check_levels({leaf.path: leaf}, {"bases_from_targets": False}, "linping_2024") == []


def test_every_class_of_what_is_asked_is_used_and_declared_as_any_value() -> None:
    tree = load_tree()
    assert tree.problems == []
    classes = {leaf.path.removeprefix("asked.") for leaf in tree.everything() if leaf.file == "conf/asked.yaml"}
    used = {leaf.from_target.asks for leaf in tree.chosen(tree.default_choices()).values() if leaf.from_target}
    assert classes == used
