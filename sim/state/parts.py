"""Values of the month that have parts of their own."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


def nobody() -> NDArray:
    """No rows."""
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Opening:
    """Deposits and debt on the first of the month by row, yuan: habits about cash are compared on the same day."""

    enterprises: NDArray
    households: NDArray
    farms: NDArray
    debt_enterprises: NDArray
    debt_farms: NDArray


@dataclass(frozen=True)
class Searchers:
    """What is asked of those who search, (persons,) each, so that the columns of all residents are read once a month.

    `weight` are persons a row stands for; `skill` is kept up by whoever changes it.
    """

    rows: NDArray
    ids: NDArray
    weight: NDArray
    town: NDArray
    skill: NDArray
    age: NDArray


@dataclass(frozen=True)
class EquipmentGrants:
    """Shares of what each manufacturer pays for machines: by clause 2, by clause 20, and on energy-saving ones.

    Shape of `rows.manufacturers`: nobody else is aided.
    """

    general: NDArray
    green: NDArray
    on_retrofits: NDArray

    @property
    def total(self) -> NDArray:
        """Share of all equipment that grants pay."""
        return self.general + self.green


@dataclass(frozen=True)
class Raised:
    """Rows of enterprises that spend what they raised at their listing, and yuan this month of each."""

    rows: NDArray = field(default_factory=nobody)
    paid: NDArray = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True)
class Expansion:
    """Land enterprises bid for this month and what they were given, mu."""

    asked: float
    given: float
