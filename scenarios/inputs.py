"""What no check of a single value can see: tables, targets and facts of measures that are read by name.

Why before the run: a broken table found by the first worker would already have left a results folder behind.
"""

from collections.abc import Iterable

from polars.exceptions import PolarsError

from scenarios import district, measures
from scenarios.compose import Job
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
    return unique(found)


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
