"""Every target of the policy text is a goal, in the words and numbers of the text.

Why: a target left out, or entered with a slip in its number, is the one error no later result can show. So the text
is the judge: each quote must stand in it, and each number it prints must stand in a quote or be excused by name.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.policy import ITEMS
from sim.statistics import STATISTICS

CONF = Path(__file__).parents[2] / "conf"
GOALS_FILE = CONF / "goals" / "linping_2024.yaml"
TEXT_FILE = CONF / "policy" / "linping_2024" / "text.txt"


def words(line: str) -> list[str]:
    return line.split()


KINDS = {"market", "delivery", "schedule", "input", "rule"}
STRENGTHS = {"ensure", "strive", "plain"}
COMPARATORS = {">=", "<=", "~", "=", "rule"}
CLASSES = set(
    words(
        "gdp industry services_consumption innovation fai_growth fai_level project_list fiscal income jobs_admin "
        "listing agri delivery trade trade_level services_level prices rates energy land finance rule"
    )
)
UNITS = set(words("percent yuan usd 1 person job enterprise project event bed mu m2 km tce kW kWh m3"))
REQUIRED = set(
    words("id clause measure lead status zh en quote comparator target unit decimals kind strength class readings")
)
BUDGET_LINES = words("investment innovation manufacturing services transport demand rural livelihood")

# Numbers of the text that set nothing for 2024, each phrase with its reason.
ALLOWED = {
    "2024年3月27日": "date of the text",
    "浙政发〔2024〕4号": "document number",
    "杭政函〔2024〕16号": "document number",
    "2024年": "the year",
    "2023-2025年": "term of a provincial incentive",
    "5个领域补短板": "fields of central budget investment, set by the centre",
    "11个投向领域": "fields of special bonds, set by the centre",
    "民营经济32条": "name of a list",
    "185条举措清单": "name of a list",
    "“315”科技创新体系": "name of a programme",
    "行动2.0版": "name of a programme",
    "“四好农村路”2.0版": "name of a programme",
    "415X": "name of the provincial clusters",
    "3+2+X": "name of the district clusters",
    "“8332”": "name of a plan",
    "“1113”": "name of a scheme",
    "“5+1”产业生态圈": "name of a scheme",
    "“4+1”专项基金": "name of a fund group",
    "“3+N”产业基金群": "name of a fund group",
    "地铁9号线": "name of a line",
    "地铁3号线": "name of a line",
    "地铁15号线": "name of a line",
    "18号线一期": "name of a line",
    "15号线崇贤停车场": "name of a depot",
    "18号线乔司车辆基地": "name of a depot",
    "320国道": "name of a road",
    "S2沪杭高速公路": "name of a road",
}

NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九]{1,2}折|[一二三四五六七八九]倍")
SCALE = {"": 1, "万": 10**4, "亿": 10**8}
HAN = {digit: n for n, digit in enumerate("零一二三四五六七八九")}


@cache
def document() -> dict[str, Any]:
    return yaml.load(GOALS_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def text() -> str:
    return TEXT_FILE.read_text(encoding="utf-8")


def goals() -> list[dict[str, Any]]:
    return document()["goals"]


def readings() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(goal, reading) for goal in goals() for reading in goal["readings"]]


def quotes_of(goal: dict[str, Any]) -> list[str]:
    return [goal["quote"], *goal.get("also", [])]


def printed_value(printed: str) -> float:
    """The last number of a printed phrase in base units: '17.25亿元' is 1.725e9, '六五折' is 65 (percent)."""
    discount = re.fullmatch(r"([一二三四五六七八九])([一二三四五六七八九])折", printed)
    if discount:
        return 10.0 * HAN[discount[1]] + HAN[discount[2]]
    number, scale = re.findall(r"(\d+(?:\.\d+)?)([万亿]?)", printed)[-1]
    return float(number) * SCALE[scale]


def spans(phrase: str) -> list[tuple[int, int]]:
    return [(hit.start(), hit.end()) for hit in re.finditer(re.escape(phrase), text())]


def is_within(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in places)


def numbers_printed() -> list[tuple[int, int]]:
    """Places of all numbers of the text, the numbers of the clauses left out."""
    heads = {hit.start(1) for hit in re.finditer(r"^(\d{1,2})\.(?=\D)", text(), re.MULTILINE)}
    return [(hit.start(), hit.end()) for hit in NUMBER.finditer(text()) if hit.start() not in heads]


def test_ids_are_unique():
    repeated = [name for name, count in Counter(goal["id"] for goal in goals()).items() if count > 1]
    assert not repeated
    for goal in goals():
        names = [reading["id"] for reading in goal["readings"]]
        assert len(names) == len(set(names)), goal["id"]


def test_every_goal_is_complete_and_uses_the_closed_lists():
    for goal in goals():
        assert set(goal) >= REQUIRED, (goal["id"], REQUIRED - set(goal))
        assert goal["kind"] in KINDS, goal["id"]
        assert goal["strength"] in STRENGTHS, goal["id"]
        assert goal["class"] in CLASSES, goal["id"]
        assert goal["unit"] in UNITS, goal["id"]
        assert goal["zh"], goal["id"]
        assert goal["en"], goal["id"]
        assert goal["en"].isascii(), goal["id"]
    for goal, reading in readings():
        assert {"id", "default", "statistic", "zh", "en", "rule", "verified"} <= set(reading), goal["id"]
        assert reading.get("comparator", goal["comparator"]) in COMPARATORS, goal["id"]
        assert reading.get("unit", goal["unit"]) in UNITS, goal["id"]


def test_clause_and_measure_agree_and_goals_follow_the_text():
    for goal in goals():
        clause, measure = goal["clause"], goal["measure"]
        if isinstance(clause, int):
            assert measure == f"m{clause:02d}", goal["id"]
        else:
            assert re.fullmatch(r"chapter [1-9]", clause), goal["id"]
            assert measure is None or re.fullmatch(r"m\d\d", measure), goal["id"]
    chapter_of = [(5, 1), (13, 2), (21, 3), (28, 4), (33, 5), (39, 6), (47, 7), (54, 8), (63, 9)]
    order = [
        int(goal["clause"].split()[1])
        if isinstance(goal["clause"], str)
        else next(chapter for last, chapter in chapter_of if goal["clause"] <= last)
        for goal in goals()
    ]
    assert order == sorted(order)


def test_quotes_stand_in_the_clause_they_are_said_to_come_from():
    paragraphs = {int(hit[1]): hit[0] for hit in re.finditer(r"^(\d{1,2})\.(?=\D).*$", text(), re.MULTILINE)}
    aims = "\n".join(line for line in text().splitlines() if not re.match(r"\d{1,2}\.\D", line))
    for goal in goals():
        assert all(quote in text() for quote in quotes_of(goal)), goal["id"]
        place = paragraphs[goal["clause"]] if isinstance(goal["clause"], int) else aims
        assert goal["quote"] in place, goal["id"]


def test_target_is_the_number_the_quote_prints():
    for goal in goals():
        assert ("printed" in goal) != bool(goal.get("implied")), f"{goal['id']}: printed or implied, one of them"
        if goal.get("implied"):
            continue
        assert goal["printed"] in goal["quote"], goal["id"]
        assert goal["target"] == pytest.approx(printed_value(goal["printed"]), rel=1e-12), goal["id"]


def test_one_default_reading_and_known_statistics():
    for goal in goals():
        defaults = [reading for reading in goal["readings"] if reading["default"]]
        assert len(defaults) == 1, goal["id"]
        # A goal is measured when its default reading is; other readings may still wait for their mechanism.
        assert goal["status"] == ("measured" if defaults[0]["statistic"] else "not_built"), goal["id"]
    used = {reading["statistic"] for _, reading in readings()} - {None}
    assert used <= set(STATISTICS), f"sim/statistics has no {used - set(STATISTICS)}"
    # A programme may be part of another figure and of no goal itself.
    assert set(STATISTICS) - used <= set(ITEMS), f"no goal reads {set(STATISTICS) - used - set(ITEMS)}"


def test_readings_of_one_goal_are_different_events():
    for goal in goals():
        events = [
            (r["statistic"] or r["rule"], r.get("comparator", goal["comparator"]), r.get("target", goal["target"]))
            for r in goal["readings"]
        ]
        assert len(events) == len(set(events)), goal["id"]


def test_the_eight_budget_lines_add_up_to_the_total():
    target = {goal["id"]: goal["target"] for goal in goals()}
    assert sum(target[f"budget_{line}"] for line in BUDGET_LINES) == target["budget_total"] == 5_600_000_000


def test_targets_lie_on_the_published_precision():
    for goal in goals():
        step = 10.0 ** -goal["decimals"]
        assert goal["target"] / step == pytest.approx(round(goal["target"] / step)), goal["id"]


def test_every_class_declares_its_structural_error():
    table = document()["structural_error"]
    assert set(table) == CLASSES | {"bounded"}
    for name, row in table.items():
        for leaf in (row["spread"], row["loading"]):
            assert leaf["low"] <= leaf["value"] <= leaf["high"], name
            assert leaf["source"] == "assumption", name
            assert leaf["note"], name
        assert row["spread"]["unit"] == ("share" if row["relative"] else "percent"), name
        assert 0.0 <= row["loading"]["value"] <= 1.0, name
    assert table["rule"]["spread"]["value"] == 0.0


def test_a_spread_in_percentage_points_meets_only_figures_in_percent():
    table = document()["structural_error"]
    for goal in goals():
        if goal["status"] == "measured" and goal["kind"] not in ("rule", "input"):
            assert table[goal["class"]]["relative"] or goal["unit"] == "percent", goal["id"]


def test_every_printed_number_is_in_a_goal_or_excused():
    covered = [place for goal in goals() for quote in quotes_of(goal) for place in spans(quote)]
    excused = [place for phrase in ALLOWED for place in spans(phrase)]
    missed = [
        text()[max(0, start - 20) : end + 12].replace("\n", " ")
        for start, end in numbers_printed()
        if not is_within(start, end, covered) and not is_within(start, end, excused)
    ]
    assert not missed, "numbers of the text in no goal:\n" + "\n".join(missed)


def test_every_excuse_is_needed():
    covered = [place for goal in goals() for quote in quotes_of(goal) for place in spans(quote)]
    bare = [place for place in numbers_printed() if not is_within(*place, covered)]
    idle = [phrase for phrase in ALLOWED if not any(is_within(*place, spans(phrase)) for place in bare)]
    assert not idle
