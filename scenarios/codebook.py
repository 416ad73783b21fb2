"""The model's own source, read and not run: which function carries a measure, a value or a figure.

Why the syntax tree and not a table: a table of who reads what would be a second place for a fact the code states.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from scenarios.declarations import ROOT
from sim.policy.levers import LEVERS

FOLDERS = ("sim", "agents")
MOVES = ("put", "grow", "grow_monthly", "grow_to_one", "switch_on")  # act.grow(lever=contribution) in sim/policy
PLAN = ("plan_", "cost_")  # act.plan(item=(annual, unit cost)) writes these two


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

    @cached_property
    def words(self) -> frozenset[str]:
        """Every attribute and every text in quotes of the function: walking its tree for each question is slow."""
        nodes = list(ast.walk(self.tree))
        texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        return frozenset(texts | {node.attr for node in nodes if isinstance(node, ast.Attribute)})

    @cached_property
    def has_patterns(self) -> bool:
        """Whether it builds names with f-strings."""
        return any(isinstance(node, ast.JoinedStr) for node in ast.walk(self.tree))

    def may_name(self, word: str) -> bool:
        """Whether the function can name a word at all."""
        return word in self.words or self.has_patterns

    @property
    def sentence(self) -> str:
        """The first sentence-line of the docstring."""
        return self.docstring.partition("\n")[0]


@cache
def functions(root: Path = ROOT) -> tuple[Code, ...]:
    """Every function of sim/ and agents/ by file and line."""
    return tuple(
        Code(node.name, file, node.lineno, ast.get_docstring(node) or "", ast.get_docstring(module) or "", node)
        for file, module in _modules(root)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    )


@cache
def _modules(root: Path) -> tuple[tuple[str, ast.Module], ...]:
    paths = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*.py"))]
    return tuple((path.relative_to(root).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths)


def of_measure(key: str, root: Path = ROOT) -> list[Code]:
    """The functions of a measure: those named for it, and others that read its values or its name."""
    named = [code for code in functions(root) if code.name.startswith(f"{key}_")]
    others = [code for code in functions(root) if code.may_name(key) and code not in named]
    return named + [code for code in others if any(_reads(code.tree, key)) or any(_written(code.tree, key))]


def of_value(path: str, root: Path = ROOT) -> list[Code]:
    """The functions that read a value: by its last name behind its branch, or in the function of its measure."""
    branch, _, name = path.rpartition(".")
    branch = branch.rpartition(".")[2]
    return [
        code
        for code in functions(root)
        if code.may_name(name)
        and any(
            _owner(node) == branch or code.name.startswith(f"{branch}_") or _is_alias(code.tree, _owner(node), branch)
            for node in _reads(code.tree, name)
        )
    ]


def of_word(word: str, root: Path = ROOT) -> list[str]:
    """Where in sim/ a word stands in quotes, such as the statistic of a goal: file, line and what it belongs to."""
    found = []
    for path, module in _modules(root):
        for statement in module.body:
            name = getattr(statement, "name", "") or " ".join(_targets(statement))
            found += [f"{path}:{node.lineno} {name}".rstrip() for node in _written(statement, word)]
    return list(dict.fromkeys(found))


def levers_written(code: Code, value: str = "") -> list[str]:
    """The levers a function writes, or only those whose contribution reads `value`."""
    calls = [call for call in ast.walk(code.tree) if isinstance(call, ast.Call) and call.keywords]
    pairs = [pair for call in sorted(calls, key=lambda call: call.lineno) for pair in _contributions(call)]
    asked = [named for named, given in pairs if not value or any(_reads(given, value))]
    return list(dict.fromkeys(name for named in asked for name in LEVERS if _says(named, name)))


def _contributions(call: ast.Call) -> list[tuple[ast.expr, ast.expr]]:
    """Name of a lever and what is contributed to it, for each lever a call moves."""
    kind = getattr(call.func, "attr", "")
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for keyword in call.keywords:
        if keyword.arg is None and isinstance(keyword.value, ast.DictComp) and kind in MOVES:
            pairs.append((keyword.value.key, keyword.value.value))
        elif kind in MOVES:
            pairs.append((ast.Constant(keyword.arg), keyword.value))
        elif kind == "plan":
            parts = keyword.value.elts if isinstance(keyword.value, ast.Tuple) else [keyword.value]
            levers = [ast.Constant(f"{before}{keyword.arg}") for before in PLAN]
            pairs += list(zip(levers, parts, strict=False))
    return pairs


def _reads(tree: ast.AST, name: str) -> Iterator[ast.Attribute | ast.Subscript]:
    """Where `x.name`, `x["name"]` or x[f"na{rest}"] is read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript):
            is_read = node.attr == name if isinstance(node, ast.Attribute) else _says(node.slice, name)
            if is_read:
                yield node


def _owner(node: ast.Attribute | ast.Subscript) -> str:
    """The last name before the dot or bracket: labour in settings.behaviour.labour.separation."""
    return getattr(node.value, "attr", "") or getattr(node.value, "id", "")


def _is_alias(tree: ast.AST, name: str, branch: str) -> bool:
    """Whether a function calls `name` what is `....branch` elsewhere, as in measure = policy.factors.m55."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and name in _targets(node):
            pairs = [(node.targets[0], node.value)]
            if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(node.targets[0].elts, node.value.elts, strict=False))
            if any(getattr(to, "id", "") == name and getattr(value, "attr", "") == branch for to, value in pairs):
                return True
    return False


def _targets(statement: ast.AST) -> list[str]:
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return []
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _written(tree: ast.AST, word: str) -> Iterator[ast.expr]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.expr) and _says(node, word))


def _says(node: ast.AST, word: str) -> bool:
    """Whether a text in quotes is `word`, or an f-string that begins in plain letters can become it."""
    if isinstance(node, ast.Constant):
        return node.value == word
    if not isinstance(node, ast.JoinedStr) or not isinstance(node.values[0], ast.Constant):
        return False
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
    return re.fullmatch("".join(parts), word) is not None
