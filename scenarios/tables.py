"""Every mistake in a region's tables at once, each with its file and line: columns, sectors, towns, numbers, sums.

Why before the tables become arrays: the first text in a column of numbers would hide all others, and an array no
longer knows its line.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.classes import SECTORS, SKILLS
from scenarios.district import REGIONS, TABLE_NAMES, TOWN_KINDS, table_path
from scenarios.problems import Problem
from scenarios.sources import ROOT
from sim.district.balance import FLAG_COLUMNS, SHARE_COLUMNS, SIGNED_COLUMNS

ROUNDING = 1e-6  # of shares written with some decimals
TOWN_CODE = re.compile(r"[a-z][a-z0-9_]*")
MOST_TOWNS = 127  # what a column `town` can count
TOWN_SHARES = ("population_share", "jobs_share", "industry_jobs_share", "farmland_share")
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "sectors": (*SHARE_COLUMNS, *SIGNED_COLUMNS, *FLAG_COLUMNS, "jobs_share", "electricity_per_value_added"),
    "coefficients": SECTORS,
    "towns": TOWN_SHARES,
    "wages": tuple(f"wage_{skill}" for skill in SKILLS),
}
WORDS: Mapping[str, tuple[str, ...]] = {"towns": ("zh", "en", "kind")}
Line = tuple[int, Mapping[str, str]]  # its number in the file, and its cells by column


@dataclass(frozen=True)
class File:
    """A table as it stands on disk: the path shown, its columns and its lines."""

    shown: str
    columns: Sequence[str]
    lines: Sequence[Line]

    def problem(self, line: int, key: str, found: str, allowed: str, advice: str = "") -> Problem:
        return Problem(self.shown, f"line {line}, {key}", found, allowed, advice)


def check_tables(folders: Sequence[str], root: Path = ROOT) -> list[Problem]:
    """Every problem of the tables of a region; of several folders the first that has a table counts."""
    found: list[Problem] = []
    for table in TABLE_NAMES:
        path = table_path(folders, table, root)
        if not path.exists():
            advice = f"{REGIONS}/linping/README.md describes its columns."
            found.append(Problem(path.relative_to(root).as_posix(), "", "no such file", "a table", advice))
            continue
        found += _check_file(table, _read(path, root))
    return found


def _read(path: Path, root: Path) -> File:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        lines = [(reader.line_num, row) for row in reader]
    return File(path.relative_to(root).as_posix(), tuple(reader.fieldnames or ()), lines)


def _check_file(table: str, file: File) -> Iterator[Problem]:
    name = "town" if table == "towns" else "sector"
    wanted = (name, *WORDS.get(table, ()), *NUMBERS[table])
    missing = [column for column in wanted if column not in file.columns]
    if missing:
        advice = f"There are {', '.join(file.columns)}."
        yield file.problem(1, ", ".join(missing), "no such column", "every column that is read", advice)
        return
    if table == "towns":
        yield from _check_towns(file)
    else:
        yield from _check_sectors(file)
    for number, row in file.lines:
        yield from _check_cells(file, number, row, row[name], NUMBERS[table])


def _check_sectors(file: File) -> Iterator[Problem]:
    """Each sector once, in the closed order: arrays are read by place."""
    found = [row["sector"] for _, row in file.lines]
    for number, row in file.lines:
        if row["sector"] not in SECTORS:
            yield file.problem(number, row["sector"], "an unknown sector", f"one of {', '.join(SECTORS)}")
    for sector in SECTORS:
        if found.count(sector) != 1:
            yield Problem(file.shown, sector, f"{found.count(sector)} lines", "one line of each sector")
    if sorted(found) == sorted(SECTORS) and found != list(SECTORS):
        place = next(n for n, (one, other) in enumerate(zip(found, SECTORS, strict=True)) if one != other)
        yield file.problem(file.lines[place][0], found[place], "a sector out of order", f"{SECTORS[place]} here",
                           "Sectors stand in the order of agents/classes.py.")  # fmt: skip


def _check_towns(file: File) -> Iterator[Problem]:
    """Codes that can name series, each once; kinds that are known; shares that add up."""
    if not 1 <= len(file.lines) <= MOST_TOWNS:
        yield Problem(file.shown, "town", f"{len(file.lines)} towns", f"1 to {MOST_TOWNS}")
    seen: dict[str, int] = {}
    for number, row in file.lines:
        code = row["town"]
        if not TOWN_CODE.fullmatch(code):
            yield file.problem(number, "town", f"'{code}'", "small letters, digits and _, a letter first")
        elif code in seen:
            yield file.problem(number, "town", f"'{code}', which line {seen[code]} has", "each code once")
        seen.setdefault(code, number)
        if row["kind"] not in TOWN_KINDS:
            yield file.problem(number, f"{code}.kind", f"'{row['kind']}'", " or ".join(TOWN_KINDS))
        if _number(row["population_share"]) == 0.0:
            found = "a town without residents"
            yield file.problem(number, f"{code}.population_share", found, "shares above 0", "Take out its row.")
    for column in TOWN_SHARES:
        values = [_number(row[column]) for _, row in file.lines]
        if all(map(math.isfinite, values)) and abs(sum(values) - 1.0) > ROUNDING:
            found = f"shares of {len(values)} towns that add up to {sum(values):g}"
            yield Problem(file.shown, column, found, "a sum of 1", "Correct this column.")


def _check_cells(
    file: File, number: int, row: Mapping[str, str], name: str, columns: Iterable[str]
) -> Iterator[Problem]:
    for column in columns:
        value = _number(row[column])
        is_signed = column in SIGNED_COLUMNS
        if not math.isfinite(value) or (value < 0.0 and not is_signed):
            found = f"'{row[column]}'" if row[column] else "an empty cell"
            allowed = "a number" if is_signed else "a number from 0 up"
            yield file.problem(number, f"{name}.{column}", found, allowed)


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan
