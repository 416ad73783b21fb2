"""Columns of a population: declared once with dtype, unit and meaning in both languages.

The declaration drives allocation, checks, the data dictionary and Parquet metadata, so a column cannot be described
in two places that drift apart.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

STAYS = "stays"  # with the row when its agent leaves
UNITS = frozenset(
    [
        "yuan", "yuan/month", "share", "1", "index", "person", "household", "job", "enterprise", "mu", "tce", "kWh",
        "m3", "kW", "month", "year", "kg", "id", "code", "flag",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: dtype, unit from the closed list, meaning in English and Chinese.

    `width` is the number of values a row holds (three for headcount by skill). A static column never changes in a
    run: branches of one history share it instead of copying it. A drawn one is filled when a draw begins, so the built
    district does not hold it. `default` is the value of rows nobody filled, `at_exit` what a row takes when
    its agent leaves, or STAYS.
    """

    dtype: str
    unit: str
    en: str
    zh: str
    width: int = 1
    static: bool = False
    default: float = 0.0
    drawn: bool = False
    at_exit: float | str | None = None

    def __post_init__(self) -> None:
        if self.unit not in UNITS and not self.unit.startswith("row of "):
            raise ValueError(f"column '{self.en}' has unit '{self.unit}'; allowed are {sorted(UNITS)} or 'row of X'")

    def empty(self, rows: int) -> NDArray:
        """The default in this column's dtype, shape (rows,) or (rows, width); of a drawn column one value for all."""
        shape = (rows,) if self.width == 1 else (rows, self.width)
        if self.drawn:
            return np.broadcast_to(np.array(self.default, dtype=self.dtype), shape)
        return np.full(shape, self.default, dtype=self.dtype)


class Table:
    """Numpy columns of one kind of agent; row i of every column is the same agent.

    Parameters
    ----------
    rows : number of agents.
    columns : arrays by column name; a column that is not given starts at its default (zero if none is declared).

    Raises
    ------
    ValueError : a name that is not declared, or an array of the wrong length.
    """

    COLUMNS: ClassVar[Mapping[str, Column]] = {}
    HAS_EXITS: ClassVar[bool] = False  # whether agents leave their rows to others

    def __init_subclass__(cls) -> None:
        silent = [name for name, column in cls.COLUMNS.items() if not column.static and column.at_exit is None]
        if cls.HAS_EXITS and silent:
            raise TypeError(f"{cls.__name__}: of {', '.join(silent)} nobody says what a row takes when its agent "
                            "leaves; give at_exit= a value, or STAYS if the next one takes it over")  # fmt: skip

    def __init__(self, rows: int, **columns: NDArray) -> None:
        unknown = set(columns) - set(self.COLUMNS)
        if unknown:
            raise ValueError(f"{type(self).__name__} has no column {sorted(unknown)}; declared: {sorted(self.COLUMNS)}")
        self.rows = rows
        for name, column in self.COLUMNS.items():
            values = columns.get(name)
            if values is None:
                values = column.empty(rows)
            # A column that changes is copied: one array given for two columns would otherwise be the same money.
            order = "K" if column.drawn and column.static else "C"
            values = np.array(values, dtype=column.dtype, order=order, copy=None if column.static else True)
            shape = (rows,) if column.width == 1 else (rows, column.width)
            if values.shape != shape:
                raise ValueError(f"{type(self).__name__}.{name} has shape {values.shape} where {shape} was expected")
            setattr(self, name, values)

    def __len__(self) -> int:
        return self.rows

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> NDArray: ...

        def __setattr__(self, name: str, value: Any) -> None: ...

    else:

        def __setattr__(self, name: str, value: Any) -> None:
            if name not in self.COLUMNS and name != "rows":
                near = difflib.get_close_matches(name, self.COLUMNS, n=1)
                hint = f"; did you mean '{near[0]}'?" if near else "."
                raise AttributeError(f"{type(self).__name__} has no column '{name}'{hint} Declare it with dtype, unit "
                                     "and meaning where the table is declared.")  # fmt: skip
            object.__setattr__(self, name, value)

    def arrays(self) -> dict[str, NDArray]:
        """All columns by name, not copied."""
        return {name: getattr(self, name) for name in self.COLUMNS}

    def branch(self) -> Self:
        """An independent copy: static columns are shared, the others copied."""
        twin = object.__new__(type(self))
        twin.rows = self.rows
        for name, column in self.COLUMNS.items():
            values = getattr(self, name)
            setattr(twin, name, values if column.static else values.copy())
        return twin

    def vacate(self, rows: NDArray) -> None:
        """The agents of some rows leave: each column takes what it declares for that, or stays as it is."""
        for name, column in self.COLUMNS.items():
            if not column.static and column.at_exit != STAYS:
                getattr(self, name)[rows] = column.at_exit

    def total(self, values: NDArray, rows: NDArray | None = None) -> float:
        """Weighted sum over all rows, or over `rows` with a value each: what the whole district holds at any scale."""
        common = Table.common_weight(self)
        if common is not None:
            return common * float(np.add.reduce(values))
        return weighted_sum(self.weight if rows is None else self.weight[rows], values)

    def total_of(self, name: str) -> float:
        """Weighted sum of a static column, which never changes: worked out once for the column there is."""
        values, known = getattr(self, name), self.__dict__.setdefault("_totals", {})
        if name not in known or known[name][0] is not values:
            known[name] = (values, Table.total(self, values))
        return known[name][1]

    def common_weight(self) -> float | None:
        """What every row stands for where that is the same, as at full scale; None where rows differ.

        Worked out once for a column of weights, which never changes: a plain sum reads half of what another does.
        """
        known = self.__dict__.get("_common")
        if known is None or known[0] is not self.weight:
            weight = self.weight
            is_common = len(weight) > 0 and bool((weight == weight[0]).all())
            known = self.__dict__["_common"] = (weight, float(weight[0]) if is_common else None)
        return known[1]


def weighted_sum(weight: NDArray, values: NDArray) -> float:
    """Sum of weight times value.

    Not `np.dot`: that is the machine's own BLAS, whose sums differ between processors and whose threads get in each
    other's way where several workers share a machine.
    """
    return float(np.einsum("i,i->", weight, values))
