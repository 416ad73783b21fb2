"""What linping-explain says of one measure, one goal or one parameter, down to the full reference of each value.

Why blocks of lines: the same text is printed on a terminal and into a file, and a reader can copy any line of it.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from scenarios import codebook, listings, measures, report
from scenarios.codebook import Code
from scenarios.declarations import ROOT, Declaration, read_document
from scenarios.listings import prior_text, text
from scenarios.measures import Measure
from scenarios.outcomes import BOUNDED, MEASURED, Reading, is_exact
from sim.policy.levers import LEVERS

SUGGESTIONS = 3
NUMBERED = re.compile(r"(?:clause|measure|m)?[ _]?0*(\d{1,2})(?:_\w*)?")
POLICY = "policy."
LABELS = {
    "en": {
        "clause": "Clause {number} as published", "chapter_aim": "Aim of the chapter", "sentence": "In one sentence",
        "facts": "Facts", "values": "Values", "levers": "Levers it writes", "levers_value": "Levers it acts through",
        "code": "Code", "used": "Read in", "moves": "Targets it should move", "states": "Targets its clause states",
        "references": "References", "aim": "Target", "readings": "Readings", "moved_by": "Measures that should move it",
        "declared": "Declared", "measure": "Measure", "range": "range", "prior": "prior", "fixed": "not drawn",
        "set_from": "set from the target {goal} less what conf/asked.yaml says such plans ask for ({asks})",
        "source": "source", "assumption": "assumption", "default": "default", "none": "none",
        "registered": "registered only: listed with its values, it moves nothing yet",
        "no_code": "none yet: marked modelled, but no function of sim/ names it",
        "no_reader": "no function of sim/ or agents/ reads it by name",
        "runner": "read by the runner in scenarios/, not by the model",
        "no_figure": "not built: sim/statistics/ does not give this figure yet, so no number",
        "no_statistic": "not built: no statistic, so no number",
        "in_force": "in force", "other_option": "in another option", "printed": "printed", "quote": "quote",
        "implied": "the text prints no number; the target is our reading", "error": "structural error",
        "exact": "none: a rule, an input, or in the records of completion", "of_value": "of the value",
        "points": "in its unit",
        "of_list": "of the closed list, at most what is missing to nothing or the ceiling",
    },
    "zh": {
        "clause": "第{number}条原文", "chapter_aim": "本章目标", "sentence": "一句话概括", "facts": "概况",
        "values": "取值", "levers": "写入的政策杠杆", "levers_value": "通过的政策杠杆", "code": "代码",
        "used": "读取处",
        "moves": "应影响的指标", "states": "本条列出的指标", "references": "文献", "aim": "目标", "readings": "口径",
        "moved_by": "应影响它的措施", "declared": "声明", "measure": "措施", "range": "范围", "prior": "先验",
        "fixed": "不抽样",
        "set_from": "由目标{goal}倒推，增幅按conf/asked.yaml中的{asks}抽样",
        "source": "来源", "assumption": "假设", "default": "默认", "none": "无",
        "registered": "仅登记：列出条款和取值，尚不影响结果", "no_code": "尚无：标为已建模，但sim/中没有函数用到它",
        "no_reader": "sim/和agents/中没有函数按名称读取它", "runner": "由scenarios/中的运行程序读取，模型不读",
        "no_statistic": "尚未建模：没有统计量，不给数字",
        "no_figure": "尚未建模：sim/statistics/还没有这项统计，不给数字",
        "in_force": "当前采用", "other_option": "另一选项", "printed": "原文数字", "quote": "原文",
        "implied": "原文没有数字，目标值为本模型的理解", "error": "结构误差",
        "exact": "无：规则、投入类不加误差，或已含在完成率记录中",
        "of_value": "按数值比例", "points": "按其单位", "of_list": "按清单比例，不超过与零或上限的距离",
    },
}  # fmt: skip
REFERENCE = ("title", "publisher", "year", "url", "confidence", "note")
FACTS = ("status", "status_2023", "acts_from", "controller", "controlled_above", "budget_line", "lead")


@dataclass(frozen=True)
class Block:
    """A titled part of an explanation; the first block's title is the heading of all."""

    title: str
    lines: list[str]


