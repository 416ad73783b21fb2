"""Values are composed whole, checked, and nothing is left on disk."""

import re
from pathlib import Path

import pytest

from scenarios.checks import flatten
from scenarios.compose import compose, plan_from_command_line
from scenarios.declarations import ROOT, load_tree
from scenarios.tasks import is_history

QUOTA = "policy.factors.m61.new_project_quota"
COVER = "policy.factors.m58.guarantee_cover"


def _snapshot(root: Path) -> list[Path]:
    return sorted(root.rglob("*"))


def test_defaults_compose_to_bare_values(house: Path) -> None:
    before = _snapshot(house)
    (values,) = compose([], house)
    assert values["policy"]["factors"]["m61"] == {"new_project_quota": 40000, "shares": [0.5, 0.5]}
    assert values["policy"]["course"] == "text"
    assert values["language"] == "en"
    assert "chapter" not in values["policy"]["factors"]
    assert "goals" not in values
    assert _snapshot(house) == before


def test_a_preset_builds_on_another(house: Path) -> None:
    (values,) = compose(["run=quick", "run.scheduler=tcp://node:8786"], house)
    assert values["run"]["scale"] == 0.01
    assert values["run"]["draws"] == 200
    assert values["run"]["scheduler"] == "tcp://node:8786"


def test_grid_of_scenarios_and_values(house: Path) -> None:
    before = _snapshot(house)
    jobs, problems = plan_from_command_line(["-m", "scenario=baseline,credit_tight", f"{QUOTA}=30000,50000"], house)
    assert problems == []
    assert [job.scenario for job in jobs] == ["baseline", "baseline", "credit_tight", "credit_tight"]
    assert [job.values["policy"]["factors"]["m61"]["new_project_quota"] for job in jobs] == [30000, 50000] * 2
    assert [job.overrides for job in jobs[:2]] == [(f"{QUOTA}=30000",), (f"{QUOTA}=50000",)]
    assert _snapshot(house) == before


def test_sweep_file_and_typed_word_wins(house: Path) -> None:
    jobs, problems = plan_from_command_line(["sweep=grid"], house)
    assert problems == []
    assert len(jobs) == 4
    jobs, problems = plan_from_command_line(["-m", "sweep=grid", f"{QUOTA}=1000"], house)
    assert problems == []
    assert [job.values["policy"]["factors"]["m61"]["new_project_quota"] for job in jobs] == [1000, 1000]


def test_range_choice_and_glob(house: Path) -> None:
    assert [job["run"]["draws"] for job in compose(["-m", "run.draws=range(1,4)"], house)] == [1, 2, 3]
    assert [job["run"]["draws"] for job in compose(["-m", "run.draws=choice(5,7)"], house)] == [5, 7]
    assert len(compose(["-m", "scenario=glob(*)"], house)) == 3


def test_scenario_overrides_a_group_and_the_typed_group_wins(house: Path) -> None:
    assert compose(["scenario=last_year"], house)[0]["policy"]["course"] == "as_2023"
    assert compose(["scenario=last_year", "policy=plan"], house)[0]["policy"]["course"] == "text"


def test_pinned_are_values_away_from_the_declared(house: Path) -> None:
    pins = [job.pinned for job in plan_from_command_line(["-m", "scenario=baseline,credit_tight"], house)[0]]
    assert pins == [frozenset(), frozenset({COVER})]
    ((job,), _) = plan_from_command_line([f"{COVER}=0.08"], house)
    assert job.pinned == frozenset()
    # Only what is drawn can be held: the number of draws is no parameter of the world.
    ((job,), _) = plan_from_command_line(["run.draws=5", f"{QUOTA}=1"], house)
    assert job.pinned == frozenset()
    # In a grid the declared value is a point like the others: were it drawn there, the points could not be compared.
    jobs, _ = plan_from_command_line(["-m", f"{COVER}=0.08,0.1"], house)
    assert [job.pinned for job in jobs] == [frozenset({COVER})] * 2


def test_numbers_do_not_depend_on_how_they_are_typed(house: Path) -> None:
    plain = compose(["run.scale=1", f"{QUOTA}=30000.0"], house)[0]
    assert plain == compose(["run.scale=1.0", f"{QUOTA}=3e4"], house)[0]
    assert isinstance(plain["run"]["scale"], float)
    assert isinstance(plain["policy"]["factors"]["m61"]["new_project_quota"], int)


def test_lists_and_quoted_chinese(house: Path) -> None:
    (values,) = compose(["policy.factors.m61.shares=[0.2,0.8]", "results_dir='结果'"], house)
    assert values["policy"]["factors"]["m61"]["shares"] == [0.2, 0.8]
    assert values["results_dir"] == "结果"


def test_any_working_folder(house: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert compose([], house)
    assert list(elsewhere.iterdir()) == []


def test_the_real_tree_composes_every_scenario_and_sweep() -> None:
    tree = load_tree(ROOT)
    jobs, problems = plan_from_command_line(["-m", "run=smoke", "scenario=glob(*)"])
    assert problems == []
    assert len(jobs) == len(tree.options("scenario"))
    assert set(dict(flatten(jobs[0].values))) == set(tree.chosen(jobs[0].choices))
    for sweep in tree.options("sweep"):
        jobs, problems = plan_from_command_line(["run=smoke", f"sweep={sweep}"])
        assert problems == []
        assert len(jobs) > 1


def _commands() -> list[str]:
    """Each command of README and of the heads of scenarios and sweeps, without the word `linping`."""
    shown = re.findall(r"^ {4}\.venv/bin/linping ([^#\n]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    heads = [path.read_text("utf-8") for path in sorted((ROOT / "scenarios").glob("*/*.yaml"))]
    return [*shown, *(found for head in heads for found in re.findall(r"^# Command: +linping ([^#\n]+)", head, re.M))]


def test_commands_that_are_shown_can_be_run() -> None:
    commands = _commands()
    assert len(commands) > 10
    for command in commands:
        assert plan_from_command_line(re.split(r" {2,}", command)[0].split())[1] == [], command


def test_scenarios_of_credit_and_land_do_what_they_are_called() -> None:
    names = ("guarantees_halved", "banks_tight", "land_tight")
    (plain, *jobs), _ = plan_from_command_line(["-m", f"scenario=baseline,{','.join(names)}"])
    before, leaves = dict(flatten(plain.values)), load_tree(ROOT).chosen(plain.choices)
    changed = {
        job.scenario: {path: (before[path], value) for path, value in flatten(job.values)
                       if value != before[path]} for job in jobs
    }  # fmt: skip
    credit, growth = "policy.factors.m58", "behaviour.credit.allotment_growth"
    halved, stopped = changed["guarantees_halved"], ("first_loan_discount", "interest_support")
    assert set(halved) == {f"{credit}.{name}" for name in ("guarantee_cover", *stopped)}
    assert halved[f"{credit}.guarantee_cover"][1] == pytest.approx(halved[f"{credit}.guarantee_cover"][0] / 2)
    assert {halved[f"{credit}.{name}"][1] for name in stopped} == {0.0}
    assert changed["land_tight"] == {"policy.factors.m59.new_construction_quota": (2000, 1000)}
    # Behaviour holds in 2023 too, so this one has a history of its own, as its file says.
    assert changed["banks_tight"] == {growth: (0.1, 0.04)}
    assert leaves[growth].prior.low == 0.04
    own_past = {name for name, paths in changed.items() if any(map(is_history, paths))}
    assert own_past == {"banks_tight"}
    assert "2023" in (ROOT / "scenarios" / "scenario" / "banks_tight.yaml").read_text("utf-8")
