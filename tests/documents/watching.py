"""Which phase reads and which writes each value of the state: seen in a run, not written down by hand.

Every room notes who reads an attribute; what a phase wrote is found by comparing the state before and after it, so that
an array changed in place counts. One small district, two years, one draw: a value read or written under circumstances
that never come up there is not noted.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from agents import enterprises, farms, people, projects
from scenarios import compose, district, measures
from sim.month import MONTH
from sim.region import Region
from sim.state.books import BOOKS
from sim.state.declare import entries
from sim.state.fixed import Fixed
from sim.state.now import Last, Now
from sim.state.rows import Rows

MONTHS = 24
TABLES = {"enterprises": enterprises.Enterprises, "residents": people.Residents, "households": people.Households,
          "farms": farms.Farms, "projects": projects.Projects}  # fmt: skip
Place = tuple[str, str]  # room and name


@dataclass
class Seen:
    """Phases (places in the month) by value: who writes, who reads it in the month, who reads last month's."""

    writes: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    reads: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    lagged: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))


def places() -> Iterator[tuple[Place, str, str]]:
    """Every declared value: room and name, unit, meaning."""
    for room, kind in (("fixed", Fixed), ("rows", Rows), ("now", Now)):
        yield from (((room, name), about.unit, about.en) for name, about in kind.FIELDS.items())
    for room, kind in BOOKS.items():
        yield from (((f"books.{room}", name), about.unit, about.en) for name, about in entries(kind).items())
    for room, kind in TABLES.items():
        yield from (((room, name), column.unit, column.en) for name, column in kind.COLUMNS.items())


@cache
def watched() -> Seen:
    """What a run of two years at the smallest scale shows."""
    values = compose.compose(["run=smoke"])[0]
    region = Region(district.load(district.prepare(values)), values, measures.acting(), draw=0, seed=1)
    seen, at = Seen(), [-1]
    with _noting(region, seen, at):
        for _ in range(MONTHS):
            region.state.open_month()
            before = _pictures(region)
            for number, (_, phase) in enumerate(MONTH):
                at[0] = number
                phase(region.state)
                at[0] = -1
                after = _pictures(region)
                for place in (place for place, told in after.items() if before.get(place) != told):
                    seen.writes[place].add(number)
                before = after
    return seen


@contextmanager
def _noting(region: Region, seen: Seen, at: list[int]) -> Iterator[None]:
    """While it lasts, rooms tell who reads them."""
    state = region.state
    rooms = {id(getattr(state.books, room)): f"books.{room}" for room in BOOKS}
    rooms |= {id(getattr(state, room)): room for room in TABLES}
    kinds: list[tuple[type, set[str], str | None]] = [
        (Fixed, set(Fixed.FIELDS), "fixed"), (Rows, set(Rows.FIELDS), "rows"), (Now, set(Now.FIELDS), "now"),
        (Last, set(Now.FIELDS), "last"), *((kind, set(entries(kind)), None) for kind in BOOKS.values()),
        *((kind, set(kind.COLUMNS), None) for kind in TABLES.values()),
    ]  # fmt: skip
    plain = {kind: kind.__getattribute__ for kind, _, _ in kinds}
    for kind, names, room in kinds:
        kind.__getattribute__ = _reader(plain[kind], names, room, rooms, seen, at)
    try:
        yield
    finally:
        for kind in plain:
            del kind.__getattribute__


def _reader(
    plain: Callable, names: set[str], room: str | None, rooms: dict[int, str], seen: Seen, at: list[int]
) -> Callable:
    def read(owner: Any, name: str) -> Any:
        if at[0] >= 0 and name in names:
            where = room or rooms.get(id(owner))
            if where == "last":
                seen.lagged["now", name].add(at[0])
            elif where:
                seen.reads[where, name].add(at[0])
        return plain(owner, name)

    return read


def _pictures(region: Region) -> dict[Place, Any]:
    """What the state holds, so that two moments can be compared."""
    state = region.state
    found: dict[Place, Any] = {("now", name): id(value) for name, value in vars(state.now).items() if name != "_about"}
    for room, kind in BOOKS.items():
        owner = getattr(state.books, room)
        found |= {(f"books.{room}", name): _picture(getattr(owner, name)) for name in entries(kind)}
    for room, kind in TABLES.items():
        table = getattr(state, room)
        changing = (name for name, column in kind.COLUMNS.items() if not column.static)
        found |= {(room, name): getattr(table, name).tobytes() for name in changing}
    return found


def _picture(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tobytes()
    if isinstance(value, list | tuple):
        return tuple(_picture(part) for part in value)
    if isinstance(value, dict):
        return tuple((key, _picture(part)) for key, part in value.items())
    if dataclasses.is_dataclass(value):
        return tuple(_picture(getattr(value, entry.name)) for entry in dataclasses.fields(value))
    if hasattr(value, "__slots__"):
        return tuple(_picture(getattr(value, name)) for name in value.__slots__)
    return value
