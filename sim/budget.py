"""Paying from a chapter's line: claims are met while the line lasts, and every yuan is recorded by chapter."""

import numpy as np

from agents.columns import Table
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    spent__any=Series("yuan", "Spent from a chapter's budget line", "各章预算支出"),
    claims_unpaid__any=Series("yuan", "Claims a line could not pay", "未能支付的申请"),
    purchases__programmes=Series("yuan", "Goods and works ordered for programmes", "项目采购"),
)


def claim(state: State, chapter: str, claims: float, is_ordered: bool = False, again: float = 0.0) -> float:
    """Charge claims (yuan) to a chapter's line; returns the share it pays, 0 to 1.

    Works that are ordered are paid in full while the line lasts, awards at the rate that lets it last the year.
    `again` yuan of the claims are old ones, unpaid so far. Whoever claims moves the money.
    """
    share = state.offices.bureaus[chapter].grant(claims, state.month_of_year, is_ordered, again)
    state.add(f"spent.{chapter}", share * claims)
    state.add(f"claims_unpaid.{chapter}", (1.0 - share) * claims - again)
    return share


def pay(
    state: State, chapter: str, kind: str, payee: str, amounts, rows=None, is_ordered: bool = False,
    again: float = 0.0,
) -> float:  # fmt: skip
    """Pay a programme's claims from its chapter's line; returns the share that was paid, 0 to 1.

    Parameters: `amounts` are yuan per row of the payee's table (or of `rows`), or a scalar for a payee kept as one
    account or for `outside`. Everyone gets the same share when the line is short. `is_ordered`, `again`: see `claim`.
    """
    table = state.ledger.columns.get(payee)
    claims = float(amounts) if table is None else Table.total(table, np.asarray(amounts), rows)
    share = claim(state, chapter, claims, is_ordered, again)
    if share > 0.0:
        paid = np.asarray(amounts) * share
        state.ledger.transfer(kind, "government", share * claims, payee, paid if paid.ndim else float(paid), rows=None,
                              payee_rows=rows)
    return share


def buy(state: State, chapter: str, cost: float, line_share: float = 1.0, rest: str = "outside") -> float:
    """Order goods and works for `cost` yuan, the chapter's line paying its share and `rest` (a holder) the other part.

    Returns the share of the order that could be paid, 0 to 1. Bills come a month later and are paid with what
    government buys (`bills_beyond_usual`), so local firms supply their usual part.
    """
    share = claim(state, chapter, cost * line_share, is_ordered=True) if cost * line_share > 0.0 else 1.0
    others = share * cost * (1.0 - line_share)
    state.ledger.transfer("programme_funding", rest, others, "government", others)
    state.add("purchases.programmes", share * cost)
    return share


def bills_beyond_usual(state: State) -> float:
    """Last month's orders of programmes beyond those of the same month of 2023, which usual purchases contain; yuan."""
    ordered = state.month - 1
    if ordered < 1:
        return 0.0
    usual = (ordered - 1) % MONTHS + 1
    return state.series.read("purchases.programmes", ordered) - state.series.read("purchases.programmes", usual)
