"""When and how strongly a measure acts: the course of policy from 2023 to the plan year.

Why a course and not a switch: most clauses renew schemes of 2023. Switching 5.6 billion yuan on from zero would
invent growth. 2023 runs at the drawn `intensity_2023`; from the month a measure acts from, the scenario's own
`intensity` holds; until then, and for ever under `as_2023`, last year's.
"""

from dataclasses import dataclass

from sim.settings import Settings

PLAN_STARTS = 13  # January 2024
TEXT_PUBLISHED = 16  # April 2024, the first month in which anybody can have read the text of 27 March


@dataclass(frozen=True)
class Acting:
    """Facts of a measure that are not values: from which month index it acts, who controls it, which of its

    parameters levels above that controller decide.
    """

    acts_from: int
    controller: str
    above: frozenset[str] = frozenset()


def strength(measure: Settings, acting: Acting, course: str, month: int) -> float:
    """The index by which a measure's parameters are scaled this month; zero is neutral."""
    before = measure.intensity_2023
    if month < PLAN_STARTS:
        return before
    if course == "none":
        return 0.0 if acting.controller == "district" and not acting.above else before
    if course == "as_2023" or month < acting.acts_from:
        return before
    return measure.intensity


def in_force(measure: Settings, acting: Acting, course: str, month: int) -> Settings:
    """The values of a measure that hold: without the text the district's own are zero, those decided above it stay."""
    if course != "none" or month < PLAN_STARTS or acting.controller != "district" or not acting.above:
        return measure
    return Settings({name: measure[name] if name in acting.above else 0.0 for name in measure})
