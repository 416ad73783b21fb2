"""Published figures of chapter 2: research over product, certificates, the share of high-tech industry."""

from sim.state import State
from sim.statistics.rules import Figure, over, total


def _net_certificates(state: State, year: int) -> float:
    month = (year - 2023) * 12
    return state.series.read("hnte.valid", month + 12) - state.series.read("hnte.valid", month)


def _revised(state: State, year: int) -> float:
    """R&D over the product as revised by the next economic census."""
    return over("rd.reported", "gdp.nominal")(state, year) / (1.0 + state.settings.region.gdp_revision)


def _all_listed(state: State, year: int) -> float:
    return state.series.year("hnte.first", year) + state.series.year("hnte.renewed", year)


FIGURES: dict[str, Figure] = {
    "rd_intensity": over("rd.reported", "gdp.nominal"),
    "rd_intensity_revised_base": _revised,
    "hnte_new_first": total("hnte.first"),
    "hnte_new_all_listed": _all_listed,
    "hnte_net_increase": _net_certificates,
    "hightech_share": over("value_added.high_tech", "value_added.industry_nominal"),
}
