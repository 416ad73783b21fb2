"""Sizes, growth, births and deaths of enterprises, their use of capacity, and the turnover of their staff."""

import numpy as np

from agents.classes import INDUSTRY
from tests.evidence.runs import Start

FROM, TO = 1e8, 5e9  # above 50 亿元 the tail is thinner: those few giants stand in the tables one by one
GROUPS = 10
MARK = 2e7  # yuan of revenue from which industrial firms are on the list
YEAR_2024 = slice(12, 24)


def estimate(start: Start) -> dict[str, float]:
    """All figures of one run of 2024."""
    before = start.past.state.enterprises.revenue_last.copy()
    region = start.usual
    return {**_sizes(before), **_growth(before, region), **_demography(region), "capacity_use": _capacity(region)}


def _sizes(revenue: np.ndarray) -> dict[str, float]:
    """Hill index on 1 to 50 亿元, truncated: the likelihood of a Pareto law cut at the upper end, by bisection."""
    x = np.log(revenue[(revenue >= FROM) & (revenue <= TO)] / FROM)
    span, mean = np.log(TO / FROM), x.mean()

    def expected(index: float) -> float:
        return 1.0 / index - span * np.exp(-index * span) / (1.0 - np.exp(-index * span))

    low, high = 0.05, 5.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if expected(middle) > mean else (low, middle)
    return {"size_tail_index": low}


def _growth(before: np.ndarray, region) -> dict[str, float]:
    """Residual growth of above-scale industrial firms after the mean of their sector."""
    firms = region.state.enterprises
    now = firms.revenue_last
    rows = np.flatnonzero(firms.is_above_scale & np.isin(firms.sector, INDUSTRY) & (before >= MARK) & (now > 0.0))
    growth, sector = np.log(now[rows] / before[rows]), firms.sector[rows]
    means = np.bincount(sector, growth, minlength=26) / np.maximum(np.bincount(sector, minlength=26), 1)
    residual = growth - means[sector]
    standard = residual / np.std(residual)
    laplace = -np.log(2.0 * np.mean(np.abs(standard))) - 1.0
    normal = -0.5 * np.log(2.0 * np.pi) - 0.5
    return {"growth_laplace": laplace - normal, "growth_spread_by_size": _slope_of_spread(before[rows], residual)}


def _slope_of_spread(size: np.ndarray, residual: np.ndarray) -> float:
    """Slope of log standard deviation on log mean size over ten groups of firms by size."""
    groups = [group for group in np.array_split(np.argsort(size), GROUPS) if len(group) > 1]
    spread = [np.log(np.std(residual[group])) for group in groups]
    return float(np.polyfit([np.log(size[group].mean()) for group in groups], spread, 1)[0])


def _demography(region) -> dict[str, float]:
    series = {name: np.array(values)[YEAR_2024] for name, values in region.series().items()}
    registered = series["registry.entities"].mean()
    return {
        "registrations_entry": 100.0 * series["registry.entered"].sum() / registered,
        "registrations_exit": 100.0 * series["registry.left"].sum() / registered,
        "active_exit": 100.0 * series["firms.left"].sum() / series["firms.active"].mean(),
        "staff_turnover": 100.0 * series["jobs.separations"].sum() / series["jobs.headcount"].mean(),
    }


def _capacity(region) -> float:
    firms = region.state.enterprises
    rows = np.flatnonzero(firms.is_above_scale & np.isin(firms.sector, INDUSTRY))
    return 100.0 * float(firms.output[rows].sum() / firms.capacity[rows].sum())
