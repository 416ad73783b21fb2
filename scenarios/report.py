"""The table in the terminal: target, comparator, median, probability with its interval, in the reader's language.

Why: it is printed from the stored files alone, so that a finished run prints what it printed when it was run.
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

WORDS = {
    "en": {
        "target_name": "Target",
        "target": "Aim",
        "median": "Median",
        "p": "Probability",
        "interval": "95 % interval",
        "trial": "Trial, not for use: simulated at scale {scale:g}, below one row per resident and enterprise.",
        "not_built": "{count} further targets are not built yet: no number.",
        "draws": "{scenario}: {draws} draws. The interval is the error of a finite number of draws only.",
        "below": "below {bound:.1%}",
        "above": "above {bound:.1%}",
        "saved": "Results: {folder}",
        "charts": "Charts: {folder}",
        "seconds": "Seconds per draw: {all:.2f} in all; {phases}",
        "others": "{count} others",
    },
    "zh": {
        "target_name": "指标",
        "target": "目标",
        "median": "中位数",
        "p": "达成概率",
        "interval": "95%区间",
        "trial": "试算，不可采用：模拟规模为{scale:g}，低于一人一企一行。",
        "not_built": "另有{count}项指标尚未建模，无数字。",
        "draws": "{scenario}：{draws}次抽样。区间仅反映抽样次数有限带来的误差。",
        "below": "低于{bound:.1%}",
        "above": "高于{bound:.1%}",
        "saved": "结果：{folder}",
        "charts": "图表：{folder}",
        "seconds": "每次抽样用时（秒）：共{all:.2f}；{phases}",
        "others": "其他{count}项",
    },
}
YI, WAN = 1e8, 1e4
UNITS_ZH = {
    "percent": "%", "yuan": "亿元", "project": "个", "person": "人", "mu": "亩", "tce": "吨标准煤", "enterprise": "家",
    "kW": "千瓦", "kWh": "千瓦时", "m3": "立方米", "1": "", "usd": "美元", "share": "",
}  # fmt: skip
UNITS_EN = {"percent": "%", "yuan": "亿元", "1": "", "person": "persons", "project": "projects", "share": ""}
LARGE = {"kWh": ("亿千瓦时", "bn kWh"), "m3": ("亿立方米", "bn m3")}  # as the plan prints yearly use
BILLION = 1e9
COMPARATORS = {">=": "≥", "<=": "≤", "~": "≈", "=": "=", "rule": "≥"}
SMALL_SHARE = 0.01
NARROWEST = 16  # columns for a name, whatever the terminal
RULE_OF_THREE = 3  # none of n: the 95 % bound is about 3/n


def print_run(folder: Path, language: str, console: Console) -> None:
    """Print the table of a stored run."""
    words = WORDS[language]
    rows = _rows(folder / "probabilities.csv")
    about = {(row["goal"], row["reading"]): row for row in _rows(_definitions(folder, "goals"))}
    numbered = [row for row in rows if int(float(row["draws"] or 0)) > 0]
    counted = {row["goal"] for row in numbered}
    not_built = {row["goal"] for row in rows} - counted
    scale = float(_run_options(folder).get("scale", 1.0))
    draws = max((int(float(row["draws"])) for row in numbered), default=0)
    console.print()
    console.print(Text(words["draws"].format(scenario=_scenario(folder, language), draws=draws), style="bold"))
    if scale < 1.0:
        console.print(Text(words["trial"].format(scale=scale), style="bold red"))
    console.print(_table(numbered, about, words, language))
    if not_built:
        console.print(Text(words["not_built"].format(count=len(not_built))))
    if told := seconds_by_phase(_seconds(folder), words):
        console.print(Text(told, style="dim"), soft_wrap=True)
    console.print(Text(words["saved"].format(folder=_shown(folder))), soft_wrap=True)
    if any((folder / "figures").glob("*.html")):
        console.print(Text(words["charts"].format(folder=_shown(folder / "figures"))), soft_wrap=True)


def _table(
    rows: list[dict[str, str]], about: Mapping[tuple[str, str], dict[str, str]], words: Mapping[str, str], language: str
) -> Table:
    styles = ["", "dim"] if len(rows) > 2 else None
    table = Table(header_style="bold", row_styles=styles, box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(words["target_name"], overflow="fold", min_width=NARROWEST)
    for name in ("target", "median", "p"):
        table.add_column(words[name], justify="right", no_wrap=True)
    # The one column a narrow terminal may break: between its two numbers, so that none is cut.
    table.add_column(words["interval"], justify="right", overflow="fold")
    for row in rows:
        is_default = row["is_default"].lower() in ("true", "1")
        told = about[row["goal"], row["reading"]]
        name = row[f"name_{language}"] or row["goal"]
        places = int(told["decimals"] or 0)
        sign = COMPARATORS.get(row["comparator"], row["comparator"])
        table.add_row(
            Text(name if is_default else f"  · {told[f'reading_{language}'] or row['reading']}"),
            f"{sign} {figure(row['target'], row['unit'], places, language)}",
            figure(row["q50"], row["unit"], places, language),
            probability(row, words),
            f"{100 * float(row['p_low']):.1f} – {float(row['p_high']):.1%}",
        )
    return table


def figure(text: str, unit: str, decimals: int, language: str) -> str:
    """A number as a plan report prints it: money in 亿元 or 万元, the unit behind."""
    if text in ("", None):
        return "–"
    value = float(text)
    if unit == "yuan" and abs(value) >= YI / 10:  # below, two decimals of 亿元 would not tell 150 from 149 万元
        return f"{value / YI:,.2f} 亿元"
    if unit == "yuan":
        return f"{value / WAN:,.1f} 万元"
    if unit in LARGE and abs(value) >= YI:
        return f"{value / YI:,.2f} {LARGE[unit][0]}" if language == "zh" else f"{value / BILLION:,.3f} {LARGE[unit][1]}"
    names = UNITS_ZH if language == "zh" else UNITS_EN
    # A median can fall between two published figures; one more place would claim a precision nobody publishes.
    return f"{value:,.{max(0, decimals)}f} {names.get(unit, unit)}".rstrip()


def probability(row: Mapping[str, str], words: Mapping[str, str]) -> str:
    """A probability, or its bound where every draw or none meets the target: no ensemble shows certainty."""
    p, draws = float(row["p"]), int(float(row["draws"]))
    bound = min(1.0, RULE_OF_THREE / draws)
    if p == 0.0:
        return words["below"].format(bound=bound)
    if p == 1.0:
        return words["above"].format(bound=1.0 - bound)
    return f"{p:.1%}"


def seconds_by_phase(seconds: Mapping[str, float], words: Mapping[str, str]) -> str:
    """One line of mean seconds a draw by phase, the longest first; phases below 1 % of the whole are summed up."""
    whole = sum(seconds.values())
    if whole <= 0.0:
        return ""
    ordered = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))
    long = [(name, spent) for name, spent in ordered if spent >= SMALL_SHARE * whole]
    told = [f"{name} {spent:.3f}" for name, spent in long]
    if len(long) < len(ordered):
        rest = whole - sum(spent for _, spent in long)
        told.append(f"{words['others'].format(count=len(ordered) - len(long))} {rest:.3f}")
    return words["seconds"].format(all=whole, phases=", ".join(told))


def _seconds(folder: Path) -> dict[str, float]:
    path = folder / "log.json"
    log = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return log.get("seconds_per_draw", {})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _definitions(folder: Path, name: str) -> Path:
    return folder / "definitions" / f"{name}.csv"


def _run_options(folder: Path) -> dict[str, Any]:
    config = yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    return config.get("run", {})


def _scenario(folder: Path, language: str) -> str:
    row = _rows(_definitions(folder, "scenarios"))[0]
    return row.get(language) or row["scenario"]


def _shown(folder: Path) -> str:
    here = Path.cwd()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else str(folder)
