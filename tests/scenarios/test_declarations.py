"""Declarations are read with file and line, resolved by option, and checked; the real ones are sound."""

from pathlib import Path

from scenarios.declarations import ROOT, Prior, load_tree


def test_a_leaf_with_everything_it_says(house: Path) -> None:
    tree = load_tree(house)
    assert tree.problems == []
    leaf = tree.chosen(tree.default_choices())["policy.factors.m58.guarantee_cover"]
    assert (leaf.value, leaf.unit, leaf.low, leaf.high, leaf.source) == (0.08, "share", 0.0, 0.6, "someone_2020")
    assert leaf.prior == Prior("triangular", 0.05, 0.2, "banks")
    text = (house / "conf/policy/plan/factors.yaml").read_text("utf-8").splitlines()
    assert leaf.where == f"conf/policy/plan/factors.yaml:{leaf.line}"
    assert text[leaf.line - 1].strip().startswith("guarantee_cover:")


def test_options_build_on_each_other(house: Path) -> None:
    tree = load_tree(house)
    quick = tree.chosen({**tree.default_choices(), "run": "quick"})
    assert (quick["run.scale"].value, quick["run.draws"].value) == (0.01, 200)
    assert tree.chosen({**tree.default_choices(), "policy": "as_2023"})["policy.course"].value == "as_2023"


def test_every_leaf_is_listed_once_goals_and_metadata_are_not(house: Path) -> None:
    leaves = load_tree(house).everything()
    assert len({(leaf.file, leaf.line) for leaf in leaves}) == len(leaves)
    assert not [leaf for leaf in leaves if leaf.file.startswith("conf/goals")]
    assert {leaf.path for leaf in leaves if leaf.file.endswith("factors.yaml")} == {
        "policy.factors.m55.total", "policy.factors.m55.line_one", "policy.factors.m55.line_two",
        "policy.factors.m58.guarantee_cover", "policy.factors.m61.new_project_quota", "policy.factors.m61.shares",
    }  # fmt: skip


def test_the_real_declarations_are_sound() -> None:
    assert [str(problem) for problem in load_tree(ROOT).problems] == []


def test_every_scenario_and_sweep_opens_with_its_question_and_command() -> None:
    for path in [*(ROOT / "scenarios/scenario").glob("*.yaml"), *(ROOT / "scenarios/sweep").glob("*.yaml")]:
        head = path.read_text("utf-8").splitlines()[:4]
        assert head[0] == "# @package _global_", path.name
        assert head[1].startswith("# Question: "), path.name
        assert head[2].startswith("# Command:  linping"), path.name
        assert head[3].startswith("title: {zh: "), path.name
