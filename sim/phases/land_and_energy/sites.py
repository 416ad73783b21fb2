"""Sites of industrial enterprises: what their floor space carries, and how land and floor space are added to them."""

import numpy as np
from numpy.typing import NDArray

from agents.enterprises import Tenure
from agents.sites import decide_investment_on_floor, floor_limit
from sim.calendar import MONTHS
from sim.state import State


def progress(state: State) -> float:
    """Capacity a mu of floor space carries relative to the end of 2022."""
    trend = state.settings.behaviour.sites.floor_progress * state.shocks
    return float((1.0 + trend) ** (state.month / MONTHS))


def with_site(state: State) -> NDArray:
    """Rows of industrial enterprises that hold industrial land, or held it until it was cleared."""
    rows = state.rows.industry
    return rows[state.enterprises.tenure[rows] != Tenure.NONE]


def limit_of(state: State, rows: NDArray) -> NDArray:
    """Capacity the floor space of some enterprises carries, yuan a month."""
    firms = state.enterprises
    return floor_limit(firms.land[rows], firms.density[rows], firms.floor_capacity[rows], progress(state))


def keep_to_floor(state: State, wanted: NDArray) -> NDArray:
    """Capital spending wanted, (n,), as far as the floor space of industrial enterprises has room for machines."""
    firms, rows = state.enterprises, with_site(state)
    capital, capacity = firms.capital[rows], firms.capacity[rows]
    worn = capital * (state.settings.behaviour.investment.depreciation_annual / MONTHS)
    limit = limit_of(state, rows)
    moving = [batch.rows for batch in state.books.land.moving]
    if moving:  # who moves has its machines already
        limit[np.isin(rows, np.concatenate(moving))] = 0.0
    wanted[rows] = decide_investment_on_floor(wanted[rows], worn, capital, capacity, limit)
    return wanted


def add_floor(state: State, rows: NDArray, mu: NDArray, floor: NDArray) -> None:
    """Land and floor space (mu each) come to some enterprises, each row once."""
    firms = state.enterprises
    whole = firms.land[rows] * firms.density[rows] + floor
    firms.land[rows] += mu
    firms.density[rows] = whole / np.maximum(firms.land[rows], 1e-9)


def hand_over_plant(state: State, owner: int, mu: float, capacity: float) -> None:
    """A finished plant brings its land, and floor space for the capacity (yuan a month) it was designed for."""
    firms = state.enterprises
    if firms.tenure[owner] == Tenure.NONE:
        return
    floor = capacity / (firms.floor_capacity[owner] * progress(state))
    add_floor(state, np.array([owner]), np.array([mu / firms.weight[owner]]), np.array([floor]))
