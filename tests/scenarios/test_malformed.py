"""Every malformed input of the corpus gets its own clear message, exit code 2, and nothing is written."""

import os
from pathlib import Path

import pytest
import yaml

from scenarios.compose import compose, plan_from_command_line
from scenarios.problems import print_problems

CORPUS = Path(__file__).parent / "malformed"
CASES = [
    pytest.param(case, id=f"{path.stem}: {name}")
    for path in sorted(CORPUS.glob("*.yaml"))
    for name, case in yaml.safe_load(path.read_text("utf-8")).items()
]


def _contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES)
def test_malformed(case, house: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(house)
    for name, text in case.get("files", {}).items():
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    before = _contents(house)
    jobs, problems = plan_from_command_line(case.get("argv", []), house)
    assert jobs == []
    said = "\n".join(map(str, problems))
    for fragment in case["expect"]:
        assert fragment in said
    assert len(problems) == case.get("count", len(problems))
    assert print_problems(problems) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "nothing was written" in printed.err
    assert all(problem.found in printed.err for problem in problems)
    assert "Traceback" not in printed.err
    assert _contents(house) == before


def test_a_sweep_file_is_checked_even_when_it_is_not_chosen(house: Path) -> None:
    text = "# @package _global_\nhydra: {mode: MULTIRUN, sweeper: {params: {run.draws: '0,2', run.sede: 1}}}\n"
    (house / "scenarios/sweep/bad.yaml").write_text(text, "utf-8")
    said = "\n".join(map(str, plan_from_command_line([], house)[1]))
    assert "found 0" in said
    assert "Did you mean run.seed?" in said


def test_a_results_folder_without_permission(house: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    (problem,) = plan_from_command_line([], house)[1]
    assert problem.key == "results_dir"
    assert "cannot be written" in problem.found


def test_all_problems_of_file_and_command_line_at_once(house: Path) -> None:
    (house / "scenarios/scenario/bad.yaml").write_text("# @package _global_\nrun: {drws: 5}\n", "utf-8")
    with pytest.raises(ValueError, match=r"(?s)run\.drws.*run\.scale: found -1"):
        compose(["run.scale=-1"], house)


def test_a_budget_may_change_when_its_total_does(house: Path) -> None:
    words = ["policy.factors.m55.line_one=15", "policy.factors.m55.total=35"]
    assert plan_from_command_line(words, house)[1] == []
