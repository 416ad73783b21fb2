"""Chapter 7, the countryside: high-standard farmland, support for grain growers, income of village collectives."""

from sim.levers import Levers
from sim.settings import Settings

BUILDING_MONTHS = 8  # farmland is built from October to May, between the harvest and the transplanting


def m41_high_standard_farmland(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Farmland is levelled and drained outside the growing season; its yield rises the season after. Clause 41."""
    if month_of_year >= 10 or month_of_year <= 4 or month_of_year == 5:
        levers.write("farmland_new", measure.new_standard * strength / BUILDING_MONTHS)
        levers.write("farmland_upgraded", measure.upgraded * strength / BUILDING_MONTHS)
        levers.write("farmland_city", measure.city_upgraded * strength / BUILDING_MONTHS)


def m42_grain_income_support(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Subsidy, award, price floor, insurance and interest support raise the expected margin of grain. Clause 42."""
    levers.write("grain_subsidy", measure.grain_subsidy * strength)
    levers.write("order_award", measure.order_award * strength)
    levers.write("grain_price_floor", measure.price_floor_margin * strength)
    levers.write("farm_interest_support", measure.interest_support * strength)
    levers.write("insurance_subsidy", measure.insurance_subsidy_share * strength)
    levers.write("insured_sum", measure.insured_sum * strength)


def m45_village_collective_income(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Villages earn on business projects, and paired state firms pay the weak ones at the year's end. Clause 45."""
    levers.write("village_project_return", measure.project_return * strength)
    levers.write("village_transfer", measure.paired_transfer * strength)
    levers.write("village_aided", measure.paired_village_share if strength > 0 else 0.0)


MEASURES = (
    m41_high_standard_farmland,
    m42_grain_income_support,
    m45_village_collective_income,
)
