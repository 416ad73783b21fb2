"""Chapters 5-9 of the policy (measures m29-m63) say what the text says, and the nine files are one whole.

Why: a number with source 'clause NN' is a claim about a public document; it is checked against the paragraph
itself, never against a copy of the number.
"""

import re
from functools import cache

import pytest
import yaml

from tests.conf.clauses import CLAUSE_COUNT, TEXT_FILE, clause_text, is_printed, policy_text

CHAPTERS = {
    "transport": (5, "五、", range(29, 34)),
    "demand": (6, "六、", range(34, 40)),
    "rural": (7, "七、", range(40, 48)),
    "livelihood": (8, "八、", range(48, 55)),
    "factors": (9, "九、", range(55, 64)),
}
NINE = ["investment", "innovation", "manufacturing", "services", *CHAPTERS]
LINES = [word for word in NINE if word != "factors"]  # chapter 9 spends nothing of its own
REQUIRED = {
    "clause", "name", "zh", "en", "lead", "budget_line", "controller", "status", "status_2023", "acts_from", "moves",
    "intensity", "intensity_2023",
}  # fmt: skip
CONTROLLERS = {"district", "city", "province", "centre"}
CLOSED = {
    "controller": CONTROLLERS,
    "status": {"modelled", "registered"},
    "status_2023": {"continued", "enlarged", "new"},
    "acts_from": {"2024-01", "2024-04"},
}
# What other parts of the model read by name; a renamed parameter must fail here and not in the middle of a run.
NEEDED = {
    "m34": "promotion_events event_uplift payback_share event_cost",
    "m41": "new_standard upgraded city_upgraded unit_cost_new unit_cost_upgrade yield_gain",
    "m42": "grain_subsidy order_award price_floor_margin insurance_subsidy_share interest_support",
    "m45": "village_income_target paired_transfer",
    "m48": "new_jobs assisted_jobs internships trained skilled training_match_gain training_cost stabilisation_refund",
    "m55": " ".join(["total", "execution_delay", "moved", "moved_amount", *(f"line_{word}" for word in LINES)]),
    "m58": "guarantee_cover guarantee_fee risk_share first_loan_discount interest_support talent_loan_share",
    "m59": "new_construction_quota reclaimed consolidated comprehensive_projects industrial_quota_share",
    "m60": "redeveloped redevelopment_months",
    "m61": "new_project_quota freed_quota pv_storage_capacity electricity_supply gas_supply peak_shift_reward "
    "storage_subsidy pv_subsidy reliability_fee_share green_certificate_price",
}
# Numbers the text writes as a word that is no numeral sign: '百名医护' is one hundred doctors and nurses.
WORDED = {("m51", "medical_trainees"): (100, "百名医护")}


def read_chapter(word: str) -> dict:
    return yaml.safe_load((TEXT_FILE.parent / f"{word}.yaml").read_text(encoding="utf-8"))


@cache
def goal_measures() -> dict[str, str | None]:
    """Goal id -> the measure chiefly answerable for it."""
    text = (TEXT_FILE.parents[2] / "goals" / "linping_2024.yaml").read_text(encoding="utf-8")
    return {goal["id"]: goal["measure"] for goal in yaml.safe_load(text)["goals"]}


def measure_keys(data: dict) -> list[str]:
    return [key for key in data if re.fullmatch(r"m\d\d", key)]


def leaves(measure: dict) -> dict[str, dict]:
    return {key: item for key, item in measure.items() if isinstance(item, dict) and "value" in item}


def parameters(measure: dict) -> dict[str, dict]:
    return {key: leaf for key, leaf in leaves(measure).items() if key not in ("intensity", "intensity_2023")}


DATA = {word: read_chapter(word) for word in CHAPTERS}
MEASURES = {key: data[key] for data in DATA.values() for key in measure_keys(data)}
LEAVES = [(key, name, leaf) for key, item in MEASURES.items() for name, leaf in leaves(item).items()]
PRINTED = [
    (key, name, leaf) for key, item in MEASURES.items() for name, leaf in parameters(item).items()
    if leaf["source"] != "assumption"
]  # fmt: skip


def test_nine_files_hold_63_measures_once_and_in_order():
    keys = [key for word in NINE for key in measure_keys(read_chapter(word))]
    assert keys == [f"m{n:02d}" for n in range(1, CLAUSE_COUNT + 1)]


def test_measure_names_are_unique():
    chapters = [read_chapter(word) for word in NINE]
    names = [data[key]["name"] for data in chapters for key in measure_keys(data)]
    assert len(set(names)) == CLAUSE_COUNT


@pytest.mark.parametrize("word", CHAPTERS)
def test_chapter_name_lead_and_order_are_those_of_the_text(word):
    number, head, clauses = CHAPTERS[word]
    data = DATA[word]
    heading = next(line for line in policy_text().splitlines() if line.startswith(head))
    assert data["chapter"] == number
    assert re.match(re.escape(f"{head}{data['zh']}(牵头部门:{data['lead']}") + "[,)]", heading)
    assert measure_keys(data) == [f"m{n:02d}" for n in clauses]
    assert [data[key]["clause"] for key in measure_keys(data)] == list(clauses)
    assert {data[key]["budget_line"] for key in measure_keys(data)} == {"none" if word == "factors" else word}
    assert all(data[key]["lead"] in data["lead"] for key in measure_keys(data))


