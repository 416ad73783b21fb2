"""Running a plan: draw by draw, on worker processes, the parent alone writing.

Why: workers that write leave half results and locks behind when the parent is killed, and a joblib pool goes on
without its parent; so workers only compute, leave when the parent is gone, and whatever has arrived is stored.
"""

import os
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from joblib import Parallel, delayed, parallel_config
from joblib.externals.loky import get_reusable_executor
from joblib.externals.loky.process_executor import BrokenProcessPool

from scenarios.declarations import Declaration
from scenarios.outcomes import Goals, not_numbers
from scenarios.simulate import Model
from scenarios.store import RunStore
from scenarios.tasks import Columns, DrawResult, Task, drawn_settings, flatten, history_key, history_values, replicates

GUARD_SECONDS = 1.0
AHEAD = 2  # tasks handed out per worker: enough to keep it busy, few enough to keep memory flat
LOCAL = "local"
LIVES = 2  # how often a pool may die without a result before the draws it was at are given up


@dataclass(frozen=True)
class PlannedRun:
    """One scenario of the plan: its values, its draws' parameters, its address and folder."""

    scenario: str
    values: Mapping[str, Any]
    pinned: frozenset[str]
    columns: Columns
    history_columns: Columns
    declarations: Mapping[str, Declaration]
    goals: Goals
    identity: Mapping[str, Any]
    address: str
    store: RunStore
    described: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """What a plan came to: failed draws by run address, and whether it was stopped at the first."""

    failures: dict[str, list[DrawResult]] = field(default_factory=dict)
    was_stopped: bool = False


def run(runs: list[PlannedRun], model: Model, on_progress: Callable[[int, int], None] = lambda *_: None) -> Outcome:
    """Simulate what is not stored yet and store it; failed draws are recorded and do not stop the rest.

    KeyboardInterrupt passes through after the workers have been stopped; what is stored stays.
    """
    outcome = Outcome()
    stores = {planned.address: planned.store for planned in runs}
    wanted = {planned.address: set(replicates(planned.values)) for planned in runs}
    stored = {name: store.stored() & wanted[name] for name, store in stores.items()}
    done, total = sum(map(len, stored.values())), sum(map(len, wanted.values()))
    on_progress(done, total)
    if done == total:
        return outcome
    options = dict(runs[0].values["run"])
    results = _results(runs, stored, model, options)
    try:
        for result in results:
            checked = _checked(result)
            if checked.failure is None:
                stores[checked.run].add(checked)
            else:
                outcome.failures.setdefault(checked.run, []).append(checked)
            done += 1
            on_progress(done, total)
            if checked.failure is not None and options["fail_fast"]:
                outcome.was_stopped = True
                break
    finally:
        results.close()
    return outcome


def _checked(result: DrawResult) -> DrawResult:
    if result.failure:
        return result
    wrong = [*not_numbers(result.statistics), *(f"{name} of 2023" for name in not_numbers(result.hindcast))]
    if not wrong:
        return result
    message = f"Not a number: {', '.join(wrong)}. The draw is left out and recorded as failed."
    return DrawResult(run=result.run, draw=result.draw, seed=result.seed, failure=message)


def _results(
    runs: list[PlannedRun], stored: Mapping[str, set], model: Model, options: Mapping[str, Any]
) -> Generator[DrawResult]:
    """Results as they arrive. A worker that dies takes its pool along: the pool is started again."""
    pending = tasks_of(runs, stored, model)
    if options["executor"] == "dask":
        yield from _on_dask(pending, model, options)
        return
    workers = worker_count(options)
    handed_out: dict[tuple[int, int, str], Task] = {}
    lives = LIVES
    source: Iterator[Task] = pending
    while True:
        try:
            with closing(_on_processes(_remember(source, handed_out), model, workers)) as arriving:
                for results in arriving:
                    handed_out.pop(_identity(results), None)
                    lives = LIVES
                    yield from results
            return
        except BrokenProcessPool:
            lives -= 1
            lost = sorted(handed_out.values(), key=lambda task: (task.draw, task.seed))
            if lives == 0:
                lives = LIVES
                for task in lost[:workers]:
                    handed_out.pop(_identity_of(task), None)
                    yield from _failed(task, "The worker process died (out of memory, or killed) each time.")
                lost = lost[workers:]
            source = _chain(lost, pending)


def _chain(first: list[Task], rest: Iterator[Task]) -> Iterator[Task]:
    yield from first
    yield from rest


def _remember(tasks: Iterator[Task], handed_out: dict) -> Iterator[Task]:
    for task in tasks:
        handed_out[_identity_of(task)] = task
        yield task


def _identity_of(task: Task) -> tuple[int, int, str]:
    return task.draw, task.seed, task.scenarios[0][0]


