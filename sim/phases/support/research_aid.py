"""Aid to research beside the grant on its increment: what one more yuan of research costs a firm after it.

Why one place: kinds of aid to the same research do not add up without end; the highest rate a firm can claim counts.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.enterprises import decide_application
from sim.budget import pay
from sim.series import Series, declare
from sim.state import State, rests

declare(
    aid__vouchers=Series("yuan", "Vouchers for outside research", "创新券兑付", "clause 9"),
    aid__information=Series("yuan", "Support for research of information firms", "信息服务业研发补助", "clause 24"),
)


def price_cut(state: State, rows: NDArray | None = None) -> NDArray:
    """Part of one more yuan of research that aid other than clause 8 pays, by enterprise (of `rows`, if given)."""
    rows = np.arange(len(state.enterprises)) if rows is None else rows
    return np.maximum(np.maximum(_information(state, rows), _vouchers(state, rows)), _chips(state, rows))


def _vouchers(state: State, rows: NDArray) -> NDArray:
    """Small technology firms that heard of vouchers pay less for outside research until the cap. Clause 9."""
    levers, enterprises = state.levers, state.enterprises
    outside = state.settings.behaviour.innovation.outside_research
    below_cap = levers.voucher_rate * outside * enterprises.rd_reported_last[rows] < levers.voucher_cap
    may = enterprises.is_technology[rows] & ~enterprises.is_above_scale[rows]
    return levers.voucher_rate * outside * (may & below_cap & (enterprises.awareness[rows] < levers.voucher_reach))


def _chips(state: State, rows: NDArray) -> NDArray:
    """Tax saved by the higher deduction of chip makers on one more yuan of research. Clause 14."""
    rate = state.settings.region.profit_tax_rate_certified
    is_chips = state.enterprises.sector[rows] == SECTOR["electronics_ic"]
    return np.where(is_chips, state.levers.chips_deduction * rate / (1.0 - rate), 0.0)


def _information(state: State, rows: NDArray) -> NDArray | float:
    """Information firms that heard of it and gain more than a claim costs; beyond the cap nothing more is paid."""
    levers, enterprises = state.levers, state.enterprises
    if levers.information_rd_rate <= 0.0:
        return 0.0
    expected = levers.information_rd_rate * enterprises.rd_reported_last[rows]
    claims = decide_application(enterprises.awareness[rows], levers.information_reach, expected,
                                state.settings.behaviour.government.claim_cost)  # fmt: skip
    claims &= (enterprises.sector[rows] == SECTOR["info_software"]) & (enterprises.rd_usual[rows] > 0.0)
    return levers.information_rd_rate * (claims & (expected < levers.information_rd_cap))


def information_firms(state: State) -> NDArray:
    """Rows of information firms that do research."""
    enterprises = state.enterprises
    return np.flatnonzero((enterprises.sector == SECTOR["info_software"]) & (enterprises.rd_usual > 0.0))


@rests
def pay_research_aid(state: State) -> None:
    """Once a year claims on the research of the year before are paid, and vouchers used. Clauses 9, 24."""
    if state.month_of_year != state.settings.behaviour.calendar.research_aid_paid:
        return
    _pay_vouchers(state)
    if state.levers.information_rd_rate <= 0.0:
        return
    levers, enterprises = state.levers, state.enterprises
    rows = information_firms(state)
    expected = np.minimum(levers.information_rd_rate * enterprises.rd_reported_last[rows], levers.information_rd_cap)
    claims = expected * decide_application(enterprises.awareness[rows], levers.information_reach, expected,
                                           state.settings.behaviour.government.claim_cost)  # fmt: skip
    asked = Table.total(enterprises, claims, rows)
    if asked > 0.0:
        share = pay(state, "services", "information_research", "enterprises", claims, rows=rows)
        state.record("aid.information", share * asked)


def _pay_vouchers(state: State) -> None:
    """Vouchers used on outside research of the year before. Clause 9."""
    levers, enterprises = state.levers, state.enterprises
    rows = state.rows.small_technology
    outside = state.settings.behaviour.innovation.outside_research * enterprises.rd_reported_last[rows]
    used = levers.voucher_rate * outside
    claims = np.where(enterprises.awareness[rows] < levers.voucher_reach, np.minimum(used, levers.voucher_cap), 0.0)
    asked = Table.total(enterprises, claims, rows)
    if asked > 0.0:
        share = pay(state, "innovation", "voucher", "enterprises", claims, rows=rows)
        state.record("aid.vouchers", share * asked)
