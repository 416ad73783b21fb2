"""Young graduates come and leave.

Why rooms and not new rows: a table of residents cannot grow in a run, so the district is built with rooms that stand
empty; who leaves frees one and who comes takes one, in a household that lets it. Homes move, jobs need not: a leaver
at work goes on working here as an in-commuter, and many who arrive were in-commuters before. Nobody brings or takes
deposits: they belong to the household.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import Activity, Skill
from agents.people import age_at, decide_arrivals, decide_departure
from sim.budget import pay
from sim.calendar import MONTHS
from sim.randomness import lowest, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    graduates__arrived=Series("person", "Young graduates arrived", "新增青年大学生", "clause 62"),
    graduates__decided=Series("person", "Young graduates who decide to come", "有意来临青年大学生", "clause 62"),
    graduates__left=Series("person", "Young graduates who left", "流出青年大学生"),
    graduates__young=Series("person", "Young graduates living here", "青年大学生存量"),
    graduates__lodged=Series("person", "Arrivals lodged in stations", "青荷驿站入住人数", "clause 62"),
    residents__total=Series("person", "Residents", "常住人口"),
)
DAYS = 30.0  # of a month, as beds are let
ID_MONTH = 10_000_000  # a newcomer's id is month * ID_MONTH + its number in the month: permanent, like an entrant's
IS_ACTIVE = np.isin(np.arange(len(Activity)), (Activity.EMPLOYED, Activity.UNEMPLOYED, Activity.OUT_COMMUTER))


@rests
def move(state: State) -> None:
    """Some young graduates leave, others arrive where jobs, lodging and peers draw them."""
    open_rooms(state)
    left = _leave(state)
    _note_chances(state)
    arrived, lodged = _expected_arrivals(state)
    rows = _settle(state, arrived)
    weight = float(state.residents.weight[0])
    state.record("graduates.arrived", weight * len(rows))
    state.record("graduates.left", left)
    state.record("graduates.lodged", lodged)
    state.record("graduates.young", weight * sum(len(part) for part in state.books.migration.graduates))
    state.record("residents.total", weight * (len(state.residents) - len(state.books.migration.rooms)))


def open_rooms(state: State) -> None:
    """The rooms that stand empty, and the young graduates by the month of the year in which their lease ends."""
    books = state.books.migration
    if books.is_open:
        return
    people, migration = state.residents, state.settings.behaviour.migration
    state.books.migration.rooms = np.flatnonzero(people.activity == Activity.ABSENT)
    rows = np.flatnonzero((people.skill == Skill.UNIVERSITY) & (people.age <= migration.young_until))
    rows = rows[IS_ACTIVE[people.activity[rows]]]
    state.books.migration.graduates = [rows[people.id[rows] % MONTHS == month] for month in range(MONTHS)]
    # Leaving is declared for the young graduates of the start, some of whom are jobless and leave more often.
    jobless = float(np.mean(people.activity[rows] == Activity.UNEMPLOYED)) if len(rows) else 0.0
    state.books.migration.graduates_usual = max(len(rows), 1)
    state.books.migration.leaving_usual = max(len(rows), 1) * (1.0 + jobless * (migration.jobless_leave - 1.0))
    books.is_open = True


def _leave(state: State) -> float:
    """Graduates whose lease ends this month decide to stay or leave; returns persons who left."""
    people, migration = state.residents, state.settings.behaviour.migration
    place = state.month % MONTHS
    rows = state.books.migration.graduates[place]
    weight = float(people.weight[0])
    usual = migration.departures * migration.arrivals_annual / (weight * state.books.migration.leaving_usual)
    jobless = people.activity[rows] == Activity.UNEMPLOYED
    chance = decide_departure(usual, jobless, migration.jobless_leave)
    chance[np.isin(rows, state.books.migration.supported[:, 0])] = 0.0
    goes = uniform(state.stream("migration.leave"), people.id[rows]) < chance
    # Who has grown out of youth stays; the list forgets them.
    young = age_at(people.age[rows], people.id[rows], state.month) <= migration.young_until
    leavers = rows[goes & young]
    state.books.migration.graduates[place] = rows[young & ~goes]
    at_work = leavers[people.activity[leavers] == Activity.EMPLOYED]
    cell = (people.work_town[at_work], people.work_sector[at_work], people.skill[at_work])
    np.add.at(state.books.jobs.in_commuters, cell, weight)
    people.activity[leavers] = Activity.ABSENT
    people.work_town[leavers] = people.work_sector[leavers] = -1
    state.books.migration.rooms = np.concatenate((leavers, state.books.migration.rooms))
    return weight * len(leavers)


def _note_chances(state: State) -> None:
    """News of graduates' chance of a job last month, relative to the usual, spread step by step."""
    heard = state.books.migration.graduate_chance
    known = state.books.migration.chances
    state.books.migration.chances = known + state.settings.behaviour.migration.news * (heard - known)


