"""From statistics to targets: was each one met, by how much.

Why: a bulletin prints rounded figures and officials are judged by them, so a target is met by the published figure
(5.95 prints 6.0 and meets 6.0). Structural error, what no model of this kind can know, enters only here: the same in
every scenario, so that it cancels in a comparison of two.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from scenarios.known import Known, UsualAccount, Weighing, load_accounts, load_known, load_weighing
from scenarios.outside import Outside, load_outside
from sim import randomness

NOISE_DIGITS = 12  # 5.949999999999999 is 5.95 after the sums that made it
DEFAULT_READING = "default"
MEASURED, NOT_BUILT = "measured", "not_built"
BOUNDED = "bounded"  # the error class of goals that have a ceiling
EXACT_KINDS = ("rule", "input")
IN_RECORDS = "in_records"  # a goal whose error is part of what the records say of completion
COMMON_STREAM, OWN_STREAM = "structural.common", "structural.own."


@dataclass(frozen=True)
class Spread:
    """Structural error of one class: standard deviation (in the unit of the figure, or as a share of it) and loading,

    the part of its variance that is common to the goals of all classes.
    """

    sd: float
    loading: float
    is_relative: bool


@dataclass(frozen=True)
class Reading:
    """One way to read one target, with all that is printed about it."""

    goal: str
    reading: str
    is_default: bool
    statistic: str | None
    comparator: str
    target: float | None
    tolerance: float
    decimals: int
    kind: str
    goal_class: str
    ceiling: float | None
    error_stream: str
    in_records: bool
    status: str
    described: Mapping[str, Any]


@dataclass(frozen=True)
class Goals:
    """All targets of a policy text, the structural error of their classes, and what is known of the year before."""

    readings: tuple[Reading, ...]
    spreads: Mapping[str, Spread]
    known: tuple[Known, ...] = ()
    accounts: tuple[UsualAccount, ...] = ()
    weighing: Weighing | None = None
    outside: Outside | None = None


def load_goals(path: Path) -> Goals:
    """Read a goals file.

    Raises ValueError naming the goal and key when a row cannot be used, or saying that there are no goals.
    """
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if "goals" not in document:
        raise ValueError(f"{path.name} holds no targets; choose a file with a list 'goals'.")
    outside = _outside(document, path)
    beside = [{**goal, "record": outside.record_of(goal) if outside else None} for goal in document["goals"]]
    readings = [reading for goal in beside for reading in _readings(goal, path)]
    spreads = {name: _spread(name, row, path) for name, row in (document.get("structural_error") or {}).items()}
    bare = sorted({_class_of(r) for r in readings if r.status == MEASURED and r.kind not in EXACT_KINDS} - set(spreads))
    if bare:
        raise ValueError(
            f"{path.name}: structural_error has no spread for class {', '.join(bare)}; add one row for each class "
            "that a measured goal names (0 where the figure is known without error)."
        )
    if "known" not in document:
        return Goals(tuple(readings), spreads, outside=outside)
    beside = path.parents[1] / "observations" / f"{document['known']}.yaml"
    known, accounts, weighing = load_known(beside), load_accounts(beside), load_weighing(beside)
    return Goals(tuple(readings), spreads, known, accounts, weighing, outside)


def _outside(document: Mapping[str, Any], path: Path) -> Outside | None:
    if "outside_view" not in document:
        return None
    sources = yaml.load((path.parents[1] / "sources.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return load_outside(document["outside_view"], path.parents[1], sources)


def _readings(goal: Mapping[str, Any], path: Path) -> Iterator[Reading]:
    readings = goal.get("readings") or [{"id": DEFAULT_READING, "default": True}]
    default = next((reading for reading in readings if reading.get("default")), readings[0])
    for reading in readings:
        merged = {**goal, **{key: value for key, value in reading.items() if key not in ("id", "zh", "en")}}
        target, decimals = merged.get("target"), int(merged.get("decimals") or 0)
        measured = merged.get("status") == MEASURED and merged.get("statistic") is not None
        if measured and (target is None or merged.get("comparator") not in COMPARATORS):
            raise ValueError(
                f"{path.name}: goal '{goal['id']}' is measured but has target {target} and comparator "
                f"'{merged.get('comparator')}'; a measured goal needs a number and one of {' '.join(COMPARATORS)}."
            )
        yield Reading(
            goal=goal["id"],
            reading=reading["id"],
            is_default=bool(reading.get("default", False)),
            statistic=merged.get("statistic"),
            comparator=merged.get("comparator", ""),
            target=None if target is None else float(target),
            tolerance=_value(merged.get("tolerance", 10.0**-decimals)),
            decimals=decimals,
            kind=merged.get("kind", ""),
            goal_class=merged.get("class", ""),
            ceiling=None if merged.get("ceiling") is None else _value(merged["ceiling"]),
            error_stream=default.get("statistic") or goal["id"],
            in_records=merged.get("error") == IN_RECORDS,
            status=MEASURED if measured else NOT_BUILT,
            described={**merged, "reading_zh": reading.get("zh", ""), "reading_en": reading.get("en", "")},
        )


def _spread(name: str, row: Mapping[str, Any], path: Path) -> Spread:
    spread = Spread(_value(row["spread"]), _value(row["loading"]), bool(row["relative"]))
    if spread.sd < 0 or not 0 <= spread.loading <= 1:
        raise ValueError(
            f"{path.name}: structural_error.{name} has spread {spread.sd} and loading {spread.loading}; a spread is "
            "not negative and a loading lies between 0 and 1."
        )
    return spread


def _class_of(reading: Reading) -> str:
    return BOUNDED if reading.ceiling is not None else reading.goal_class


def _value(leaf: Any) -> float:
    return float(leaf["value"] if isinstance(leaf, Mapping) else leaf)


def published(value: float, decimals: int) -> float:
    """The figure as printed: half rounds up, as statisticians round."""
    exact = Decimal(f"{value:.{NOISE_DIGITS}g}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


COMPARATORS = {
    ">=": lambda value, target, _tolerance: value - target,
    "<=": lambda value, target, _tolerance: target - value,
    "~": lambda value, target, tolerance: tolerance - abs(value - target),
    "=": lambda value, target, _tolerance: -abs(value - target),
    "rule": lambda value, target, _tolerance: value - target,
}


def margin_of(reading: Reading, figure: float) -> float:
    """How far a published figure is on the good side of its target, in the goal's unit; met from 0 up."""
    assert reading.target is not None
    margin = COMPARATORS[reading.comparator](figure, reading.target, reading.tolerance)
    # Both numbers have few decimals, their difference must too: 6.1 - 6.0 is 0.1, and 0 is not -4e-16.
    return round(margin, NOISE_DIGITS - 2) + 0.0


