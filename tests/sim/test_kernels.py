"""Compiled loops equal their column form bit for bit, and a run without compilation gives the same numbers."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from agents.classes import Activity
from agents.people import age_at
from sim.kernels import labour, labour_columns
from sim.kernels.hashing import uniform_of
from sim.kernels.labour import config
from sim.randomness import key, uniform

ROOT = Path(__file__).resolve().parents[2]
CELLS = (8, 26, 3)
ROWS = 20_000
compiled_only = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="compilation is off: there is nothing to compare")


def people(weight: float) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(5)
    activity = rng.choice(len(Activity), ROWS, p=[0.1, 0.4, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05]).astype("i1")
    works = activity == Activity.EMPLOYED
    return {
        "id": rng.permutation(ROWS).astype("i8") * 61 + 1, "weight": np.full(ROWS, weight, dtype="f4"),
        "age": rng.integers(0, 90, ROWS).astype("i1"), "skill": rng.integers(0, 3, ROWS).astype("i1"),
        "is_urban": rng.random(ROWS) < 0.9, "activity": activity,
        "work_town": np.where(works, rng.integers(0, 8, ROWS), -1).astype("i1"),
        "work_sector": np.where(works, rng.integers(1, 26, ROWS), -1).astype("i1"),
    }  # fmt: skip


def firms() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(6)
    headcount = rng.lognormal(1.0, 1.5, (ROWS, 3)) * (rng.random(ROWS) < 0.95)[:, None]
    wanted = headcount.sum(axis=1) * rng.choice([0.0, 0.8, 1.0, 1.1], ROWS) + (rng.random(ROWS) < 0.02)
    return {
        "town": rng.integers(0, 8, ROWS).astype("i4"), "sector": rng.integers(1, 26, ROWS).astype("i4"),
        "weight": rng.choice([1.0, 100.0], ROWS), "headcount": headcount, "wanted": wanted,
    }  # fmt: skip


@compiled_only
def test_keyed_hash():
    stream = key(1, "jobs.search", 4)
    ids = np.concatenate((np.arange(ROWS), [2**31, 2**62, 2**63 - 1]))
    np.testing.assert_array_equal([uniform_of(stream, number) for number in ids], uniform(stream, ids))


@compiled_only
@pytest.mark.parametrize(("weight", "month"), [(1.0, 1), (1.0, 24), (100.0, 13), (3.7, 240)])
def test_leaving_jobs(weight, month):
    streams = np.array([key(3, name, month) for name in ("jobs.separate", "jobs.retire", "jobs.enter")])
    hazard = np.random.default_rng(7).random(CELLS) * 0.2
    results, tables = [], []
    for form in (labour._leave_jobs, labour_columns.leave_jobs):
        table = people(weight)
        results.append(form(*table.values(), hazard, streams, np.array([0.1, 0.3, 0.2]), np.array([16, 24, 58]), month))
        tables.append(table)
    for compiled, columns in zip(*results, strict=True):
        np.testing.assert_array_equal(compiled, columns)
    for name in tables[0]:
        np.testing.assert_array_equal(tables[0][name], tables[1][name])
    before, moves = results[0][2], results[0][5]
    assert before.sum() == pytest.approx(ROWS * np.float64(np.float32(weight)))
    happens = {(Activity(i).name, Activity(j).name) for i, j in np.argwhere(moves > 0)}
    assert happens >= {("EMPLOYED", "UNEMPLOYED"), ("EMPLOYED", "RETIRED"), ("OUT_COMMUTER", "UNEMPLOYED"),
                       ("INACTIVE", "UNEMPLOYED"), ("UNEMPLOYED", "RETIRED")}  # fmt: skip
    assert {"SELF_EMPLOYED", "RETIRED"}.isdisjoint({was for was, _ in happens})


@compiled_only
def test_passes_over_enterprises():
    rng = np.random.default_rng(8)
    share, natural, filled = rng.random(CELLS), rng.random(CELLS) * 0.1, rng.random(CELLS)
    mix, refund = np.full((26, 3), 1.0 / 3.0), rng.random((26, 3))
    outcomes = []
    for form in (labour._COMPILED, {name: getattr(labour_columns, name) for name in labour._COMPILED}):
        f = firms()
        place, keeping = (f["town"], f["sector"]), (0.01, 0.3, 0.5)
        found = [*form["count_staff"](*place, f["weight"], f["headcount"], f["wanted"], *keeping, CELLS)]
        found.append(form["let_go"](*place, f["headcount"], found[2], share, natural, refund))
        found.append(form["open_jobs"](*place, f["weight"], f["headcount"], f["wanted"], mix, CELLS))
        found.append(form["take_on"](*place, f["weight"], f["headcount"], f["wanted"], mix, filled))
        outcomes.append([*found, f["headcount"]])
    for compiled, columns in zip(*outcomes, strict=True):
        assert np.abs(compiled).sum() > 0.0
        np.testing.assert_array_equal(compiled, columns)


SCRIPT = """
import hashlib, sys
import numpy as np
sys.path.insert(0, sys.argv[1])
from tests.sim.phases.jobs.test_labour_market import live, open_state
from sim.kernels.labour import config
state = open_state("run=smoke")
for month in range(1, 5):
    live(state, month)
digest = hashlib.sha256()
for array in (state.residents.activity, state.residents.work_sector, state.enterprises.headcount):
    digest.update(np.ascontiguousarray(array).tobytes())
print(bool(config.DISABLE_JIT), digest.hexdigest())
"""


def test_a_run_without_compilation_is_the_same():
    answers = {}
    for switch in ("1", "0"):
        command = [sys.executable, "-W", "error", "-c", SCRIPT, str(ROOT)]
        run = subprocess.run(command, env={**os.environ, "LINPING_COMPILE": switch}, capture_output=True, text=True,
                             check=False, cwd=ROOT)  # fmt: skip
        assert run.returncode == 0, run.stderr
        answers[switch] = run.stdout.split()
    assert answers["0"][0] == "True"
    assert answers["1"][0] == "False"
    assert answers["0"][1] == answers["1"][1]


def test_rows_of_an_activity_are_those_of_columns_by_age():
    rng = np.random.default_rng(4)
    count = 3 * labour.BLOCK + 7  # whole blocks and a part of one
    ids, activity = rng.permutation(count) + 1_000, rng.integers(0, 8, count).astype(np.int8)
    age = rng.integers(0, 90, count).astype(np.int8)
    old, retired = age_at(age.astype(np.int64), ids, 14), int(Activity.RETIRED)
    expected = np.flatnonzero((activity == retired) & (old >= 22) & (old <= 40))
    assert np.array_equal(labour.rows_of_age(retired, activity, age, ids, 14, 22, 40), expected)
