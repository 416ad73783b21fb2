"""Published figures of chapter 6: retail sales, exports, foreign capital."""

from sim.state import State
from sim.statistics.rules import Figure, as_reported, growth, total


def export_share_change(state: State, year: int) -> float:
    """Change of the district's share of national exports over the year before, percent of that share."""
    here, nation = (1.0 + growth(name)(state, year) / 100.0 for name in ("exports.value", "exports.national"))
    return 100.0 * (here / nation - 1.0)


def insurance_support(state: State, year: int) -> float:
    """Support paid over premiums in December, percent: a rule, met unless the line ran dry."""
    month = (year - 2022) * 12
    due = state.series.read("exports.premium", month)
    return 100.0 * state.series.read("exports.premium_aid", month) / due if due > 0.0 else 0.0


FIGURES: dict[str, Figure] = {
    "retail_sales_growth": growth("retail.sales"),
    "promotion_events": as_reported("demand", "promotion.events"),
    "export_share_change": export_share_change,
    "fdi_total": total("foreign.paid_in"),
    "fdi_manufacturing": total("foreign.manufacturing"),
    "fair_visits": total("exports.visits"),
    "fair_exhibiting_firms": total("exports.exhibitors"),
    "export_insurance_support": insurance_support,
    "overseas_outlets_new": total("exports.outlets"),
    "overseas_brands_new": total("exports.brands"),
}
