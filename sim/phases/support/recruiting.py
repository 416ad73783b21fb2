"""Recruiting service firms: tenants of key buildings, projects of the two towns, headquarters of builders.

Why through the doors of entry: a recruited firm opens like any other, in a free place of its sector, with its owners'
money. Those recruited in a usual year are among those who usually open; only what differs from it opens more or fewer.
"""

import numpy as np

from agents.classes import SECTOR, SECTORS
from agents.enterprises import decide_recruits
from sim.budget import pay
from sim.calendar import MONTHS
from sim.randomness import key, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    recruited__tenants=Series("enterprise", "Tenants brought by agencies", "招商机构引进企业", "clause 22"),
    recruited__fashion_town=Series("project", "Projects won by the fashion town", "艺尚小镇新引进项目", "clause 25"),
    recruited__computing_town=Series("project", "Projects won by the computing town", "算力小镇新引进项目",
                                      "clause 25"),
    recruited__builders=Series("enterprise", "Construction headquarters recruited", "引进建筑业总部", "clause 26"),
    recruited__beyond_usual=Series("enterprise", "Openings beyond the usual", "超出常年的新开企业"),
    recruited__paid=Series("yuan", "Paid for recruiting", "招引奖励和扶持支出"),
)
SERVICES_OF_TENANTS = ("leasing_business", "info_software", "rd_technical")
MOST = 80  # projects a town could look at in a month


@rests
def recruit(state: State) -> None:
    """Sets `now.recruited`: firms by sector that open this month beyond the usual, (26,), below zero if fewer."""
    beyond = np.zeros(len(SECTORS))
    services = state.settings.behaviour.services
    paid = _bring_tenants(state, beyond, services.stays_new)
    paid += _win_projects(state, beyond, services.stays_new)
    paid += _bring_builders(state, beyond, services.stays_new)
    state.now.recruited = beyond
    state.record("recruited.beyond_usual", beyond.sum())
    state.record("recruited.paid", paid)


def _bring_tenants(state: State, beyond: np.ndarray, new: float) -> float:
    """Agencies bring tenants, more as they earn more by it. Clause 22."""
    levers, response = state.levers, state.settings.behaviour.services.tenant_response
    award = levers.agency_award
    usual_award = state.books.recruiting.usual_agency_award.of(award)
    expected = float(decide_recruits(levers.tenants / MONTHS, award, usual_award, response))
    usual = state.books.recruiting.usual_tenants.of(expected)
    for name in SERVICES_OF_TENANTS:
        beyond[SECTOR[name]] += new * (expected - usual) / len(SERVICES_OF_TENANTS)
    state.record("recruited.tenants", expected)
    cost = expected * award
    return cost * pay(state, "services", "agency_award", "outside", cost) if cost > 0.0 else 0.0


def _win_projects(state: State, beyond: np.ndarray, new: float) -> float:
    """The two towns win projects by chance; each opens firms in its sectors. Clause 25."""
    services, levers = state.settings.behaviour.services, state.levers
    jobs = state.settings.policy.services.m25.jobs_per_project / services.jobs_of_an_opening
    paid = 0.0
    support = levers.town_support * levers.town_effort
    usual_support = state.books.recruiting.usual_town_support.of(support)
    for town, yearly, sector in (("fashion_town", services.town_fashion_usual, "residents_culture"),
                                 ("computing_town", services.town_computing_usual, "info_software")):  # fmt: skip
        expected = float(decide_recruits(yearly / MONTHS, support, usual_support, services.town_response))
        draws = uniform(key(state.seed, f"recruiting.{town}", state.month), np.arange(MOST))
        won = int(np.sum(draws < expected / MOST))
        beyond[SECTOR[sector]] += new * jobs * (expected - yearly / MONTHS)
        state.record(f"recruited.{town}", won)
        cost = won * levers.town_support
        paid += cost * pay(state, "services", "town_support", "outside", cost) if cost > 0.0 else 0.0
    return paid


def _bring_builders(state: State, beyond: np.ndarray, new: float) -> float:
    """Builders from elsewhere open regional headquarters, more as the award is higher. Clause 26."""
    levers, services = state.levers, state.settings.behaviour.services
    award = levers.headquarters_award
    usual_award = state.books.recruiting.usual_builders_award.of(award)
    response = services.headquarters_response
    expected = float(decide_recruits(levers.builders_sought / MONTHS, award, usual_award, response))
    beyond[SECTOR["construction"]] += new * state.books.recruiting.usual_builders.beyond(expected)
    state.record("recruited.builders", expected)
    return 0.0