def with_structural_error(goals: Goals, reading: Reading, value: float, draw: int, seed: int) -> float:
    """The statistic with what the model cannot know about itself added: a part common to all goals, a part of its own.

    The own part belongs to the statistic of the goal's default reading, so that one figure has one error: an upper
    aim is never met where the lower one on the same figure is not. Rules and inputs are known without error, and so are
    counts whose error is in the records that completion is drawn from. Of a closed list some units are arguable, never
    more than are missing to its nearer end, so that what has not begun and what is complete stay so.
    Assumption: spread and loading per class, declared with their ranges in the goals file.
    """
    if is_exact(reading):
        return value
    spread = goals.spreads[_class_of(reading)]
    common = _normal(seed, COMMON_STREAM, draw)
    own = _normal(seed, OWN_STREAM + reading.error_stream, draw)
    error = math.sqrt(spread.loading) * common + math.sqrt(1.0 - spread.loading) * own
    if reading.ceiling is not None:
        arguable = min(spread.sd * reading.ceiling, abs(reading.ceiling - value), abs(value))
        return min(max(value + error * arguable, 0.0), reading.ceiling)
    return value + spread.sd * error * (abs(value) if spread.is_relative else 1.0)


def is_exact(reading: Reading) -> bool:
    """Whether no structural error is added to a figure."""
    return reading.kind in EXACT_KINDS or reading.in_records


def _normal(seed: int, stream: str, draw: int) -> float:
    return float(randomness.normal(randomness.key(seed, stream), np.array([draw]))[0])


def goal_rows(goals: Goals, statistics: Mapping[str, float], draw: int, seed: int) -> list[tuple]:
    """Rows (draw, seed, goal, reading, value, value_model, margin, met) of one draw, in the order of the goals.

    A target without a mechanism, or whose statistic the model does not give, has no row and so no number.
    """
    rows = []
    for reading in goals.readings:
        if reading.status != MEASURED or reading.statistic not in statistics:
            continue
        raw = statistics[str(reading.statistic)]
        value = published(with_structural_error(goals, reading, raw, draw, seed), reading.decimals)
        margin = margin_of(reading, value)
        rows.append(
            (draw, seed, reading.goal, reading.reading, value, published(raw, reading.decimals), margin, margin >= 0)
        )
    return rows


def not_numbers(statistics: Mapping[str, float]) -> Sequence[str]:
    """Statistics that are not finite: such a draw has failed, and leaving it out in silence would bias the rest."""
    return [name for name, value in statistics.items() if not math.isfinite(value)]


def definition_rows(goals: Goals, available: set[str]) -> list[dict[str, Any]]:
    """One row per goal and reading for definitions/goals.csv, those without a mechanism included."""
    rows = []
    for reading in goals.readings:
        about, spread = reading.described, goals.spreads.get(_class_of(reading))
        built = reading.status == MEASURED and reading.statistic in available
        rows.append(
            {
                "goal": reading.goal,
                "reading": reading.reading,
                "is_default": "true" if reading.is_default else "false",
                "clause": about.get("clause"),
                "measure": about.get("measure"),
                "name_zh": about.get("zh"),
                "name_en": about.get("en"),
                "reading_zh": about.get("reading_zh"),
                "reading_en": about.get("reading_en"),
                "quote": about.get("quote"),
                "comparator": reading.comparator,
                "target": reading.target,
                "tolerance": reading.tolerance if reading.comparator == "~" else None,
                "unit": about.get("unit"),
                "kind": about.get("kind"),
                "strength": about.get("strength"),
                "class": reading.goal_class,
                "record": about.get("record"),
                "ceiling": reading.ceiling,
                "structural_sd": spread.sd if spread and not is_exact(reading) else None,
                "lead": about.get("lead"),
                "decimals": reading.decimals,
                "status": MEASURED if built else NOT_BUILT,
                "statistic": reading.statistic,
                "rule": about.get("rule"),
                "verified": about.get("verified"),
                "note": about.get("note"),
                "last_actual": about.get("last_actual"),
            }
        )
    return rows
