"""Every lever moves what it reaches, in the declared direction and not before its lag; a neutral one moves nothing."""

import dataclasses
import functools

import numpy as np
import pytest

from sim.phases import policy
from tests.liveness.declared import BUNDLES, NO_SIGN, NOTHING, ROWS, Bundle
from tests.liveness.paired import (
    DRAWS,
    ENOUGH,
    SCALE,
    Values,
    effects,
    hits,
    make_plan,
    months_of_draw,
    table,
    too_early,
)

KINDS = {"enterprise", "farmer", "household", "government"}
SIGNED = [(number, side) for number, row in enumerate(ROWS) for side in (0, 1) if isinstance(row.directions[side], int)]
SILENT = [(number, side) for number, row in enumerate(ROWS) for side in (0, 1) if row.directions[side] == NOTHING]
UNSEEN = 0.001  # Assumption: a tenth of a percent of a year's sum is below what any statistic prints
SPILL = 0.25  # other measures of a bundle start earlier and reach the same series a little
FEW = DRAWS - ENOUGH + 1  # draws that must fail for a row to fail
GROUPS = sorted({row.measures for row in ROWS if row.measures and isinstance(row.directions[0], int)})


def name(case: tuple[int, int]) -> str:
    row = ROWS[case[0]]
    return f"{row.name}-{BUNDLES[row.bundle].variants[case[1]]}"


@pytest.mark.parametrize("case", SIGNED, ids=name)
def test_direction(values: Values, case: tuple[int, int]):
    number, side = case
    row = ROWS[number]
    found = effects(values[:, number], row)[:, side]
    assert hits(found, row.directions[side]) >= ENOUGH, f"{row.reason} Found: {np.sort(found)}"


@pytest.mark.parametrize("case", SILENT, ids=name)
def test_nothing_to_see(values: Values, case: tuple[int, int]):
    number, side = case
    assert abs(np.median(effects(values[:, number], ROWS[number])[:, side])) < UNSEEN


@pytest.mark.parametrize("number", [n for n in dict(SIGNED) if ROWS[n].lag], ids=lambda n: ROWS[n].name)
def test_not_before_its_lag(values: Values, number: int):
    late = np.all(too_early(values[:, number], ROWS[number]) < SPILL, axis=1)
    assert late.sum() >= ENOUGH


def test_each_lever_declares_every_kind_of_agent():
    for bundle in ("subsidy", "land", "energy", "credit"):
        assert {row.agent for row in ROWS if row.bundle == bundle} >= KINDS
    assert all(row.reason for row in ROWS)
    assert {d for row in ROWS for d in row.directions if isinstance(d, str)} == {NO_SIGN, NOTHING}


def neutralise(monkeypatch: pytest.MonkeyPatch, measures: tuple[str, ...]) -> None:
    """Put functions that write no lever in the place of some measures."""

    def replaced(measure):
        @functools.wraps(measure)
        def neutral(values, strength, levers, month_of_year):
            return None

        return neutral if measure.__name__.split("_")[0] in measures else measure

    monkeypatch.setattr(policy, "MEASURES", tuple((chapter, replaced(m)) for chapter, m in policy.MEASURES))


@pytest.mark.parametrize("measures", GROUPS, ids="-".join)
def test_a_neutral_measure_fails_its_rows(monkeypatch: pytest.MonkeyPatch, measures: tuple[str, ...]):
    """Doubled alone the measures move their rows; with neutral functions in their place nothing moves at all."""
    plan = make_plan(DRAWS, SCALE)
    rows = [n for n, row in enumerate(ROWS) if row.measures == measures and isinstance(row.directions[0], int)]
    bundles = {ROWS[number].bundle: alone(number, measures) for number in rows}
    alive = np.stack([months_of_draw(plan, draw, bundles) for draw in range(FEW)])
    neutralise(monkeypatch, measures)
    neutral = np.stack([months_of_draw(plan, draw, bundles) for draw in range(FEW)])
    for number in rows:
        row = ROWS[number]
        found = effects(alive[:, number], row)[:, 0]
        assert hits(found, row.directions[0]) == FEW, f"{row.name} does not move by {', '.join(measures)}: {found}"
        # FEW failures are enough: with them no more than ENOUGH - 1 of DRAWS can agree.
        assert hits(effects(neutral[:, number], row)[:, 0], row.directions[0]) == 0
        np.testing.assert_array_equal(neutral[:, number, 1], neutral[:, number, 0])


def alone(number: int, measures: tuple[str, ...]) -> Bundle:
    """The bundle of a row with only these measures doubled, as far as any row with these measures looks."""
    bundle = BUNDLES[ROWS[number].bundle]
    paths = tuple(path for path in bundle.scaled if path.split(".")[2] in measures)
    last = max(row.last for row in ROWS if row.measures == measures)
    return dataclasses.replace(bundle, scaled=paths, months=last, variants=bundle.variants[:1])


def test_the_table_has_a_line_for_every_row_and_variant(values: Values):
    lines = table(values).splitlines()
    assert len(lines) == 2 + 2 * len(ROWS)
    assert len({line.count("|") for line in lines}) == 1
