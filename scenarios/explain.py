"""The `linping-explain` command: what is declared, where it comes from, and which code carries it out.

Why: a reader of a result asks "which clause, which source, which function" and should not need to search for it.
"""

import argparse
import csv
import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scenarios import details, listings
from scenarios.details import Block
from scenarios.listings import LISTS, CannotList, Row
from scenarios.planning import LANGUAGES
from scenarios.problems import EXIT_BAD_INPUT, print_problems

DONE, CANNOT = 0, 1
# What fits a terminal; a pipe and --csv get every field. {language} is the reader's.
ON_TERMINAL = {
    "measures": ("measure", "status", "acts_from", "controller", "levers", "{language}"),
    "goals": ("goal", "reading", "status", "comparator", "target", "unit", "measure", "name_{language}"),
    "parameters": ("path", "value", "unit", "prior", "source"),
    "columns": ("table", "column", "dtype", "unit", "static", "{language}"),
    "phases": ("number", "section", "phase", "sentence", "seconds_per_draw"),
    "series": ("series", "unit", "{language}", "plan"),
}
EXPLAINED = {"measure": details.of_measure, "goal": details.of_goal, "parameter": details.of_parameter}
HEADS_ZH = {
    "measure": "措施", "status": "状态", "acts_from": "起始月", "controller": "事权", "levers": "政策杠杆",
    "zh": "内容",
    "goal": "指标", "reading": "口径", "comparator": "比较", "target": "目标", "unit": "单位", "name_zh": "名称",
    "path": "路径", "value": "取值", "prior": "先验", "source": "来源", "table": "表",
    "column": "列", "dtype": "类型", "static": "不变", "number": "序号", "section": "环节", "phase": "步骤",
    "sentence": "说明", "seconds_per_draw": "秒/次抽样", "series": "序列", "plan": "计划",
}  # fmt: skip
# Short fields that would be unreadable cut in two; all others fold.
WHOLE = ("measure", "status", "acts_from", "controller", "comparator", "number", "unit", "dtype", "static", "table")
WIDEST = {"value": 24, "prior": 32, "source": 26}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line: 0 done, 1 a list that cannot be made, 2 a name nobody knows or declarations in error."""
    asked = _parser().parse_args(sys.argv[1:] if argv is None else list(argv))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Chinese must reach a file whatever the locale says
            stream.reconfigure(encoding="utf-8")
    try:
        return _explain(asked.name, asked.language, asked.csv)
    except BrokenPipeError:  # the reader has seen enough: linping-explain parameters | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linping-explain",
        description="What a measure, a target or a parameter is, where it comes from and which code carries it out.",
    )
    parser.add_argument("name", help=f"a list ({', '.join(LISTS)}), a measure (m13), a goal or a parameter path")
    parser.add_argument("--csv", action="store_true", help="one record a line, utf-8, with a header")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="en (default) or zh")
    return parser


def _explain(name: str, language: str, as_csv: bool) -> int:
    if listings.tree().problems:
        return print_problems(listings.tree().problems)
    try:
        if name in LISTS:
            _print_list(name, LISTS[name](), language, as_csv)
            return DONE
        return _explain_one(name, language, as_csv)
    except (CannotList, ValueError) as error:
        print(error, file=sys.stderr)
        return CANNOT if isinstance(error, CannotList) else EXIT_BAD_INPUT


def _explain_one(name: str, language: str, as_csv: bool) -> int:
    found = details.find(name)
    if found is None:
        return _unknown(name)
    kind, key = found
    if as_csv or kind == "branch":
        _print_list(*_records(kind, key), language, as_csv)
    else:
        _print_blocks(EXPLAINED[kind](key, language))
    return DONE


def _unknown(name: str) -> int:
    close = details.nearest(name)
    advice = f"Did you mean {' or '.join(close)}?" if close else f"Lists: {', '.join(LISTS)}."
    print(f"'{name}' is no list, measure, goal or parameter. {advice}", file=sys.stderr)
    return EXIT_BAD_INPUT


def _records(kind: str, key: str) -> tuple[str, list[Row]]:
    """The records behind an explanation: a goal's readings, otherwise declarations."""
    if kind == "goal":
        return "goals", [row for row in listings.goal_rows() if row["goal"] == key]
    path = listings.measures.measures()[key].path if kind == "measure" else key
    rows = listings.parameter_rows()
    return "parameters", [row for row in rows if row["path"] == path or row["path"].startswith(f"{path}.")]


def _print_list(name: str, rows: list[Row], language: str, as_csv: bool) -> None:
    if as_csv or not sys.stdout.isatty():
        # Tabs for a pipe that is read by eye or by cut, commas and quotes for a spreadsheet.
        write: Any = csv.writer(sys.stdout, lineterminator="\n", delimiter="," if as_csv else "\t")
        write.writerow(rows[0] if rows else ())
        write.writerows(row.values() for row in rows)
        sys.stdout.flush()
        return
    table = Table(header_style="bold")
    shown = [column.format(language=language) for column in ON_TERMINAL[name]]
    for column in shown:
        head = str(HEADS_ZH.get(column, column)) if language == "zh" else column
        table.add_column(head, overflow="fold", no_wrap=column in WHOLE, max_width=WIDEST.get(column))
    for row in rows:
        table.add_row(*(Text(row[column]) for column in shown))
    Console().print(table)


def _print_blocks(blocks: Iterable[Block]) -> None:
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for block in blocks:
        console.print(Text(block.title, style="bold"))
        for line in block.lines:
            console.print(Text(f"  {line}"))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
