"""The model's own source, read and not run: which function carries a measure, a value or a figure.

Why the syntax tree and not a table: a table of who reads what would be a second place for a fact the code states.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scenarios.declarations import ROOT

FOLDERS = ("sim", "agents")
WRITE = "write"  # levers.write("name", contribution) in sim/policy


@dataclass(frozen=True)
class Code:
    """One function: where it stands, what it and its module say of themselves, and its syntax tree."""

    name: str
    file: str
    line: int
    docstring: str
    module_docstring: str
    tree: ast.FunctionDef

    @property
    def where(self) -> str:
        """File and line, the way editors open it."""
        return f"{self.file}:{self.line}"

    @property
    def sentence(self) -> str:
        """The first sentence-line of the docstring."""
        return self.docstring.partition("\n")[0]


@cache
def functions(root: Path = ROOT) -> tuple[Code, ...]:
    """Every function of sim/ and agents/ by file and line; a file that cannot be parsed is left out."""
    paths = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*.py"))]
    return tuple(code for path in paths for code in _in_file(path, root))


def _in_file(path: Path, root: Path) -> Iterator[Code]:
    try:
        module = ast.parse(path.read_text("utf-8"))
    except SyntaxError:
        return
    about, file = ast.get_docstring(module) or "", path.relative_to(root).as_posix()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            yield Code(node.name, file, node.lineno, ast.get_docstring(node) or "", about, node)


def of_measure(key: str, root: Path = ROOT) -> list[Code]:
    """The functions of a measure: those named for it, and others that read its values or its name."""
    named = [code for code in functions(root) if code.name.startswith(f"{key}_")]
    return named + [code for code in functions(root) if code not in named and _mentions(code.tree, key)]


def of_word(word: str, root: Path = ROOT) -> list[Code]:
    """The functions that write a word in quotes, such as the statistic of a goal."""
    return [code for code in functions(root) if _quotes(code.tree, word)]


def of_value(path: str, root: Path = ROOT) -> list[Code]:
    """The functions that read a value by its last name, as `branch.name` or in the function of its measure."""
    branch, _, name = path.rpartition(".")
    branch = branch.rpartition(".")[2]
    return [
        code
        for code in functions(root)
        if any(_owner(node) == branch or code.name.startswith(f"{branch}_") for node in _reads(code.tree, name))
    ]


def levers_written(code: Code, value: str = "") -> list[str]:
    """The levers a function writes, or only those whose contribution reads `value`."""
    written = [
        call
        for call in ast.walk(code.tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == WRITE and len(call.args) > 1
    ]
    names = [
        call.args[0].value
        for call in sorted(written, key=lambda call: call.lineno)
        if isinstance(call.args[0], ast.Constant) and (not value or any(_reads(call, value)))
    ]
    return list(dict.fromkeys(map(str, names)))


def _reads(tree: ast.AST, name: str) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == name)


def _owner(node: ast.Attribute) -> str:
    return getattr(node.value, "attr", "") or getattr(node.value, "id", "")


def _mentions(tree: ast.AST, word: str) -> bool:
    return _quotes(tree, word) or any(_reads(tree, word))


def _quotes(tree: ast.AST, word: str) -> bool:
    return any(isinstance(node, ast.Constant) and node.value == word for node in ast.walk(tree))
