"""Targets by hand: rounding, comparators, structural error."""

from dataclasses import replace

import numpy as np
import pytest
import yaml

from scenarios.outcomes import definition_rows, goal_rows, load_goals, margin_of, published, with_structural_error
from tests.scenarios.fakes.plans import GOALS


@pytest.fixture
def goals():
    return load_goals(GOALS)


def _reading(goals, **changes):
    return replace(goals.readings[0], **changes)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (5.95, 1, 6.0),  # half rounds up
        (5.949999999999999, 1, 6.0),  # the noise of sums is no reason to miss
        (5.94, 1, 5.9),
        (-0.05, 1, -0.1),  # half away from zero, as published
        (2.5, 0, 3.0),  # not to even
        (67_736_000_000.0, -7, 67_740_000_000.0),  # 677.36 prints 677.4 (亿元)
    ],
)
def test_published(value, decimals, printed):
    assert published(value, decimals) == printed


@pytest.mark.parametrize(
    ("comparator", "value", "margin"),
    [
        (">=", 6.0, 0.0),  # 6.0 - 6.0
        (">=", 6.1, 0.1),
        (">=", 5.9, -0.1),
        ("<=", 5.9, 0.1),  # 6.0 - 5.9
        ("<=", 6.1, -0.1),
        ("~", 6.3, 0.2),  # 0.5 - |6.3 - 6.0|
        ("~", 5.5, 0.0),
        ("~", 5.4, -0.1),
        ("=", 6.0, 0.0),
        ("=", 5.8, -0.2),
    ],
)
def test_margin(goals, comparator, value, margin):
    assert margin_of(_reading(goals, comparator=comparator, tolerance=0.5), value) == margin


def test_published_figure_decides(goals):
    exact = replace(goals, spreads={name: replace(s, sd=0.0) for name, s in goals.spreads.items()})
    rows = goal_rows(exact, {"growth": 5.95, "jobs": 1029.5}, 0, 1)
    # growth 5.95 prints 6.0: meets 6.0, is 0.5 - 0 inside the band, misses 7.0 by 1.0; jobs 1029.5 prints 1030.
    assert [row[2:] for row in rows] == [
        ("growth", "stated", 6.0, 6.0, 0.0, True),
        ("growth", "stable", 6.0, 6.0, 0.5, True),
        ("growth_strive", "stated", 6.0, 6.0, -1.0, False),
        ("jobs_new", "stated", 1030.0, 1030.0, 0.0, True),
    ]


def test_structural_error_has_its_spread_and_is_one_for_one_figure(goals):
    growth, strive, jobs = goals.readings[0], goals.readings[2], goals.readings[3]
    errors = np.array([with_structural_error(goals, growth, 5.0, draw, 1) - 5.0 for draw in range(3000)])
    assert abs(errors.std() - 0.8) < 0.04
    assert abs(errors.mean()) < 0.05
    assert with_structural_error(goals, strive, 5.0, 7, 1) == with_structural_error(goals, growth, 5.0, 7, 1)
    other = np.array([with_structural_error(goals, jobs, 1000.0, draw, 1) - 1000.0 for draw in range(3000)])
    assert abs(other.std() - 50.0) < 2.5  # 5 % of 1,000
    # Correlation of the two: sqrt(0.6 x 0.4) = 0.49, the common parts' loadings.
    assert abs(np.corrcoef(errors, other)[0, 1] - 0.49) < 0.05


def test_of_a_closed_list_some_units_are_arguable_but_never_more_than_are_missing(goals):
    bounded = _reading(goals, ceiling=100.0)
    for value in (90.0, 40.0, 10.0):  # 3 units in a hundred, wherever the figure lies
        drawn = [with_structural_error(goals, bounded, value, draw, 1) - value for draw in range(800)]
        assert np.std(drawn) == pytest.approx(3.0, abs=0.25)
    near = np.array([with_structural_error(goals, bounded, 99.0, draw, 1) for draw in range(800)])
    assert near.max() <= 100.0
    assert np.mean(near < 98.0) == pytest.approx(0.16, abs=0.04)  # one unit is missing, so one is arguable
    for end in (0.0, 100.0):
        assert with_structural_error(goals, bounded, end, 3, 1) == end


def test_rules_inputs_and_what_the_records_hold_take_no_error(goals):
    assert with_structural_error(goals, _reading(goals, kind="input"), 5.0, 3, 1) == 5.0
    assert with_structural_error(goals, _reading(goals, in_records=True), 5.0, 3, 1) == 5.0
    assert with_structural_error(goals, _reading(goals), 5.0, 3, 1) != 5.0


def test_not_built_has_no_row_but_stays_in_definitions(goals):
    rows = goal_rows(goals, {"growth": 5.0}, 0, 1)
    assert {row[2] for row in rows} == {"growth", "growth_strive"}
    status = {row["goal"]: row["status"] for row in definition_rows(goals, {"growth"})}
    assert status == {
        "growth": "measured",
        "growth_strive": "measured",
        "jobs_new": "not_built",
        "unbuilt": "not_built",
    }


def test_measured_goal_without_spread_is_named(tmp_path):
    document = yaml.safe_load(GOALS.read_text(encoding="utf-8"))
    del document["structural_error"]["jobs"]
    path = tmp_path / "goals.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(ValueError, match="no spread for class jobs"):
        load_goals(path)