def _expected_arrivals(state: State) -> tuple[float, float]:
    """Persons who want to come this month, what rents and lodging cost them counted, and how many are lodged."""
    migration, levers = state.settings.behaviour.migration, state.levers
    season = state.settings.behaviour.calendar.graduation
    in_season = state.month_of_year in season
    share = migration.graduation_share / len(season) if in_season else (
        (1.0 - migration.graduation_share) / (MONTHS - len(season))
    )
    usual = migration.arrivals_annual * share
    lodged = min(usual, levers.lodging_beds * DAYS / levers.lodging_days) if levers.lodging_days > 0.0 else 0.0
    gain = levers.lodging_days * migration.lodging_price * lodged / max(usual, 1.0)
    gain += _expected_support(state)
    # Rents follow the price of homes: a year of what has become dearer is lost by who comes.
    gain -= migration.rent_annual * (state.books.homes.price - 1.0)
    saved, pull = gain / migration.search_cost, levers.settlement_pull
    books = state.books.migration
    more_saved = (books.usual_saved_in_season if in_season else books.usual_saved).beyond(saved)
    more_pull = (books.usual_pull_in_season if in_season else books.usual_pull).beyond(pull)
    peers = sum(len(part) for part in state.books.migration.graduates) / state.books.migration.graduates_usual
    arrived = decide_arrivals(usual, state.books.migration.chances, migration.jobs_response, more_saved,
                              migration.cost_response, more_pull, peers**migration.peers)  # fmt: skip
    cost = lodged * levers.lodging_days * migration.lodging_price
    if cost > 0.0:
        pay(state, "factors", "lodging", "outside", cost)
    state.record("graduates.decided", arrived)
    return float(arrived), lodged


def _expected_support(state: State) -> float:
    """Yuan an arrival may expect of housing support: the chance to be recognised in a year times what it is worth."""
    levers = state.levers
    stock = float(state.residents.weight[0]) * state.books.migration.graduates_usual
    return levers.talent_recognised / max(stock, 1.0) * levers.talent_housing


def _settle(state: State, expected: float) -> NDArray:
    """Newcomers take rooms, whole rows of them; a part has a job here already. Returns their rows."""
    people, migration = state.residents, state.settings.behaviour.migration
    weight, rooms = float(people.weight[0]), state.books.migration.rooms
    count = min(state.books.migration.arrivals.take(expected / weight), len(rooms))
    rows, state.books.migration.rooms = rooms[len(rooms) - count :][::-1], rooms[: len(rooms) - count]
    ids = state.month * ID_MONTH + np.arange(count)
    years = np.floor(uniform(state.stream("migration.age"), ids) * migration.arrival_years)
    people.id[rows] = ids
    # The column holds the age at the start of 2023.
    people.age[rows] = migration.arrival_age + years - (age_at(0, ids, state.month))
    people.skill[rows], people.registered_year[rows] = Skill.UNIVERSITY, 0
    people.activity[rows] = Activity.UNEMPLOYED
    graduates = state.books.migration.graduates
    for month in range(MONTHS):
        graduates[month] = np.concatenate((graduates[month], rows[ids % MONTHS == month]))
    works = uniform(state.stream("migration.with_job"), ids) < migration.with_job
    state.now.arrived_at_work = _move_home(state, rows[works])
    return rows


def _move_home(state: State, rows: NDArray) -> NDArray:
    """Rows that take the home, here, of as many in-commuters with a degree; the others will have to search."""
    people, in_commuters = state.residents, state.books.jobs.in_commuters
    weight = float(people.weight[0])
    room = np.rint(np.maximum(in_commuters[:, :, Skill.UNIVERSITY], 0.0) / weight).astype(np.int64)
    places = np.repeat(np.arange(room.size), room.ravel())
    cells = places[lowest(uniform(state.stream("migration.place"), np.arange(len(places))), len(rows))]
    rows = rows[: len(cells)]
    town, sector = np.unravel_index(cells, room.shape)
    people.activity[rows], people.work_town[rows], people.work_sector[rows] = Activity.EMPLOYED, town, sector
    np.subtract.at(in_commuters, (town, sector, np.full(len(rows), int(Skill.UNIVERSITY))), weight)
    return rows
