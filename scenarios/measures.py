"""The 63 measures of the policy text: facts that are no values, such as when a measure acts and who controls it.

Why apart from the declarations: Hydra composes numbers for a run, while these facts belong to the text. No scenario
may change who controls a measure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.declarations import ROOT, read_document
from scenarios.problems import Problem
from sim.policy.course import PLAN_STARTS, Acting

CHAPTERS = "conf/policy/linping_2024"
KEY = re.compile(r"m\d{2}")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
CLAUSE = re.compile(r"(\d{1,2})\.(?=\D)(.*)")
FIRST_YEAR = 2023
MONTHS_IN_YEAR = 12
CONTROLLERS = ("district", "city", "province", "centre")
MODELLED = "modelled"
STATUSES = (MODELLED, "registered")


@dataclass(frozen=True)
class Measure:
    """One measure as its chapter file states it; `path` leads to its values, `line` to its place in the file."""

    key: str
    chapter: str
    file: str
    line: int
    facts: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Where its values stand in a run: policy.<chapter>.<key>."""
        return f"policy.{self.chapter}.{self.key}"

    @property
    def is_modelled(self) -> bool:
        """Whether it acts in the model; otherwise it is listed and moves nothing."""
        return self.facts.get("status") == MODELLED


@cache
def measures(root: Path = ROOT) -> dict[str, Measure]:
    """Every measure by key, `m01` to `m63`, in the order of the text."""
    found = [measure for path in sorted((root / CHAPTERS).glob("*.yaml")) for measure in _in_chapter(path, root)]
    return {measure.key: measure for measure in sorted(found, key=lambda measure: measure.key)}


def _in_chapter(path: Path, root: Path) -> list[Measure]:
    document = read_document(path)
    shown = path.relative_to(root).as_posix()
    return [
        Measure(str(key), path.stem, shown, document.lines.get((key,), 1), facts)
        for key, facts in document.data.items()
        if KEY.fullmatch(str(key)) and isinstance(facts, dict)
    ]


@cache
def acting(root: Path = ROOT) -> dict[str, Acting]:
    """By key of each modelled measure, the month index from which its 2024 strength holds and who controls it.

    Month 1 is January 2023.

    Raises ValueError naming file, key, what was found and what is allowed, for every fact that cannot be used.
    """
    problems = check(root)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return {
        key: Acting(month_index(measure.facts["acts_from"]), measure.facts["controller"], _above(measure))
        for key, measure in measures(root).items()
        if measure.is_modelled
    }


def _above(measure: Measure) -> frozenset[str]:
    """Parameters that a level above the controller decides, written `name=level; name=level`."""
    told = str(measure.facts.get("controlled_above") or "")
    return frozenset(part.split("=")[0].strip() for part in told.split(";") if part.strip())


def month_index(label: str) -> int:
    """The index of a month written 2024-01, counted from January 2023, which is 1.

    Raises ValueError when the text is no month.
    """
    read = MONTH.fullmatch(str(label))
    if read is None:
        raise ValueError(f"'{label}' is no month; write it as 2024-04.")
    return (int(read[1]) - FIRST_YEAR) * MONTHS_IN_YEAR + int(read[2])


def check(root: Path = ROOT) -> list[Problem]:
    """What is wrong with the facts of the measures, all of it at once."""
    return [problem for measure in measures(root).values() for problem in _check(measure)]


def _check(measure: Measure) -> list[Problem]:
    facts, problems = measure.facts, []
    where = f"{measure.file}:{measure.line}"
    starts = str(facts.get("acts_from"))
    if MONTH.fullmatch(starts) is None or month_index(starts) < PLAN_STARTS:
        advice = "A measure of the text changes course in the plan year; 2023 belongs to intensity_2023."
        found = _told(facts.get("acts_from"))
        problems.append(Problem(where, f"{measure.path}.acts_from", found, "a month from 2024-01 on", advice))
    for fact, allowed in (("controller", CONTROLLERS), ("status", STATUSES)):
        if facts.get(fact) not in allowed:
            problems.append(Problem(where, f"{measure.path}.{fact}", _told(facts.get(fact)), ", ".join(allowed)))
    return problems


def _told(value: Any) -> str:
    return "nothing" if value is None else f"'{value}'"


@cache
def clause_texts(root: Path = ROOT) -> dict[int, str]:
    """The paragraph of each clause as published, by number."""
    lines = (root / CHAPTERS / "text.txt").read_text("utf-8").splitlines()
    heads = (CLAUSE.fullmatch(line.strip()) for line in lines)
    return {int(head[1]): head[2].strip() for head in heads if head}
