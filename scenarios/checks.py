"""Everything that can be wrong with a plan, found before Hydra composes or writes anything.

Why: Hydra alone stops at the first error with a traceback and lets unknown keys and wrong types in scenario
files pass. Here every word, file, job and value is checked, and all problems are returned at once.
"""

import csv
import difflib
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Glob, Override, OverrideType, QuotedString
from hydra.errors import HydraException

from scenarios.declarations import Declaration, Document, Tree, is_number, read_document
from scenarios.problems import Problem

COMMAND_LINE = "command line"
FREE_KEYS = ("title", "defaults", "hydra")
BUDGET_TOTAL = "total"
BUDGET_LINE = "line_"
BUDGET_MOVE = "moved"
CENT = 0.005  # yuan; sums of printed budget lines are exact but for rounding in floating point
QUOTE_ADVICE = "Text that is not plain ASCII, or holds spaces or brackets, needs quotes inside quotes: \"key='...'\"."


@dataclass(frozen=True)
class Word:
    """One override: its key, whether it names a group, and the values it sweeps over (often one)."""

    key: str
    group: bool
    values: tuple[Any, ...]
    texts: tuple[str, ...]
    origin: str


@dataclass(frozen=True)
class Delta:
    """What one scenario or sweep file asks: values by path, group options and the words of its own sweep."""

    file: str
    values: dict[str, Any] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    multirun: bool = False

    def where(self, key: str) -> str:
        """File and line of a key."""
        return f"{self.file}:{self.lines.get(tuple(key.split('.')), 1)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice naming the closest known word, by the whole path or by its last part."""
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if not close:
        tail = word.rpartition(".")[2]
        by_tail = {name.rpartition(".")[2]: name for name in names}
        close = [by_tail[name] for name in difflib.get_close_matches(tail, list(by_tail), n=1, cutoff=0.7)]
    return f"Did you mean {close[0]}?" if close else "linping-explain parameters lists every key."


def judge(leaf: Declaration, value: Any, origin: str) -> tuple[Any, list[Problem]]:
    """The value in the declared type, or what is wrong with it."""
    if isinstance(leaf.value, list):
        if not isinstance(value, list) or len(value) != len(leaf.value):
            return value, [_refuse(leaf, value, origin, f"a list of {len(leaf.value)} values")]
        pairs = [_judge_one(leaf, declared, item, origin) for declared, item in zip(leaf.value, value, strict=True)]
        return [pair[0] for pair in pairs], [problem for pair in pairs for problem in pair[1]]
    return _judge_one(leaf, leaf.value, value, origin)


def _judge_one(leaf: Declaration, declared: Any, value: Any, origin: str) -> tuple[Any, list[Problem]]:
    if isinstance(value, str) and "${" in value:
        return value, [_refuse(leaf, value, origin, "a plain value", "Resolvers are not read: write it.")]
    if is_number(declared):
        return _judge_number(leaf, declared, value, origin)
    if isinstance(declared, bool):
        wrong = not isinstance(value, bool)
        return value, [_refuse(leaf, value, origin, "true or false")] if wrong else []
    if leaf.choices and value not in leaf.choices:
        allowed = ", ".join(map(str, leaf.choices))
        return value, [_refuse(leaf, value, origin, allowed, nearest(str(value), map(str, leaf.choices)))]
    if not isinstance(value, str):
        return value, [_refuse(leaf, value, origin, "text")]
    return value, []


def _judge_number(leaf: Declaration, declared: Any, value: Any, origin: str) -> tuple[Any, list[Problem]]:
    unit = "" if leaf.unit in (None, "1") else f" {leaf.unit}"
    allowed = f"{'a whole number' if leaf.whole else 'a number'} from {leaf.low} to {leaf.high}{unit}"
    if not is_number(value):
        return value, [_refuse(leaf, value, origin, allowed, "Write digits and a decimal point only.")]
    if not math.isfinite(value) or (leaf.whole and value != int(value)):
        return value, [_refuse(leaf, value, origin, allowed)]
    if is_number(leaf.low) and is_number(leaf.high) and not leaf.low <= value <= leaf.high:
        advice = f"The range is declared in {leaf.where}; widen it there if there is reason to."
        return value, [_refuse(leaf, value, origin, allowed, advice)]
    # 1 and 1.0 are one value: a run's address must not depend on how a number was typed.
    if isinstance(declared, float):
        return float(value), []
    return (int(value) if value == int(value) else value), []


