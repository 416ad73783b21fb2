"""The cases of all chapters together."""

from tests.sim.policy.cases import (
    demand,
    factors,
    innovation,
    investment,
    livelihood,
    manufacturing,
    rural,
    services,
    transport,
)

_CHAPTERS = (investment, innovation, manufacturing, services, transport, demand, rural, livelihood, factors)
CASES = {key: case for chapter in _CHAPTERS for key, case in chapter.CASES.items()}
BY_PHASES = {pair for chapter in _CHAPTERS for pair in chapter.BY_PHASES}
TEXT_FACTS = {pair: reason for chapter in _CHAPTERS for pair, reason in chapter.TEXT_FACTS.items()}
