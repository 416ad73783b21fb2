"""The yearly window of high-tech certificates: who applies, the list in December, the awards after it. Clause 11."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from agents.classes import IS_MANUFACTURING
from agents.columns import Table, weighted_sum
from agents.enterprises import decide_application, decide_renewal
from sim.budget import pay
from sim.calendar import MONTHS
from sim.randomness import drawn_rows, key, normal, uniform
from sim.series import Series, declare
from sim.state import State

declare(
    hnte__first=Series("enterprise", "First high-tech certificates", "首次认定高企"),
    hnte__renewed=Series("enterprise", "Renewed certificates", "重新认定高企"),
    hnte__valid=Series("enterprise", "Valid certificates", "有效期内高企"),
    hnte__applications=Series("enterprise", "Applications for a first certificate", "高企首次申报"),
)
LIST_MONTH = 12  # lists appear at the end of a year: certificates of the start lapse in a December
FIRST, RENEWED = 1, 2  # places on the list
TERM = 36  # statute: months a certificate holds


def certify(state: State) -> None:
    """Award, application window and list in their months; the books of the year close in December."""
    calendar = state.settings.behaviour.calendar
    if state.shocks:
        state.books.certificates.usual_renewal_award.of(state.levers.hnte_renewal_award)
        if state.month_of_year == calendar.certificates_awarded:
            _pay_awards(state)
        if state.month_of_year == calendar.certificates_applied:
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
    place, books = state.enterprises.list_place, state.books.certificates
    first, renewed = (place == FIRST, place == RENEWED) if books.is_list_out else _list_of_2022(state)
    books.is_list_out = False
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
