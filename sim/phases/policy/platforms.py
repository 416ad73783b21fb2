"""State platforms at the start of the month: income of their own, interest before all else, spare cash to the banks."""

from sim.calendar import MONTHS
from sim.platforms import borrow_for, room, spare_cash
from sim.series import Series, declare
from sim.state import State

declare(
    platforms__room=Series("yuan", "What platforms can still pay out of cash and loans", "平台剩余支付空间"),
    interest__platforms=Series("yuan", "Interest paid by state-owned platforms", "平台利息支出"),
)


def serve_debt(state: State) -> None:
    """Platforms take in what their business earns, pay interest first, and repay with what they have over.

    Interest goes to banks here, whose head offices take it. What cash and the limit do not pay is due next month.
    """
    books, ledger = state.books.platforms, state.ledger
    account = ledger.accounts["platforms"]
    if books.debt_opening is None:
        books.debt_opening = account.loans
    if state.month_of_year == 1 or state.month == 1:
        books.debt_january = account.loans
    price = float(state.world.consumer_price[state.month - 1]) if state.shocks else 1.0
    earned = state.settings.behaviour.platforms.operating_return * books.debt_opening / MONTHS * price
    books.earned = earned
    ledger.transfer("platform_income", "outside", earned, "platforms", earned)
    due = books.interest_due + account.loans * float(state.world.lpr[state.month - 1]) / MONTHS
    paid = min(due, room(state))
    borrow_for(state, paid)
    ledger.transfer("interest", "platforms", paid, "banks", paid)
    ledger.transfer("head_office", "banks", paid, "outside", paid)
    books.interest_due = due - paid
    ledger.repay("platforms", min(spare_cash(state), account.loans))
    state.record("interest.platforms", paid)
    state.record("platforms.room", room(state))
