"""How the state is declared: what each value is, in which unit, and what may be done with it.

Why declarations and not dictionaries: a value that stands in no list can be misspelt, read before it is written or
written twice without anybody noticing. What is declared here fails at once with the name of the phase, and the table
of state variables in `sim/ODD.md` is made from it.
"""

import dataclasses
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

import numpy as np

NOTHING: Any = type("Nothing", (), {"__repr__": lambda _: "nothing"})()  # no value, where None is one
SEAL = "_is_sealed"


class StateError(AttributeError):
    """A value of the state that is not declared, not written yet, written twice, or fixed; says which and by whom."""


@dataclass(frozen=True)
class About:
    """What one value of the state is: unit and meaning; `is_lagged` if the month after may still read it.

    `at_rest` is what a month's value is where the phase that writes it rests, in the stationary district.
    """

    unit: str
    en: str
    is_lagged: bool = False
    at_rest: Any = NOTHING


def value(unit: str, en: str, *, is_lagged: bool = False, at_rest: Any = NOTHING) -> Any:
    """Declare a value of `Fixed`, `Rows` or `Now`."""
    return About(unit, en, is_lagged, at_rest)


class Declared:
    """Values that are written once: a name that is not declared, or a second writer, raises StateError.

    A subclass lists its values as `name: type = value(unit, meaning)`.
    """

    FIELDS: ClassVar[dict[str, About]] = {}

    def __init_subclass__(cls) -> None:
        own = {name: about for name, about in vars(cls).items() if isinstance(about, About)}
        cls.FIELDS = cls.FIELDS | own
        for name in own:  # what is not written yet must not be found on the class
            delattr(cls, name)

    def __init__(self, **given: Any) -> None:
        for name, known in given.items():
            setattr(self, name, known)

    if not TYPE_CHECKING:  # for the type checker only what is declared exists

        def __setattr__(self, name: str, new: Any) -> None:
            if name not in self.FIELDS:
                raise StateError(_unknown(self, name))
            if name in self.__dict__:
                raise StateError(self._written_twice(name))
            self.__dict__[name] = new

        def __getattr__(self, name: str) -> Any:  # only where nothing was written
            if name.startswith("__") or name not in self.FIELDS:
                raise StateError(_unknown(self, name))
            return self._missing(name)

    def _written_twice(self, name: str) -> str:
        return f"{_path(self)}.{name} is written already; it has one writer"

    def _missing(self, name: str) -> Any:
        raise StateError(f"{_path(self)}.{name} is read but was never written")


class Sealed(Declared):
    """Values that are built at the start of a draw and then never change; arrays are read-only."""

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, new: Any) -> None:
            if self.__dict__.get(SEAL):
                raise StateError(f"{_path(self)}.{name} is fixed for the draw and cannot be written after its start")
            super().__setattr__(name, frozen(new))

    def seal(self) -> None:
        """The draw begins: nothing is written any more."""
        self.__dict__[SEAL] = True


def _path(owner: Declared) -> str:
    return f"state.{type(owner).__name__.lower()}"


def _unknown(owner: Declared, name: str) -> str:
    near = difflib.get_close_matches(name, owner.FIELDS, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else "."
    module = type(owner).__module__.replace(".", "/")
    return f"{_path(owner)} has no value '{name}'{hint} Declare it in {module}.py with unit and meaning."


def frozen[T](array: T) -> T:
    """An array that refuses to be written to, or a tuple of such; anything else as it is."""
    if isinstance(array, np.ndarray):
        array.setflags(write=False)
    elif isinstance(array, tuple):
        for part in array:
            frozen(part)
    return array


def kept(unit: str, en: str, *, default: Any = NOTHING, factory: Callable[..., Any] = NOTHING) -> Any:
    """Declare a value of a book: unit, meaning, and what it opens with (`factory` for what can change in place)."""
    about = {"about": About(unit, en)}
    if factory is not NOTHING:
        return dataclasses.field(default_factory=factory, metadata=about)
    if default is NOTHING:
        return dataclasses.field(metadata=about)
    return dataclasses.field(default=default, metadata=about)


@dataclass_transform(kw_only_default=True, field_specifiers=(kept, dataclasses.field))
def book[T](cls: type[T]) -> type[T]:
    """A book: what a mechanism keeps from month to month, each value declared with `kept`; no other can be added."""
    made = dataclass(slots=True, kw_only=True)(cls)
    for entry in dataclasses.fields(made):  # pyright: ignore[reportArgumentType]
        if "about" not in entry.metadata:
            raise TypeError(f"{cls.__name__}.{entry.name} has no unit and meaning; declare it with kept(...)")
    return made


def entries(cls: type) -> dict[str, About]:
    """The declarations of a book by name."""
    return {entry.name: entry.metadata["about"] for entry in dataclasses.fields(cls)}
