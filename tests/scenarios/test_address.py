"""The address of a run moves with what can change a number, and with nothing else.

Why a copy of the clone: a case edits files of it, asks for the address and puts the files back. Most ask for the run as
declared without Hydra, which takes most of the time of composing; one test shows that this is the same run.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scenarios import address, compose, district, measures, planning
from scenarios.address import ASIDE, RUNNER, code_identity
from scenarios.compose import Job
from scenarios.declarations import load_tree
from scenarios.ensemble import PlannedRun
from scenarios.sources import ROOT, digest_of, source_files
from scenarios.store import RunStore
from scenarios.tasks import nest

SMALL = ("run.draws=2",)
CACHES = (planning._goals, measures.measures, measures.acting, code_identity)
WAGES, TOWNS = "conf/region/linping/wages.csv", "conf/region/linping/towns.csv"
FACTORS = "conf/policy/linping_2024/factors.yaml"
GOALS = "conf/goals/linping_2024.yaml"
LABOUR = "conf/behaviour/base/labour.yaml"
KNOWN = "conf/observations/known_2023.yaml"
WORLD = "conf/world/base.yaml"


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """A copy of all that an address is made of, documents included."""
    root = tmp_path_factory.mktemp("clone")
    for folder in ("agents", "sim", "scenarios", "conf"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def _asked(root: Path, *words: str) -> PlannedRun:
    """The run that `linping` makes of these words."""
    for cache in CACHES:
        cache.cache_clear()
    jobs, problems = compose.plan_from_command_line([*SMALL, *words], root)
    assert problems == []
    return planning.plan(jobs, root).runs[0]


def _address_of(root: Path) -> str:
    """The address of the run of two draws with every value as declared."""
    for cache in CACHES:
        cache.cache_clear()
    tree = load_tree(root)
    assert tree.problems == []
    choices = {group: option for group, option in tree.default_choices().items() if option is not None}
    leaves = tree.chosen(tree.default_choices())
    values = nest({path: leaf.value for path, leaf in leaves.items()} | {"run.draws": 2})
    return planning.plan([Job("baseline", values, frozenset(), choices, leaves)], root).runs[0].address


@pytest.fixture(scope="module")
def before(clone) -> str:
    return _address_of(clone)


@pytest.fixture
def edited(clone) -> Iterator[Callable[[str, str, str], Path]]:
    """Replace the first place of a text in a file of the copy (all of it, where no old text is given)."""
    kept: dict[Path, bytes] = {}

    def edit(file: str, old: str, new: str) -> Path:
        path = clone / file
        kept.setdefault(path, path.read_bytes())
        text = path.read_text("utf-8")
        assert old in text, f"{file} holds no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return clone

    yield edit
    for path, content in kept.items():
        path.write_bytes(content)


def test_the_copy_has_the_address_of_the_clone_as_linping_asks_for_it(before):
    assert before == _address_of(ROOT) == _asked(ROOT).address


NO_NUMBER = {
    "README of the policy": ("conf/policy/README.md", "# The policy text", "# All of the policy text"),
    "README of the region": ("conf/region/linping/README.md", "# The district", "# Of the district"),
    "description of the model": ("sim/ODD.md", "#", "##"),
    "evidence": ("conf/evidence.yaml", "decimals: 2", "decimals: 3"),
    "reference": ("conf/sources.yaml", "title: ", "title: The "),
    "text of the policy": ("conf/policy/linping_2024/text.txt", "1.", "1. "),
    "figure of 2023 that weighs no draw": ("conf/observations/known_2023.yaml", "value: 4.6", "value: 4.7"),
    "what a group is": ("conf/groups.yaml", "note: \"High", "note: \"So high"),
    "note on what is asked": ("conf/asked.yaml", "note: \"The", "note: \"So the"),
    "another region": ("conf/region/steady.yaml", "gdp_2022: {value: 200000000,", "gdp_2022: {value: 190000000,"),
    "note": (WORLD, "note: ", "note: so "),
    "English name": (LABOUR, "en: ", "en: The "),
    "source": (LABOUR, "source: assumption", "source: assumption; assumption"),
    "line break": (LABOUR, "low: 0.0,", "low: 0,  # nothing\n   "),
    "name of a measure": (FACTORS, "  name: budget", "  name: the_budget"),
    "range nobody draws from": (FACTORS, "low: 0.0, high: 3.0e+10", "low: 0.0, high: 4.0e+10"),
    "quote": (GOALS, "quote: \"", "quote: \"又"),
    "rule in words": (GOALS, "rule: \"", "rule: \"all "),
    "name in a table": (TOWNS, "Tangqi Town", "Town of Tangqi"),
    "source in a table": ("conf/region/linping/sectors.csv", "nbs_io_2020", "nbs_io_2018"),
    "file aside": ("scenarios/report.py", '"""', '"""Printed: '),
}


def test_what_changes_no_number_leaves_the_address(clone, edited, before):
    for edit in NO_NUMBER.values():
        edited(*edit)
    assert _address_of(clone) == before, f"one of these edits moved it: {', '.join(NO_NUMBER)}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FACTORS, "new_project_quota:\n    {value: 40000", "new_project_quota:\n    {value: 40001"),
        (FACTORS, "low: 0.0, high: 1.5, prior: {family: uniform, low: 0.7",
         "low: 0.1, high: 1.5, prior: {family: uniform, low: 0.7"),
        (FACTORS, "low: 0.7, high: 1.0, group: policy_2023", "low: 0.6, high: 1.0, group: policy_2023"),
        ("conf/behaviour/base/pipeline.yaml", "group: government, sign: -1", "group: government"),
        ("conf/asked.yaml", "low: 0.0, high: 0.07, group", "low: 0.0, high: 0.08, group"),
        ("conf/asked.yaml", "value: 0.01,", "value: 0.02,"),
        ("conf/region/linping/levels.yaml", "goal: gas_use,", "goal: electricity_use,"),
        (FACTORS, "family: uniform, low: 0.7", "family: triangular, low: 0.7"),
        (FACTORS, "high: 1.0, group: policy_2023", "high: 1.0, group: none"),
        (FACTORS, 'acts_from: "2024-01"', 'acts_from: "2024-02"'),
        (FACTORS, "controller: district", "controller: city"),
        (FACTORS, 'controlled_above: "', 'controlled_above: "new_project_quota=city; '),
        (FACTORS, "status: modelled", "status: registered"),
        (GOALS, "target: 449,", "target: 450,"),
        (KNOWN, "value: 5.2", "value: 5.3"),
        (KNOWN, "error: 0.9", "error: 1.0"),
        (KNOWN, "same_statistic: {value: 0.5", "same_statistic: {value: 0.6"),
        (GOALS, 'comparator: ">="', 'comparator: "<="'),
        (GOALS, "spread: {value: 0.8", "spread: {value: 0.9"),
        (GOALS, "statistic: projects_advanced", "statistic: projects_list_449"),
        (GOALS, "decimals: 0, ceiling: 449.0", "decimals: 1, ceiling: 449.0"),
        (WAGES, "agriculture,3730,", "agriculture,3731,"),
        (TOWNS, "town,0.1,0.1,0.13,0.35", "town,0.1,0.1,0.13,0.36"),
        ("sim/month.py", '"""', '"""Moved: '),
        ("agents/rules.py", '"""', '"""Moved: '),
        ("scenarios/planning.py", '"""', '"""Moved: '),
    ],
    ids=["value", "bound", "prior", "sign",
         "what is asked", "usual of what is asked", "target of a level", "family", "group",
         "month it acts from", "controller", "part decided above",
         "status", "target", "figure that weighs", "its error", "how figures are put together", "comparator",
         "structural error", "statistic", "decimals", "wage", "town",
         "line of sim", "line of agents", "line of the runner"],
)  # fmt: skip
def test_what_can_change_a_number_moves_the_address(edited, before, file, old, new):
    assert _address_of(edited(file, old, new)) != before


def test_a_word_and_a_file_that_say_the_same_have_one_address(clone, before):
    assert _asked(clone, "run=quick").address == _asked(clone, "run.scale=0.01").address
    assert _asked(clone, "policy=as_2023").address == _asked(clone, "policy.course=as_2023").address != before


def test_a_value_as_declared_counts_where_2023_runs_with_it_and_the_scenario_has_another(clone, edited):
    quota = "policy.factors.m61.new_project_quota=30000"
    asked = _asked(clone, quota)
    assert asked.identity["history"] == {"policy.course": "as_2023", quota.partition("=")[0]: 40000.0}
    edited(FACTORS, "new_project_quota:\n    {value: 40000", "new_project_quota:\n    {value: 41000")
    assert _asked(clone, quota).address != asked.address


def test_a_new_file_of_the_model_moves_the_address_and_no_other_kind_of_file_does(clone, before):
    for name, moves in (("sim/later.py", True), ("sim/notes.md", False), ("conf/.hidden", False)):
        (clone / name).write_text("")
        assert (_address_of(clone) != before) is moves, name
        (clone / name).unlink()


@pytest.mark.parametrize("name", ["planning", "report"])
def test_a_renamed_file_of_scenarios_raises(clone, name):
    path = clone / "scenarios" / f"{name}.py"
    path.rename(path.with_suffix(".moved"))
    try:
        with pytest.raises(FileNotFoundError, match=rf"no source at scenarios/{name}\.py below .*write the new name"):
            _address_of(clone)
    finally:
        path.with_suffix(".moved").rename(path)
    assert name in (*RUNNER, *ASIDE)


def test_a_renamed_file_or_folder_of_the_district_raises(clone, monkeypatch):
    assert district.address([], clone) == district.address([], ROOT)
    monkeypatch.setattr(district, "SOURCE_FILES", (*district.SOURCE_FILES, "sim/random_numbers.py"))
    with pytest.raises(FileNotFoundError, match=r"no source at sim/random_numbers\.py"):
        district.address([], clone)
    with pytest.raises(FileNotFoundError, match="no source at sim/quarter"):
        source_files(clone, ("agents", "sim/quarter"), ())


def test_the_district_is_built_anew_for_other_source_tables_and_packages(clone, edited, monkeypatch):
    built = district.address(["one"], clone)
    assert district.address(["two"], clone) != built
    edited("sim/kernels/hashing.py", '"""', '"""Moved: ')
    assert district.address(["one"], clone) != built
    monkeypatch.setattr(district, "versions", lambda: {"numpy": "0"})
    assert len({built, district.address(["one"], clone), district.address(["one"], ROOT)}) == 3


def test_equal_content_has_one_digest():
    assert digest_of({"a": 1, "b": [2.5, True]}) == digest_of({"b": (2.5, True), "a": 1.0})
    assert digest_of([1]) != digest_of([True]) != digest_of(["1"])


def test_the_manifest_tells_what_the_address_is_made_of(clone):
    run = _asked(clone)
    assert set(run.identity) == {"schema_version", "values", "history", "pinned", "data", "code"}
    assert set(run.identity["data"]) == {"priors", "observations", "goals", "measures", "tables"}
    assert set(run.identity["code"]) == {"source", "numpy", "scipy", "numba"}
    assert run.identity["history"] == {"policy.course": "as_2023"}
    assert run.address == address.address(run.identity)
    assert run.store.folder == RunStore(clone / "results" / "baseline" / run.address).folder
