"""Paying from a chapter's line: claims are met while line and treasury last, and every yuan is recorded by chapter.

A line serves its ranks in order (`agents.institutions.Rank`). What bureaus order (works, courses, events) is done as
far as it can be paid and keeps its price. What is awarded for things done is owed: the part that is not paid becomes
an arrear of the chapter, and is paid first when there is money.
"""

import numpy as np

from agents.columns import Table
from agents.institutions import Rank
from sim import platforms
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    spent__any=Series("yuan", "Spent from a chapter's budget line", "各章预算支出"),
    claims_unpaid__any=Series("yuan", "Claims that were not paid in the month: owed, or the order waits",
                              "当月未支付的申请"),
    purchases__programmes=Series("yuan", "Goods and works ordered for programmes", "项目采购"),
    fiscal__works=Series("yuan", "Works and rights asked of the lines that are paid at once", "各章工程和刚性申请"),
    fiscal__awards=Series("yuan", "Awards and subsidies asked of the lines", "各章奖补申请"),
)
LAND = ("land_sale", "deed_tax", "land_fee")  # what comes in by land pays for land and its works
FROM_LAND = ("renewal_fund", "land_reclamation", "land_compensation")
OWED_OUTSIDE = ("projects",)  # their owners advanced it


def land_income(state: State) -> float:
    """Land revenue of the month so far, yuan."""
    flows = state.ledger.flows
    return sum(float(flows[kind].sum()) for kind in LAND if kind in flows)


def land_money(state: State) -> float:
    """Land revenue of the month that is still on the treasury's account, yuan; it is meant for land and works."""
    flows = state.ledger.flows
    return max(land_income(state) - sum(float(flows[kind].sum()) for kind in FROM_LAND if kind in flows), 0.0)


def cash(state: State) -> float:
    """Yuan the treasury can pay out now; without limit in 2023, whose budget was balanced."""
    treasury = state.books.treasury
    if treasury.transfer is None:
        return float("inf")
    held = state.ledger.deposits("government") - land_money(state)
    return max(held - treasury.floor - treasury.reserved - treasury.fund, 0.0)


def claim(
    state: State, chapter: str, claims: float, rank: Rank = Rank.AWARDS, again: float = 0.0, at_once: bool = True,
    most: float = 1.0,
) -> float:  # fmt: skip
    """Charge claims (yuan) to a chapter's line; returns the share it pays, 0 to `most`. Whoever claims moves the money.

    Each rank gets what those before it leave of the line, evenly over the year, as far as the treasury plans for it
    and has cash (`at_once`). `again` yuan of the claims are old ones.
    """
    if claims <= 0.0:
        return 0.0
    now, is_first = state.now, rank <= Rank.PROGRAMMES
    most = min(most, now.works_share if is_first else now.awards_share)
    if at_once:
        most = min(most, cash(state) / claims)
        state.add("fiscal.works" if is_first else "fiscal.awards", claims - again)
    share = state.offices.bureaus[chapter].grant(claims, state.month_of_year, rank, again, most)
    state.add(f"spent.{chapter}", share * claims)
    state.add(f"claims_unpaid.{chapter}", (1.0 - share) * claims - again)
    return share


def pay(
    state: State, chapter: str, kind: str, payee: str, amounts, rows=None, rank: Rank = Rank.AWARDS,
    again: float = 0.0,
) -> float:  # fmt: skip
    """Pay a programme's claims from its chapter's line; returns the share that was paid, 0 to 1.

    Parameters: `amounts` are yuan per row of the payee's table (or of `rows`), or a scalar for a payee kept as one
    account or for `outside`. Everyone gets the same share when money is short; the rest of an award is owed. Amounts
    of awards follow the levers, which are those of the year's terms (`policy.lines`). `rank`, `again`: see `claim`.
    """
    table = state.ledger.columns.get(payee)
    claims = float(amounts) if table is None else Table.total(table, np.asarray(amounts), rows)
    share = claim(state, chapter, claims, rank, again)
    if share > 0.0:
        paid = np.asarray(amounts) * share
        state.ledger.transfer(kind, "government", share * claims, payee, paid if paid.ndim else float(paid), rows=None,
                              payee_rows=rows)
    if share < 1.0 and claims > 0.0 and rank == Rank.AWARDS:
        _owe(state, chapter, payee, np.asarray(amounts) * (1.0 - share), rows)
    return share


