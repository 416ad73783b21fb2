"""What chapter 9, factors of production, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
