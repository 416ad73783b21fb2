"""The declared values of conf/: each leaf with its unit, range, source and, if uncertain, its prior.

Why: Hydra composes bare values only (composing 8,000 full declarations takes seconds per job), so the
declarations are read here beside it, with file and line, for checks, sampling, explanation and the run folder.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from scenarios.posterior import PARTS, Posterior, posterior_in
from scenarios.problems import Problem

ROOT = Path(__file__).resolve().parents[1]
READ_BY_NAME = ("goals", "evidence", "observations")
LISTED = ("sources", "groups")  # files of conf/ that declare names, not values
ASKED = "asked"  # the file of what authors of targets ask for, by class
PRIOR_KEYS = frozenset({"family", "low", "high", "group", "sign", "of"})
POSTERIOR = "posterior"  # of the pairs in conf/observations: no shape of its own is declared
FAMILIES = ("uniform", "triangular", "normal", "lognormal", POSTERIOR)
UNIT_WORDS = (
    "yuan yuan/month share 1 index person household job enterprise mu tce kWh m3 kW month year day percent "
    "yuan/mu yuan/tce yuan/kWh yuan/person kg kg/mu yuan/kg m2 project event bed km name usd unit kW/month "
    "1/month 1/year unit/year"
)
UNITS = frozenset(UNIT_WORDS.split())
LEAF_WORDS = "value unit low high prior from_target source note zh en choices whole quote"
LEAF_KEYS = frozenset(LEAF_WORDS.split())
CLAUSE = re.compile(r"(clause|chapter) \d+(-\d+)?")
NUMBER_AS_TEXT = re.compile(r"[-+]?[0-9][0-9_.,]*(e[-+]?[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Prior:
    """What is believed about an uncertain value before any run.

    `group` names the common cause it moves with, `sign` (1 or -1) which way a high score of that cause moves it. Of
    family `posterior`: `part` is which of its parts, `records` what the pairs of conf/observations say, and low and
    high are its 5 and 95 % points.
    """

    family: str
    low: float
    high: float
    group: str | None = None
    sign: int = 1
    part: str | None = None
    records: Posterior | None = None


@dataclass(frozen=True)
class FromTarget:
    """How a level that nobody published is set: the target `goal` less a growth of the class `asks` of conf/asked.yaml.

    `growth` is that class as declared; None where there is none of that name.
    """

    goal: str
    asks: str
    growth: "Declaration | None" = None


@dataclass(frozen=True)
class Declaration:
    """One value a run may use, with everything a reader needs to judge it."""

    path: str
    file: str
    line: int
    value: Any
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    prior: Prior | None = None
    source: str | None = None
    note: str | None = None
    zh: str | None = None
    en: str | None = None
    choices: tuple[Any, ...] = ()
    whole: bool = False
    extra: tuple[str, ...] = ()
    from_target: FromTarget | None = None

    @property
    def is_uncertain(self) -> bool:
        """Whether a draw may give it another value."""
        return self.prior is not None or self.from_target is not None

    @property
    def where(self) -> str:
        """File and line, the way editors open it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Document:
    """One parsed YAML file: plain data, the lines of its mappings' keys, and what was wrong in parsing."""

    data: Any
    lines: Mapping[tuple[str, ...], int]
    header: str
    faults: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class ConfFile:
    """One file of conf/: its own leaves (paths relative to the file) and the files it builds on."""

    name: str
    file: str
    leaves: tuple[Declaration, ...]
    defaults: tuple[Any, ...]
    lines: Mapping[tuple[str, ...], int]


