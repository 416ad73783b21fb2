"""Chapters 1-4 of the policy (measures m01-m28) say what the text says.

Why: a number with source 'clause NN' is a claim about a public document; it is checked against the paragraph
itself, never against a copy of the number.
"""

import re

import pytest
import yaml

from tests.conf.clauses import (
    CLAUSE_COUNT,
    TEXT_FILE,
    clause_paragraphs,
    clause_text,
    is_printed,
    policy_text,
    printed_numbers,
)

CHAPTERS = {
    "investment": (1, range(1, 6)),
    "innovation": (2, range(6, 14)),
    "manufacturing": (3, range(14, 22)),
    "services": (4, range(22, 29)),
}
LISTS = TEXT_FILE.parents[2] / "region" / "linping" / "projects.yaml"
CHAPTER_HEADS = {1: "一、", 2: "二、", 3: "三、", 4: "四、", 5: "五、"}
REQUIRED = {
    "clause", "name", "zh", "en", "lead", "budget_line", "controller", "status", "status_2023", "acts_from", "moves",
    "intensity", "intensity_2023",
}  # fmt: skip
CLOSED = {
    "controller": {"district", "city", "province", "centre"},
    "status": {"modelled", "registered"},
    "status_2023": {"continued", "enlarged", "new"},
    "acts_from": {"2024-01", "2024-04"},
}
# What other parts of the model read by name; a renamed parameter must fail here and not in the middle of a run.
NEEDED = {
    "m01": "leader_projects gate_time_saved",
    "m02": "equipment_grant_rate grant_cap minimum_investment land_revenue_share",
    "m04": "start_target_q1 start_target_q2 start_target_q3 start_target_q4 catch_up_effort",
    "m08": "rd_increment_rate increment_cap awareness",
    "m11": "first_award renewal_award above_scale_award awareness",
    "m13": "priority_rd_share science_budget_growth",
    "m15": "renewal_land flexible_share eviction_months standard_part",
    "m18": "opening_bonus_rate bonus_cap spring_energy_support",
    "m20": "minimum_investment green_grant_rate grant_cap",
}


def read_chapter(word: str) -> dict:
    return yaml.safe_load((TEXT_FILE.parent / f"{word}.yaml").read_text(encoding="utf-8"))


def measures() -> dict[str, dict]:
    found = {}
    for word in CHAPTERS:
        found |= {key: item for key, item in read_chapter(word).items() if re.fullmatch(r"m\d\d", key)}
    return found


def parameters(measure: dict) -> dict[str, dict]:
    return {
        key: leaf
        for key, leaf in measure.items()
        if isinstance(leaf, dict) and key not in ("intensity", "intensity_2023")
    }


def chapter_opening(chapter: int) -> str:
    """The text between a chapter's heading and its first clause."""
    lines = policy_text().splitlines()
    start = next(row for row, line in enumerate(lines) if line.startswith(CHAPTER_HEADS[chapter]))
    end = next(row for row in range(start, len(lines)) if re.match(r"\d{1,2}\.", lines[row]))
    return "\n".join(lines[start:end])


MEASURES = measures()
PROJECTS = yaml.safe_load(LISTS.read_text(encoding="utf-8"))
SOURCED = [
    (key, name, leaf) for key, item in MEASURES.items() for name, leaf in parameters(item).items()
    if leaf["source"] != "assumption"
]  # fmt: skip


def test_text_has_63_clauses_in_order():
    assert list(clause_paragraphs()) == list(range(1, CLAUSE_COUNT + 1))


def test_numbers_are_read_in_base_units():
    text = "投资93.9亿元,增长20%,4万吨,六五折,163个,超过一倍以上"
    # 93.9 x 1e8; 20 x 0.01; 4 x 1e4; 0.6 + 0.05; plain; one time
    assert sorted(printed_numbers(text)) == pytest.approx([0.2, 0.65, 1.0, 163.0, 4e4, 9.39e9])


@pytest.mark.parametrize("word", CHAPTERS)
def test_chapter_lists_its_measures_in_order(word):
    chapter, clauses = CHAPTERS[word]
    data = read_chapter(word)
    assert data["chapter"] == chapter
    assert [key for key in data if re.fullmatch(r"m\d\d", key)] == [f"m{n:02d}" for n in clauses]
    assert [data[f"m{n:02d}"]["clause"] for n in clauses] == list(clauses)


@pytest.mark.parametrize("word", CHAPTERS)
def test_chapter_name_and_lead_are_those_of_the_text(word):
    data = read_chapter(word)
    heading = chapter_opening(data["chapter"]).splitlines()[0]
    assert heading.startswith(f"{CHAPTER_HEADS[data['chapter']]}{data['zh']}(牵头部门:{data['lead']}")


@pytest.mark.parametrize("key", MEASURES)
def test_measure_is_complete(key):
    measure = MEASURES[key]
    assert set(measure) >= REQUIRED
    assert all(measure[name] in allowed for name, allowed in CLOSED.items())
    assert 1 <= len(parameters(measure)) <= 7
    assert len(measure["moves"]) == len(set(measure["moves"]))


@pytest.mark.parametrize("key", MEASURES)
def test_status_of_2023_rests_on_words_of_the_clause(key):
    measure = MEASURES[key]
    early = measure["intensity_2023"]
    wording = re.search("「(.+?)」", early["note"])
    assert wording
    assert wording[1] in clause_text(measure["clause"])
    assert measure["status_2023"] in early["note"].lower()
    assert (early["value"] == 0) == (measure["status_2023"] == "new") == ("prior" not in early)


@pytest.mark.parametrize("key", NEEDED)
def test_parameters_read_by_the_model_exist(key):
    assert MEASURES[key]["status"] == "modelled"
    assert set(NEEDED[key].split()) <= set(parameters(MEASURES[key]))


@pytest.mark.parametrize("name", ["listed", "new", "key", "provincial"])
def test_lists_of_the_region_are_as_long_as_the_text_prints(name):
    leaf = PROJECTS[f"{name}_projects"]
    place, number = leaf["source"].split()
    text = clause_text(int(number)) if place == "clause" else chapter_opening(int(number))
    assert is_printed(leaf["value"], text)
    if name in ("key", "provincial"):
        assert is_printed(PROJECTS[f"{name}_plan"]["value"], text)


@pytest.mark.parametrize(("key", "name", "leaf"), SOURCED, ids=[f"{key}.{name}" for key, name, _ in SOURCED])
def test_number_with_a_clause_is_printed_there(key, name, leaf):
    place, number = leaf["source"].split()
    if place == "clause":
        assert int(number) == MEASURES[key]["clause"]
        assert is_printed(leaf["value"], clause_text(int(number)))
    else:
        assert place == "chapter"
        assert is_printed(leaf["value"], chapter_opening(int(number)))
