"""Upgrading of manufacturers: digital projects, parks, titles, and what the centre's credits leave in their accounts.

Why adoption is a decision: a project costs a share of sales and saves staff for years. Who gains more than it costs
after the grant, and has thought about it, adopts; in a park one learns from those who have.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.enterprises import decide_upgrade
from sim.awards import award, by_lot
from sim.budget import buy, pay
from sim.calendar import MONTHS
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    digital__adopted=Series("enterprise", "Manufacturers that begin a digital upgrade", "启动数字化改造企业",
                            "clause 17"),
    digital__share=Series("share", "Above-scale manufacturers with a digital upgrade", "规上工业数字化改造率",
                          "clause 17"),
    digital__spending=Series("yuan", "Spending on digital projects", "数字化项目投入", "clause 17"),
    digital__aid=Series("yuan", "Grants and awards for digital factories", "数字化奖补支出", "clause 17"),
    parks__support=Series("yuan", "Support of specialised parks", "特色园区扶持支出", "clause 19"),
    titles__service_manufacturing=Series("yuan", "Awards for service manufacturing", "服务型制造奖励支出", "clause 21"),
    tax__vat_credit=Series("yuan", "VAT relieved by the additional credit", "加计抵减减税", "clause 14"),
)


@rests
def upgrade_manufacturers(state: State) -> None:
    """Digital projects month by month, parks all year, titles and awards once a year, credits with the tax."""
    rows = state.rows.above_scale_makers
    _adopt(state, rows)
    _support_parks(state)
    _credit_vat(state, rows)
    if state.month_of_year == state.settings.behaviour.calendar.claims_paid:
        _award_titles(state)


def draw_worth(state: State) -> NDArray:
    """What an upgrade is worth to each above-scale maker, a standard normal number, drawn once."""
    return normal(state.stream("digital.worth", 0), state.rows.above_scale_makers)


def draw_places(state: State) -> NDArray:
    """The lot of each above-scale maker of a place in a park (0 first), drawn once."""
    return uniform(state.stream("digital.park", 0), state.rows.above_scale_makers)


def draw_digital_months(state: State) -> NDArray:
    """Months since each enterprise's digital project began, -1 none: a part of the makers has ended one by 2023."""
    upgrading, rows = state.settings.behaviour.upgrading, state.rows.above_scale_makers
    has = uniform(state.stream("digital.start", 0), rows) < upgrading.digital_share_start
    months = np.full(len(state.enterprises), -1.0)
    months[rows[has]] = upgrading.digital_months
    return months


def _adopt(state: State, rows: NDArray) -> None:
    """Makers without an upgrade that think it over adopt it if it pays; those in progress save more each month."""
    enterprises, levers, upgrading = state.enterprises, state.levers, state.settings.behaviour.upgrading
    level = enterprises.digital_months[rows]
    gain = state.settings.policy.manufacturing.m17.productivity_gain
    _save_staff(state, rows, level, gain)
    sales = enterprises.demand_expected[rows] * MONTHS
    cost = upgrading.digital_cost * sales
    heard = enterprises.awareness[rows] < levers.digital_reach
    grant = np.where(heard, np.minimum(levers.digital_rate * cost, levers.digital_cap), 0.0)
    wages = state.last.wage_costs[rows] * MONTHS
    own = np.exp(upgrading.digital_spread * state.fixed.worth_of_upgrades)
    in_park = state.fixed.park_lot < upgrading.parks_share
    strength = 0.5 + levers.park_spillover / upgrading.usual_spillover / 2.0
    learns = 1.0 + upgrading.digital_peers * np.mean(level >= 0.0) * strength
    pays = decide_upgrade(gain * wages * own * np.where(in_park, learns, 1.0), cost - grant, upgrading.digital_payback)
    thinks = uniform(state.stream("digital.think"), enterprises.id[rows]) < upgrading.digital_speed
    begins = (level < 0.0) & pays & thinks & (enterprises.deposits[rows] > cost)
    level[begins] = 0.0
    enterprises.digital_months[rows] = level
    chosen = rows[begins]
    total = Table.total(enterprises, cost[begins], chosen)
    state.ledger.transfer("digital_projects", "enterprises", cost[begins], "outside", total, rows=chosen)
    paid = 0.0
    if grant[begins].any():
        asked = Table.total(enterprises, grant[begins], chosen)
        paid = asked * pay(state, "manufacturing", "digital_grant", "enterprises", grant[begins], rows=chosen)
    state.record("digital.adopted", float(enterprises.weight[chosen].sum()))
    state.record("digital.share", float(np.mean(level >= 0.0)))
    state.record("digital.spending", total)
    state.record("digital.aid", paid)


def _save_staff(state: State, rows: NDArray, level: NDArray, gain: float) -> None:
    """One person makes more as a project takes hold, evenly over the months it needs."""
    months = max(state.settings.behaviour.upgrading.digital_months, 1.0)
    under_way = (level >= 0.0) & (level < months)
    state.enterprises.productivity[rows[under_way]] *= (1.0 + gain) ** (1.0 / months)
    level[under_way] += 1.0


def _support_parks(state: State) -> None:
    """Specialised parks are supported evenly over the year. Clause 19."""
    cost = state.levers.park_support / MONTHS
    paid = cost * buy(state, "manufacturing", cost) if cost > 0.0 else 0.0
    state.record("parks.support", paid)


def _award_titles(state: State) -> None:
    """Digital factories are recognised among those that upgraded, service manufacturing by lot. Clauses 17, 21."""
    enterprises, levers, rows = state.enterprises, state.levers, state.rows.above_scale_makers
    upgraded, makes = np.zeros(len(enterprises), dtype=bool), np.zeros(len(enterprises), dtype=bool)
    upgraded[rows[enterprises.digital_months[rows] >= 0.0]] = True
    makes[rows] = True
    factories = by_lot(state, "factories", upgraded, levers.factories_recognised) * levers.factory_award
    state.add("digital.aid", award(state, "manufacturing", "factory_award", factories))
    titles = by_lot(state, "service_titles", makes, levers.service_titles) * levers.service_title_award
    state.record("titles.service_manufacturing", award(state, "manufacturing", "service_title", titles))


def _credit_vat(state: State, rows: NDArray) -> None:
    """Advanced makers keep part of the VAT they owe; the district and the levels above bear it. Clause 14."""
    enterprises, levers, upgrading = state.enterprises, state.levers, state.settings.behaviour.upgrading
    listed = uniform(state.stream("upgrading.advanced", 0), rows) < upgrading.advanced_share
    listed &= (enterprises.certified_until[rows] >= state.month) & (enterprises.awareness[rows] < levers.vat_claimed)
    chips = enterprises.sector[rows] == SECTOR["electronics_ic"]
    rate = np.where(chips, levers.vat_credit_chips, levers.vat_credit)
    credit = np.where(listed, rate * upgrading.input_vat * state.last.revenue[rows], 0.0)
    total = Table.total(enterprises, credit, rows)
    for holder, part in (("government", upgrading.vat_local), ("outside", 1.0 - upgrading.vat_local)):
        state.ledger.transfer("vat_credit", holder, part * total, "enterprises", part * credit, payee_rows=rows)
    state.record("tax.vat_credit", total)
