"""Exports: who sells abroad, what stands, insurance and outlets abroad bring, and the district's part of the nation's.

Why the nation's path is drawn with the district's: a share cannot be judged without the whole, and both stand in one
world. A visit, an insurance, an outlet is a decision of the exporter at what it costs after the support.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_MANUFACTURING
from agents.columns import Table
from agents.enterprises import decide_outlets, decide_stand
from sim.budget import pay
from sim.calendar import MONTHS
from sim.phases.customers.export_insurance import insure
from sim.phases.customers.won_orders import age, open_won
from sim.programmes import deliver
from sim.randomness import key, normal, uniform
from sim.series import HORIZON, Series, declare
from sim.state import State, rests
from sim.world import smooth_levels

declare(
    exports__value=Series("yuan", "Exports of enterprises", "企业出口额"),
    exports__national=Series("index", "National exports, mean of 2022 is 1", "全国出口指数"),
    exports__visits=Series("enterprise", "Stands of enterprises at fairs abroad", "境外参展家次", "clause 37"),
    exports__exhibitors=Series("enterprise", "Enterprises at a fair abroad, each once a year", "境外参展企业",
                               "clause 37"),
    exports__outlets=Series("1", "New outlets abroad", "新增海外营销网点", "clause 38"),
    exports__brands=Series("1", "New brands abroad", "新增境外品牌", "clause 38"),
    exports__import_aid=Series("yuan", "Interest support on listed imports", "进口贴息", "clause 37"),
)


@rests
def trade_abroad(state: State) -> None:
    """Exporters decide on stands, insurance, outlets and brands; what they sell abroad follows the nation's exports."""
    rows, won = state.rows.exporters, state.books.exports.won
    trade = state.settings.behaviour.trade
    m37 = state.settings.policy.demand.m37
    flow = state.levers.fair_places / MONTHS * m37.order_gain
    flow += (trade.outlets_usual + trade.brands_usual) / MONTHS * trade.outlet_orders
    open_won(state, won, rows, flow)
    age(state, won)
    abroad = _sold_abroad(state, rows) * (1.0 + won.share - won.usual)
    won.share += _visit_fairs(state, rows, abroad, m37.order_gain)
    won.share += _open_outlets(state, rows)
    abroad *= 1.0 + insure(state, rows, abroad)
    _support_imports(state)
    state.record("exports.value", Table.total(state.enterprises, abroad, rows))
    state.record("exports.national", state.fixed.exports_national[state.month - 1])


def draw_exporters(state: State) -> NDArray:
    """Rows of the enterprises that export, drawn once among above-scale manufacturers and technology firms."""
    enterprises = state.enterprises
    could = (enterprises.is_above_scale | enterprises.is_technology) & IS_MANUFACTURING[enterprises.sector]
    share = state.settings.behaviour.trade.exporter_share
    return np.flatnonzero(could & (uniform(state.stream("exports.who", 0), state.district.enterprises.id) < share))


def national_path(state: State) -> NDArray:
    """National exports by month relative to the mean of 2022, (HORIZON,)."""
    trade = state.settings.behaviour.trade
    growth = [float(np.log1p(trade.national_2023)), float(np.log1p(trade.national_2024))]
    return smooth_levels(growth, HORIZON)


def district_path(state: State) -> NDArray:
    """The district's exports by month, which follow the nation's and drift from them in 2024, (HORIZON,)."""
    gap = [0.0, float(np.log1p(state.settings.behaviour.trade.district_gap))]
    return state.fixed.exports_national * smooth_levels(gap, HORIZON)


def part_abroad(state: State) -> float:
    """Exports are spread over the exporters: all sales of manufacturers times their mean export share."""
    enterprises, rows = state.enterprises, state.rows.exporters
    made = IS_MANUFACTURING[enterprises.sector] & enterprises.is_above_scale
    sales = Table.total(enterprises, np.where(made, enterprises.orders_outside, 0.0))
    theirs = Table.total(enterprises, enterprises.orders_outside[rows], rows)
    return min(state.settings.behaviour.trade.export_share * sales / max(theirs, 1.0), 1.0)


