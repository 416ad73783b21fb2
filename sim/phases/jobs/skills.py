"""Skills of people at work: examinations for a higher grade, firms that assess their own staff, direct moves of job.

Why only certificates beyond the usual change who is skilled: those of a usual year replace the skilled who retire, so
the mix of skills of 2022 stands for them. The high grade is a grade within the skilled and has no column of its own.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Activity, Skill
from agents.columns import Table
from agents.enterprises import decide_application
from agents.people import decide_to_sit
from sim.calendar import MONTHS
from sim.programmes import deliver, yearly_luck
from sim.randomness import lowest, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    skills__high=Series("person", "New highly skilled workers", "新增高技能人才", "clause 62"),
    skills__certified=Series("person", "New skilled workers of all grades", "新增技能人才", "clause 48"),
    skills__assessed=Series("person", "Staff certified by their own firm", "企业自主评价取证人数"),
    skills__candidates=Series("person", "Staff willing to sit for a higher grade", "高级工参评意愿人数"),
    skills__gained=Series("person", "Residents at work who became skilled beyond the usual", "新增技能转换人数"),
    jobs__moves=Series("person", "Staff who changed firms directly", "直接跳槽人数"),
    jobs__turnover=Series("share", "Staff who left or changed firms this month", "月离职率"),
)


@rests
def certify_staff(state: State) -> None:
    """Staff gain certificates: after training, from their own firm, and the high grade in examinations."""
    skills = state.settings.behaviour.skills
    trained = skills.staff_certificates * state.now.staff_trained
    assessed = _assess_own_staff(state)
    high = _examine(state)
    jobless = state.series.read("jobs.certified", state.month)
    state.record("skills.assessed", assessed)
    state.record("skills.high", high)
    state.record("skills.certified", jobless + trained + assessed + high)
    _note_gained(state, trained + assessed)


def _assess_own_staff(state: State) -> float:
    """Persons certified by above-scale firms that know of own assessment and gain more by it than it costs."""
    enterprises, skills = state.enterprises, state.settings.behaviour.skills
    rows = state.rows.above_scale
    persons = skills.assessment_rate * enterprises.headcount[rows, Skill.BASIC]
    gain = persons * skills.assessment_gain
    assesses = decide_application(enterprises.awareness[rows], skills.assessment_reach, gain, skills.assessment_cost)
    return Table.total(enterprises, persons * assesses, rows) / MONTHS


def _examine(state: State) -> float:
    """Seats of the bureau meet those willing to sit; a part passes. Seats are planned with the usual pass rate."""
    skills = state.settings.behaviour.skills
    seats = deliver(state, "factors", "high_skill_seats", state.levers.high_skill_seats) / skills.pass_rate
    staff = float(state.books.jobs.held[:, :, Skill.SKILLED].sum())
    vacancies = state.series.read("jobs.vacancies", state.month)
    usual = state.books.jobs.usual_vacancies.of(max(vacancies, 1.0))
    candidates = float(decide_to_sit(skills.sitting / MONTHS, vacancies / usual, skills.sitting_shortage)) * staff
    passes = skills.pass_rate * np.exp(skills.pass_spread * yearly_luck(state, "skills.pass", state.year - 2022))
    state.record("skills.candidates", candidates)
    return min(seats, candidates) * float(np.minimum(passes, 1.0))


def _note_gained(state: State, certified: float) -> None:
    """In December those certified beyond the number of 2023 change their skill."""
    jobs = state.books.jobs
    year, usual = jobs.certified_year + certified, jobs.certified_usual
    jobs.certified_year = year
    state.record("skills.gained", 0.0)
    if state.month_of_year != MONTHS:
        return
    jobs.certified_year = 0.0
    if usual is None:
        jobs.certified_usual = year
        return
    state.record("skills.gained", gain_skill(state, year - usual))


def gain_skill(state: State, persons: float) -> float:
    """Unskilled residents at work become skilled, by lot, and so do their posts; returns persons.

    Firms of a cell share in it by their unskilled staff. Jobs and people of a cell still add up: both change skill.
    """
    people, firms, weight = state.residents, state.enterprises, float(state.residents.weight[0])
    count = int(max(persons, 0.0) / weight)
    rows = np.flatnonzero((people.activity == Activity.EMPLOYED) & (people.skill == Skill.BASIC))
    draws = uniform(state.stream("skills.gained"), people.id[rows])
    rows = rows[lowest(draws, count)]
    if len(rows) == 0:
        return 0.0
    place = (people.work_town[rows].astype(np.int64), people.work_sector[rows].astype(np.int64))
    heads = state.books.jobs.held
    room = np.minimum(heads[:, :, Skill.BASIC], state.books.jobs.residents[:, :, Skill.BASIC])
    gained = np.zeros(heads.shape[:2])
    np.add.at(gained, place, weight)
    fits = (gained <= room)[place]
    rows, gained = rows[fits], np.where(gained <= room, gained, 0.0)
    people.skill[rows] = Skill.SKILLED
    share = np.divide(gained, heads[:, :, Skill.BASIC], out=np.zeros_like(gained), where=gained > 0.0)
    moved = firms.headcount[:, Skill.BASIC] * share[firms.town, firms.sector]
    firms.headcount[:, Skill.BASIC] -= moved
    firms.headcount[:, Skill.SKILLED] += moved
    for persons_by_cell in (heads, state.books.jobs.residents):
        persons_by_cell[:, :, Skill.BASIC] -= gained
        persons_by_cell[:, :, Skill.SKILLED] += gained
    return weight * len(rows)


@rests
def change_jobs(state: State) -> None:
    """Some staff change firms directly: those of a skill who move this month take over each other's posts.

    Why a ring of movers: the post one leaves is filled by another who moves, so no firm grows by it; it changes who
    works where. In-commuters move as often, between posts that look alike here.
    """
    people = state.residents
    chance = min(MONTHS * state.settings.behaviour.skills.direct_moves, 1.0)
    rows = movers(state, chance)
    for skill in Skill:
        ring = rows[people.skill[rows] == skill]
        following = np.roll(ring, 1)
        people.work_town[ring], people.work_sector[ring] = people.work_town[following], people.work_sector[following]
    staff = state.series.read("jobs.headcount", state.month)
    moves = float(people.weight[0]) * len(rows)
    moves *= staff / max(float(state.books.jobs.residents.sum()), 1.0)
    state.record("jobs.moves", moves)
    state.record("jobs.turnover", (state.series.read("jobs.separations", state.month) + moves) / max(staff, 1.0))


def movers(state: State, chance: float) -> NDArray:
    """Rows of residents at work who move directly this month, in an order drawn by person.

    A twelfth of the residents, by birthday of the contract, asks itself once a year, with the chance of a year.
    """
    people = state.residents
    first = state.month % MONTHS
    rows = np.flatnonzero(people.activity[first::MONTHS] == Activity.EMPLOYED) * MONTHS + first
    draws = uniform(state.stream("jobs.moves"), people.id[rows])
    rows, draws = rows[draws < chance], draws[draws < chance]
    return rows[np.argsort(draws, kind="stable")]
