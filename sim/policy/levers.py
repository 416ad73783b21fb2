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
