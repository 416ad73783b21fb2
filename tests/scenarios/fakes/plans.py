"""Plans for the fake model, built as the app builds them, and the command a child process runs."""

import sys
from pathlib import Path

import numpy as np

from scenarios import app
from scenarios.address import address, code_identity, identity
from scenarios.declarations import Declaration, Prior
from scenarios.ensemble import PlannedRun
from scenarios.outcomes import load_goals
from scenarios.planning import Asked
from scenarios.store import RunStore
from scenarios.tasks import is_history
from tests.scenarios.fakes.model import MODEL

GOALS = Path(__file__).with_name("goals.yaml")
LEAVES = {
    "world.demand": Declaration(
        "world.demand", "world.yaml", 1, 5.0, "percent", 0.0, 10.0, Prior("uniform", 4.0, 6.0, "world_demand"),
        "assumption", "test", "需求", "Demand",
    ),
    "policy.m01.rate": Declaration("policy.m01.rate", "policy.yaml", 1, 1.0, "percent", 0.0, 3.0, None, "clause 1"),
}  # fmt: skip


def values_of(draws=6, workers=1, rate=1.0, seeds_per_draw=1, **world):
    return {
        "run": {
            "weighed": True,
            "seed": 2024, "draws": draws, "seeds_per_draw": seeds_per_draw, "scale": 0.01, "months": 24,
            "workers": workers, "executor": "loky", "scheduler": "local", "fail_fast": False,
        },
        "region": {"name": "fake"},
        "world": {"demand": 5.0, **world},
        "policy": {"m01": {"rate": rate, "intensity_2023": 0.9}, "course": "text"},
        "language": "en",
        "results_dir": "results",
    }  # fmt: skip


def columns(pinned, draws):
    scores = np.linspace(-1.0, 1.0, draws)
    return dict.fromkeys({"world.demand"} - pinned, 5.0 + scores) | {"score:world_demand": scores}


def planned(folder, scenario="baseline", pinned=frozenset(), **options):
    values = values_of(**options)
    made_of = identity(values, pinned, LEAVES, {"goals": "fake"}, code_identity())
    draws = values["run"]["draws"]
    return PlannedRun(
        scenario=scenario,
        values=values,
        pinned=pinned,
        columns=columns(pinned, draws),
        history_columns=columns(frozenset(filter(is_history, pinned)), draws),
        declarations=LEAVES,
        goals=load_goals(GOALS),
        identity=made_of,
        address=address(made_of),
        store=RunStore(Path(folder) / scenario / address(made_of)),
    )


def execute(*runs):
    return app.execute(Asked(list(runs), "en"), MODEL)


def contents(run):
    """Every file of a finished run but the log, by name, in bytes."""
    folder = run.store.folder
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in ("log.json", "lock")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


if __name__ == "__main__":
    options = {key: float(value) for key, value in (word.split("=") for word in sys.argv[2:])}
    whole = {key: int(value) if key in ("draws", "workers") else value for key, value in options.items()}
    sys.exit(execute(planned(sys.argv[1], **whole)))
