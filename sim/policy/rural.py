"""Chapter 7, the countryside: high-standard farmland, support for grain growers, income of village collectives."""

from sim.levers import Levers
from sim.settings import Settings

BUILDING_MONTHS = 8  # farmland is built from October to May, between the harvest and the transplanting


def m40_farm_quality(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Parks, digital farms and vegetable bases are set up, rice with aquaculture is supported. Clause 40."""
    levers.plan("farm_parks_new", measure.parks_new * strength)
    levers.plan("digital_farms_new", measure.digital_farms * strength)
    levers.plan("digital_farms_provincial", measure.digital_farms * strength)
    levers.plan("vegetable_base_new", measure.vegetable_base * strength, measure.vegetable_base_grant)
    levers.plan("leafy_emergency_area", measure.leafy_emergency * strength)
    levers.plan("modern_agri_park", min(strength, 1.0))
    levers.write("digital_farm_award", measure.digital_farm_award * strength)
    levers.write("rice_fish_support", measure.rice_fish_support * strength)


def m41_high_standard_farmland(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Farmland is levelled and drained outside the growing season; its yield rises the season after. Clause 41."""
    if month_of_year >= 10 or month_of_year <= 4 or month_of_year == 5:
        levers.write("farmland_new", measure.new_standard * strength / BUILDING_MONTHS)
        levers.write("farmland_upgraded", measure.upgraded * strength / BUILDING_MONTHS)
        levers.write("farmland_city", measure.city_upgraded * strength / BUILDING_MONTHS)
    levers.plan("farmland_model_zone", measure.model_areas * strength)


def m42_grain_income_support(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Subsidy, award, price floor, insurance and interest support raise the expected margin of grain. Clause 42."""
    levers.write("grain_subsidy", measure.grain_subsidy * strength)
    levers.write("order_award", measure.order_award * strength)
    levers.write("grain_price_floor", measure.price_floor_margin * strength)
    levers.write("farm_interest_support", measure.interest_support * strength)
    levers.write("insurance_subsidy", measure.insurance_subsidy_share * strength)
    levers.write("insured_sum", measure.insured_sum * strength)


def m43_farm_science_machinery(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Machines and facilities of farms cost less; eco-farm parks and science bases are put forward. Clause 43."""
    levers.plan("eco_farm_parks", measure.eco_farm_parks * strength)
    levers.plan("agri_science_bases", measure.science_bases * strength)
    levers.write("transplanting_subsidy", measure.transplanting_subsidy * strength)
    levers.write("farm_equipment_grant", min(measure.equipment_grant_share * strength, 1.0))


def m44_villages_programme(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Villages are rebuilt and put forward for titles; core areas are finished. Clause 44."""
    levers.plan("special_villages", measure.special_villages * strength, measure.village_cost)
    levers.plan("future_villages", measure.future_villages * strength, measure.village_cost)
    levers.plan("digital_villages", measure.digital_villages * strength, measure.village_cost)
    levers.plan("beautiful_village_blocks", measure.core_areas * strength, measure.village_cost)


def m45_village_collective_income(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Villages earn on business projects, and paired state firms pay the weak ones at the year's end. Clause 45."""
    levers.write("village_project_return", measure.project_return * strength)
    levers.write("village_transfer", measure.paired_transfer * strength)
    levers.write("village_aided", measure.paired_village_share if strength > 0 else 0.0)


def m46_rural_talent(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Young people who found a farm business are chosen and awarded. Clause 46."""
    levers.write("founders", measure.founders_supported * strength)
    levers.write("founder_award", measure.founder_award if strength > 0 else 0.0)


def m47_migrant_settlement(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Points for settling and for school places make those who hold them keener to come and stay. Clause 47."""
    levers.write("settlement_pull", measure.settlement_pull * measure.points_holders_share * strength)


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
