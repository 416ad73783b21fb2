"""One pass over households: the electricity each uses, and its bill by tiers beyond the usual one; compiled.

Without compilation the same functions run row by row as plain Python: the rules are those of `agents/people.py`.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np
from numpy.typing import NDArray

from agents import people
from sim.kernels.compiling import compiled, rule

BLOCK = 1024  # homes decided on before they are added up

_price = rule(people.tier_price)
_bill = rule(people.tier_bill)
_use = rule(people.decide_home_electricity)


@compiled
def _decide(usual, income, income_usual, electricity, beyond, tiers, prices, rules):
    need, elasticity, response, moves = rules
    for row in range(len(usual)):
        richer = moves * (income[row] / max(income_usual[row], 1.0) - 1.0)
        dearer = _price(usual[row] * need, *tiers, *prices) / _price(usual[row], *tiers, *prices) - 1.0
        used = _use(usual[row], need, richer, elasticity, dearer, response)
        electricity[row] = used
        beyond[row] = _bill(used, *tiers, *prices) - _bill(usual[row], *tiers, *prices)


@compiled
def _use_at_home(usual, income, income_usual, weight, electricity, tiers, prices, rules):
    total, beyond, bills = 0.0, 0.0, np.empty(BLOCK)
    # Who adds up while deciding decides for one home at a time; without sums four are decided at once.
    for first in range(0, len(usual), BLOCK):
        some = slice(first, first + BLOCK)
        used, stands_for = electricity[some], weight[some]
        _decide(usual[some], income[some], income_usual[some], used, bills, tiers, prices, rules)
        for place in range(len(used)):
            total += stands_for[place] * used[place]
            beyond += stands_for[place] * bills[place]
    return total, beyond


def use_at_home(
    usual: NDArray, income: NDArray, income_usual: NDArray, weight: NDArray, electricity: NDArray, tiers: NDArray,
    prices: NDArray, rules: NDArray,
) -> tuple[float, float]:  # fmt: skip
    """Electricity of all households, kWh a month, and yuan they pay beyond their usual bills; `electricity` is written.

    `tiers` are the two bounds in kWh a month, `prices` of the three tiers in yuan a kWh; `rules`: need relative to the
    usual, elasticity to income, response to the price, 1 where incomes move.
    """
    kinds = (tuple(values.tolist()) for values in (tiers, prices, rules))
    return _use_at_home(usual, income, income_usual, weight, electricity, *kinds)
