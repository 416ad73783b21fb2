"""Allowances of the livelihood chapter: families with a new child, the old in need, the poor, the disabled; donations.

Why only what differs from the usual moves a household: what was paid in 2022 is in the incomes a draw begins with, so
paying it once more would count it twice. The line is charged with the whole.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.institutions import Rank
from agents.people import decide_donation
from sim.budget import claim
from sim.calendar import MONTHS
from sim.randomness import drawn_rows
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.idioms import Usual

declare(
    allowances__births=Series("yuan", "Allowances for second and third children", "育儿补助支出", "clause 49"),
    allowances__old=Series("yuan", "Allowances for the old in need", "困难老人补贴支出", "clause 53"),
    allowances__poor=Series("yuan", "Minimum living support", "最低生活保障支出", "clause 54"),
    allowances__disabled=Series("yuan", "Disability allowances", "残疾人两项补贴支出", "clause 54"),
    charity__funds=Series("yuan", "Donations through local charities", "慈善资金", "clause 54"),
)
THOUSAND = 1000.0
FEWEST = 3  # members of a household that has a second child


@rests
def pay_allowances(state: State) -> None:
    """Pay what families, the old, the poor and the disabled are due, and let firms donate to the poor."""
    levers, care = state.levers, state.settings.behaviour.care
    residents = float(state.residents.weight[0]) * len(state.residents)
    births = care.births_per_1000 / THOUSAND * residents / MONTHS
    families = _families(state, births * (care.second_births + care.third_births))
    allowances, rows = state.books.allowances, state.rows
    for_second = care.second_births * levers.second_child_allowance
    for_third = care.third_births * levers.third_child_allowance
    _pay(state, "births", allowances.usual_births, families, births * (for_second + for_third))
    _pay(state, "old", allowances.usual_old, rows.old_in_need,
         care.old_in_need * residents * levers.old_care_allowance)  # fmt: skip
    _pay(state, "poor", allowances.usual_poor, rows.poor,
         care.poor_share * residents * care.topped_up * levers.minimum_living)  # fmt: skip
    reached = state.series.read("level.disability_allowances_paid", state.month) / 100.0
    _pay(state, "disabled", allowances.usual_disabled, rows.disabled,
         reached * care.disabled_share * residents * levers.disability_allowance)  # fmt: skip
    _donate(state, rows.poor)


def find_families(state: State) -> NDArray:
    """Rows of households large enough for a second child."""
    return np.flatnonzero(state.households.members >= FEWEST).astype(np.int32)


def weigh_families(state: State) -> float:
    """Households those rows stand for."""
    return float(state.households.weight[state.rows.families].sum())


def draw_in_need(state: State, kind: str, share: float) -> NDArray:
    """Rows of households with one person in need ("poor", "old", "disabled"; a share of residents), by lot.

    Drawn once among those with the lower incomes.
    """
    households = state.households
    per_head = households.income_expected / np.maximum(households.members, 1)
    poorer = np.flatnonzero(per_head <= np.median(per_head))
    among = max(float(households.weight[poorer].sum()), 1.0)
    persons = share * (float(state.residents.weight[0]) * len(state.residents))
    return drawn_rows(state.stream(f"care.{kind}", 0), households.id, poorer, persons / among)


def _families(state: State, births: float) -> NDArray:
    """Rows of households that have a second or later child this month, by lot."""
    chance = births / max(state.fixed.weight_of_families, 1.0)
    return drawn_rows(state.stream("care.births"), state.households.id, state.rows.families, chance)


def _pay(state: State, kind: str, usual: Usual[float], rows: NDArray, due: float) -> None:
    """Charge the line with what is due (yuan in all) and move what differs from the usual, the same for each row."""
    paid = claim(state, "livelihood", due, rank=Rank.WORKS) * due if due > 0.0 else 0.0  # a right, not an award
    state.record(f"allowances.{kind}", paid)
    beyond = usual.beyond(paid)
    households = state.households
    weight = float(households.weight[rows].sum())
    if beyond == 0.0 or weight <= 0.0:
        return
    amounts = np.full(len(rows), abs(beyond) / weight)
    if beyond > 0.0:
        state.ledger.transfer("allowances", "government", beyond, "households", amounts, payee_rows=rows)
        households.income[rows] += amounts
    else:
        state.ledger.transfer("allowances", "households", amounts, "government", -beyond, rows=rows)
        households.income[rows] -= amounts


def _donate(state: State, poor: NDArray) -> None:
    """Above-scale firms give a part of their profit to charities, which pass it to the poor at once. Clause 54."""
    enterprises, care = state.enterprises, state.settings.behaviour.care
    rows = state.rows.above_scale_private
    profit = np.maximum(enterprises.profit[rows], 0.0)
    usual = state.books.allowances.usual_profit.of(max(Table.total(enterprises, profit, rows), 1.0))
    change = state.books.allowances.usual_effort.beyond(state.levers.charity_effort)
    given = decide_donation(profit, care.donations_annual / MONTHS / usual, change, care.donations_effort)
    total = Table.total(enterprises, given, rows)
    weight = float(state.households.weight[poor].sum())
    if total > 0.0 and weight > 0.0:
        amounts = np.full(len(poor), total / weight)
        state.ledger.transfer("donations", "enterprises", given, "households", amounts, rows=rows, payee_rows=poor)
        state.households.income[poor] += amounts
    state.record("charity.funds", total)

