"""Export credit insurance: who buys it at the market's premium after support, what buyers fail to pay, what is claimed.

Why firm by firm: a premium hardly depends on whose buyers they are, so it pays for those with risky buyers, and for the
others only once support has made it cheap. What is usually lost is in the accounts a draw begins with; only what is
lost more or less than that moves cash.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from agents.enterprises import decide_to_insure
from sim.budget import pay
from sim.calendar import MONTHS
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    exports__support_rate=Series("share", "Support of insurance premiums promised", "出口信保扶持比例", "clause 37"),
    exports__insured=Series("share", "Exports under credit insurance", "短期出口信保渗透率"),
    exports__premium=Series("yuan", "Premiums of export credit insurance", "出口信保保费", "clause 37"),
    exports__premium_aid=Series("yuan", "Support paid on those premiums", "出口信保补助", "clause 37"),
    exports__lost=Series("yuan", "What buyers abroad failed to pay", "境外买方拖欠损失"),
    exports__claims=Series("yuan", "Claims the insurer paid", "出口信保赔款"),
)


def insure(state: State, rows: NDArray, abroad: NDArray) -> NDArray:
    """Exporters (`rows`) insure what they sell `abroad` on credit, yuan, where it pays them. Clause 37.

    Returns the change of each one's orders: the insured take some they would not take without.
    """
    trade, support = state.settings.behaviour.trade, state.levers.export_insurance_support
    enterprises, credit = state.enterprises, trade.credit_sales * abroad
    loss = _loss_rates(state)
    pays = decide_to_insure(loss, trade.insurance_cover, trade.insured_financing, trade.premium * (1.0 - support))
    insures = pays & (enterprises.awareness[rows] < trade.insurance_reach)
    weight = enterprises.weight[rows]
    premium = trade.premium * credit * insures
    total = weighted_sum(weight, premium)
    state.ledger.transfer("export_insurance", "enterprises", premium, "outside", total, rows=rows)
    aid = support * total * pay(state, "demand", "insurance_support", "enterprises", support * premium, rows=rows) if (
        support > 0.0
    ) else 0.0
    _lose_and_claim(state, rows, credit, loss, insures)
    sold = weighted_sum(weight, abroad)
    state.record("exports.insured", weighted_sum(weight, credit * insures) / sold if sold > 0.0 else 0.0)
    state.record("exports.support_rate", support)
    state.record("exports.premium", total)
    state.record("exports.premium_aid", aid)
    return trade.insured_orders * state.books.exports.usual_insured.beyond(insures.astype(float))


def _loss_rates(state: State) -> NDArray:
    """What each exporter loses of a yuan sold on credit in a usual year, shape of `rows.exporters`."""
    trade = state.settings.behaviour.trade
    spread = trade.loss_spread
    return trade.loss_rate * np.exp(spread * state.fixed.risk_of_buyers - spread**2 / 2.0)


def _lose_and_claim(state: State, rows: NDArray, credit: NDArray, loss: NDArray, insures: NDArray) -> None:
    """Buyers of a few exporters fail and take the losses of years at once; the insurer pays its part of them."""
    trade, enterprises, ledger = state.settings.behaviour.trade, state.enterprises, state.ledger
    weight, chance = enterprises.weight[rows], trade.loss_chance / MONTHS
    fails = uniform(state.stream("exports.losses"), enterprises.id[rows]) < chance
    lost = np.minimum(loss / max(chance, 1e-9), 1.0) * credit * fails
    usual, claims = loss * credit, trade.insurance_cover * lost * insures
    for kind, amounts in (("export_losses_usual", usual), ("export_claims", claims)):
        ledger.transfer(kind, "outside", weighted_sum(weight, amounts), "enterprises", amounts, payee_rows=rows)
    total = weighted_sum(weight, lost)
    ledger.transfer("export_losses", "enterprises", lost, "outside", total, rows=rows)
    state.record("exports.lost", total)
    state.record("exports.claims", weighted_sum(weight, claims))
