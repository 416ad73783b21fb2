"""The values of one draw as a tree of names: `settings.behaviour.labour.separation`.

Why not a plain dictionary: a misspelt name must fail where it is read, with the names that exist.
"""

from collections.abc import Iterator, Mapping
from typing import Any

PATH = "_path"


class Settings:
    """Read-only nested values; unknown names raise AttributeError with those that exist.

    The names are plain attributes: a month reads thousands of them.
    """

    def __init__(self, values: Mapping[str, Any], path: str = "") -> None:
        vars(self)[PATH] = path
        for name, value in values.items():
            vars(self)[name] = Settings(value, f"{path}{name}.") if isinstance(value, Mapping) else value

    def __getattr__(self, name: str) -> Any:  # only where there is no such attribute
        known = ", ".join(sorted(self))
        raise AttributeError(f"no setting '{vars(self).get(PATH, '')}{name}'; there are: {known}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"settings are read-only: '{vars(self).get(PATH, '')}{name}' cannot be set to {value!r}")

    def __iter__(self) -> Iterator[str]:
        return (name for name in vars(self) if name != PATH)

    def __contains__(self, name: str) -> bool:
        return name != PATH and name in vars(self)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)
