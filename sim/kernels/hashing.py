"""The keyed hash of `sim/randomness.py` for one agent, compiled, and for columns in both forms; equal by test."""

import numpy as np
from numba import config
from numpy.typing import NDArray

from sim.kernels.compiling import compiled

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
TO_UNIT = 2.0**-53


@compiled
def _finalise(x):
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


@compiled
def bits_of(stream, number):
    """The 53 bits of the number `uniform_of` gives one agent id: compared with whole bounds where millions draw."""
    return _finalise(_finalise(np.uint64(number) * GOLDEN + stream) + GOLDEN) >> np.uint64(11)


@compiled
def uniform_of(stream, number):
    """A number in [0, 1) for one agent id (`sim.randomness.uniform`)."""
    return np.float64(bits_of(stream, number)) * TO_UNIT


@compiled
def _uniforms(stream, ids):
    drawn = np.empty(len(ids))
    for row in range(len(ids)):
        drawn[row] = uniform_of(stream, ids[row])
    return drawn


def uniforms_columns(stream: np.uint64, ids: NDArray) -> NDArray:
    """`uniforms` on whole columns: the reference, and what runs where compilation is off."""
    with np.errstate(over="ignore"):
        bits = _finalise_columns(_finalise_columns(ids.astype(np.uint64) * GOLDEN + stream) + GOLDEN)
    return (bits >> np.uint64(11)).astype(np.float64) * TO_UNIT


def _finalise_columns(x: NDArray) -> NDArray:
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


@compiled
def _rows_below(stream, ids, rows, chance):
    below, found, bound = np.empty_like(rows), 0, np.uint64(np.ceil(min(max(chance, 0.0), 1.0) / TO_UNIT))
    for place in range(len(rows)):
        below[found] = rows[place]
        found += np.int64(bits_of(stream, ids[rows[place]]) < bound)
    return below[:found].copy()


def rows_below(stream: np.uint64, ids: NDArray, rows: NDArray, chance: float) -> NDArray:
    """Those of some rows whose id draws a number below a chance, without a column of numbers in between."""
    if config.DISABLE_JIT:  # pyright: ignore
        return rows[uniforms_columns(stream, ids[rows]) < chance]
    return _rows_below(stream, ids, rows, chance)


@compiled
def _rows_below_each(stream, ids, chance):
    below, found = np.empty(len(ids), np.int64), 0
    for row in range(len(ids)):
        if chance[row] > 0.0 and uniform_of(stream, ids[row]) < chance[row]:
            below[found] = row
            found += 1
    return below[:found].copy()


def rows_below_each(stream: np.uint64, ids: NDArray, chance: NDArray) -> NDArray:
    """Rows whose id draws a number below its own chance; nothing is drawn for who has none."""
    if config.DISABLE_JIT:  # pyright: ignore
        return np.flatnonzero(uniforms_columns(stream, ids) < chance)
    return _rows_below_each(stream, ids, chance)


def uniforms(stream: np.uint64, ids: NDArray) -> NDArray:
    """Numbers in [0, 1) of many agent ids, shape of `ids`."""
    return _FORM(stream, ids.ravel()).reshape(ids.shape)


_FORM = uniforms_columns if config.DISABLE_JIT else _uniforms  # pyright: ignore
