"""What no check of a single value can see: tables, targets and facts of measures that are read by name.

Why before the run: a broken table found by the first worker would already have left a results folder behind.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from polars.exceptions import PolarsError

from scenarios import district, measures
from scenarios.compose import Job
from scenarios.outcomes import load_goals
from scenarios.problems import Problem, unique
from scenarios.sources import ROOT
from sim.district.land import wrong_lists
from sim.district.model import Tables

TABLES, PIPELINE = "conf/region", "region.pipeline"
ROUNDING = 1e-6  # of shares written with some decimals


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
    shown = f"{TABLES}/{', '.join(folders)}"
    try:
        _, tables = district.read_tables(folders)
    except (ValueError, KeyError, IndexError, OSError, PolarsError) as error:
        reason = str(error).splitlines()[0]
        return [Problem(shown, "", f"a table that cannot be used ({reason})", "the tables its README.md describes")]
    return list(_check_numbers(tables, shown))


def _check_numbers(tables: Tables, shown: str) -> Iterator[Problem]:
    for name, array in vars(tables).items():
        if not isinstance(array, np.ndarray):
            continue
        if not np.all(np.isfinite(array)) or np.any(array < 0):
            found = "an empty, negative or infinite number"
            yield Problem(shown, name, found, "numbers from 0 up in every cell", "Fill the cell.")
        elif name.startswith("town_") and abs(float(array.sum()) - 1.0) > ROUNDING:
            found = f"shares of {len(array)} towns that add up to {array.sum():g}"
            yield Problem(shown, name, found, "a sum of 1", "Correct this column of towns.csv.")
    if np.any(tables.town_population == 0.0):
        yield Problem(shown, "town_population", "a town without residents", "shares above 0", "Take out its row.")
