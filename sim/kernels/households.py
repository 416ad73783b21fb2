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
_kept = rule(people.decide_kept_here)


@compiled
def _spend(income, expected, opening, usual, committed, consumption, speed, rates):
    placed = np.empty(len(income))
    for row in range(len(income)):
        expected[row] += speed * (income[row] - expected[row])
        plan = _planned(usual[0][row], usual[1][row], expected[row], rates[0])
        spent = _spent(plan, income[row], expected[row], opening[row], usual[2][row], rates[1], rates[2])
        consumption[row] = spent * rates[3]
        placed[row] = _placed(plan, expected[row], usual[0][row], usual[1][row], committed[row])
    return placed


def _spend_columns(income, expected, opening, usual, committed, consumption, speed, rates):
    expected += speed * (income - expected)
    plan = people.decide_planned_consumption(usual[0], usual[1], expected, rates[0])
    spent = people.decide_consumption(plan, income, expected, opening, usual[2], rates[1], rates[2])
    consumption[:] = spent * rates[3]
    return people.decide_placements(plan, expected, usual[0], usual[1], committed)


def spend(
    income: NDArray, expected: NDArray, opening: NDArray, usual: tuple[NDArray, NDArray, NDArray], committed: NDArray,
    consumption: NDArray, speed: float, rates: NDArray,
) -> NDArray:  # fmt: skip
    """Placements of each household, yuan a month; `expected` income and `consumption` are written in place.

    `usual` holds consumption, income and deposits one is used to; `committed` interest and repayment
    at the start; `rates` the propensity, the one out of surprises, the one out of deposits, and what events make of
    consumption; `speed` that of expectations.
    """
    return _FORM(income, expected, opening, usual, committed, consumption, speed, rates)


@compiled
def put_by(placed, usual, weight, part):
    """Savings that stay with banks here: `placed`, yuan (households,), falls by them, `usual` deposits rise by them.

    Returns rows that place less than nothing, and by how much, yuan; of them `placed` becomes zero. Then the weighted
    sums of what stays, a `part` of what each would place, and of what is still placed, yuan.
    """
    rows, back, found, here, away = np.empty(len(placed), np.int64), np.empty(len(placed)), 0, 0.0, 0.0
    for row in range(len(placed)):
        rows[found], back[found] = row, -placed[row]
        found += np.int64(placed[row] < 0.0)
        saved = max(placed[row], 0.0)
        kept = _kept(saved, part)
        usual[row] += kept
        placed[row] = saved - kept
        here += weight[row] * kept
        away += weight[row] * placed[row]
    return rows[:found].copy(), back[:found].copy(), here, away


_FORM = _spend_columns if config.DISABLE_JIT else _spend  # pyright: ignore
