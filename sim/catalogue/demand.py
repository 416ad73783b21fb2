"""What chapter 6, domestic demand and opening, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
