"""Every source file has its say in the address of a run, or is named as having none.

Why lists that are checked and not all files: a word in a message of linping-explain must not move the address of every
stored run; and a list that nobody checks is wrong after the next new file.
"""

import ast
from pathlib import Path

import pytest

from scenarios.address import ASIDE, RUNNER, SOURCE_FOLDERS
from scenarios.district import SOURCE_FILES as DISTRICT_FILES
from scenarios.district import SOURCE_FOLDERS as DISTRICT_FOLDERS

ROOT = Path(__file__).resolve().parents[2]
HOME = ("agents", "sim", "scenarios", "analysis")
NOT_READ = {".py", ".md"}  # what the model's folders may hold: source, which counts, and documents, which do not


def wrong_in_lists(root: Path, runner: tuple[str, ...], aside: tuple[str, ...]) -> list[str]:
    """Files of scenarios/ in neither list or both, and entries without a file."""
    home = root / "scenarios"
    files = {path.relative_to(home).with_suffix("").as_posix() for path in home.rglob("*.py")}
    problems = [
        f"scenarios/{name}.py is in neither list of scenarios/address.py. If a change of it can change a number of a "
        "result while every value, prior, goal, fact and table stays, write it into RUNNER; if not, into ASIDE with "
        "the reason."
        for name in sorted(files - {*runner, *aside})
    ]
    problems += [
        f"scenarios/address.py lists '{name}', but there is no scenarios/{name}.py. Write the new name, or take it out."
        for name in sorted({*runner, *aside} - files)
    ]
    twice = sorted(name for name in {*runner, *aside} if (*runner, *aside).count(name) > 1)
    return problems + [f"scenarios/address.py lists '{name}' twice. Keep it in one list." for name in twice]


def other_files(root: Path) -> list[str]:
    """Files of the model's folders that are neither source nor a document."""
    paths = [path for folder in SOURCE_FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file()]
    return [
        f"{path.relative_to(root).as_posix()} is in no address, which takes *.py of the model's folders. "
        "Move data to conf/ and read it in scenarios/."
        for path in paths
        if path.suffix not in NOT_READ and "__pycache__" not in path.parts and not path.name.startswith(".")
    ]


def imported(path: Path, root: Path) -> set[Path]:
    """Files of the four folders that importing one file runs: modules, and the packages they lie in."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    parts = [name.split(".") for name in names if name.split(".")[0] in HOME]
    places = [root.joinpath(*part[:end]) for part in parts for end in range(1, len(part) + 1)]
    found = [file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")]
    return {file for file in found if file.is_file()}


def behind(start: list[Path], root: Path) -> set[Path]:
    """All files that importing some files runs, themselves included."""
    reached: set[Path] = set()
    ahead = set(start)
    while ahead:
        path = ahead.pop()
        reached.add(path)
        ahead |= imported(path, root) - reached
    return reached


def not_covered(root: Path, folders: tuple[str, ...], files: tuple[str, ...]) -> list[str]:
    """Files that building the district imports and its address leaves out."""
    start = [root / "scenarios" / "district.py", *(root / "sim" / "district").rglob("*.py")]
    names = sorted(path.relative_to(root).as_posix() for path in behind(start, root))
    return [
        f"{name} is imported in building the district but is in neither SOURCE_FOLDERS nor SOURCE_FILES of "
        "scenarios/district.py: a change of it would find the old district built. Add it."
        for name in names
        if name not in files and not any(name.startswith(f"{folder}/") for folder in folders)
    ]


def test_every_file_of_scenarios_is_part_of_a_run_or_named_as_none():
    problems = wrong_in_lists(ROOT, RUNNER, ASIDE)
    assert not problems, "\n" + "\n".join(problems)


def test_the_folders_of_the_model_hold_source_and_documents_only():
    problems = other_files(ROOT)
    assert not problems, "\n" + "\n".join(problems)


def test_the_address_of_a_district_covers_what_building_imports():
    problems = not_covered(ROOT, DISTRICT_FOLDERS, DISTRICT_FILES)
    assert not problems, "\n" + "\n".join(problems)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A district that imports a package of sim/, which imports another inside a function."""
    texts = {
        "scenarios/district.py": "from sim.district import build",
        "scenarios/extra.py": "",
        "sim/__init__.py": "",
        "sim/district/__init__.py": "",
        "sim/district/build.py": "import sim.chance",
        "sim/chance.py": "def draw():\n    from sim.loops.hashing import mix",
        "sim/loops/__init__.py": "",
        "sim/loops/hashing.py": "",
        "sim/loops/other.py": "",
        "sim/ODD.md": "",
        "sim/shares.csv": "",
        "agents/people.py": "",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_file_in_no_list_a_lost_one_and_one_in_both_are_told(planted: Path):
    told = wrong_in_lists(planted, ("district", "runs"), ("district",))
    assert [problem.partition(".")[0] for problem in told] == [
        "scenarios/extra", "scenarios/address", "scenarios/address"
    ]  # fmt: skip
    assert "in neither list of scenarios/address.py. If a change of it can change a number" in told[0]
    assert "lists 'runs', but there is no scenarios/runs.py" in told[1]
    assert "lists 'district' twice" in told[2]
    assert wrong_in_lists(planted, ("district",), ("extra",)) == []


def test_data_in_a_folder_of_the_model_is_told(planted: Path):
    assert [problem.split()[0] for problem in other_files(planted)] == ["sim/shares.csv"]


def test_imports_behind_imports_are_followed(planted: Path):
    told = not_covered(planted, ("agents", "sim/district"), ("scenarios/district.py", "sim/__init__.py"))
    names = [problem.split()[0] for problem in told]
    assert names == ["sim/chance.py", "sim/loops/__init__.py", "sim/loops/hashing.py"]
    listed = ("scenarios/district.py", "sim/__init__.py", "sim/chance.py")
    assert not_covered(planted, ("agents", "sim/district", "sim/loops"), listed) == []
