"""Wages: they follow prices and productivity, and the unemployed and the open jobs of town and skill.

Why by town and skill: who hires looks at who is there to be hired. A town's market is what its searchers reach, with
the weight of other towns that the matching uses. Wages elsewhere follow prices and productivity alone. Both are
judged against their mean of 2023, since nobody counts them by town and skill; so 2023 itself is what is usual.
"""

import numpy as np
from numpy.typing import NDArray

from agents.enterprises import decide_pay
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    wages__level=Series("index", "Pay over what prices and productivity alone make of it",
                        "工资相对于物价和生产率的水平"),
    wages__mean=Series("yuan", "Labour cost of a job at normal hours, month", "人均用工成本(当月,正常工时)"),
)


def set_wages(state: State) -> None:
    """Pay moves towards the wage curve of last month's market; the month's labour cost by town, sector and skill."""
    jobs = state.books.jobs
    if jobs.is_open:
        jobs.pay_level = _answer(state)
    state.now.wages = state.fixed.wages * (state.now.wage_index * jobs.pay_level)[:, None, :]
    usual = float((jobs.held * state.fixed.wages).sum()) * state.now.wage_index
    bill = float((jobs.held * state.now.wages).sum())
    state.record("wages.level", bill / usual)
    state.record("wages.mean", bill / float(jobs.held.sum()))


def _answer(state: State) -> NDArray:
    jobs, labour = state.books.jobs, state.settings.behaviour.labour
    seen, last = rates(state), state.month - 1
    if last <= MONTHS:
        jobs.usual_rates = jobs.usual_rates + (seen - jobs.usual_rates) / last
    unemployment, vacancies = against(seen, jobs.usual_rates) * (last > MONTHS)
    return decide_pay(
        jobs.pay_level, unemployment, vacancies, labour.wage_curve, labour.wage_curve_vacancies, labour.wage_speed
    )


def rates(state: State) -> NDArray:
    """Unemployed over jobs and unemployed, and vacancies over jobs, within reach of a town, (2, towns, 3)."""
    jobs = state.books.jobs
    near = reach(state, len(jobs.seeking))
    held, seeking, vacant = near @ jobs.held.sum(axis=1), near @ jobs.seeking, near @ jobs.open_jobs
    return np.stack([_over(seeking, held + seeking), _over(vacant, held)])


def reach(state: State, towns: int) -> NDArray:
    """Weight of a job in another town (columns) beside one at home, (towns, towns)."""
    commuting = state.settings.behaviour.labour.commuting
    return commuting + (1.0 - commuting) * np.eye(towns)


def against(rate: NDArray, usual: NDArray) -> NDArray:
    """Change of a rate against the usual one, as a share of the mean of both: from -2 to 2, 0 where there is none."""
    return _over(2.0 * (rate - usual), rate + usual)


def _over(part: NDArray, whole: NDArray) -> NDArray:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0.0)
