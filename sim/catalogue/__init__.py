"""Everything that bureaus deliver by programme, by name: one module for each chapter of the text.

What one unit costs and how many are planned are levers; how long it takes and who pays are behaviour
(`behaviour.programmes.<name>`).
"""

from sim.catalogue import demand, factors, innovation, investment, livelihood, rural, services, transport
from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    name: item
    for chapter in (investment, innovation, services, transport, demand, rural, livelihood, factors)
    for name, item in chapter.ITEMS.items()
}
