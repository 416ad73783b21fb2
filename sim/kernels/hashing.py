"""The keyed hash of `sim/randomness.py` for one agent, compiled; equal bit for bit by test."""

import numpy as np
from numba import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
TO_UNIT = 2.0**-53


@njit(cache=True)
def _finalise(x):
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


@njit(cache=True)
def uniform_of(stream, number):
    """A number in [0, 1) for one agent id (`sim.randomness.uniform`)."""
    bits = _finalise(_finalise(np.uint64(number) * GOLDEN + stream) + GOLDEN)
    return np.float64(bits >> np.uint64(11)) * TO_UNIT
