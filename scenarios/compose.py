"""From a command line to jobs: Hydra composes values, nothing else, and nothing is left on disk.

Why Hydra's compose API and not its main: main writes a sweep folder and stops at the first error. The grid of a
multirun is expanded here in Hydra's own grammar, every job is checked, and only then does Hydra compose each
job, whose values must equal the checked ones.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hydra import compose as hydra_compose
from hydra import initialize
from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.global_hydra import GlobalHydra
from hydra.core.plugins import Plugins
from hydra.errors import HydraException
from hydra.plugins.config_source import ConfigResult, ConfigSource
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf import OmegaConf

from scenarios import checks
from scenarios.declarations import ROOT, Declaration, Tree, load_tree, read_document
from scenarios.problems import Problem, unique
from scenarios.tasks import nest


@dataclass(frozen=True)
class Job:
    """One scenario to run: its name, the values of every declared path (nested), and what is held in every draw.

    `pinned` are the uncertain parameters that the job sets away from their declared value, or that the plan sweeps.
    `choices` are the group options; `overrides` the words that set this job apart, for titles and logs.
    """

    scenario: str
    values: dict[str, Any]
    pinned: frozenset[str]
    choices: dict[str, str]
    declarations: Mapping[str, Declaration]  # those in force under these choices, read once for checks and sampling
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Point:
    """One point of the grid: its group options, which of them were typed, and its values as words give them."""

    choices: dict[str, str | None]
    typed: frozenset[str]
    settings: tuple[tuple[str, Any, str, str], ...]  # path, value, text, origin
    swept: frozenset[str]


@dataclass(frozen=True)
class _Draft:
    """A job before Hydra has seen it."""

    choices: dict[str, str | None]
    texts: tuple[str, ...]
    values: dict[str, Any]
    pinned: frozenset[str]
    declarations: dict[str, Declaration]


class DeclaredSource(FileConfigSource):
    """conf/ as Hydra sees it: each declaration is its bare value, everything else is left out."""

    @staticmethod
    def scheme() -> str:
        """The prefix of search paths read by this source."""
        return "declared"

    def load_config(self, config_path: str) -> ConfigResult:
        """Read one file of conf/ as values."""
        name = self._normalize_file_name(config_path)
        document = read_document(Path(self.path) / name)
        data = {} if name.startswith("goals/") else collapse(document.data)
        return self._result(data, document.header)

    def _result(self, data: dict[str, Any], header: str) -> ConfigResult:
        return ConfigResult(
            config=OmegaConf.create(data),
            provider=self.provider,
            path=f"{self.scheme()}://{self.path}",
            header=ConfigSource._get_header_dict(header),
        )


class AskedSource(DeclaredSource):
    """scenarios/ as Hydra sees it: plain deltas, without titles and sweep settings."""

    @staticmethod
    def scheme() -> str:
        """The prefix of search paths read by this source."""
        return "asked"

    def load_config(self, config_path: str) -> ConfigResult:
        """Read one scenario or sweep file as it is."""
        document = read_document(Path(self.path) / self._normalize_file_name(config_path))
        kept = {key: value for key, value in document.data.items() if key not in ("title", "hydra")}
        return self._result(kept, document.header)


class ModelSearchPath(SearchPathPlugin):
    """Makes Hydra look in conf/ and scenarios/ of the chosen root, from whatever folder it is started."""

    root: Path = ROOT

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Put both folders on Hydra's search path."""
        search_path.prepend("linping", f"declared://{self.root / 'conf'}")
        search_path.append("linping", f"asked://{self.root / 'scenarios'}")


