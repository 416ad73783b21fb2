"""Published figures of chapter 2: research over product, certificates, the share of high-tech industry."""

from sim.state import State
from sim.statistics.rules import HINDCAST_YEAR, Figure, at_year_end, growth, over, total


def _net_certificates(state: State, year: int) -> float:
    month = (year - 2023) * 12
    return state.series.read("hnte.valid", month + 12) - state.series.read("hnte.valid", month)


def _revised(state: State, year: int) -> float:
    """R&D over the product as revised by the next economic census."""
    return over("rd.reported", "gdp.nominal")(state, year) / (1.0 + state.settings.region.gdp_revision)


def _all_listed(state: State, year: int) -> float:
    return state.series.year("hnte.first", year) + state.series.year("hnte.renewed", year)


def science_growth(state: State, year: int) -> float:
    """Growth of science spending over the year before, percent."""
    return growth("science.spending")(state, year)


def science_growth_five_years(state: State, year: int) -> float:
    """Mean yearly growth since 2021, percent: two years before the runs, then the simulated ones."""
    before = state.settings.behaviour.innovation.science_growth_before
    first = state.series.year("science.spending", HINDCAST_YEAR) / state.settings.behaviour.innovation.science_budget
    whole = (1.0 + before) ** 2 * first * (1.0 + science_growth(state, year) / 100.0)
    return 100.0 * (whole ** (1.0 / 4.0) - 1.0)


def science_of_new_revenue(state: State, year: int) -> float:
    """Part of the year's rise of local taxes that goes to science, percent; 100 where they did not rise."""
    more = state.series.year("science.spending", year) - state.series.year("science.spending", year - 1)
    revenue = state.series.year("tax.local", year) - state.series.year("tax.local", year - 1)
    return 100.0 * min(max(more / revenue, 0.0), 1.0) if revenue > 0.0 else 100.0


FIGURES: dict[str, Figure] = {
    "rd_intensity": over("rd.reported", "gdp.nominal"),
    "rd_intensity_revised_base": _revised,
    "hnte_new_first": total("hnte.first"),
    "hnte_new_all_listed": _all_listed,
    "hnte_net_increase": _net_certificates,
    "science_spending_growth": science_growth,
    "science_spending_growth_average": science_growth_five_years,
    "science_share_of_new_revenue": science_of_new_revenue,
    "rd_priority_threshold": at_year_end("rules.rd_priority_threshold", 100.0),
    "hightech_share": over("value_added.high_tech", "value_added.industry_nominal"),
}
