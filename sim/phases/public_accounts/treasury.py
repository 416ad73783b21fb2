"""Public accounts: the eight lines are spent with a delay, and the district settles with the levels above it.

5.6 billion yuan is a policy envelope: most of it continues the spending of 2023. Only what a line spends beyond its
own course of 2023 changes what government buys.
"""

import numpy as np

from sim.series import Series, declare
from sim.state import State

declare(
    fiscal__upper_transfers=Series("yuan", "Net transfers from upper levels", "上级净转移支付"),
    fiscal__extra_purchases=Series("yuan", "Purchases beyond the course of 2023", "超出上年路径的政府采购"),
    fiscal__reappropriated=Series("yuan", "Moved between lines in the yearly adjustment", "年中预算调剂"),
    claims__any=Series("yuan", "Paid to claims of modelled measures", "已建模措施支付"),
    line__any=Series("yuan", "Budget line of the year", "各章预算安排"),
)
LINES = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood")
MONTHS = 12
ADJUSTED = 10  # Assumption: the standing committee passes the yearly adjustment of the budget in autumn
SETTLED = 11  # Assumption: claims of the year are known by November, and what is left of a line is spent


def open_lines(state: State) -> None:
    """Vote the lines of the year in January, and in the first month of a run; chapter 9 has no line and no limit."""
    for chapter in LINES:
        bureau = state.offices.bureaus[chapter]
        line = state.levers.values[f"line_{chapter}"]
        if state.month_of_year == 1:
            bureau.open_year(line)
            state.stock.setdefault("reference", {})[chapter] = 0.0
        bureau.line_annual = line + bureau.moved
        state.record(f"line.{chapter}", line)
    state.offices.bureaus["factors"].line_annual = float("inf")
    if state.month_of_year == ADJUSTED:
        _reappropriate(state)


def _reappropriate(state: State) -> None:
    """The yearly adjustment: lines with more than is still expected of them hand a part to those with less.

    Judged by last year's claims of the months to come, so nothing moves in a first year. Assumption: part in conf
    behaviour.government.
    """
    bureaus = [state.offices.bureaus[chapter] for chapter in LINES]
    beyond = np.array([bureau.remaining() - bureau.to_come(ADJUSTED) for bureau in bureaus])
    knows = np.array([bureau.asked_last.any() for bureau in bureaus])
    spare = np.where(knows, np.maximum(beyond, 0.0), 0.0) * state.settings.behaviour.government.reappropriated
    short = np.maximum(-beyond, 0.0)
    moved = min(spare.sum(), short.sum())
    state.record("fiscal.reappropriated", moved)
    if moved <= 0.0:
        return
    for bureau, given, taken in zip(bureaus, spare / spare.sum(), short / short.sum(), strict=True):
        bureau.moved += moved * (taken - given)
        bureau.line_annual += moved * (taken - given)


def execute_budget(state: State) -> None:
    """Spend what the modelled measures leave of each line; record it, and what it adds to purchases.

    Programmes fall behind by the execution delay and catch up at the end of the year, as far as the bureau delivers.
    Assumption: what no modelled measure claims buys goods and services like the rest of government.
    """
    if not state.shocks:
        return
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
        reference = state.stock["reference"]
        reference[chapter] += _usual_claims(state, chapter, claimed)
        usual = _pace(state, chapter, usual_line, reference[chapter], bureau.to_come(state.month_of_year))
        reference[chapter] += usual
        extra += spent - usual
    state.stock["extra_government"] = extra
    state.record("fiscal.extra_purchases", extra)


def _usual_claims(state: State, chapter: str, claimed: float) -> float:
    """Claims of the modelled measures on a line in the same month of 2023, yuan; this month's while it is 2023."""
    state.record(f"claims.{chapter}", claimed)
    same_month = state.month_of_year
    return state.series.read(f"claims.{chapter}", same_month)


def _pace(state: State, chapter: str, line: float, spent: float, to_come: float) -> float:
    """This month's spending of a line: what is due by now and not yet spent, over the delay; claims come first."""
    delivered = min(state.base["reliability"][chapter], 1.0)
    kept = state.settings.behaviour.government.kept_for_claims if state.month_of_year < SETTLED else 0.0
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