def test_eight_lines_add_up_to_the_printed_total():
    budget = MEASURES["m55"]
    lines = {name: leaf["value"] for name, leaf in budget.items() if name.startswith("line_")}
    assert list(lines) == [f"line_{word}" for word in LINES]
    # 17.25 + 2.14 + 3.04 + 0.91 + 16.57 + 1.31 + 2.02 + 12.76 = 56.00, each printed to 0.01 x 1e8 yuan
    assert round(sum(lines.values())) == round(budget["total"]["value"]) == 5_600_000_000


def test_money_moves_from_each_line_to_each_other():
    ways = {f"{giver}_to_{taker}" for giver in LINES for taker in LINES if giver != taker}
    assert set(MEASURES["m55"]["moved"]["choices"]) == ways | {"none"}
    sweep = yaml.safe_load((TEXT_FILE.parents[3] / "scenarios" / "sweep" / "budget_moves.yaml").read_text("utf-8"))
    cells = sweep["hydra"]["sweeper"]["params"]["policy.factors.m55.moved"]
    assert cells[0] == "none"
    assert sorted(cells[1:]) == sorted(ways)


@pytest.mark.parametrize("key", MEASURES)
def test_measure_is_complete(key):
    measure = MEASURES[key]
    assert set(measure) >= REQUIRED
    assert all(measure[name] in allowed for name, allowed in CLOSED.items())
    assert parameters(measure)
    assert len(measure["moves"]) == len(set(measure["moves"]))


@pytest.mark.parametrize("key", MEASURES)
def test_measure_moves_goals_that_exist_and_all_it_answers_for(key):
    answerable = goal_measures()
    moves = set(MEASURES[key]["moves"])
    assert moves <= set(answerable)
    assert moves >= {goal for goal, measure in answerable.items() if measure == key}


@pytest.mark.parametrize("key", MEASURES)
def test_rules_from_above_name_a_parameter_and_who_sets_it(key):
    measure = MEASURES[key]
    for item in filter(None, measure.get("controlled_above", "").split("; ")):
        name, controller = item.split("=")
        assert name in parameters(measure)
        assert controller in CONTROLLERS - {"district"}


@pytest.mark.parametrize("key", MEASURES)
def test_status_of_2023_rests_on_words_of_the_clause(key):
    measure = MEASURES[key]
    early = measure["intensity_2023"]
    wording = re.search("「(.+?)」", early["note"])
    assert wording
    assert wording[1] in clause_text(measure["clause"])
    assert measure["status_2023"] in early["note"]
    assert (early["value"] == 0) == (measure["status_2023"] == "new") == ("prior" not in early)


@pytest.mark.parametrize(("key", "name", "leaf"), LEAVES, ids=[f"{key}.{name}" for key, name, _ in LEAVES])
def test_leaf_is_declared_whole_and_inside_its_range(key, name, leaf):
    assert set(leaf) >= {"value", "unit", "source", "zh", "en"}
    if "choices" in leaf:
        assert leaf["value"] in leaf["choices"]
    else:
        assert leaf["low"] <= leaf["value"] <= leaf["high"]
    assert leaf["source"] in ("assumption", f"clause {MEASURES[key]['clause']}")
    assert ("note" in leaf) == (leaf["source"] == "assumption")
    if "prior" in leaf:
        assert leaf["low"] <= leaf["prior"]["low"] < leaf["prior"]["high"] <= leaf["high"]
        assert leaf["prior"]["low"] <= leaf["value"] <= leaf["prior"]["high"]


@pytest.mark.parametrize("key", NEEDED)
def test_parameters_read_by_the_model_exist(key):
    assert set(NEEDED[key].split()) <= set(parameters(MEASURES[key]))


@pytest.mark.parametrize(("key", "name", "leaf"), PRINTED, ids=[f"{key}.{name}" for key, name, _ in PRINTED])
def test_number_with_a_clause_is_printed_there(key, name, leaf):
    paragraph = clause_text(MEASURES[key]["clause"])
    if (key, name) in WORDED:
        value, wording = WORDED[key, name]
        assert leaf["value"] == value
        assert wording in paragraph
    else:
        assert is_printed(leaf["value"], paragraph)


def test_policy_courses_differ_only_in_course():
    folder = TEXT_FILE.parents[1]
    whole = yaml.safe_load((folder / "linping_2024.yaml").read_text(encoding="utf-8"))
    assert whole["defaults"][:-1] == [f"linping_2024/{word}@{word}" for word in NINE]
    assert whole["course"]["value"] == "text"
    for word in ("as_2023", "none"):
        other = yaml.safe_load((folder / f"{word}.yaml").read_text(encoding="utf-8"))
        assert other["defaults"] == ["linping_2024", "_self_"]
        assert other["course"]["value"] == word
        assert other["course"]["choices"] == whole["course"]["choices"]
