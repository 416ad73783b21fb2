"""The treasury at the start of the month: the transfer by formula, what each rank of outlays will get, arrears first.

Why planned over the rest of the year: a treasury that paid all claims of spring would stop works in autumn. It looks
at the money there is and will be until December, sets aside what comes first, and holds back what can be put off.
"""

import numpy as np

from agents.columns import Table
from agents.institutions import decide_expected_claims, decide_rank_share, decide_release, decide_transfer
from sim.budget import arrears, bills_beyond_usual, cash, owed_to, usual_purchases
from sim.calendar import MONTHS, QUARTER
from sim.phases.policy.lines import LINES
from sim.series import Series, declare
from sim.state import State, rests

declare(
    fiscal__upper_transfers=Series("yuan", "Transfers from upper levels by formula, net", "上级一般性转移支付净额"),
    fiscal__new_share=Series("share", "Part of purchases that can be put off which goes on", "可缓支出执行比例"),
    fiscal__arrears_paid=Series("yuan", "Arrears paid", "清偿欠款"),
)

RANKS = 5  # basic services, arrears, works, awards, what can be put off


def receive_transfer(state: State) -> None:
    """A twelfth of the year's transfer comes down, or goes up where the district gives more than it gets.

    2023 is the base: its transfer is what balanced it (`public_accounts.treasury`); later ones are known in January.
    """
    treasury, ledger = state.books.treasury, state.ledger
    if state.month == 1:
        treasury.working = state.settings.behaviour.treasury.cash_months * state.fixed.government_monthly
        treasury.floor = max(ledger.deposits("government") - treasury.working, 0.0)
    if state.month <= MONTHS:
        return
    if state.month_of_year == 1:
        base = treasury.transfer
        if base is None:
            base = state.series.year("fiscal.upper_transfers", state.year - 1)
        growth = state.settings.behaviour.treasury.transfer_growth * state.shocks
        treasury.transfer = float(decide_transfer(base, growth))
    monthly = (treasury.transfer or 0.0) / MONTHS
    payer, payee = ("outside", "government") if monthly >= 0.0 else ("government", "outside")
    ledger.transfer("upper_transfer", payer, abs(monthly), payee, abs(monthly))
    state.record("fiscal.upper_transfers", monthly)


@rests
def plan_cash(state: State) -> None:
    """Share the money until December out by rank, and keep this month's basic services out of the reach of claims.

    Ranks: basic services, arrears, ordered works, awards and subsidies, purchases that can be put off. The
    stabilisation fund fills what all but the last lack.
    """
    treasury, now = state.books.treasury, state.now
    shares = [1.0] * RANKS
    if treasury.transfer is not None:
        money, ranks, expected = _year_ahead(state)
        released = float(decide_release(treasury.fund, money, sum(ranks[:-1])))
        treasury.fund -= released
        money, before = money + released, 0.0
        for place, wanted in enumerate(ranks):
            shares[place] = float(decide_rank_share(money, before, wanted))
            before += wanted
        core = shares[0] * ranks[0] / _months_left(state)
        treasury.reserved = max(core - expected, 0.0)
    now.core_share, now.arrears_share, now.works_share, now.awards_share, now.new_share = shares
    state.record("fiscal.new_share", shares[-1])


def _months_left(state: State) -> int:
    return MONTHS + 1 - state.month_of_year


def _year_ahead(state: State) -> tuple[float, list[float], float]:
    """Money there is and will be until December, what each rank wants of it, and a month's own revenue; yuan."""
    treasury, left = state.books.treasury, _months_left(state)
    recent = [state.series.read("fiscal.own_revenue", month) for month in range(state.month - QUARTER, state.month)]
    revenue = float(np.mean(recent))
    money = state.ledger.deposits("government") - treasury.floor - treasury.fund + left * revenue
    money += (left - 1) * (treasury.transfer or 0.0) / MONTHS  # this month's has come
    # purchases are planned to grow on as they grew over the year before
    usual, core = usual_purchases(state, state.month), state.settings.behaviour.treasury.core_share
    usual *= 1.0 + (usual / usual_purchases(state, state.month - MONTHS) - 1.0) * (left - 1) / (2.0 * MONTHS)
    ordered = bills_beyond_usual(state) + treasury.extra_purchases  # last month, to be paid now
    works = _still_asked(state, "fiscal.works") + max(ordered, 0.0)
    new = left * ((1.0 - core) * usual + state.fixed.other_investment + state.levers.fund_contribution / MONTHS)
    new += _beyond_usual_lines(state)
    ranks = [left * core * usual, arrears(state), works, _still_asked(state, "fiscal.awards"), max(new, 0.0)]
    return money, ranks, revenue


