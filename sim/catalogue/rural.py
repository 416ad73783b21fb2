"""What chapter 7, the countryside, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {}