def find(name: str) -> tuple[str, str] | None:
    """What a name stands for: ("measure", key), ("goal", id), ("parameter", path) or ("branch", path)."""
    asked = name.strip()
    numbered = NUMBERED.fullmatch(asked.lower())
    key = f"m{int(numbered[1]):02d}" if numbered else _key_of(asked)
    if key in measures.measures():
        return "measure", key
    if any(reading.goal == asked for reading in listings.goals().readings):
        return "goal", asked
    paths = [leaf.path for leaf in listings.tree().everything()]
    if asked in paths:
        return "parameter", asked
    return ("branch", asked) if any(path.startswith(f"{asked}.") for path in paths) else None


def _key_of(name: str) -> str:
    return next((measure.key for measure in measures.measures().values() if measure.facts.get("name") == name), "")


def nearest(name: str) -> list[str]:
    """The names closest to one that does not exist, by the whole name or by the last part of a path."""
    known = {each: each for each in (*listings.LISTS, *measures.measures())}
    known |= {str(measure.facts.get("name")): measure.key for measure in measures.measures().values()}
    known |= {reading.goal: reading.goal for reading in listings.goals().readings}
    paths = [leaf.path for leaf in listings.tree().everything()]
    known |= {path.rpartition(".")[2]: path for path in paths} | {path: path for path in paths}
    close = difflib.get_close_matches(name, known, n=2 * SUGGESTIONS, cutoff=0.6)
    return list(dict.fromkeys(known[each] for each in close))[:SUGGESTIONS]


def of_measure(key: str, language: str) -> list[Block]:
    """Everything on one measure."""
    words, measure = LABELS[language], measures.measures()[key]
    facts, code = measure.facts, codebook.of_measure(key)
    leaves = _leaves_below(measure.path)
    goals = {reading.goal: reading for reading in listings.goals().readings if reading.is_default}
    stated = [reading for reading in goals.values() if reading.described.get("measure") == key]
    moved = [goals[name] for name in facts.get("moves") or () if name in goals]
    levers = [lever for each in code for lever in codebook.levers_written(each)]
    return [
        Block(f"{key} {facts.get('name')}  ({measure.file}:{measure.line})", []),
        Block(words["sentence"], _both(facts, language)),
        _clause(facts.get("clause"), language),
        Block(words["facts"], [f"{fact}: {facts[fact]}" for fact in FACTS if fact in facts]),
        Block(words["values"], [line for leaf in leaves for line in _leaf(leaf, measure, words, language)]),
        Block(words["levers"], _levers(levers, words, language)),
        Block(words["code"], _measure_code(measure, code, words)),
        Block(words["moves"], [_aim(reading, language) for reading in moved] or [words["none"]]),
        Block(words["states"], [_aim(reading, language) for reading in stated] or [words["none"]]),
        _references([leaf.source for leaf in leaves], words),
    ]


def of_goal(name: str, language: str) -> list[Block]:
    """Everything on one target, each of its readings included."""
    words = LABELS[language]
    readings = [reading for reading in listings.goals().readings if reading.goal == name]
    first = next((reading for reading in readings if reading.is_default), readings[0])
    about = first.described
    lines = [_aim(first, language), f"{words['quote']}: {about.get('quote')}"]
    lines += [f"{words['quote']}: {quote}" for quote in about.get("also") or ()]
    lines += [f"{words['printed']}: {about['printed']}"] if about.get("printed") else []
    lines += [words["implied"]] if about.get("implied") else []
    lines += [str(about["note"])] if about.get("note") else []
    facts = ("measure", "kind", "strength", "lead", "ceiling", "record", "last_actual")
    moving = [each for each in measures.measures().values() if name in (each.facts.get("moves") or ())]
    return [
        Block(f"{name}  ({listings.goals_file()})", []),
        Block(words["sentence"], _both(about, language)),
        Block(words["aim"], lines),
        Block(words["facts"], [f"{fact}: {text(about[fact])}" for fact in facts if about.get(fact) is not None]
              + [_structural_error(first, words)]),
        Block(words["readings"], [line for reading in readings for line in _reading(reading, words, language)]),
        Block(words["moved_by"], [_named(each, language) for each in moving] or [words["none"]]),
        _clause(about.get("clause"), language),
    ]  # fmt: skip


