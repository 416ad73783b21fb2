"""Months: 1 is January 2023, 12 December 2023, 13 January 2024."""

import numpy as np
from numpy.typing import NDArray

FIRST_YEAR = 2023
MONTHS = 12  # of a year
QUARTERS = 4  # of a year
QUARTER = 3  # months of a quarter
# Month of Spring Festival by year: 22 January 2023, 10 February 2024, 29 January 2025, 17 February 2026.
FESTIVAL = {2023: 1, 2024: 2, 2025: 1, 2026: 2}


def year_of(month: int) -> int:
    """Calendar year of a month index."""
    return FIRST_YEAR + (month - 1) // MONTHS


def month_of_year(month: int) -> int:
    """1 to 12."""
    return (month - 1) % MONTHS + 1


def label(month: int) -> int:
    """202301 for month 1."""
    return year_of(month) * 100 + month_of_year(month)


def season(months: int, festival_loss: float) -> NDArray:
    """Seasonal factor of work and orders, shape (months,), mean 1 within each year.

    The month of Spring Festival loses `festival_loss`, the other of January and February half of it; what is lost
    is made up evenly over the rest of the year.
    """
    factors = np.ones(months)
    for month in range(1, months + 1):
        festival = FESTIVAL.get(year_of(month), 2)
        if month_of_year(month) <= 2:
            factors[month - 1] -= festival_loss * (1.0 if month_of_year(month) == festival else 0.5)
        else:
            factors[month - 1] += festival_loss * 1.5 / 10.0
    return factors
