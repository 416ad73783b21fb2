"""What chapter 1, effective investment, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
