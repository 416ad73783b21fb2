"""Care of small children: a place for an infant lets a parent who stayed at home look for work. Clause 49."""

from numpy.typing import NDArray

from agents.classes import Activity
from sim.calendar import MONTHS
from sim.kernels.labour import rows_of_age
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    care__places=Series("person", "Infant care places opened", "新增托位", "clause 49"),
    care__returned=Series("person", "Parents who search beyond the usual", "超出常年的返岗求职父母", "clause 49"),
)


@rests
def let_parents_search(state: State) -> None:
    """Parents at home begin to search as places open, beyond those of the usual year; with fewer places some stop.

    The usual opening is in the participation a draw begins with.
    """
    places = state.levers.childcare_places / MONTHS
    state.record("care.places", places)
    beyond = state.books.jobs.usual_places.beyond(places)
    wanted = state.settings.behaviour.care.parents_return * beyond
    if wanted == 0.0:
        state.record("care.returned", 0.0)
        return
    begins = wanted > 0.0
    before, after = (Activity.INACTIVE, Activity.UNEMPLOYED)[:: 1 if begins else -1]
    rows = _parents(state, before)
    weight = float(state.residents.weight[0])
    chance = min(abs(wanted) / max(weight * len(rows), 1.0), 1.0)
    people = state.residents
    moved = rows[uniform(state.stream("care.search"), people.id[rows]) < chance] if chance > 0.0 else rows[:0]
    people.activity[moved] = after
    state.record("care.returned", (1.0 if begins else -1.0) * weight * len(moved))


def _parents(state: State, activity: Activity) -> NDArray:
    """Rows of residents of the age of parents of infants who do a thing."""
    people, care = state.residents, state.settings.behaviour.care
    return rows_of_age(int(activity), people.activity, people.age, people.id, state.month, care.parent_from,
                       care.parent_until)  # fmt: skip
