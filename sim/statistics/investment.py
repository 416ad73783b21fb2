"""Published figures of chapter 1: fixed-asset investment and the schedule of starts."""

import numpy as np

from agents.projects import PROJECT_KINDS, Stage
from sim.calendar import MONTHS
from sim.district.land import share_spent_in
from sim.policy.course import TEXT_PUBLISHED
from sim.state import State
from sim.statistics.rules import HINDCAST_YEAR, LEVEL, Figure, Monthly, Rule, at_year_end, growth, of_level, total

LAND_FEES = ("land.fee", "land.sales_revenue")


def share_by(quarter: int) -> Figure:
    """Cumulative share of the new projects started by the end of a quarter, percent."""
    def figure(state: State, year: int) -> float:
        return 100.0 * state.series.read("starts.share", (year - HINDCAST_YEAR) * MONTHS + 3 * quarter)
    return Rule(figure, Monthly(LEVEL, "starts.share", factor=100.0))


def _completion(state: State, year: int) -> float:
    plan = state.settings.region.pipeline.key_plan
    return 100.0 * state.series.year("investment.key_62", year) / plan


def pushed_forward(state: State, year: int) -> float:
    """Projects of the list that started or were built on in the year."""
    projects = state.projects
    first = (year - HINDCAST_YEAR) * MONTHS
    started = (projects.started > first) & (projects.started <= first + MONTHS)
    return float(np.sum(projects.is_listed & (started | (state.books.pipeline.spent_by_year[year] > 0.0))))


def advanced(state: State, year: int) -> float:
    """Projects of the list that passed a gate, started or were built on in the year."""
    moved = state.books.pipeline.gates_by_year.get(year, np.zeros(len(state.projects), dtype=bool))
    worked_on = state.books.pipeline.spent_by_year[year] > 0.0
    return float(np.sum(state.projects.is_listed & (moved | worked_on)))


def fai_ratio(state: State, year: int) -> float:
    """Growth of printed totals, percent: amounts of both years as published, in units of 0.1 billion to one decimal.

    The total of the year before is restated by no one here, so the two readings differ by rounding alone.
    """
    now, before = (round(state.series.year("fai.total", of) / 1e8, 1) for of in (year, year - 1))
    return 100.0 * (now / before - 1.0)


def investment_without_land(state: State, year: int) -> float:
    """Fixed-asset investment less land fees of projects and developers, yuan."""
    return state.series.year("fai.total", year) - sum(state.series.year(name, year) for name in LAND_FEES)


def led_projects(state: State, year: int) -> float:
    """Large projects of the list that a district leader had in charge in the course of the year."""
    first = (year - HINDCAST_YEAR) * MONTHS + 1
    return max(state.series.read("projects.led", month) for month in range(first, first + MONTHS))


def lowest_completion(state: State, year: int) -> float:
    """Lowest ratio of a key project's spending in the year to its own annual plan, percent.

    A project whose works are complete has met its plan, whenever it spent the money.
    """
    projects = state.projects
    january = (year - HINDCAST_YEAR) * MONTHS + 1
    plan = projects.total_planned * share_spent_in(projects.planned_start, projects.duration, january)
    rows = np.flatnonzero(projects.is_key & (plan > 0.0))
    ratio = state.books.pipeline.spent_by_year[year][rows] / plan[rows]
    ratio = np.where(projects.stage[rows] >= Stage.FINISHED, np.maximum(ratio, 1.0), ratio)
    return 100.0 * float(np.min(ratio)) if len(rows) > 0 else 0.0


def earmarked(state: State, year: int) -> float:
    """Renewal fund over the land revenue it is taken from, percent, since the text was published.

    A rule: what is paid in a month is the share in force of last month's revenue, so this says what was enforced.
    """
    months = range(TEXT_PUBLISHED, (year - 2022) * MONTHS + 1)
    revenue = sum(state.series.read(name, month - 1) for name in LAND_FEES for month in months)
    fund = sum(state.series.read("land.renewal_fund", month) for month in months)
    return 100.0 * fund / revenue if revenue > 0.0 else 0.0


def meetings(state: State, year: int) -> float:
    """Dispatch meetings held in the year."""
    return state.series.year("dispatch.meetings", year)


def meetings_of_odd_months(state: State, year: int) -> float:
    """Odd months of the year in which a dispatch meeting was held."""
    first = (year - HINDCAST_YEAR) * MONTHS + 1
    return sum(state.series.read("dispatch.meetings", month) for month in range(first, first + MONTHS, 2))


def private_share(private: str, whole: str) -> Figure:
    """Private part of what projects were allotted in the year, percent; nothing allotted is no breach."""
    def figure(state: State, year: int) -> float:
        allotted = state.series.year(whole, year)
        return 100.0 * state.series.year(private, year) / allotted if allotted > 0.0 else 100.0
    return figure


private_land = private_share("land.supplied_private", "land.supplied")
private_energy = private_share("energy.granted_private", "energy.granted_projects")


def lowest_private_share(state: State, year: int) -> float:
    """Lowest of the private shares in provincial industrial projects (by number), land and energy, percent."""
    projects = state.projects
    provincial = projects.is_provincial & (projects.kind == PROJECT_KINDS.index("industry"))
    of_them = 100.0 * float(np.mean(state.projects.is_private[provincial])) if provincial.any() else 100.0
    return min(of_them, private_land(state, year), private_energy(state, year))


FIGURES: dict[str, Figure] = {
    "projects_advanced": advanced,
    "projects_list_449": pushed_forward,
    "fai_growth": growth("fai.total"),
    "fai_growth_totals": fai_ratio,
    "listed_investment": total("investment.listed"),
    "investment_without_land": of_level("investment_without_land", investment_without_land),
    "leader_led_projects": led_projects,
    "key_completion_lowest": lowest_completion,
    "land_revenue_earmark": earmarked,
    "dispatch_meetings": meetings,
    "dispatch_meetings_odd": meetings_of_odd_months,
    "private_share_lowest": lowest_private_share,
    "private_share_land": private_land,
    "private_share_energy": private_energy,
    "effective_investment": of_level("fixed_investment", total("fai.total")),
    "manufacturing_investment_growth": growth("fai.manufacturing"),
    "provincial_8_investment": total("investment.provincial_8"),
    "key_62_investment": total("investment.key_62"),
    "key_new_start_share": at_year_end("starts.key_share", 100.0),
    "key_completion_share": _completion,
    **{f"start_share_q{quarter}": share_by(quarter) for quarter in (1, 2, 3, 4)},
}
