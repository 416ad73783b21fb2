"""What chapter 5, transport, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    "rural_roads_new": Item("transport", "km", "Rural roads built or rebuilt", "农村公路新（改）建里程", "clause 33"),
    "rural_roads_maintained": Item("transport", "km", "Rural roads maintained", "农村公路养护里程", "clause 33"),
    "passenger_freight_post_line": Item("transport", "project", "Joint passenger, freight and mail lines",
                                        "客货邮合作专线", "clause 33", "whole"),
}  # fmt: skip
