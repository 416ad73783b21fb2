"""Published figures of chapter 6: retail sales, exports, foreign capital."""

from sim.calendar import MONTHS
from sim.state import State
from sim.statistics.rules import HINDCAST_YEAR, Figure, at_year_end, growth, total

APRIL = 4


def export_share_change(state: State, year: int) -> float:
    """Change of the district's share of national exports over the year before, percent of that share."""
    here, nation = (1.0 + growth(name)(state, year) / 100.0 for name in ("exports.value", "exports.national"))
    return 100.0 * (here / nation - 1.0)


def insurance_support(state: State, year: int) -> float:
    """Support paid over premiums since the text acts, percent: less than promised where the line cannot pay."""
    months = range((year - HINDCAST_YEAR) * MONTHS + APRIL, (year - HINDCAST_YEAR + 1) * MONTHS + 1)
    paid, due = (sum(state.series.read(f"exports.{name}", month) for month in months)
                 for name in ("premium_aid", "premium"))  # fmt: skip
    return 100.0 * paid / due if due > 0.0 else 0.0


FIGURES: dict[str, Figure] = {
    "retail_sales_growth": growth("retail.sales"),
    "promotion_events": total("promotion.events"),
    "export_share_change": export_share_change,
    "fdi_total": total("foreign.paid_in"),
    "fdi_manufacturing": total("foreign.manufacturing"),
    "fair_visits": total("exports.visits"),
    "fair_exhibiting_firms": total("exports.exhibitors"),
    "export_insurance_support": insurance_support,
    "export_insurance_rate": at_year_end("exports.support_rate", 100.0),
    "overseas_outlets_new": total("exports.outlets"),
    "overseas_brands_new": total("exports.brands"),
}
