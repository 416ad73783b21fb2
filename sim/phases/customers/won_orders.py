"""Customers won: a share of its outside orders that a firm gains by going to buyers, and loses again with time.

Why an opening stock: firms won customers before 2023 too, and those orders are in the books a draw begins with. Only
what differs from the usual flow of new customers changes orders.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.state import State


@dataclass
class Won:
    """Rows of the firms, the share of its outside orders each has won (rows,), and the usual mean of that share."""

    rows: NDArray
    share: NDArray
    usual: float


def won_by(state: State, kind: str, rows: NDArray, flow: float) -> Won:
    """The book of one kind of customers; `flow` is the share won in all in a usual month, summed over firms."""
    books = state.stock.setdefault("won_orders", {})
    if kind not in books:
        usual = flow * state.settings.behaviour.trade.gain_life / max(len(rows), 1)
        books[kind] = Won(rows, np.full(len(rows), usual), usual)
    return books[kind]


def age(state: State, won: Won) -> None:
    """A month passes: part of the customers won leaves."""
    won.share *= 1.0 - 1.0 / max(state.settings.behaviour.trade.gain_life, 1.0)


def add_won(state: State, outside: NDArray) -> None:
    """Raise the outside orders of firms (real, n), in place, by what they won beyond the usual."""
    for won in state.stock.get("won_orders", {}).values():
        outside[won.rows] *= np.maximum(1.0 + won.share - won.usual, 0.0)
