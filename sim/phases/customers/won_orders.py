"""Customers won: a share of its outside orders that a firm gains by going to buyers, and loses again with time.

Why an opening stock: firms won customers before 2023 too, and those orders are in the books a draw begins with. Only
what differs from the usual flow of new customers changes orders.
"""

import numpy as np
from numpy.typing import NDArray

from sim.state import State
from sim.state.books.enterprises import Won


def open_won(state: State, won: Won, rows: NDArray, flow: float) -> None:
    """Open a book of customers; `flow` is the share won in all in a usual month, summed over firms (`rows`)."""
    if won.rows is None:
        won.usual = flow * state.settings.behaviour.trade.gain_life / max(len(rows), 1)
        won.rows, won.share = rows, np.full(len(rows), won.usual)


def age(state: State, won: Won) -> None:
    """A month passes: part of the customers won leaves."""
    won.share *= 1.0 - 1.0 / max(state.settings.behaviour.trade.gain_life, 1.0)


def add_won(state: State, outside: NDArray) -> None:
    """Raise the outside orders of firms (real, n), in place, by what they won beyond the usual."""
    for won in (state.books.exports.won, state.books.online.won):
        if won.rows is None:
            continue
        outside[won.rows] *= np.maximum(1.0 + won.share - won.usual, 0.0)
