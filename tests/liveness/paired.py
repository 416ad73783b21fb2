"""Paired runs: one history a draw, and from it a baseline and two variants of each lever.

Why pairs: with common random numbers a variant differs from its baseline only by what agents do, so the sign of a
difference can be asked of every single draw. `python tests/liveness/paired.py` prints the table.
"""

import copy
import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import district, measures, planning
from scenarios.compose import plan_from_command_line
from scenarios.tasks import HISTORY_MONTHS, drawn_settings, flatten, history_values, nest
from sim.calendar import month_of_year, year_of
from sim.region import Region
from tests.liveness.declared import BUNDLES, DECEMBER, JANUARY, NEXT_DECEMBER, ROWS, Bundle, Row

DRAWS = 20
ENOUGH = 19  # of 20: a coin would do it in one of 50,000 tables
SCALE = 0.002
ROUNDING = 1e-12
MONTHS = NEXT_DECEMBER - HISTORY_MONTHS
BASELINE = "baseline"
Values = NDArray[np.float64]
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


def run_draw(plan: Plan, draw: int, bundles: Mapping[str, Bundle]) -> dict[tuple[str, str], Monthly]:
    """Monthly series of the baseline, under (baseline, ""), and of the variants of each bundle, by (bundle, variant).

    Levers act after 2023, so all of them branch from one history. A world is drawn whole when a history starts: its
    variants run 2023 again, with the same numbers, since what they shift begins in 2024.
    """
    values, past = plan.values[draw], plan.histories[draw]
    history = _history(plan, draw, past)
    longest = max((bundle.months for bundle in bundles.values()), default=DECEMBER)
    runs = {(BASELINE, ""): _branch(history, values, longest)}
    for name, bundle in bundles.items():
        for variant in bundle.variants:
            start = _history(plan, draw, varied(past, bundle, variant)) if bundle.shifted else history
            runs[name, variant] = _branch(start, varied(values, bundle, variant), bundle.months)
    return runs


def _history(plan: Plan, draw: int, values: Mapping[str, Any]) -> Region:
    history = Region(district.load(plan.folder), values, measures.acting(), draw=draw, seed=plan.seed)
    history.run_for(HISTORY_MONTHS)
    return history


def _branch(history: Region, values: Mapping[str, Any], months: int) -> Monthly:
    branch = history.branch(values)
    branch.run_for(months - HISTORY_MONTHS)
    return branch.series()


def months_of_draw(plan: Plan, draw: int, bundles: Mapping[str, Bundle]) -> Values:
    """Each row's series in baseline, first and second variant, from January 2024 on, shape (rows, 3, MONTHS).

    NaN where a variant was not run or not that far; a series nobody wrote is zero.
    """
    runs = run_draw(plan, draw, bundles)
    values = np.full((len(ROWS), 3, MONTHS), np.nan)
    for number, row in enumerate(ROWS):
        bundle = bundles.get(row.bundle)
        if bundle is None:
            continue
        keys = [(BASELINE, ""), *((row.bundle, variant) for variant in bundle.variants)]
        for side, key in enumerate(keys):
            series = runs[key].get(row.series, [0.0] * bundle.months)
            values[number, side, : bundle.months - HISTORY_MONTHS] = series[HISTORY_MONTHS : bundle.months]
    return values


def compare(draws: int = DRAWS, scale: float = SCALE) -> Values:
    """`months_of_draw` of every draw on all cores, shape (draws, rows, 3, MONTHS)."""
    plan = make_plan(draws, scale)
    return np.stack(in_processes(months_of_draw, [(plan, draw, BUNDLES) for draw in range(draws)]))


def in_processes(work: Callable[..., Any], calls: Sequence[tuple]) -> list[Any]:
    """Results of `work` for each tuple of arguments, in order, on all cores."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, len(os.sched_getaffinity(0))), mp_context=context) as pool:
        waiting = [pool.submit(work, *arguments) for arguments in calls]
        return [future.result() for future in waiting]


def _within(row: Row) -> slice:
    return slice(row.lag, row.last - JANUARY + 1)


def effects(values: Values, row: Row) -> Values:
    """Change of each variant's sum relative to the baseline of its draw, shape (draws, 2); `values` (draws, 3, MONTHS).

    Where the baseline is nothing: 0 without a change, else infinite. Rounding of sums is no change.
    """
    sums = values[..., _within(row)].sum(axis=-1)
    base = np.broadcast_to(sums[:, :1], (len(sums), 2))
    change = sums[:, 1:] - base
    change = np.where(np.abs(change) <= ROUNDING * np.abs(base), 0.0, change)
    from_nothing = np.where(change == 0.0, 0.0, np.copysign(np.inf, change))
    return np.divide(change, np.abs(base), out=from_nothing, where=base != 0.0)


def too_early(values: Values, row: Row) -> Values:
    """A month's mean change before the window over that within it; `values` (draws, 3, MONTHS), returns (draws, 2)."""
    change = np.abs(values[:, 1:] - values[:, :1])
    within = change[..., _within(row)].mean(axis=-1)
    before = change[..., : row.lag].mean(axis=-1) if row.lag else np.zeros_like(within)
    return np.divide(before, within, out=np.zeros_like(within), where=within > 0.0)


def hits(effect: Values, direction: int) -> int:
    """In how many draws a variant moved its series in the declared direction; `effect` has shape (draws,)."""
    return int(np.sum(np.sign(effect) == direction))


def table(values: Values) -> str:
    """One line for each row and variant: direction, draws that agree, median effect and its 5-95 % interval."""
    lines = [
        "| lever | agent | series | months | lag | variant | declared | draws | median | 5-95 % | why |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for number, row in enumerate(ROWS):
        found = effects(values[:, number], row)
        for side, variant in enumerate(BUNDLES[row.bundle].variants):
            direction, effect = row.directions[side], found[:, side]
            low, middle, high = (_percent(np.quantile(effect, q, method="nearest")) for q in (0.05, 0.5, 0.95))
            agree = f"{hits(effect, direction)} of {len(effect)}" if isinstance(direction, int) else "-"
            told = {1: "up", -1: "down"}.get(direction, direction)
            what = (row.bundle, row.agent, f"`{row.series}`", _window(row), str(row.lag), variant, str(told))
            lines.append("| " + " | ".join((*what, agree, middle, f"{low} to {high}", row.reason)) + " |")
    return "\n".join(lines)


def _window(row: Row) -> str:
    def label(month: int) -> str:
        return f"{year_of(month)}-{month_of_year(month):02d}"

    return label(row.first) if row.first == row.last else f"{label(row.first)} to {label(row.last)}"


def _percent(effect: float) -> str:
    return f"{100.0 * effect:+.3g} %" if np.isfinite(effect) else "from nothing"


if __name__ == "__main__":
    print(table(compare()))
