"""Closing a run: the result files from the parts, and the records that make the folder readable without the model.

Why: analysis must read a result after the model has moved on, so names, units, sources and ranges go with it. What
differs between two equal runs (host, times) stays in log.json; every other file is equal in bytes.
"""

import platform
import socket
import subprocess
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml

from scenarios import known, outside
from scenarios.declarations import groups
from scenarios.ensemble import PlannedRun
from scenarios.outcomes import Goals, definition_rows, goal_rows
from scenarios.simulate import Model
from scenarios.sources import ROOT
from scenarios.store import (
    DRAWS_SCHEMA,
    GOALS_SCHEMA,
    HINDCAST_SCHEMA,
    RunStore,
    write_csv,
    write_json,
    write_whole,
)
from scenarios.tasks import DrawResult, flatten, identity_values, nest, replicates

SCORE = "score:"
GROUP_COLUMNS = ("group", "zh", "en", "note")
SERIES_COLUMNS = ("series", "zh", "en", "unit", "plan")
WITHIN_YEAR_COLUMNS = ("statistic", "kind", "series", "beside", "factor")
SCENARIO_COLUMNS = ("scenario", "address", "zh", "en", "question", "changed")
LEAF_FIELDS = ("zh", "en", "unit", "low", "high", "source", "note", "file")
PRIOR_FIELDS = ("family", "low", "high", "group", "sign")
PARAMETER_COLUMNS = (
    "parameter", "zh", "en", "value", "declared", "unit", "low", "high", "is_drawn", "is_pinned", "prior_family",
    "prior_low", "prior_high", "prior_group", "prior_sign", "target", "asks", "source", "note", "file",
)  # fmt: skip


def finish(planned: PlannedRun, model: Model, failures: list[DrawResult], session: Mapping[str, Any]) -> bool:
    """Merge the parts and write every record; False when no draw is there to merge."""
    store = planned.store
    if not store.stored():
        write_json(store.folder / "log.json", {**session, "failures": _told(failures)})
        return False
    store.begin_final()
    available = _write_goals(store, planned.goals)
    series = store.merge_series()
    store.write_rows("draws.parquet", _draw_rows(planned), DRAWS_SCHEMA)
    store.write_rows("hindcast.parquet", _hindcast_rows(store), HINDCAST_SCHEMA)
    _write_definitions(planned, model, available, series)
    config = nest(identity_values(planned.values))
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=True)
    write_whole(store.folder / "config.yaml", text.encode())
    write_json(store.folder / "log.json", {**session, **store.telemetry(), "failures": _told(failures)})
    write_json(store.folder / "manifest.json", _manifest(planned, failures))
    return True


def _write_goals(store: RunStore, goals: Goals) -> set[str]:
    rows: list[tuple] = []
    available: set[str] = set()
    for draw, seed, statistics in store.statistics():
        rows.extend(goal_rows(goals, statistics, draw, seed))
        available |= set(statistics)
    store.write_rows("goals.parquet", rows, GOALS_SCHEMA)
    return available


def _draw_rows(planned: PlannedRun) -> list[tuple]:
    flat = flatten(planned.values)
    names = [name for name in sorted(planned.columns) if name in flat]
    names += [name for name in sorted(planned.columns) if name.startswith(SCORE)]
    draws = range(int(planned.values["run"]["draws"]))
    return [(draw, name, float(planned.columns[name][draw])) for draw in draws for name in names]


def _hindcast_rows(store: RunStore) -> list[tuple]:
    return [
        (draw, seed, name, value)
        for draw, seed, figures in store.hindcast()
        for name, value in sorted(figures.items())
    ]  # fmt: skip


def _write_definitions(planned: PlannedRun, model: Model, available: set[str], series: list[str]) -> None:
    folder = planned.store.folder / "definitions"
    rows = definition_rows(planned.goals, available)
    write_csv(folder / "goals.csv", rows, tuple(rows[0]) if rows else ("goal",))
    described = [{"series": name, **model.describe_series(name, planned.values)} for name in series]
    write_csv(folder / "series.csv", described, SERIES_COLUMNS)
    write_csv(folder / "parameters.csv", _parameter_rows(planned), PARAMETER_COLUMNS)
    write_csv(folder / "known_2023.csv", known.rows(planned.goals.known), known.COLUMNS)
    write_csv(folder / "weighing.csv", known.weighing_rows(planned.goals.weighing), known.WEIGHING_COLUMNS)
    write_csv(folder / "within_year.csv", model.describe_within_year(), WITHIN_YEAR_COLUMNS)
    write_csv(folder / "accounts.csv", known.rows(planned.goals.accounts), known.ACCOUNT_COLUMNS)
    write_csv(folder / "groups.csv", groups(ROOT), GROUP_COLUMNS)
    if view := planned.goals.outside:
        write_csv(folder / "pairs.csv", view.pairs, outside.PAIR_COLUMNS)
        write_csv(folder / "outside_view.csv", view.settings, outside.SETTING_COLUMNS)
        write_csv(folder / "record.csv", view.history, outside.RECORD_COLUMNS)
    about = {"scenario": planned.scenario, "address": planned.address, **planned.described}
    write_csv(folder / "scenarios.csv", [about], SCENARIO_COLUMNS)


def _parameter_rows(planned: PlannedRun) -> list[dict[str, Any]]:
    rows = []
    for path, value in identity_values(planned.values).items():
        row: dict[str, Any] = {"parameter": path, "value": value, "is_pinned": path in planned.pinned}
        row["is_drawn"] = path in planned.columns
        if leaf := planned.declarations.get(path):
            row |= {name: getattr(leaf, name) for name in LEAF_FIELDS} | {"declared": leaf.value}
            if leaf.prior:
                row |= {f"prior_{name}": getattr(leaf.prior, name) for name in PRIOR_FIELDS}
            if given := leaf.from_target:
                row |= {"target": given.goal, "asks": given.asks}
        rows.append(row)
    return rows


def _manifest(planned: PlannedRun, failures: list[DrawResult]) -> dict[str, Any]:
    made_of = {name: part for name, part in planned.identity.items() if name != "values"}  # config.yaml holds these
    return {
        "scenario": planned.scenario,
        "address": planned.address,
        "identity": made_of,
        "runs": len(list(replicates(planned.values))) - len(failures),
        "failed_draws": sorted([failure.draw, failure.seed] for failure in failures),
    }


def _told(failures: list[DrawResult]) -> list[dict[str, Any]]:
    ordered = sorted(failures, key=lambda failure: (failure.draw, failure.seed))
    return [{"draw": failure.draw, "seed": failure.seed, "traceback": failure.failure} for failure in ordered]


def session_record(started: datetime, resumed: int) -> dict[str, Any]:
    """What is true of this time of running only: where, when, from which commit, how many draws were there already."""
    finished = datetime.now(started.tzinfo)
    return {
        "git": _git(),
        "host": socket.gethostname(),
        "platform": platform.platform(),
        "python": platform.python_version(),
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": round((finished - started).total_seconds(), 3),
        "runs_found_stored": resumed,
    }


def _git() -> dict[str, Any]:
    commit = _git_says("rev-parse", "HEAD")
    return {"commit": commit, "dirty": bool(_git_says("status", "--porcelain")) if commit else None}


def _git_says(*arguments: str) -> str | None:
    try:
        asked = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return asked.stdout.strip()
