"""Runs the evidence is taken from: one history a draw, and branches that differ in one thing."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scenarios.tasks import HISTORY_MONTHS, flatten, nest
from sim.region import Region
from tests.liveness.measures import history
from tests.liveness.plan import Plan

DRAWS = 20
SCALE = 0.02  # some 3,500 small enterprises, and all above scale
DECEMBER_2024 = 24


@dataclass
class Start:
    """The end of 2023 of one draw and the values it goes on with."""

    past: Region
    values: Mapping[str, Any]

    def changed(self, **leaves: float) -> dict[str, Any]:
        """The values with some leaves set; a path is written with double underscores, `policy__factors__m58__x`."""
        flat = flatten(copy.deepcopy(dict(self.values)))
        for name, value in leaves.items():
            path = name.replace("__", ".")
            if path not in flat:
                raise KeyError(f"no value {path}")
            flat[path] = value
        return nest(flat)

    @cached_property
    def usual(self) -> Region:
        """The branch with nothing changed, run to December 2024, for all studies to read and none to change."""
        return self.go_on()

    def go_on(self, months: int = DECEMBER_2024, **leaves: float) -> Region:
        """A branch run to a month counted from January 2023."""
        region = self.past.branch(self.changed(**leaves))
        region.run_for(months - HISTORY_MONTHS)
        return region


def begin(plan: Plan, draw: int) -> Start:
    """2023 of a draw."""
    return Start(history(plan, draw), plan.values[draw])
