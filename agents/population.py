"""Mesa's AgentSet vocabulary on top of columns: a crowd that stays fast and still feels like Mesa.

Every word means what it means in Mesa or says what to use instead; tests/agents/test_mesa_vocabulary.py goes through
them one by one. Why one module: `AbstractAgentSet` is public but may move in Mesa 4, and then only this file changes.
"""

import copy
import math
import operator
import random as standard_random
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Literal, Self, overload

import numpy as np
from mesa.agentset import AbstractAgentSet
from mesa.agentset import GroupBy as MesaGroupBy
from numpy.typing import NDArray

from agents.columns import Table
from agents.membership import Membership, distinct
from agents.rows import INSTEAD, RowAgent, column_of, no_column, read, write


class Population(Membership, AbstractAgentSet):
    """Some rows of a table with the AgentSet vocabulary: len, select, get, set, agg, groupby, shuffle, iteration.

    What differs from Mesa: it starts from a table, `get("x")` is an array where Mesa gives a list (equal element by
    element), a mask selects, an array sets one value per member, and indexing stays (no warning). Functions of one row
    are called once per row as in Mesa: for looking and for small groups, never inside the month.

    Parameters
    ----------
    table : the columns.
    rows : row numbers (integers) or row views that belong, each once, or None for all.
    random : `random.Random` used by `shuffle`, as Mesa passes it.

    Raises
    ------
    TypeError : agents instead of a table, or a mask instead of row numbers.
    IndexError : row numbers outside the table.
    """

    def __init__(
        self,
        table: Table,
        rows: NDArray | Iterable[int | RowAgent] | None = None,
        random: standard_random.Random | None = None,
    ) -> None:
        if not isinstance(table, Table):
            raise TypeError(
                "a population starts from its table: Population(table, rows=[...], random=region.random); found "
                f"{type(table).__name__}. Of some members, population.select(...) makes a population"
            )
        self.table = table
        self.members = np.arange(len(table)) if rows is None else self._checked(rows)
        self.random = random

    def _checked(self, rows: NDArray | Iterable[int | RowAgent]) -> NDArray:
        if not isinstance(rows, np.ndarray):
            rows = list(rows)
            if rows and isinstance(rows[0], RowAgent):
                return distinct(self._numbers(rows, strictly=True))
        numbers = np.asarray(rows)
        if numbers.ndim != 1 or (len(numbers) and numbers.dtype.kind not in "iu"):
            raise TypeError(
                f"rows are row numbers or row views in one dimension, found {numbers.dtype} of shape {numbers.shape}; "
                "for a mask write Population(table).select(mask)"
            )
        if len(numbers) and (numbers.min() < 0 or numbers.max() >= len(self.table)):
            raise IndexError(
                f"{type(self.table).__name__} has rows 0 to {len(self.table) - 1}, found {numbers.min()} to "
                f"{numbers.max()}"
            )
        return distinct(numbers.astype(np.int64))

    def _with(self, rows: NDArray) -> Self:
        twin = copy.copy(self)
        twin.members = rows
        return twin

    def _become(self, rows: NDArray, inplace: bool) -> Self:
        if not inplace:
            return self._with(rows)
        self.members = rows
        return self

    @overload
    def __getitem__(self, item: int) -> RowAgent: ...
    @overload
    def __getitem__(self, item: slice) -> list[RowAgent]: ...
    def __getitem__(self, item: int | slice) -> RowAgent | list[RowAgent]:
        """The member at a position, or a list of the members of a slice."""
        if isinstance(item, slice):
            return [RowAgent(self.table, row) for row in self.members[item].tolist()]
        try:
            position = operator.index(item)
        except TypeError:
            raise TypeError(
                f"a population is indexed by a position or a slice, found {type(item).__name__}; for a mask use "
                "select(mask), for a column get(name)"
            ) from None
        return RowAgent(self.table, int(self.members[position]))

    def to_list(self) -> list[RowAgent]:
        """Row views of all members."""
        return list(self)

    def select(
        self,
        filter_func: Callable[[RowAgent], bool] | NDArray | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | tuple[type, ...] | None = None,
    ) -> Self:
        """Members that satisfy a boolean mask over members (fast) or a function of one row (slow, for looking).

        As in Mesa, `at_most` is a number of rows, or as a float up to 1.0 a share of the members before selection.
        `agent_type` is the kind of table, such as Households: all rows of a population are of one kind.

        Raises
        ------
        ValueError : a mask that is not boolean, or not of shape (len,).
        TypeError : an `agent_type` that is not a kind of table.
        """
        limit = int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        if agent_type and not self._is_of(agent_type):
            rows = self.members[:0]
        elif filter_func is None:
            rows = self.members
        elif callable(filter_func):
            rows = self._first_that(filter_func, limit)
        else:
            rows = self.members[self._mask(filter_func)]
        if limit < len(rows):
            rows = rows[: max(0, math.ceil(limit))]
        return self._become(rows, inplace)

    def _first_that(self, is_wanted: Callable[..., Any], limit: float) -> NDArray:
        rows = []
        for row in self.members.tolist():
            if len(rows) >= limit:
                break
            if is_wanted(RowAgent(self.table, row)):
                rows.append(row)
        return np.array(rows, dtype=np.int64)

    def _mask(self, mask: NDArray) -> NDArray:
        mask = np.asarray(mask)
        if mask.shape != (len(self),) or (len(mask) and mask.dtype != bool):
            raise ValueError(
                f"a mask is boolean with one value per member, shape ({len(self)},); found {mask.dtype} of shape "
                f"{mask.shape}. Build it from get() of this population; for row numbers use Population(table, rows)"
            )
        return mask.astype(bool, copy=False)

    def _is_of(self, agent_type: type | tuple[type, ...]) -> bool:
        kinds = agent_type if isinstance(agent_type, tuple) else (agent_type,)
        if not all(isinstance(kind, type) and issubclass(kind, Table | RowAgent) for kind in kinds):
            raise TypeError(
                f"agent_type is a kind of table, here {type(self.table).__name__}; found {agent_type!r}. Rows are not "
                "Mesa agents; institutions are, and region.agents holds them"
            )
        return isinstance(self.table, kinds) or RowAgent in kinds

    @overload
    def get(self, attr_names: str, handle_missing: str = "error", default_value: Any = None) -> NDArray: ...
    @overload
    def get(
        self, attr_names: Iterable[str], handle_missing: str = "error", default_value: Any = None
    ) -> list[list[Any]]: ...
    def get(
        self, attr_names: str | Iterable[str], handle_missing: str = "error", default_value: Any = None
    ) -> NDArray | list[list[Any]]:
        """A column of the members, or one list of values per member where several names are given, as in Mesa.

        One name gives an array of 64-bit numbers, shape (len,) or (len, width), where Mesa gives a list. Several give
        a list of len lists; for several columns as arrays, ask for one after the other. With handle_missing "default"
        a name that is no column reads as `default_value` for every member.

        Raises
        ------
        AttributeError : no such column, and handle_missing is "error".
        ValueError : another handle_missing.
        """
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', found {handle_missing!r}")
        is_filled = handle_missing == "default"
        if isinstance(attr_names, str):
            return self._values(attr_names, is_filled, default_value)
        columns = [self._values(name, is_filled, default_value).tolist() for name in attr_names]
        return [list(values) for values in zip(*columns)] if columns else [[] for _ in range(len(self))]

    def _values(self, name: str, is_filled: bool, default_value: Any) -> NDArray:
        try:
            return read(self.table, name, self.members)
        except AttributeError:
            if not is_filled:
                raise
        # None, words and lists stay the objects that they are.
        is_number = isinstance(default_value, bool | int | float | np.number)
        values = np.empty(len(self), dtype=type(default_value) if is_number else object)
        values.fill(default_value)
        return values

    def set(self, attr_name: str, value: Any) -> Self:
        """Write one value for all members, or an array or list with one value per member, into a column.

        Raises
        ------
        AttributeError : no such column; a column is declared, not made by writing.
        ValueError : a word, a fraction for a column of whole numbers, or another number of values.
        """
        write(self.table, attr_name, self.members, value)
        return self

    def agg(self, attribute: str, func: Callable[[NDArray], Any] | Iterable[Callable[[NDArray], Any]]) -> Any:
        """Apply a function of one array to a column, or several functions (unweighted: rows, not persons).

        Several functions give a list of results. Raises ValueError where a function asks whether the array is true.
        """
        values = self.get(attribute)
        return _result(func, values) if callable(func) else [_result(each, values) for each in func]

    def shuffle(self, inplace: bool = False) -> Self:
        """The members in random order, the order that Mesa's AgentSet draws with the same generator."""
        if self.random is None:
            raise ValueError("a population without a random generator cannot be shuffled; pass random=model.random")
        order = self.members.tolist()
        self.random.shuffle(order)
        return self._become(np.array(order, dtype=np.int64), inplace)

    def sort(self, key: Callable[[RowAgent], Any] | str, ascending: bool = False, inplace: bool = False) -> Self:
        """The members ordered by a column (fast) or a function of one row; those that tie keep their order."""
        if isinstance(key, str):
            values = self._keys(key)
            # Sorted backwards and read backwards, ties come out in the order they had.
            order = np.argsort(values if ascending else values[::-1], kind="stable")
            order = order if ascending else len(self) - 1 - order[::-1]
        else:
            found = [key(agent) for agent in self]
            order = np.array(sorted(range(len(self)), key=found.__getitem__, reverse=not ascending), dtype=np.int64)
        return self._become(self.members[order], inplace)

    def _keys(self, name: str) -> NDArray:
        # In the declared dtype: codes of one byte sort by counting, ten times faster than widened ones.
        values = column_of(self.table, name)[self.members]
        if values.ndim > 1:
            raise TypeError(
                f"{type(self.table).__name__}.{name} has {values.shape[1]} values a row; use a function of one row "
                f"instead of the name, such as lambda row: row.{name}.sum()"
            )
        return values

    def groupby(
        self, by: Callable[[RowAgent], Hashable] | str, result_type: Literal["agentset", "list"] = "agentset"
    ) -> "GroupBy":
        """The members by value of a column (fast) or of a function of one row, in order of first appearance.

        `result_type` "agentset" gives a population per group, "list" a list of row views. Raises ValueError for
        another one, TypeError for a column with several values a row.
        """
        if result_type not in ("agentset", "list"):
            raise ValueError(f"result_type is 'agentset' or 'list', found {result_type!r}")
        groups: dict[Any, Any] = {}
        if isinstance(by, str):
            groups = {key: self._with(self.members[positions]) for key, positions in _alike(self._keys(by))}
        else:
            for agent in self:
                groups.setdefault(by(agent), []).append(agent._row)
            groups = {key: self._with(np.array(rows, dtype=np.int64)) for key, rows in groups.items()}
        return GroupBy(groups if result_type == "agentset" else {key: list(rows) for key, rows in groups.items()})

    def map(self, method: Callable | str, *args, **kwargs) -> list[Any]:
        """Results of a function on each row view."""
        function = self._function(method)
        return [function(agent, *args, **kwargs) for agent in self]

    def do(self, method: Callable | str, *args, **kwargs) -> Self:
        """Call a function on each row view; members that come or go meanwhile do not change who is called."""
        function = self._function(method)
        for agent in self:
            function(agent, *args, **kwargs)
        return self

    def shuffle_do(self, method: Callable | str, *args, **kwargs) -> Self:
        """Call a function on each row view in random order; the order of the members stays."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def _function(self, method: Callable | str) -> Callable:
        if not isinstance(method, str):
            return method
        kind = type(self.table).__name__
        if method in self.table.COLUMNS:
            raise AttributeError(f"'{method}' is a column of {kind}, not a method; read it with get('{method}')")
        known = f"; {no_column(self.table, method)}" if method in INSTEAD else ""
        raise AttributeError(
            f"rows of {kind} have no method '{method}'; hand in a function of one row, as in do(function, ...){known}"
        )


class GroupBy(MesaGroupBy):
    """Groups of a population as in Mesa: `groups` by key, iteration over (key, group), map, do, count, agg."""

    def agg(self, attr_name: str, func: Callable[[Any], Any]) -> dict[Hashable, Any]:
        """The function of the values of a column by group: arrays of populations, lists of lists of row views."""
        return {
            key: group.agg(attr_name, func)
            if isinstance(group, Population)
            else func([getattr(agent, attr_name) for agent in group])
            for key, group in self.groups.items()
        }


def _alike(keys: NDArray) -> list[tuple[Any, NDArray]]:
    """Each key once, in order of first appearance, with the positions that have it in ascending order."""
    if len(keys) == 0:
        return []
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_new = ordered[1:] != ordered[:-1]
    if keys.dtype.kind == "f":
        # Missing values sort last and differ from themselves; they are one group.
        is_new &= ~np.isnan(ordered[:-1])
    groups = np.split(order, np.flatnonzero(is_new) + 1)
    groups.sort(key=lambda positions: positions[0])
    return [(keys[positions[0]].item(), positions) for positions in groups]


def _result(func: Callable[[NDArray], Any], values: NDArray) -> Any:
    try:
        return func(values)
    except ValueError as error:
        if "truth value of an" not in str(error):
            raise
        raise ValueError(
            f"agg hands {getattr(func, '__name__', 'the function')} an array, which is neither true nor false; write "
            "len(values) > 0 for 'if values', or take list(values) first"
        ) from error
