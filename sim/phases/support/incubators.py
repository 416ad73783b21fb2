"""Incubators: what they are paid, and that fewer of the firms in them give up. Clause 10."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from sim.awards import award, by_lot
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    incubators__support=Series("yuan", "Awards and grants for incubators", "孵化器和众创空间补助", "clause 10"),
    incubators__firms=Series("enterprise", "Small technology firms in incubators", "在孵科技企业", "clause 10"),
    incubators__hazard=Series("share", "Exits of incubated firms over the usual", "在孵企业退出相对常年", "clause 10"),
)


@rests
def support_incubators(state: State) -> None:
    """Once a year those that run incubators are paid after a review; care is given all year."""
    enterprises, levers = state.enterprises, state.levers
    inside = state.rows.incubated
    state.record("incubators.firms", float(enterprises.weight[inside].sum()))
    state.record("incubators.hazard", exit_factor(state))
    if state.month_of_year == state.settings.behaviour.calendar.claims_paid:
        hosts = (enterprises.sector == SECTOR["leasing_business"]) & enterprises.is_above_scale
        amounts = by_lot(state, "incubators", hosts, levers.incubators) * levers.incubator_support
        state.record("incubators.support", award(state, "innovation", "incubator_support", amounts))


def draw_incubated(state: State) -> NDArray:
    """Rows of the small technology firms that sit in an incubator, places drawn once."""
    enterprises = state.enterprises
    rows = np.flatnonzero(enterprises.is_technology & ~enterprises.is_above_scale)
    share = state.settings.behaviour.innovation.incubated_share
    return rows[uniform(state.stream("incubators.who", 0), rows) < share]


def exit_factor(state: State) -> float:
    """Hazard of an incubated firm over the usual one: care beyond the usual keeps more of them."""
    care = state.levers.incubator_care
    usual = state.settings.behaviour.innovation.incubated_exit_annual
    return max(1.0 - state.books.support.usual_care.beyond(care) / usual, 0.0)
