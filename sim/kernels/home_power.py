"""One pass over households: the electricity each uses, its meter, and its bill by tiers and hours; compiled.

Without compilation the same functions run row by row as plain Python: the rules are those of `agents/people.py`.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np
from numpy.typing import NDArray

from agents import people
from sim.kernels.compiling import compiled, rule

_price = rule(people.tier_price)
_bill = rule(people.tier_bill)
_use = rule(people.decide_home_electricity)
_shift = rule(people.decide_home_shift)
_saving = rule(people.hours_saving)
_meter = rule(people.decide_meter)

MONTHS = 12


@compiled
def _by_hours(use, night_use, bother, hours):
    """What a meter by hours would save this home in a month, yuan, the kWh it would move, and what moving bothers."""
    extra, less, movable, shift_cost = hours[0], hours[1], hours[2], hours[3]
    moved = use * (1.0 - night_use) * _shift(movable, extra + less, bother * shift_cost)
    return _saving(use, night_use, extra, less) + moved * (extra + less), moved, moved * bother * shift_cost


@compiled
def _use_at_home(people_of, columns, has_meter, electricity, tiers, prices, rules, hours, month_of_year):
    usual, income, income_usual, bill_usual, weight = columns
    review, night_use, bother = people_of
    total, beyond, by_day, metered = 0.0, 0.0, 0.0, 0.0
    first, second = tiers[0], tiers[1]
    low, middle, high = prices[0], prices[1], prices[2]
    now = prices * (1.0 + rules[4])
    for row in range(len(usual)):
        richer = rules[3] * (income[row] / max(income_usual[row], 1.0) - 1.0)
        before = _price(usual[row], first, second, low, middle, high)
        dearer = _price(usual[row] * rules[0], first, second, now[0], now[1], now[2]) / before - 1.0
        used = _use(usual[row], rules[0], richer, rules[1], dearer, rules[2])
        electricity[row] = used
        bill = _bill(used, first, second, now[0], now[1], now[2])
        day = used * (1.0 - night_use[row])
        if has_meter[row] or review[row] == month_of_year:
            saving, moved, bothers = _by_hours(used, night_use[row], bother[row], hours)
            if review[row] == month_of_year:
                has_meter[row] = _meter(MONTHS * (saving - bothers), bother[row] * hours[4])
            if has_meter[row]:
                bill -= saving
                day -= moved
                metered += weight[row]
        total += weight[row] * used
        by_day += weight[row] * day
        beyond += weight[row] * (bill - bill_usual[row])
    return total, beyond, by_day, metered


@compiled
def _first_bills(usual, night_use, bother, has_meter, bills, tiers, prices, hours):
    for row in range(len(usual)):
        saving, _, bothers = _by_hours(usual[row], night_use[row], bother[row], hours)
        has_meter[row] = _meter(MONTHS * (saving - bothers), bother[row] * hours[4])
        bills[row] = _bill(usual[row], tiers[0], tiers[1], prices[0], prices[1], prices[2])
        if has_meter[row]:
            bills[row] -= saving


def use_at_home(
    people_of: tuple[NDArray, NDArray, NDArray], columns: tuple[NDArray, ...], has_meter: NDArray, electricity: NDArray,
    tiers: NDArray, prices: NDArray, rules: NDArray, hours: NDArray, month_of_year: int,
) -> tuple[float, float, float, float]:  # fmt: skip
    """Electricity of all households, kWh a month; yuan they pay beyond their usual bills; kWh by day; homes metered.

    `people_of` are review month (0 is December), night use and bother; `columns` usual use, income expected, usual
    income, usual bill and weight; `has_meter` and `electricity` are written. `tiers` are the two bounds in kWh a month,
    `prices` the usual ones of the three tiers in yuan a kWh; `rules`: need relative to the usual, elasticity to income,
    response to the price, 1 where incomes move, change of all prices; `hours`: what a kWh by day costs more and by
    night less, movable part, bother of a kWh and of a meter.
    """
    return _use_at_home(people_of, columns, has_meter, electricity, tiers, prices, rules, hours, month_of_year)


def first_bills(
    usual: NDArray, night_use: NDArray, bother: NDArray, has_meter: NDArray, tiers: NDArray, prices: NDArray,
    hours: NDArray,
) -> NDArray:  # fmt: skip
    """Bills of a usual month, yuan (households,); who is billed by hours at the start is written to `has_meter`."""
    bills = np.empty(len(usual))
    _first_bills(usual, night_use, bother, has_meter, bills, tiers, prices, hours)
    return bills
