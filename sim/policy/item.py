"""What a delivery programme is: one thing that bureaus bring into being, counted the way the text counts it."""

from dataclasses import dataclass
from typing import Literal

from sim.policy.lever import Lever

Kind = Literal["amount", "whole", "record", "title", "cover"]


@dataclass(frozen=True)
class Item:
    """One thing the text promises in a number.

    chapter : the bureau in charge and the budget line that pays.
    unit, en, zh, clause : of the series `delivered.<name>`.
    kind : "amount" counts any part of a unit (km, mu); "whole" only finished units; "record" entries in a list the
        bureau itself keeps (events held, firms and brands named), which need nothing but its decision and the money;
        "title" units that a level above must recognise, so more are put forward; "cover" a share of 100 that is raised
        to the planned level and stays.
    rest : who pays what the line does not: "outside" (upper levels, providers), "platforms" or "villages".
    """

    chapter: str
    unit: str
    en: str
    zh: str
    clause: str
    kind: Kind = "amount"
    rest: str = "outside"

    @property
    def plan_lever(self) -> Lever:
        """The lever of its planned quantity a year; of a cover the planned level."""
        combine = "max" if self.kind == "cover" else "sum"
        by_line = "quantity" if self.kind in ("amount", "whole") and self.unit != "percent" else ""
        return Lever(self.unit, combine, f"plan: {self.en}", f"计划:{self.zh}", by_line, self.chapter)

    @property
    def cost_lever(self) -> Lever:
        """The lever of what one unit costs."""
        return Lever("yuan", "max", f"unit cost: {self.en}", f"单位成本:{self.zh}")