def _owe(state: State, chapter: str, payee: str, amounts, rows) -> None:
    """Note what stays unpaid of an award: yuan by row of the payee, or in all where it is one account."""
    arrears, table = state.books.treasury.arrears, state.ledger.columns.get(payee)
    if table is not None and payee in OWED_OUTSIDE:
        payee, amounts, table = "outside", Table.total(table, amounts, rows), None
    if table is None:
        arrears[chapter, payee] = arrears.get((chapter, payee), 0.0) + float(amounts)
        return
    owed = arrears.setdefault((chapter, payee), np.zeros(len(table)))
    np.add.at(owed, np.arange(len(table)) if rows is None else rows, amounts)


def arrears(state: State) -> float:
    """All that is owed, yuan: awards not paid, and bills for roads that were presented and not paid."""
    return sum(arrears_by_chapter(state).values()) + state.books.transport.unpaid


def arrears_by_chapter(state: State) -> dict[str, float]:
    """Awards not paid by chapter, yuan."""
    owed: dict[str, float] = {}
    for (chapter, payee), amounts in state.books.treasury.arrears.items():
        owed[chapter] = owed.get(chapter, 0.0) + owed_to(state, payee, amounts)
    return owed


def owed_to(state: State, payee: str, amounts) -> float:
    """What is owed to a payee in all, yuan; `amounts` by row of its table or in all."""
    table = state.ledger.columns.get(payee)
    return float(amounts) if table is None else Table.total(table, amounts)


def buy(
    state: State, chapter: str, cost: float, line_share: float = 1.0, rest: str = "outside", again: float = 0.0
) -> float:
    """Order goods and works for `cost` yuan, the chapter's line paying its share and `rest` (a holder) the other part.

    Returns the share of the order that could be paid, 0 to 1; no more than that is ordered. Bills come a month later
    and are paid with what government buys (`bills_beyond_usual`), so local firms supply their usual part. `again` yuan
    of the cost were ordered before in vain.
    """
    on_line, others, share = cost * line_share, cost * (1.0 - line_share), 1.0
    if rest == "platforms" and others > 0.0:
        share = min(1.0, platforms.room(state) / others)
    if on_line > 0.0:
        share = claim(state, chapter, on_line, Rank.PROGRAMMES, again * line_share, at_once=False, most=share)
    others *= share
    if rest == "platforms":
        platforms.pay(state, "programme_funding", "government", others)
    else:
        state.ledger.transfer("programme_funding", rest, others, "government", others)
    state.add("purchases.programmes", share * cost)
    return share


def bills_beyond_usual(state: State) -> float:
    """Last month's orders of programmes beyond those of the same month of 2023, which usual purchases contain; yuan."""
    return bills_ordered(state, state.month - 1) if state.month > 1 else 0.0


def bills_ordered(state: State, month: int) -> float:
    """What programmes ordered in a month beyond the same month of 2023, yuan."""
    usual = (month - 1) % MONTHS + 1
    return state.series.read("purchases.programmes", month) - state.series.read("purchases.programmes", usual)


def usual_purchases(state: State, month: int) -> float:
    """Purchases of government in a month on their usual course, yuan: they grow with services outside and with prices.

    Assumption: public services here grow as services do in the city.
    """
    index = state.world.services[month - 1] * state.world.consumer_price[month - 1]
    return state.fixed.government_monthly * float(index)
