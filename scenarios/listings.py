"""What linping-explain lists: measures, goals, parameters, columns, phases and series, one record each.

Why rows of plain text: the terminal, a pipe and --csv show the same records, so none can say something of its own.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from scenarios import codebook, measures
from scenarios.declarations import ROOT, Declaration, Prior, Tree, load_tree
from scenarios.outcomes import MEASURED, NOT_BUILT, Goals, Reading, definition_rows, load_goals

Row = dict[str, str]
GOALS_GROUP = "goals"
NUMBERS = ("target", "tolerance", "ceiling")
MEASURE_FACTS = ("status_2023", "acts_from", "controller", "controlled_above", "budget_line", "lead")


class CannotList(Exception):
    """A list that cannot be made now; the message says why and what to do."""


@cache
def tree() -> Tree:
    """All declarations of conf/."""
    return load_tree(ROOT)


@cache
def goals_file() -> str:
    """The goals file of the menu, relative to the clone."""
    return f"conf/goals/{tree().default_choices().get(GOALS_GROUP)}.yaml"


@cache
def goals() -> Goals:
    """All targets of the menu's goals file."""
    return load_goals(ROOT / goals_file())


def measure_rows() -> list[Row]:
    """One row per measure, 63 of them."""
    return [_measure_row(measure) for measure in measures.measures().values()]


def _measure_row(measure: measures.Measure) -> Row:
    code = codebook.of_measure(measure.key)
    facts = measure.facts
    row = {"measure": measure.key, "clause": facts.get("clause"), "chapter": measure.chapter, "name": facts.get("name"),
           "status": facts.get("status")}  # fmt: skip
    row |= {fact: facts.get(fact) for fact in MEASURE_FACTS}
    row["code"] = [each.name for each in code]
    row["levers"] = [lever for each in code for lever in codebook.levers_written(each)]
    row |= {"moves": facts.get("moves"), "zh": facts.get("zh"), "en": facts.get("en")}
    row["file"] = f"{measure.file}:{measure.line}"
    return plain(row)


def goal_rows() -> list[Row]:
    """One row per goal and reading, with status measured or not_built."""
    rows = definition_rows(goals(), _figures())
    return [plain(row | {name: short(row[name]) for name in NUMBERS}) for row in rows]


def status(reading: Reading) -> str:
    """Measured where the goals file says so and the model gives the figure, as a run will print it."""
    return MEASURED if reading.status == MEASURED and reading.statistic in _figures() else NOT_BUILT


@cache
def _figures() -> set[str]:
    try:
        from sim.statistics import STATISTICS
    except Exception as error:  # the lists that need no model still work
        raise CannotList(_cannot("sim/statistics/", error)) from error
    return set(STATISTICS)


def _cannot(file: str, error: Exception) -> str:
    return f"{file} cannot be imported ({type(error).__name__}: {error}); mend that module, then ask again."


def short(value: Any) -> Any:
    """A whole number without its decimal point: the text prints 449 projects, not 449.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def parameter_rows() -> list[Row]:
    """One row per declaration of conf/; a parameter that several options declare has one for each."""
    return [parameter_row(leaf) for leaf in tree().everything()]


def parameter_row(leaf: Declaration) -> Row:
    """One declaration as text."""
    row = {name: getattr(leaf, name) for name in ("path", "value", "unit", "low", "high")}
    row |= {"prior": prior_text(leaf.prior), "source": leaf.source, "note": leaf.note, "zh": leaf.zh, "en": leaf.en}
    return plain({**row, "file": leaf.where})


def prior_text(prior: Prior | None) -> str:
    """A prior in words; empty where the value is not drawn."""
    if prior is None:
        return ""
    against = " (moves against it)" if prior.sign == -1 else ""
    group = f", group {prior.group}{against}" if prior.group else ""
    return f"{prior.family} {prior.low} to {prior.high}{group}"


def column_rows() -> list[Row]:
    """One row per column of a population, as declared in agents/."""
    from agents.enterprises import Enterprises
    from agents.farms import Farms
    from agents.people import Households, Residents
    from agents.projects import Projects

    return [
        plain({
            "table": table.__name__.lower(), "column": name, "dtype": column.dtype, "unit": column.unit,
            "width": column.width, "static": column.static, "en": column.en, "zh": column.zh,
        })
        for table in (Enterprises, Residents, Households, Farms, Projects)
        for name, column in table.COLUMNS.items()
    ]  # fmt: skip


def phase_rows() -> list[Row]:
    """One row per phase of the month, in order.

    Raises CannotList when the month cannot be imported.
    """
    seconds, run = _last_seconds()
    rows = []
    for number, (section, phase) in enumerate(_month(), start=1):
        row = {"number": number, "section": section, "phase": phase.__name__}
        row["sentence"] = (phase.__doc__ or "").strip().partition("\n")[0]
        timed = phase.__name__ in seconds
        row["seconds_per_draw"] = f"{seconds[phase.__name__]:.4f}" if timed else ""
        row["timed_in"] = run if timed else ""
        row["file"] = f"{phase.__module__.replace('.', '/')}.py:{phase.__code__.co_firstlineno}"
        rows.append(plain(row))
    return rows


def _last_seconds() -> tuple[dict[str, float], str]:
    """Mean seconds a draw by phase in the newest run of results/, and that run; empty where there is none."""
    logs = sorted((ROOT / "results").glob("*/*/log.json"), key=lambda path: path.stat().st_mtime)
    for path in reversed(logs):
        if seconds := json.loads(path.read_text("utf-8")).get("seconds_per_draw"):
            return seconds, path.parent.relative_to(ROOT).as_posix()
    return {}, ""


def series_rows() -> list[Row]:
    """One row per monthly series the model records; `x.*` has one for each sector, town, chapter or kind.

    Raises CannotList when the month cannot be imported.
    """
    _month()  # each phase declares its own series when it is imported
    from sim.series import SERIES

    return [
        plain({"series": name, "unit": one.unit, "en": one.en, "zh": one.zh, "plan": one.plan})
        for name, one in sorted(SERIES.items())
    ]


def _month() -> Iterable[tuple[str, Any]]:
    try:
        from sim.month import MONTH
    except Exception as error:  # whatever a phase does wrong on import, the other lists still work
        raise CannotList(_cannot("sim/month.py", error)) from error
    return MONTH


LISTS: Mapping[str, Callable[[], list[Row]]] = {
    "measures": measure_rows,
    "goals": goal_rows,
    "parameters": parameter_rows,
    "columns": column_rows,
    "phases": phase_rows,
    "series": series_rows,
}


def plain(row: Mapping[str, Any]) -> Row:
    """Every field as one line of text, so that a record is a line in any form."""
    return {name: text(value) for name, value in row.items()}


def text(value: Any) -> str:
    """A value the way conf/ writes it, on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return " ".join(dict.fromkeys(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return " ".join(str(value).split())
