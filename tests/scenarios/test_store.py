"""The run folder: killed and resumed, finished and found again, whole files only."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from scenarios.store import FolderInUse, month_label, write_whole
from tests.scenarios.fakes.plans import contents, execute, planned

ROOT = Path(__file__).resolve().parents[2]
RESULT_FILES = {"config.yaml", "goals.parquet", "series.parquet", "draws.parquet", "probabilities.csv", "manifest.json"}


def _child(folder, log, **options):
    words = [f"{key}={value}" for key, value in options.items()]
    command = [sys.executable, "-m", "tests.scenarios.fakes.plans", str(folder), *words]
    environment = {**os.environ, "FAKE_LOG": str(log), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _is_alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_killed_run_resumes_to_the_same_bytes(tmp_path):
    options = {"draws": 12, "workers": 2, "pause": 0.25}
    run = planned(tmp_path / "killed", **options)
    log = tmp_path / "log"
    child = _child(tmp_path / "killed", log, **options)
    deadline = time.time() + 60
    while time.time() < deadline and len(list(run.store.parts.glob("draw-*.parquet"))) < 3:
        time.sleep(0.05)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    stored = run.store.stored()
    assert 3 <= len(stored) < 12
    assert not (run.store.folder / "manifest.json").exists()
    workers = {int(line.split()[3]) for line in log.read_text().splitlines()}
    if Path("/proc").exists():
        deadline = time.time() + 3
        while time.time() < deadline and any(map(_is_alive, workers)):
            time.sleep(0.05)
        assert not [pid for pid in workers if _is_alive(pid)], "workers outlived their parent"
    else:
        time.sleep(3)  # nothing tells when they are gone, and a late one would still write to the log
    log.unlink()
    assert _child(tmp_path / "killed", log, **options).wait(120) == 0
    computed = {tuple(map(int, line.split()[:2])) for line in log.read_text().splitlines()}
    assert computed == {(draw, 2024) for draw in range(12)} - stored
    whole = planned(tmp_path / "whole", **options)
    assert execute(whole) == 0
    assert contents(run) == contents(whole)
    assert set(contents(whole)) > RESULT_FILES


def test_interrupt_keeps_what_is_stored(tmp_path):
    options = {"draws": 40, "workers": 2, "pause": 0.2}
    run = planned(tmp_path, **options)
    child = _child(tmp_path, tmp_path / "log", **options)
    deadline = time.time() + 60
    while time.time() < deadline and len(list(run.store.parts.glob("draw-*.parquet"))) < 2:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    assert child.wait(30) == 130
    assert len(run.store.stored()) >= 2


def test_finished_run_is_not_run_again(tmp_path, capsys):
    log = tmp_path / "log"
    run = planned(tmp_path, draws=2, log=str(log))
    assert execute(run) == 0
    before = {path: path.stat().st_mtime_ns for path in run.store.folder.rglob("*")}
    log.unlink()
    capsys.readouterr()
    assert execute(planned(tmp_path, draws=2, workers=2, log=str(log))) == 0
    told = capsys.readouterr()
    assert "not run again" in told.err
    assert "Growth" in told.out
    assert "1 further targets are not built yet: no number" in told.out
    assert "Trial, not for use" in told.out
    assert not log.exists()
    assert before == {path: path.stat().st_mtime_ns for path in run.store.folder.rglob("*")}


def test_address_knows_values_but_not_how_it_is_run(tmp_path):
    one, two = planned(tmp_path, workers=1), planned(tmp_path, workers=2)
    assert one.address == two.address
    assert planned(tmp_path, rate=1.5).address != one.address
    assert planned(tmp_path, pinned=frozenset({"world.demand"})).address != one.address


def test_files_and_columns_are_the_public_format(tmp_path):
    run = planned(tmp_path, draws=2)
    execute(run)
    goals = pl.read_parquet(run.store.folder / "goals.parquet")
    assert goals.columns == ["draw", "seed", "goal", "reading", "value", "value_model", "margin", "met"]
    assert goals.height == 2 * 4
    series = pl.read_parquet(run.store.folder / "series.parquet")
    assert series.columns == ["draw", "seed", "month", "series", "value"]
    assert series["month"].unique().sort().to_list() == [*range(202301, 202313), *range(202401, 202413)]
    draws = pl.read_parquet(run.store.folder / "draws.parquet")
    assert draws["parameter"].unique().sort().to_list() == ["score:world_demand", "world.demand"]
    definitions = (run.store.folder / "definitions" / "goals.csv").read_bytes()
    assert definitions.startswith(b"\xef\xbb\xbf")
    assert "未建".encode() in definitions
    assert not run.store.parts.exists()


def test_a_folder_has_one_writer(tmp_path):
    run = planned(tmp_path)
    run.store.open()
    with pytest.raises(FolderInUse):
        planned(tmp_path).store.open()
    run.store.close()


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    path = tmp_path / "file"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")
    assert path.read_bytes() == b"old"


def test_months_are_calendar_months():
    assert [month_label(index) for index in (0, 11, 12, 23, 24)] == [202301, 202312, 202401, 202412, 202501]