def of_parameter(path: str, language: str) -> list[Block]:
    """Everything on one value: each option that declares it, who reads it, and where it comes from."""
    words, tree = LABELS[language], listings.tree()
    in_force = tree.chosen(tree.default_choices()).get(path)
    leaves = [leaf for leaf in tree.everything() if leaf.path == path]
    lines = []
    for leaf in leaves:
        is_chosen = in_force is not None and (leaf.file, leaf.line) == (in_force.file, in_force.line)
        lines.append(f"{leaf.where}  ({words['in_force' if is_chosen else 'other_option']})")
        lines += [f"  {line}" for line in _values(leaf, words)]
    code = codebook.of_value(path)
    readers = [f"{each.where} {each.name}: {each.sentence}" for each in code]
    names = {"zh": leaves[0].zh, "en": leaves[0].en}
    blocks = [
        Block(path, []),
        Block(words["sentence"], _both(names, language)),
        Block(words["declared"], lines),
        Block(words["used"], readers or [words["runner" if _is_of_runner(path) else "no_reader"]]),
    ]
    measure = _measure_at(path)
    if measure is not None:
        blocks += _through(measure, code, path.rpartition(".")[2], language)
    return [*blocks, _references([leaf.source for leaf in leaves], words)]


def _is_of_runner(path: str) -> bool:
    return path.startswith("run.") or "." not in path


def _through(measure: Measure, code: list[Code], value: str, language: str) -> list[Block]:
    words = LABELS[language]
    levers = [lever for each in code for lever in codebook.levers_written(each, value)]
    goals = {reading.goal: reading for reading in listings.goals().readings if reading.is_default}
    moved = [_aim(goals[name], language) for name in measure.facts.get("moves") or () if name in goals]
    return [
        Block(words["measure"], [_named(measure, language)]),
        Block(words["levers_value"], _levers(levers, words, language)),
        Block(words["moves"], moved or [words["none"]]),
    ]


def _measure_at(path: str) -> Measure | None:
    parts = path.split(".")
    return measures.measures().get(parts[2]) if path.startswith(POLICY) and len(parts) > 2 else None


def _leaves_below(path: str) -> list[Declaration]:
    return [leaf for leaf in listings.tree().everything() if leaf.path.startswith(f"{path}.")]


def _both(names: Any, language: str) -> list[str]:
    order = ("zh", "en") if language == "zh" else ("en", "zh")
    return [text(names[tongue]) for tongue in order if names.get(tongue)]


def _clause(clause: Any, language: str) -> Block:
    words = LABELS[language]
    number = int(clause) if str(clause).isdigit() else 0
    if number in measures.clause_texts():
        return Block(words["clause"].format(number=number), [measures.clause_texts()[number]])
    return Block(words["chapter_aim"], [_chapter_aim(str(clause), language)])


def _chapter_aim(clause: str, language: str) -> str:
    for path in sorted((ROOT / measures.CHAPTERS).glob("*.yaml")):
        chapter = read_document(path).data
        if clause == f"chapter {chapter.get('chapter')}":
            return f"{clause}, {text(chapter.get(language))}: {text(chapter.get('aim_zh'))}"
    return clause


def _leaf(leaf: Declaration, measure: Measure, words: dict[str, str], language: str) -> list[str]:
    named = leaf.zh if language == "zh" else leaf.en
    return [
        f"{leaf.path.removeprefix(measure.path + '.')}: {text(named)}",
        *(f"  {line}" for line in _values(leaf, words)),
    ]


