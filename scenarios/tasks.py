"""The unit of work: one draw, with every scenario that shares its history.

Why: a scenario's levers act from January 2024, so 2023 is simulated once per draw and each scenario branches from
it in memory. For that to be free of side effects the history may depend on nothing a lever changes: it is run with
the policy text as declared, and results cannot depend on which scenarios happen to be asked for together.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

HISTORY_MONTHS = 12
BRANCH_SECTIONS = ("policy", "scenario")  # what may differ between scenarios that share 2023
HISTORY_LEVERS = ("intensity_2023",)  # inside policy, yet in force before the branch
COURSE = "policy.course"
COURSE_BEFORE = "as_2023"
# How a run is carried out, never what comes out of it.
TECHNICAL = frozenset(
    {"run.workers", "run.executor", "run.scheduler", "run.fail_fast", "language", "results_dir", "sweep"}
)

Columns = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Task:
    """One draw and seed: its history, and the settings of each scenario branching from it, by run address."""

    draw: int
    seed: int
    district: str
    history: dict[str, Any]
    scenarios: tuple[tuple[str, dict[str, Any]], ...]
    months: int


@dataclass(frozen=True)
class DrawResult:
    """What one scenario of one draw gave; `failure` holds a traceback and then the rest is empty."""

    run: str
    draw: int
    seed: int
    statistics: dict[str, float] = field(default_factory=dict)
    series: dict[str, list[float]] = field(default_factory=dict)
    phase_seconds: dict[str, float] = field(default_factory=dict)
    worst_gap: float = 0.0
    failure: str | None = None
    hindcast: dict[str, float] = field(default_factory=dict)  # figures of 2023, which scenarios of a draw share


def flatten(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested values as dotted paths, in the order they are nested."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping):
            flat.update(flatten(value, f"{path}."))
        else:
            flat[path] = value
    return flat


def nest(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `flatten`."""
    values: dict[str, Any] = {}
    for path, value in flat.items():
        *parents, leaf = path.split(".")
        node = values
        for parent in parents:
            node = node.setdefault(parent, {})
        node[leaf] = value
    return values


def is_history(path: str) -> bool:
    """Whether a value is in force before the branch at the end of 2023."""
    section, _, rest = path.partition(".")
    return section not in BRANCH_SECTIONS or rest.rpartition(".")[2] in HISTORY_LEVERS


def identity_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that can change a number, by path: everything but how the run is carried out."""
    return {path: value for path, value in flatten(values).items() if path not in TECHNICAL}


def history_key(values: Mapping[str, Any], pinned: frozenset[str]) -> str:
    """Scenarios with equal keys share 2023. A pinned value counts too: it is not drawn where others draw it."""
    shared = {path: value for path, value in identity_values(values).items() if is_history(path)}
    text = json.dumps([shared, sorted(filter(is_history, pinned))], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def drawn_settings(flat: Mapping[str, Any], columns: Columns, draw: int) -> dict[str, Any]:
    """The values of one draw: each uncertain parameter takes its number, the others stay."""
    drawn = {path: float(column[draw]) for path, column in columns.items() if path in flat}
    return nest({**flat, **drawn})


def history_values(flat: Mapping[str, Any], declared: Mapping[str, Any]) -> dict[str, Any]:
    """The values 2023 runs with: levers as the text declares them, so that no scenario reaches back."""
    history = {path: value if is_history(path) else declared.get(path, value) for path, value in flat.items()}
    if COURSE in history:
        history[COURSE] = COURSE_BEFORE
    return {path: value for path, value in history.items() if not path.startswith("scenario.")}


def replicates(values: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Every (draw, seed) of an ensemble, in draw order."""
    run = values["run"]
    for draw in range(int(run["draws"])):
        for extra in range(int(run["seeds_per_draw"])):
            yield draw, int(run["seed"]) + extra
