"""The pipeline on the first day of a draw: sized to this draw's fixed-asset investment of 2023."""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.projects import Projects
from sim.district.land import share_spent_in
from sim.state import State

MONTHS = 12.0
JANUARY_2023 = 1


def without_pipeline(state: State) -> None:
    """A stationary district builds nothing: no project is listed."""
    state.projects = Projects(0)
    state.ledger.columns["projects"] = state.projects


def size_pipeline(state: State, depreciation: NDArray) -> None:
    """Scale the projects of no printed list until planned spending of 2023, firms' own and developers', is the draw's.

    The 8 and the 62 keep their printed amounts. Arrays are replaced: the built ones are shared by all draws.
    """
    projects, enterprises = state.projects, state.enterprises
    if not len(projects):
        return
    counted = enterprises.is_above_scale & ~enterprises.is_public
    worn = np.where(counted, enterprises.output * depreciation[enterprises.sector], 0.0)
    own = Table.total(enterprises, worn) * MONTHS
    begins = np.where(projects.started >= 0, projects.started, projects.planned_start)
    begins = np.where(projects.spent > 0, JANUARY_2023 - projects.spent / projects.total * projects.duration, begins)
    planned = projects.total * share_spent_in(begins, projects.duration, JANUARY_2023)
    free = ~projects.is_key & ~projects.is_provincial
    region = state.settings.region
    listed = (1.0 - region.property_investment_share) * region.fixed_investment_2023
    wanted = listed - own - planned[~free].sum()
    factor = max(wanted / max(planned[free].sum(), 1.0), 0.1)
    spent_share = projects.spent / projects.total
    projects.total = np.where(free, projects.total * factor, projects.total)
    projects.spent[:] = spent_share * projects.total
