"""Arranged research: who begins, which projects are granted and when they are done, patents, prizes. By hand."""

from typing import Any

import numpy as np
import pytest

from sim.phases.support import research_projects
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import TRADE, firms_of, make_state, open_deposits, received
from tests.sim.phases.small_state import is_written

INNOVATION = "behaviour.innovation."
PLAIN = {  # every firm that is pressed as usual is visited; to begin costs 100,000 and is worth 40,000
    INNOVATION + "institution_visits": 1.0, INNOVATION + "institution_cost": 100e3,
    INNOVATION + "institution_value": 40e3, INNOVATION + "institution_spread": 0.0, INNOVATION + "first_research": 0.01,
    INNOVATION + "project_months": 12.0, INNOVATION + "prize_chance": 0.0, "policy.innovation.m07.crowding_in": 0.5,
    "policy.innovation.m07.upper_grants": 0.0, "policy.innovation.m09.patented_firms": 1.0,
    "behaviour.government.claim_cost": 20e3,
}  # fmt: skip
BEGIN: dict[str, Any] = {"institution_push": 0.15, "institution_award": 70e3, "institution_reach": 0.8}
JUNE, SEPTEMBER = 6, 9


def plants(count: int, research=0.0, **columns):
    """Large makers who spend `research` a month in so different sizes that luck cannot change their order."""
    given = {"is_above_scale": np.ones(count, bool), "deposits": np.zeros(count), "certified_until": np.full(count, -1),
             "rd_spending": research * 10.0 ** (-4.0 * np.arange(count))}  # fmt: skip
    return firms_of(count, **(given | columns))


def arrange(firms, month=1, line=1e12, values=None, **levers):
    state = make_state(firms, values=PLAIN | (values or {}), levers=levers, month=month, line=line)
    firms.rd_usual[:] = firms.rd_spending
    return live(state)


def live(state):
    open_deposits(state)
    research_projects.arrange_research(state)
    state.ledger.check()
    assert is_written(state, "project_research") == bool(state.shocks)
    return state


def read(state, name):
    return state.series.read(f"research.{name}", state.month)


def begun(state) -> list[float]:
    return state.enterprises.rd_begun.tolist()


def test_large_idle_makers_who_are_reached_begin_and_are_awarded_once():
    firms = plants(5, sector=np.array([1, 1, TRADE, 1, 1]), is_above_scale=np.array([1, 1, 1, 0, 1], bool),
                   awareness=np.array([0.1, 0.9, 0.1, 0.1, 0.1]), rd_spending=np.array([0.0, 0, 0, 0, 9]))  # fmt: skip
    state = arrange(firms, **BEGIN)
    # a hundredth of the 100 they sell; the others do not hear, trade, are small, do research already
    assert begun(state) == pytest.approx([1.0, 0.0, 0.0, 0.0, 0.0])
    assert received(state) == pytest.approx([70e3, 0.0, 0.0, 0.0, 0.0])
    assert state.series.read("spent.innovation", 1) == pytest.approx(70e3)
    assert (read(state, "begun"), read(state, "inactive")) == (1.0, 2.0)
    next_month(state)
    assert received(live(state)) == [0.0] * 5
    assert (read(state, "begun"), read(state, "inactive")) == (0.0, 1.0)


@pytest.mark.parametrize(("award", "starts"), [(0.0, 0), (59e3, 0), (61e3, 1)])
def test_a_firm_begins_where_worth_and_award_exceed_the_cost(award, starts):
    # 60,000 are wanting
    assert read(arrange(plants(1), **(BEGIN | {"institution_award": award})), "begun") == starts


def test_twice_the_push_visits_twice_as_many_and_none_visits_nobody():
    found = []
    for push in (0.0, 0.15, 0.3):
        levers: dict[str, Any] = {**BEGIN, "institution_push": push, "institution_reach": 1.0}
        state = arrange(plants(1_000), values={INNOVATION + "institution_visits": 0.2}, **levers)
        found.append(set(np.flatnonzero(begun(state))))
    assert [len(rows) for rows in found] == [0, pytest.approx(200, abs=38), pytest.approx(400, abs=47)]
    assert found[1] < found[2]


CALL: dict[str, Any] = {"frontier_projects": 1.0, "frontier_grant": 500e3, "district_projects": 2.0,
                        "district_project_grant": 120e3}  # fmt: skip


def test_the_largest_researchers_win_frontier_projects_first_and_none_wins_twice():
    state = arrange(plants(5, 1e12), JUNE, **CALL)
    assert received(state) == pytest.approx([500e3, 120e3, 120e3, 0.0, 0.0])
    assert (read(state, "projects"), read(state, "project_aid")) == (3, pytest.approx(740e3))
    assert state.series.read("spent.manufacturing", JUNE) == pytest.approx(500e3)
    assert state.series.read("spent.innovation", JUNE) == pytest.approx(240e3)
    idle = arrange(plants(5), JUNE, **CALL)
    assert (read(idle, "projects"), received(idle)) == (0, [0.0] * 5)
    small = arrange(plants(5, 1e12), JUNE, **CALL | {"district_project_grant": 19e3})  # a claim costs 20,000
    assert received(small) == pytest.approx([500e3, 0.0, 0.0, 0.0, 0.0])


def test_a_short_line_grants_less_and_less_is_done():
    state = arrange(plants(5, 1e12), JUNE, line=120e3, **CALL)
    # frontier projects get 120,000 of 500,000, district ones 120,000 of 240,000
    expected = [120e3, 60e3, 60e3, 0.0, 0.0]
    assert received(state) == pytest.approx(expected)
    assert read(state, "project_aid") == pytest.approx(240e3)
    assert state.books.research.projects[0].grants == pytest.approx(expected)


