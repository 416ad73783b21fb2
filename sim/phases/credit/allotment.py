"""What head offices let the branches here lend this month, and who gets it: one allotment for all who ask.

Why loans that fall due first: a branch that refuses them loses its client and often the loan. New loans share what is
left, those with a mortgage or a guarantor behind them more of it. What others asked for last month is what the branch
has on its desk when the month begins; what they then take counts against the room of the month after.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from sim.accounts import HOLDERS
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

BORROWERS = ("enterprises", "projects", "farms", "households", "platforms")
ALL_GRANTED: Mapping[str, float] = MappingProxyType(dict.fromkeys(BORROWERS, 1.0))

declare(
    credit__rolled_over=Series("share", "Of loans of enterprises asked for again as they fell due, made anew",
                              "企业到期贷款续贷率"),
    credit__granted__enterprises=Series("share", "Of new loans enterprises asked of banks, granted",
                                        "企业新增贷款申请满足率"),
    credit__granted__projects=Series("share", "Of what projects asked of banks, granted", "项目贷款申请满足率"),
    credit__granted__farms=Series("share", "Of what farms asked of banks, granted", "农户贷款申请满足率"),
    credit__granted__households=Series("share", "Of the mortgages asked for, granted", "按揭申请满足率"),
    credit__granted__platforms=Series("share", "Of what platforms asked of banks, granted", "平台贷款申请满足率"),
)


def loans_by_holder(state: State) -> dict[str, float]:
    """Loans that stand by who owes them, yuan."""
    ledger = state.ledger
    return {name: ledger.loans(name) for name in HOLDERS if name in ledger.columns or name in ledger.accounts}


def allot(
    state: State, standing: Mapping[str, float], repaid: float, rolled: float, new: tuple[float, float]
) -> tuple[float, ...]:
    """Parts of the loans to be rolled over, and of secured and unsecured new ones, that branches make, 0 to 1 each.

    `standing` are the loans of the first of the month by holder, `repaid`, `rolled` and the `new` ones asked for,
    secured and unsecured, those of enterprises this month, yuan. Writes `now.credit_share`: the part of new loans by
    holder.
    """
    credit, books = state.settings.behaviour.credit, state.books.credit
    stock = sum(standing.values())
    growth = credit.allotment_growth * stock / MONTHS
    net = stock - books.stock if books.stock is not None else 0.0
    books.stock = stock
    secured, unsecured = new
    # Repayments of mortgages are as regular as those of firms; what else comes back is seen in next month's stock.
    back = repaid + state.settings.behaviour.property.amortisation * standing["households"]
    asked = _asked_by_others(state)
    for holder, yuan in asked.items():
        secured += credit.collateral[holder] * yuan
        unsecured += (1.0 - credit.collateral[holder]) * yuan
    parts = np.zeros(3)
    for bank in state.offices.banks:
        bank.release(growth, net, back, credit.allotment_months)
        parts += bank.market_share * np.array(bank.allot(rolled, secured, unsecured, back, credit.kept_for_new))
    again, first, rest = parts.tolist()
    shares = {name: credit.collateral[name] * first + (1.0 - credit.collateral[name]) * rest for name in BORROWERS}
    state.now.credit_share = MappingProxyType(shares)
    for name, share in shares.items():
        state.record(f"credit.granted.{name}", share)
    state.record("credit.rolled_over", again)
    return again, first, rest


def _asked_by_others(state: State) -> dict[str, float]:
    """What each of the others asked for last month, yuan; what platforms ask is summed anew, payment by payment."""
    asked = dict(state.books.credit.asked)
    state.books.credit.asked["platforms"] = 0.0
    return asked