@dataclass
class Tree:
    """All of conf/, resolvable for any choice of group options."""

    root: Path
    files: dict[str, ConfFile] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    known: list[Declaration] = field(default_factory=list)

    def options(self, group: str) -> list[str]:
        """The options of a group, such as policy: linping_2024, as_2023, none."""
        home = self.root / ("scenarios" if group in ("scenario", "sweep") else "conf") / group
        return sorted(entry.stem for entry in home.glob("*.yaml"))

    def default_choices(self) -> dict[str, str | None]:
        """The group options conf/config.yaml starts from."""
        entries = self.files["config"].defaults if "config" in self.files else ()
        chosen: dict[str, str | None] = {}
        for entry in entries:
            if isinstance(entry, dict) and entry:
                group, option = next(iter(entry.items()))
                chosen[str(group).removeprefix("optional ")] = option
        return chosen

    def chosen(self, choices: Mapping[str, str | None]) -> dict[str, Declaration]:
        """Every declaration in force under these group options, by its full path."""
        found: dict[str, Declaration] = {}
        for group, option in choices.items():
            if option is not None and group not in (*READ_BY_NAME, "scenario", "sweep"):
                found |= self._resolve(f"{group}/{option}", group, ())
        found |= {leaf.path: leaf for leaf in self.files["config"].leaves} if "config" in self.files else {}
        return found

    def everything(self) -> list[Declaration]:
        """Every leaf of every file once, under the path a run reaches it by (or its folder, if none does)."""
        if self.known:
            return self.known
        reached: dict[tuple[str, int], Declaration] = {}
        for group in self.default_choices():
            if group in (*READ_BY_NAME, "scenario", "sweep"):
                continue
            for option in self.options(group):
                for leaf in self._resolve(f"{group}/{option}", group, ()).values():
                    reached.setdefault((leaf.file, leaf.line), leaf)
        for name, item in self.files.items():
            prefix = "" if name == "config" else name.replace("/", ".") + "."
            for leaf in item.leaves:
                reached.setdefault((leaf.file, leaf.line), replace(leaf, path=prefix + leaf.path))
        self.known = sorted(reached.values(), key=lambda leaf: (leaf.file, leaf.line))
        return self.known

    def _resolve(self, name: str, package: str, seen: tuple[str, ...]) -> dict[str, Declaration]:
        item = self.files.get(name)
        if item is None or name in seen:
            return {}
        group = name.rpartition("/")[0]
        found: dict[str, Declaration] = {}
        for entry in item.defaults:
            if entry == "_self_":
                continue
            target, _, inner = str(entry).partition("@")
            inner = inner or target.rpartition("/")[0].replace("/", ".")
            found |= self._resolve(f"{group}/{target}", ".".join(filter(None, (package, inner))), (*seen, name))
        return found | {f"{package}.{leaf.path}": replace(leaf, path=f"{package}.{leaf.path}") for leaf in item.leaves}


