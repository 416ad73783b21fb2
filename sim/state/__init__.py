"""The state of one district in one draw: everything a phase may read and write, each value declared.

Why one object with rooms: a phase is a function of the state and of nothing else, so the month can be printed, timed
and branched. What is fixed for the draw (`fixed`, `rows`), what belongs to this month (`now`, and `last` of the month
before) and what lasts (`books`, the columns of the populations, the ledger) stand apart, and a name that is not
declared fails at once. The clock and the institutions belong to `Region`.
"""

import copy
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.institutions import Bank, Bureau, GuaranteeCompany, Town, Village
from agents.people import Households, Residents
from agents.projects import Projects
from sim.accounts import Ledger
from sim.calendar import month_of_year, year_of
from sim.district.model import District
from sim.policy.course import Acting
from sim.policy.levers import Levers
from sim.randomness import key
from sim.series import SeriesBook
from sim.settings import Settings
from sim.state.books import Books
from sim.state.declare import StateError
from sim.state.fixed import Fixed
from sim.state.idioms import rests
from sim.state.now import Last, Now
from sim.state.rows import Rows
from sim.world import World

POPULATIONS = ("enterprises", "residents", "households", "farms", "projects")
__all__ = ["POPULATIONS", "Offices", "State", "StateError", "rests"]


@dataclass
class Offices:
    """The institutions, Mesa agents of the region."""

    bureaus: dict[str, Bureau] = field(default_factory=dict)  # by chapter
    banks: list[Bank] = field(default_factory=list)
    guarantee: GuaranteeCompany = field(init=False)
    towns: list[Town] = field(default_factory=list)
    villages: list[Village] = field(default_factory=list)


@dataclass
class State:
    """Everything a phase reads and writes. `month` counts from 1, January 2023."""

    settings: Settings
    district: District
    world: World
    acting: dict[str, Acting]
    seed: int
    enterprises: Enterprises
    residents: Residents
    households: Households
    farms: Farms
    projects: Projects
    ledger: Ledger
    series: SeriesBook
    offices: Offices = field(default_factory=Offices)
    levers: Levers = field(default_factory=Levers)
    month: int = 0
    fixed: Fixed = field(default_factory=Fixed)
    rows: Rows = field(default_factory=Rows)
    books: Books = field(default_factory=Books)
    now: Now = field(default_factory=Now)
    last: Now = field(default_factory=Last)

    @property
    def year(self) -> int:
        """Calendar year of the month."""
        return year_of(self.month)

    @property
    def month_of_year(self) -> int:
        """1 to 12."""
        return month_of_year(self.month)

    @property
    def shocks(self) -> float:
        """1 where chance and the outside world move; 0 in the stationary district."""
        return float(self.settings.region.shocks)

    def stream(self, mechanism: str, month: int | None = None) -> np.uint64:
        """The key of a mechanism's random numbers in this month of this draw (`month=0`: once for the draw)."""
        return key(self.seed, mechanism, self.month if month is None else month)

    def record(self, name: str, value: float) -> None:
        """Write this month's value of a declared series (see `sim/series.py`)."""
        self.series.write(name, self.month, float(value))

    def add(self, name: str, value: float) -> None:
        """Add to this month's value of a declared series."""
        self.series.write(name, self.month, self.series.read(name, self.month) + float(value))

    def price(self) -> NDArray:
        """Prices by sector this month relative to 2022, shape (26,)."""
        return self.world.price[self.month - 1]

    def tables(self) -> dict[str, Any]:
        """The populations by name."""
        return {name: getattr(self, name) for name in POPULATIONS}

    def open_month(self) -> None:
        """A month begins: its values are fresh, those of the month before that may be read are `last`."""
        self.month += 1
        self.last, self.now = self.now.carried(), Now(self.month, bool(self.shocks))
        self.ledger.open_month()

    def close_month(self) -> None:
        """Let go of what only this month needed: a history that waits for its branches holds less."""
        self.now, self.last = self.now.reduced(), Last(self.month - 1, bool(self.shocks))

    def branch(self, settings: Settings, offices: Offices) -> "State":
        """An independent copy that goes on with other settings and its own institutions.

        What is fixed and the values of this month are shared: the former never change, the latter are read no more
        but for those that `Now.carried` makes read-only.
        """
        tables = {name: table.branch() for name, table in self.tables().items()}
        return State(
            settings=settings, district=self.district, world=self.world, acting=self.acting, seed=self.seed,
            ledger=self.ledger.branch({name: tables[name] for name in self.ledger.columns}),
            series=self.series.branch(), offices=offices, month=self.month, fixed=self.fixed, rows=self.rows,
            books=copy.deepcopy(self.books), now=self.now, last=self.last, **tables,
        )  # fmt: skip
