"""What chapter 9, factors of production, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    "land_comprehensive_projects": Item(
        "factors", "project", "Comprehensive land projects", "土地综合整治项目", "clause 59", "title"
    ),
}
