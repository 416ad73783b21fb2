"""Public help to those who search for a job: training, placement of the hard to place, internships.

Why by lot among searchers: a bureau decides how many it helps; who of them is reached is drawn by person.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Skill
from agents.people import age_at
from sim.budget import pay
from sim.programmes import deliver
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    jobs__trained=Series("person", "Persons trained", "职业培训人次"),
    jobs__certified=Series("person", "Trained jobless who gained a certificate", "培训取证失业人员"),
    jobs__placed=Series("person", "Hard-to-place jobless placed in a job", "帮扶就业人员"),
    jobs__internship_posts=Series("job", "Internships begun", "就业见习岗位"),
    jobs__interns=Series("person", "Young jobless kept by the host of their internship", "见习留用青年"),
)


def clock(state: State) -> int:
    """The month that ages people; in the stationary district nobody ages."""
    return state.month if state.shocks else 1


def train(state: State) -> NDArray:
    """Pay for this month's training and give it to searchers by lot; returns whether each searcher was trained.

    Staff trained in firms keep their job: they count and cost; some gain a certificate (sim/phases/skills.py).
    """
    people, rows, labour = state.residents, state.now["searchers"], state.settings.behaviour.labour
    persons = deliver(state, "livelihood", "training", state.levers.training) * state.shocks
    state.now["staff_trained"] = 0.0
    if persons <= 0.0:
        return np.zeros(len(rows), dtype=bool)
    cost = state.settings.policy.livelihood.m48.training_cost
    persons *= pay(state, "livelihood", "training", "outside", persons * cost, is_ordered=True)
    weight, ids = people.weight[rows].astype(float), people.id[rows]
    planned = labour.training_share_jobless * persons
    state.now["staff_trained"] = persons - planned
    trained = uniform(state.stream("jobs.training"), ids) < planned / max(weight.sum(), 1.0)
    passes = trained & (people.skill[rows] == Skill.BASIC)
    passes &= uniform(state.stream("jobs.certificate"), ids) < labour.certificate_rate
    people.skill[rows[passes]] = Skill.SKILLED
    state.record("jobs.trained", persons - planned + weight[trained].sum())
    state.record("jobs.certified", weight[passes].sum())
    return trained


def searchers_age(state: State, rows: NDArray) -> NDArray:
    """Age of those who search this month, worked out once for the same rows."""
    known = state.now.get("searchers_age")
    if known is None or known[0] is not rows or known[1] != state.month:
        age = age_at(state.residents.age[rows], state.residents.id[rows], clock(state))
        known = state.now["searchers_age"] = rows, state.month, age
    return known[2]


def placed(state: State, rows: NDArray) -> NDArray:
    """Whether each searcher is placed this month: older ones without a certificate, by lot."""
    persons = deliver(state, "livelihood", "placement", state.levers.placement) * state.shocks
    people, labour = state.residents, state.settings.behaviour.labour
    if persons <= 0.0:
        return np.zeros(len(rows), dtype=bool)
    hard = (searchers_age(state, rows) >= labour.hard_to_place_from) & (people.skill[rows] == Skill.BASIC)
    share = persons / max(float(people.weight[rows][hard].sum()), 1.0)
    return hard & (uniform(state.stream("jobs.placement"), people.id[rows]) < share)


def interns(state: State, rows: NDArray) -> NDArray:
    """Whether each searcher is kept by the host of an internship: the young, by lot; the line pays their allowance.

    Interns are young searchers; posts beyond their number stay empty and cost nothing.
    """
    persons = deliver(state, "livelihood", "internships", state.levers.internships) * state.shocks
    people, labour = state.residents, state.settings.behaviour.labour
    young = searchers_age(state, rows) <= labour.entry_until
    searching = float(people.weight[rows][young].sum())
    persons = min(persons, searching)
    if persons <= 0.0:
        return np.zeros(len(rows), dtype=bool)
    homes = people.household[rows[young]]
    share_each = people.weight[rows][young] / state.households.weight[homes] * (persons / searching)
    persons *= pay(state, "livelihood", "internship", "households", share_each * labour.internship_cost, rows=homes)
    state.record("jobs.internship_posts", persons)
    share = labour.internship_kept * persons / searching
    return young & (uniform(state.stream("jobs.internship"), people.id[rows]) < share)
