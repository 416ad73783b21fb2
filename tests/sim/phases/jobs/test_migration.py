"""Young graduates: who comes, who leaves, where they live and work."""

import mesa
import numpy as np
import pytest

from agents.classes import Activity, Skill
from agents.institutions import Bureau
from agents.people import age_at, decide_arrivals, decide_departure
from sim.phases.jobs import migration
from tests.sim.phases.jobs.test_labour_market import SHAPE, cells, live_jobs, open_state
from tests.sim.phases.small_state import open_page

STILL = ("run=quick", "behaviour.migration.departures=0.0")


def open_district(*overrides: str):
    state = open_state(*(overrides or ("run=quick",)))
    state.ledger.columns["households"] = state.households
    state.offices.bureaus["factors"] = bureau = Bureau(mesa.Model(), "factors", "区人力社保局")
    bureau.open_year(1e10)
    return state


def read(state, name: str) -> float:
    return state.series.read(name, state.month)


def test_rooms_and_residents_are_the_whole_table_and_jobs_still_add_up():
    state = open_district()
    for month in range(1, 13):
        open_page(state, month)
        migration.move(state)
        assert len(state.books.migration.rooms) == np.sum(state.residents.activity == Activity.ABSENT)
        staff, workers, outside = cells(state)
        assert np.abs(staff - workers - outside).max() < 1e-6 * staff.max()
        live_jobs(state)
    people = state.residents
    assert len(np.unique(people.id)) == len(people)
    assert read(state, "residents.total") == 100.0 * (len(people) - len(state.books.migration.rooms))
    listed = np.concatenate(state.books.migration.graduates)
    assert len(np.unique(listed)) == len(listed)
    assert np.all(people.activity[listed] != Activity.ABSENT)
    assert np.all(people.work_town[people.activity == Activity.ABSENT] == -1)


def test_newcomers_are_young_graduates_with_new_ids_who_search_or_have_a_job():
    state = open_district(*STILL, "behaviour.migration.arrivals_annual=24000.0",
                          "behaviour.migration.graduation_share=0.5")  # fmt: skip
    state.month = 7
    migration.move(state)
    people, came = state.residents, np.flatnonzero(state.residents.id >= 7 * migration.ID_MONTH)
    # half of the year in three months: 4,000 persons, 40 rows, and half a row in hand
    assert len(came) == 40
    assert people.id[came].min() == 7 * migration.ID_MONTH
    age = age_at(people.age[came], people.id[came], 7)
    assert (age.min(), age.max() < 28) == (22, True)
    assert np.all(people.skill[came] == Skill.UNIVERSITY)
    at_work = people.activity[came] == Activity.EMPLOYED
    assert np.all(people.activity[came[~at_work]] == Activity.UNEMPLOYED)
    assert set(state.now.arrived_at_work) == set(came[at_work])
    assert at_work.mean() == pytest.approx(0.6, abs=0.2)


def test_who_moves_in_for_a_job_was_an_in_commuter():
    state = open_district(*STILL, "behaviour.migration.with_job=1.0")
    before = state.books.jobs.in_commuters.sum()
    state.month = 1
    migration.move(state)
    moved = 100.0 * len(state.now.arrived_at_work)
    assert moved > 0.0
    assert before - state.books.jobs.in_commuters.sum() == pytest.approx(moved)
    assert state.books.jobs.in_commuters.min() > -100.0


def test_a_leaver_at_work_goes_on_working_here_as_an_in_commuter():
    state = open_district("run=quick", "behaviour.migration.arrivals_annual=30000.0",
                          "behaviour.migration.with_job=0.0", "behaviour.migration.departures=1.5")  # fmt: skip
    before, workers = state.books.jobs.in_commuters.copy(), cells(state)[1]
    state.month = 1
    migration.move(state)
    assert read(state, "graduates.left") > 0.0
    np.testing.assert_allclose(state.books.jobs.in_commuters - before, workers - cells(state)[1])


def test_newcomers_who_search_are_matched_like_those_who_leave_school():
    state = open_district(*STILL, "behaviour.migration.with_job=0.0", "behaviour.labour.entrant_chance=1.0")
    state.month = 1
    migration.move(state)
    came = np.flatnonzero(state.residents.id >= migration.ID_MONTH)
    live_jobs(state)
    is_new = np.isin(state.now.searchers.rows, came)
    assert is_new.sum() == len(came) > 0
    assert state.now.entrants[is_new].all()


def test_arrivals_follow_chances_cost_rules_and_peers():
    assert decide_arrivals(100.0, 1.0, 0.5, 0.0, 0.2, 0.0, 1.0) == 100.0
    # chances four times the usual at elasticity one half; a tenth of the cost saved at 0.2; a hundredth by rules
    assert decide_arrivals(100.0, 4.0, 0.5, 0.1, 0.2, 0.01, 1.1) == pytest.approx(100 * 2 * 1.03 * 1.1)
    assert decide_departure(0.1, np.array([False, True]), 3.0).tolist() == pytest.approx([0.1, 0.3])
    assert decide_departure(0.6, True, 3.0) == 1.0


def test_beds_lodge_as_many_as_they_have_nights_for_and_the_line_pays():
    state = open_district("run=quick", "behaviour.migration.lodging_price=100.0")
    state.month = 1
    state.levers.write("lodging_beds", 70.0)
    state.levers.write("lodging_days", 7.0)
    migration.move(state)
    assert read(state, "graduates.lodged") == pytest.approx(70 * 30 / 7)
    assert state.ledger.flow("lodging", "government", "outside") == pytest.approx(300 * 7 * 100.0)


def test_help_that_stood_when_the_draw_began_is_no_news_and_its_end_is():
    decided = []
    for beds in (200.0, 0.0):
        state = open_district(*STILL)
        for month, offered in ((1, 200.0), (2, beds)):
            open_page(state, month)
            state.levers = type(state.levers)()
            state.levers.write("lodging_beds", offered)
            state.levers.write("lodging_days", 7.0 if offered else 0.0)
            migration.move(state)
        decided.append(read(state, "graduates.decided"))
    migration_values = state.settings.behaviour.migration
    monthly = migration_values.arrivals_annual * (1.0 - migration_values.graduation_share) / 9
    assert decided[0] == pytest.approx(monthly, rel=0.02)  # a few more peers
    assert decided[1] < decided[0]


def test_dearer_homes_keep_some_away():
    decided = []
    for price in (1.0, 1.1):
        state = open_district(*STILL, "behaviour.migration.search_cost=6000.0", "behaviour.migration.cost_response=0.2",
                              "behaviour.migration.rent_annual=18000.0")  # fmt: skip
        for month in (1, 2):
            open_page(state, month)
            state.books.homes.price = price if month == 2 else 1.0
            migration.move(state)
        decided.append(read(state, "graduates.decided"))
    # A tenth of 18,000 is 0.3 of the cost of a search, a fifth of which is 0.06.
    assert decided[1] / decided[0] == pytest.approx(0.94)


def test_nobody_moves_in_the_stationary_district():
    state = open_district("run=quick", "region.shocks=0.0")
    before = state.residents.activity.copy()
    migration.move(state)
    np.testing.assert_array_equal(state.residents.activity, before)
    assert not state.books.migration.is_open
    assert cells(state)[0].shape == SHAPE
