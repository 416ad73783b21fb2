"""Generations: the retired die at their rate, a child takes the row in a shared home, an empty home is a room."""

import numpy as np
import pytest

from agents.classes import Activity
from agents.people import age_at
from sim.phases.jobs.generations import pass_on
from tests.sim.phases.jobs.test_labour_market import open_state


def aged(month: int = 6, order=None):
    state = open_state("run=quick", "behaviour.labour.mortality_annual=0.2")
    if order is not None:
        for name in state.residents.COLUMNS:
            setattr(state.residents, name, getattr(state.residents, name)[order])
    state.month = month
    was = state.residents.activity.copy()
    pass_on(state)
    return state, was


def test_the_retired_die_and_nobody_else_does():
    state, was = aged()
    changed = state.residents.activity != was
    assert set(was[changed]) == {Activity.RETIRED}
    share = 1.0 - 0.8 ** (1.0 / 12.0)  # of a month
    count = (was == Activity.RETIRED).sum()
    assert changed.sum() == pytest.approx(share * count, abs=4.0 * (share * count) ** 0.5)
    assert state.series.read("residents.deaths", 6) == changed.sum() * 100.0


def test_a_child_of_no_age_takes_the_row_unless_the_home_is_left_empty():
    state, was = aged()
    people = state.residents
    changed = np.flatnonzero(people.activity != was)
    alone = state.households.members[people.household[changed]] == 1
    assert alone.any()
    assert (people.activity[changed[alone]] == Activity.ABSENT).all()
    born = changed[~alone]
    assert (people.activity[born] == Activity.CHILD).all()
    assert set(age_at(people.age[born].astype(int), people.id[born], 6)) == {0}
    assert len(np.unique(people.id)) == len(people.id)
    assert set(changed[alone]) <= set(state.books.migration.rooms)


def test_who_dies_does_not_depend_on_the_order_of_rows():
    straight, _ = aged()
    turned, _ = aged(order=np.random.default_rng(3).permutation(len(straight.residents)))
    for name in ("id", "activity", "age"):
        assert sorted(getattr(straight.residents, name)) == sorted(getattr(turned.residents, name))


def test_nobody_dies_in_a_stationary_district():
    state = open_state("run=quick", "region.shocks=0.0")
    state.month, was = 3, state.residents.activity.copy()
    pass_on(state)
    np.testing.assert_array_equal(state.residents.activity, was)


def test_who_retires_is_among_the_retired_from_then_on():
    state, _ = aged()
    people, jobs = state.residents, state.books.jobs
    assert set(jobs.retired) == set(np.flatnonzero(people.activity == Activity.RETIRED))
    worker = np.flatnonzero(people.activity == Activity.EMPLOYED)[:1]
    people.activity[worker] = Activity.RETIRED
    jobs.note_retired(worker)
    state.month = 7
    pass_on(state)
    assert set(jobs.retired) == set(np.flatnonzero(people.activity == Activity.RETIRED))
