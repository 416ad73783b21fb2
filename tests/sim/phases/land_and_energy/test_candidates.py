"""Candidates that sign, private owners and their place in the queue. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.projects import Stage, decide_signing
from sim.phases.land_and_energy import candidates, gates, land, reviews
from sim.phases.land_and_energy.private_investment import cheaper_for_private, draw_private
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of, set_levers
from tests.sim.phases.small_state import open_page

ALL_PRIVATE = {"behaviour.candidates.private_share.industry": 1.0}


def looking(count: int, month: int = 13):
    return projects_of(count, stage=np.full(count, int(Stage.CANDIDATE)), planned_start=np.full(count, month),
                       is_candidate=np.ones(count, bool), is_new=np.zeros(count, bool))  # fmt: skip


def signed(levers: dict, month: int = 13, queue: float = 0.0, values: dict | None = None) -> int:
    projects = looking(1000)
    state = make_state(projects, values=values)
    reviews.review_projects(state)
    candidates.sign_candidates(state)  # the usual effort is that of the first month
    open_page(state, month)
    set_levers(state, **levers)
    state.books.land.queue = queue
    reviews.review_projects(state)
    candidates.sign_candidates(state)
    assert state.series.read("projects.signed", month) == (projects.stage == Stage.SIGNED).sum()
    return int((projects.stage == Stage.SIGNED).sum())


def test_candidates_decide_once_in_their_month():
    assert signed({}, month=12) == 0
    assert signed({}, month=14) == 0
    assert signed({}) == pytest.approx(500, abs=50)  # half of them, three standard deviations of 16


def test_effort_draws_more_and_a_queue_fewer():
    usual = signed({})
    more = signed({"recruitment": 1.0}, values={"behaviour.candidates.effort_response": 0.5})
    assert more == pytest.approx(750, abs=50)
    assert signed({}, queue=1.0, values={"behaviour.candidates.queue_response": 1.0}) == pytest.approx(250, abs=50)
    assert signed({"private_hurdle_cut": 0.02}, values=ALL_PRIVATE) > usual


def test_the_queue_of_2023_is_usual():
    state = make_state(looking(1000, month=14), values={"behaviour.candidates.queue_response": 1.0})
    for month in range(1, 15):
        open_page(state, month)
        state.books.land.queue = 1.0 if month % 2 else 3.0  # two years as a rule
        reviews.review_projects(state)
    assert state.books.pipeline.queue_known == pytest.approx([2.0, 0.0])
    candidates.sign_candidates(state)
    assert state.series.read("projects.signed", 14) == pytest.approx(250, abs=50)  # a year longer halves it


def test_rule_of_signing():
    # 0.5 * 1.2 / 1.5 = 0.4 if it is worth what it was
    assert decide_signing(0.39, 0.5, 0.2, 1.0, 0.5)
    assert not decide_signing(0.41, 0.5, 0.2, 1.0, 0.5)
    assert not decide_signing(0.39, 0.5, 0.2, 0.9, 0.5)


def test_private_projects_go_ahead_until_they_have_their_share():
    projects = projects_of(4, waited=np.array([5.0, 9.0, 8.0, 7.0]), land_need=np.full(4, 10.0))
    state = make_state(projects, levers={"land_quota": 20.0, "private_factor_share": 0.7})
    state.projects.is_private = np.array([True, False, False, False])
    land.allot_land(state)
    # The private one waited least and comes first; the second parcel goes to the longest wait.
    assert state.now.land_granted.tolist() == [True, True, False, False]
    assert state.series.read("land.supplied_private", 1) == 10.0
    assert state.books.land.queue == pytest.approx(20.0 / 240.0)


def test_who_cannot_pay_for_its_land_waits_and_others_are_served():
    projects = projects_of(2, waited=np.array([9.0, 5.0]), land_need=np.full(2, 10.0), owner=np.array([0, 1]))
    firms = enterprises_of(2, deposits=np.array([9.9e6, 10e6]))
    state = make_state(projects, firms, levers={"land_quota": 10.0}, values={"region.industrial_land_price": 1e6})
    land.allot_land(state)
    assert state.now.land_granted.tolist() == [False, True]
    assert firms.deposits.tolist() == pytest.approx([9.9e6, 0.0])
    assert state.ledger.flow("land_fee", "projects", "government") == pytest.approx(10e6)


def test_without_the_promise_the_longest_wait_comes_first():
    projects = projects_of(3, waited=np.array([5.0, 9.0, 8.0]), land_need=np.full(3, 10.0))
    state = make_state(projects, levers={"land_quota": 20.0})
    state.projects.is_private = np.array([True, False, False])
    land.allot_land(state)
    assert state.now.land_granted.tolist() == [False, True, True]


def test_owners_are_drawn_once_and_roads_are_public():
    state = make_state(projects_of(3, kind=np.array([0, 0, 2])), values=ALL_PRIVATE)
    assert draw_private(state).tolist() == [True, True, False]


def test_hurdle_counts_only_beyond_the_usual():
    state = make_state(levers={"private_hurdle_cut": 0.002}, values={"behaviour.investment.depreciation_annual": 0.1})
    assert cheaper_for_private(state) == 0.0
    next_month(state)
    set_levers(state, private_hurdle_cut=0.009)
    assert cheaper_for_private(state) == pytest.approx(0.007 / 0.14)  # the loan rate of these tests is 4 %


def test_a_month_without_a_meeting_catches_nothing_up():
    held, missed = make_state(levers={"dispatch": 1.0}), make_state(levers={"dispatch": 0.0})
    for state, expected in ((held, 1.0), (missed, 0.0)):
        gates.hold_dispatch(state)
        assert state.series.read("dispatch.meetings", 1) == expected
        set_levers(state, dispatch=1.0)
    assert gates.gate_waits(held)[0] < gates.gate_waits(missed)[0]


@pytest.mark.parametrize(("strength", "meetings"), [(1.0, 12), (2.0, 12), (0.5, 6), (0.0, 0)])
def test_as_many_meetings_are_held_as_the_clause_plans_and_never_two_in_a_month(strength, meetings):
    state, held = make_state(levers={"dispatch": strength}), []
    for _ in range(12):
        gates.hold_dispatch(state)
        held.append(state.now.dispatch_held)
        next_month(state)
        set_levers(state, dispatch=strength)
    assert (sum(held), max(held)) == (meetings, float(meetings > 0))


def test_a_meeting_nobody_can_come_to_is_held_the_month_after(monkeypatch):
    state, held, counts = make_state(levers={"dispatch": 1.0}), [], []
    monkeypatch.setattr(gates, "is_called_off", lambda state: state.month in (2, 12))
    for month in range(1, 13):
        gates.hold_dispatch(state)
        held.append(state.series.read("dispatch.meetings", month))
        counts.append(state.now.dispatch_held)
        next_month(state)
        set_levers(state, dispatch=1.0)
    assert held == [1.0, 0.0, 2.0, *[1.0] * 8, 0.0]
    assert max(counts) == 1.0  # two meetings in a month settle no more than one


def test_leaders_take_the_largest_unfinished_projects_of_the_list():
    stages = np.array([Stage.STARTED, Stage.FINISHED, Stage.SIGNED, Stage.SIGNED])
    projects = projects_of(4, total=np.array([3e8, 9e8, 5e8, 0.5e8]), stage=stages)
    state = make_state(projects, levers={"leader_projects": 1.0})
    assert gates.is_led(state).tolist() == [False, False, True, False]
