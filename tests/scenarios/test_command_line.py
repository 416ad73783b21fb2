"""The `linping` command as a user types it: exit codes, messages, what is written and what is not.

Why processes: what a shell sees (exit code, the two streams, files) is the contract; test_malformed.py holds the
corpus of single mistakes, test_main_job.py the runs that go through. Mistakes in conf/ are planted in a copy of the
clone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import figures
from analysis.read import RunFolderError
from scenarios import app, report
from scenarios.declarations import ROOT
from scenarios.planning import Asked
from tests.scenarios.fakes.model import MODEL
from tests.scenarios.fakes.plans import execute, planned

FACTORS = "conf/policy/linping_2024/factors.yaml"
COPIED, LINKED = ("scenarios", "conf"), ("agents", "sim", "analysis")
TRACEBACK = "Traceback"


def _linping(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(home / "cache")}
    environment.pop("COLUMNS", None)
    command = [sys.executable, "-m", "scenarios.app", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _refused(run: subprocess.CompletedProcess[str]) -> str:
    assert run.returncode == 2, run.stderr
    assert run.stdout == ""
    assert TRACEBACK not in run.stderr
    assert "nothing was run and nothing was written" in run.stderr
    return run.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the clone whose conf/ and scenarios/ can be spoilt."""
    root = tmp_path / "clone"
    root.mkdir()
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    return root


def _spoil(root: Path, file: str, old: str, new: str) -> None:
    """Replace text that stands once in a file of the copy."""
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def test_every_mistake_of_a_command_is_told_at_once(tmp_path):
    results = tmp_path / "results"
    said = _refused(
        _linping(
            ROOT, tmp_path, "-m", "scenario=baseline,guarantees_halvd", "policy.factors.m61.new_project_qota=30000",
            "+run.draws=5", "run.seed=many", "run.scale=-1", "policy.factors.m58.guarantee_cover=0.9",
            f"results_dir={results}",
        )
    )  # fmt: skip
    assert said.startswith("6 problems in the input")
    for fragment in (
        "command line: scenario\n   found    'guarantees_halvd'\n   allowed  banks_tight, baseline,",
        "Did you mean guarantees_halved?",
        "command line: +run.draws=5\n   found    '+'\n   allowed  keys that exist, set with =",
        "command line: policy.factors.m61.new_project_qota\n   found    an unknown key",
        "Did you mean policy.factors.m61.new_project_quota?",
        "command line: run.seed\n   found    the text 'many'\n   allowed  a whole number from 0 to",
        "command line: run.scale\n   found    -1\n   allowed  a number from 0.001 to 1.0 share",
        "command line: policy.factors.m58.guarantee_cover\n   found    0.9\n   allowed  a number from 0.0 to 0.6 share",
    ):
        assert fragment in said
    assert not results.exists()
    assert not (tmp_path / "cache" / "linping" / "districts").exists()


def test_a_budget_that_does_not_add_up(tmp_path):
    results = tmp_path / "results"
    said = _refused(_linping(ROOT, tmp_path, "policy.factors.m55.line_rural=1000000", f"results_dir={results}"))
    # The eight lines are 56 亿; rural falls from 2.02 亿 to 0.01 亿.
    assert "policy.factors.m55.total\n   found    8 budget lines adding up to 5,399,000,000 yuan" in said
    assert "a sum of 5,600,000,000 yuan" in said
    assert "conf/policy/linping_2024/factors.yaml:" in said
    assert not results.exists()


def test_more_money_moved_than_a_line_has(tmp_path):
    words = ("policy.factors.m55.moved=services_to_rural", f"results_dir={tmp_path / 'results'}")
    said = _refused(_linping(ROOT, tmp_path, *words))
    # 1 亿 is the declared amount, services has 0.91 亿.
    assert "100,000,000 yuan taken from policy.factors.m55.line_services" in said
    assert "no more than the 91,000,000 yuan of that line" in said
    said = _refused(_linping(ROOT, tmp_path, "policy.factors.m55.moved=investment_to_roads", words[1]))
    assert "'investment_to_roads'" in said
    assert "Did you mean" in said


def test_a_results_folder_below_a_file(tmp_path):
    file = tmp_path / "file"
    file.write_text("kept")
    said = _refused(_linping(ROOT, tmp_path, "run=smoke", f"results_dir={file / 'results'}"))
    assert f"command line: results_dir\n   found    '{file / 'results'}', where {file} is not a folder" in said
    assert file.read_text() == "kept"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write, root included")
def test_a_results_folder_the_system_refuses(tmp_path):
    said = _refused(_linping(ROOT, tmp_path, "run=smoke", "results_dir=/proc/results"))
    assert "1. /proc/results/baseline/" in said
    assert "allowed  a folder that can be written" in said


def test_every_mistake_in_the_files_is_told_at_once(clone, tmp_path):
    _spoil(clone, "conf/config.yaml", "{value: results, unit: name,", "{value: results,")
    _spoil(clone, "conf/config.yaml", "choices: [en, zh], source: assumption,", "choices: [en, zh],")
    energy = 'controlled_above: "reliability_fee_share'
    _spoil(clone, FACTORS, f"controller: district\n  {energy}", f"controller: nobody\n  {energy}")
    _spoil(clone, "conf/region/linping/towns.csv", "tangqi,塘栖镇,", "tangqi,塘栖镇,more,")
    _spoil(clone, "scenarios/scenario/guarantees_halved.yaml", "guarantee_cover: ", "guarantee_covr: ")
    files = _files(clone)
    said = _refused(_linping(clone, tmp_path))
    assert said.startswith("5 problems in the input")
    for fragment in (
        "results_dir\n   found    no unit\n   allowed  one of the units",
        "language\n   found    no source\n   allowed  'clause NN', a key of conf/sources.yaml, or assumption",
        "policy.factors.m61.controller\n   found    'nobody'\n   allowed  district, city, province, centre",
        "conf/region/linping/towns.csv: tangqi,塘栖镇\n   found    11 cells in row 2\n   allowed  10 cells",
        "policy.factors.m58.guarantee_covr\n   found    an unknown key",
    ):
        assert fragment in said
    for file in ("conf/config.yaml:", f"{FACTORS}:", "scenarios/scenario/guarantees_halved.yaml:"):
        assert f" {file}" in said
    assert _files(clone) == files


