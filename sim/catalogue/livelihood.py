"""What chapter 8, livelihood, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
