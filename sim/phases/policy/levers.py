"""Policy: the levers of the month, set by the measures that act."""

from sim.policy import MEASURES
from sim.policy.course import in_force, strength
from sim.policy.lever import Act
from sim.policy.levers import Levers
from sim.state import State


def set_levers(state: State) -> None:
    """Reset the levers and let the active measures write to them; in the stationary district none is active."""
    state.levers = Levers()
    policy = state.settings.policy
    for chapter, measure in MEASURES:
        name = measure.__name__.split("_")[0]
        values = policy[chapter][name]
        acting = state.acting[name]
        force = strength(values, acting, policy.course, state.month)
        if state.shocks:
            act = Act(force, state.levers, state.month_of_year, state.district.towns.subdistricts)
            measure(in_force(values, acting, policy.course, state.month), act)
