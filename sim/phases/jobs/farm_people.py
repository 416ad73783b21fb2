"""People in farming: who leaves it for wage work, and the old who stop working with it.

Why by the year behind them: a family judges a farm by a whole year, for its months differ more than years do.
"""

import numpy as np

from agents.classes import Activity, Skill
from agents.farms import decide_leaving_farming
from agents.people import age_at
from sim.calendar import FIRST_YEAR, MONTHS
from sim.phases.jobs.help import clock
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    farms__people=Series("person", "People in farming", "务农人数"),
    farms__leavers=Series("person", "People who left farming for wage work or rest", "离农人数"),
)


@rests
def leave_farms(state: State) -> None:
    """Farmers take up the search for a job, less where farm incomes gain on wages; the old among them retire."""
    people, labour = state.residents, state.settings.behaviour.labour
    farmers = state.books.farming.farmers  # nobody takes up farming, and nothing else ends it
    if farmers is None:
        farmers = np.flatnonzero(people.activity == Activity.SELF_EMPLOYED)
    count = float(people.weight[farmers].sum(dtype=float))
    leaves = uniform(state.stream("farming.leave"), people.id[farmers]) < _chance(state, count)
    rows = farmers[leaves]
    is_old = age_at(people.age[rows], people.id[rows], clock(state)) >= labour.retirement_from
    people.activity[rows] = np.where(is_old, Activity.RETIRED, Activity.UNEMPLOYED)
    state.books.jobs.note_retired(rows[is_old])
    people.work_town[rows] = people.work_sector[rows] = -1
    state.books.farming.farmers = farmers[~leaves]
    state.record("farms.people", count)
    state.record("farms.leavers", float(people.weight[rows].sum(dtype=float)))


def _chance(state: State, count: float) -> float:
    """Chance a month to leave farming; until a year is over nobody knows of any change. `count`: people in farming."""
    farming = state.settings.behaviour.farming
    usual = 1.0 - (1.0 - farming.leaving_annual) ** (1.0 / MONTHS)
    usual_count = state.books.farming.usual_farmers.of(count)
    if state.year == FIRST_YEAR or count <= 0.0:
        return usual
    income = state.series.year("income.farms", state.year - 1) / (MONTHS * state.fixed.farm_income)
    a_head = income * usual_count / count
    wages = state.now.wage_index * float(state.books.jobs.pay_level[:, Skill.BASIC].mean())
    return float(decide_leaving_farming(usual, a_head, wages, farming.leaving_response))
