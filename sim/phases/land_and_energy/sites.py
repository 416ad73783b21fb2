"""Sites of industrial enterprises: what their floor space carries, and how land and floor space are added to them."""

import numpy as np
from numpy.typing import NDArray

from agents.enterprises import Tenure
from sim.calendar import MONTHS
from sim.kernels import industry as kernel
from sim.state import State


def progress(state: State) -> float:
    """Capacity a mu of floor space carries relative to the end of 2022."""
    trend = state.settings.behaviour.sites.floor_progress * state.shocks
    return float((1.0 + trend) ** (state.month / MONTHS))


def keep_to_floor(state: State, wanted: NDArray) -> NDArray:
    """Capital spending wanted, (n,), as far as the floor space of industrial enterprises has room for machines."""
    firms, is_moving = state.enterprises, np.zeros(len(wanted), dtype=bool)
    for batch in state.books.land.moving:
        is_moving[batch.rows] = True
    kernel.keep_to_floor(
        wanted, state.rows.industry, firms.tenure, is_moving, (firms.capital, firms.capacity),
        (firms.land, firms.density, firms.floor_capacity), progress(state),
        state.settings.behaviour.investment.depreciation_annual / MONTHS,
    )  # fmt: skip
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
