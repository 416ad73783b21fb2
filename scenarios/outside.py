"""How targets ended elsewhere: the pairs of target and outcome up to 2023, and which of them a goal is set beside.

Why a file of its own: no number of a run depends on the pairs. They go into the run folder as they are declared, and
analysis counts them there.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXACT_KINDS = ("rule", "input")  # kept by whoever prints them; nobody's record says anything of them
PAIR_COLUMNS = (
    "pair", "class", "name_zh", "name_en", "place_zh", "place_en", "year", "unit", "target", "actual", "met", "source",
    "note",
)  # fmt: skip
SETTING_COLUMNS = ("setting", "value", "unit", "low", "high", "source", "note", "zh", "en")
RECORD_COLUMNS = (
    "statistic", "name_zh", "name_en", "place_zh", "place_en", "scope", "year", "unit", "value", "source", "confidence",
    "note",
)  # fmt: skip
SETTINGS = ("class_weight", "gap", "plan_met", "plan_total")


@dataclass(frozen=True)
class Outside:
    """The outside view as declared: rows of pairs and of settings, and the record of each class of goals."""

    pairs: tuple[Mapping[str, str], ...]
    settings: tuple[Mapping[str, Any], ...]
    of_class: Mapping[str, str | None]
    history: tuple[Mapping[str, str], ...]

    def record_of(self, goal: Mapping[str, Any]) -> str | None:
        """The class of pairs a goal is set beside; none for rules and inputs, and where nobody's record fits.

        Raises ValueError naming the goal where it names a record that has no pairs.
        """
        if goal.get("kind") in EXACT_KINDS:
            return None
        record = goal["record"] if "record" in goal else self.of_class.get(goal.get("class", ""))
        if record is not None and record not in self.records:
            raise ValueError(
                f"goal '{goal.get('id')}' names record '{record}'; allowed are {', '.join(sorted(self.records))}, or "
                "null where no pair fits."
            )
        return record

    @property
    def records(self) -> set[str]:
        """Every class that has a pair."""
        return {pair["class"] for pair in self.pairs}


def load_outside(declared: Mapping[str, Any], conf: Path, sources: Mapping[str, Any]) -> Outside:
    """The outside view of a goals file, with the tables below conf/observations/ it names.

    Raises ValueError naming the file and row that cannot be used.
    """
    folder = conf / "observations"
    pairs = _rows(folder / f"{declared['pairs']}.csv", PAIR_COLUMNS, sources)
    for pair in pairs:
        if pair["met"] not in ("0", "1"):
            raise ValueError(
                f"{declared['pairs']}.csv: pair {pair['pair']} has met '{pair['met']}'; write 1 where the target was "
                "met and 0 where not."
            )
    return Outside(
        pairs=pairs,
        settings=tuple({"setting": name, **declared[name]} for name in SETTINGS),
        of_class=declared["of_class"],
        history=_rows(folder / f"{declared['history']}.csv", RECORD_COLUMNS, sources),
    )


def _rows(path: Path, columns: tuple[str, ...], sources: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = tuple(reader)
    if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
        raise ValueError(f"{path.name}: no column {', '.join(missing)}; its columns are {', '.join(columns)}.")
    for number, row in enumerate(rows, start=2):
        if row["source"] not in sources and row["source"] != "assumption":
            raise ValueError(f"{path.name}, line {number}: source '{row['source']}' is no key of conf/sources.yaml.")
    return rows
