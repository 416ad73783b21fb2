"""Published figures of chapter 4: growth of services by the bureau's proxies."""

from sim.calendar import MONTHS
from sim.state import State
from sim.statistics.factors import finance_value_added_growth
from sim.statistics.rules import HINDCAST_YEAR, Figure, growth, total


def level_of_zone(name: str) -> Figure:
    """Level of a figure of the zone: the base the text implies, uncertain as it was, grown as the zone's firms."""
    grown = growth(f"zone.{name}")

    def figure(state: State, year: int) -> float:
        base = state.settings.region[f"zone_{name}_2023"]
        return base * state.settings.behaviour.services.zone_base * (1.0 + grown(state, year) / 100.0)

    return figure


def services_value_added_growth(state: State, year: int) -> float:
    """Real growth by the bureau's proxies, percent: finance by its own, real estate in part by homes sold.

    The rest is what firms made. Parts are weighted with the value added of the year before.
    """
    parts = ("services", "finance", "real_estate")
    before, now = ({name: state.series.year(f"value_added.{name}", of) for name in parts} for of in (year - 1, year))
    rest = now["services"] - now["finance"] - now["real_estate"]
    sold = state.settings.behaviour.property.value_added_by_sales
    estate = sold * _homes_growth(state, year) + (1.0 - sold) * growth("value_added.real_estate")(state, year)
    grown = rest + before["finance"] * (1.0 + finance_value_added_growth(state, year) / 100.0)
    grown += before["real_estate"] * (1.0 + estate / 100.0)
    return 100.0 * (grown / before["services"] - 1.0)


def _homes_growth(state: State, year: int) -> float:
    """Growth of home sales over the year before, percent."""
    first = (year - HINDCAST_YEAR) * MONTHS
    homes = state.world.homes
    return 100.0 * float(homes[first : first + MONTHS].mean() / homes[first - MONTHS : first].mean() - 1.0)


FIGURES: dict[str, Figure] = {
    "services_value_added_growth": services_value_added_growth,
    "forprofit_services_revenue_growth": growth("revenue.forprofit"),
    "innovation_zone_revenue": level_of_zone("revenue"),
    "innovation_zone_revenue_growth": growth("zone.revenue"),
    "innovation_zone_tax": level_of_zone("tax"),
    "innovation_zone_tax_growth": growth("zone.tax"),
    "fashion_town_new_projects": total("recruited.fashion_town"),
    "computing_town_new_projects": total("recruited.computing_town"),
    "infoservices_revenue_growth": growth("revenue.infoservices"),
}
