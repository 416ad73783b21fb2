"""Who cannot pay for months: creditors restructure what earns something before interest, and close the rest.

Why above-scale enterprises too: a large firm without money for wages and interest does not go on for years. Banks turn
what is overdrawn into a loan and write off what cannot be served; for covered loans the guarantor makes good its share.
"""

import numpy as np
from numpy.typing import NDArray

from agents.turnover import decide_debt_left, decide_insolvency
from sim.calendar import MONTHS
from sim.phases.credit.lending import make_good
from sim.series import Series, declare
from sim.state import State

declare(
    firms__overdrawn=Series("enterprise", "Enterprises and shops without money to pay with", "资金断流企业"),
    firms__insolvent=Series("enterprise", "Closed as they could not pay for months", "因无力支付关闭企业"),
    firms__restructured=Series("enterprise", "Whose debt creditors restructured", "债务重组企业"),
)
RESTRUCTURED, CLOSED = 1, 2


def settle_insolvent(state: State, rows: NDArray) -> NDArray:
    """Count months without money of the overdrawn (`rows`), restructure, and return the rows that close."""
    enterprises, behaviour = state.enterprises, state.settings.behaviour
    rows = rows[~enterprises.is_public[rows]]
    waited = enterprises.unpaid_months[rows] + 1
    enterprises.unpaid_months[:] = 0
    enterprises.unpaid_months[rows] = waited
    earned = enterprises.profit_expected[rows] + enterprises.loans[rows] * state.now.rate[rows] / MONTHS
    fate = decide_insolvency(waited, behaviour.turnover.insolvency_months, earned)
    saved, closed = rows[fate == RESTRUCTURED], rows[fate == CLOSED]
    _restructure(state, saved, earned[fate == RESTRUCTURED])
    for name, who in (("overdrawn", rows), ("restructured", saved), ("insolvent", closed)):
        state.record(f"firms.{name}", float(enterprises.weight[who].sum()))
    return closed


def _restructure(state: State, rows: NDArray, earned: NDArray) -> None:
    """Banks lend what is overdrawn and write off what firms cannot serve; `earned` yuan a month before interest."""
    enterprises, ledger = state.enterprises, state.ledger
    if len(rows) == 0:
        return
    ledger.lend("enterprises", np.maximum(-enterprises.deposits[rows], 0.0), rows=rows)
    limit = state.settings.behaviour.finance.interest_limit
    left = decide_debt_left(enterprises.loans[rows], earned, state.now.rate[rows], limit)
    lost = enterprises.loans[rows] - left
    ledger.write_off("enterprises", lost, rows=rows)
    make_good(state, rows, lost)
    enterprises.loans_usual[rows] = np.minimum(enterprises.loans_usual[rows], left)
    enterprises.unpaid_months[rows] = 0
