"""Whole districts to look at: built once a session from the real configuration at the smallest scale."""

import copy
from collections.abc import Callable
from functools import cache

import pytest

from scenarios import compose, district, measures
from sim.region import Region

SMALL = ("run=smoke",)


@cache
def _composed(overrides: tuple[str, ...]) -> dict:
    return compose.compose(list(overrides))[0]


def values_of(*overrides: str, **changed: float) -> dict:
    """Composed values, a copy of one's own; `changed` sets leaves by path with `__` for the dots."""
    values = copy.deepcopy(_composed(overrides or SMALL))
    for path, value in changed.items():
        *groups, name = path.split("__")
        inner = values
        for group in groups:
            inner = inner[group]
        assert name in inner, path
        inner[name] = value
    return values


def region_of(values: dict, draw: int = 0, seed: int = 1) -> Region:
    """The region on the eve of January 2023."""
    return Region(district.load(district.prepare(values)), values, measures.acting(), draw=draw, seed=seed)


@pytest.fixture(scope="session")
def values() -> Callable[..., dict]:
    """`values("run=smoke", behaviour__credit__spread_large=0.02)`: values of a run."""
    return values_of


@pytest.fixture(scope="session")
def open_region() -> Callable[..., Region]:
    """`open_region(values)`: a region that has not begun."""
    return region_of


@pytest.fixture(scope="session")
def finished() -> Region:
    """A small region after two years; to look at, not to write on."""
    region = region_of(values_of())
    region.run_for(24)
    return region


@pytest.fixture(scope="session")
def steady() -> Region:
    """The stationary district after three years; to look at, not to write on."""
    region = region_of(values_of("region=steady", "run.months=36", "run.scale=1.0"))
    region.run_for(36)
    return region
