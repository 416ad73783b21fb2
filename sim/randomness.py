"""Keyed random numbers: a draw belongs to (seed, mechanism, month, agent id) and to nothing else.

Why: with common random numbers two scenarios may differ only through what agents do. A stream that is consumed in
order shifts for everybody when one agent acts differently; a keyed hash does not. The hash is the finaliser of
SplitMix64 applied twice (Steele, Lea and Flood 2014): here in whole numbers for a key, and for agents in
`sim/kernels/hashing.py`, compiled and on columns, equal bit for bit by test.
"""

import zlib
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

GOLDEN = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
WORD = 0xFFFFFFFFFFFFFFFF
HALF_WORD = 0xFFFFFFFF


def _finalise(x: int) -> int:
    x = (x ^ (x >> 30)) * MIX_1 & WORD
    x = (x ^ (x >> 27)) * MIX_2 & WORD
    return x ^ (x >> 31)


@cache
def _code(mechanism: str) -> int:
    return zlib.crc32(mechanism.encode())


@lru_cache(maxsize=4096)
def _begun(seed: int, mechanism: str) -> int:
    """What the key of a mechanism in a seed is in all months, before the month is mixed in."""
    state = 0
    for word in (seed & WORD, _code(mechanism)):
        state = _finalise(((state ^ word) + GOLDEN) & WORD)
    return state


def key(seed: int, mechanism: str, month: int = 0) -> np.uint64:
    """The 64-bit key of one mechanism in one month of one seed.

    Mechanisms are named for the decision they serve ("jobs.search"), never for where they are called.
    """
    return np.uint64(_finalise(((_begun(seed, mechanism) ^ (month & HALF_WORD)) + GOLDEN) & WORD))


def uniform(stream: np.uint64, ids: NDArray) -> NDArray:
    """One number in [0, 1) per agent id, shape of `ids`, independent of order and of who else draws."""
    # Here and not above: who needs keys only is spared the import of the compiler.
    from sim.kernels.hashing import uniforms

    return uniforms(stream, np.asarray(ids))


def drawn_rows(stream: np.uint64, ids: NDArray, rows: NDArray, chance: float) -> NDArray:
    """Those of some rows whose agent, of the column of ids, draws a number below the same chance for all."""
    from sim.kernels.hashing import rows_below

    return rows_below(stream, ids, rows, chance)


def drawn_each(stream: np.uint64, ids: NDArray, chance: NDArray) -> NDArray:
    """Rows whose agent draws a number below a chance of its own, both by row."""
    from sim.kernels.hashing import rows_below_each

    return rows_below_each(stream, ids, chance)


def lowest(draws: NDArray, count: int) -> NDArray:
    """Places of the `count` smallest of some draws, smallest first; of equals the first one. Sorts no others."""
    if count >= len(draws):
        return np.argsort(draws, kind="stable")
    near = np.flatnonzero(draws <= np.partition(draws, count)[count])
    return near[np.argsort(draws[near], kind="stable")[:count]]


def laplace(stream: np.uint64, ids: NDArray, sd: NDArray | float) -> NDArray:
    """Laplace numbers with mean 0 and standard deviation `sd`, one per agent id."""
    centred = uniform(stream, ids) - 0.5
    return -np.sign(centred) * np.log1p(-2.0 * np.abs(centred)) * (np.asarray(sd) / np.sqrt(2.0))


def normal(stream: np.uint64, ids: NDArray) -> NDArray:
    """Standard normal numbers, one per agent id (Box-Muller on two keyed uniforms)."""
    ids = np.asarray(ids).astype(np.uint64)
    first = uniform(stream, ids * np.uint64(2))
    second = uniform(stream, ids * np.uint64(2) + np.uint64(1))
    return np.sqrt(-2.0 * np.log1p(-first)) * np.cos(2.0 * np.pi * second)
