"""Each measure doubled and removed alone, draw by draw: monthly series near it and the figures of 2024.

`python tests/liveness/measures.py [m06 ...]` prints what the rows of some or all measures found.
"""

import copy
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import district, measures
from scenarios.tasks import HISTORY_MONTHS, flatten, nest
from sim.region import Region
from tests.liveness.each.row import DECEMBER, Alive
from tests.liveness.paired import DRAWS, ROUNDING, SCALE, Monthly, Plan, in_processes, make_plan
from tests.liveness.rows import ROWS

VARIANTS = {"doubled": 2.0, "removed": 0.0}
BASELINE = "baseline"


@dataclass(frozen=True)
class Outcome:
    """One run: the whole of its monthly series since January 2023, and its figures of 2024."""

    series: Monthly
    figures: Mapping[str, float]


def scaled(values: Mapping[str, Any], key: str, factor: float) -> dict[str, Any]:
    """The values of a draw with the strength of one measure of 2024 multiplied."""
    flat = flatten(copy.deepcopy(dict(values)))
    flat[f"{measures.measures()[key].path}.intensity"] *= factor
    return nest(flat)


def history(plan: Plan, draw: int) -> Region:
    """The year 2023 of one draw."""
    region = Region(district.load(plan.folder), plan.histories[draw], measures.acting(), draw=draw, seed=plan.seed)
    region.run_for(HISTORY_MONTHS)
    return region


def run_on(past: Region, values: Mapping[str, Any], months: int) -> Outcome:
    """Go on from a history with some values, to a month counted from January 2023."""
    branch = past.branch(values)
    branch.run_for(months - HISTORY_MONTHS)
    return Outcome(branch.series(), branch.observed())


def last_month(key: str) -> int:
    """How far the runs of a measure look: its rows, and the December of the plan year for its figures."""
    return max((row.last for row in ROWS if row.measure == key), default=DECEMBER)


def of_draw(plan: Plan, draw: int, keys: Sequence[str]) -> tuple[NDArray, dict[str, NDArray]]:
    """Sums of each row's window and figures of 2024 in one draw.

    Returns sums (rows, 3) for baseline, doubled, removed, NaN where a measure was not asked for; and by measure its
    figures (3, figures) in the order of the names `figure_names` gives.
    """
    past, values = history(plan, draw), plan.values[draw]
    longest = max(map(last_month, keys))
    baseline = run_on(past, values, longest)
    sums, figures = np.full((len(ROWS), 3), np.nan), {}
    for key in keys:
        months = max(last_month(key), DECEMBER)
        runs = [baseline, *(run_on(past, scaled(values, key, factor), months) for factor in VARIANTS.values())]
        names = sorted(runs[0].figures)
        figures[key] = np.array([[run.figures[name] for name in names] for run in runs])
        for number, row in enumerate(ROWS):
            if row.measure == key:
                sums[number] = [_window(run, row) for run in runs]
    return sums, figures


def _window(run: Outcome, row: Alive) -> float:
    return float(np.sum(run.series.get(row.series, [0.0] * row.last)[row.first - 1 : row.last]))


def compare(keys: Sequence[str], draws: int = DRAWS, scale: float = SCALE) -> tuple[NDArray, dict[str, NDArray]]:
    """`of_draw` of every draw on all cores: sums (draws, rows, 3), figures by measure (draws, 3, figures)."""
    plan = make_plan(draws, scale)
    found = in_processes(of_draw, [(plan, draw, tuple(keys)) for draw in range(draws)])
    sums = np.stack([part for part, _ in found])
    return sums, {key: np.stack([figures[key] for _, figures in found]) for key in keys}


def changes(sums: NDArray) -> NDArray:
    """Change of both variants against the baseline of their draw, relative unless that is nothing, (draws, 2)."""
    base = sums[:, :1]
    change = sums[:, 1:] - base
    change = np.where(np.abs(change) <= ROUNDING * np.abs(base), 0.0, change)
    return change / np.where(base == 0.0, 1.0, np.abs(base))


def line(row: Alive, sums: NDArray) -> str:
    """One row as text: declared direction, draws that agree, median change, for doubled and removed."""
    found, parts = changes(sums), []
    for side, name in enumerate(VARIANTS):
        declared = getattr(row, name)
        agree = f"{int(np.sum(np.sign(found[:, side]) == declared))}/{len(found)}" if declared in (1, -1) else "-"
        told = {1: "up", -1: "down"}.get(declared, declared)
        parts.append(f"{name} {told} {agree} {np.median(found[:, side]):+.3g}")
    return f"{row.measure} {row.series} {row.first}-{row.last}: " + "; ".join(parts)


if __name__ == "__main__":
    asked = sys.argv[1:] or sorted({row.measure for row in ROWS})
    table, _ = compare(asked)
    for place, expected in enumerate(ROWS):
        if expected.measure in asked:
            print(line(expected, table[:, place]))
