"""Imports run one way, and each outside package has one home.

Why by syntax tree: it also sees imports inside functions and type-checking blocks, and imports nothing itself.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("agents", "sim", "scenarios", "analysis")

# What each folder may import of the others. scenarios calls analysis by run-folder path, after the files are closed.
ALLOWED = {
    "agents": set(),
    "sim": {"agents"},
    "scenarios": {"agents", "sim", "analysis"},
    "analysis": set(),
}
REMEDY = {
    "agents": "hand in what the rule needs as an argument, or move the code to sim/",
    "sim": "hand in the value or the array as an argument; sim knows no files and no configuration",
    "scenarios": "tests may import tests, nothing else does",
    "analysis": "read the fact from the run folder (definitions/, *.parquet); a result must outlive the model's code",
}
# Outside package -> where it may be imported: a folder ends in "/", otherwise one file.
HOMES = {
    "hydra": ("scenarios/",),
    "omegaconf": ("scenarios/",),
    "mesa": ("agents/", "sim/region.py"),
    "numba": ("sim/kernels/",),
    "altair": ("analysis/",),
    "vl_convert": ("analysis/",),
    "polars": ("scenarios/", "analysis/"),
    "yaml": ("scenarios/", "analysis/"),
    "scoringrules": ("analysis/scoring.py",),
    "joblib": ("scenarios/",),
    "dask": ("scenarios/",),
}

SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def imports_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported module with its line, import_module("...") included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("import_module", "__import__") and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value


def wrong_directions(file: str, tree: ast.AST) -> list[str]:
    folder = file.split("/")[0]
    found = []
    for line, module in imports_in(tree):
        target = module.split(".")[0]
        if target != folder and target in (*FOLDERS, "tests") and target not in ALLOWED[folder]:
            allowed = ", ".join(sorted(ALLOWED[folder])) or "none of the four folders"
            found.append(f"{file}:{line} imports {module}; {folder}/ may import {allowed}. {REMEDY[folder]}.")
    return found


def away_from_home(file: str, tree: ast.AST) -> list[str]:
    found = []
    for line, module in imports_in(tree):
        package = module.split(".")[0]
        homes = HOMES.get(package)
        if homes and not any(file == home or (home.endswith("/") and file.startswith(home)) for home in homes):
            found.append(
                f"{file}:{line} imports {module}; the home of {package} is {' and '.join(homes)}. "
                f"Move this code there, or hand in its result as plain values or numpy arrays."
            )
    return found


def test_imports_run_one_way_and_packages_stay_home():
    problems = []
    for path in SOURCES:
        file = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text("utf-8"), filename=file)
        problems += wrong_directions(file, tree) + away_from_home(file, tree)
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("agents/firms.py", "import sim.month", "agents/firms.py:1 imports sim.month"),
        ("analysis/charts.py", "def f():\n    from scenarios import store", "analysis/charts.py:2 imports scenarios"),
        ("sim/month.py", "import polars as pl", "the home of polars"),
        ("sim/credit.py", "from mesa import Model", "the home of mesa"),
        ("sim/land.py", "import importlib\nimportlib.import_module('numba')", "sim/land.py:2 imports numba"),
        ("sim/jobs.py", "from tests.helpers import x", "sim/jobs.py:1 imports tests.helpers"),
    ],
)
def test_planted_imports_are_caught(file: str, text: str, says: str):
    tree = ast.parse(text)
    assert says in "\n".join(wrong_directions(file, tree) + away_from_home(file, tree))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("sim/region.py", "import mesa\nfrom agents.households import Households"),
        ("sim/kernels/residents.py", "from numba import njit"),
        ("scenarios/app.py", "import hydra\nfrom analysis.briefing import draw"),
    ],
)
def test_proper_imports_pass(file: str, text: str):
    tree = ast.parse(text)
    assert wrong_directions(file, tree) + away_from_home(file, tree) == []
