"""Public accounts: the eight lines are spent with a delay and as far as the treasury's money lasts.

5.6 billion yuan is a policy envelope: most of it continues the spending of 2023. Only what a line spends beyond its
own course of 2023 changes what government buys.
"""

from sim.accounts import CODE
from sim.budget import arrears, arrears_by_chapter
from sim.calendar import MONTHS
from sim.phases.policy.lines import LINES
from sim.series import Series, declare
from sim.state import State, rests

declare(
    fiscal__own_revenue=Series("yuan", "Own revenue of the district without land", "区级自有财力（不含土地）"),
    fiscal__arrears=Series("yuan", "Arrears of the district at the end of the month", "区级欠款余额"),
    fiscal__deposits=Series("yuan", "Deposits of the district's treasury", "区级库款余额"),
    loans__platforms=Series("yuan", "Loans of state-owned platforms", "平台贷款余额"),
    arrears__any=Series("yuan", "Awards not paid by chapter at the end of the month", "各章欠款余额"),
    fiscal__extra_purchases=Series("yuan", "Purchases beyond the course of 2023", "超出上年路径的政府采购"),
    claims__any=Series("yuan", "Paid to claims of modelled measures", "已建模措施支付"),
)
OWN_REVENUE = ("production_tax", "profit_tax", "public_surplus", "programme_funding", "vat_credit", "super_deduction")


@rests
def execute_budget(state: State) -> None:
    """Spend what the modelled measures leave of each line; record it, and what it adds to purchases.

    Programmes fall behind by the execution delay and catch up at the end of the year, as far as the bureau delivers,
    and are held back when the treasury's money does not last the year.
    Assumption: what no modelled measure claims buys goods and services like the rest of government.
    """
    extra = 0.0
    for chapter in LINES:
        bureau = state.offices.bureaus[chapter]
        claimed = state.series.read(f"spent.{chapter}", state.month)
        usual_line = state.books.treasury.usual_lines.get(chapter, 0.0)
        pace = _pace(state, chapter, bureau.line_annual, bureau.spent_year, bureau.to_come(state.month_of_year))
        spent = pace * state.now.new_share
        bureau.spend(spent)
        state.add(f"spent.{chapter}", spent)
        # The same line on the course of 2023, with the claims that year's programmes made in this month.
        reference = state.books.treasury.reference
        reference[chapter] += _usual_claims(state, chapter, claimed)
        usual = _pace(state, chapter, usual_line, reference[chapter], bureau.to_come(state.month_of_year))
        reference[chapter] += usual
        # Usual purchases, these among them, are held back already; what differs from them is held back here.
        extra += (pace - usual) * state.now.new_share
    state.books.treasury.extra_purchases = extra
    state.record("fiscal.extra_purchases", extra)


def _usual_claims(state: State, chapter: str, claimed: float) -> float:
    """Claims of the modelled measures on a line in the same month of 2023, yuan; this month's while it is 2023."""
    state.record(f"claims.{chapter}", claimed)
    same_month = state.month_of_year
    return state.series.read(f"claims.{chapter}", same_month)


def _pace(state: State, chapter: str, line: float, spent: float, to_come: float) -> float:
    """This month's spending of a line: what is due by now and not yet spent, over the delay; claims come first."""
    delivered = min(state.fixed.reliability[chapter], 1.0)
    behaviour = state.settings.behaviour
    is_open = state.month_of_year < behaviour.calendar.claims_known
    kept = behaviour.government.kept_for_claims if is_open else 0.0
    due = line * delivered * (1.0 - kept) * state.month_of_year / MONTHS
    months_left = MONTHS + 1 - state.month_of_year
    delay = min(max(state.settings.policy.factors.m55.execution_delay, 1.0), months_left)
    return min(max((due - spent) / delay, 0.0), max(line - spent - to_come, 0.0))


def settle_month(state: State) -> None:
    """Note the month's own revenue, deposits and arrears; in 2023 the levels above balance what its budget left open.

    Assumption: the budget of 2023, the base of later transfers, was balanced: how tight it was nobody published.
    """
    ledger = state.ledger
    state.record("fiscal.own_revenue", _own_revenue(state))
    if state.month <= MONTHS:
        gap = state.settings.region.deposits_government - ledger.deposits("government")
        payer, payee = ("outside", "government") if gap > 0.0 else ("government", "outside")
        ledger.transfer("upper_transfer", payer, abs(gap), payee, abs(gap))
        state.record("fiscal.upper_transfers", gap)
    state.record("fiscal.arrears", arrears(state))
    owed = arrears_by_chapter(state)
    for chapter in (*LINES, "factors"):
        state.record(f"arrears.{chapter}", owed.get(chapter, 0.0))
    state.record("loans.platforms", ledger.loans("platforms"))
    state.record("fiscal.deposits", ledger.deposits("government"))


def _own_revenue(state: State) -> float:
    """Local taxes less refunds, surplus of public units, and what others pay to programmes, yuan."""
    flows, total = state.ledger.flows, 0.0
    for kind in OWN_REVENUE:
        if kind in flows:
            matrix = flows[kind]
            total += float(matrix[:, CODE["government"]].sum() - matrix[CODE["government"]].sum())
    return total
