"""The trace table: from clause to values, levers, phases and targets, with what a measure does and what it costs.

`python tests/liveness/trace.py` runs all pairs and writes it into conf/policy/README.md.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scenarios import codebook, listings
from scenarios.declarations import ROOT
from scenarios.measures import Measure, measures
from sim.policy.levers import LEVERS
from tests.liveness.each.row import Alive
from tests.liveness.measures import COST, changes, compare, store, stored
from tests.liveness.published import plain, publish
from tests.liveness.rows import ROWS

FILE = ROOT / "conf" / "policy" / "README.md"
MARK = "trace"
VISIBLE = 0.01  # of the spread of a figure over the draws
NONE_VISIBLE = "no visible effect in 2024"
HEADS = ("clause", "measure", "values", "levers", "phases", "nearest series: doubled, removed",
         "targets: what the measure adds in 2024", "cost 2024, million yuan")  # fmt: skip
Figures = Mapping[str, Mapping[str, NDArray]]


def table(sums: NDArray, figures: Figures) -> str:
    """The whole table as Markdown, one line for each modelled measure."""
    lines = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    for key, measure in measures().items():
        if measure.is_modelled:
            cells = (*structure(measure), nearest(key, sums), targets(measure, figures[key]), cost(figures[key]))
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def structure(measure: Measure) -> tuple[str, str, str, str, str]:
    """Clause, name, values, levers and phases of a measure: what the code itself says."""
    values = [name for name, leaf in measure.facts.items() if isinstance(leaf, dict) and "value" in leaf]
    code = [code for code in codebook.of_measure(measure.key) if code.name.startswith(f"{measure.key}_")]
    levers = [lever for each in code for lever in codebook.levers_written(each)]
    own = [name for name in values if not name.startswith("intensity")]
    phases = sorted({module for lever in levers for module in readers(lever)})
    return (str(measure.facts["clause"]), f"{measure.key} {measure.facts['name']}", _listed(own), _listed(levers),
            _listed(phases))  # fmt: skip


@cache
def readers(lever: str) -> tuple[str, ...]:
    """The modules of sim/phases that read a lever."""
    if lever.startswith(("plan_", "cost_")) and lever in LEVERS:
        return ("programmes",)
    stem = "line_" if lever.startswith("line_") else lever
    found = (code for code in codebook.functions() if code.file.startswith("sim/phases/"))
    return tuple(sorted({Path(code.file).stem for code in found if stem in code.words or _starts(code, stem)}))


def _starts(code: codebook.Code, stem: str) -> bool:
    return stem.endswith("_") and any(word.startswith(stem) for word in code.words)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def nearest(key: str, sums: NDArray) -> str:
    """Median change of each row's series when the measure is doubled and when it is removed."""
    told = []
    for number, row in enumerate(ROWS):
        if row.measure == key:
            doubled, removed = np.median(changes(sums[:, number, 0]), axis=0)
            is_share = bool(np.all(sums[:, number, 0, 0] != 0.0))
            told.append(f"`{row.series}` {_signed(row, doubled, is_share)}, {_signed(row, removed, is_share)}")
    return "; ".join(told)


def _signed(_row: Alive, change: float, is_share: bool) -> str:
    return f"{plain(100.0 * change)} %" if is_share else f"{plain(change)} from nothing"


def targets(measure: Measure, figures: Mapping[str, NDArray]) -> str:
    """Median of what the measure adds to each target it should move: baseline less removed, in the target's unit."""
    told = []
    for goal in measure.facts["moves"]:
        reading = next(row for row in listings.goals().readings if row.goal == goal and row.is_default)
        found = figures.get(reading.statistic or "")
        if found is None:
            continue
        adds = found[:, 0] - found[:, 2]
        is_seen = abs(np.median(adds)) >= VISIBLE * np.std(found[:, 0]) and np.median(adds) != 0.0
        told.append(f"{goal} {_in_unit(np.median(adds), str(reading.described.get('unit')))}" if is_seen
                    else f"{goal}: {NONE_VISIBLE}")  # fmt: skip
    return "; ".join(told) or "none stated"


def _in_unit(value: float, unit: str) -> str:
    millions = unit.split("/")[0] in ("yuan", "kWh")
    return f"{plain(value / 1e6, 0.0)} million {unit}" if millions else f"{plain(value, 0.0)} {unit}"


def cost(figures: Mapping[str, NDArray]) -> str:
    """Median of what the measure draws from the lines and from chapter 9 in 2024, million yuan."""
    paid = np.median(figures[COST][:, 0] - figures[COST][:, 2]) / 1e6
    return plain(paid, 0.01).removeprefix("+")


if __name__ == "__main__":
    store(*compare([key for key, measure in measures().items() if measure.is_modelled]))
    publish(FILE, MARK, table(*stored()))
