"""Residents on the first day of a draw: who of those without work looks for it."""

import numpy as np

from agents.classes import Activity
from sim.randomness import key, uniform
from sim.state import State

AT_WORK = (Activity.EMPLOYED, Activity.SELF_EMPLOYED, Activity.OUT_COMMUTER)


def open_unemployment(state: State) -> None:
    """Move residents between unemployed and inactive until the unemployed are the draw's share of the labour force.

    Jobs, wages and commuters stay as built. All rows of residents weigh the same.
    """
    residents, rate = state.residents, state.settings.region.unemployment_rate
    activity = residents.activity
    wanted = round(int(np.isin(activity, AT_WORK).sum()) * rate / (1.0 - rate))
    missing = wanted - int((activity == Activity.UNEMPLOYED).sum())
    before, after = (Activity.INACTIVE, Activity.UNEMPLOYED)[:: 1 if missing > 0 else -1]
    pool = np.flatnonzero(activity == before)
    order = np.argsort(uniform(key(state.seed, "start.unemployed"), residents.id[pool]), kind="stable")
    activity[pool[order[: abs(missing)]]] = after
