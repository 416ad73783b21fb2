"""Chapter 6, domestic demand and opening: shoppers, online sellers, exporters, foreign capital."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12


def m34_consumption_promotion(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Events raise retail spending in their window, and part of it is missing the month after. Clause 34."""
    levers.write("promotion_events", measure.promotion_events * strength / MONTHS)
    levers.write("promotion_uplift", measure.event_uplift if strength > 0 else 0.0)
    levers.write("promotion_payback", measure.payback_share if strength > 0 else 0.0)
    levers.write("event_cost", measure.event_cost if strength > 0 else 0.0)
    levers.write("market_award", measure.market_award * strength)
    levers.plan("food_brands", measure.food_brands * strength)


def m35_new_consumption(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """First stores, fairs and leisure venues draw shoppers who would have spent outside. Clause 35."""
    levers.write("first_stores", measure.first_stores * strength)
    levers.write("first_store_award", measure.first_store_award * strength)
    levers.write("consumption_fairs", measure.fairs * strength)
    levers.write("fair_grant", measure.fair_grant if strength > 0 else 0.0)
    levers.write("leisure_venues", measure.leisure_venues * strength)


def m36_e_commerce(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Online sellers are awarded for own brands and hosts; live-stream workshops open. Clause 36."""
    levers.write("sellers_supported", measure.sellers_supported * strength)
    levers.write("brand_award", measure.brand_award if strength > 0 else 0.0)
    levers.plan("live_commerce_workshops", measure.workshops * strength)


def m37_foreign_trade_support(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Stands abroad and insurance cost exporters less, model exporters are named, listed imports cheaper. Clause 37."""
    levers.plan("overseas_fairs", measure.overseas_fairs * strength)
    levers.plan("model_exporters", measure.model_exporters * strength)
    levers.write("fair_places", measure.exhibitor_visits * strength)
    levers.write("booth_grant", measure.booth_grant if strength > 0 else 0.0)
    levers.write("export_insurance_support", min(measure.insurance_support_share * strength, 1.0))
    levers.write("import_interest_support", measure.import_interest_support * strength)


def m38_new_trade_forms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Outlets and brands abroad cost exporters less. Clause 38."""
    levers.write("abroad_refund", min(measure.promotion_cost_share * strength, 1.0))


def m39_foreign_investment(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Trips, events and the province's award bring contracts of foreign capital, paid in over months. Clause 39."""
    levers.write("foreign_promotion", measure.promotion_trips * strength)
    levers.write("foreign_incentive", measure.incentive_share * strength)


MEASURES = (
    m34_consumption_promotion,
    m35_new_consumption,
    m36_e_commerce,
    m37_foreign_trade_support,
    m38_new_trade_forms,
    m39_foreign_investment,
)
