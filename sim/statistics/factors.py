"""Published figures of chapter 9: budget lines, land, energy, talent."""

from sim.phases.treasury import LINES
from sim.state import State
from sim.statistics.rules import Figure, total


def budget_total(state: State, year: int) -> float:
    """Paid from the eight lines by the end of the year, yuan."""
    return sum(state.series.year(f"spent.{chapter}", year) for chapter in LINES)


FIGURES: dict[str, Figure] = {
    "budget_total": budget_total,
    **{f"budget_{chapter}": total(f"spent.{chapter}") for chapter in LINES},
    "farmland_reclaimed": total("farmland.reclaimed"),
    "farmland_consolidated": total("farmland.consolidated"),
    "land_quota_new": total("land.quota_won"),
    "low_efficiency_redeveloped": total("land.redeveloped"),
    "energy_granted_new_projects": total("energy.granted_new"),
    "energy_granted_all": total("energy.granted"),
    "energy_freed": total("energy.freed"),
    "pv_storage_new": total("pv.installed"),
    "electricity_use": total("energy.electricity"),
}
