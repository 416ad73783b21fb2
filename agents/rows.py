"""Row views and the one door to a column: how a single row, or some rows, are read and written by name.

Why numbers are widened on reading: a column stores ages in one byte, and the plain sum of two ages of 100 would wrap
around. What leaves a table are Python numbers or arrays of 64 bits, so that sums are right whoever adds them up.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table

# Mesa's name of what our tables declare under a name of their own.
ALIASES = {"unique_id": "id"}
WIDE = {"i": np.dtype(np.int64), "u": np.dtype(np.uint64), "f": np.dtype(np.float64)}

# What every Mesa agent has and a row has not: what to use instead; {kind} is the kind of table.
INSTEAD = {
    "model": "a row knows its columns only; ask the region that holds it, as in region.households[3]",
    "random": "use the generator of the population, population.random",
    "rng": "use the generator of the region, region.rng",
    "scenario": "ask the region that holds it",
    "pos": "rows have no position in a space; where they are is a column such as 'town'",
    "step": "rows do not step one by one; a month is region.run_for(1), its phases are in sim/month.py",
    "advance": "rows do not step one by one; a month is region.run_for(1), its phases are in sim/month.py",
    "remove": "a table keeps its rows for the whole run; population.discard(row) takes one out of a population",
    "create_agents": "a table is made whole: table = {kind}(rows, column=array), then Population(table)",
    "from_dataframe": "a table is made whole: table = {kind}(rows, column=array), then Population(table)",
}


class RowAgent:
    """One row of a population that reads and writes like an agent: `region.enterprises[42].deposits`.

    Columns read as Python numbers; a column with several values a row reads as an array of shape (width,) that
    writes through. `unique_id` is the column `id`. Two views of one row of one table are equal and hash alike.

    Raises
    ------
    AttributeError : the table has no such column, or a Mesa agent's name that a row cannot have; says what to use.
    ValueError : a value that the column cannot hold.
    """

    __slots__ = ("_row", "_table")
    _row: int
    _table: Table

    def __init__(self, table: Table, row: int) -> None:
        object.__setattr__(self, "_table", table)
        object.__setattr__(self, "_row", row)

    def __getattr__(self, name: str) -> Any:
        column = ALIASES.get(name, name)
        if column not in self._table.COLUMNS:
            raise AttributeError(no_column(self._table, name))
        value = getattr(self._table, column)[self._row]
        return value.item() if self._table.COLUMNS[column].width == 1 else value

    def __setattr__(self, name: str, value: Any) -> None:
        write(self._table, name, self._row, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowAgent):
            return NotImplemented
        return self._row == other._row and self._table is other._table

    def __hash__(self) -> int:
        return hash((id(self._table), self._row))

    def __reduce__(self) -> tuple:
        # Copies and pickles are made anew: the default would set the slots as if they were columns.
        return RowAgent, (self._table, self._row)

    def __repr__(self) -> str:
        return f"{type(self._table).__name__}[{self._row}]"


def no_column(table: Table, name: str) -> str:
    """What to say where a name is not a column of the table."""
    kind = type(table).__name__
    if name in INSTEAD:
        return f"a row of {kind} has no '{name}': {INSTEAD[name].format(kind=kind)}"
    return f"{kind} has no column '{name}'; linping-explain columns lists them, COLUMNS of {kind} declares new ones"


def column_of(table: Table, name: str) -> NDArray:
    """The named column itself, not copied, in its declared dtype."""
    column = ALIASES.get(name, name)
    if column not in table.COLUMNS:
        raise AttributeError(no_column(table, name))
    return getattr(table, column)


def read(table: Table, name: str, rows: NDArray) -> NDArray:
    """A copy of the named column at some rows in 64 bits, shape (len(rows),) or (len(rows), width)."""
    values = column_of(table, name)[rows]
    return values.astype(WIDE.get(values.dtype.kind, values.dtype), copy=False)


def write(table: Table, name: str, rows: NDArray | int, value: Any) -> None:
    """Write one value, or one value for each of the rows, into the named column; ValueError where it does not fit."""
    if name in ALIASES:
        raise AttributeError(f"'{name}' only reads the column '{ALIASES[name]}'; write '{ALIASES[name]}' to change it")
    target = column_of(table, name)
    if isinstance(value, int | float) and target.dtype.kind == "f":
        target[rows] = value
        return
    where = f"{type(table).__name__}.{name}"
    values = np.asarray(value)
    if values.dtype.kind not in "biuf":
        raise ValueError(
            f"{where} holds numbers ({target.dtype}), found {value!r}; write a code as its number, and nobody or "
            "nothing as -1 or nan"
        )
    with np.errstate(invalid="ignore"):
        fitting = values.astype(target.dtype)
    if target.dtype.kind in "biu" and (fitting != values).any():
        raise ValueError(
            f"{where} holds whole numbers of type {target.dtype}, {value!r} does not fit; round it, or declare the "
            f"column wider in COLUMNS of {type(table).__name__}"
        )
    shape = np.shape(rows) + target.shape[1:]
    try:
        target[rows] = np.broadcast_to(fitting, shape)
    except ValueError:
        raise ValueError(
            f"{where} takes one value for all or one for each, shape {shape}; found shape {values.shape}"
        ) from None
