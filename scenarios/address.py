"""The content address of a run: everything that can change a number, and nothing else.

Why: equal questions must find their answer already stored, on any machine and whatever the number of workers; a
changed rule, table or library must not. Data is taken as the run has read it, so that names, notes, sources and line
breaks, which no number depends on, move no address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.declarations import Declaration, FromTarget
from scenarios.outcomes import Goals, Reading
from scenarios.sources import ROOT, digest_of, digest_of_files, source_files, versions
from scenarios.tasks import flatten, history_values, identity_values
from sim.policy.course import Acting

SCHEMA_VERSION = 4
LENGTH = 16
SOURCE_FOLDERS = ("agents", "sim")
# Every file of scenarios/ stands in one of these two lists; a test fails for one that stands in neither.
RUNNER = (
    "bases",  # levels set from what a target asks for
    "design",  # the column of each uncertain parameter
    "district",  # the tables as read, the district as built
    "ensemble",  # which draws are run, and with which values
    "outcomes",  # published figures, structural error, margins
    "planning",  # what is drawn, what is held and what 2023 runs with
    "posterior",  # what records of plans say, and how it is drawn
    "records",  # the rows of the result files
    "simulate",  # 2023, the branches, what a draw gives
    "store",  # how draws become files
    "tasks",  # the values of one draw
)
ASIDE = (
    "address",  # names a run; what it hashes differently, it names differently
    "app",  # the order of the steps, and what is said of them
    "checks",  # refuses values; those it lets through are hashed
    "codebook",  # linping-explain
    "compose",  # its values, and what they pin, are hashed
    "declarations",  # the priors it reads are hashed
    "details",  # linping-explain
    "explain",  # linping-explain
    "inputs",  # refuses tables, lists and goals; those it lets through are hashed
    "known",  # published figures: those that weigh draws are hashed
    "listings",  # linping-explain
    "measures",  # the facts it reads are hashed
    "outside",  # how targets ended elsewhere, beside the results
    "problems",  # messages
    "report",  # prints what is stored
    "sources",  # digests of files; another digest is another address
    "tables",  # refuses tables of a region; those it lets through are hashed
)
# What a declaration and a reading say to readers, or under another name in the address; any other field counts.
SAID_OF_A_VALUE = frozenset(["path", "file", "line", "value", "unit", "source", "note", "zh", "en", "extra"])
SAID_OF_A_READING = frozenset({"described"})


@cache
def code_identity(root: Path = ROOT) -> dict[str, str]:
    """Digest of the source that takes part in a run, and the versions of the numerical packages.

    Raises FileNotFoundError naming each entry of RUNNER and ASIDE that is no file of scenarios/.
    """
    source_files(root, (), (f"scenarios/{name}.py" for name in ASIDE))
    files = source_files(root, SOURCE_FOLDERS, (f"scenarios/{name}.py" for name in RUNNER))
    return {"source": digest_of_files(files, root), **versions()}


def data_identity(
    declarations: Mapping[str, Declaration], goals: Goals, acting: Mapping[str, Acting],
    tables: Sequence[Mapping[str, Any]],
) -> dict[str, str]:  # fmt: skip
    """Digests of what a run reads of conf/ beside its values, by kind.

    `declarations` by path, `acting` by measure, each of the `tables` by column. A range from which nothing is drawn
    refuses values and changes none; a prior is also read where the value is pinned, for the score of its group.
    """
    readings = [{**_counting(each, SAID_OF_A_READING), "unit": each.described.get("unit")} for each in goals.readings]
    return {
        "priors": digest_of(
            {path: _counting(leaf, SAID_OF_A_VALUE) for path, leaf in declarations.items() if leaf.is_uncertain}
        ),
        "observations": digest_of(_observed(goals)),
        "goals": digest_of([readings, {name: asdict(spread) for name, spread in goals.spreads.items()}]),
        "measures": digest_of({key: {**asdict(one), "above": sorted(one.above)} for key, one in acting.items()}),
        "tables": digest_of(tables),
    }


def _observed(goals: Goals) -> list[Any]:
    """What weighs the draws: the figures that have an error, and how they are put together."""
    figures = [[known.statistic, known.scope, known.value, known.error, known.discrepancy] for known in goals.known
               if known.error is not None]  # fmt: skip
    return [sorted(figures), asdict(goals.weighing) if goals.weighing else None]


def _counting(item: Declaration | Reading, said: frozenset[str]) -> dict[str, Any]:
    told = {field.name: getattr(item, field.name) for field in fields(item) if field.name not in said}
    if isinstance(item, Declaration):
        told["prior"] = asdict(item.prior) if item.prior else None
        told["from_target"] = _told_of(item.from_target) if item.from_target else None
    return told


def _told_of(given: FromTarget) -> list[Any]:
    """Of a level set from a target: which target, and what was asked of it."""
    growth = given.growth
    return [given.goal, given.asks, growth and [growth.value, _counting(growth, SAID_OF_A_VALUE)]]


def identity(
    values: Mapping[str, Any], pinned: frozenset[str], declarations: Mapping[str, Declaration],
    data: Mapping[str, str], code: Mapping[str, str],
) -> dict[str, Any]:  # fmt: skip
    """What the address is made of; stored, but for the values, as part of manifest.json.

    `history` are the values that 2023 runs with where the scenario has others for 2024.
    """
    flat = flatten(values)
    before = history_values(flat, {path: leaf.value for path, leaf in declarations.items()})
    return {
        "schema_version": SCHEMA_VERSION,
        "values": identity_values(values),
        "history": {path: value for path, value in before.items() if value != flat[path]},
        "pinned": sorted(pinned),
        "data": dict(data),
        "code": dict(code),
    }


def address(made_of: Mapping[str, Any]) -> str:
    """The folder name of a run."""
    return digest_of(made_of)[:LENGTH]
