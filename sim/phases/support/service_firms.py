"""Service firms: awards for those who lead, bank doors opened, culture, model applications; the innovation zone.

Why cash and not growth: an award follows growth that has happened. What moves a firm is a loan it can get, research
that costs less, or a buyer; the rest is in its account.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_FOR_PROFIT_SERVICE, IS_SERVICE, SECTOR
from agents.columns import Table, weighted_sum
from agents.enterprises import decide_application
from sim.awards import award, by_lot
from sim.budget import buy
from sim.phases.incomes_and_taxes.incomes import production_tax, profit_tax_rates
from sim.programmes import MONTHS
from sim.randomness import lowest, uniform
from sim.rows import information_technology, is_known_by_name, service_firms_known
from sim.series import Series, declare
from sim.state import State

declare(
    services__awards=Series("yuan", "Awards for service firms", "服务业企业奖励"),
    services__works=Series("1", "Original works aided", "补助原创作品数", "clause 27"),
    services__matched=Series("enterprise", "Service firms brought to a bank", "银企对接成功企业", "clause 23"),
    services__applications=Series("project", "Model applications aided", "应用场景项目", "clause 24"),
    zone__revenue=Series("yuan", "Revenue of service firms in the innovation zone", "创新发展区服务业营收",
                         "clause 22"),
    zone__tax=Series("yuan", "Taxes of service firms in the innovation zone", "创新发展区服务业税收", "clause 22"),
)
COLLECTED = 9  # Assumption: titles of the year and claims are collected over the summer and paid in September
CULTURE = [SECTOR[name] for name in ("residents_culture", "info_software")]


def support_service_firms(state: State) -> None:
    """Bank doors and applications month by month; in September awards, titles and works."""
    if not state.shocks:
        return
    _match_banks(state)
    paid = _aid_applications(state)
    if state.month_of_year == COLLECTED:
        paid += _award_leaders(state) + _award_headquarters(state) + _award_culture(state) + _aid_works(state)
    if state.levers.culture_events > 0.0 and state.levers.culture_event_grant > 0.0:
        cost = state.levers.culture_events / MONTHS * state.levers.culture_event_grant
        paid += cost * buy(state, "services", cost)
    state.record("services.awards", paid)


def _match_banks(state: State) -> None:
    """Profitable service firms without a loan that are brought to a bank begin to ask for loans. Clause 23."""
    enterprises, wanted = state.enterprises, state.levers.firms_matched / MONTHS
    rows = service_firms_known(state)
    rows = rows[enterprises.is_active[rows] & ~enterprises.is_borrower[rows] & (enterprises.profit[rows] > 0.0)]
    due = state.stock.get("matches_due", 0.5) + wanted
    state.stock["matches_due"] = due - int(due)
    lot = uniform(state.stream("services.match"), enterprises.id[rows])
    chosen = rows[lowest(lot, int(due))]
    enterprises.is_borrower[chosen] = True
    usual = state.base["loan_per_demand"] * state.base["demand"][chosen]
    state.stock["loans_usual"][chosen] = usual
    state.record("services.matched", len(chosen))


def _aid_applications(state: State) -> float:
    """Information firms are paid for model applications, by lot. Clause 24."""
    levers, enterprises = state.levers, state.enterprises
    due = state.stock.get("applications_due", 0.5) + levers.scenario_projects / MONTHS
    count = int(due)
    state.stock["applications_due"] = due - count
    rows = information_technology(state)
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
    before = state.stock.get("service_revenue_before", enterprises.revenue_last[pool])
    grown = enterprises.revenue_last[pool] >= (1.0 + state.settings.behaviour.services.leader_growth) * before
    state.stock["service_revenue_before"] = enterprises.revenue_last[pool].copy()
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
    pool = np.isin(enterprises.sector, CULTURE) & is_known_by_name(enterprises) & enterprises.is_active
    recognised = by_lot(state, "culture", pool, levers.culture_recognised)
    return award(state, "services", "culture_award", recognised * levers.culture_award)


def _aid_works(state: State) -> float:
    """Makers apply for a grant on a work when it exceeds what applying costs; the best so many are aided. Clause 27."""
    enterprises, levers = state.enterprises, state.levers
    pool = np.isin(enterprises.sector, CULTURE) & is_known_by_name(enterprises) & enterprises.is_active
    cost = state.settings.behaviour.services.works_claim
    applies = pool & decide_application(enterprises.awareness, 1.0, levers.work_grant, cost)
    chosen = by_lot(state, "works", applies, levers.works_aided)
    state.record("services.works", Table.total(enterprises, chosen))
    return award(state, "services", "work_grant", chosen * levers.work_grant)


def zone_firms(state: State) -> NDArray:
    """Rows of the above-scale service firms in the innovation zone, drawn once."""
    if "zone" not in state.base:
        enterprises = state.enterprises
        listed = enterprises.is_above_scale & ~enterprises.is_public
        rows = np.flatnonzero(listed & IS_SERVICE[enterprises.sector])
        inside = uniform(state.stream("services.zone", 0), state.district.enterprises.id[rows])
        state.base["zone"] = rows[inside < state.settings.behaviour.services.zone_share]
    return state.base["zone"]


def count_zone(state: State) -> None:
    """Revenue and taxes of the zone's service firms, as a base for growth."""
    enterprises, rows = state.enterprises, zone_firms(state)
    weight, revenue = enterprises.weight[rows], state.now["revenue"]
    state.record("zone.revenue", weighted_sum(weight, revenue[rows]))
    profits = np.maximum(enterprises.profit[rows], 0.0)
    taxes = production_tax(state, revenue[rows], rows) + profit_tax_rates(state, rows) * profits
    state.record("zone.tax", weighted_sum(weight, taxes))