def collapse(data: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the value of each declaration and the defaults list; drop metadata and tables."""
    kept: dict[str, Any] = {}
    for key, item in data.items():
        if key == "defaults":
            kept[key] = item
        elif isinstance(item, dict) and "value" in item:
            kept[str(key)] = item["value"]
        elif isinstance(item, dict):
            inner = collapse(item)
            if inner:
                kept[str(key)] = inner
    return kept


def plan_from_command_line(argv: Sequence[str], root: Path = ROOT) -> tuple[list[Job], list[Problem]]:
    """Read, expand, check and compose a plan: all its jobs, or no job and every problem of every job."""
    tree = load_tree(root)
    problems = list(tree.problems)
    if "config" not in tree.files:
        return [], [*problems, Problem("conf/config.yaml", "", "no file", "the menu of the model")]
    problems += checks.check_menu(tree)
    problems += checks.check_tables(root)
    deltas, wrong = checks.check_scenario_files(tree)
    problems += wrong
    multirun, words, wrong = checks.check_command_line(argv, tree)
    problems += wrong
    words, asked, wrong = _add_file_sweeps(words, deltas, tree)
    problems += wrong
    if not (multirun or asked):
        problems += [
            Problem(word.origin, word.key, f"{len(word.values)} values", "one value", "Add -m to run one job for each.")
            for word in words
            if len(word.values) > 1
        ]
    drafts: list[_Draft] = []
    for point in _expand(words, tree):
        draft, wrong = _draft(point, deltas, tree)
        problems += wrong
        drafts.append(draft)
    problems = unique(problems)
    if problems:
        return [], problems
    jobs, problems = _compose_all(drafts, root)
    return ([], problems) if problems else (jobs, [])


def compose(overrides: Iterable[str] = (), root: Path = ROOT) -> list[dict[str, Any]]:
    """The values of each job of these overrides (with '-m' among them, several).

    Raises ValueError with every problem, one a line, where the overrides are not valid.
    """
    jobs, problems = plan_from_command_line(list(overrides), root)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return [job.values for job in jobs]


def _add_file_sweeps(
    words: list[checks.Word], deltas: Mapping[str, checks.Delta], tree: Tree
) -> tuple[list[checks.Word], bool, list[Problem]]:
    """Put the grids of the chosen sweep and scenario files before the words typed, which win."""
    typed = {word.key: word for word in words}
    added: list[checks.Word] = []
    problems: list[Problem] = []
    asked = False
    for kind in ("sweep", "scenario"):
        options = typed[kind].values if kind in typed else (tree.default_choices().get(kind),)
        grids = [delta for option in options if (delta := deltas.get(f"{kind}/{option}")) and delta.words]
        asked = asked or any(deltas[f"{kind}/{option}"].multirun for option in options if f"{kind}/{option}" in deltas)
        if grids and len(options) > 1:
            problems.append(
                Problem(grids[0].file, "hydra.sweeper.params", f"several options of {kind}", "a file with a grid alone")
            )
            continue
        added += [word for delta in grids for word in delta.words if word.key not in typed]
    return [*added, *words], asked, problems


def _expand(words: Sequence[checks.Word], tree: Tree) -> Iterator[_Point]:
    """Every combination of the words' values, the last word varying fastest, as Hydra does."""
    swept = frozenset(word.key for word in words if len(word.values) > 1 and not word.group)
    typed = frozenset(word.key for word in words if word.group)
    for combination in itertools.product(*(range(len(word.values)) for word in words)):
        choices = dict(tree.default_choices())
        settings: list[tuple[str, Any, str, str]] = []
        for word, place in zip(words, combination, strict=True):
            if word.group:
                choices[word.key] = str(word.values[place])
            else:
                settings.append((word.key, word.values[place], word.texts[place], word.origin))
        yield _Point(choices, typed, tuple(settings), swept)


def _draft(point: _Point, deltas: Mapping[str, checks.Delta], tree: Tree) -> tuple[_Draft, list[Problem]]:
    """Work out one job's values and check each of them."""
    choices = dict(point.choices)
    asked = [deltas[name] for kind in ("scenario", "sweep") if (name := f"{kind}/{choices.get(kind)}") in deltas]
    for delta in asked:
        choices |= {group: option for group, option in delta.options.items() if group not in point.typed}
    known = tree.chosen(choices)
    values = {path: leaf.value for path, leaf in known.items()}
    given = [(key, value, delta.where(key)) for delta in asked for key, value in delta.values.items()]
    # A key no option declares was reported when the file was read.
    given = [entry for entry in given if entry[0] in checks.known_paths(tree)]
    problems: list[Problem] = []
    for key, value, origin in [*given, *((key, value, origin) for key, value, _, origin in point.settings)]:
        if key not in known:
            problems.append(checks.unknown_key(key, known, origin))
            continue
        values[key], wrong = checks.judge(known[key], value, origin)
        problems += wrong
    if not problems:
        problems += checks.check_budget(values, known)
        problems += checks.check_results_folder(values.get("results_dir"), tree.root)
    uncertain = {path for path, leaf in known.items() if leaf.is_uncertain}
    held = {path for path in uncertain if values[path] != known[path].value or path in point.swept}
    texts = tuple(f"{key}={text.removeprefix(key + '=')}" for key, _, text, _ in point.settings)
    return _Draft(choices, texts, values, frozenset(held), known), problems


@contextmanager
def _hydra_at(root: Path) -> Iterator[None]:
    for plugin in (DeclaredSource, AskedSource, ModelSearchPath):
        Plugins.instance().register(plugin)
    GlobalHydra.instance().clear()
    before, ModelSearchPath.root = ModelSearchPath.root, root
    try:
        with initialize(config_path=None, version_base="1.3"):
            yield
    finally:
        ModelSearchPath.root = before


def _compose_all(drafts: Sequence[_Draft], root: Path) -> tuple[list[Job], list[Problem]]:
    jobs: list[Job] = []
    problems: list[Problem] = []
    with _hydra_at(root):
        for draft in drafts:
            words = [f"{group}={option}" for group, option in draft.choices.items() if option is not None]
            try:
                composed = OmegaConf.to_container(hydra_compose("config", [*words, *draft.texts]))
            except HydraException as error:
                problems.append(Problem(checks.COMMAND_LINE, "", str(error), "a plan Hydra can compose"))
                continue
            problems += _compare(composed, draft.values)
            chosen = {group: option for group, option in draft.choices.items() if option is not None}
            scenario = chosen.get("scenario", "baseline")
            jobs.append(Job(scenario, nest(draft.values), draft.pinned, chosen, draft.declarations, draft.texts))
    return jobs, unique(problems)


def _compare(composed: Any, checked: Mapping[str, Any]) -> list[Problem]:
    """What Hydra composed and what was checked must be one: a difference would run an unchecked value."""
    flat = {path: value for path, value in checks.flatten(composed) if value != {}}  # goals compose to nothing
    return [
        Problem("conf/config.yaml", path, f"{flat.get(path)} composed", f"{checked.get(path)}, as checked")
        for path in sorted({*flat, *checked})
        if flat.get(path) != checked.get(path)
    ]
