"""Each measure doubled and removed alone, draw by draw: monthly series near it and the figures of 2024.

`python tests/liveness/measures.py m06 ...` prints what the rows of some measures found. Why the draws are stored:
`make tables` runs all of them and writes tests/golden/measures.csv; the tests run a few of the same draws again, which
must give the stored numbers, and judge the rest by what is stored.
"""

import copy
import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import district, listings, measures
from scenarios.declarations import ROOT
from scenarios.tasks import HISTORY_MONTHS, flatten, nest
from sim.region import Region
from tests.liveness.each.row import DECEMBER, JANUARY, Alive
from tests.liveness.plan import DRAWS, ROUNDING, SCALE, Monthly, Plan, in_processes, make_plan
from tests.liveness.rows import ROWS

VARIANTS = {"doubled": 2.0, "removed": 0.0}
COST = "cost"
STORED = ROOT / "tests" / "golden" / "measures.csv"
HEADS = ("measure", "what", "draw", "baseline", "doubled", "removed", "before", "before_doubled", "before_removed")
DIGITS = 9  # of what is stored


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
    return history_of(plan, draw, plan.histories[draw])


def history_of(plan: Plan, draw: int, values: Mapping[str, Any]) -> Region:
    """The year 2023 of one draw with some values."""
    region = Region(district.load(plan.folder), values, measures.acting(), draw=draw, seed=plan.seed)
    region.run_for(HISTORY_MONTHS)
    return region


def run_on(past: Region, values: Mapping[str, Any], months: int) -> Outcome:
    """Go on from a history with some values, to a month counted from January 2023."""
    branch = past.branch(values)
    branch.run_for(months - past.month)
    return Outcome(branch.series(), branch.observed())


def last_month(key: str) -> int:
    """How far the runs of a measure look: its rows, and the December of the plan year for its figures."""
    return max((row.last for row in ROWS if row.measure == key), default=DECEMBER)


def _first_month(key: str) -> int:
    """The first month of 2024 in which the strength of a measure counts."""
    return max(measures.acting()[key].acts_from, JANUARY)


def _eves(past: Region, values: Mapping[str, Any], keys: Sequence[str]) -> dict[int, Region]:
    """The draw on the eve of each month from which some measure acts: until then its variants are one run."""
    eves = {JANUARY: past}
    for month in sorted({_first_month(key) for key in keys} - {JANUARY}):
        eves[month] = past.branch(values)
        eves[month].run_for(month - 1 - past.month)
    return eves


def of_draw(plan: Plan, draw: int, keys: Sequence[str]) -> tuple[NDArray, dict[str, dict[str, list[float]]]]:
    """Sums of each row's window and figures of 2024 in one draw.

    Returns sums (rows, 2, 3) in the window and before it, for baseline, doubled, removed, NaN where a measure was not
    asked for; and by measure its figures of these three by name, with `COST`, the yuan of 2024 paid from lines and by
    chapter 9.
    """
    values = plan.values[draw]
    eves = _eves(history(plan, draw), values, keys)
    baseline = run_on(eves[JANUARY], values, max(map(last_month, keys)))
    sums, figures = np.full((len(ROWS), 2, 3), np.nan), {}
    for key in keys:
        months, eve = max(last_month(key), DECEMBER), eves[_first_month(key)]
        runs = [baseline, *(run_on(eve, scaled(values, key, factor), months) for factor in VARIANTS.values())]
        figures[key] = {name: [run.figures[name] for run in runs] for name in baseline.figures}
        figures[key][COST] = [_cost(run) for run in runs]
        for number, row in enumerate(ROWS):
            if row.measure == key:
                sums[number] = np.transpose([_windows(run, row) for run in runs])
    return sums, figures


def _windows(run: Outcome, row: Alive) -> tuple[float, float]:
    """Sum of a row's series in its window, and from January 2024 to the month before it."""
    months = np.asarray(run.series.get(row.series, [0.0] * row.last))
    return float(months[row.first - 1 : row.last].sum()), float(months[JANUARY - 1 : row.first - 1].sum())