def _refuse(leaf: Declaration, value: Any, origin: str, allowed: str, advice: str = "") -> Problem:
    kind = {"str": "the text ", "bool": "the truth value ", "NoneType": "nothing, "}.get(type(value).__name__, "")
    shown = f"'{value}'" if isinstance(value, str) else f"{value}"
    return Problem(origin, leaf.path, kind + shown, allowed, advice)


def unknown_key(key: str, known: Mapping[str, Any], origin: str) -> Problem:
    """A key nobody declares; a whole branch cannot be set either."""
    inside = [name for name in known if name.startswith(key + ".")]
    if inside:
        return Problem(origin, key, "a value for a whole branch", "one declared value at a time", f"Try {inside[0]}.")
    return Problem(origin, key, "an unknown key", "a key declared in conf/", nearest(key, known))


def check_command_line(argv: Iterable[str], tree: Tree) -> tuple[bool, list[Word], list[Problem]]:
    """Read the words of the command line: whether -m was given, the overrides, and what is wrong."""
    words: list[Word] = []
    problems: list[Problem] = []
    multirun = False
    for text in argv:
        if text in ("-m", "--multirun"):
            multirun = True
        elif text.startswith("-"):
            allowed = "key=value words and -m"
            problems.append(Problem(COMMAND_LINE, text, "an option linping does not have", allowed, "See README.md."))
        else:
            word, wrong = read_word(text, tree, COMMAND_LINE)
            problems.extend(wrong)
            words.extend([word] if word else [])
    seen: set[str] = set()
    for word in words:
        if word.key in seen:
            problems.append(Problem(COMMAND_LINE, word.key, "the key twice", "each key once", "Remove one of the two."))
        seen.add(word.key)
    return multirun, words, problems


def read_word(text: str, tree: Tree, origin: str) -> tuple[Word | None, list[Problem]]:
    """Read one override in Hydra's grammar; -m grids, choice() and range() give several values."""
    if "${" in text or "oc.env" in text:
        return None, [Problem(origin, text, "a resolver", "plain values", "Write the value itself.")]
    try:
        override = OverridesParser.create().parse_override(text)
    except (HydraException, ValueError) as error:
        reason = str(error).splitlines()[0]
        return None, [Problem(origin, text, f"a word that cannot be read ({reason})", "key=value", QUOTE_ADVICE)]
    key = override.key_or_group
    if override.type != OverrideType.CHANGE or override.package is not None:
        sign = text[: len(text) - len(text.lstrip("+~"))] or "@"
        groups = [*tree.default_choices()]
        advice = nearest(key, [*groups, *known_paths(tree)]) if key not in groups else f"Write {key}=..."
        if key in known_paths(tree):
            advice = f"Write {key}=... without {sign}."
        return None, [Problem(origin, text, f"'{sign}'", "keys that exist, set with =", advice)]
    if key == "hydra" or key.startswith(("hydra.", "hydra/")):
        return None, [Problem(origin, key, "a setting of Hydra", "values of the model", "Use -m to run several jobs.")]
    return _read_values(override, key, tree, origin)


def _read_values(override: Override, key: str, tree: Tree, origin: str) -> tuple[Word | None, list[Problem]]:
    group = key in tree.default_choices()
    try:
        asked = override.value()
        if isinstance(asked, Glob):
            texts = asked.filter(tree.options(key))
            values: list[Any] = list(texts)
        elif override.is_sweep_override():
            values = list(override.sweep_iterator())
            texts = list(override.sweep_string_iterator())
        else:
            values, texts = [asked], [override.get_value_string()]
    except (HydraException, ValueError, TypeError, NotImplementedError) as error:
        return None, [Problem(origin, key, f"a sweep that cannot be listed ({error})", "1,2,3 or range(1,4)")]
    if not values:
        return None, [Problem(origin, key, "a sweep over nothing", "at least one value")]
    plain = tuple(_plain(value) for value in values)
    word = Word(key, group, plain, tuple(texts), origin)
    if not group:
        return word, []
    options = tree.options(key)
    wrong = [
        Problem(origin, key, f"'{value}'", ", ".join(options) or "no option yet", nearest(str(value), options))
        for value in plain
        if value not in options
    ]
    return (None if wrong else word), wrong


def _plain(value: Any) -> Any:
    if isinstance(value, QuotedString):
        return value.text
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def known_paths(tree: Tree) -> frozenset[str]:
    """Every path that some choice of options declares."""
    return frozenset(leaf.path for leaf in tree.everything())


