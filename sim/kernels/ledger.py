"""Some rows of a stock of money change: compiled, or by columns where compilation is off; equal bit for bit by test."""

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


_FORM = add_to_rows_columns if config.DISABLE_JIT else _add_to_rows  # pyright: ignore