def _sold_abroad(state: State, rows: NDArray) -> NDArray:
    """Yuan each exporter sells abroad this month before what it won, shape of `rows`; luck is the firm's own."""
    enterprises = state.enterprises
    usual = enterprises.orders_outside[rows] * enterprises.is_active[rows]
    season = state.now.season[enterprises.sector[rows]]
    return usual * state.fixed.export_part * state.now.luck[rows] * season * (
        state.fixed.exports_district[state.month - 1]
    )


def draw_worth(state: State, step: str) -> NDArray:
    """Worth of a step ("fairs", "outlets") to each exporter, or risk of its "buyers": standard normal, drawn once."""
    return normal(state.stream(f"exports.{step}", 0), state.rows.exporters)


def _worth(state: State, own: NDArray) -> NDArray:
    """How much more or less than usual a step abroad is worth to each exporter, lasting; mean one."""
    spread = state.settings.behaviour.trade.readiness_spread
    return np.exp(spread * own - spread**2 / 2.0)


def _visit_fairs(state: State, rows: NDArray, abroad: NDArray, order_gain: float) -> NDArray:
    """Who takes a stand this month wins orders; returns the share won, shape of `rows`. Clause 37."""
    enterprises, trade, levers = state.enterprises, state.settings.behaviour.trade, state.levers
    places = deliver(state, "demand", "fair_places", levers.fair_places / MONTHS)
    due = state.books.exports.stands.take(places)
    gain = order_gain * abroad * MONTHS * trade.export_margin * _worth(state, state.fixed.worth_of_fairs)
    goes = decide_stand(gain, trade.booth_cost - levers.booth_grant) & (enterprises.awareness[rows] < trade.fair_reach)
    lot = uniform(state.stream("exports.fairs"), enterprises.id[rows])
    chosen = np.argsort(np.where(goes, lot, 2.0), kind="stable")[: min(due, int(goes.sum()))]
    first = enterprises.exhibited_year[rows[chosen]] != state.year
    enterprises.exhibited_year[rows[chosen]] = state.year
    state.record("exports.visits", len(chosen))
    state.record("exports.exhibitors", first.sum())
    if len(chosen) and levers.booth_grant > 0.0:
        pay(state, "demand", "booth_grant", "enterprises", np.full(len(chosen), levers.booth_grant), rows=rows[chosen])
    won = np.zeros(len(rows))
    won[chosen] = order_gain
    return won


def _open_outlets(state: State, rows: NDArray) -> NDArray:
    """Exporters open outlets and register brands, more as it costs less; returns the share of orders won. Clause 38."""
    enterprises, trade, refund = state.enterprises, state.settings.behaviour.trade, state.levers.abroad_refund
    usual = state.books.exports.usual_refund.of(refund)
    odds = _worth(state, state.fixed.worth_of_outlets)
    odds /= max(float(odds.sum()), 1e-9)
    won, claims = np.zeros(len(rows)), np.zeros(len(rows))
    for name, yearly in (("outlets", trade.outlets_usual), ("brands", trade.brands_usual)):
        expected = decide_outlets(yearly / MONTHS, refund, usual, trade.abroad_elasticity)
        opens = uniform(key(state.seed, f"exports.{name}", state.month), enterprises.id[rows]) < np.minimum(
            expected * odds, 1.0
        )
        won += trade.outlet_orders * opens
        claims += refund * state.levers.abroad_cost * opens
        state.record(f"exports.{name}", opens.sum())
    if claims.any():
        pay(state, "demand", "abroad_refund", "enterprises", claims, rows=rows)
    return won


def _support_imports(state: State) -> None:
    """The centre pays part of the interest on listed imports of equipment. Clause 37."""
    enterprises, points = state.enterprises, state.levers.import_interest_support
    if points <= 0.0:
        return
    rows = state.rows.above_scale_makers
    aid = points * state.settings.behaviour.trade.equipment_imported * enterprises.investment[rows]
    total = Table.total(enterprises, aid, rows)
    state.ledger.transfer("import_support", "outside", total, "enterprises", aid, payee_rows=rows)
    state.record("exports.import_aid", total)
