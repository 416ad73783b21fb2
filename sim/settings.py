"""The values of one draw as a tree of names: `settings.behaviour.labour.separation`.

Why not a plain dictionary: a misspelt name must fail where it is read, with the names that exist.
"""

from collections.abc import Iterator, Mapping
from typing import Any


class Settings:
    """Read-only nested values; unknown names raise AttributeError with those that exist."""

    __slots__ = ("_path", "_values")

    def __init__(self, values: Mapping[str, Any], path: str = "") -> None:
        self._path = path
        self._values = {
            name: Settings(value, f"{path}{name}.") if isinstance(value, Mapping) else value
            for name, value in values.items()
        }

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            known = ", ".join(sorted(self._values))
            raise AttributeError(f"no setting '{self._path}{name}'; there are: {known}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def __getstate__(self) -> tuple:
        return self._path, self._values

    def __setstate__(self, state: tuple) -> None:
        self._path, self._values = state
