"""Innovation: research spending, what is only booked as research, and the yearly window of high-tech certificates."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from agents.classes import IS_MANUFACTURING
from agents.columns import Table, weighted_sum
from agents.enterprises import decide_application, decide_rd, decide_renewal
from sim.budget import pay
from sim.phases.incomes_and_taxes.incomes import profit_tax_rates
from sim.phases.support.research_aid import price_cut
from sim.randomness import drawn_rows, key, normal, uniform
from sim.series import Series, declare
from sim.settings import Settings
from sim.state import State
from sim.world import MID_2022

declare(
    rd__reported=Series("yuan", "R&D as reported", "研发投入（填报口径）"),
    rd__real=Series("yuan", "R&D really spent", "研发投入（实际）"),
    hnte__first=Series("enterprise", "First high-tech certificates", "首次认定高企"),
    hnte__renewed=Series("enterprise", "Renewed certificates", "重新认定高企"),
    hnte__valid=Series("enterprise", "Valid certificates", "有效期内高企"),
    hnte__applications=Series("enterprise", "Applications for a first certificate", "高企首次申报"),
)
MONTHS = 12.0
WINDOW, LIST_MONTH, AWARD_MONTH = 8, 12, 3  # Assumption: applications in August, list in December, award in March
FIRST, RENEWED = 1, 2  # places on the list
TERM = 36  # statute: months a certificate holds


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


def certify(state: State) -> None:
    """Award, application window and list in their months; the books of the year close in December."""
    if state.shocks:
        state.books.certificates.usual_renewal_award.of(state.levers.hnte_renewal_award)
        if state.month_of_year == AWARD_MONTH:
            _pay_awards(state)
        if state.month_of_year == WINDOW:
            _apply(state)
        if state.month_of_year == LIST_MONTH:
            _publish_list(state)
    enterprises = state.enterprises
    valid = np.flatnonzero(enterprises.certified_until > state.month)
    state.record("hnte.valid", float(enterprises.weight[valid].sum()))
    if state.month_of_year == LIST_MONTH:
        _close_year(state)


def candidates(state: State) -> NDArray:
    """Firms that could apply for a first certificate: technology firms and above-scale manufacturers without one."""
    enterprises = state.enterprises
    could = enterprises.is_technology | (enterprises.is_above_scale & IS_MANUFACTURING[enterprises.sector])
    return could & (enterprises.certified_until < state.month) & enterprises.is_active


def _gain(state: State, award: float, rows: NDArray) -> NDArray:
    """Lower tax for three years, what else a certificate opens, and the award for those who heard of it. Clause 11.

    Yuan, one a row. Awards of city and province, tenders and R&D money count for every holder, differently by firm.
    """
    enterprises, region, levers = state.enterprises, state.settings.region, state.levers
    innovation = state.settings.behaviour.innovation
    own = normal(state.stream("innovation.value", 0), state.district.enterprises.id[rows])
    opens = innovation.certificate_value * np.exp(innovation.value_spread * own)
    rate = np.where(enterprises.is_above_scale[rows], region.profit_tax_rate, region.profit_tax_rate_small)
    saved = np.maximum(rate - region.profit_tax_rate_certified, 0.0) * np.maximum(enterprises.profit[rows], 0.0) * TERM
    return saved + opens + np.where(enterprises.awareness[rows] < levers.hnte_reach, award, 0.0)


def _apply(state: State) -> None:
    """Who meets the rules this year applies when tax and award bring more than the application costs."""
    enterprises, innovation = state.enterprises, state.settings.behaviour.innovation
    pool = np.flatnonzero(candidates(state))
    certificates = state.books.certificates
    if certificates.application_cost is None:
        certificates.application_cost = _usual_cost(state, pool, _gain(state, state.levers.hnte_award, pool))
    years = state.year - 2022
    eligible = innovation.eligible_share * (1.0 + innovation.candidate_growth) ** years
    able = pool[uniform(_yearly(state, "innovation.eligible"), enterprises.id[pool]) < eligible]
    own = normal(state.stream("innovation.cost", 0), state.district.enterprises.id[able])
    cost = certificates.application_cost * np.exp(innovation.cost_spread * own)
    rows = able[decide_application(0.0, 1.0, _gain(state, state.levers.hnte_award, able), cost)]
    enterprises.has_applied[rows] = True
    state.record("hnte.applications", Table.total(enterprises, enterprises.has_applied.astype(float)))


def _flags(state: State, rows: NDArray) -> NDArray:
    flags = np.zeros(len(state.enterprises), dtype=bool)
    flags[rows] = True
    return flags


def _usual_cost(state: State, pool: NDArray, gain: NDArray) -> float:
    """The typical cost at which last year's incentives give the first certificates of 2022; found by halving.

    `pool` are rows, `gain` yuan, one a row. The cost is at least what agents and audits take; where even that leaves
    fewer applicants, the flow is lower.
    """
    innovation = state.settings.behaviour.innovation
    weight = state.enterprises.weight[pool]
    wanted = innovation.first_certificates / innovation.pass_rate / innovation.eligible_share
    low, high = np.log(innovation.application_cost), np.log(innovation.application_cost) + 12.0
    log_gain = np.log(np.maximum(gain, 1.0))
    for _ in range(40):
        middle = 0.5 * (low + high)
        share = ndtr((log_gain - middle) / innovation.cost_spread)
        low, high = (middle, high) if weighted_sum(weight, share) > wanted else (low, middle)
    return float(np.exp(low))


def _publish_list(state: State) -> None:
    """The list in December: first certificates and renewals of those that expire with the year."""
    enterprises, innovation = state.enterprises, state.settings.behaviour.innovation
    passing, passed = _yearly(state, "innovation.pass"), innovation.pass_rate
    applied = np.flatnonzero(enterprises.has_applied)
    enterprises.has_applied[:] = False
    first = _flags(state, drawn_rows(passing, enterprises.id, applied, passed))
    expiring = np.flatnonzero((enterprises.certified_until == state.month) & enterprises.is_active)
    expiring = drawn_rows(passing, enterprises.id, expiring, passed)
    award = state.levers.hnte_renewal_award
    awards = (award, state.books.certificates.usual_renewal_award.of(award))
    gain, usual = (np.maximum(_gain(state, award, expiring), 1.0) for award in awards)
    share = decide_renewal(innovation.renewal_share, gain, usual, innovation.cost_spread)
    again = uniform(_yearly(state, "innovation.renewal"), enterprises.id[expiring]) < share
    renewed = _flags(state, expiring[again])
    enterprises.certified_until[first | renewed] = state.month + TERM
    enterprises.list_place[:] = np.where(first, FIRST, np.where(renewed, RENEWED, 0))
    state.books.certificates.is_list_out = True
    state.record("hnte.first", Table.total(enterprises, first.astype(float)))
    state.record("hnte.renewed", Table.total(enterprises, renewed.astype(float)))


def _pay_awards(state: State) -> None:
    """Pay those on December's list who heard of it: the first certificates, and less for the renewed. Clause 11."""
    levers = state.levers
    place = state.enterprises.list_place
    first, renewed = (place == FIRST, place == RENEWED) if state.books.certificates.is_list_out else _list_of_2022(state)
    state.books.certificates.is_list_out = False
    claims = first * levers.hnte_award + renewed * levers.hnte_renewal_award
    claims = np.where(state.enterprises.awareness < levers.hnte_reach, claims, 0.0)
    if claims.any():
        pay(state, "innovation", "certificate_award", "enterprises", claims)


def _list_of_2022(state: State) -> tuple[NDArray, NDArray]:
    """First and renewed certificates of the December before the draw began; which is which goes by lot."""
    enterprises = state.enterprises
    listed = enterprises.certified_until == LIST_MONTH + TERM - MONTHS
    share = state.settings.behaviour.innovation.first_certificates / max(Table.total(enterprises, listed * 1.0), 1.0)
    first = listed & (uniform(state.stream("innovation.first_2022", 0), enterprises.id) < share)
    return first, listed & ~first


def _close_year(state: State) -> None:
    """December: this year's figures become last year's."""
    enterprises = state.enterprises
    enterprises.rd_reported_before[:] = enterprises.rd_reported_last
    enterprises.rd_reported_last[:] = enterprises.rd_reported_year
    enterprises.rd_reported_year[:] = 0.0
    enterprises.revenue_last[:] = enterprises.revenue_year
    enterprises.revenue_year[:] = 0.0


def _yearly(state: State, mechanism: str) -> np.uint64:
    return key(state.seed, mechanism, state.year)
