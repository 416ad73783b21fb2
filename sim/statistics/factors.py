"""Published figures of chapter 9: budget lines, land, energy, talent."""

from sim.phases.treasury import LINES
from sim.state import State
from sim.statistics.rules import Figure, as_reported, total


def budget_total(state: State, year: int) -> float:
    """Paid from the eight lines by the end of the year, yuan."""
    return sum(state.series.year(f"spent.{chapter}", year) for chapter in LINES)


def upper_fund_ratio(state: State, year: int) -> float:
    """Fund money won from above over the district's own, in the year; nothing where the district pays nothing."""
    own = state.series.year("fund.district", year)
    return state.series.year("fund.upper", year) / own if own > 0.0 else 0.0


def graduates_net(state: State, year: int) -> float:
    """Young graduates who arrived less those who left, persons."""
    return state.series.year("graduates.arrived", year) - state.series.year("graduates.left", year)


FIGURES: dict[str, Figure] = {
    "graduates_new": total("graduates.arrived"),
    "graduates_new_net": graduates_net,
    "high_skilled_new": total("skills.high"),
    "skilled_workers_new": total("skills.certified"),
    "upper_fund_ratio": upper_fund_ratio,
    "listed_companies_new": total("listing.new"),
    "listed_companies_domestic": total("listing.domestic"),
    "listing_filings_new": total("listing.filings"),
    "budget_total": budget_total,
    **{f"budget_{chapter}": total(f"spent.{chapter}") for chapter in LINES},
    "farmland_reclaimed": as_reported("factors", "farmland.reclaimed"),
    "farmland_consolidated": as_reported("factors", "farmland.consolidated"),
    "land_quota_new": total("land.quota_won"),
    "low_efficiency_redeveloped": as_reported("factors", "land.redeveloped"),
    "energy_granted_new_projects": total("energy.granted_new"),
    "energy_granted_all": total("energy.granted"),
    "energy_freed": as_reported("factors", "energy.freed"),
    "pv_storage_new": total("pv.installed"),
    "electricity_use": total("energy.electricity"),
}