@pytest.mark.parametrize(
    ("file", "old", "new", "expect"),
    [
        ("conf/region/linping/towns.csv", "Tangqi Town,town,", "Tangqi Town,hamlet,",
         "line 2, tangqi.kind\n   found    'hamlet'"),
        ("conf/region/linping/towns.csv", "town,0.1,0.1,0.13,", "town,many,0.1,0.13,", "found    'many'"),
        ("conf/region/linping/wages.csv", "agriculture,3730,", "agriculture,,",
         "line 2, agriculture.wage_basic\n   found    an empty cell"),
        ("conf/goals/linping_2024.yaml", "strength: strive, class: industry,\n     readings: [\n       {id: comparable",
         "strength: strive, class: weather,\n     readings: [\n       {id: comparable", "no spread for class weather"),
    ],
    ids=["unknown kind of town", "text for a number", "empty cell", "goal of an unknown class"],
)  # fmt: skip
def test_what_is_read_by_name_is_checked_before_the_run(clone, tmp_path, file, old, new, expect):
    _spoil(clone, file, old, new)
    files = _files(clone)
    said = _refused(_linping(clone, tmp_path, "run=smoke"))
    assert said.startswith("1 problem in the input")
    assert expect in said
    assert file.rpartition("/")[0] in said
    assert _files(clone) == files


@pytest.fixture
def drawn(monkeypatch):
    """Stands in for the charts: notes each call and writes a page in its language."""
    calls = []

    def build(folder, language):
        calls.append(language)
        page = folder / "figures" / "ladder.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">', "utf-8")

    monkeypatch.setattr(figures, "build", build)
    return calls


def test_charts_are_drawn_once_in_the_language_asked_for(tmp_path, drawn, capsys):
    run = planned(tmp_path, draws=2)
    assert execute(run) == 0
    assert f"Charts: {run.store.folder / 'figures'}" in capsys.readouterr().out
    assert execute(run) == 0
    assert drawn == ["en"], "the second time they are there"
    assert app.execute(Asked([run], "zh"), MODEL) == 0
    assert drawn == ["en", "zh"]
    assert app.charts_language(run.store.folder) == "zh"


def test_charts_of_a_run_killed_before_its_end_are_drawn_again(tmp_path, drawn):
    run = planned(tmp_path, draws=2)
    execute(run)
    run.store.parts.mkdir()  # they go last, so the process was killed while it drew
    assert execute(run) == 0
    assert drawn == ["en", "en"]
    assert not run.store.parts.exists()
    shutil.rmtree(run.store.folder / "figures")
    assert execute(run) == 0
    assert drawn == ["en", "en", "en"]


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (RunFolderError("series 'x' is missing"), 0, "series 'x' is missing"),
        (ZeroDivisionError("a mistake of ours"), 1, "ZeroDivisionError: a mistake of ours"),
        (OSError("No space left on device"), 1, "Cannot write results: No space left on device"),
    ],
)
def test_charts_that_fail_take_nothing_from_the_results(tmp_path, monkeypatch, capsys, error, code, says):
    def build(folder, language):
        raise error

    monkeypatch.setattr(figures, "build", build)
    run = planned(tmp_path, draws=2)
    assert execute(run) == code
    told = capsys.readouterr()
    assert says in told.err
    assert "Growth" in told.out
    assert "Charts:" not in told.out
    assert run.store.is_finished()
    assert (run.store.folder / "probabilities.csv").exists()


def test_seconds_are_told_longest_first_and_add_up():
    seconds = {"goods": 0.5, "credit": 1.497, "tiny": 0.001, "small": 0.002}
    told = report.seconds_by_phase(seconds, report.WORDS["en"])
    assert told == "Seconds per draw: 2.00 in all; credit 1.497, goods 0.500, 2 others 0.003"
    assert report.seconds_by_phase({}, report.WORDS["en"]) == ""


@pytest.mark.parametrize(
    ("value", "unit", "language", "like", "printed"),
    [
        ("6618000000", "kWh", "en", "", "6.62 billion kWh"), ("6618000000", "kWh", "zh", "", "66.18亿千瓦时"),
        ("240000000", "m3", "zh", "", "2.40亿立方米"), ("1725000000", "yuan", "en", "", "RMB 1.725 bn"),
        ("720000", "yuan", "zh", "1500000", "72万元"), ("720000", "yuan", "en", "1500000", "RMB 0.72 m"),
        ("96000000", "yuan", "zh", "100000000", "0.96亿元"), ("5.95", "percent", "en", "", "6.0%"),
        ("", "percent", "en", "", "–"),
    ],
)  # fmt: skip
def test_figures_are_printed_as_the_charts_print_them(value, unit, language, like, printed):
    assert report.figure(value, unit, "1", language, like) == printed
