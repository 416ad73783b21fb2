"""What came of the targets: the template a run leaves behind, and reading it back filled in.

Why each slip is told by row and column: the file is typed by hand from bulletins, in a spreadsheet, and one figure in
the wrong unit would decide the score.
"""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from analysis.read import Run, open_run, write_table
from analysis.typed import NoTextError, text_of

TEMPLATE = "outcomes_template.csv"
COLUMNS = ("goal", "reading", "name_zh", "name_en", "unit", "decimals", "target", "outcome", "note")
READ = ("goal", "reading", "outcome")
PERCENT = "percent"
SLIPS = {PERCENT: ((100.0, "a share"),)}  # factors a figure is off by when it is written in another unit
MONEY_AND_HEADS = ((1e4, "万"), (1e8, "亿"))
FIRST_ROW = 2  # of the file: the head is row 1


@dataclass(frozen=True)
class Problem:
    """One slip: where it is, what was found, what is allowed and what to do."""

    file: str
    place: str
    found: str
    allowed: str
    advice: str

    def __str__(self) -> str:
        lines = (f"found    {self.found}", f"allowed  {self.allowed}", f"next     {self.advice}")
        return "\n   ".join((f"{self.file}: {self.place}", *lines))


class OutcomesError(Exception):
    """An outcomes file that cannot be scored; `problems` says why, slip by slip."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Drawn:
    """What the draws of one goal and reading reach, to judge the unit of an outcome by."""

    unit: str
    decimals: int
    low: float
    high: float


def write_template(run_folder: str | Path) -> Path:
    """Write outcomes_template.csv into the run folder: one row per target with a number, outcome empty."""
    run = open_run(run_folder)
    definitions, goals = run.goal_definitions(), run.goals().select("goal", "reading").unique()
    rows = definitions.join(goals, on=["goal", "reading"], how="inner", maintain_order="left")
    reading = [pl.col(name).fill_null("") for name in ("reading_zh", "reading_en") if name in rows.columns]
    note = pl.concat_str(reading, separator=" / ") if reading else pl.lit(None, pl.String)
    filled = rows.with_columns(outcome=pl.lit(None, pl.String), note=note, decimals=pl.col("decimals").cast(pl.Int64))
    return write_table(run.folder / TEMPLATE, filled.select(COLUMNS))


def read(run: Run, path: Path) -> dict[tuple[str, str], float]:
    """Outcomes by goal and reading, in the goal's unit.

    Raises OutcomesError with every slip of the file.
    """
    rows = _rows(path)
    drawn, seen, problems = _drawn(run), {}, []
    found: dict[tuple[str, str], float] = {}
    for number, row in enumerate(rows, start=FIRST_ROW):
        goal, reading, text = (str(row[name] or "").strip() for name in READ)
        if not text:
            continue
        slips = list(_slips(path.name, number, (goal, reading, text), drawn, seen))
        problems += slips
        seen.setdefault(goal, (number, reading))
        if not slips:
            found[goal, reading] = float(text.removesuffix("%"))
    if not problems and not found:
        problems.append(Problem(
            path.name, "column outcome", "no row with an outcome", "a number in at least one row",
            f"Copy {TEMPLATE} of the run, write what was published into column outcome and leave the rest empty.",
        ))  # fmt: skip
    if problems:
        raise OutcomesError(problems)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    text = _text(path)
    reader = csv.DictReader(io.StringIO(text), restval="")
    heads = [name.strip() for name in reader.fieldnames or ()]
    if missing := [name for name in READ if name not in heads]:
        other = ";" if ";" in (heads or [""])[0] else "\\t" if "\t" in (heads or [""])[0] else ""
        found = f"columns {', '.join(heads) or 'none'}" + (f", cut by '{other}'" if other else "")
        advice = "Save with commas between the columns." if other else f"Keep the head of {TEMPLATE}."
        raise OutcomesError([Problem(path.name, f"row 1, {', '.join(missing)}", found, ", ".join(COLUMNS), advice)])
    reader.fieldnames = heads
    return list(reader)


def _text(path: Path) -> str:
    try:
        return text_of(path)
    except OSError as error:
        advice = f"Copy {TEMPLATE} of the run and fill it in."
        raise OutcomesError([Problem(str(path), "", error.strerror or str(error), "a CSV file", advice)]) from error
    except NoTextError as error:
        raise OutcomesError([Problem(
            path.name, "", "no text in utf-8 or GBK (a workbook, or UTF-16)", "a CSV file in utf-8 or GBK",
            "In the spreadsheet choose 'save as', type CSV UTF-8.",
        )]) from error  # fmt: skip


def _slips(
    file: str, number: int, cells: tuple[str, str, str], drawn: Mapping[tuple[str, str], Drawn],
    seen: Mapping[str, tuple[int, str]],
) -> Iterator[Problem]:  # fmt: skip
    """What is wrong with one filled row: the first slip only, the others may follow from it."""
    goal, reading, text = cells
    place = f"row {number}, "
    if (goal, reading) not in drawn:
        yield _unknown(file, place, goal, reading, drawn)
    elif goal in seen:
        first, other = seen[goal]
        what = f"goal '{goal}' again" if other == reading else f"a second reading of goal '{goal}'"
        yield Problem(
            file, f"{place}column outcome", f"{what}, filled in row {first} already", "one outcome for each goal",
            "Keep the reading by which the figure was published and empty the other.",
        )  # fmt: skip
    else:
        yield from _wrong_number(file, f"{place}column outcome", text, drawn[goal, reading])


def _unknown(file: str, place: str, goal: str, reading: str, drawn: Mapping[tuple[str, str], Drawn]) -> Problem:
    readings = [other for name, other in drawn if name == goal]
    if readings:
        return Problem(
            file, f"{place}column reading", f"'{reading}'", ", ".join(readings), f"Take a reading of goal '{goal}'."
        )
    close = sorted({name for name, _ in drawn}, key=lambda name: -_alike(name, goal))[:3]
    return Problem(
        file, f"{place}column goal", f"'{goal}'", "a goal of the run that has a number",
        f"Copy it from {TEMPLATE}; near it are {', '.join(close)}.",
    )  # fmt: skip


def _alike(one: str, other: str) -> float:
    import difflib

    return difflib.SequenceMatcher(None, one, other).ratio()


def _wrong_number(file: str, place: str, text: str, drawn: Drawn) -> Iterator[Problem]:
    number = text.removesuffix("%") if drawn.unit == PERCENT else text
    unit = "percent, such as 5.6" if drawn.unit == PERCENT else f"a plain number of {drawn.unit}"
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        yield Problem(file, place, f"'{text}'", unit, "Write digits and a point only: no comma, unit or word.")
        return
    if text.endswith("%"):  # whoever writes the sign means percent
        return
    for factor, name in SLIPS.get(drawn.unit, MONEY_AND_HEADS):
        if _is_slip(value, factor, drawn):
            yield Problem(
                file, place, f"{text}, which looks like {name}: the draws reach from {drawn.low:g} to {drawn.high:g}",
                unit, f"Write {value * factor:.12g}{_or_meant(text, drawn.unit)}.",
            )  # fmt: skip


def _or_meant(text: str, unit: str) -> str:
    return f", or {text}% if that is meant" if unit == PERCENT else ""


def _is_slip(value: float, factor: float, drawn: Drawn) -> bool:
    """Whether a figure lies far from all draws, or is finer than it is printed, and among them times a factor."""
    room = max(drawn.high - drawn.low, abs(drawn.high), abs(drawn.low)) / 2.0

    def is_near(figure: float) -> bool:
        return drawn.low - room <= figure <= drawn.high + room

    if value == 0.0 or not is_near(value * factor):
        return False
    if drawn.unit != PERCENT:
        return not is_near(value)
    is_finer = not math.isclose(value, round(value, drawn.decimals), abs_tol=1e-12)
    return abs(value) <= 1.0 and (is_finer or not is_near(value))


def _drawn(run: Run) -> dict[tuple[str, str], Drawn]:
    reach = run.goals().group_by("goal", "reading").agg(low=pl.col("value").min(), high=pl.col("value").max())
    rows = run.goal_definitions().join(reach, on=["goal", "reading"], how="inner", maintain_order="left")
    return {
        (row["goal"], row["reading"]): Drawn(row["unit"], int(row["decimals"] or 0), row["low"], row["high"])
        for row in rows.iter_rows(named=True)
    }
