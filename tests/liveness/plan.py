"""What paired runs share: the printed policy on the smallest district with the values of every draw, and processes.

Why pairs: with common random numbers a variant differs from its baseline only by what agents do, so the sign of a
difference can be asked of every single draw.
"""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from scenarios import district, planning
from scenarios.compose import plan_from_command_line
from scenarios.tasks import drawn_settings, flatten, history_values

DRAWS = 20
ENOUGH = 19  # of 20: a coin would do it in one of 50,000 tables
SCALE = 0.002
ROUNDING = 1e-12
Monthly = dict[str, list[float]]


@dataclass(frozen=True)
class Plan:
    """The printed policy on the smallest district, with the values of every draw."""

    folder: str
    seed: int
    histories: tuple[dict[str, Any], ...]
    values: tuple[dict[str, Any], ...]


@cache
def make_plan(draws: int = DRAWS, scale: float = SCALE, asked: tuple[str, ...] = ()) -> Plan:
    """Compose the baseline, with what else is `asked`, and sample its uncertain parameters as any run does.

    Raises ValueError with every problem of the configuration.
    """
    jobs, problems = plan_from_command_line([f"run.draws={draws}", f"run.scale={scale}", *asked])
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


def in_processes(work: Callable[..., Any], calls: Sequence[tuple]) -> list[Any]:
    """Results of `work` for each tuple of arguments, in order, on all cores."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, len(os.sched_getaffinity(0))), mp_context=context) as pool:
        waiting = [pool.submit(work, *arguments) for arguments in calls]
        return [future.result() for future in waiting]
