"""Each of the measures is alive: doubled or removed alone it moves the series nearest to it, and nothing if neutral."""

import functools

import numpy as np
import pytest

from scenarios.measures import measures
from sim.phases.policy import levers as policy
from tests.liveness.each.row import DECEMBER, JANUARY
from tests.liveness.measures import VARIANTS, Outcome, changes, compare, history, run_on, scaled, too_early
from tests.liveness.plan import DRAWS, ENOUGH, SCALE, in_processes, make_plan
from tests.liveness.rows import ROWS

RUN_AGAIN = (3, 14)  # draws that are simulated here; numbers that agree to nine digits by chance do not exist
SPILL = 0.25  # Assumption: a month before the window may show a quarter of what a month within it shows
MODELLED = [key for key, measure in measures().items() if measure.is_modelled]
pytestmark = pytest.mark.timeout(1200)  # the first test waits for all pairs of runs
SIGNED = [
    (number, side)
    for number, row in enumerate(ROWS)
    for side, name in enumerate(VARIANTS)
    if isinstance(getattr(row, name), int)
]


def test_every_modelled_measure_has_a_signed_row():
    assert {ROWS[number].measure for number, _ in SIGNED} == set(MODELLED)
    assert all(row.reason for row in ROWS)


def test_the_stored_draws_are_what_the_model_gives(outcomes: tuple):
    kept, figures = outcomes
    sums, found = compare(MODELLED, RUN_AGAIN)
    # Other libraries round sums another way, and what is rounded differs a little more in each month.
    close = {"rtol": 1e-5, "atol": 1e-6, "err_msg": "run: make tables"}
    np.testing.assert_allclose(sums, kept[list(RUN_AGAIN)], **close)
    for key, of_key in found.items():
        assert list(of_key) == list(figures[key]), "run: make tables"
        for name, values in of_key.items():
            np.testing.assert_allclose(values, figures[key][name][list(RUN_AGAIN)], **close)


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: f"{ROWS[case[0]].measure}-{ROWS[case[0]].series}-{case[1]}")
def test_direction(outcomes: tuple, case: tuple[int, int]):
    number, side = case
    row, found = ROWS[number], changes(outcomes[0][:, number, 0])[:, side]
    direction = getattr(row, list(VARIANTS)[side])
    enough = DRAWS // 2 + 1 if row.where_it_can else ENOUGH
    assert np.sum(np.sign(found) == direction) >= enough, f"{row.reason} {np.sort(found)}"
    assert not row.where_it_can or not np.any(np.sign(found) == -direction), f"{row.reason} {np.sort(found)}"


@pytest.mark.parametrize("number", [n for n in dict(SIGNED) if ROWS[n].first > JANUARY], ids=lambda n: ROWS[n].series)
def test_not_before_its_lag(outcomes: tuple, number: int):
    late = np.all(too_early(outcomes[0][:, number], ROWS[number]) < SPILL, axis=1)
    assert late.sum() >= ENOUGH


@pytest.fixture(scope="module")
def neutralised() -> dict[str, tuple[list[str], list[str]]]:
    """What each measure still moves at strength zero, and what doubling it moves once its function is neutral."""
    return dict(zip(MODELLED, in_processes(_neutralised, [(key,) for key in MODELLED]), strict=True))


@pytest.mark.parametrize("key", MODELLED)
def test_a_neutral_function_moves_nothing(neutralised: dict, key: str):
    """With a function that writes no lever, doubling changes no number; and a measure at nothing is as if absent."""
    assert neutralised[key] == ([], [])


def _neutralised(key: str) -> tuple[list[str], list[str]]:
    plan = make_plan(DRAWS, SCALE)
    past, values = _history(), plan.values[0]
    twice, nothing = scaled(values, key, 2.0), scaled(values, key, 0.0)
    with pytest.MonkeyPatch.context() as patch:
        removed = run_on(past, nothing, DECEMBER)
        _replace(patch, key, lambda measure: lambda *given: measure(*given) if given[1].strength > 0.0 else None)
        absent = run_on(past, nothing, DECEMBER)
        _replace(patch, key, lambda _measure: lambda *_given: None)
        return _differ(removed, absent), _differ(run_on(past, twice, DECEMBER), run_on(past, values, DECEMBER))


def _differ(one: Outcome, other: Outcome) -> list[str]:
    assert one.series.keys() == other.series.keys()
    return [name for name, months in one.series.items() if other.series[name] != months]


def _replace(monkeypatch: pytest.MonkeyPatch, key: str, changed) -> None:
    """Put another function in the place of a measure."""
    monkeypatch.setattr(policy, "MEASURES", tuple(
        (chapter, functools.wraps(measure)(changed(measure)) if measure.__name__.startswith(f"{key}_") else measure)
        for chapter, measure in policy.MEASURES
    ))  # fmt: skip


@functools.cache
def _history():
    return history(make_plan(DRAWS, SCALE), 0)