def grow(state, months: int) -> list[list[float]]:
    """Research that projects add in each of the next months."""
    added = []
    for _ in range(months):
        next_month(state)
        live(state)
        added.append(np.broadcast_to(state.now.project_research, 5).tolist())
    return added


def test_a_project_beyond_the_usual_is_done_over_its_months_with_a_part_of_the_firms_own():
    state = arrange(plants(5, 1e12))  # nothing was usual
    assert not np.any(state.now.project_research)
    grow(state, JUNE - 2)
    for name, value in CALL.items():
        state.levers.write(name, value)
    grow(state, 1)
    for name in CALL:
        state.levers.values[name] = 0.0
    # a twelfth of each grant a month and half as much again, from July on for a year
    expected = [500e3 / 12 * 1.5, 120e3 / 12 * 1.5, 120e3 / 12 * 1.5, 0.0, 0.0]
    added = grow(state, 13)
    assert added[:12] == [pytest.approx(expected)] * 12
    assert added[12] == [0.0] * 5


def test_the_usual_projects_add_nothing_and_twice_as_many_add_what_exceeds_them():
    state = arrange(plants(5, 1e12), **CALL)
    # 740,000 a year are usual; projects of a year follow each other
    assert grow(state, 16) == [[0.0] * 5] * 16
    state.levers.values["district_projects"] = 4.0
    grow(state, 1)
    # 980,000 are done in a year, 240,000 more than usual, by those who are granted in proportion
    beyond = 1.5 * 240.0 / 980.0 / 12
    assert grow(state, 1)[0] == pytest.approx([500e3 * beyond] + [120e3 * beyond] * 4)


def test_upper_money_goes_to_the_largest_researchers_and_the_district_matches_a_part():
    values = {"policy.innovation.m07.upper_grants": 1e6}
    firms = plants(40, 1.0, rd_spending=np.array([3.0, 1.0] + [1e-9] * 38) * 1e9)
    state = arrange(firms, JUNE, values=values, upper_match=0.25)
    # a twentieth of forty: two, by what they spend
    assert received(state)[:3] == pytest.approx([750e3 * 1.25, 250e3 * 1.25, 0.0])
    assert state.ledger.flow("upper_research", "outside", "enterprises") == pytest.approx(1e6)
    assert state.ledger.flow("upper_match", "government", "enterprises") == pytest.approx(250e3)
    assert state.series.read("spent.innovation", JUNE) == pytest.approx(250e3)
    # research beyond the usual can come from the match only: upper money was there before
    assert state.books.research.projects[0].grants[:3] == pytest.approx([187.5e3, 62.5e3, 0.0])
    alone = arrange(plants(40, 1e12), JUNE, values=values, line=0.0, upper_match=0.25)
    assert sum(received(alone)) == pytest.approx(1e6)


def test_sales_of_patented_products_are_aided_in_september_up_to_the_cap():
    revenue = np.array([5e6, 90e6, 0.9e6, 5e6])
    firms = plants(4, revenue_last=revenue, is_technology=np.array([1, 1, 1, 0], bool))
    levers: dict[str, Any] = {"patent_rate": 0.02, "patent_cap": 500e3}
    # 100,000; 1.8 million is cut; 18,000 is less than a claim costs; the last is no technology firm
    state = arrange(firms, SEPTEMBER, **levers)
    assert received(state) == pytest.approx([100e3, 500e3, 0.0, 0.0])
    assert read(state, "patent_aid") == state.series.read("spent.innovation", 9) == pytest.approx(600e3)
    assert received(arrange(firms, SEPTEMBER, line=60e3, **levers)) == pytest.approx([10e3, 50e3, 0.0, 0.0])
    none = {"policy.innovation.m09.patented_firms": 0.0}
    assert received(arrange(firms, SEPTEMBER, values=none, **levers)) == [0.0] * 4


def test_a_prize_is_won_by_a_certified_large_firm():
    firms = plants(3, is_above_scale=np.array([1, 0, 1], bool), certified_until=np.array([8, 20, 9]))
    sure = {INNOVATION + "prize_chance": 1.0}
    state = arrange(firms, SEPTEMBER, values=sure, prize_award=1e6)
    assert (read(state, "prizes"), received(state)) == (1, pytest.approx([0.0, 0.0, 1e6]))
    never = arrange(firms, SEPTEMBER, prize_award=1e6)
    assert (read(never, "prizes"), received(never)) == (0, [0.0] * 3)


EVERYTHING = {**BEGIN, **CALL, "patent_rate": 0.02, "patent_cap": 1e6, "prize_award": 1e6, "upper_match": 0.5}


@pytest.mark.parametrize("month", [5, JUNE, SEPTEMBER])
@pytest.mark.parametrize(("levers", "shocks"), [({}, 1.0), (EVERYTHING, 0.0)], ids=["neutral", "stationary"])
def test_neutral_levers_and_the_stationary_district_arrange_nothing(month, levers, shocks):
    values = {"region.shocks": shocks, INNOVATION + "prize_chance": 1.0}
    firms = plants(3, rd_spending=np.array([5.0, 0.0, 0.0]), is_technology=np.ones(3, bool),
                   revenue_last=np.full(3, 5e6), certified_until=np.full(3, 60))  # fmt: skip
    state = arrange(firms, month, values=values, **levers)
    assert received(state) == [0.0] * 3
    assert not np.any(begun(state))
    assert state.series.read("spent.innovation", month) == 0.0
    assert not np.any(state.now.project_research)
