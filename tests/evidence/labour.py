"""Okun and Beveridge across draws: what a year of more product goes with. One value for all draws, none for each."""

import numpy as np
from numpy.typing import NDArray

from tests.evidence.runs import Start

YEARS = slice(0, 12), slice(12, 24)
NAMES = ("value_added.total", "jobs.headcount", "jobs.in_commuters", "jobs.unemployed", "jobs.employed_residents",
         "jobs.vacancies")  # fmt: skip


def observe(start: Start) -> NDArray:
    """Means of 2023 and 2024 of the series in `NAMES`, (series, 2)."""
    series = start.usual.series()
    return np.array([[np.mean(series[name][year]) for year in YEARS] for name in NAMES])


def estimate(observed: NDArray) -> dict[str, float]:
    """Slopes on growth of product over draws; `observed` is (draws, series, 2)."""
    growth = 100.0 * (observed[..., 1] / observed[..., 0] - 1.0)
    product, jobs, inflow = growth[:, 0], growth[:, 1], growth[:, 2]
    rate = 100.0 * observed[:, 3] / (observed[:, 3] + observed[:, 4])
    return {
        "okun_employment": _slope(product, jobs),
        "okun_unemployment": _slope(product, rate[:, 1] - rate[:, 0]),
        "okun_inflow": _slope(product, inflow),
        "beveridge": float(np.corrcoef(observed[:, 5, 1], rate[:, 1])[0, 1]),
    }


def _slope(x: NDArray, y: NDArray) -> float:
    return float(np.polyfit(x, y, 1)[0])
