"""Seconds by phase of one region's run: `make bench`, never part of the tests.

Why the fastest of several: other programs only ever add time, so the smallest figure is nearest the machine's own.
"""

import argparse
import csv
import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MONTHS = 24  # 2023, the history, and 2024
POPULATIONS = ("residents", "households", "enterprises", "farms", "projects")


@dataclass(frozen=True)
class Timing:
    """One timed run: whole seconds, seconds by phase, and how many agents lived through it."""

    seconds: float
    phases: Mapping[str, float]
    agents: int


def open_region(overrides: list[str]) -> Callable[[], Any]:
    """A maker of fresh regions on one prepared district, so that only the months are timed."""
    # Here and not above: the kernels' cache folder is set by these before numba is first imported.
    from scenarios import compose, district, measures

    jobs = compose.compose(overrides or ["run=full"])
    if len(jobs) != 1:
        raise ValueError(f"{len(jobs)} scenarios asked for; the benchmark times one. Drop -m and the sweep.")
    opened = district.load(district.prepare(jobs[0]))

    from sim.region import Region

    acting = measures.acting()
    return lambda: Region(opened, jobs[0], acting=acting, draw=0, seed=1)


def time_run(make_region: Callable[[], Any]) -> Timing:
    region = make_region()
    started = time.perf_counter()
    region.run_for(MONTHS)
    seconds = time.perf_counter() - started
    agents = sum(len(getattr(region, name, ())) for name in POPULATIONS)
    timing = Timing(seconds, dict(region.phase_seconds), agents)
    region.close()
    return timing


def fastest(timings: list[Timing]) -> Timing:
    """The smallest figure of each phase and of the whole; the phases need not come from the same run."""
    phases = {name: min(timing.phases.get(name, 0.0) for timing in timings) for name in timings[0].phases}
    return Timing(min(timing.seconds for timing in timings), phases, timings[0].agents)


def peak_bytes() -> int:
    """Largest resident memory of this process so far; Linux counts it in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def rows(timing: Timing) -> list[tuple[str, float, float]]:
    """Phase, seconds, million agent-months per second; what no phase accounts for has its own row."""
    seconds = {**timing.phases, "outside the phases": timing.seconds - sum(timing.phases.values())}
    seconds = dict(sorted(seconds.items(), key=lambda item: -item[1])) | {"all": timing.seconds}
    millions = timing.agents * MONTHS / 1e6
    return [(name, spent, millions / spent if spent > 0 else 0.0) for name, spent in seconds.items()]


def report(timing: Timing) -> str:
    lines = [f"{'phase':<32}{'seconds':>10}{'share':>8}{'M agent-months/s':>18}"]
    lines += [
        f"{name:<32}{spent:>10.3f}{spent / timing.seconds:>8.1%}{speed:>18.1f}" for name, spent, speed in rows(timing)
    ]
    return "\n".join([*lines, f"{timing.agents:,} agents, {MONTHS} months, peak {peak_bytes() / 1e6:,.0f} MB"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the district's months by phase.")
    parser.add_argument("overrides", nargs="*", help="as for linping, e.g. run=quick")
    parser.add_argument("--repeat", type=int, default=3, help="timed runs after the warm-up (default 3)")
    parser.add_argument("--csv", type=Path, help="also write phase, seconds, speed to this file")
    options = parser.parse_args()
    if options.repeat < 1:
        parser.error(f"--repeat is {options.repeat}; it must be 1 or more")

    try:
        make_region = open_region(options.overrides)
    except ValueError as problem:
        parser.error(str(problem))
    cold = time_run(make_region)
    best = fastest([time_run(make_region) for _ in range(options.repeat)])
    print(report(best))
    print(f"first run, kernels compiled or loaded: {cold.seconds:.3f} s")
    if options.csv:
        with options.csv.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([("phase", "seconds", "million_agent_months_per_second"), *rows(best)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
