"""Who belongs to a population: the set behaviour of Mesa's AgentSet, on row numbers.

Why apart from `Population`: what a set is (`in`, `|`, `&`, `-`, `<=`, add, discard) knows neither columns nor Mesa. All
of it works by flags over the rows of the table; Python's own set methods would look for every row in every other.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, MutableSet
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.rows import RowAgent


class Membership(MutableSet[RowAgent]):
    """An ordered set of rows of one table; `members` are their row numbers, each once, shape (len,).

    The array `members` is replaced, never written to: copies share it, and a loop over the set sees the rows of its
    start. Order follows Mesa: `a | b` is a, then what b adds; `a & b` in the order of b; `a - b` in the order of a.

    Raises
    ------
    ValueError : rows of another table where they would have to become members.
    TypeError : something that is no row where a row is needed.
    """

    table: Table
    members: NDArray

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[RowAgent]:
        return (RowAgent(self.table, row) for row in self.members.tolist())

    def __contains__(self, agent: object) -> bool:
        return isinstance(agent, RowAgent) and agent._table is self.table and bool((self.members == agent._row).any())

    @abstractmethod
    def _with(self, rows: NDArray) -> Self:
        """The same population with other members, each given once."""

    def _update(self, agents: Iterable[RowAgent]) -> Self:
        self.members = distinct(self._numbers(agents, strictly=True))
        return self

    def _numbers(self, agents: Iterable[Any], strictly: bool = False) -> NDArray:
        """Row numbers of rows of this table; others are left out, or refused where they would become members."""
        if isinstance(agents, Membership) and agents.table is self.table:
            return agents.members
        agents = list(agents)
        if strictly:
            for agent in agents:
                self._check(agent)
        own = [agent._row for agent in agents if isinstance(agent, RowAgent) and agent._table is self.table]
        return np.array(own, dtype=np.int64)

    def _check(self, agent: object) -> None:
        kind = type(self.table).__name__
        if not isinstance(agent, RowAgent):
            raise TypeError(f"a population holds rows of {kind}, such as population[0]; found {agent!r}")
        if agent._table is not self.table:
            raise ValueError(
                f"{agent!r} is a row of another table; a population holds rows of one table, here {kind} of one "
                "region. Keep a population for each table"
            )

    def _flags(self, rows: NDArray) -> NDArray:
        """Whether each row of the table is among `rows`, shape (rows of the table,)."""
        flags = np.zeros(len(self.table), dtype=bool)
        flags[rows] = True
        return flags

    def _without(self, rows: NDArray) -> NDArray:
        return self.members[~self._flags(rows)[self.members]]

    def __or__(self, other: Iterable[Any]) -> Self:
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._with(distinct(np.concatenate([self.members, self._numbers(other, strictly=True)])))

    def __ror__(self, other: Iterable[Any]) -> Self:
        return self | other

    def __and__(self, other: Iterable[Any]) -> Self:
        if not isinstance(other, Iterable):
            return NotImplemented
        rows = distinct(self._numbers(other))
        return self._with(rows[self._flags(self.members)[rows]])

    def __rand__(self, other: Iterable[Any]) -> Self:
        return self & other

    def __sub__(self, other: Iterable[Any]) -> Self:
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._with(self._without(self._numbers(other)))

    def __rsub__(self, other: Iterable[Any]) -> Self:
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._with(distinct(self._numbers(other, strictly=True))) - self

    def __xor__(self, other: Iterable[Any]) -> Self:
        if not isinstance(other, Iterable):
            return NotImplemented
        rows = self._with(distinct(self._numbers(other, strictly=True)))
        return (self - rows) | (rows - self)

    def __rxor__(self, other: Iterable[Any]) -> Self:
        return self ^ other

    def __ior__(self, it: Iterable[Any]) -> Self:
        self.members = (self | it).members
        return self

    def __iand__(self, it: Iterable[Any]) -> Self:
        # Mesa drops members here, so the order stays its own and is not that of the other set as in `a & b`.
        self.members = self.members[self._flags(self._numbers(it))[self.members]]
        return self

    def __isub__(self, it: Iterable[Any]) -> Self:
        self.members = self._without(self._numbers(it))
        return self

    def __ixor__(self, it: Iterable[Any]) -> Self:
        self.members = (self ^ it).members
        return self

    def __le__(self, other: Any) -> bool:
        if not isinstance(other, Membership):
            return super().__le__(other)
        return len(self) == 0 or (self.table is other.table and len(self._without(other.members)) == 0)

    def __ge__(self, other: Any) -> bool:
        return other <= self if isinstance(other, Membership) else super().__ge__(other)

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        """Whether no row is in both."""
        return len(self._without(self._numbers(other))) == len(self)

    def index(self, value: RowAgent, start: int = 0, stop: int | None = None) -> int:
        """Position of a member, as in a list; ValueError where it is not one."""
        first = slice(start, stop).indices(len(self))[0]
        found = np.flatnonzero(self.members[start:stop] == value._row) if value in self else []
        if len(found) == 0:
            raise ValueError(f"{value!r} is not a member here")
        return first + int(found[0])

    def count(self, value: object) -> int:
        """1 for a member, 0 for anything else: a set holds each row once."""
        return int(value in self)

    def add(self, value: RowAgent) -> None:
        """Add one row of the same table at the end, once."""
        self._check(value)
        if value not in self:
            self.members = np.append(self.members, value._row)

    def discard(self, value: RowAgent) -> None:
        """Drop one row from the members; the row itself stays in the table."""
        if value in self:
            self.members = self.members[self.members != value._row]

    def remove(self, value: RowAgent) -> None:
        """Drop one row that must be a member; KeyError where it is not."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def clear(self) -> None:
        """Drop all members; the rows stay in the table."""
        self.members = self.members[:0]


def distinct(rows: NDArray) -> NDArray:
    """Each row number once, in the order of first appearance."""
    found, first = np.unique(rows, return_index=True)
    return rows if len(found) == len(rows) else rows[np.sort(first)]
