"""What no check of a single value can see: tables, targets and facts of measures that are read by name.

Why before the run: a broken table found by the first worker would already have left a results folder behind.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from polars.exceptions import PolarsError

from scenarios import bases, district, measures
from scenarios.checks import nearest
from scenarios.compose import Job
from scenarios.declarations import Declaration
from scenarios.outcomes import load_goals
from scenarios.problems import Problem, unique
from scenarios.sources import ROOT
from scenarios.tables import check_tables
from sim.district.land import wrong_lists

PIPELINE = "region.pipeline"


def check(jobs: Iterable[Job]) -> list[Problem]:
    """Every problem of what these jobs read by name."""
    jobs = list(jobs)
    found = measures.check()
    for option in dict.fromkeys(job.choices["goals"] for job in jobs):
        found += _check_goals(option)
    tables = [job.values["region"]["tables"] for job in jobs]
    for folders in dict.fromkeys((one,) if isinstance(one, str) else tuple(one) for one in tables):
        found += _check_tables(folders)
    for job in jobs:
        found += _check_lists(job)
        if not found:  # a goals file that cannot be read has been told
            found += check_levels(job.declarations, job.values["run"], job.choices["goals"])
    return unique(found)


def check_levels(leaves: Mapping[str, Declaration], run: Mapping[str, Any], option: str) -> list[Problem]:
    """Levels that are set from a target which the goals file `option` does not have, where the run sets them so."""
    if not run["bases_from_targets"]:
        return []
    known = bases.targets(load_goals(ROOT / "conf" / "goals" / f"{option}.yaml"))
    return [
        Problem(leaf.where, path, f"from_target goal {leaf.from_target.goal}", f"a goal of conf/goals/{option}.yaml",
                f"{nearest(leaf.from_target.goal, known)} run.bases_from_targets=false leaves such levels alone.")
        for path, leaf in sorted(leaves.items())
        if leaf.from_target is not None and leaf.from_target.goal not in known
    ]  # fmt: skip


def _check_lists(job: Job) -> list[Problem]:
    known = {path: leaf.where for path, leaf in job.declarations.items()}
    wrong = wrong_lists(job.values["region"]["pipeline"])
    paths = {name: f"{PIPELINE}.{name}" for name, _, _ in wrong}
    return [
        Problem(known[paths[name]], paths[name], found, allowed, "The lists of the region must fit each other.")
        for name, found, allowed in wrong
    ]


def _check_goals(option: str) -> list[Problem]:
    path = ROOT / "conf" / "goals" / f"{option}.yaml"
    shown = path.relative_to(ROOT).as_posix()
    try:
        load_goals(path)
    except ValueError as error:
        return [Problem(shown, "", str(error), "targets as the head of the file describes them")]
    except (KeyError, TypeError, AttributeError) as error:
        allowed = "goals with id, comparator, target, unit and readings"
        return [Problem(shown, "", f"a row that cannot be read ({type(error).__name__}: {error})", allowed)]
    return []


def _check_tables(folders: tuple[str, ...]) -> list[Problem]:
    if found := check_tables(folders):
        return found
    shown = f"{district.REGIONS}/{', '.join(folders)}"
    try:
        district.read_tables(folders)
    except (ValueError, OSError, PolarsError) as error:  # what only the tables together show, such as shares
        reason = str(error).splitlines()[0]
        return [Problem(shown, "", f"a table that cannot be used ({reason})", "the tables its README.md describes")]
    return []
