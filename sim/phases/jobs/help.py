"""Public help to those who search for a job: training, placement of the hard to place, internships.

Why by lot among searchers: a bureau decides how many it helps; who of them is reached is drawn by person.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Skill
from agents.institutions import Rank
from agents.people import age_at
from sim.budget import pay
from sim.programmes import deliver
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State
from sim.state.parts import Searchers

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


def note_searchers(state: State, rows: NDArray) -> Searchers:
    """Those who search this month, looked up once."""
    people = state.residents
    ids = people.id[rows]
    # All rows of residents stand for the same number of persons.
    weight = np.full(len(rows), float(people.weight[0]))
    age = age_at(people.age[rows], ids, clock(state))
    state.now.searchers = Searchers(rows, ids, weight, people.town[rows], people.skill[rows], age)
    return state.now.searchers


def train(state: State) -> NDArray:
    """Pay for this month's training and give it to searchers by lot; returns whether each searcher was trained.

    Staff trained in firms keep their job: they count and cost; some gain a certificate (sim/phases/jobs/skills.py).
    """
    who, labour, cost = state.now.searchers, state.settings.behaviour.labour, state.levers.training_cost

    def paid(trained: float, again: float) -> float:
        return pay(state, "livelihood", "training", "outside", trained * cost, rank=Rank.PROGRAMMES, again=again * cost)

    planned = state.levers.training * state.shocks
    persons = deliver(state, "livelihood", "training", planned, paid=paid if cost > 0.0 else None)
    if persons <= 0.0:
        state.now.staff_trained = 0.0
        return np.zeros(len(who.rows), dtype=bool)
    planned = labour.training_share_jobless * persons
    state.now.staff_trained = persons - planned
    trained = uniform(state.stream("jobs.training"), who.ids) < planned / max(who.weight.sum(), 1.0)
    basic = np.flatnonzero(trained & (who.skill == Skill.BASIC))
    passes = basic[uniform(state.stream("jobs.certificate"), who.ids[basic]) < labour.certificate_rate]
    state.residents.skill[who.rows[passes]] = who.skill[passes] = Skill.SKILLED
    state.record("jobs.trained", persons - planned + who.weight[trained].sum())
    state.record("jobs.certified", who.weight[passes].sum())
    return trained


def placed(state: State) -> NDArray:
    """Whether each searcher is placed this month: older ones without a certificate, by lot."""
    persons = deliver(state, "livelihood", "placement", state.levers.placement, has_latitude=False) * state.shocks
    who, labour = state.now.searchers, state.settings.behaviour.labour
    is_placed = np.zeros(len(who.rows), dtype=bool)
    if persons <= 0.0:
        return is_placed
    hard = np.flatnonzero((who.age >= labour.hard_to_place_from) & (who.skill == Skill.BASIC))
    share = persons / max(float(who.weight[hard].sum()), 1.0)
    is_placed[hard] = uniform(state.stream("jobs.placement"), who.ids[hard]) < share
    return is_placed


def interns(state: State) -> NDArray:
    """Whether each searcher is kept by the host of an internship: the young, by lot; the line pays their allowance.

    Interns are young searchers; posts beyond their number stay empty and cost nothing.
    """
    planned = state.levers.internships
    persons = deliver(state, "livelihood", "internships", planned, has_latitude=False) * state.shocks
    who, labour = state.now.searchers, state.settings.behaviour.labour
    is_intern, young = np.zeros(len(who.rows), dtype=bool), np.flatnonzero(who.age <= labour.entry_until)
    weight = who.weight[young]
    searching = float(weight.sum())
    persons = min(persons, searching)
    if persons <= 0.0:
        return is_intern
    homes = state.residents.household[who.rows[young]]
    share_each = weight / state.households.weight[homes] * (persons / searching)
    persons *= pay(state, "livelihood", "internship", "households", share_each * labour.internship_cost, rows=homes,
                   rank=Rank.PROGRAMMES)  # fmt: skip
    state.record("jobs.internship_posts", persons)
    share = labour.internship_kept * persons / searching
    is_intern[young] = uniform(state.stream("jobs.internship"), who.ids[young]) < share
    return is_intern
