"""Delivery programmes: a quantity a year, worked off month by month, faster when behind schedule (序时进度).

Why a schedule and not a factor: a bureau watches what is due by now. It delivers a little more than is printed when
it can, and falls short only when even its full capacity is not enough. The luck of an item is drawn for the middle of
each year and moves in a line between years, so that no delivery jumps in January.
"""

from collections.abc import Callable

import numpy as np

from sim.calendar import MONTHS
from sim.randomness import key, normal, uniform
from sim.state import State
from sim.state.books.policy import Programme


def reliability(state: State, chapter: str) -> float:
    """Pace the bureau of a chapter keeps in this draw relative to an even plan, around 1."""
    return state.fixed.reliability[chapter]


def luck(state: State, item: str) -> float:
    """The item's own factor of this month, around 1: one keyed number a year, joined by lines."""
    place = (state.month - (MONTHS + 1) / 2) / MONTHS + 1.0
    first = int(np.floor(place))
    before, after = yearly_luck(state, f"deliveries.{item}", first), yearly_luck(state, f"deliveries.{item}", first + 1)
    spread = state.settings.behaviour.government.item_spread
    return float(np.exp(spread * (before + (place - first) * (after - before))))


def yearly_luck(state: State, mechanism: str, year: int) -> float:
    """A standard normal number of a mechanism in a year (counted from 2022), the same in every scenario of a draw."""
    drawn = state.fixed.yearly_luck
    if (mechanism, year) not in drawn:
        drawn[mechanism, year] = float(normal(state.stream(mechanism, 0), np.array([year]))[0])
    return drawn[mechanism, year]


def decide_delivery(due, done, capacity):
    """Deliver what is due by now and not yet done, as far as capacity reaches.

    Source: the schedule of clause 4 (序时进度), taken for all programmes.
    """
    return np.minimum(np.maximum(due - done, 0.0), capacity)


def deliver(
    state: State, chapter: str, item: str, planned: float, pace: float | None = None, limit: float = np.inf,
    paid: Callable[[float, float], float] | None = None, is_record: bool = False,
) -> float:  # fmt: skip
    """What a programme delivers this month of the `planned` quantity, in its unit; nothing is carried over a year.

    `pace` is the even monthly quantity its offices are staffed for, `planned` unless told: a month without a plan (a
    growing season) then has no capacity either. `limit` is what land allows. `paid` tells the share of a quantity
    (and of how much of it was due before) that money pays; the rest stays due. `is_record` says that the bureau only
    has to enter it in a list of its own: then neither its reliability nor luck stands between plan and count. Call
    once a month for each item.
    """
    government = state.settings.behaviour.government
    programmes = state.books.programmes.schedule
    if state.month_of_year == 1:
        programmes[item] = Programme()
    programme = programmes.setdefault(item, Programme())
    programme.plan(planned * (1.0 + government.plan_margin))
    even = planned if pace is None else pace
    capacity = np.inf if is_record else (
        even * (1.0 + government.slack) * reliability(state, chapter) * luck(state, item)
    )
    delivered = float(decide_delivery(programme.due, programme.done, min(capacity, limit)))
    if paid is not None and delivered > 0.0:
        delivered *= paid(delivered, max(delivered - planned * (1.0 + government.plan_margin), 0.0))
    programme.done += delivered
    return delivered


def is_audited(state: State, item: str, year: int) -> bool:
    """Whether an item's figure of a year is checked and stands as delivered."""
    draw = float(uniform(key(state.seed, f"programmes.audit.{item}", year), np.zeros(1))[0])
    return draw < state.settings.behaviour.government.audit_share


def reported(state: State, chapter: str, item: str, delivered: float, under_way: float, year: int) -> float:
    """What a bureau reports of an item for a year: what is delivered, what nearly is, and the latitude of a definition.

    The target plays no part in it.
    """
    if is_audited(state, item, year):
        return delivered
    early = state.settings.behaviour.government.counted_early * under_way
    return (delivered + early) * (1.0 + state.fixed.latitude[chapter])
