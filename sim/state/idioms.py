"""Three habits of the month that have a name: beyond the usual, whole units of a flow, phases that rest."""

import copy
import functools
from collections.abc import Callable
from typing import Any

from sim.state.declare import frozen


class Usual[T]:
    """What a lever, a price or a flow was when the draw first met it.

    What was usual is in the books a draw begins with, so that only what differs from it acts. An array is copied and
    read-only; the value is the same in all branches.
    """

    __slots__ = ("known",)
    known: T | None

    def __init__(self, known: T | None = None) -> None:
        self.known = known

    def of(self, value: T) -> T:
        """The usual value; the first that is told becomes it."""
        if self.known is not None:
            return self.known
        self.known = first = frozen(copy.copy(value))
        return first

    def beyond(self, value: T) -> T:
        """A value less the usual one, zero the first time."""
        present: Any = value
        return present - self.of(value)

    def __repr__(self) -> str:
        return f"Usual({self.known!r})"

    def __deepcopy__(self, _memo: dict) -> "Usual[T]":
        return Usual(self.known)  # never changes once it is known


class Whole:
    """Whole units out of a flow of parts: what is left over waits for the next month."""

    __slots__ = ("left",)

    def __init__(self, left: float = 0.5) -> None:
        self.left = left

    def take(self, flow: float) -> int:
        """Add a flow (units, real) and take the whole units that are due."""
        due = self.left + flow
        units = int(due)
        self.left = due - units
        return units

    def __repr__(self) -> str:
        return f"Whole({self.left!r})"


def rests[**P](phase: Callable[P, None]) -> Callable[P, None]:
    """A phase that rests in the stationary district, where nothing moves from outside and no policy acts."""

    @functools.wraps(phase)
    def resting(*args: P.args, **kwargs: P.kwargs) -> None:
        state: Any = args[0]
        if state.shocks:
            phase(*args, **kwargs)

    return resting
