"""The lines of the year: voted in January, adjusted once in autumn by what is spare and what is short. By hand."""

import pytest

from agents.institutions import Rank
from sim.budget import pay
from sim.phases.policy.lines import LINES, open_lines
from tests.sim.phases.small_market import make_state


def test_chapter_nine_has_no_line_and_no_limit():
    state = make_state()
    open_lines(state)
    assert pay(state, "factors", "interest_support", "outside", 1e15) == 1.0


def adjusted(asked_last, spent, share):
    """Bureaus of a district in October, before the adjustment and after it; yuan."""
    state = make_state(values={"behaviour.government.reappropriated": share}, month=10)
    for chapter in LINES:
        bureau = state.offices.bureaus[chapter]
        bureau.line_annual = state.levers.values[f"line_{chapter}"] = 100.0
        bureau.spent_year = spent.get(chapter, 100.0)
        bureau.expected[Rank.AWARDS] = asked_last.get(chapter, 0.0)
    open_lines(state)
    return state, {chapter: state.offices.bureaus[chapter].line_annual for chapter in LINES}


def test_the_autumn_adjustment_moves_part_of_what_is_spare_to_lines_that_are_short():
    # Innovation has 70 left and expects 3 claims of 10: 40 spare. Demand has 20 left and expects 3 of 10: 10 short.
    asked, spent = {"innovation": 10.0, "demand": 10.0}, {"innovation": 30.0, "demand": 80.0}
    state, lines = adjusted(asked, spent, 0.5)
    assert (lines["innovation"], lines["demand"]) == pytest.approx((90.0, 110.0))
    assert state.series.read("fiscal.reappropriated", 10) == pytest.approx(10.0)
    # A tenth of 40 is all that may be moved, and what a later month votes stays moved.
    state, lines = adjusted(asked, spent, 0.1)
    assert (lines["innovation"], lines["demand"]) == pytest.approx((96.0, 104.0))
    state.month = 11
    open_lines(state)
    assert state.offices.bureaus["demand"].line_annual == pytest.approx(104.0)
    # Who knows of no claims gives nothing, since it cannot know what is spare.
    _, lines = adjusted({"demand": 10.0}, spent, 0.5)
    assert set(lines.values()) == {100.0}