def _cost(run: Outcome) -> float:
    """Yuan of 2024 claimed from the lines by measures, and what chapter 9, which has no line, paid."""
    paid = [months for name, months in run.series.items() if name.startswith("claims.") or name == "spent.factors"]
    return float(sum(np.sum(months[JANUARY - 1 : DECEMBER]) for months in paid))


def compare(
    keys: Sequence[str], draws: Sequence[int] = range(DRAWS), scale: float = SCALE
) -> tuple[NDArray, dict[str, dict[str, NDArray]]]:
    """`of_draw` of some draws on all cores: sums (draws, rows, 2, 3); by measure and name, figures (draws, 3)."""
    plan = make_plan(DRAWS, scale)
    found = in_processes(of_draw, [(plan, draw, tuple(keys)) for draw in draws])
    sums = np.stack([part for part, _ in found])
    return sums, {
        key: {name: np.array([figures[key][name] for _, figures in found]) for name in wanted(key)} for key in keys
    }


def wanted(key: str) -> list[str]:
    """The figures of a measure that are looked at: those of the targets it should move, by their default reading."""
    moved = measures.measures()[key].facts["moves"]
    readings = [row for row in listings.goals().readings if row.goal in moved and row.is_default and row.statistic]
    return [*dict.fromkeys(str(row.statistic) for row in readings), COST]


def store(sums: NDArray, figures: Mapping[str, Mapping[str, NDArray]]) -> None:
    """Write every draw: a line for each row and draw, in its window and before it, and one for each figure and draw."""
    lines = [(row.measure, f"{number} {row.series}", draw, *sums[draw, number, 0], *sums[draw, number, 1])
             for number, row in enumerate(ROWS) for draw in range(DRAWS)]  # fmt: skip
    lines += [(key, name, draw, *values[draw], 0.0, 0.0, 0.0) for key, of_key in figures.items()
              for name, values in of_key.items() for draw in range(DRAWS)]  # fmt: skip
    with STORED.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADS)
        table.writerows((*line[:3], *(f"{value:.{DIGITS}g}" for value in line[3:])) for line in lines)


def stored() -> tuple[NDArray, dict[str, dict[str, NDArray]]]:
    """What `compare` gave for all draws, as stored."""
    with STORED.open(encoding="utf-8", newline="") as file:
        lines = [(line["measure"], line["what"], [float(line[head]) for head in HEADS[3:]])
                 for line in csv.DictReader(file)]  # fmt: skip
    rows, rest = lines[: len(ROWS) * DRAWS], lines[len(ROWS) * DRAWS :]
    told = [(row.measure, f"{number} {row.series}") for number, row in enumerate(ROWS)]
    assert list(dict.fromkeys(line[:2] for line in rows)) == told, "run: make tables"
    sums = np.array([numbers for _, _, numbers in rows]).reshape(len(ROWS), DRAWS, 2, 3).swapaxes(0, 1)
    figures: dict[str, dict[str, list]] = {}
    for key, name, numbers in rest:
        figures.setdefault(key, {}).setdefault(name, []).append(numbers[:3])
    return sums, {key: {name: np.array(values) for name, values in of_key.items()} for key, of_key in figures.items()}


def changes(sums: NDArray) -> NDArray:
    """Change of both variants against the baseline of their draw, relative unless that is nothing, (draws, 2)."""
    base = sums[:, :1]
    change = sums[:, 1:] - base
    change = np.where(np.abs(change) <= ROUNDING * np.abs(base), 0.0, change)
    return change / np.where(base == 0.0, 1.0, np.abs(base))


def too_early(sums: NDArray, row: Alive) -> NDArray:
    """A month's change before the window over a month's within it; `sums` (draws, 2, 3), returns (draws, 2)."""
    within, before = (np.abs(sums[:, part, 1:] - sums[:, part, :1]) for part in (0, 1))
    within, before = within / (row.last - row.first + 1), before / max(row.first - JANUARY, 1)
    return np.divide(before, within, out=np.zeros_like(within), where=within > 0.0)


def line(row: Alive, sums: NDArray) -> str:
    """One row as text: declared direction, draws that agree, median change, for doubled and removed."""
    found, parts = changes(sums[:, 0]), []
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
