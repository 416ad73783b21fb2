"""Mesa's AgentSet vocabulary on top of columns: a crowd that stays fast and still feels like Mesa.

Why one module: `AbstractAgentSet` is public but may move in Mesa 4, and then only this file changes.
"""

import random as standard_random
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, overload

import numpy as np
from mesa.agentset import AbstractAgentSet
from numpy.typing import NDArray

from agents.columns import Table


class RowAgent:
    """One row of a population that reads and writes like an agent: `region.enterprises[42].deposits`."""

    __slots__ = ("_row", "_table")

    def __init__(self, table: Table, row: int) -> None:
        object.__setattr__(self, "_table", table)
        object.__setattr__(self, "_row", row)

    def __getattr__(self, name: str) -> Any:
        if name not in self._table.COLUMNS:
            kind = type(self._table).__name__
            raise AttributeError(f"{kind} has no column '{name}'; see linping-explain columns")
        return getattr(self._table, name)[self._row]

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._table.COLUMNS:
            raise AttributeError(f"{type(self._table).__name__} has no column '{name}'")
        getattr(self._table, name)[self._row] = value

    def __repr__(self) -> str:
        return f"{type(self._table).__name__}[{self._row}]"


class Population(AbstractAgentSet):
    """Some rows of a table with the AgentSet vocabulary: len, select, get, set, agg, groupby, shuffle, iteration.

    Parameters
    ----------
    table : the columns.
    rows : integer array of row numbers that belong, or None for all.
    random : `random.Random` used by `shuffle`, as Mesa passes it.
    """

    def __init__(self, table: Table, rows: NDArray | None = None, random: standard_random.Random | None = None) -> None:
        self.table = table
        self.members = np.arange(len(table)) if rows is None else np.asarray(rows, dtype=np.int64)
        self.random = random

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[RowAgent]:
        return (RowAgent(self.table, int(row)) for row in self.members)

    def __contains__(self, agent: object) -> bool:
        return isinstance(agent, RowAgent) and agent._table is self.table and agent._row in self.members

    def __getitem__(self, row: int) -> RowAgent:
        return RowAgent(self.table, int(self.members[row]))

    def _with(self, rows: NDArray) -> "Population":
        return Population(self.table, rows, random=self.random)

    def _update(self, agents: Iterable[RowAgent]) -> "Population":
        self.members = np.array([agent._row for agent in agents], dtype=np.int64)
        return self

    def select(
        self,
        filter_func: Callable[[RowAgent], bool] | NDArray | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
    ) -> "Population":
        """Members that satisfy a boolean mask over members (fast) or a function of one row (slow, for looking).

        As in Mesa, `at_most` is a number of rows, or as a float up to 1.0 a share of the members before selection.
        """
        limit = at_most * len(self) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        if filter_func is None:
            rows = self.members
        elif callable(filter_func):
            rows = self.members[np.array([bool(filter_func(agent)) for agent in self], dtype=bool)]
        else:
            rows = self.members[np.asarray(filter_func, dtype=bool)]
        if limit < len(rows):
            rows = rows[: int(limit)]
        if inplace:
            self.members = rows
            return self
        return self._with(rows)

    def _column(self, name: str) -> NDArray:
        if name not in self.table.COLUMNS:
            raise AttributeError(f"{type(self.table).__name__} has no column '{name}'; see linping-explain columns")
        return getattr(self.table, name)

    @overload
    def get(self, attr_names: str) -> NDArray: ...
    @overload
    def get(self, attr_names: list[str]) -> list[NDArray]: ...
    def get(self, attr_names: str | list[str]) -> NDArray | list[NDArray]:
        """The named column of the members, shape (len,), or a list of columns."""
        if isinstance(attr_names, str):
            return self._column(attr_names)[self.members]
        return [self._column(name)[self.members] for name in attr_names]

    def set(self, attr_name: str, value: Any) -> "Population":
        """Write a scalar or one value per member into a column."""
        self._column(attr_name)[self.members] = value
        return self

    def agg(self, attribute: str, func: Callable[[NDArray], Any]) -> Any:
        """Apply a function of one array to a column of the members (unweighted: rows, not persons)."""
        return func(self.get(attribute))

    def shuffle(self, inplace: bool = False) -> "Population":
        """The members in random order."""
        if self.random is None:
            raise ValueError("a population without a random generator cannot be shuffled; pass random=model.random")
        order = self.members.tolist()
        self.random.shuffle(order)
        rows = np.array(order, dtype=np.int64)
        if inplace:
            self.members = rows
            return self
        return self._with(rows)

    def shuffle_do(self, method: str | Callable, *args, **kwargs) -> "Population":
        """Call a function on each row view in random order; the order of the members stays."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable, *args, **kwargs) -> list[Any]:
        """Results of a function on each row view (slow, like `do`)."""
        if callable(method):
            return [method(agent, *args, **kwargs) for agent in self]
        return [getattr(agent, method)(*args, **kwargs) for agent in self]

    def sort(self, key: str, ascending: bool = False, inplace: bool = False) -> "Population":
        """The members ordered by a column."""
        order = np.argsort(self.get(key), kind="stable")
        rows = self.members[order if ascending else order[::-1]]
        if inplace:
            self.members = rows
            return self
        return self._with(rows)

    def groupby(self, by: str) -> dict[Hashable, "Population"]:
        """One population per value of a column."""
        keys = self.get(by)
        return {key.item(): self._with(self.members[keys == key]) for key in np.unique(keys)}

    def to_list(self) -> list[RowAgent]:
        """Row views of all members."""
        return list(self)

    def do(self, method: str | Callable, *args, **kwargs) -> "Population":
        """Call a function on each row view (slow: for looking and for small groups, never inside the month)."""
        for agent in self:
            method(agent, *args, **kwargs) if callable(method) else getattr(agent, method)(*args, **kwargs)
        return self

    def add(self, agent: RowAgent) -> None:
        """Add one row of the same table to the members, once."""
        if agent._table is not self.table:
            raise ValueError(f"{agent!r} is a row of another table")
        if agent not in self:
            self.members = np.append(self.members, agent._row)

    def discard(self, agent: RowAgent) -> None:
        """Drop one row from the members; the row itself stays in the table."""
        if agent in self:
            self.members = self.members[self.members != agent._row]

    def remove(self, agent: RowAgent) -> None:
        """Drop one row that must be a member."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)
