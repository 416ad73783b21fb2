"""How loops and the rules they call are compiled: no fast mathematics, and a division by zero as on columns.

Why: a loop that must stop at a zero cannot be worked out for four rows at a time, and is up to three times as slow.
"""

import sim.kernels  # noqa: F401, I001  (sets the cache folder before numba is imported)
from collections.abc import Callable
from typing import Any

from numba import njit


def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """A loop, compiled at its first call and kept on disk."""
    return njit(loop, cache=True, error_model="numpy")


def rule(decide: Callable[..., Any]) -> Callable[..., Any]:
    """A rule of `agents/` for one agent, compiled into the loops that call it."""
    return njit(decide, error_model="numpy")
