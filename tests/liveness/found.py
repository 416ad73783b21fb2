"""Changes against the printed policy by dose, and how tables tell them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.liveness.published import plain

DOSES = (0.0, 0.5, 1.0, 1.5, 2.0)
USUAL = DOSES.index(1.0)
YEARS = ((13, 24), (25, 36), (37, 48))  # 2024, and the years that end 36 and 48 months after January 2023
LABELS = ("2024", "to month 36", "to month 48")
TOLD = tuple(f"{dose:.0%}" for dose in DOSES if dose != 1.0)
BREAK = "<br>"


@dataclass(frozen=True)
class Found:
    """Change of a series' yearly sum against the printed policy, share of it; (draws, doses, years)."""

    change: NDArray


def stacked(found: Found, years: tuple[str, ...] = LABELS) -> tuple[str, ...]:
    """Cells of a table: the years, and at each dose but the usual one the change of each year, one below the other."""
    doses = [place for place in range(len(DOSES)) if place != USUAL]
    by_dose = [BREAK.join(interval(found.change[:, place, year]) for year in range(len(years))) for place in doses]
    return (BREAK.join(years), *by_dose)


def interval(change: NDArray) -> str:
    """Percent: median and 5-95 % over draws, as plain numbers."""
    low, middle, high = 100.0 * np.quantile(change, (0.05, 0.5, 0.95), method="nearest")
    told = tuple(map(plain, (middle, low, high)))
    return told[0] if len(set(told)) == 1 else f"{told[0]} ({told[1]} to {told[2]})"
