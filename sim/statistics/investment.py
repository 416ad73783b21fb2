"""Published figures of chapter 1: fixed-asset investment and the schedule of starts."""

from sim.state import State
from sim.statistics.rules import Figure, at_year_end, growth, total


def share_by(quarter: int) -> Figure:
    """Cumulative share of the new projects started by the end of a quarter, percent."""
    return lambda state, year: 100.0 * state.series.read("starts.share", (year - 2023) * 12 + 3 * quarter)


def _completion(state: State, year: int) -> float:
    plan = state.settings.policy.investment.m01.key_investment
    return 100.0 * state.series.year("investment.key_62", year) / plan


FIGURES: dict[str, Figure] = {
    "fai_growth": growth("fai.total"),
    "effective_investment": total("fai.total"),
    "manufacturing_investment_growth": growth("fai.manufacturing"),
    "provincial_8_investment": total("investment.provincial_8"),
    "key_62_investment": total("investment.key_62"),
    "key_new_start_share": at_year_end("starts.key_share", 100.0),
    "key_completion_share": _completion,
    **{f"start_share_q{quarter}": share_by(quarter) for quarter in (1, 2, 3, 4)},
}
