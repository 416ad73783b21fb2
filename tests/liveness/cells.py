"""Sixteen cells: what each kind of agent decides under each lever, the column that changes, and what follows.

Written before the runs, like `responses.py`. A decision that shows nothing is no decision, so the series next to it has
a declared direction; what follows downstream may be too small or too mixed to have one. The draws are those of the
doses: `python tests/liveness/doses.py` runs them and writes the table into sim/EVIDENCE.md.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from scenarios.declarations import ROOT
from tests.liveness.found import Found, stacked

MARK = "cells"
LEVERS = ("subsidy", "land", "energy", "credit")
AGENTS = ("enterprise", "farmer", "household", "government")
UP, DOWN = 1, -1
# What is dosed, in words, where it is not the whole lever.
PARTS = {
    "allotment": "credit: what branches may lend, 0 % a fifth of all loans less a year, 200 % a fifth more",
    "tariff": "energy: tariff of homes",
}


@dataclass(frozen=True)
class Cell:
    """One kind of agent under one lever.

    dosed : key of `responses.LEVERS`, what goes from 0 to 200 %. decision : "file: function". column : what the
    decision changes, "table.column", "now.value" or "books.book.value". near : the monthly series next to it.
    direction : UP or DOWN, of `near` from 0 to 200 %, in the year numbered `year` (0: 2024). next_ : the series after
    it.
    """

    lever: str
    agent: str
    dosed: str
    decision: str
    column: str
    near: str
    direction: int
    year: int
    next_: str
    why: str

    @property
    def file(self) -> Path:
        """The module of the decision."""
        return ROOT / self.decision.partition(": ")[0]

    @property
    def function(self) -> str:
        """The name of the decision."""
        return self.decision.partition(": ")[2]


CELLS: tuple[Cell, ...] = (
    Cell("subsidy", "enterprise", "subsidy", "agents/enterprises.py: decide_investment", "enterprises.investment",
         "investment.manufacturing_own", UP, 0, "value_added.industry",
         "Clauses 2, 20: a grant lowers the user cost of machines, which make more in the years after."),
    Cell("subsidy", "farmer", "subsidy", "agents/farms.py: decide_grain_share", "farms.rice_plan",
         "farms.grain_land", UP, 0, "income.farms",
         "Clause 42: area subsidy, order award and floor price enter the margin of grain when rice is planned."),
    Cell("subsidy", "household", "subsidy", "agents/people.py: decide_arrivals", "residents.id",
         "graduates.decided", UP, 0, "residents.total",
         "Clauses 62, 63: who lodges free while searching comes for less; training and placement of others fill posts "
         "that newcomers would have taken."),
    Cell("subsidy", "government", "subsidy", "agents/institutions.py: decide_rank_share", "now.new_share",
         "consumption.government", DOWN, 0, "value_added.services",
         "Clause 55: what claims take of the money there is until December is not left for purchases."),
    Cell("land", "enterprise", "land", "agents/sites.py: decide_land_bid", "enterprises.land",
         "land.expansions", UP, 1, "value_added.industry",
         "Clause 59: firms that outgrow their floor bid for land, and get what projects leave; what was in hand serves "
         "2024."),
    Cell("land", "farmer", "land", "agents/farms.py: decide_grain_share", "farms.rice_plan",
         "farms.grain_land", UP, 0, "farms.output",
         "Clause 41: high-standard land yields more, which enters the margin of grain; a year adds little of it."),
    Cell("land", "household", "land", "agents/people.py: decide_home_purchases", "households.loans",
         "homes.bought", UP, 2, "fai.property",
         "Clauses 59, 60: without land for homes few are begun, and what is left of them becomes dearer."),
    Cell("land", "government", "land", "agents/institutions.py: decide_land_for_homes", "books.land.left_others",
         "homes.land_sold", UP, 2, "land.sales_revenue",
         "Clauses 59, 60: land for homes is sold out of what was cleared and what no project waits for."),
    Cell("energy", "enterprise", "energy", "agents/energy.py: decide_expansion", "enterprises.energy_waited",
         "energy.expansions_asked", UP, 0, "investment.manufacturing_own",
         "Clause 61: where quota is to be had at a fee that pays, firms ask for it and buy machines."),
    Cell("energy", "farmer", "energy", "agents/energy.py: decide_roof", "farms.pv",
         "pv.farms", UP, 0, "farms.power_cost",
         "Clause 61: subsidy and connections bring farms and investors onto roofs of sheds; that power is not bought."),
    Cell("energy", "household", "tariff", "agents/people.py: decide_home_electricity", "households.electricity",
         "energy.homes", DOWN, 0, "consumption.households",
         "Homes use less of what is dearer, and what the bill takes is not spent on other goods."),
    Cell("energy", "government", "energy", "agents/institutions.py: decide_energy_standing", "books.energy.left",
         "energy.granted", UP, 0, "investment.projects.industry",
         "Clause 61: reviews rank who asks by key lists and value added for a tce, and grant what is open."),
    Cell("credit", "enterprise", "allotment", "agents/borrowing.py: decide_new_loan", "enterprises.loans",
         "loans.enterprises", UP, 0, "investment.enterprises",
         "Who lacks money asks; what branches may not lend is missing for machines and materials."),
    Cell("credit", "farmer", "credit", "agents/farms.py: decide_farm_borrowing", "farms.loans",
         "farms.loans", UP, 0, "farms.grain_land",
         "Clause 42: cheaper loans finance more of the season's costs."),
    Cell("credit", "household", "allotment", "agents/people.py: decide_home_purchases", "households.loans",
         "homes.mortgages", UP, 0, "consumption.households",
         "A buyer whom no branch lends to buys no home, and asks again or gives up."),
    Cell("credit", "government", "allotment", "agents/institutions.py: decide_platform_loan", "books.credit.asked",
         "loans.platforms", UP, 0, "investment.projects.infrastructure",
         "Platforms borrow what works need beyond their cash, as far as limit and branches allow; else works wait."),
)  # fmt: skip


@cache
def _calls() -> Mapping[str, tuple[str, ...]]:
    """Modules of sim/ by the name of each function of agents/ that they use."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "sim").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            if name.startswith("decide_"):
                found.setdefault(name, set()).add(module)
    return {name: tuple(sorted(modules)) for name, modules in found.items()}


