"""Chapter 7, the countryside: high-standard farmland, support for grain growers, income of village collectives."""

from sim.policy.item import Item
from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings

BUILDING_MONTHS = 8  # farmland is built from October to May, between the harvest and the transplanting


class RuralLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    farmland_new: float = lever("mu", "sum", "new high-standard farmland a month", "新建高标准农田", by_line="quantity")
    farmland_upgraded: float = lever("mu", "sum", "upgraded farmland a month", "改造提升农田", by_line="quantity")
    farmland_city: float = lever("mu", "sum", "upgraded to the city's standard a month", "市级提标改造",
                                 by_line="quantity")
    farmland_new_cost: float = lever("yuan", "max", "cost of a mu of new high-standard farmland", "新建高标准农田单价")
    farmland_upgrade_cost: float = lever("yuan", "max", "cost of a mu of upgraded farmland", "改造提升农田单价")
    grain_subsidy: float = lever("yuan", "sum", "subsidy a mu of grain a year", "种粮补助", by_line="rate")
    order_award: float = lever("yuan", "sum", "award a kg of grain delivered", "订单奖励", by_line="rate")
    grain_price_floor: float = lever("yuan", "max", "price above the national minimum a kg", "最低价加成")
    farm_interest_support: float = lever("share", "sum", "points of interest paid for grain growers", "种粮贷款贴息",
                                         by_line="rate")
    insurance_subsidy: float = lever("share", "sum", "part of the premium of rice insurance that is paid",
                                     "水稻保费补贴", by_line="rate")
    insured_sum: float = lever("yuan", "sum", "sum insured for a mu of rice", "水稻保险保额")
    village_transfer: float = lever("yuan", "sum", "paired transfer a year for an aided village", "结对帮扶")
    village_aided: float = lever("share", "max", "share of villages that are paired", "帮扶村占比")
    village_income_aim: float = lever("yuan", "max", "yearly income every village should have", "村集体经营性收入目标")
    village_project_return: float = lever("share", "sum", "yearly return of village projects", "村经营性项目收益率")
    rice_fish_support: float = lever("yuan", "sum", "support for a mu newly put to rice with aquaculture", "稻渔补助",
                                     by_line="rate")
    digital_farm_award: float = lever("yuan", "sum", "award for a recognised digital farm", "数字农业工厂奖励",
                                      by_line="rate")
    transplanting_subsidy: float = lever("yuan", "sum", "subsidy a mu transplanted by machine", "机插补贴",
                                         by_line="rate")
    farm_equipment_grant: float = lever("share", "max", "part of farm machines and facilities paid", "农业设施补助比例",
                                        by_line="rate")
    founders: float = lever("person", "sum", "farm founders awarded a year", "农创客扶持人数")
    founder_award: float = lever("yuan", "max", "award for a farm founder", "农创客奖励", by_line="rate")
    settlement_pull: float = lever("share", "sum", "rise of the wish to settle here", "积分落户吸引力")


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


def m40_farm_quality(m: Settings, act: Act) -> None:
    """Parks, digital farms and vegetable bases are set up, rice with aquaculture is supported. Clause 40."""
    act.plan(farm_parks_new=m.parks_new, digital_farms_new=m.digital_farms, digital_farms_provincial=m.digital_farms,
             vegetable_base_new=(m.vegetable_base, m.vegetable_base_grant), leafy_emergency_area=m.leafy_emergency)
    act.put(plan_modern_agri_park=min(act.strength, 1.0))
    act.grow(digital_farm_award=m.digital_farm_award, rice_fish_support=m.rice_fish_support)


def m41_high_standard_farmland(m: Settings, act: Act) -> None:
    """Farmland is levelled and drained outside the growing season; its yield rises the season after. Clause 41."""
    if act.month_of_year >= 10 or act.month_of_year <= 4 or act.month_of_year == 5:
        act.put(farmland_new=m.new_standard * act.strength / BUILDING_MONTHS,
                farmland_upgraded=m.upgraded * act.strength / BUILDING_MONTHS,
                farmland_city=m.city_upgraded * act.strength / BUILDING_MONTHS)
    act.switch_on(farmland_new_cost=m.unit_cost_new, farmland_upgrade_cost=m.unit_cost_upgrade)
    act.plan(farmland_model_zone=m.model_areas)


def m42_grain_income_support(m: Settings, act: Act) -> None:
    """Subsidy, award, price floor, insurance and interest support raise the expected margin of grain. Clause 42."""
    act.grow(grain_subsidy=m.grain_subsidy, order_award=m.order_award, grain_price_floor=m.price_floor_margin,
             farm_interest_support=m.interest_support, insurance_subsidy=m.insurance_subsidy_share,
             insured_sum=m.insured_sum)


def m43_farm_science_machinery(m: Settings, act: Act) -> None:
    """Machines and facilities of farms cost less; eco-farm parks and science bases are put forward. Clause 43."""
    act.plan(eco_farm_parks=m.eco_farm_parks, agri_science_bases=m.science_bases)
    act.grow(transplanting_subsidy=m.transplanting_subsidy)
    act.grow_to_one(farm_equipment_grant=m.equipment_grant_share)


def m44_villages_programme(m: Settings, act: Act) -> None:
    """Villages are rebuilt and put forward for titles; core areas are finished. Clause 44."""
    act.plan(special_villages=(m.special_villages, m.village_cost), future_villages=(m.future_villages, m.village_cost),
             digital_villages=(m.digital_villages, m.village_cost),
             beautiful_village_blocks=(m.core_areas, m.village_cost))


def m45_village_collective_income(m: Settings, act: Act) -> None:
    """Villages earn on business projects, and paired state firms pay the weak ones at the year's end. Clause 45."""
    act.grow(village_project_return=m.project_return, village_transfer=m.paired_transfer)
    act.switch_on(village_aided=m.paired_village_share, village_income_aim=m.village_income_target)


def m46_rural_talent(m: Settings, act: Act) -> None:
    """Young people who found a farm business are chosen and awarded. Clause 46."""
    act.grow(founders=m.founders_supported)
    act.switch_on(founder_award=m.founder_award)


def m47_migrant_settlement(m: Settings, act: Act) -> None:
    """Points for settling and for school places make those who hold them keener to come and stay. Clause 47."""
    act.grow(settlement_pull=m.settlement_pull * m.points_holders_share)


MEASURES = (
    m40_farm_quality,
    m41_high_standard_farmland,
    m42_grain_income_support,
    m43_farm_science_machinery,
    m44_villages_programme,
    m45_village_collective_income,
    m46_rural_talent,
    m47_migrant_settlement,
)
