"""Size of files and functions, forbidden imports and words, and that every test file is collected.

Why soft and hard limits: about 400 lines and 40 are what one reads at a sitting; a few may run over, none far.
"""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("agents", "sim", "scenarios", "analysis", "tests")
CODE = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in CODE}

FILE_LINES, FILE_LINES_HARD = 400, 450
FUNCTION_LINES, FUNCTION_LINES_HARD = 40, 60
OVER_SOFT_ONE_IN = 20

TEXT = {".py", ".yaml", ".yml", ".toml", ".md", ".sh", ".csv", ".lock", ""}
OTHERS_WORDS = {"LICENSE"}  # a standard text, not ours to word

# Patterns are written so that this file does not match itself.
FORBIDDEN = {
    r"\b(?:TO[D]O|FIX[M]E|XX[X])\b(?!\([\w.@-]+\): \w)": (
        "do it, drop it, or give it an owner and a reason: WORD(owner): reason"
    ),
    r"(?<![\w./:*~}-])/(?:work|root|tmp|home|Users)\b(?=/|\W|$)": (
        "a path of one machine; use Path(__file__), tmp_path or the results_dir key"
    ),
    r"pypi\.[o]rg|python[h]osted|registry\.[n]pmjs|conda\.[a]naconda|--(?:extra-)?index[-]url|\bmirrors?\.\w+\.\w": (
        "a package registry's address; each machine's own settings choose it"
    ),
}


def tracked_files() -> list[Path]:
    """What git tracks or would track; in a copy without git, everything outside hidden and generated folders."""
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
        paths = [ROOT / name for name in names if name]
    else:
        paths = [path for folder in (*FOLDERS, "conf", ".ci") for path in (ROOT / folder).rglob("*")]
        paths += ROOT.glob("*")
    return sorted(path for path in set(paths) if path.is_file() and "__pycache__" not in path.parts)


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its def to its end, the docstring not counted: explaining well is not a fault."""
    first = node.body[0]
    docstring = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
    return node.end_lineno - node.lineno + 1 - docstring


def functions() -> list[tuple[str, int]]:
    return [
        (f"{file}:{node.lineno} {node.name}", body_lines(node))
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def over(sizes: list[tuple[str, int]], soft: int, hard: int) -> list[str]:
    """Those above the hard limit; and all above the soft one when they are more than one in twenty (and two)."""
    long = [(where, lines) for where, lines in sizes if lines > soft]
    if len(long) <= max(2, len(sizes) // OVER_SOFT_ONE_IN):
        long = [(where, lines) for where, lines in long if lines > hard]
    remedy = f"aim for {soft}, never above {hard}. Split it by what it does."
    return [f"{where}: {lines} lines, {remedy}" for where, lines in long]


def wrong_words(name: str, text: str) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1} has {match.group()!r}: {remedy}."
        for pattern, remedy in FORBIDDEN.items()
        for match in re.finditer(pattern, text)
    ]


def test_files_are_short():
    sizes = [(file, len((ROOT / file).read_text("utf-8").splitlines())) for file in TREES]
    problems = over(sizes, FILE_LINES, FILE_LINES_HARD)
    assert not problems, "\n" + "\n".join(problems)


def test_functions_are_short():
    problems = over(functions(), FUNCTION_LINES, FUNCTION_LINES_HARD)
    assert not problems, "\n" + "\n".join(problems)


def test_no_star_or_relative_imports():
    problems = []
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                problems.append(f"{file}:{node.lineno} imports relatively. Write the name from the root.")
            if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
                problems.append(f"{file}:{node.lineno} imports *. Name what is used.")
    assert not problems, "\n" + "\n".join(problems)


def test_no_forbidden_words():
    problems = []
    for path in tracked_files():
        if path.suffix in TEXT and path.name not in OTHERS_WORDS:
            problems += wrong_words(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    assert not problems, "\n" + "\n".join(problems)


def test_every_test_file_is_collected():
    problems = []
    for file, tree in TREES.items():
        if not file.startswith("tests/"):
            continue
        name = file.rsplit("/", 1)[-1]
        names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        has_tests = any(word.startswith(("test_", "Test")) for word in names)
        if name == "__init__.py":
            problems.append(f"{file}: makes tests/ a package that hides the real one. Delete it.")
        elif name.startswith("test_") and not has_tests:
            problems.append(f"{file}: is collected but holds no test. Add one or rename the file.")
        elif has_tests and not name.startswith("test_"):
            problems.append(f"{file}: holds tests that pytest never collects. Name it test_{name}.")
    assert not problems, "\n" + "\n".join(problems)


OWNERLESS = "TO" + "DO"


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        (f"# {OWNERLESS} later", True),
        (f"# {OWNERLESS}(wang): the 2022 census table is not out", False),
        ('path = "/' + 'work/x.csv"', True),
        ("path = '/" + "tmp'", True),
        ("https://example.org/home/page", False),
        ("see analysis/work and ./tmp/x", False),
        ("https://" + "pypi" + ".org/simple", True),
        ("yuan/work", False),
    ],
)
def test_forbidden_words_are_told_from_harmless_ones(text: str, is_wrong: bool):
    assert bool(wrong_words("a.py", text)) is is_wrong


def test_limits_bite():
    sizes = [(f"f{number}", 10) for number in range(40)]
    assert over(sizes, 40, 60) == []
    assert over([*sizes, ("near", 41)], 40, 60) == []
    assert [problem[:13] for problem in over([*sizes, ("far", 61)], 40, 60)] == ["far: 61 lines"]
    assert len(over([*sizes, ("a", 41), ("b", 41), ("c", 41)], 40, 60)) == 3
