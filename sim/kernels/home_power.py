"""One pass over households: the electricity each uses, and its bill by tiers beyond the usual one; compiled.

Without compilation the same functions run row by row as plain Python: the rules are those of `agents/people.py`.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
from numpy.typing import NDArray

from agents import people
from sim.kernels.compiling import compiled, rule

_price = rule(people.tier_price)
_bill = rule(people.tier_bill)
_use = rule(people.decide_home_electricity)


@compiled
def _use_at_home(usual, income, income_usual, weight, electricity, tiers, prices, rules):
    total, beyond = 0.0, 0.0
    first, second = tiers[0], tiers[1]
    low, middle, high = prices[0], prices[1], prices[2]
    now = prices * (1.0 + rules[4])
    for row in range(len(usual)):
        richer = rules[3] * (income[row] / max(income_usual[row], 1.0) - 1.0)
        before = _price(usual[row], first, second, low, middle, high)
        dearer = _price(usual[row] * rules[0], first, second, now[0], now[1], now[2]) / before - 1.0
        used = _use(usual[row], rules[0], richer, rules[1], dearer, rules[2])
        electricity[row] = used
        total += weight[row] * used
        bill = _bill(used, first, second, now[0], now[1], now[2])
        beyond += weight[row] * (bill - _bill(usual[row], first, second, low, middle, high))
    return total, beyond


def use_at_home(
    usual: NDArray, income: NDArray, income_usual: NDArray, weight: NDArray, electricity: NDArray, tiers: NDArray,
    prices: NDArray, rules: NDArray,
) -> tuple[float, float]:  # fmt: skip
    """Electricity of all households, kWh a month, and yuan they pay beyond their usual bills; `electricity` is written.

    `tiers` are the two bounds in kWh a month, `prices` the usual ones of the three tiers in yuan a kWh; `rules`: need
    relative to the usual, elasticity to income, response to the price, 1 where incomes move, change of all prices.
    """
    return _use_at_home(usual, income, income_usual, weight, electricity, tiers, prices, rules)