def _values(leaf: Declaration, words: dict[str, str]) -> list[str]:
    unit = "" if leaf.unit in (None, "1", "name") else f" {leaf.unit}"
    parts = [f"{text(leaf.value)}{unit}"]
    if leaf.low is not None:
        parts.append(f"{words['range']} {leaf.low} – {leaf.high}")
    if leaf.from_target:
        parts.append(words["set_from"].format(goal=leaf.from_target.goal, asks=leaf.from_target.asks))
    elif leaf.prior is None:
        parts.append(words["fixed"])
    if leaf.prior:
        parts.append(f"{words['prior']} {prior_text(leaf.prior)}")
    parts.append(f"{words['source']} {leaf.source}")
    return ["; ".join(parts), *([text(leaf.note)] if leaf.note else [])]


def _levers(names: Iterable[str], words: dict[str, str], language: str) -> list[str]:
    told = []
    for name in dict.fromkeys(names):
        lever = LEVERS.get(name)
        told.append(f"{name}: {getattr(lever, language)} ({lever.unit}, {lever.combine})" if lever else name)
    return told or [words["none"]]


def _measure_code(measure: Measure, code: list[Code], words: dict[str, str]) -> list[str]:
    if not code:
        return [words["no_code" if measure.is_modelled else "registered"]]
    lines = []
    for each in code:
        lines.append(f"{each.where} {each.name}: {text(each.docstring)}".removesuffix(": "))
        lines += [f"  {text(each.module_docstring)}"] if each.name.startswith(f"{measure.key}_") else []
    return lines


def _named(measure: Measure, language: str) -> str:
    return f"{measure.key} ({measure.facts.get('status')}): {text(measure.facts.get(language))}"


def _aim(reading: Reading, language: str) -> str:
    about = reading.described
    sign = report.COMPARATORS.get(reading.comparator, reading.comparator)
    target = "" if reading.target is None else str(reading.target)
    figure = report.figure(target, str(about.get("unit") or ""), reading.decimals, language)
    return f"{reading.goal} ({listings.status(reading)}): {about.get(language)} {sign} {figure}"


def _reading(reading: Reading, words: dict[str, str], language: str) -> list[str]:
    about = reading.described
    name = about.get(f"reading_{language}") or reading.reading
    mark = f", {words['default']}" if reading.is_default else ""
    lines = [
        f"{reading.reading}{mark} ({listings.status(reading)}): {name}",
        f"  {_aim(reading, language)}",
    ]
    lines += [f"  rule: {text(about.get('rule'))}; verified: {text(about.get('verified'))}"]
    if reading.statistic is None:
        return [*lines, f"  {words['no_statistic']}"]
    lines.append(f"  statistic: {reading.statistic}")
    lines += [f"  {words['no_figure']}"] if listings.status(reading) != MEASURED else []
    return lines + [f"  {place}" for place in codebook.of_word(reading.statistic)]


def _structural_error(reading: Reading, words: dict[str, str]) -> str:
    is_bounded = reading.ceiling is not None
    name = BOUNDED if is_bounded else reading.goal_class
    spread = listings.goals().spreads.get(name)
    if is_exact(reading) or spread is None:
        return f"{words['error']}: {words['exact']}"
    told = words["of_list" if is_bounded else "of_value" if spread.is_relative else "points"]
    return f"{words['error']}: {spread.sd} {told} ({name})"


def _references(sources: Iterable[str | None], words: dict[str, str]) -> Block:
    keys = dict.fromkeys(part.strip() for source in sources for part in re.split(r"[;,]", source or "") if part.strip())
    return Block(words["references"], [reference(key, words) for key in keys] or [words["none"]])


def reference(key: str, words: dict[str, str]) -> str:
    """A source in full: the clause of the text, the reference of conf/sources.yaml, or that it is an assumption."""
    if key == "assumption":
        return words["assumption"]
    found = _sources().get(key)
    if found is None:  # 'clause 13': the text itself
        return f"{key}: {_policy_reference()}"
    return f"{key}: {'. '.join(text(found[field]) for field in REFERENCE if found.get(field))}"


@cache
def _sources() -> dict[str, Any]:
    return dict(read_document(ROOT / "conf" / "sources.yaml").data)


@cache
def _policy_reference() -> str:
    return text(read_document(ROOT / listings.goals_file()).data.get("source"))
