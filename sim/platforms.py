"""Paying from the account of the state platforms: out of cash, then out of loans as far as their debt limit reaches.

What they cannot pay waits: whoever asks is told the share that was paid, and does no more than that. The order of a
month is that of ranks: interest, what the text promises and lines pay a part of (homes, old estates, yard and port),
then projects, then buildings and clearing.
"""

import numpy as np

from agents.columns import Table
from agents.institutions import decide_debt_limit, decide_platform_loan, decide_takeover
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    platforms__works=Series("yuan", "Works and buildings paid by platforms", "平台建设支出"),
    platforms__can_take_over=Series("yuan", "Works platforms could take over from short lines", "平台可承接缺口"),
    platforms__taken_over=Series("yuan", "Of it taken over from short lines since 2024", "平台承接预算缺口"),
    platforms__waiting=Series("yuan", "Payments asked of platforms that have to wait", "平台暂缓支付"),
)


def debt_limit(state: State) -> float:
    """Loans platforms may owe this month, yuan."""
    growth = state.settings.behaviour.platforms.debt_growth
    return float(decide_debt_limit(state.books.platforms.debt_january, growth, state.month_of_year / MONTHS))


def spare_cash(state: State) -> float:
    """Cash of the platforms that is meant for nothing in particular, yuan."""
    return max(state.ledger.accounts["platforms"].deposits - state.books.platforms.clearing_fund, 0.0)


def room(state: State) -> float:
    """Yuan platforms can still pay this month: spare cash, and of the loans up to the limit what branches grant."""
    account, granted = state.ledger.accounts["platforms"], state.last.credit_share["platforms"]
    return spare_cash(state) + granted * max(debt_limit(state) - account.loans, 0.0)


def can_take_over(state: State) -> float:
    """Yuan of works a month that platforms can take over from lines, by their accounts of the twelve months before.

    Their revenue is that of their business and of land; their debt and works of their own come first.
    """
    series, loans = state.series, state.ledger.loans("platforms")
    months = range(max(state.month - MONTHS, 1), state.month)

    def mean(name: str) -> float:
        return sum(series.read(name, month) for month in months) / max(len(months), 1)

    repaid = state.settings.behaviour.platforms.repaid_annual
    service = loans * (float(state.world.lpr[state.month - 1]) + repaid) / MONTHS
    earned = state.books.platforms.earned + mean("land.works")
    own_works = mean("platforms.works") - mean("platforms.taken_over")
    return float(decide_takeover(earned, service + own_works, room(state)))


def pay(state: State, kind: str, payee: str, amounts, rows=None) -> float:
    """Pay what is asked as far as cash and loans reach; returns the share paid, 0 to 1, the same for all.

    `amounts` are yuan per row of the payee's table (or of `rows`), or a scalar for one account or `outside`.
    """
    table = state.ledger.columns.get(payee)
    asked = float(amounts) if table is None else Table.total(table, np.asarray(amounts), rows)
    if asked <= 0.0:
        return 1.0
    share = min(1.0, room(state) / asked)
    ask_banks(state, asked)
    state.add("platforms.waiting", (1.0 - share) * asked)
    if share > 0.0:
        borrow_for(state, share * asked)
        paid = np.asarray(amounts) * share
        state.ledger.transfer(kind, "platforms", share * asked, payee, paid if paid.ndim else float(paid),
                              payee_rows=rows)
        state.add("platforms.works", share * asked)
    return share


def ask_banks(state: State, need: float) -> None:
    """Note what a payment of `need` yuan would have banks lend: next month's allotment knows it."""
    account, asked = state.ledger.accounts["platforms"], state.books.credit.asked
    loan = decide_platform_loan(need, spare_cash(state), account.loans, debt_limit(state))
    asked["platforms"] = asked.get("platforms", 0.0) + float(loan)


def borrow_for(state: State, need: float) -> None:
    """Borrow what a payment of `need` yuan lacks."""
    account = state.ledger.accounts["platforms"]
    loan = float(decide_platform_loan(need, spare_cash(state), account.loans, debt_limit(state)))
    if loan > 0.0:
        state.ledger.lend("platforms", loan)
