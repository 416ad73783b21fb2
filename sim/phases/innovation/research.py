"""Research spending, and what is only booked as research. Clause 8."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.enterprises import decide_application, decide_rd
from sim.calendar import MONTHS
from sim.phases.incomes_and_taxes.incomes import profit_tax_rates
from sim.phases.support.research_aid import price_cut
from sim.series import Series, declare
from sim.settings import Settings
from sim.state import State
from sim.world import MID_2022

declare(
    rd__reported=Series("yuan", "R&D as reported", "研发投入（填报口径）"),
    rd__real=Series("yuan", "R&D really spent", "研发投入（实际）"),
)


def spend_on_research(state: State) -> None:
    """Research follows sales, a trend and its user cost; part of the reaction to aid is only booked as research."""
    enterprises, innovation, rows = state.enterprises, _behaviour(state), state.rows.researchers
    usual_sales, at_base = enterprises.output_usual[rows], enterprises.rd_usual[rows]
    scale = np.divide(enterprises.demand_expected[rows], usual_sales, out=np.zeros(len(rows)), where=usual_sales > 0)
    trend = (1.0 + innovation.rd_trend * state.shocks) ** ((state.month - MID_2022) / MONTHS)
    usual = (at_base + enterprises.rd_begun[rows]) * scale * trend
    aid = _marginal_aid(state, rows)
    cheaper = state.books.research.usual_aid.beyond(aid) + _more_deducted(state, rows)
    enough = innovation.low_cash * enterprises.deposits_usual[rows] * scale
    pressure = innovation.cut * np.clip(1.0 - enterprises.deposits[rows] / np.maximum(enough, 1.0), 0.0, 1.0)
    real = decide_rd(usual, -cheaper, innovation.rd_elasticity, pressure)
    response = np.maximum(real - usual * (1.0 - pressure), 0.0)
    booked = innovation.relabelled_share / (1.0 - innovation.relabelled_share)
    # What was always only booked as research moves with the research one is used to.
    relabelled = response * booked + enterprises.relabelled_usual[rows] * scale * trend
    real += _of_rows(state.now.project_research, rows)
    price = _price_of_research(state)
    reported = (real + relabelled) * price
    enterprises.rd_spending[rows], enterprises.rd_relabelled[rows] = real, relabelled
    enterprises.rd_reported_year[rows] += reported
    # Research in the recipe of production is paid there; what goes beyond it is bought from institutes outside.
    extra = np.maximum(real - at_base * scale, 0.0) * price
    state.ledger.transfer("research", "enterprises", extra, "outside", rows=rows)
    _settle_deduction(state, reported, rows)
    state.record("rd.reported", Table.total(enterprises, reported, rows))
    state.record("rd.real", Table.total(enterprises, real * price, rows))


def _price_of_research(state: State) -> float:
    """Prices of the district's product last month relative to 2022: research is mostly wages, not goods sold."""
    before = state.month - 1
    real = state.series.read("value_added.total", before) if before > 0 else 0.0
    return state.series.read("gdp.nominal", before) / real if real > 0.0 else 1.0


def _behaviour(state: State) -> Settings:
    return state.settings.behaviour.innovation


def _of_rows(values: NDArray | float, rows: NDArray) -> NDArray | float:
    """A column's values in some rows; one number stands for all."""
    return values[rows] if isinstance(values, np.ndarray) else values


def _marginal_aid(state: State, rows: NDArray) -> NDArray:
    """What a firm that claims sees as the price cut of one more yuan of research, share, shape of rows. Clause 8."""
    enterprises, levers = state.enterprises, state.levers
    grown = np.maximum(enterprises.rd_reported_last[rows] - enterprises.rd_reported_before[rows], 0.0)
    expected = levers.rd_grant_rate * grown
    claims = decide_application(enterprises.awareness[rows], levers.rd_grant_reach, expected, 0.0)
    # Beyond the cap one more yuan brings nothing.
    below_cap = expected < levers.rd_grant_cap
    increment = levers.rd_grant_rate * _behaviour(state).grant_salience * (claims & below_cap)
    return np.maximum(increment, price_cut(state, rows))


def _deduction_change(state: State) -> float:
    """Change of the centre's super-deduction since the draw began; its size is no lever of the district. Clause 8."""
    rate = state.settings.policy.innovation.m08.super_deduction_rate * state.shocks
    return state.books.research.usual_deduction.beyond(rate)


def _more_deducted(state: State, rows: NDArray) -> NDArray | float:
    """Fall of the price of research from a higher deduction, share: saved tax over what a yuan costs after tax."""
    change = _deduction_change(state)
    if change == 0.0:
        return 0.0
    rates = _rates_on_profit(state, rows)
    return rates * change / (1.0 - rates)


def _rates_on_profit(state: State, rows: NDArray) -> NDArray:
    """Rate of profit tax, 0 where there is no profit to tax."""
    return np.where(state.enterprises.profit[rows] <= 0.0, 0.0, profit_tax_rates(state, rows))


def _settle_deduction(state: State, reported: NDArray, rows: NDArray) -> None:
    """Tax saved, or paid more, on research since the rule changed: the district and the upper levels bear it."""
    change = _deduction_change(state)
    if change == 0.0:
        return
    saved = _rates_on_profit(state, rows) * change * reported
    local = state.settings.region.profit_tax_local_share
    for holder, part in (("government", local), ("outside", 1.0 - local)):
        for amounts, is_saved in ((np.maximum(saved, 0.0), True), (np.maximum(-saved, 0.0), False)):
            total = part * Table.total(state.enterprises, amounts, rows)
            if is_saved:
                state.ledger.transfer("super_deduction", holder, total, "enterprises", part * amounts, payee_rows=rows)
            else:
                state.ledger.transfer("super_deduction", "enterprises", part * amounts, holder, total, rows=rows)
