"""What chapter 2, science and technology, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
