"""What the district spends on science: a plan, the revenue there is, and how well the plan is kept. Clause 13."""

import numpy as np

from agents.institutions import decide_science_growth
from sim.calendar import MONTHS
from sim.programmes import luck, reliability
from sim.series import Series, declare
from sim.state import State, rests

declare(
    science__spending=Series("yuan", "Science and technology spending of the district", "财政科技支出", "clause 13"),
    science__plan=Series("share", "Planned growth of science spending", "财政科技支出计划增速", "clause 13"),
)


@rests
def spend_on_science(state: State) -> None:
    """A twelfth of the year's budget a month; the budget of a year is decided in its January."""
    innovation = state.settings.behaviour.innovation
    science = state.books.science
    annual = innovation.science_budget if science.annual is None else science.annual
    if state.month_of_year == 1:
        target = state.levers.science_target
        growth = float(decide_science_growth(target, _revenue_growth(state), innovation.science_follows))
        annual *= 1.0 + growth
        science.growth = growth
    science.annual = annual
    spent = annual / MONTHS * min(reliability(state, "innovation") * luck(state, "science"), 1.05)
    state.record("science.spending", spent)
    state.record("science.plan", science.growth)


def _revenue_growth(state: State) -> float:
    """Growth of local taxes within the year before, which is what is known in January; nothing is known of 2022."""
    if state.month <= MONTHS:
        return 0.0
    months = range(state.month - MONTHS, state.month)
    last = np.array([state.series.read("tax.local", month) for month in months])
    return float(last[6:].sum() / max(last[:6].sum(), 1.0) - 1.0)
