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
BLOCK = 1024  # homes decided on before they are added up


@compiled
def _by_hours(use, night_use, bother, hours):
    """What a meter by hours would save this home in a month, yuan, the kWh it would move, and what moving bothers."""
    extra, less, movable, shift_cost = hours[0], hours[1], hours[2], hours[3]
    moved = use * (1.0 - night_use) * _shift(movable, extra + less, bother * shift_cost)
    return _saving(use, night_use, extra, less) + moved * (extra + less), moved, moved * bother * shift_cost


@compiled
def _decide(usual, income, income_usual, used, bills, tiers, prices, rules):
    need, elasticity, response, moves, change = rules
    first, second = tiers
    low, middle, high = prices
    more = 1.0 + change
    low_now, middle_now, high_now = low * more, middle * more, high * more
    for row in range(len(usual)):
        richer = moves * (income[row] / max(income_usual[row], 1.0) - 1.0)
        before = _price(usual[row], first, second, low, middle, high)
        dearer = _price(usual[row] * need, first, second, low_now, middle_now, high_now) / before - 1.0
        used[row] = _use(usual[row], need, richer, elasticity, dearer, response)
        bills[row] = _bill(used[row], first, second, low_now, middle_now, high_now)


@compiled
def _review(rows_now, used, night_use, bother, has_meter, hours):
    for row in range(len(used)):
        if rows_now[row]:
            saving, _, bothers = _by_hours(used[row], night_use[row], bother[row], hours)
            has_meter[row] = _meter(MONTHS * (saving - bothers), bother[row] * hours[4])


@compiled
def _bill_by_hours(used, night_use, bother, has_meter, bills, days, hours):
    for row in range(len(used)):
        saving, moved, _ = _by_hours(used[row], night_use[row], bother[row], hours)
        bills[row] -= saving if has_meter[row] else 0.0
        days[row] = used[row] * (1.0 - night_use[row]) - (moved if has_meter[row] else 0.0)


@compiled
def _use_at_home(people_of, columns, has_meter, electricity, tiers, prices, rules, hours, month_of_year):
    usual, income, income_usual, bill_usual, weight = columns
    review, night_use, bother = people_of
    total, beyond, by_day, metered = 0.0, 0.0, 0.0, 0.0
    bills, days = np.empty(BLOCK), np.empty(BLOCK)
    # Who adds up while deciding decides for one home at a time; without sums several are decided at once.
    for start in range(0, len(usual), BLOCK):
        some = slice(start, start + BLOCK)
        used, stands_for, usually, has = electricity[some], weight[some], bill_usual[some], has_meter[some]
        _decide(usual[some], income[some], income_usual[some], used, bills, tiers, prices, rules)
        _review(review[some] == month_of_year, used, night_use[some], bother[some], has, hours)
        _bill_by_hours(used, night_use[some], bother[some], has, bills, days, hours)
        for place in range(len(used)):
            total += stands_for[place] * used[place]
            by_day += stands_for[place] * days[place]
            beyond += stands_for[place] * (bills[place] - usually[place])
            metered += stands_for[place] if has[place] else 0.0
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
    kinds = (tuple(values.tolist()) for values in (tiers, prices, rules, hours))
    return _use_at_home(people_of, columns, has_meter, electricity, *kinds, month_of_year)


def first_bills(
    usual: NDArray, night_use: NDArray, bother: NDArray, has_meter: NDArray, tiers: NDArray, prices: NDArray,
    hours: NDArray,
) -> NDArray:  # fmt: skip
    """Bills of a usual month, yuan (households,); who is billed by hours at the start is written to `has_meter`."""
    bills = np.empty(len(usual))
    kinds = (tuple(values.tolist()) for values in (tiers, prices, hours))
    _first_bills(usual, night_use, bother, has_meter, bills, *kinds)
    return bills