def _identity(results: list[DrawResult]) -> tuple[int, int, str]:
    return results[0].draw, results[0].seed, results[0].run


def worker_count(options: Mapping[str, Any]) -> int:
    """Worker processes: run.workers, and as many as there are cores when it is 0."""
    asked = int(options["workers"])
    return asked if asked > 0 else os.cpu_count() or 1


def tasks_of(runs: list[PlannedRun], stored: Mapping[str, set], model: Model) -> Iterator[Task]:
    """Tasks draw by draw: scenarios that share 2023 together, what is stored left out, nothing prepared in vain."""
    groups: dict[str, list[PlannedRun]] = {}
    for planned in runs:
        groups.setdefault(history_key(planned.values, planned.pinned), []).append(planned)
    for group in groups.values():
        first = group[0]
        flats = {planned.address: flatten(planned.values) for planned in group}
        history = history_values(flats[first.address], {path: leaf.value for path, leaf in first.declarations.items()})
        district = None
        for draw, seed in replicates(first.values):
            missing = [planned for planned in group if (draw, seed) not in stored[planned.address]]
            if not missing:
                continue
            district = district or model.prepare(first.values)
            yield Task(
                draw=draw,
                seed=seed,
                district=district,
                history=drawn_settings(history, first.history_columns, draw),
                scenarios=tuple(
                    (planned.address, drawn_settings(flats[planned.address], planned.columns, draw))
                    for planned in missing
                ),
                months=int(first.values["run"]["months"]),
            )


def _on_processes(tasks: Iterator[Task], model: Model, workers: int) -> Generator[list[DrawResult]]:
    # Workers inherit the environment when they start; the parent's own Polars has its threads by then.
    os.environ["POLARS_MAX_THREADS"] = "1"
    parent = os.getpid()
    outputs: Any = None
    try:
        with parallel_config(backend="loky", inner_max_num_threads=1):
            # joblib runs a pool of one inside the parent, with the parent's threads and at its risk: two processes
            # of which one idles give the same bytes as any other number of workers.
            pool = _pool(max(2, workers), 1 if workers == 1 else AHEAD * workers)
            outputs = pool(delayed(guarded)(parent, model.run_draw, task) for task in tasks)
            # "yield from" would close the pool when this generator is closed, with a warning: see _abandon.
            for results in outputs:  # noqa: UP028
                yield results
        outputs = None
    finally:
        if outputs is not None:
            _abandon(outputs)


def _pool(jobs: int, ahead: int) -> Any:
    # joblib's own annotations call numbers strings, hence the mapping.
    options: dict[str, Any] = {"batch_size": 1, "pre_dispatch": ahead, "return_as": "generator_unordered"}
    return Parallel(n_jobs=jobs, **options)


def _abandon(outputs: Any) -> None:
    """Stop a pool in the middle; joblib would warn of results nobody takes, which is what is meant here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        outputs.close()
    get_reusable_executor().shutdown(wait=True, kill_workers=True)


def _on_dask(tasks: Iterator[Task], model: Model, options: Mapping[str, Any]) -> Iterator[DrawResult]:
    from dask.distributed import Client  # pyright: ignore[reportMissingImports]  (optional extra "cluster")

    scheduler = str(options["scheduler"])
    with Client(None if scheduler == LOCAL else scheduler) as client, parallel_config(backend="dask"):
        workers = max(1, sum(client.nthreads().values()))
        pool = _pool(-1, AHEAD * workers)
        for results in pool(delayed(computed)(model.run_draw, task) for task in tasks):
            yield from results


def guarded(parent: int, run_draw: Callable[[Task], list[DrawResult]], task: Task) -> list[DrawResult]:
    """Compute one task in a worker that leaves when its parent is gone."""
    _guard(parent)
    return computed(run_draw, task)


def computed(run_draw: Callable[[Task], list[DrawResult]], task: Task) -> list[DrawResult]:
    """Compute one task; an error becomes the failure of each of its scenarios."""
    try:
        return run_draw(task)
    except Exception:  # whatever goes wrong in a draw is recorded with that draw
        return _failed(task, traceback.format_exc())


def _failed(task: Task, reason: str) -> list[DrawResult]:
    return [DrawResult(run=name, draw=task.draw, seed=task.seed, failure=reason) for name, _ in task.scenarios]


_guards: list[threading.Thread] = []


def _guard(parent: int) -> None:
    """Start, once in a process, the thread that ends it when the parent is gone; interrupts are the parent's."""
    if _guards:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    thread = threading.Thread(target=_leave_with, args=(parent,), daemon=True)
    _guards.append(thread)
    thread.start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(GUARD_SECONDS)
    os._exit(1)
