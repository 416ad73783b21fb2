"""The policy chapters, one module each: what its levers are, what it delivers by programme, one function a measure."""

from sim.policy import (
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
from sim.policy.item import Item

CHAPTERS = (investment, innovation, manufacturing, services, transport, demand, rural, livelihood, factors)
MEASURES = tuple((chapter.__name__.rpartition(".")[2], measure) for chapter in CHAPTERS for measure in chapter.MEASURES)
# Everything that bureaus deliver by programme. What a unit costs and how many are planned are levers; how long it
# takes and who pays are behaviour (`behaviour.programmes.<name>`).
ITEMS: dict[str, Item] = {
    name: item for chapter in CHAPTERS for name, item in getattr(chapter, "ITEMS", {}).items()
}
