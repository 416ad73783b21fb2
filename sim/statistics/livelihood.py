"""Published figures of chapter 8: jobs, training, care."""

from agents.classes import Activity
from sim.state import State
from sim.statistics.rules import Figure, as_reported, at_year_end, total


def unemployment(state: State, year: int) -> float:
    """Unemployed over the labour force living here, annual means, percent."""
    out, at_work = (state.series.year(f"jobs.{name}", year) for name in ("unemployed", "employed_residents"))
    return 100.0 * out / (out + at_work)


def jobs_per_thousand(state: State, year: int) -> float:
    """Registered new jobs per 1,000 residents."""
    residents = float(state.residents.weight[state.residents.activity != Activity.ABSENT].sum())
    return 1000.0 * FIGURES["new_urban_jobs"](state, year) / residents


FIGURES: dict[str, Figure] = {
    "new_urban_jobs": at_year_end("jobs.registered_new_cumulative"),
    "trained_persons": as_reported("livelihood", "jobs.trained"),
    "reemployed_assisted": total("jobs.placed"),
}
