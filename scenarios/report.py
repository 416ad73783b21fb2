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

from analysis import words as phrases
from analysis.outside import is_apart
from analysis.read import QUOTABLE

WORDS = {
    "en": {
        "target_name": "Target",
        "target": "Aim",
        "median": "Median",
        "p": "Probability",
        "interval": "95 % interval",
        "record": "Record",
        "of_record": "{p} of {n}",
        "trial": "Trial, not for use: simulated at scale {scale:g}, below one tenth of the district.",
        "thinned": "Simulated at 1:{per}: means and spreads checked against full scale (sim/EVIDENCE.md).",
        "not_built": "{count} further targets are not built yet: no number.",
        "draws": "{scenario}: {draws} draws. The interval is the error of a finite number of draws only.",
        "weighed": "Draws count by how well they agree with {count} figures published of 2023: {left:.0f} of {draws} "
        "are left (p_prior: all alike).",
        "left_out": "No draw comes near {names}: the model is wrong about it, and it weighs no draw.",
        "hindcast": "Hindcast of 2023 (nothing was tuned to it)",
        "known_name": "Figure of 2023",
        "known": "Published",
        "place": "Place",
        "range": "90 % of draws",
        "role": "What it can show",
        "check": "a check",
        "driver": "given to the model",
        "start": "sets the start",
        "assumption": "an assumption, not data",
        "accounts": "Public accounts, medians by year, shares of product",
        "account_name": "Account",
        "range_of": "90 % of draws, {year}",
        "usual": "Usual",
        "assumed": "assumed",
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
        "record": "同类达成",
        "of_record": "{n}项中{p}",
        "trial": "试算，不可采用：模拟规模为{scale:g}，低于十分之一。",
        "thinned": "按1:{per}规模模拟，均值与离散度已与全规模核对（sim/EVIDENCE.md）；run=full为1:1。",
        "not_built": "另有{count}项指标尚未建模，无数字。",
        "draws": "{scenario}：{draws}次抽样。区间仅反映抽样次数有限带来的误差。",
        "weighed": "各次抽样按与2023年{count}项已公布指标的吻合程度计数：{draws}次中有效{left:.0f}次"
        "（p_prior为不加权）。",
        "left_out": "没有抽样接近{names}：模型在此有误，该指标不参与加权。",
        "hindcast": "2023年回测（未为其调整任何参数）",
        "known_name": "2023年指标",
        "known": "公布值",
        "place": "范围",
        "range": "九成抽样区间",
        "role": "说明力",
        "check": "可作检验",
        "driver": "已作为模型输入",
        "start": "用于设定初值",
        "assumption": "假设，非数据",
        "accounts": "公共账户（各年中位数，占地区生产总值比例）",
        "account_name": "账户",
        "range_of": "{year}年九成抽样区间",
        "usual": "同类区县常见",
        "assumed": "假设",
        "saved": "结果：{folder}",
        "charts": "图表：{folder}",
        "seconds": "每次抽样用时（秒）：共{all:.2f}；{phases}",
        "others": "其他{count}项",
    },
}
COMPARATORS = {">=": "≥", "<=": "≤", "~": "≈", "=": "=", "rule": "≥"}
SMALL_SHARE = 0.01
NARROWEST = 16  # columns for a name, whatever the terminal


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
    left = max((float(row["n_eff_draws"]) for row in numbered), default=0.0)
    _print_weighing(folder, draws, left, words, console)
    if scale < QUOTABLE:
        console.print(Text(words["trial"].format(scale=scale), style="bold red"))
    elif scale < 1.0:
        console.print(Text(words["thinned"].format(per=round(1.0 / scale))))
    console.print(_table(numbered, about, words, language, _gap(folder)))
    _print_outside(folder, language, console)
    if not_built:
        console.print(Text(words["not_built"].format(count=len(not_built))))
    _print_hindcast(folder, words, language, console)
    _print_accounts(folder, words, language, console)
    if told := seconds_by_phase(_seconds(folder), words):
        console.print(Text(told, style="dim"), soft_wrap=True)
    console.print(Text(words["saved"].format(folder=_shown(folder))), soft_wrap=True)
    if any((folder / "figures").glob("*.html")):
        console.print(Text(words["charts"].format(folder=_shown(folder / "figures"))), soft_wrap=True)


def _print_weighing(folder: Path, draws: int, left: float, words: Mapping[str, str], console: Console) -> None:
    """How many draws are left after weighing and by how many figures; nothing where the run does not weigh."""
    figures = _rows(folder / "observations.csv")
    used = [row for row in figures if row["used"] == "true"]
    if used:
        console.print(Text(words["weighed"].format(count=len(used), left=left, draws=draws)))
    if far := [f"{row['statistic']} ({row['scope']})" for row in figures if row["used"] == "false"]:
        console.print(Text(words["left_out"].format(names=", ".join(far)), style="bold red"))