def used_by(cell: Cell) -> tuple[str, ...]:
    """The modules of sim/ that use the decision of a cell."""
    return _calls().get(cell.function, ())


def asked() -> tuple[tuple[str, str], ...]:
    """What is dosed and the series that is looked at, for every cell."""
    return tuple((cell.dosed, series) for cell in CELLS for series in (cell.near, cell.next_))


def responds(cell: Cell, found: Mapping[tuple[str, str], Found], enough: int) -> bool:
    """Whether the series next to the decision goes the declared way over the whole range in nearly all draws."""
    change = found[cell.dosed, cell.near].change[:, :, cell.year]
    return bool(np.sum(cell.direction * (change[:, -1] - change[:, 0]) > 0.0) >= enough)


def table(found: Mapping[tuple[str, str], Found], doses: tuple[str, ...]) -> str:
    """Markdown: two lines for each cell, the series next to the decision and the one after it."""
    heads = ("lever", "agent", "decision", "changes", "series", "year", *doses)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for cell in CELLS:
        lever = PARTS.get(cell.dosed, cell.lever)
        for place, series in enumerate((cell.near, cell.next_)):
            told = stacked(found[cell.dosed, series])
            first = (lever, cell.agent, f"`{cell.decision}`", f"`{cell.column}`") if place == 0 else ("", "", "", "")
            named = f"`{series}`" if place == 0 else f"then `{series}`"
            lines.append("| " + " | ".join((*first, named, *told)) + " |")
    return "\n".join(lines)
