"""Service firms: awards for those who lead, bank doors opened, culture, model applications.

Why cash and not growth: an award follows growth that has happened. What moves a firm is a loan it can get, research
that costs less, or a buyer; the rest is in its account.
"""

import numpy as np

from agents.classes import IS_FOR_PROFIT_SERVICE, SECTOR
from agents.columns import Table
from agents.enterprises import decide_application
from sim.awards import award, by_lot
from sim.budget import buy
from sim.calendar import MONTHS
from sim.randomness import lowest, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    services__awards=Series("yuan", "Awards for service firms", "服务业企业奖励"),
    services__works=Series("1", "Original works aided", "补助原创作品数", "clause 27"),
    services__matched=Series("enterprise", "Service firms brought to a bank", "银企对接成功企业", "clause 23"),
    services__applications=Series("project", "Model applications aided", "应用场景项目", "clause 24"),
)
CULTURE = [SECTOR[name] for name in ("residents_culture", "info_software")]


@rests
def support_service_firms(state: State) -> None:
    """Bank doors and applications month by month; once a year awards, titles and works."""
    _match_banks(state)
    paid = _aid_applications(state)
    if state.month_of_year == state.settings.behaviour.calendar.claims_paid:
        paid += _award_leaders(state) + _award_headquarters(state) + _award_culture(state) + _aid_works(state)
    if state.levers.culture_events > 0.0 and state.levers.culture_event_grant > 0.0:
        cost = state.levers.culture_events / MONTHS * state.levers.culture_event_grant
        paid += cost * buy(state, "services", cost)
    state.record("services.awards", paid)


def _match_banks(state: State) -> None:
    """Profitable service firms without a loan that are brought to a bank begin to ask for loans. Clause 23."""
    enterprises, wanted = state.enterprises, state.levers.firms_matched / MONTHS
    rows = state.rows.service_firms_known
    rows = rows[enterprises.is_active[rows] & ~enterprises.is_borrower[rows] & (enterprises.profit[rows] > 0.0)]
    count = state.books.support.matches.take(wanted)
    lot = uniform(state.stream("services.match"), enterprises.id[rows])
    chosen = rows[lowest(lot, count)]
    enterprises.is_borrower[chosen] = True
    enterprises.loans_usual[chosen] = state.fixed.loan_per_demand * enterprises.demand_usual[chosen]
    state.record("services.matched", len(chosen))


def _aid_applications(state: State) -> float:
    """Information firms are paid for model applications, by lot. Clause 24."""
    levers, enterprises = state.levers, state.enterprises
    count = state.books.support.applications.take(levers.scenario_projects / MONTHS)
    rows = state.rows.information_technology
    state.record("services.applications", min(count, len(rows)))
    if not count:
        return 0.0
    lot = uniform(state.stream("services.scenario"), enterprises.id[rows])
    chosen = rows[lowest(lot, count)]
    return award(state, "services", "scenario_grant", np.full(len(chosen), levers.scenario_grant), chosen)


def _award_leaders(state: State) -> float:
    """The largest for-profit service firms whose revenue grew enough, as many as are awarded. Clause 23."""
    enterprises, levers = state.enterprises, state.levers
    pool = np.flatnonzero(IS_FOR_PROFIT_SERVICE[enterprises.sector] & enterprises.is_above_scale)
    last, before = enterprises.revenue_last[pool], state.books.support.service_revenue_before
    before = last if before is None else before
    grown = last >= (1.0 + state.settings.behaviour.services.leader_growth) * before
    state.books.support.service_revenue_before = last.copy()
    order = pool[grown][np.argsort(-enterprises.revenue_last[pool[grown]], kind="stable")]
    amounts = np.zeros(len(enterprises))
    amounts[order[: round(levers.leaders_awarded)]] = levers.leader_award
    return award(state, "services", "leader_award", amounts)


def _award_headquarters(state: State) -> float:
    """The largest enterprises outside the public sector are named headquarters by turns. Clause 26."""
    enterprises, levers = state.enterprises, state.levers
    pool = enterprises.is_above_scale & ~enterprises.is_public
    large = pool & (enterprises.revenue_last >= np.quantile(enterprises.revenue_last[pool], 0.9))
    named = by_lot(state, "headquarters", large, levers.headquarters_named)
    return award(state, "services", "headquarters_award", named * levers.headquarters_award)


def _award_culture(state: State) -> float:
    """Cultural firms that the city newly recognises. Clause 27."""
    enterprises, levers = state.enterprises, state.levers
    pool = np.isin(enterprises.sector, CULTURE) & enterprises.known_by_name() & enterprises.is_active
    recognised = by_lot(state, "culture", pool, levers.culture_recognised)
    return award(state, "services", "culture_award", recognised * levers.culture_award)


def _aid_works(state: State) -> float:
    """Makers apply for a grant on a work when it exceeds what applying costs; the best so many are aided. Clause 27."""
    enterprises, levers = state.enterprises, state.levers
    pool = np.isin(enterprises.sector, CULTURE) & enterprises.known_by_name() & enterprises.is_active
    cost = state.settings.behaviour.services.works_claim
    applies = pool & decide_application(enterprises.awareness, 1.0, levers.work_grant, cost)
    chosen = by_lot(state, "works", applies, levers.works_aided)
    state.record("services.works", Table.total(enterprises, chosen))
    return award(state, "services", "work_grant", chosen * levers.work_grant)
