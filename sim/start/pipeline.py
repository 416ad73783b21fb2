"""The pipeline on the first day of a draw: sized to this draw's fixed-asset investment of 2023, its loans open."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.projects import Projects, Stage
from sim.calendar import MONTHS
from sim.district.land import INDUSTRY_KIND, TRANSPORT, share_spent_in
from sim.owners import SOURCES, financing_plan
from sim.policy.course import PLAN_STARTS
from sim.programmes import list_aim
from sim.state import State

JANUARY_2023, PLAN_YEAR = 1, 2024


def without_pipeline(state: State) -> None:
    """A stationary district builds nothing: no project is listed."""
    state.projects = Projects(0)
    state.ledger.columns["projects"] = state.projects


def size_pipeline(state: State, own_spending: NDArray) -> None:
    """Scale the projects of no printed list until planned spending of 2023, firms' own and developers', is the draw's.

    `own_spending` is firms' own capital spending over output by sector, (26,). Provincial, key and transport projects
    keep theirs. Arrays are replaced: the built ones are shared by all draws.
    """
    projects, enterprises = state.projects, state.enterprises
    if not len(projects):
        return
    spends = enterprises.is_above_scale & ~enterprises.is_public
    owned = np.where(spends, enterprises.output * own_spending[enterprises.sector], 0.0)
    own = Table.total(enterprises, owned) * MONTHS
    begins = np.where(projects.started >= 0, projects.started, projects.planned_start)
    begins = np.where(projects.spent > 0, JANUARY_2023 - projects.spent / projects.total * projects.duration, begins)
    free = ~projects.is_key & ~projects.is_provincial & (projects.kind != TRANSPORT)
    began_before = ~projects.is_new & ~projects.is_candidate
    is_moved = free & began_before & (projects.kind == INDUSTRY_KIND)
    region = state.settings.region
    total = np.where(is_moved, projects.total * region.pipeline.industry_before, projects.total)
    part_2023, part_2024 = (share_spent_in(begins, projects.duration, month) for month in (JANUARY_2023, PLAN_STARTS))
    listed = (1.0 - region.property_investment_share) * region.fixed_investment_2023
    counts = ~projects.is_candidate
    growth = float((projects.total * part_2024)[counts].sum() / max((projects.total * part_2023)[counts].sum(), 1.0))
    of_list, earlier = _scales(total * part_2023, total * part_2024, free, projects, listed - own, growth,
                               region.pipeline.least_scale)  # fmt: skip
    has_ended = free & counts & ~projects.is_listed
    spent_share = projects.spent / projects.total
    projects.total = total * np.where(has_ended, earlier, np.where(free, of_list, 1.0))
    projects.spent[:] = spent_share * projects.total


def _scales(
    in_2023: NDArray, in_2024: NDArray, free: NDArray, projects: Projects, wanted: float, growth: float, least: float
) -> tuple[float, float]:
    """Scales of what is free on the list of 2024 and of what ended before: all together spend `wanted` in 2023.

    They keep the distance of the plan of 2024 to 2023 as built (`growth`): printed amounts do not shrink with the
    others, and none of those that ended in 2023 is printed.
    """
    counts = ~projects.is_candidate
    has_ended, on_list, printed = free & counts & ~projects.is_listed, free & projects.is_listed, ~free & counts
    left = wanted - in_2023[printed].sum()
    if not has_ended.any():
        scale = max(left / max(in_2023[on_list].sum(), 1.0), least)
        return scale, scale
    of_list = max((growth * wanted - in_2024[printed].sum()) / max(in_2024[on_list].sum(), 1.0), least)
    earlier = max((left - of_list * in_2023[on_list].sum()) / max(in_2023[has_ended].sum(), 1.0), least)
    return of_list, earlier


def begin_earlier(state: State) -> None:
    """Projects that have not started were begun as many months earlier as the schedule of this draw has slack.

    They have passed the gates these months were enough for. Candidates have begun nothing. Arrays are replaced.
    """
    projects, slack = state.projects, state.settings.region.pipeline.schedule_slack
    rows = np.flatnonzero((projects.stage >= Stage.SIGNED) & (projects.stage < Stage.STARTED))
    passed = np.cumsum(projects.lag[rows], axis=1)
    begun = np.concatenate((np.zeros((len(rows), 1)), passed), axis=1)
    at = np.arange(len(rows))
    elapsed = projects.waited[rows] + begun[at, projects.stage[rows]] + slack
    stage = np.minimum((passed <= elapsed[:, None]).sum(axis=1), int(Stage.PERMITTED))
    stage = np.maximum(stage, projects.stage[rows])
    projects.stage, projects.waited = projects.stage.copy(), projects.waited.copy()
    projects.stage[rows], projects.waited[rows] = stage, elapsed - begun[at, stage]


def schedule_key_projects(state: State) -> None:
    """The key and provincial projects are scheduled above the amounts their lists print for 2024.

    Lists of key projects are among the records; totals of investment and of transport are not.
    """
    projects = state.projects
    is_printed = projects.is_key | projects.is_provincial
    over = np.where(is_printed, list_aim(state, "investment", PLAN_YEAR), 1.0)
    projects.total = projects.total * over
    projects.spent[:] = projects.spent * over


def open_project_loans(state: State) -> None:
    """Projects in mid-life owe the banks what these have paid of the works so far, by the plan of their kind."""
    projects = state.projects
    share = financing_plan(state)[projects.kind, SOURCES.index("loans")]
    projects.loans[:] = share * projects.spent
    is_running = (projects.spent > 0) & (projects.spent < projects.total)
    asked = share * np.where(is_running, projects.total / np.maximum(projects.duration, 1.0), 0.0)
    state.books.credit.asked["projects"] = Table.total(projects, asked)
