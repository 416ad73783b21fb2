"""The retired die, and children are born where somebody else lives in the home.

Why a birth for a death: the table of residents cannot grow, and births were nearly as many as deaths. A home in which
nobody is left is a room for those who move in.
"""

import numpy as np

from agents.classes import Activity
from sim.calendar import MONTHS
from sim.phases.jobs.migration import ID_MONTH
from sim.randomness import drawn_rows
from sim.series import Series, declare
from sim.state import State, rests

declare(
    residents__deaths=Series("person", "Deaths of retired residents", "退休人员死亡人数"),
)
BORN = ID_MONTH // 2  # ids of the born of a month begin here, behind those of newcomers


@rests
def pass_on(state: State) -> None:
    """Some of the retired die this month; a child of the same home takes the row, or it becomes a room."""
    people, jobs = state.residents, state.books.jobs
    if jobs.retired is None:
        jobs.retired = np.flatnonzero(people.activity == Activity.RETIRED).astype(np.int32)
    chance = 1.0 - (1.0 - state.settings.behaviour.labour.mortality_annual) ** (1.0 / MONTHS)
    died = drawn_rows(state.stream("residents.death"), people.id, jobs.retired, chance)
    died = died[np.argsort(people.id[died], kind="stable")]
    is_alone = state.households.members[people.household[died]] <= 1
    empty, born = died[is_alone], died[~is_alone]
    people.activity[empty] = Activity.ABSENT
    state.books.migration.rooms = np.concatenate((empty, state.books.migration.rooms))
    number = state.month * ID_MONTH + BORN + np.arange(len(born))
    people.id[born], people.activity[born], people.registered_year[born] = number, Activity.CHILD, 0
    people.age[born] = -((state.month - 1 + number % MONTHS) // MONTHS)  # the age at the start of 2023
    jobs.retired = jobs.retired[people.activity[jobs.retired] == Activity.RETIRED]
    state.record("residents.deaths", float(people.weight[0]) * len(died))
