"""The one door to the model: everything the runner asks of it goes through here.

Why: the runner, the store and their tests need no model, only something that takes a task and gives results. The
model is imported inside the functions because a worker that only unpacks a task should not pay for numba, and
because the kernels' cache folder has to be set before numba is first imported.
"""

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scenarios.tasks import HISTORY_MONTHS, DrawResult, Task

SMALLEST = 0.002  # scale of the district that is run once to compile
OUTSIDE = "outside the phases"  # setting up and branching; with the phases it makes up a draw's seconds


@dataclass(frozen=True)
class Model:
    """What the runner needs to know: how to prepare, how to run a draw, what series and monthly figures are called."""

    prepare: Callable[[Mapping[str, Any]], str]
    run_draw: Callable[[Task], list[DrawResult]]
    describe_series: Callable[[str, Mapping[str, Any]], Mapping[str, str]]
    describe_within_year: Callable[[], list[dict[str, Any]]]


def prepare(values: Mapping[str, Any]) -> str:
    """Build the district, or find it built, and compile the kernels; the path the workers open read-only."""
    from scenarios import district

    _compile(values)
    return district.prepare(values)


def _compile(values: Mapping[str, Any]) -> None:
    """Run one month of the smallest district, so that workers load compiled code instead of each compiling it."""
    from sim.kernels import COMPILED

    if COMPILED.exists():
        return
    from scenarios import district, measures
    from sim.region import Region

    small = {**values, "run": {**values["run"], "scale": SMALLEST}}
    Region(district.load(district.prepare(small)), small, acting=measures.acting(), draw=0, seed=0).run_for(1)
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.touch()


def run_draw(task: Task) -> list[DrawResult]:
    """Simulate 2023 once, then every scenario from there; one scenario's failure leaves the others alone."""
    from scenarios import district, measures
    from sim.region import Region

    built, acting = district.load(task.district), measures.acting()
    started = time.perf_counter()
    region = Region(built, task.history, acting=acting, draw=task.draw, seed=task.seed)
    region.run_for(min(task.months, HISTORY_MONTHS))
    hindcast = region.hindcast()
    region.state.close_month()
    history_seconds = time.perf_counter() - started
    results = [_branch(region, task, run, settings, hindcast, history_seconds) for run, settings in task.scenarios]
    region.close()
    return results


def _branch(
    region: Any, task: Task, run: str, settings: dict[str, Any], hindcast: dict[str, float], history_seconds: float
) -> DrawResult:
    try:
        started = time.perf_counter()
        branch = region.branch(settings)
        if task.months > HISTORY_MONTHS:
            branch.run_for(task.months - HISTORY_MONTHS)
        # A scenario is told what it would take alone: the history it shares with others is counted in each.
        phases = {name: region.phase_seconds.get(name, 0.0) + spent for name, spent in branch.phase_seconds.items()}
        phases = {**region.phase_seconds, **phases}
        seconds = history_seconds + time.perf_counter() - started
        result = DrawResult(
            run=run,
            draw=task.draw,
            seed=task.seed,
            statistics=branch.observed(),
            hindcast=hindcast,
            series=branch.series(),
            phase_seconds={**phases, OUTSIDE: max(0.0, seconds - sum(phases.values()))},
            worst_gap=branch.worst_gap,
        )
        branch.close()
        return result
    except Exception:  # any error of the model belongs to this draw and is recorded with it
        return DrawResult(run=run, draw=task.draw, seed=task.seed, failure=traceback.format_exc())


def describe_series(series: str, values: Mapping[str, Any]) -> Mapping[str, str]:
    """Names (zh, en), unit and plan path of a monthly series; one of a town has the name the region gives it."""
    from scenarios import district
    from sim import observe

    return observe.describe(series, district.read_towns(values["region"]["tables"]).names)


def describe_within_year() -> list[dict[str, Any]]:
    """How bulletins print figures from January to a month: statistic, kind, series, beside, factor."""
    from sim import statistics

    return [{"statistic": name, **asdict(how)} for name, how in statistics.within_year().items()]


MODEL = Model(prepare, run_draw, describe_series, describe_within_year)
