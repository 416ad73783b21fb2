"""Stocks of money change by some rows or by parts of a column: compiled, or by columns where compilation is off.

Both forms are equal bit for bit by test.
"""

import numpy as np
from numba import config
from numpy.typing import NDArray

from sim.kernels.compiling import compiled


@compiled
def _add_to_rows(stock, rows, amounts, sign):
    for place in range(len(rows)):
        stock[rows[place]] += sign * amounts[place]


def add_to_rows_columns(stock: NDArray, rows: NDArray, amounts: NDArray, sign: float) -> None:
    """See `add_to_rows`: the reference, and what runs where compilation is off."""
    np.add.at(stock, rows, sign * amounts)


def add_to_rows(stock: NDArray, rows: NDArray, amounts: NDArray | float, sign: float) -> None:
    """Add amounts, one a row or one for all, with a sign to some rows of a stock, in place.

    `rows` are numbers, of which one that stands twice gets both amounts, or flags of the whole stock.
    """
    if rows.dtype == np.bool_:
        rows = np.flatnonzero(rows)
    _FORM(stock, rows, amounts if isinstance(amounts, np.ndarray) else np.full(len(rows), float(amounts)), sign)


@compiled
def _add_part(stock, column, rate):
    for row in range(len(stock)):
        stock[row] += rate * column[row]


def add_part_columns(stock: NDArray, column: NDArray, rate: float) -> None:
    """See `add_part`: the reference, and what runs where compilation is off."""
    stock += rate * column


def add_part(stock: NDArray, column: NDArray, rate: float) -> None:
    """Add to each row of a stock a rate times its value in a column, in place: one pass and no array in between."""
    _PART(stock, column, rate)


@compiled
def _turn_over(deposits, loans, repaid, lent):
    for row in range(len(loans)):
        due = repaid * loans[row]
        deposits[row] -= due
        loans[row] += lent * loans[row] - due


def turn_over_columns(deposits: NDArray, loans: NDArray, repaid: float, lent: float) -> None:
    """See `turn_over`: the reference, and what runs where compilation is off."""
    due = repaid * loans
    deposits -= due
    loans += lent * loans - due


def turn_over(deposits: NDArray, loans: NDArray, repaid: float, lent: float) -> None:
    """A part of each loan is repaid out of deposits and another lent anew and paid on at once, in place."""
    _TURN(deposits, loans, repaid, lent)


_FORM = add_to_rows_columns if config.DISABLE_JIT else _add_to_rows  # pyright: ignore
_PART = add_part_columns if config.DISABLE_JIT else _add_part  # pyright: ignore
_TURN = turn_over_columns if config.DISABLE_JIT else _turn_over  # pyright: ignore
