"""What chapter 7, the countryside, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    "farm_parks_new": Item("rural", "project", "New farm parks", "新增规模产业园区", "clause 40", "whole"),
    "digital_farms_new": Item("rural", "enterprise", "Digital or future farms recognised by the district",
                              "认定区级以上数字农业工厂", "clause 40", "title"),
    "digital_farms_provincial": Item("rural", "enterprise", "Digital farms recognised by the province",
                                     "省级数字农业工厂", "clause 40", "title"),
    "vegetable_base_new": Item("rural", "mu", "New vegetable bases", "新建蔬菜基地", "clause 40"),
    "leafy_emergency_area": Item("rural", "mu", "Emergency leafy vegetables", "叶菜应急生产", "clause 40"),
    "modern_agri_park": Item("rural", "project", "Provincial modern farm park", "省级现代农业园区", "clause 40",
                             "title"),
    "farmland_model_zone": Item("rural", "project", "City model zone of high-standard farmland",
                                "市级高标准农田示范区", "clause 41", "title"),
    "eco_farm_parks": Item("rural", "project", "City eco-farm parks", "市级高效生态农业示范园", "clause 43", "title"),
    "agri_science_bases": Item("rural", "project", "Provincial farm science bases", "省级农业科技示范基地", "clause 43",
                               "title"),
    "special_villages": Item("rural", "project", "Special villages", "特色村", "clause 44", "title", "villages"),
    "future_villages": Item("rural", "project", "Future villages", "未来乡村", "clause 44", "title"),
    "digital_villages": Item("rural", "project", "Digital model villages", "数字乡村样板村", "clause 44", "title"),
    "beautiful_village_blocks": Item("rural", "project", "Core village areas", "美丽乡村示范区块", "clause 44",
                                     "whole"),
}  # fmt: skip