def read_document(path: Path) -> Document:
    """Parse one YAML file; a file unchanged on disk is parsed once per process."""
    state = path.stat()
    return _parse(str(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1024)
def _parse(path: str, _changed: int, _size: int) -> Document:
    text = ""
    try:
        text = Path(path).read_text("utf-8")
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        return Document({}, {}, text[:512], ((mark.line + 1 if mark else 1, "", str(reason)),))
    lines: dict[tuple[str, ...], int] = {}
    faults: list[tuple[int, str, str]] = []
    if node is not None:
        _note_lines(node, (), lines, faults)
    if not isinstance(data, dict):
        faults.append((1, "", f"a {type(data).__name__} at the top of the file"))
        data = {}
    if not isinstance(data.get("defaults", []), list):
        faults.append((lines.get(("defaults",), 1), "defaults", f"'{data.pop('defaults')}', which is no list"))
    return Document(data, lines, text[:512], tuple(faults))


def _note_lines(
    node: yaml.Node, at: tuple[str, ...], lines: dict[tuple[str, ...], int], faults: list[tuple[int, str, str]]
) -> None:
    """Remember the line of every key; YAML itself lets the second of two equal keys win in silence."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        here = (*at, str(key.value))
        line = key.start_mark.line + 1
        if here in lines:
            faults.append((line, ".".join(here), f"the key twice (first on line {lines[here]})"))
        lines[here] = line
        _note_lines(value, here, lines, faults)


def load_tree(root: Path = ROOT) -> Tree:
    """Read every declaration of conf/ below `root`, with all that is wrong with them."""
    tree = Tree(root)
    tree.sources, tree.groups = (_names_in(root / "conf" / f"{name}.yaml") for name in LISTED)
    asked = _asked(root)
    for path in sorted((root / "conf").rglob("*.yaml")):
        name = path.relative_to(root / "conf").with_suffix("").as_posix()
        shown = path.relative_to(root).as_posix()
        document = read_document(path)
        for line, key, reason in document.faults:
            tree.problems.append(Problem(f"{shown}:{line}", key, reason, "readable YAML, each key once"))
        if name in LISTED or name.split("/")[0] in READ_BY_NAME:
            continue
        found = _leaves(document.data, (), shown, document.lines)
        leaves = tuple(_resolved(_with_records(leaf, root), asked) for leaf in found)
        defaults = document.data.get("defaults") or ()
        tree.files[name] = ConfFile(name, shown, leaves, tuple(defaults), document.lines)
    for leaf in tree.everything():
        tree.problems.extend(check_declaration(leaf, tree.sources, tree.groups))
        tree.problems.extend(_check_from_target(leaf, asked))
    return tree


def _with_records(leaf: Declaration, root: Path) -> Declaration:
    """A leaf whose prior is what the pairs say, with it; any other as it is."""
    if leaf.prior is None or leaf.prior.family != POSTERIOR or leaf.prior.part not in PARTS:
        return leaf
    records = posterior_in(root / "conf" / "observations")
    low, high = records.printed(leaf.prior.part)
    return replace(leaf, prior=replace(leaf.prior, records=records, low=low, high=high))


def _asked(root: Path) -> dict[str, Declaration]:
    """What authors of targets ask for, by class."""
    path = root / "conf" / f"{ASKED}.yaml"
    if not path.exists():
        return {}
    document = read_document(path)
    return {leaf.path: leaf for leaf in _leaves(document.data, (), f"conf/{ASKED}.yaml", document.lines)}


def _resolved(leaf: Declaration, asked: Mapping[str, Declaration]) -> Declaration:
    given = leaf.from_target
    return leaf if given is None else replace(leaf, from_target=replace(given, growth=asked.get(given.asks)))


def _check_from_target(leaf: Declaration, asked: Mapping[str, Declaration]) -> list[Problem]:
    given = leaf.from_target
    if given is None or (given.growth is not None and given.growth.prior is not None):
        return []
    allowed = ", ".join(name for name, one in sorted(asked.items()) if one.prior is not None) or "no class yet"
    advice = f"Declare the class, with its prior, in conf/{ASKED}.yaml or correct the name."
    return [Problem(leaf.where, leaf.path, f"from_target asks {given.asks}", allowed, advice)]


def groups(root: Path = ROOT) -> list[dict[str, str]]:
    """What each common cause of uncertain values is called and what a high score of it means, by name."""
    said = read_document(root / "conf" / "groups.yaml").data
    return [{"group": str(name), **said[name]} for name in sorted(said)]


def _names_in(path: Path) -> frozenset[str]:
    return frozenset(str(key) for key in read_document(path).data) if path.exists() else frozenset()


def _leaves(
    data: Mapping[str, Any], at: tuple[str, ...], file: str, lines: Mapping[tuple[str, ...], int]
) -> Iterator[Declaration]:
    for key, value in data.items():
        here = (*at, str(key))
        if not isinstance(value, dict) or key == "defaults":
            continue
        if "value" in value or {"unit", "source"} <= set(value):
            yield _declaration(value, ".".join(here), file, lines.get(here, 1))
        else:
            yield from _leaves(value, here, file, lines)


def _declaration(leaf: Mapping[str, Any], path: str, file: str, line: int) -> Declaration:
    extra = [key for key in leaf if key not in LEAF_KEYS]
    prior = leaf.get("prior")
    stated: Prior | None = None
    named = prior.get("group") if isinstance(prior, dict) else None
    group = None if named == "none" else _text(named)
    if isinstance(prior, dict) and is_number(prior.get("low")) and is_number(prior.get("high")):
        stated = Prior(str(prior.get("family")), prior["low"], prior["high"], group, prior.get("sign", 1))
        extra += [f"prior.{key}" for key in prior if key not in PRIOR_KEYS]
    elif isinstance(prior, dict) and prior.get("family") == POSTERIOR and prior.get("of") in PARTS:
        sign = prior.get("sign", 1)
        stated = Prior(POSTERIOR, float(leaf["low"]), float(leaf["high"]), group, sign, prior["of"])
        extra += [f"prior.{key}" for key in prior if key not in PRIOR_KEYS]
    elif prior is not None and prior != "none":
        extra.append("prior without numeric low and high")
    if "value" not in leaf:
        extra.append("no value")
    given, target = leaf.get("from_target"), None
    if isinstance(given, dict) and set(given) == {"goal", "asks"}:
        target = FromTarget(str(given["goal"]), str(given["asks"]))
    elif given is not None:
        extra.append("from_target without goal and asks alone")
    choices = leaf.get("choices") or []
    return Declaration(
        path, file, line, leaf.get("value"), _text(leaf.get("unit")), leaf.get("low"), leaf.get("high"), stated,
        _text(leaf.get("source")), leaf.get("note"), leaf.get("zh"), leaf.get("en"),
        tuple(choices) if isinstance(choices, list) else (choices,), bool(leaf.get("whole", False)), tuple(extra),
        target,
    )  # fmt: skip


def is_number(value: Any) -> bool:
    """YAML's yes and no are booleans, and booleans are integers to Python: they are no numbers here."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def check_declaration(leaf: Declaration, sources: frozenset[str], groups: frozenset[str]) -> list[Problem]:
    """What is missing or contradictory in one declaration; `groups` are the common causes a prior may name."""
    found: list[tuple[str, str, str]] = [
        (f"the field '{key}'" if key in key.split() else key, "only " + ", ".join(sorted(LEAF_KEYS)),
         "Correct the spelling or move the field out of the declaration.")
        for key in leaf.extra
    ]  # fmt: skip
    if leaf.unit is None:
        found.append(("no unit", "one of the units in scenarios/declarations.py", "Add unit: beside value:."))
    elif leaf.unit not in UNITS:
        found.append((f"unit {leaf.unit}", ", ".join(sorted(UNITS)), "Choose one of these units."))
    found.extend(_check_source(leaf, sources))
    found.extend(_check_group(leaf.prior, groups) if leaf.prior else ())
    items = leaf.value if isinstance(leaf.value, list) else [leaf.value]
    if items and all(is_number(item) for item in items):
        found.extend(_check_range(leaf, items))
    elif leaf.choices and any(item not in leaf.choices for item in items):
        found.append((f"value {leaf.value}", ", ".join(map(str, leaf.choices)), "Choose one of these."))
    elif any(isinstance(item, str) and NUMBER_AS_TEXT.fullmatch(item) for item in items) and leaf.unit != "name":
        found.append((f"the text '{leaf.value}'", "a number", "YAML reads 1e-3 and 1,000 as text: write 0.001, 1000."))
    elif any(item is None or is_number(item) for item in items):
        found.append((f"value {leaf.value}", "a number, text, yes/no or a list of one kind", "Write the value."))
    return [Problem(leaf.where, leaf.path, *entry) for entry in found]


def _check_source(leaf: Declaration, sources: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    allowed = "'clause NN', a key of conf/sources.yaml, or assumption"
    if leaf.source is None:
        yield "no source", allowed, "Say where the value comes from."
        return
    for part in (part.strip() for part in re.split(r"[;,]", leaf.source)):
        if part == "assumption":
            if not leaf.note:
                yield "an assumption without note", "a note saying why", "Add note: with the reason."
        elif not CLAUSE.fullmatch(part) and part not in sources:
            yield f"source {part}", allowed, "Add the reference to conf/sources.yaml or correct the key."


def _check_group(prior: Prior, groups: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    if prior.group is not None and prior.group not in groups:
        allowed = ", ".join(["none", *sorted(groups)])
        yield f"prior group {prior.group}", allowed, "Choose one of these or describe the cause in conf/groups.yaml."
    if prior.sign not in (1, -1) or isinstance(prior.sign, bool):
        yield f"prior sign {prior.sign}", "1 or -1", "Write -1 where a high score of the group lowers the value."
    elif prior.sign == -1 and prior.group is None:
        yield "prior sign -1 without a group", "a sign beside a group", "Name the group it leans on, or drop the sign."


def _check_range(leaf: Declaration, items: list[Any]) -> Iterator[tuple[str, str, str]]:
    if not is_number(leaf.low) or not is_number(leaf.high):
        yield "no range", "numeric low and high", "Add low: and high:, the range an override may take."
        return
    assert leaf.low is not None
    assert leaf.high is not None
    if leaf.low > leaf.high:
        yield f"low {leaf.low} above high {leaf.high}", "low <= high", "Swap them."
    if any(not leaf.low <= item <= leaf.high for item in items):
        yield f"value {leaf.value}", f"{leaf.low} to {leaf.high}", "Correct the value or widen the range with a reason."
    prior = leaf.prior
    if prior is None:
        return
    if prior.family not in FAMILIES:
        yield f"prior family {prior.family}", ", ".join(FAMILIES), "Choose one of these families."
    if isinstance(leaf.value, list):
        yield "a prior on a list", "a prior on a single number", "Give the list an uncertain scale of its own."
    elif not leaf.low <= prior.low <= prior.high <= leaf.high:
        yield f"prior {prior.low} to {prior.high}", f"within {leaf.low} to {leaf.high}", "Narrow the prior."
    elif not prior.low <= items[0] <= prior.high:
        yield f"prior {prior.low} to {prior.high}", f"a prior around the value {leaf.value}", "Let it hold the value."
    elif prior.family == "lognormal" and prior.low <= 0:
        yield f"lognormal prior from {prior.low}", "above 0", "Choose another family or a positive low."