def _table(
    rows: list[dict[str, str]], about: Mapping[tuple[str, str], dict[str, str]], words: Mapping[str, str],
    language: str, gap: float | None,
) -> Table:  # fmt: skip
    styles = ["", "dim"] if len(rows) > 2 else None
    table = Table(header_style="bold", row_styles=styles, box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(words["target_name"], overflow="fold", min_width=NARROWEST)
    for name in ("target", "median", "p"):
        table.add_column(words[name], justify="right", no_wrap=True)
    # The one column a narrow terminal may break: between its two numbers, so that none is cut.
    table.add_column(words["interval"], justify="right", overflow="fold")
    if gap is not None:
        table.add_column(words["record"], justify="right", no_wrap=True)
    for row in rows:
        is_default = row["is_default"].lower() in ("true", "1")
        told = about[row["goal"], row["reading"]]
        name = row[f"name_{language}"] or row["goal"]
        places, target = told["decimals"], row["target"]
        p, low, high = (float(row[key]) for key in ("p", "p_low", "p_high"))
        sign = COMPARATORS.get(row["comparator"], row["comparator"])
        table.add_row(
            Text(name if is_default else f"  · {told[f'reading_{language}'] or row['reading']}"),
            f"{sign} {figure(target, row['unit'], places, language)}",
            figure(row["q50"], row["unit"], places, language, like=target),
            phrases.probability(p, float(row["n_eff_draws"]), low, high, language),
            phrases.interval(p, low, high, language),
            *([] if gap is None else [_record(row, p, gap, words)]),
        )
    return table


def _gap(folder: Path) -> float | None:
    """From which gap between model and record a target is flagged; None where the run has no record."""
    path = _definitions(folder, "outside_view")
    rows = _rows(path) if path.exists() else []
    return next((float(row["value"]) for row in rows if row["setting"] == "gap"), None)


def _record(row: Mapping[str, str], p: float, gap: float, words: Mapping[str, str]) -> str:
    """How often such targets were met, of how many; flagged where it is far from the model's chance."""
    if not row["p_class"]:
        return "–"
    p_class = float(row["p_class"])
    told = words["of_record"].format(p=phrases.share(p_class), n=row["n_class"])
    return f"≠ {told}" if is_apart(p, p_class, gap) else told


def _print_outside(folder: Path, language: str, console: Console) -> None:
    from analysis import outside_said
    from analysis.read import open_run

    for sentence in outside_said.sentences(open_run(folder), language):
        console.print(Text(sentence))


def _print_hindcast(folder: Path, words: Mapping[str, str], language: str, console: Console) -> None:
    """The simulated 2023 beside published figures; nothing where the run gave none of them."""
    path = folder / "hindcast.csv"
    rows = [row for row in (_rows(path) if path.exists() else []) if int(float(row["draws"] or 0)) > 0]
    if not rows:
        return
    table = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(words["known_name"], overflow="fold", min_width=NARROWEST)
    table.add_column(words["known"], justify="right", no_wrap=True)
    table.add_column(words["place"], no_wrap=True)
    table.add_column(words["median"], justify="right", no_wrap=True)
    table.add_column(words["range"], justify="right", no_wrap=True)
    table.add_column(words["role"], overflow="fold")
    for row in rows:
        known, median, low, high = (
            figure(row[key], row["unit"], row["decimals"], language, like=row["known"])
            for key in ("known", "q50", "q05", "q95")
        )
        name, place = row[f"name_{language}"], row[f"place_{language}"]
        known = f"≈ {known}" if row["known_low"] else known
        table.add_row(Text(name), known, place, median, f"{low} – {high}", words[row["role"]])
    console.print()
    console.print(Text(words["hindcast"], style="bold"))
    console.print(table)


def _print_accounts(folder: Path, words: Mapping[str, str], language: str, console: Console) -> None:
    """One line per public account: its median by year, the spread of the last, what is usual; nothing where unknown."""
    path = folder / "accounts.csv"
    rows = _rows(path) if path.exists() else []
    if not rows:
        return
    years = sorted({row["year"] for row in rows})
    by_figure: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows:
        by_figure.setdefault(row["figure"], {})[row["year"]] = row
    table = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(words["account_name"], overflow="fold", min_width=NARROWEST)
    for name in (*years, words["range_of"].format(year=years[-1]), words["usual"]):
        table.add_column(name, justify="right", no_wrap=True)
    for of_year in by_figure.values():
        last = of_year.get(years[-1], {})
        medians = [_percent(of_year[year]["q50"]) if year in of_year else "–" for year in years]
        told = f"{_percent(last['q05'])} – {_percent(last['q95'])}" if last else "–"
        one = next(iter(of_year.values()))
        table.add_row(Text(one[f"name_{language}"]), *medians, told, _usual(one, words))
    console.print()
    console.print(Text(words["accounts"], style="bold"))
    console.print(table)


def _percent(text: str) -> str:
    return f"{float(text):.2f}%".replace("-", "−")


def _usual(row: Mapping[str, str], words: Mapping[str, str]) -> str:
    """What such districts usually have, with its standing; a dash where nothing is declared."""
    if not row["usual_low"]:
        return "–"
    usual = f"{float(row['usual_low']):g} – {float(row['usual_high']):g}%"
    return f"{usual} ({words['assumed']})" if row["source"] == "assumption" else usual


def figure(text: str, unit: str, decimals: str | int, language: str, like: str = "") -> str:
    """A number of a result file as the charts print it; `like` is the number it stands beside."""
    if not text:
        return "–"
    return phrases.quantity(float(text), unit, language, float(decimals or 0), float(like) if like else None)


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
    config = yaml.load((folder / "config.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return config.get("run", {})


def _scenario(folder: Path, language: str) -> str:
    row = _rows(_definitions(folder, "scenarios"))[0]
    return row.get(language) or row["scenario"]


def _shown(folder: Path) -> str:
    here = Path.cwd()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else str(folder)
