"""A model of three lines that the worker processes can import: the runner's tests need no district."""

import os
import time
from pathlib import Path

from scenarios.simulate import Model
from scenarios.tasks import DrawResult, Task

MONTHS_OF_HISTORY = 12


def prepare(values):
    return str(values["region"]["name"])


def describe_series(series, values):
    return {"zh": f"序列{series}", "en": series, "unit": "yuan/month", "plan": ""}


def _growth(task, settings):
    history = task.history["world"]["demand"] + 0.01 * task.draw + 0.001 * (task.seed % 10)
    return history + settings["policy"]["m01"]["rate"]


def run_draw(task: Task) -> list[DrawResult]:
    results = []
    fake = task.scenarios[0][1]["world"]
    if fake.get("pause"):
        time.sleep(fake["pause"])
    # Workers live on between runs with the environment they were started in: a test in one process names its log.
    if (log := fake.get("log") or os.environ.get("FAKE_LOG")) is not None:
        with Path(log).open("a") as file:
            file.write(f"{task.draw} {task.seed} {len(task.scenarios)} {os.getpid()}\n")
    if task.draw == fake.get("broken_draw"):
        raise RuntimeError("this draw is broken on purpose")
    if task.draw == fake.get("deadly_draw"):
        os._exit(9)
    for run, settings in task.scenarios:
        growth = _growth(task, settings)
        statistics = {"growth": growth, "jobs": 1000.0 + growth * 7}
        if task.draw == fake.get("nan_draw"):
            statistics["growth"] = float("nan")
        series = {
            "output.industry": [growth * month for month in range(task.months)],
            "jobs": [growth + month for month in range(task.months)],
        }
        seconds = {"Production": time.time() % 1}
        before = {"growth": task.history["world"]["demand"]}
        if task.draw == fake.get("nan_draw_before"):
            before["growth"] = float("inf")
        result = DrawResult(run, task.draw, task.seed, statistics, series, seconds, 1e-15, hindcast=before)
        results.append(result)
    return results


def describe_within_year():
    return [{"statistic": "growth", "kind": "level", "series": "growth.cumulative", "beside": "", "factor": 1.0}]


MODEL = Model(prepare, run_draw, describe_series, describe_within_year)