def read_delta(path: Path, tree: Tree) -> tuple[Delta, list[Problem]]:
    """Read one scenario or sweep file and check everything that does not depend on the job."""
    shown = path.relative_to(tree.root).as_posix()
    document = read_document(path)
    problems = [
        Problem(f"{shown}:{line}", key, reason, "readable YAML, each key once") for line, key, reason in document.faults
    ]
    options, wrong = _delta_options(document, shown, tree)
    problems += wrong
    body = {key: value for key, value in document.data.items() if key not in FREE_KEYS}
    values = dict(flatten(body))
    multirun, words, wrong = _delta_sweep(document.data.get("hydra"), shown, tree)
    problems += wrong
    if (body or document.data.get("hydra")) and "@package _global_" not in document.header:
        problems.append(Problem(f"{shown}:1", "", "no package line", "'# @package _global_' as a comment", "Add it."))
    delta = Delta(shown, values, options, words, document.lines, multirun)
    for key, value in values.items():
        if key.endswith("_target_"):
            problems.append(Problem(delta.where(key), key, "_target_", "plain values", "No code is run from files."))
        elif isinstance(value, str) and "${" in value:
            problems.append(Problem(delta.where(key), key, f"'{value}'", "a plain value", "Resolvers are not read."))
    return delta, problems


def _delta_options(document: Document, shown: str, tree: Tree) -> tuple[dict[str, str], list[Problem]]:
    options: dict[str, str] = {}
    problems: list[Problem] = []
    groups = [group for group in tree.default_choices() if group not in ("scenario", "sweep")]
    for entry in document.data.get("defaults") or ():
        if entry == "_self_":
            continue
        word, option = next(iter(entry.items())) if isinstance(entry, dict) and entry else (str(entry), None)
        group = str(word).removeprefix("override ").removeprefix("/")
        where = f"{shown}:{document.lines.get(('defaults',), 1)}"
        if not str(word).startswith("override /") or group not in groups:
            allowed = "'override /<group>: <option>' for " + ", ".join(groups)
            problems.append(Problem(where, "defaults", f"'{word}'", allowed, nearest(group, groups)))
        elif option not in tree.options(group):
            known = tree.options(group)
            problems.append(Problem(where, group, f"'{option}'", ", ".join(known), nearest(str(option), known)))
        else:
            options[group] = str(option)
    return options, problems


def _delta_sweep(hydra: Any, shown: str, tree: Tree) -> tuple[bool, tuple[Word, ...], list[Problem]]:
    if hydra is None:
        return False, (), []
    allowed = "hydra.mode and hydra.sweeper.params"
    settings = dict(flatten(hydra)) if isinstance(hydra, dict) else {"": hydra}
    problems: list[Problem] = []
    words: list[Word] = []
    for key, value in settings.items():
        if key == "mode":
            if value not in ("MULTIRUN", "RUN"):
                problems.append(Problem(shown, "hydra.mode", f"'{value}'", "MULTIRUN or RUN"))
        elif key.startswith("sweeper.params.") and not isinstance(value, dict):
            listed = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            word, wrong = read_word(f"{key.removeprefix('sweeper.params.')}={listed}", tree, shown)
            problems.extend(wrong)
            words.extend([word] if word else [])
        else:
            problems.append(Problem(shown, f"hydra.{key}", "a setting of Hydra", allowed, "Remove it."))
    return settings.get("mode") == "MULTIRUN", tuple(words), problems


def flatten(data: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, Any]]:
    """Nested mappings as (dotted path, value)."""
    for key, value in data.items():
        path = f"{at}{key}"
        if isinstance(value, dict) and value:
            yield from flatten(value, path + ".")
        else:
            yield path, value


def check_budget(values: Mapping[str, Any], known: Mapping[str, Declaration]) -> list[Problem]:
    """The lines of a budget (line_*) must add up to the total beside them, as the text prints it."""
    lines: dict[str, list[str]] = {}
    for path in values:
        branch, _, last = path.rpartition(".")
        if path.startswith("policy.") and last.startswith(BUDGET_LINE):
            lines.setdefault(f"{branch}.{BUDGET_TOTAL}", []).append(path)
    problems: list[Problem] = []
    for total, parts in lines.items():
        added = math.fsum(values[part] for part in parts)
        if total in values and abs(added - values[total]) > CENT:
            found = f"{len(parts)} budget lines adding up to {added:,.0f} yuan"
            advice = f"Correct a line, or set {total} too; the lines are {', '.join(parts)}."
            problems.append(Problem(known[total].where, total, found, f"a sum of {values[total]:,.0f} yuan", advice))
    return problems + [problem for total in lines for problem in _check_move(values, known, total.rpartition(".")[0])]


