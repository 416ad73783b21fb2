"""Training, placement and internships: how many searchers are reached, who, and what it costs. Worked out by hand."""

from typing import Any

import numpy as np
import pytest

from agents.classes import Skill
from agents.people import Households, Residents
from sim.phases.jobs import help as job_help
from tests.sim.phases.small_market import make_state
from tests.sim.phases.small_state import open_page

LABOUR = "behaviour.labour."
PLAIN = {
    LABOUR + "training_share_jobless": 0.5, LABOUR + "certificate_rate": 1.0, LABOUR + "hard_to_place_from": 45.0,
    LABOUR + "entry_until": 24.0, LABOUR + "internship_cost": 12e3, LABOUR + "internship_kept": 0.5,
}  # fmt: skip


def searchers(count, age: object = 30, skill: object = Skill.BASIC, month=1, line=1e12, values=None, **levers):
    """Searchers of ten persons a row, two rows to a household that stands for five."""
    levers = {"training_cost": 1e3} | levers
    state = make_state(values=PLAIN | (values or {}), levers=levers, month=month, line=line)
    homes = (count + 1) // 2
    state.residents = Residents(
        count, id=np.arange(count) * 12, weight=np.full(count, 10.0), household=np.arange(count) // 2,
        age=np.full(count, age), skill=np.full(count, skill),
    )  # fmt: skip
    state.households = state.ledger.columns["households"] = Households(
        homes, id=np.arange(homes), weight=np.full(homes, 5.0)
    )
    state.ledger.open_books()
    state.ledger.open_month()
    job_help.note_searchers(state, np.arange(count))
    return state


def read(state, name):
    return state.series.read(f"jobs.{name}", state.month)


def spent(state) -> float:
    state.ledger.check()
    return state.series.read("spent.livelihood", state.month)


def test_half_of_the_trained_are_jobless_and_those_without_a_certificate_gain_one():
    state = searchers(8, skill=[Skill.BASIC] * 5 + [Skill.SKILLED, Skill.UNIVERSITY, Skill.BASIC], training=160.0)
    open_page(state, state.month)
    job_help.note_searchers(state, np.arange(7))  # the last does not search
    # 160 persons: 80 are staff, 80 of 70 jobless: all
    assert job_help.train(state).tolist() == [True] * 7
    assert state.now.staff_trained == pytest.approx(80.0)
    assert (read(state, "trained"), read(state, "certified")) == (pytest.approx(150.0), pytest.approx(50.0))
    expected = [Skill.SKILLED] * 6 + [Skill.UNIVERSITY, Skill.BASIC]
    assert state.residents.skill.tolist() == expected
    assert spent(state) == state.ledger.flow("training", "government", "outside") == pytest.approx(160e3)


def test_a_short_line_trains_fewer_and_nobody_passes_at_a_rate_of_none():
    state = searchers(4_000, line=5e6, training=40_000.0, values={LABOUR + "certificate_rate": 0.0})
    trained = job_help.train(state)
    # 5,000 of 40,000 can be paid; half of them are jobless: 2,500 of 40,000, 250 rows
    assert spent(state) == pytest.approx(5e6)
    assert state.now.staff_trained == pytest.approx(2_500.0)
    assert trained.sum() == pytest.approx(250, abs=46)
    assert read(state, "certified") == 0.0
    assert np.all(state.residents.skill == Skill.BASIC)


def test_more_training_reaches_more_and_drops_none():
    fewer, more = (job_help.train(searchers(4_000, training=persons)) for persons in (16_000.0, 32_000.0))
    # 8,000 and 16,000 of 40,000 jobless
    assert (fewer.sum(), more.sum()) == (pytest.approx(800, abs=76), pytest.approx(1_600, abs=93))
    assert np.all(more[fewer])


def test_older_searchers_without_a_certificate_are_placed():
    # Ids are multiples of twelve: birthdays in January. In February all have the age they began with.
    state = searchers(6, age=[44, 45, 60, 45, 45, 20], skill=[0, 0, 0, 1, 2, 0], month=2, placement=20.0)
    assert job_help.placed(state).tolist() == [False, True, True, False, False, False]
    # a year later one more is old enough; 20 persons are two rows of three by lot
    state = searchers(6_000, age=np.tile([44, 45, 60, 45, 45, 20], 1_000), skill=np.tile([0, 0, 0, 1, 2, 0], 1_000),
                      month=14, placement=20_000.0)  # fmt: skip
    found = job_help.placed(state)
    assert found.sum() == pytest.approx(2_000, abs=104)
    assert set(np.flatnonzero(found) % 6) == {0, 1, 2}
    assert spent(state) == 0.0  # what offices do is no claim on the line


def test_interns_are_young_and_their_homes_get_the_allowance():
    kept = {LABOUR + "internship_kept": 1.0}
    state = searchers(6, age=[20, 24, 25, 40, 24, 50], month=2, internships=30.0, values=kept)
    assert job_help.interns(state).tolist() == [True, True, False, False, True, False]
    assert read(state, "internship_posts") == pytest.approx(30.0)
    # two rows of ten persons in the first home of five households: 4 allowances each; the third has one row
    assert state.households.deposits == pytest.approx([48e3, 0.0, 24e3])
    assert spent(state) == state.ledger.flow("internship", "government", "households") == pytest.approx(360e3)


def test_posts_beyond_the_young_stay_empty_and_cost_nothing_and_hosts_keep_half():
    state = searchers(4_000, age=20, internships=90e3)
    kept = job_help.interns(state)
    assert read(state, "internship_posts") == pytest.approx(40e3)
    assert spent(state) == pytest.approx(40e3 * 12e3)
    assert kept.sum() == pytest.approx(2_000, abs=126)
    none = searchers(4, age=40, internships=90.0)
    assert not job_help.interns(none).any()
    assert spent(none) == 0.0


def test_fewer_intern_where_the_line_is_short_and_fewer_are_kept():
    state = searchers(4_000, age=20, internships=20e3, line=60e6)
    kept = job_help.interns(state)
    # 20,000 posts cost 240 million: a quarter can be paid, half of the 5,000 stay
    assert read(state, "internship_posts") == pytest.approx(5e3)
    assert spent(state) == pytest.approx(60e6)
    assert state.ledger.deposits("households") == pytest.approx(60e6)
    assert kept.sum() == pytest.approx(250, abs=46)


@pytest.mark.parametrize("shocks", [1.0, 0.0], ids=["neutral", "stationary"])
def test_neutral_levers_and_the_stationary_district_help_nobody(shocks):
    levers: dict[str, Any] = {} if shocks else {"training": 80.0, "placement": 80.0, "internships": 80.0}
    state = searchers(8, age=[20] * 4 + [60] * 4, values={"region.shocks": shocks}, **levers)
    assert not (job_help.train(state) | job_help.placed(state) | job_help.interns(state)).any()
    assert state.now.staff_trained == 0.0
    assert state.residents.skill.tolist() == [Skill.BASIC] * 8
    assert (spent(state), state.ledger.flows) == (0.0, {})
