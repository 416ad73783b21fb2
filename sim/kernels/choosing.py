"""`choose` inside compiled code: a branch for scalars, so that one rule serves columns and kernels."""

import sim.kernels  # noqa: F401, I001  (sets the cache folder before numba is imported)
from numba.extending import overload

from agents.rules import choose


@overload(choose, inline="always")
def _choose_scalar(condition, if_true, if_false):  # noqa: ARG001  (numba passes types)
    def branch(condition, if_true, if_false):
        return if_true if condition else if_false

    return branch
