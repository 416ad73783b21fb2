"""The pipeline on the first day of a draw: sized to this draw's fixed-asset investment of 2023, its loans open."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.projects import Projects
from sim.calendar import MONTHS
from sim.district.land import INDUSTRY_KIND, TRANSPORT, share_spent_in
from sim.owners import SOURCES, financing_plan
from sim.state import State

JANUARY_2023 = 1


def without_pipeline(state: State) -> None:
    """A stationary district builds nothing: no project is listed."""
    state.projects = Projects(0)
    state.ledger.columns["projects"] = state.projects


def size_pipeline(state: State, own_spending: NDArray) -> None:
    """Scale the projects of no printed list until planned spending of 2023, firms' own and developers', is the draw's.

    `own_spending` is firms' own capital spending over output by sector, (26,). Provincial, key and transport projects
    keep their printed amounts. Arrays are replaced: the built ones are shared by all draws.
    """
    projects, enterprises = state.projects, state.enterprises
    if not len(projects):
        return
    counted = enterprises.is_above_scale & ~enterprises.is_public
    owned = np.where(counted, enterprises.output * own_spending[enterprises.sector], 0.0)
    own = Table.total(enterprises, owned) * MONTHS
    begins = np.where(projects.started >= 0, projects.started, projects.planned_start)
    begins = np.where(projects.spent > 0, JANUARY_2023 - projects.spent / projects.total * projects.duration, begins)
    free = ~projects.is_key & ~projects.is_provincial & (projects.kind != TRANSPORT)
    began_before = ~projects.is_new & ~projects.is_candidate
    is_moved = free & began_before & (projects.kind == INDUSTRY_KIND)
    region = state.settings.region
    total = np.where(is_moved, projects.total * region.pipeline.industry_before, projects.total)
    planned = total * share_spent_in(begins, projects.duration, JANUARY_2023)
    listed = (1.0 - region.property_investment_share) * region.fixed_investment_2023
    wanted = listed - own - planned[~free].sum()
    factor = max(wanted / max(planned[free].sum(), 1.0), region.pipeline.least_scale)
    spent_share = projects.spent / projects.total
    projects.total = np.where(free, total * factor, total)
    projects.spent[:] = spent_share * projects.total


def open_project_loans(state: State) -> None:
    """Projects in mid-life owe the banks what these have paid of the works so far, by the plan of their kind."""
    projects = state.projects
    share = financing_plan(state)[projects.kind, SOURCES.index("loans")]
    projects.loans[:] = share * projects.spent
    is_running = (projects.spent > 0) & (projects.spent < projects.total)
    asked = share * np.where(is_running, projects.total / np.maximum(projects.duration, 1.0), 0.0)
    state.books.credit.asked["projects"] = Table.total(projects, asked)
