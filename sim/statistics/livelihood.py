"""Published figures of chapter 8: jobs, training, care."""

from collections.abc import Callable

import numpy as np

from agents.classes import Activity
from sim.calendar import MONTHS
from sim.district.model import Towns
from sim.state import State
from sim.statistics.rules import Figure, as_reported, at_year_end, net_of_level, of_level, total


def unemployment(state: State, year: int) -> float:
    """Unemployed over the labour force living here, annual means, percent."""
    out, at_work = (state.series.year(f"jobs.{name}", year) for name in ("unemployed", "employed_residents"))
    return 100.0 * out / (out + at_work)


def income_per_head(state: State, year: int) -> float:
    """Disposable income per resident of a year, yuan."""
    return MONTHS * state.series.year("income.disposable", year) / state.series.year("residents.total", year)


def saving_rate(state: State, year: int) -> float:
    """What residents do not consume of their disposable income, percent."""
    spent = state.series.year("consumption.households", year)
    return 100.0 * (1.0 - spent / state.series.year("income.disposable", year))


def jobs_per_thousand(state: State, year: int) -> float:
    """Registered new jobs per 1,000 residents."""
    residents = float(state.residents.weight[state.residents.activity != Activity.ABSENT].sum())
    return 1000.0 * FIGURES["new_urban_jobs"](state, year) / residents


def insured_growth(state: State, year: int) -> float:
    """Growth of persons insured against work injury from December to December, percent."""
    cover, month = state.settings.behaviour.care.injury_cover, (year - 2023) * MONTHS
    before, now = (cover * state.series.read("jobs.headcount", month + part) for part in (0, MONTHS))
    added = as_reported("livelihood", "delivered.injury_insured")(state, year)
    return 100.0 * ((now + added) / before - 1.0)


def distinct_trained(state: State, year: int) -> float:
    """Persons trained, each once a year."""
    repeated = state.settings.behaviour.labour.training_repeated
    return as_reported("livelihood", "jobs.trained")(state, year) * (1.0 - repeated)


def whole_units(units: Callable[[Towns], int]) -> Figure:
    """Cover in whole subdistricts over `units` of the district, percent; what is half set up does not count."""
    level = at_year_end("reported.care_union_cover", 1.0 / 100.0)
    def figure(state: State, year: int) -> float:
        towns = state.district.towns
        return 100.0 * float(np.floor(level(state, year) * towns.subdistricts + 1e-6)) / max(units(towns), 1)
    return figure


FIGURES: dict[str, Figure] = {
    "new_urban_jobs": net_of_level(
        "registered_jobs", total("jobs.registered_gross"), at_year_end("jobs.registered_new_cumulative")
    ),
    "trained_persons": as_reported("livelihood", "jobs.trained"),
    "trained_distinct": distinct_trained,
    "reemployed_assisted": total("jobs.placed"),
    "gross_registered_jobs": of_level("registered_jobs", total("jobs.registered_gross")),
    "internship_posts": total("jobs.internship_posts"),
    "injury_insured_growth": insured_growth,
    "care_union_subdistricts": whole_units(lambda towns: towns.subdistricts),
    "care_union_with_town": whole_units(len),
    "charity_funds": total("charity.funds"),
}