def _check_move(values: Mapping[str, Any], known: Mapping[str, Declaration], branch: str) -> list[Problem]:
    """Money moved between lines (`moved`, `moved_amount`) must not be more than the giving line has."""
    giver, _, taker = str(values.get(f"{branch}.{BUDGET_MOVE}", "")).partition("_to_")
    line, amount = f"{branch}.{BUDGET_LINE}{giver}", f"{branch}.{BUDGET_MOVE}_amount"
    if not taker or line not in values or values.get(amount, 0.0) <= values[line]:
        return []
    found = f"{values[amount]:,.0f} yuan taken from {line}"
    advice = f"Move less, or take it from another line than {giver}."
    allowed = f"no more than the {values[line]:,.0f} yuan of that line"
    return [Problem(known[amount].where, amount, found, allowed, advice)]


def check_results_folder(folder: Any, root: Path) -> list[Problem]:
    """The results folder, or the nearest folder above it that exists, must take new files."""
    if not isinstance(folder, str):
        return []
    place = (root / Path(folder).expanduser()).resolve()
    while not place.exists() and place != place.parent:
        place = place.parent
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return []
    found = f"'{folder}', where {place} {'is not a folder' if not place.is_dir() else 'cannot be written'}"
    return [Problem(COMMAND_LINE, "results_dir", found, "a folder you may write to", "Choose another results_dir=...")]


def check_tables(root: Path) -> list[Problem]:
    """Every table of conf/ must be readable and rectangular."""
    problems: list[Problem] = []
    for path in sorted((root / "conf").rglob("*.csv")):
        shown = path.relative_to(root).as_posix()
        try:
            rows = [row for row in csv.reader(path.read_text("utf-8-sig").splitlines()) if row and row[0][:1] != "#"]
        except (UnicodeDecodeError, csv.Error) as error:
            problems.append(Problem(shown, "", f"an unreadable table ({error})", "UTF-8 text, comma-separated"))
            continue
        if len(rows) < 2:
            problems.append(Problem(shown, "", "an empty table", "a header and at least one row"))
        for number, row in enumerate(rows[1:], start=2):
            if len(row) != len(rows[0]):
                found, allowed = f"{len(row)} cells in row {number}", f"{len(rows[0])} cells, as in the header"
                problems.append(Problem(shown, ",".join(row[:2]), found, allowed, "Check commas and quotes."))
    return problems


def check_menu(tree: Tree) -> list[Problem]:
    """Every option the menu starts from must have its file."""
    menu = tree.files["config"]
    where = f"{menu.file}:{menu.lines.get(('defaults',), 1)}"
    return [
        Problem(where, group, f"'{option}'", ", ".join(tree.options(group)) or "no option yet", "Add the file.")
        for group, option in tree.default_choices().items()
        if option is not None and option not in tree.options(group)
    ]


def check_scenario_files(tree: Tree) -> tuple[dict[str, Delta], list[Problem]]:
    """Read every scenario and sweep file, chosen or not, against the declarations its options bring."""
    deltas: dict[str, Delta] = {}
    problems: list[Problem] = []
    for kind in ("scenario", "sweep"):
        for option in tree.options(kind):
            delta, wrong = read_delta(tree.root / "scenarios" / kind / f"{option}.yaml", tree)
            deltas[f"{kind}/{option}"] = delta
            problems += wrong
            known = tree.chosen({**tree.default_choices(), **delta.options})
            problems += check_delta_values(delta, known)
    return deltas, problems


def check_delta_values(delta: Delta, known: Mapping[str, Declaration]) -> list[Problem]:
    """Each value of a scenario file must be declared, of its type and in its range."""
    problems: list[Problem] = []
    for key, value in delta.values.items():
        leaf = known.get(key)
        base = key.removesuffix(".value")
        if key.endswith("_target_") or (isinstance(value, str) and "${" in value):
            continue
        if leaf is None and base != key and base in known:
            problems.append(Problem(delta.where(key), key, "a declaration", "the value alone", f"Write {base}."))
        elif leaf is None:
            problems.append(unknown_key(key, known, delta.where(key)))
        else:
            problems += judge(leaf, value, delta.where(key))[1]
    for word in (word for word in delta.words if not word.group):
        leaf = known.get(word.key)
        problems += [] if leaf else [unknown_key(word.key, known, delta.file)]
        problems += [problem for value in word.values if leaf for problem in judge(leaf, value, word.origin)[1]]
    return problems
