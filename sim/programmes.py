"""Delivery programmes: a quantity a year, worked off month by month, faster when behind schedule (序时进度).

Where the end of a year comes from: of counts that offices execute themselves there are records of what was reported
over what was printed. Each item of a year draws its own from what they say. Above one the year brings more by itself;
at one and below, planners aim a margin above the print and a bureau behind schedule uses the pace it has in hand, so
that it falls short only when even its full capacity is not enough. The records are of reported figures: what a bureau
adds by latitude is in them, and is taken off what it delivers.
"""

from collections.abc import Callable

import numpy as np

from sim.randomness import key, normal, uniform
from sim.state import State
from sim.state.books.policy import Programme


def reliability(state: State, chapter: str) -> float:
    """Part of its line, and of what it applies for above, that the bureau of a chapter gets through in this draw."""
    return state.fixed.reliability[chapter]


def completion(state: State, chapter: str, item: str, year: int) -> float:
    """What an item of a year is reported at over its print if nothing is done about it, around the records' mean."""
    own = state.settings.behaviour.government.completion.own
    luck = yearly_luck(state, f"deliveries.{item}", year - 2022)
    return float(np.exp(state.fixed.completion[chapter] + own * luck * state.shocks))


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


def decide_aim(planned, natural, margin, most):
    """What a programme sets out to bring of a planned quantity: what the year brings by itself, at least a margin more.

    Assumption: margin and the most that can be brought about are ranges in conf behaviour.government.
    """
    return planned * np.minimum(np.maximum(natural, 1.0 + margin), np.maximum(most, 1.0 + margin))


def list_aim(state: State, chapter: str, year: int) -> float:
    """Works that the printed project list of a chapter schedules for a year over what it prints."""
    government = state.settings.behaviour.government
    natural = completion(state, chapter, f"{chapter}.list", year)
    return float(decide_aim(1.0, natural, government.plan_margin, government.most_ordered))


def deliver(
    state: State, chapter: str, item: str, planned: float, pace: float | None = None, limit: float = np.inf,
    paid: Callable[[float, float], float] | None = None, is_record: bool = False, has_margin: bool = False,
    has_latitude: bool = True,
) -> float:  # fmt: skip
    """What a programme delivers this month of the `planned` quantity, in its unit; nothing is carried over a year.

    `pace` is the even monthly quantity its offices are staffed for, `planned` unless told: a month without a plan (a
    growing season) then has no capacity either. `limit` is what land allows. `paid` tells the share of a quantity
    (and of how much of it was ordered before in vain) that money pays; the rest stays due. `is_record` says that the
    bureau only has to enter it in a list of its own: it aims at the margin and no more, and only a month in which
    nothing can be held stands between plan and count. `has_margin` says that what is planned has its margin in it
    already, or is a sum that was voted; `has_latitude` that the bureau reports it with the latitude of a definition.
    Call once a month for each item.
    """
    government = state.settings.behaviour.government
    programmes = state.books.programmes.schedule
    if state.month_of_year == 1:
        programmes[item] = Programme()
    programme = programmes.setdefault(item, Programme())
    natural = 1.0 if is_record else completion(state, chapter, item, state.year)
    natural /= 1.0 + state.fixed.latitude[chapter] * has_latitude
    aim = planned
    if not has_margin:
        aim = float(decide_aim(planned, natural, government.plan_margin, government.most_ordered))
    programme.plan(aim)
    even = planned if pace is None else pace
    capacity = even * natural * (1.0 + government.slack)
    if is_record:
        capacity = 0.0 if is_called_off(state) else np.inf
    delivered = float(decide_delivery(programme.due, programme.done, min(capacity, limit)))
    if paid is not None and delivered > 0.0:
        wanted, again = delivered, min(delivered, programme.refused)
        delivered *= paid(wanted, again)
        programme.refused += wanted - delivered - again
    programme.done += delivered
    return delivered


def is_called_off(state: State) -> bool:
    """Whether a flood, an illness or a long holiday keeps all from meeting this month, and it is not made up within it.

    One cause for all that is to be held in the month; what is called off stays due.
    """
    government = state.settings.behaviour.government
    draw = float(uniform(key(state.seed, "programmes.called_off", state.month), np.zeros(1))[0])
    return draw < government.called_off * (1.0 - government.made_up) * state.shocks


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
