"""The house of the month: sections are folders, phases import no later section, each idiom has one home."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.month import MONTH
from tests.house.test_imports import imports_in

ROOT = Path(__file__).resolve().parents[2]
PHASES = ROOT / "sim" / "phases"
SECTIONS = [section.lower().replace(" ", "_") for section in dict.fromkeys(section for section, _ in MONTH)]
# What each pattern is, and where alone it may stand below sim/.
HOMES = {
    r"setdefault\(f?\"\w*usual": ("the usual value of something", "sim/state/idioms.py: Usual"),
    r"if not state\.shocks:\n\s+return\n": ("a phase that rests", "sim/state/idioms.py: @rests"),
    r"due - int\(due\)": ("whole units of a flow", "sim/state/idioms.py: Whole"),
    r"if strength > 0 else": ("a term that is switched on", "sim/policy/lever.py: Act.switch_on"),
    r"dict\[str, Any\]": ("a dictionary of anything", "sim/state: declare each value"),
}


def sources(folder: Path) -> Iterator[tuple[str, str]]:
    """File and text of every module below a folder."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_a_section_is_a_folder_and_its_phases_stand_in_it():
    misplaced = [f"'{section}' lists {phase.__module__}.{phase.__name__}; move it to sim/phases/{folder}/"
                 for section, phase in MONTH
                 if (folder := section.lower().replace(" ", "_")) != phase.__module__.split(".")[2]]  # fmt: skip
    assert not misplaced, "\n" + "\n".join(misplaced)
    folders = {path.name for path in PHASES.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(SECTIONS)


def test_a_section_is_one_run_of_the_month_and_a_phase_stands_once():
    runs = [section for place, (section, _) in enumerate(MONTH) if place == 0 or MONTH[place - 1][0] != section]
    assert len(runs) == len(set(runs)), f"a section is split: {runs}"
    names = [phase.__name__ for _, phase in MONTH]
    assert len(names) == len(set(names)), "seconds are counted by the name of a phase"


def against_the_flow(file: str, text: str) -> list[str]:
    """Imports of a phase from a section that comes later in the month."""
    own = file.split("/")[2]
    found = []
    for line, module in imports_in(ast.parse(text)):
        parts = module.split(".")
        if parts[:2] == ["sim", "phases"] and len(parts) > 2 and SECTIONS.index(parts[2]) > SECTIONS.index(own):
            found.append(f"{file}:{line} imports {module}, of a later section. Read what it leaves in the state, or "
                         "move what both need to the earlier one.")  # fmt: skip
    return found


def test_no_phase_imports_a_later_section():
    problems = [told for file, text in sources(PHASES) if file.count("/") > 2 for told in against_the_flow(file, text)]
    assert not problems, "\n" + "\n".join(problems)


def test_a_planted_arrow_against_the_flow_is_caught():
    planted = "from sim.phases.goods.market import by_sector"
    assert against_the_flow("sim/phases/jobs/care.py", planted) != []
    assert against_the_flow("sim/phases/observe/figures.py", planted) == []


def away_from_home(file: str, text: str) -> list[str]:
    """Idioms written out instead of called by their name."""
    return [f"{file} writes out {what}; its home is {home}" for pattern, (what, home) in HOMES.items()
            if re.search(pattern, text)]  # fmt: skip


@pytest.mark.parametrize("folder", ["sim/state", "sim/phases", "sim/policy", "sim/start", "sim/statistics"])
def test_each_idiom_has_one_home(folder: str):
    problems = [told for file, text in sources(ROOT / folder) for told in away_from_home(file, text)]
    allowed = {"sim/state/__init__.py writes out a dictionary of anything; its home is sim/state: declare each value"}
    assert set(problems) <= allowed, "\n" + "\n".join(problems)


@pytest.mark.parametrize("text", [
    'usual = stock.setdefault("refund_usual", refund)', "    if not state.shocks:\n        return\n",
    "left = due - int(due)", "x = cap if strength > 0 else 0.0", "base: dict[str, Any]",
])  # fmt: skip
def test_a_planted_idiom_is_caught(text: str):
    assert away_from_home("sim/phases/jobs/care.py", text) != []


ROOMS = ("now", "last", "fixed", "rows", "books")


def by_string(text: str) -> list[str]:
    """Where a value of the state is looked up by a text: a subscript, getattr, get or setdefault on a room."""
    found = []
    for node in ast.walk(ast.parse(text)):
        owner, key = None, None
        if isinstance(node, ast.Subscript):
            owner, key = node.value, node.slice
        elif isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            is_method = isinstance(node.func, ast.Attribute)
            if name in ("getattr", "setattr") and len(node.args) > 1:
                owner, key = node.args[0], node.args[1]
            elif name in ("get", "setdefault", "pop") and is_method:
                owner, key = node.func.value, node.args[0]
        is_text = isinstance(key, ast.JoinedStr) or (isinstance(key, ast.Constant) and isinstance(key.value, str))
        if is_text and isinstance(owner, ast.Attribute) and owner.attr in ROOMS:
            found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("folder", ["sim/phases", "sim/statistics"])
def test_no_value_of_the_state_is_reached_by_a_string(folder: str):
    problems = [f"{file}: {told}" for file, text in sources(ROOT / folder) for told in by_string(text)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("text", "is_caught"), [
    ('state.now["revenue"]', True), ('state.books.get("fund")', True), ('getattr(state.fixed, "wages")', True),
    ("state.now.revenue", False), ("state.books.awards.quarters[3]", False),
    ('state.series.read("gdp.nominal", 3)', False),
])  # fmt: skip
def test_a_planted_string_is_caught(text: str, is_caught: bool):
    assert bool(by_string(text)) is is_caught


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, by the module the circle is first met at."""
    found, done = [], set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        if module in trail:
            found.append(" -> ".join((*trail[trail.index(module) :], module)))
        elif module not in done:
            for target in sorted(arrows.get(module, ())):
                visit(target, (*trail, module))
            done.add(module)

    for module in sorted(arrows):
        visit(module, ())
    return found


def test_no_modules_of_the_model_import_each_other_in_a_circle():
    names = {path: path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
             for folder in ("agents", "sim") for path in (ROOT / folder).rglob("*.py")}  # fmt: skip
    known = set(names.values())
    arrows: dict[str, set[str]] = {}
    for path, name in names.items():
        tree = ast.parse(path.read_text("utf-8"))
        targets = set()
        for node in tree.body:  # at import; what a function or the type checker imports closes no circle
            if isinstance(node, ast.ImportFrom) and node.module:
                targets |= {whole if (whole := f"{node.module}.{alias.name}") in known else node.module
                            for alias in node.names}  # fmt: skip
        arrows[name] = (targets & known) - {name}
    assert not circles(arrows), "\n".join(circles(arrows))


def test_a_planted_circle_is_caught():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a -> b -> c -> a"]
    assert circles({"a": {"b", "c"}, "b": {"c"}}) == []
