"""Levers: what policy can change, neutral by default, with one declared way to combine contributions.

Each month the levers are reset and the active measures write to them. Since every lever says how contributions
combine, the order of measures cannot matter. Phases read levers and never ask which measure is active. Each chapter
declares what its measures can change; each delivery programme has two more, its plan and its unit cost.
"""

from typing import TYPE_CHECKING

from sim.policy import ITEMS
from sim.policy.demand import DemandLevers
from sim.policy.factors import FactorsLevers
from sim.policy.innovation import InnovationLevers
from sim.policy.investment import InvestmentLevers
from sim.policy.lever import ChapterLevers, Lever
from sim.policy.livelihood import LivelihoodLevers
from sim.policy.manufacturing import ManufacturingLevers
from sim.policy.rural import RuralLevers
from sim.policy.services import ServicesLevers
from sim.policy.transport import TransportLevers


class Levers(
    InvestmentLevers, InnovationLevers, ManufacturingLevers, ServicesLevers, TransportLevers, DemandLevers, RuralLevers,
    LivelihoodLevers, FactorsLevers,
):  # fmt: skip
    """The levers of one month, by name; zero is neutral. `values` holds the plans and costs of programmes too."""

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values = dict.fromkeys(LEVERS, 0.0)

    def write(self, name: str, contribution: float) -> None:
        """Add a measure's contribution the way the lever declares; an undeclared lever raises KeyError."""
        if name not in self.values:
            raise KeyError(f"no lever '{name}'; the chapters of sim/policy declare them")
        present = self.values[name]
        combined = present + contribution if LEVERS[name].combine == "sum" else max(present, contribution)
        self.values[name] = combined

    def follow_line(self, chapter: str, terms: float, more: float) -> None:
        """Rates of the chapter's awards by `terms`, quantities it may order more of by `more`; shares end at the whole.

        What costs a chapter nothing is not ordered in larger numbers because its line grew.
        """
        for name, by_line in BY_LINE.get(chapter, ()):
            present = self.values[name]
            if by_line == "quantity":
                is_paid = not name.startswith("plan_") or self.values[f"cost_{name.removeprefix('plan_')}"] > 0.0
                self.values[name] = present * more if is_paid else present
            elif LEVERS[name].unit == "share":
                self.values[name] = min(present * terms, max(present, 1.0))
            else:
                self.values[name] = present * terms

    if not TYPE_CHECKING:  # for the type checker only what a chapter declares exists

        def __getattr__(self, name: str) -> float:
            try:
                return self.values[name]
            except KeyError:
                raise AttributeError(f"no lever '{name}'; the chapters of sim/policy declare them") from None


LEVERS: dict[str, Lever] = {
    **ChapterLevers.DECLARED,
    **{f"plan_{name}": item.plan_lever for name, item in ITEMS.items()},
    **{f"cost_{name}": item.cost_lever for name, item in ITEMS.items()},
}
BY_LINE: dict[str, list[tuple[str, str]]] = {}  # by chapter, what its line moves: levers and how
for _name, _lever in LEVERS.items():
    if _lever.by_line:
        BY_LINE.setdefault(_lever.chapter, []).append((_name, _lever.by_line))
