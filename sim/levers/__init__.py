"""Levers: what policy can change, neutral by default, with one declared way to combine contributions.

Each month the levers are reset and the active measures write to them. Since every lever says how contributions
combine, the order of measures cannot matter. Phases read levers and never ask which measure is active. One module for
each chapter declares what its measures can change; each delivery programme has two more, its plan and its unit cost.
"""

from sim.catalogue import ITEMS
from sim.lever import Lever
from sim.levers import (
    demand,
    factors,
    innovation,
    investment,
    livelihood,
    manufacturing,
    rural,
    services,
    transport,
)

_CHAPTERS = (investment, innovation, manufacturing, services, transport, demand, rural, livelihood, factors)


def _collect() -> dict[str, Lever]:
    """All levers by name.

    Raises ValueError if two chapters declare one name: a lever that two chapters write is declared where it is first.
    """
    found: dict[str, Lever] = {}
    parts = [chapter.LEVERS for chapter in _CHAPTERS]
    parts.append({f"plan_{name}": item.plan_lever for name, item in ITEMS.items()})
    parts.append({f"cost_{name}": item.cost_lever for name, item in ITEMS.items()})
    for levers in parts:
        twice = found.keys() & levers.keys()
        if twice:
            raise ValueError(f"levers declared twice in sim/levers: {sorted(twice)}")
        found |= levers
    return found


LEVERS = _collect()


class Levers:
    """The levers of one month, by name; zero is neutral."""

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values = dict.fromkeys(LEVERS, 0.0)

    def write(self, name: str, contribution: float) -> None:
        """Add a measure's contribution the way the lever declares; an undeclared lever raises KeyError."""
        present = self.values[name]
        combined = present + contribution if LEVERS[name].combine == "sum" else max(present, contribution)
        self.values[name] = combined

    def plan(self, item: str, annual: float, unit_cost: float = 0.0) -> None:
        """Have a delivery programme (`sim/catalogue`) bring a quantity this year, at a cost a unit, yuan."""
        self.write(f"plan_{item}", annual)
        if annual > 0.0 and unit_cost > 0.0:
            self.write(f"cost_{item}", unit_cost)

    def __getattr__(self, name: str) -> float:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"no lever '{name}'; sim/levers declares them") from None
