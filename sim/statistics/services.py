"""Published figures of chapter 4: growth of services by the bureau's proxies."""

from sim.state import State
from sim.statistics.rules import Figure, growth, total

ZONE_REVENUE_2023, ZONE_TAX_2023 = 55e9 / 1.05, 2.6e9 / 1.05  # clause 22: the target less its growth


def level_of_zone(series: str, base: float) -> Figure:
    """Level of a figure of the zone: the base the text implies, uncertain as it was, grown as the zone's firms."""
    grown = growth(series)

    def figure(state: State, year: int) -> float:
        return base * state.settings.behaviour.services.zone_base * (1.0 + grown(state, year) / 100.0)

    return figure


FIGURES: dict[str, Figure] = {
    "services_value_added_growth": growth("value_added.services"),
    "forprofit_services_revenue_growth": growth("revenue.forprofit"),
    "innovation_zone_revenue": level_of_zone("zone.revenue", ZONE_REVENUE_2023),
    "innovation_zone_revenue_growth": growth("zone.revenue"),
    "innovation_zone_tax": level_of_zone("zone.tax", ZONE_TAX_2023),
    "innovation_zone_tax_growth": growth("zone.tax"),
    "fashion_town_new_projects": total("recruited.fashion_town"),
    "computing_town_new_projects": total("recruited.computing_town"),
    "infoservices_revenue_growth": growth("revenue.infoservices"),
}
