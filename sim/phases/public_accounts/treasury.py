"""Public accounts: the eight lines are spent with a delay, and the district settles with the levels above it.

5.6 billion yuan is a policy envelope: most of it continues the spending of 2023. Only what a line spends beyond its
own course of 2023 changes what government buys.
"""

from sim.calendar import MONTHS
from sim.phases.policy.lines import LINES
from sim.series import Series, declare
from sim.state import State, rests

declare(
    fiscal__upper_transfers=Series("yuan", "Net transfers from upper levels", "上级净转移支付"),
    fiscal__extra_purchases=Series("yuan", "Purchases beyond the course of 2023", "超出上年路径的政府采购"),
    claims__any=Series("yuan", "Paid to claims of modelled measures", "已建模措施支付"),
)


@rests
def execute_budget(state: State) -> None:
    """Spend what the modelled measures leave of each line; record it, and what it adds to purchases.

    Programmes fall behind by the execution delay and catch up at the end of the year, as far as the bureau delivers.
    Assumption: what no modelled measure claims buys goods and services like the rest of government.
    """
    measure = state.settings.policy.factors.m55
    extra = 0.0
    for chapter in LINES:
        bureau = state.offices.bureaus[chapter]
        claimed = state.series.read(f"spent.{chapter}", state.month)
        usual_line = measure[f"line_{chapter}"] * measure.intensity_2023
        spent = _pace(state, chapter, bureau.line_annual, bureau.spent_year, bureau.to_come(state.month_of_year))
        bureau.spend(spent)
        state.add(f"spent.{chapter}", spent)
        # The same line on the course of 2023, with the claims that year's programmes made in this month.
        reference = state.books.treasury.reference
        reference[chapter] += _usual_claims(state, chapter, claimed)
        usual = _pace(state, chapter, usual_line, reference[chapter], bureau.to_come(state.month_of_year))
        reference[chapter] += usual
        extra += spent - usual
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


def settle_with_upper_levels(state: State) -> None:
    """Upper levels fill or take what the month left, so that the treasury keeps its balance.

    Assumption: the district's balance is settled within the month; its own revenue never limits a voted line.
    """
    ledger = state.ledger
    gap = state.settings.region.deposits_government - ledger.deposits("government")
    if gap > 0.0:
        ledger.transfer("upper_transfer", "outside", gap, "government", gap)
    else:
        ledger.transfer("upper_transfer", "government", -gap, "outside", -gap)
    state.record("fiscal.upper_transfers", gap)
