"""The figures of 2024 a user types in: read with care, refused with a sentence that says what to do.

Why so many checks: a table typed from a bulletin comes with a month as text, money in 亿元, the encoding of a
spreadsheet; each of these could condition the run on a figure nobody published.
"""

import io
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from analysis.bulletins import FIRST_MONTH, MONTHS, Figure
from analysis.typed import NoTextError, text_of

WANTED = ("statistic", "month", "value")
OPTIONAL = ("unit", "error", "note", "name_zh", "name_en", "low", "median", "high")
# What a bulletin may print a unit as, and what it is in the run's unit.
SCALES = {
    "yuan": {"": 1.0, "yuan": 1.0, "元": 1.0, "万元": 1e4, "亿元": 1e8, "亿": 1e8},
    "usd": {"": 1.0, "usd": 1.0, "美元": 1.0, "万美元": 1e4, "亿美元": 1e8},
    "percent": {"": 1.0, "percent": 1.0, "%": 1.0, "％": 1.0},
    "kWh": {"": 1.0, "kWh": 1.0, "千瓦时": 1.0, "万千瓦时": 1e4, "亿千瓦时": 1e8},
    "m3": {"": 1.0, "m3": 1.0, "立方米": 1.0, "万立方米": 1e4, "亿立方米": 1e8},
    "tce": {"": 1.0, "tce": 1.0, "吨标准煤": 1.0, "万吨标准煤": 1e4},
    "person": {"": 1.0, "person": 1.0, "人": 1.0, "万人": 1e4},
}
MONTH = re.compile(r"(?:(\d{4})[-/.年]?)?(\d{1,2})月?$")


class InputError(Exception):
    """A table that cannot be used: one line per mistake, each with file, row, what was found and what to do."""


@dataclass(frozen=True)
class Observation:
    """One figure as typed in, in the run's unit; `error` is one standard deviation, None where it was left out."""

    figure: Figure
    month: int
    value: float
    error: float | None


def read_table(path: Path, wanted: tuple[str, ...], optional: tuple[str, ...]) -> pl.DataFrame:
    """A CSV typed by hand as text columns: utf-8 with or without mark, or the GBK of a Chinese spreadsheet.

    Raises InputError naming what is wrong with the file as a whole.
    """
    try:
        text = text_of(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Give the path of a CSV file.") from error
    except NoTextError as error:
        raise InputError(f"{path}: is no text file (neither utf-8 nor GBK); save it as CSV UTF-8.") from error
    if not text.strip():
        raise InputError(f"{path}: is empty. Begin with the template.")
    head = text.split("\n", 1)[0]
    if "," not in head and any(mark in head for mark in ";\t"):
        found = "tabs" if "\t" in head else "semicolons"
        raise InputError(f"{path}: columns are separated by {found}; save it with commas.")
    try:
        frame = pl.read_csv(io.BytesIO(text.encode()), infer_schema=False, truncate_ragged_lines=False)
    except pl.exceptions.PolarsError as error:
        reason = str(error).split("\n", 1)[0]
        raise InputError(f"{path}: is no table of {len(wanted)} or more columns ({reason}).") from error
    frame = frame.rename({name: name.strip() for name in frame.columns})
    missing = [name for name in wanted if name not in frame.columns]
    if missing:
        raise InputError(
            f"{path}: column{'s' if len(missing) > 1 else ''} {', '.join(missing)} missing; found "
            f"{', '.join(frame.columns)}. Wanted are {', '.join(wanted)}; allowed beside them {', '.join(optional)}."
        )
    return frame.with_columns(pl.all().str.strip_chars())


def read(path: Path, figures: list[Figure], year: int) -> list[Observation]:
    """The observations of a file; rows without a value are left out, as in a template filled in part.

    Raises InputError with every mistake of the file at once.
    """
    frame = read_table(path, WANTED, OPTIONAL)
    known = {figure.statistic: figure for figure in figures}
    found: list[Observation] = []
    mistakes: list[str] = []
    seen: dict[tuple[str, int], int] = {}
    for number, row in enumerate(frame.iter_rows(named=True), start=2):
        if not row["value"]:
            continue
        where = f"{path.name}, line {number}"
        try:
            observation = _observation(row, known, year, where)
        except InputError as mistake:
            mistakes.append(str(mistake))
            continue
        key = observation.figure.statistic, observation.month
        if key in seen:
            mistakes.append(f"{where}: {key[0]} to month {key[1]} stands in line {seen[key]} already; keep one.")
        seen[key] = number
        found.append(observation)
    if mistakes:
        raise InputError("\n".join(mistakes))
    if not found:
        raise InputError(f"{path.name}: no row has a value; fill in at least one figure.")
    return found


def _observation(row: dict[str, str | None], known: dict[str, Figure], year: int, where: str) -> Observation:
    figure = known.get(row["statistic"] or "")
    if figure is None:
        near = get_close_matches(row["statistic"] or "", known, n=3, cutoff=0.5) or list(known)[:3]
        raise InputError(
            f"{where}: '{row['statistic']}' is no figure this run prints within the year; did you mean "
            f"{' or '.join(near)}? --template lists all {len(known)}."
        )
    month = _month(row["month"] or "", year, where)
    scale = _scale(row.get("unit") or "", figure, where)
    value = scale * _number(row["value"] or "", "value", where)
    error = scale * _number(row["error"] or "", "error", where) if row.get("error") else None
    if error is not None and error <= 0.0:
        raise InputError(f"{where}: error is {row['error']}; one standard deviation above 0 is allowed, or nothing.")
    return Observation(figure, month, value, error)


def _month(text: str, year: int, where: str) -> int:
    parts = MONTH.fullmatch(text.replace("1-2月", "2月").replace("1—2月", "2月"))
    months = f"{year}-{FIRST_MONTH:02d} to {year}-{MONTHS}"
    if parts is None:
        raise InputError(f"{where}: month is '{text}'; write it as {year}-03 (allowed: {months}).")
    given, month = int(parts[1] or year), int(parts[2])
    if given != year or not FIRST_MONTH <= month <= MONTHS:
        raise InputError(
            f"{where}: month is '{text}'; the run's year is {year} and figures run from January to a month, {months} "
            "(January and February are printed together)."
        )
    return month


def _scale(text: str, figure: Figure, where: str) -> float:
    allowed = SCALES.get(figure.unit, {"": 1.0, figure.unit: 1.0})
    if text not in allowed:
        units = ", ".join(name for name in allowed if name)
        raise InputError(f"{where}: unit is '{text}'; {figure.statistic} is in {figure.unit}, allowed are {units}.")
    return allowed[text]


def _number(text: str, column: str, where: str) -> float:
    try:
        number = float(text.replace(",", "").replace("−", "-").removesuffix("%"))
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        raise InputError(f"{where}: {column} is '{text}'; a number is wanted, the unit goes into column unit.")
    return number
