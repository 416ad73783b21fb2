"""What chapter 6, domestic demand and opening, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    "food_brands": Item("demand", "1", "Food brands built", "打响美食IP", "clause 34", "whole"),
    "live_commerce_workshops": Item("demand", "project", "Live-stream workshops", "电商直播共富工坊", "clause 36",
                                    "whole"),
    "overseas_fairs": Item("demand", "event", "Fairs abroad supported", "支持境外展会", "clause 37", "whole"),
    "model_exporters": Item("demand", "enterprise", "Model exporters", "外贸示范企业", "clause 37", "title"),
}  # fmt: skip
