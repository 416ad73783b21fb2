"""The monthly series a run records: declared once with unit and names, so that nothing is drawn without a label.

A name is `what` or `what.dimension`; the dimension is a sector, town, chapter or kind of agent and is declared as
`what.*`.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HORIZON = 240


@dataclass(frozen=True)
class Series:
    """One monthly series: unit, names, and where it stands in the plan's own figures (empty: nowhere)."""

    unit: str
    en: str
    zh: str
    plan: str = ""


SERIES: dict[str, Series] = {}


def declare(**declared: Series) -> None:
    """Add series to the list; a name with a dimension is written with a double underscore, `starts__any`."""
    for name, series in declared.items():
        SERIES[name.replace("__any", ".*").replace("__", ".")] = series


def find(name: str) -> Series:
    """The declaration of a series.

    Raises KeyError naming the nearest ones if there is none.
    """
    what = name.split(".")[0]
    for candidate in (name, f"{what}.*"):
        if candidate in SERIES:
            return SERIES[candidate]
    near = ", ".join(difflib.get_close_matches(name, SERIES, n=3)) or "none"
    raise KeyError(f"series '{name}' is not declared; declare(...) it in the phase that records it. Near: {near}")


class SeriesBook:
    """Values by series and month; what was not written is zero."""

    def __init__(self) -> None:
        self.values: dict[str, NDArray] = {}
        self.means_2022: Mapping[str, float] = {}  # monthly, of the series whose growth in 2023 is reported

    def mean_2022(self, name: str) -> float:
        """Monthly mean of 2022; raises KeyError for a series of which none is known."""
        return self.means_2022[name]

    def write(self, name: str, month: int, value: float) -> None:
        """Set the value of a declared series in a month (1 is January 2023)."""
        values = self.values.get(name)
        if values is None:
            find(name)
            values = self.values[name] = np.zeros(HORIZON)
        values[month - 1] = value

    def read(self, name: str, month: int) -> float:
        """The value of a month, zero if it was not written."""
        values = self.values.get(name)
        if values is None:
            find(name)
            return 0.0
        return float(values[month - 1])

    def year(self, name: str, year: int) -> float:
        """Sum of the twelve months of a calendar year."""
        first = (year - 2023) * 12
        values = self.values.get(name)
        if values is None:
            find(name)
            return 0.0
        return float(values[first : first + 12].sum())

    def branch(self) -> "SeriesBook":
        """An independent copy."""
        twin = SeriesBook()
        twin.means_2022 = self.means_2022
        twin.values = {name: values.copy() for name, values in self.values.items()}
        return twin
