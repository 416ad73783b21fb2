"""Published figures of chapter 4: growth of services by the bureau's proxies."""

from sim.calendar import MONTHS
from sim.state import State
from sim.statistics.rules import (
    HINDCAST_YEAR,
    LEVEL,
    Figure,
    Monthly,
    Rule,
    growth,
    growth_on_list,
    stock_growth,
    total,
)


def level_of_zone(name: str) -> Figure:
    """Level of a figure of the zone: that of 2023 as the text implies it, grown as the zone's firms."""
    grown = growth(f"zone.{name}")

    def figure(state: State, year: int) -> float:
        return state.settings.region[f"zone_{name}_2023"] * (1.0 + grown(state, year) / 100.0)

    return figure


def services_value_added_growth(state: State, year: int) -> float:
    """Real growth by the bureau's proxies, percent: what firms made, and how far the proxies of the district leave
    those of the city.

    Why the difference: what drives services is the city's published growth, in which balances of its banks and its home
    sales are counted already; in full they would be counted twice. Weights are the value added of the year before.
    """
    parts = ("services", "finance", "real_estate")
    before = {name: state.series.year(f"value_added.{name}", year - 1) for name in parts}
    banks, sold = state.settings.behaviour.finance.finance_banks, state.settings.behaviour.property.value_added_by_sales
    balances = stock_growth("balances.total")(state, year) - 100.0 * state.settings.world.credit.balances_2024
    homes = growth("homes.sales")(state, year) - _homes_of_city(state, year)
    apart = before["finance"] * banks * balances + before["real_estate"] * sold * homes
    return growth("value_added.services")(state, year) + apart / before["services"]


def _homes_of_city(state: State, year: int) -> float:
    """Growth of home sales in the city over the year before, percent."""
    first = (year - HINDCAST_YEAR) * MONTHS
    homes = state.world.homes
    return 100.0 * float(homes[first : first + MONTHS].mean() / homes[first - MONTHS : first].mean() - 1.0)


FIGURES: dict[str, Figure] = {
    # Within the year without the proxies' part, which needs the stocks of December.
    "services_value_added_growth": Rule(services_value_added_growth, Monthly(LEVEL, "services.growth_cumulative")),
    "forprofit_services_revenue_growth": growth_on_list("revenue.forprofit", "list_change.forprofit"),
    "innovation_zone_revenue": level_of_zone("revenue"),
    "innovation_zone_revenue_growth": growth("zone.revenue"),
    "innovation_zone_tax": level_of_zone("tax"),
    "innovation_zone_tax_growth": growth("zone.tax"),
    "fashion_town_new_projects": total("recruited.fashion_town"),
    "computing_town_new_projects": total("recruited.computing_town"),
    "infoservices_revenue_growth": growth_on_list("revenue.infoservices", "list_change.infoservices"),
}
