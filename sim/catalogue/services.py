"""What chapter 4, services, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
