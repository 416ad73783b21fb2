"""One pass over households: expectation, consumption and regular saving, compiled; or by columns without compilation.

Both forms call the same rules of `agents/people.py`; a test holds them equal.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np
from numba import config
from numpy.typing import NDArray

from agents import people
from sim.kernels.compiling import compiled, rule

_planned = rule(people.decide_planned_consumption)
_spent = rule(people.decide_consumption)
_placed = rule(people.decide_placements)


@compiled
def _spend(income, expected, opening, usual, committed, speed, rates):
    consumption, placed = np.empty(len(income)), np.empty(len(income))
    for row in range(len(income)):
        expected[row] += speed * (income[row] - expected[row])
        plan = _planned(usual[0, row], usual[1, row], expected[row], rates[0])
        consumption[row] = _spent(plan, income[row], expected[row], opening[row], usual[2, row], rates[1], rates[2])
        placed[row] = _placed(plan, expected[row], usual[0, row], usual[1, row], committed[row])
    return consumption, placed


def _spend_columns(income, expected, opening, usual, committed, speed, rates):
    expected += speed * (income - expected)
    plan = people.decide_planned_consumption(usual[0], usual[1], expected, rates[0])
    consumption = people.decide_consumption(plan, income, expected, opening, usual[2], rates[1], rates[2])
    return consumption, people.decide_placements(plan, expected, usual[0], usual[1], committed)


def spend(
    income: NDArray, expected: NDArray, opening: NDArray, usual: NDArray, committed: NDArray, speed: float,
    rates: NDArray,
) -> tuple[NDArray, NDArray]:  # fmt: skip
    """Consumption and placements of each household, yuan a month; `expected` income is updated in place.

    `usual` (3, households) holds consumption, income and deposits one is used to; `committed` interest and repayment
    at the start; `rates` the propensity, the one out of surprises, and the one out of deposits; `speed` that of
    expectations.
    """
    return _FORM(income, expected, opening, usual, committed, speed, rates)


_FORM = _spend_columns if config.DISABLE_JIT else _spend  # pyright: ignore
