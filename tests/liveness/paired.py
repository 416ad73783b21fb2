"""Paired runs: one history a draw, and from it a baseline and two variants of each lever.

Why pairs: with common random numbers a variant differs from its baseline only by what agents do, so the sign of a
difference can be asked of every single draw. `python tests/liveness/paired.py` prints the table.
"""

import copy
import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # started as a script, only this folder is on the path

from scenarios import district, measures, planning
from scenarios.compose import plan_from_command_line
from scenarios.tasks import HISTORY_MONTHS, drawn_settings, flatten, history_values, nest
from sim.region import Region
from sim.series import HORIZON
from sim.settings import Settings
from sim.world import draw_world
from tests.liveness.declared import BUNDLES, DECEMBER, ROWS, Bundle, Row

DRAWS = 20
ENOUGH = 19  # of 20: a coin would do it in one of 50,000 tables
SCALE = 0.002
BASELINE = "baseline"
Sums = NDArray[np.float64]
Monthly = dict[str, list[float]]


@dataclass(frozen=True)
class Plan:
    """The printed policy on the smallest district, with the values of every draw."""

    folder: str
    seed: int
    histories: tuple[dict[str, Any], ...]
    values: tuple[dict[str, Any], ...]


@cache
def make_plan(draws: int = DRAWS, scale: float = SCALE) -> Plan:
    """Compose the baseline and sample its uncertain parameters as any run does.

    Raises ValueError with every problem of the configuration.
    """
    jobs, problems = plan_from_command_line([f"run.draws={draws}", f"run.scale={scale}"])
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    planned = planning.plan(jobs).runs[0]
    flat = flatten(planned.values)
    history = history_values(flat, {path: leaf.value for path, leaf in planned.declarations.items()})
    return Plan(
        folder=district.prepare(planned.values),
        seed=int(planned.values["run"]["seed"]),
        histories=tuple(drawn_settings(history, planned.history_columns, draw) for draw in range(draws)),
        values=tuple(drawn_settings(flat, planned.columns, draw) for draw in range(draws)),
    )


def varied(values: Mapping[str, Any], bundle: Bundle, variant: str) -> dict[str, Any]:
    """The values of a draw with a bundle's lever in its first or its second variant."""
    is_first = variant == bundle.variants[0]
    flat = flatten(copy.deepcopy(dict(values)))
    for path in bundle.scaled:
        flat[path] = 2.0 * flat[path] if is_first else 0.0
    if bundle.shifted:
        flat[bundle.shifted] += bundle.step if is_first else -bundle.step
    return nest(flat)


def run_draw(plan: Plan, draw: int, bundles: Iterable[str]) -> dict[tuple[str, str], Monthly]:
    """Monthly series of the baseline, under (baseline, ""), and of both variants of each bundle, by (bundle, variant).

    Levers act after 2023, so all of them branch from one history.
    """
    bundles = list(bundles)
    history = Region(district.load(plan.folder), plan.histories[draw], measures.acting(), draw=draw, seed=plan.seed)
    history.run_for(HISTORY_MONTHS)
    longest = max((BUNDLES[name].months for name in bundles), default=DECEMBER)
    runs = {(BASELINE, ""): _branch(history, plan.values[draw], longest)}
    for name in bundles:
        for variant in BUNDLES[name].variants:
            values = varied(plan.values[draw], BUNDLES[name], variant)
            runs[name, variant] = _branch(history, values, BUNDLES[name].months)
    return runs


def _branch(history: Region, values: Mapping[str, Any], months: int) -> Monthly:
    branch = history.branch(values)
    # A branch keeps its draw's world. The LPR of 2023 is observed: a variant of it differs from January 2024 on.
    branch.state.world = draw_world(Settings(values), HORIZON)
    branch.run_for(months - HISTORY_MONTHS)
    return branch.series()


def summed(series: Monthly, row: Row) -> float:
    """The row's series summed over its months; a series nobody wrote is zero."""
    return float(np.sum(series.get(row.series, [0.0])[row.first - 1 : row.last]))


def sums_of_draw(plan: Plan, draw: int, bundles: Iterable[str]) -> Sums:
    """Sums of baseline, first and second variant by row of `ROWS`, shape (rows, 3); NaN where the bundle was not run."""
    bundles = list(bundles)
    runs = run_draw(plan, draw, bundles)
    sums = np.full((len(ROWS), 3), np.nan)
    for number, row in enumerate(ROWS):
        if row.bundle in bundles:
            keys = [(BASELINE, ""), *((row.bundle, variant) for variant in BUNDLES[row.bundle].variants)]
            sums[number] = [summed(runs[key], row) for key in keys]
    return sums


def compare(draws: int = DRAWS, scale: float = SCALE) -> Sums:
    """Sums of every draw on all cores, shape (draws, rows, 3)."""
    plan = make_plan(draws, scale)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, len(os.sched_getaffinity(0))), mp_context=context) as pool:
        waiting = [pool.submit(sums_of_draw, plan, draw, tuple(BUNDLES)) for draw in range(draws)]
        return np.stack([future.result() for future in waiting])


def effects(sums: Sums) -> Sums:
    """Change of each variant relative to the baseline of its draw, shape (draws, rows, 2); no change of nothing is 0."""
    base = sums[..., :1]
    change = sums[..., 1:] - base
    return np.divide(change, np.abs(base), out=np.sign(change) * np.inf, where=base != 0.0)


def hits(effect: Sums, direction: int) -> int:
    """In how many draws a variant moved its series in the declared direction; `effect` has shape (draws,)."""
    return int(np.sum(np.sign(effect) == direction))


def table(sums: Sums) -> str:
    """One line for each row and variant: direction, draws that agree, median effect and its 5-95 % interval."""
    found = effects(sums)
    lines = [
        "| lever | agent | series, months of 2024 (2025) | variant | declared | draws | median | 5-95 % | why |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for number, row in enumerate(ROWS):
        for side, variant in enumerate(BUNDLES[row.bundle].variants):
            direction, effect = row.directions[side], found[:, number, side]
            low, middle, high = (_percent(np.quantile(effect, q, method="nearest")) for q in (0.05, 0.5, 0.95))
            agree = f"{hits(effect, direction)} of {len(effect)}" if isinstance(direction, int) else "-"
            told = {1: "up", -1: "down"}.get(direction, direction)
            lines.append(f"| {row.bundle} | {row.agent} | {row.series}, {row.first - 12}-{row.last - 12} | {variant} | "
                         f"{told} | {agree} | {middle} | {low} to {high} | {row.reason} |")  # fmt: skip
    return "\n".join(lines)


def _percent(effect: float) -> str:
    return f"{100.0 * effect:+.3g} %" if np.isfinite(effect) else "from nothing"


if __name__ == "__main__":
    print(table(compare()))
