"""What the district spends on science: a plan, the revenue there is, and how well the plan is kept. Clause 13."""

import numpy as np

from agents.institutions import decide_science_growth
from sim.budget import usual_purchases
from sim.calendar import MONTHS
from sim.programmes import reliability
from sim.series import Series, declare
from sim.state import State, rests

declare(
    science__spending=Series("yuan", "Science and technology spending of the district", "财政科技支出", "clause 13"),
    science__ordered=Series("yuan", "Science ordered out of the innovation line", "科技专项追加支出", "clause 13"),
    science__plan=Series("share", "Planned growth of science spending", "财政科技支出计划增速", "clause 13"),
)


@rests
def spend_on_science(state: State) -> None:
    """A twelfth of the year's budget a month; the budget of a year is decided in its January.

    Three things pay it: what government buys for science as usual, what the innovation line spends on its own claims,
    and orders out of what these leave of that line. In 2023 nothing has to be ordered beyond the usual.
    """
    innovation = state.settings.behaviour.innovation
    science = state.books.science
    annual = innovation.science_budget if science.annual is None else science.annual
    if state.month_of_year == 1:
        target = state.levers.science_target
        growth = float(decide_science_growth(target, _revenue_growth(state), innovation.science_follows))
        annual *= 1.0 + growth
        science.growth = growth
    science.annual = annual
    planned = annual / MONTHS * min(reliability(state, "innovation"), 1.05)
    by_line = state.series.read("spent.innovation", state.month)
    if state.month <= MONTHS:
        science.usual.append(planned - by_line)
    spent = _usual_purchases(state) + by_line
    spent += _order(state, planned - spent)
    state.record("science.spending", spent)
    state.record("science.plan", science.growth)


def _usual_purchases(state: State) -> float:
    """What government buys for science beside the line, yuan: as in the same month of 2023, grown and cut as all."""
    same_month, now = state.month_of_year, state.now
    core = state.settings.behaviour.treasury.core_share
    carried_out = core * now.core_share + (1.0 - core) * now.new_share
    grown = usual_purchases(state, state.month) / max(usual_purchases(state, same_month), 1e-9)
    return state.books.science.usual[same_month - 1] * grown * carried_out


def _order(state: State, lacking: float) -> float:
    """Order science for what the plan lacks out of the free part of the innovation line; returns yuan ordered.

    It is bought next month with what lines spend beyond their course of 2023.
    """
    bureau = state.offices.bureaus["innovation"]
    free = max(bureau.remaining() - bureau.to_come(state.month_of_year), 0.0)
    ordered = min(max(lacking, 0.0), free) * state.now.new_share
    bureau.spend(ordered)
    state.add("spent.innovation", ordered)
    state.books.treasury.extra_purchases += ordered
    state.add("fiscal.extra_purchases", ordered)
    state.record("science.ordered", ordered)
    return ordered


def _revenue_growth(state: State) -> float:
    """Growth of local taxes within the year before, which is what is known in January; nothing is known of 2022."""
    if state.month <= MONTHS:
        return 0.0
    months = range(state.month - MONTHS, state.month)
    last = np.array([state.series.read("tax.local", month) for month in months])
    return float(last[6:].sum() / max(last[:6].sum(), 1.0) - 1.0)
