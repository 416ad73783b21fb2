"""Skills of people at work: certificates by source, who becomes skilled, who changes firms. Worked out by hand."""

import mesa
import numpy as np
import pytest

from agents.classes import Activity, Skill
from agents.institutions import Bureau
from agents.people import decide_to_sit
from sim.phases.jobs import skills
from tests.sim.phases.jobs.test_labour_market import SHAPE, cells, live, open_state
from tests.sim.phases.small_state import give


def open_month(*overrides: str):
    state = open_state("run=quick", "behaviour.government.completion.own=0.0", "behaviour.government.plan_margin=0.0",
                       *overrides)  # fmt: skip
    state.offices.bureaus["factors"] = Bureau(mesa.Model(), "factors", "区人力社保局")
    live(state, 1)
    return state


def read(state, name: str) -> float:
    return state.series.read(name, state.month)


def test_high_grade_is_the_smaller_of_seats_and_candidates_times_those_who_pass():
    calm = ("behaviour.skills.pass_rate=0.5", "behaviour.skills.pass_spread=0.0",
            "behaviour.skills.assessment_reach=0.0")  # fmt: skip
    state = open_month(*calm)
    state.levers.write("high_skill_seats", 300.0)
    skills.certify_staff(state)
    assert read(state, "skills.high") == pytest.approx(300.0)  # 600 seats, half pass
    few = open_month(*calm, "behaviour.skills.sitting=0.001")
    few.levers.write("high_skill_seats", 300.0)
    skills.certify_staff(few)
    skilled = few.books.jobs.held[:, :, Skill.SKILLED].sum()
    assert read(few, "skills.high") == pytest.approx(0.5 * skilled * 0.001 / 12)


def test_candidates_follow_vacancies():
    assert decide_to_sit(0.01, 1.0, 0.5) == 0.01
    assert decide_to_sit(0.01, 4.0, 0.5) == pytest.approx(0.02)


def test_trained_staff_and_the_jobless_count_together():
    state = open_month("behaviour.skills.staff_certificates=0.5", "behaviour.skills.assessment_reach=0.0")
    give(state, staff_trained=400.0)
    state.record("jobs.certified", 100.0)
    skills.certify_staff(state)
    assert read(state, "skills.certified") == pytest.approx(0.5 * 400.0 + 100.0)


def test_only_firms_that_know_and_gain_assess_their_own_staff():
    for cost, reach in ((0.0, 1.0), (2e6, 1.0), (0.0, 0.0)):
        state = open_month(f"behaviour.skills.assessment_cost={cost}", f"behaviour.skills.assessment_reach={reach}",
                           "behaviour.skills.assessment_rate=0.12")  # fmt: skip
        skills.certify_staff(state)
        firms = state.enterprises
        gain = 0.12 * firms.headcount[:, Skill.BASIC] * state.settings.behaviour.skills.assessment_gain
        taking_part = firms.is_above_scale & (firms.awareness < reach) & (gain > cost)
        expected = 0.01 * (firms.weight * firms.headcount[:, Skill.BASIC])[taking_part].sum()
        assert read(state, "skills.assessed") == pytest.approx(expected, rel=1e-9)


def test_people_and_posts_change_skill_together():
    state = open_month()
    before = [array.copy() for array in cells(state)]
    staff = state.enterprises.headcount.sum(axis=1)
    gained = skills.gain_skill(state, 2050.0)
    assert gained == 2000.0  # whole rows of a hundred persons
    after = cells(state)
    assert np.abs(after[0] - after[1] - after[2]).max() < 1e-6 * after[0].max()
    np.testing.assert_allclose(after[2], before[2])
    moved = (after[1] - before[1]).sum(axis=(0, 1))
    assert moved.tolist() == pytest.approx([-2000.0, 2000.0, 0.0])
    np.testing.assert_allclose(state.enterprises.headcount.sum(axis=1), staff)
    np.testing.assert_allclose(state.books.jobs.held, after[0], atol=1e-6)


def test_certificates_of_a_usual_year_change_no_mix_and_more_do_in_december():
    gained = []
    for factor in (1.0, 2.0):
        state = open_month("behaviour.skills.assessment_reach=0.0", "behaviour.skills.staff_certificates=1.0")
        for month in range(1, 25):
            state.month = month
            give(state, staff_trained=100.0 * (factor if month > 12 else 1.0))
            skills.certify_staff(state)
        gained.append([state.series.year("skills.gained", year) for year in (2023, 2024)])
    assert gained == [[0.0, 0.0], [0.0, 1200.0]]


def test_who_changes_firms_leaves_a_post_to_another_and_no_firm_grows():
    state = open_month("behaviour.skills.direct_moves=0.05")
    staff, workers, outside = (array.copy() for array in cells(state))
    place = state.residents.work_sector.copy()
    skills.change_jobs(state)
    for before, after in zip((staff, workers, outside), cells(state), strict=True):
        np.testing.assert_allclose(after, before)
    assert np.any(state.residents.work_sector != place)
    # 5 % of all staff, of whom residents are rows of a hundred
    assert read(state, "jobs.moves") == pytest.approx(0.05 * staff.sum(), rel=0.15)
    expected = (read(state, "jobs.separations") + read(state, "jobs.moves")) / staff.sum()
    assert read(state, "jobs.turnover") == pytest.approx(expected)
    assert np.all((state.residents.work_town >= 0) == (state.residents.work_sector >= 0))


def test_nothing_in_the_stationary_district():
    state = open_state("run=quick", "region.shocks=0.0")
    live(state, 1, spread=0.0)
    before = (state.residents.skill.copy(), state.residents.work_town.copy())
    skills.change_jobs(state)
    skills.certify_staff(state)
    np.testing.assert_array_equal(state.residents.skill, before[0])
    np.testing.assert_array_equal(state.residents.work_town, before[1])
    assert cells(state)[0].shape == SHAPE
    assert np.sum(state.residents.activity == Activity.ABSENT) > 0
