"""What chapter 4, services, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    "tourism_events": Item("services", "event", "Seasonal culture and tourism events", "文旅消费四季活动", "clause 28",
                           "whole"),
}  # fmt: skip
