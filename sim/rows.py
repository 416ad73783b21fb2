"""Rows of the enterprises a phase concerns, found once for a draw: which they are is decided by columns that stand.

Why: most programmes concern a few thousand firms of 177,000; nobody else need be asked every month.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_FOR_PROFIT_SERVICE, IS_INDUSTRY, IS_MANUFACTURING, SECTOR
from agents.enterprises import Enterprises
from sim.state import State


def _known(state: State, name: str, flags: Callable[[Enterprises], NDArray]) -> NDArray:
    """The rows of a name, found at its first use."""
    rows = state.base.get(name)
    if rows is None:
        rows = state.base[name] = np.flatnonzero(flags(state.enterprises))
    return rows


def manufacturers(state: State) -> NDArray:
    """Rows of manufacturers of any size."""
    return _known(state, "rows_manufacturers", lambda firms: IS_MANUFACTURING[firms.sector])


def industry(state: State) -> NDArray:
    """Rows of industrial enterprises of any size."""
    return _known(state, "rows_industry", lambda firms: IS_INDUSTRY[firms.sector])


def above_scale(state: State) -> NDArray:
    """Rows of enterprises on the above-scale list."""
    return _known(state, "rows_above_scale", lambda firms: firms.is_above_scale)


def above_scale_industry(state: State) -> NDArray:
    """Rows of above-scale industrial enterprises."""
    return _known(state, "rows_above_scale_industry", lambda firms: firms.is_above_scale & IS_INDUSTRY[firms.sector])


def digital(state: State) -> NDArray:
    """Rows of the digital core."""
    return _known(state, "rows_digital", lambda firms: firms.is_digital)


def above_scale_makers(state: State) -> NDArray:
    """Rows of above-scale manufacturers."""
    return _known(state, "rows_above_scale_makers", lambda firms: firms.is_above_scale & IS_MANUFACTURING[firms.sector])


def above_scale_private(state: State) -> NDArray:
    """Rows of above-scale enterprises that are no public units."""
    return _known(state, "rows_above_scale_private", lambda firms: firms.is_above_scale & ~firms.is_public)


def public_units(state: State) -> NDArray:
    """Rows of schools, hospitals and public offices."""
    return _known(state, "rows_public_units", lambda firms: firms.is_public)


def with_premises(state: State) -> NDArray:
    """Rows of all but shops, which are tenants without a roof of their own."""
    return _known(state, "rows_with_premises", lambda firms: ~firms.is_shop)


def small_technology(state: State) -> NDArray:
    """Rows of technology firms below scale."""
    return _known(state, "rows_small_technology", lambda firms: firms.is_technology & ~firms.is_above_scale)


def is_known_by_name(firms: Enterprises) -> NDArray:
    """Flags of the firms a bureau knows by name: above scale or technology firms."""
    return firms.is_above_scale | firms.is_technology


def service_firms_known(state: State) -> NDArray:
    """Rows of for-profit service firms a bureau knows by name."""
    return _known(state, "rows_service_firms_known", lambda firms: (
        IS_FOR_PROFIT_SERVICE[firms.sector] & is_known_by_name(firms)))  # fmt: skip


def information_technology(state: State) -> NDArray:
    """Rows of technology firms that make software or serve information."""
    software = SECTOR["info_software"]
    return _known(state, "rows_information_technology", lambda firms: (firms.sector == software) & firms.is_technology)


def researchers(state: State) -> NDArray:
    """Rows of enterprises that do research, or book some, or may begin it: above-scale manufacturers."""
    base = state.base
    return _known(state, "rows_researchers", lambda firms: (
        (base["rd"] > 0.0) | (base.get("relabelled", base["rd"]) > 0.0)
        | firms.is_above_scale & IS_MANUFACTURING[firms.sector]))  # fmt: skip
