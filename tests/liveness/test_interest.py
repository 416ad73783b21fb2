"""The central bank's lever, a point lower or higher by December 2024: what theory says moves, moves, in every pair."""

import copy
import functools

import numpy as np
import pytest

from scenarios.tasks import flatten, nest
from tests.liveness.measures import history_of, run_on
from tests.liveness.plan import DRAWS, ENOUGH, in_processes, make_plan

LPR, STEP, DECEMBER = "world.credit.lpr_change_2024", 0.01, 24
# Series, first month that counts, direction of a point less.
ROWS = (
    ("rate.enterprises", 13, -1),  # loans of firms are priced at the LPR and a spread
    ("loans.enterprises", 13, 1),  # cheaper loans are asked for more, as far as head offices allot it
    ("farms.loans", 18, 1),  # season credit answers its rate when rice is sown in June
    ("income.disposable", 13, 1),  # mortgages are repriced, and what is not paid in interest can be spent
    # What households spend was declared up too and is in 15 of 20: who is hired here and there moves it as much.
    ("tax.profit", 14, 1),  # firms that pay less interest earn and pay tax on more, a month later
)


def shifted(values, step: float):
    flat = flatten(copy.deepcopy(dict(values)))
    flat[LPR] += step
    return nest(flat)


def of_draw(draw: int) -> np.ndarray:
    """Sums of each row a point lower, unchanged and a point higher, (rows, 3).

    A world is drawn whole when a history starts, so 2023 is run again, with the same numbers.
    """
    plan = make_plan()
    runs = []
    for step in (-STEP, 0.0, STEP):
        past = history_of(plan, draw, shifted(plan.histories[draw], step))
        runs.append(run_on(past, shifted(plan.values[draw], step), DECEMBER).series)
    return np.array([[sum(run[series][first - 1 : DECEMBER]) for run in runs] for series, first, _ in ROWS])


@functools.cache
def sums() -> np.ndarray:
    return np.stack(in_processes(of_draw, [(draw,) for draw in range(DRAWS)]))


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row[0] for row in ROWS])
def test_direction(number: int):
    lower, usual, higher = sums()[:, number].T
    direction = ROWS[number][2]
    # Over the whole two points: one point moves consumption of some hundred rows less than who is hired here and there.
    assert np.sum(np.sign(lower - higher) == direction) >= ENOUGH
    assert direction * np.median(lower - usual) > 0.0 > direction * np.median(higher - usual)