def _still_asked(state: State, name: str) -> float:
    """Claims of a rank expected from this month to December, yuan."""
    series, first = state.series, state.month - state.month_of_year + 1
    last_year = sum(series.read(name, month - MONTHS) for month in range(state.month, first + MONTHS))
    asked = sum(series.read(name, month) for month in range(first, state.month))
    before = sum(series.read(name, month - MONTHS) for month in range(first, state.month))
    treasury = state.settings.behaviour.treasury
    return float(decide_expected_claims(last_year, asked, before, treasury.claims_least, treasury.claims_most))


def _beyond_usual_lines(state: State) -> float:
    """What the lines will still buy this year beyond their course of 2023, yuan; below zero if less.

    Judged by what bureaus execute of a line, not by what was voted.
    """
    treasury, total = state.books.treasury, 0.0
    for chapter in LINES:
        bureau, executed = state.offices.bureaus[chapter], min(state.fixed.reliability[chapter], 1.0)
        to_come = bureau.to_come(state.month_of_year)
        lines = ((bureau.line_annual, bureau.spent_year),
                 (treasury.usual_lines.get(chapter, 0.0), treasury.reference[chapter]))  # fmt: skip
        new, usual = (max(min(executed * line, line - to_come) - spent, 0.0) for line, spent in lines)
        total += new - usual
    return total


@rests
def pay_arrears(state: State) -> None:
    """What is owed is paid first: in January out of the whole new line, later out of what claims to come leave of it.

    A firm that has closed is paid through its owners, who have moved on.
    """
    state.record("fiscal.arrears_paid", 0.0)
    book, part = state.books.treasury.arrears, state.now.arrears_share
    for chapter, payee in list(book):
        bureau, owed = state.offices.bureaus[chapter], owed_to(state, payee, book[chapter, payee])
        room = min(bureau.left_for_arrears(state.month_of_year), cash(state), part * owed)
        share = min(1.0, room / owed) if owed > 0.0 else 1.0
        _pay_part(state, chapter, payee, share)
        bureau.spend(share * owed)
        state.add(f"spent.{chapter}", share * owed)


def pay_owed(state: State, share: float) -> None:
    """Pay a share of all that is owed out of cash, beside the lines: awards, and bills presented for roads."""
    for chapter, payee in list(state.books.treasury.arrears):
        _pay_part(state, chapter, payee, share)
    bills = state.books.transport
    state.ledger.transfer("arrears", "government", share * bills.unpaid, "outside", share * bills.unpaid)
    state.add("fiscal.arrears_paid", share * bills.unpaid)
    bills.unpaid *= 1.0 - share


def _pay_part(state: State, chapter: str, payee: str, share: float) -> None:
    """Pay a share of what a chapter owes a kind of payee, and strike it off."""
    book = state.books.treasury.arrears
    owed = book[chapter, payee]
    _hand_over(state, payee, owed * share)
    state.add("fiscal.arrears_paid", share * owed_to(state, payee, owed))
    if share >= 1.0:
        del book[chapter, payee]
    else:
        book[chapter, payee] = owed * (1.0 - share)


def _hand_over(state: State, payee: str, amounts) -> None:
    ledger, table = state.ledger, state.ledger.columns.get(payee)
    if table is None:
        ledger.transfer("arrears", "government", float(amounts), payee, float(amounts))
        return
    here = amounts
    if payee == "enterprises":
        here = np.where(state.enterprises.is_active, amounts, 0.0)
        away = Table.total(table, amounts - here)
        ledger.transfer("arrears", "government", away, "outside", away)
    ledger.transfer("arrears", "government", Table.total(table, here), payee, here)
