"""From composed jobs to runs: which parameters each draw holds, which targets are asked, where each run is stored.

Why: scenarios are compared draw by draw, so all of them take the same column for the same uncertain parameter; a
scenario that pins one keeps the columns of all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from scenarios import bases, design, district, measures
from scenarios import declarations as declared_values
from scenarios.address import address, code_identity, data_identity, identity
from scenarios.compose import Job
from scenarios.declarations import Declaration
from scenarios.ensemble import PlannedRun
from scenarios.outcomes import Goals, load_goals
from scenarios.records import SCORE
from scenarios.sources import ROOT
from scenarios.store import RunStore
from scenarios.tasks import TECHNICAL, Columns, flatten, is_history

EVERYTHING = "everything"
# Which uncertain values belong to a source, by how their paths begin; the first that fits counts.
SOURCES = {
    "administration": ("behaviour.government.", "behaviour.programmes."),
    "initial": ("region.",),
    "world": ("world.",),
    "behaviour": ("behaviour.",),
    "policy": ("policy.",),
}
LANGUAGES = ("en", "zh")
QUESTION = "# Question:"


@dataclass(frozen=True)
class Asked:
    """A whole plan ready to run, and the reader's language."""

    runs: list[PlannedRun]
    language: str


def plan(jobs: list[Job], root: Path = ROOT) -> Asked:
    """Every composed job as a run with its draws, address and folder; `root` is the clone that conf/ is read from."""
    return Asked([_run(job, root) for job in jobs], str(jobs[0].values["language"]))


def results_dir(values: Mapping[str, Any], root: Path) -> Path:
    """Where runs are stored: results_dir, relative to the clone."""
    return (root / str(values["results_dir"])).resolve()


def _run(job: Job, root: Path) -> PlannedRun:
    run, leaves = job.values["run"], job.declarations
    # Only a parameter that would be drawn can be pinned: run.workers given on the command line changes no number.
    uncertain = [path for path, leaf in leaves.items() if leaf.is_uncertain]
    held = [path for path in uncertain if str(run["drawn"]) not in (EVERYTHING, source_of(path))]
    pinned = frozenset([*(path for path in uncertain if path in job.pinned), *held])
    loading = float(run["group_loading"])
    asked = (int(run["seed"]), int(run["draws"]), loading)
    goals = _goals(job.choices["goals"], root)
    levels = _levels(job, frozenset(held), goals)
    columns = sampled(leaves, pinned, *asked) | levels
    # What a scenario pins among the levers must not reach back into 2023.
    before = frozenset(filter(is_history, pinned))
    history_columns = columns if before == pinned else sampled(leaves, before, *asked) | levels
    made_of = _identity(job, pinned, goals, root)
    name = address(made_of)
    return PlannedRun(
        scenario=job.scenario,
        values=job.values,
        pinned=pinned,
        columns=columns,
        history_columns=history_columns,
        declarations=leaves,
        goals=goals,
        identity=made_of,
        address=name,
        store=RunStore(results_dir(job.values, root) / job.scenario / name),
        described=_described(job, root),
    )


def _levels(job: Job, held: frozenset[str], goals: Goals) -> Columns:
    """The columns of levels that are set from a target; none where the run asks for the answer without them."""
    run = job.values["run"]
    if not run["bases_from_targets"]:
        return {}
    free = {path: leaf for path, leaf in job.declarations.items() if path not in job.pinned}
    return bases.set_from_targets(free, held, bases.targets(goals), int(run["seed"]), int(run["draws"]))


def _identity(job: Job, pinned: frozenset[str], goals: Goals, root: Path) -> dict[str, Any]:
    tables = district.read_tables(job.values["region"]["tables"], root)
    told = [district.told(table) for table in tables]
    data = data_identity(job.declarations, goals, measures.acting(root), told)
    return identity(job.values, pinned, job.declarations, data, code_identity(root))


def source_of(path: str) -> str:
    """The source of uncertainty a value belongs to; none for a value of no section named in `SOURCES`."""
    return next((source for source, heads in SOURCES.items() if path.startswith(heads)), "")


def sampled(
    leaves: Mapping[str, Declaration], pinned: frozenset[str], seed: int, draws: int, loading: float
) -> Columns:
    """The column of each uncertain parameter by path, and the score of each group of them by `score:<group>`."""
    drawn = design.sample(leaves, pinned, seed, draws, loading)
    scores = {f"{SCORE}{group}": np.asarray(score) for group, score in drawn.scores.items()}
    return {**drawn.columns, **scores}


@cache
def _goals(option: str, root: Path) -> Goals:
    return load_goals(root / "conf" / "goals" / f"{option}.yaml")


def _described(job: Job, root: Path) -> dict[str, str]:
    """Title and question of the scenario, and what differs in it from the values as declared."""
    flat = flatten(job.values)
    changed = "; ".join(f"{path}={flat.get(path)}" for path in sorted(job.pinned - TECHNICAL))
    document = declared_values.read_document(root / "scenarios" / "scenario" / f"{job.scenario}.yaml")
    title = document.data.get("title")
    asked = [line.removeprefix(QUESTION) for line in document.header.splitlines() if line.startswith(QUESTION)]
    named = {str(key): str(text) for key, text in title.items()} if isinstance(title, dict) else {}
    return {**named, "question": asked[0].strip() if asked else "", "changed": changed}
