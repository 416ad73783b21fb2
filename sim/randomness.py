"""Keyed random numbers: a draw belongs to (seed, mechanism, month, agent id) and to nothing else.

Why: with common random numbers two scenarios may differ only through what agents do. A stream that is consumed in
order shifts for everybody when one agent acts differently; a keyed hash does not. The hash is the finaliser of
SplitMix64 applied twice (Steele, Lea and Flood 2014), written once with NumPy and once compiled in `sim/kernels`,
equal bit for bit by test.
"""

import zlib

import numpy as np
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
TO_UNIT = 2.0**-53


def _finalise(x: NDArray) -> NDArray:
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


def key(seed: int, mechanism: str, month: int = 0) -> np.uint64:
    """The 64-bit key of one mechanism in one month of one seed.

    Mechanisms are named for the decision they serve ("jobs.search"), never for where they are called.
    """
    words = np.array([seed & 0xFFFFFFFFFFFFFFFF, zlib.crc32(mechanism.encode()), month & 0xFFFFFFFF], dtype=np.uint64)
    with np.errstate(over="ignore"):
        state = np.zeros(1, dtype=np.uint64)
        for word in words:
            state = _finalise((state ^ word) + GOLDEN)
    return state[0]


def uniform(stream: np.uint64, ids: NDArray) -> NDArray:
    """One number in [0, 1) per agent id, shape of `ids`, independent of order and of who else draws."""
    with np.errstate(over="ignore"):
        bits = _finalise(_finalise(np.asarray(ids).astype(np.uint64) * GOLDEN + stream) + GOLDEN)
    return (bits >> np.uint64(11)).astype(np.float64) * TO_UNIT


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
