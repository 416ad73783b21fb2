"""Chapter 6, domestic demand and opening: consumption events and certified markets."""

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


MEASURES = (
    m34_consumption_promotion,
)
