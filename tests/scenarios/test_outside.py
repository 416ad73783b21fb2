"""The outside view as declared: every goal has a record or a reason for none, and slips are told by name."""

import csv
from pathlib import Path

import pytest
import yaml

from scenarios.outcomes import definition_rows, load_goals
from scenarios.outside import EXACT_KINDS, load_outside
from scenarios.sources import ROOT

GOALS = ROOT / "conf" / "goals" / "linping_2024.yaml"
NO_RECORD = {
    "export_share", "fdi_total", "fdi_manufacturing", "power_price_change", "financing_cost_lower", "electricity_use",
    "gas_use", "peak_supply_kept", "upper_fund_ratio",
}  # fmt: skip
DECLARED = {"pairs": "pairs", "history": "record", "of_class": {"jobs": "jobs_admin"}} | {
    name: {"value": 1.0} for name in ("class_weight", "gap", "plan_met", "plan_total")
}


@pytest.fixture(scope="module")
def rows() -> dict[str, dict]:
    return {row["goal"]: row for row in definition_rows(load_goals(GOALS), set()) if row["is_default"] == "true"}


def test_every_goal_has_a_record_but_rules_inputs_and_those_named_here(rows):
    without = {goal for goal, row in rows.items() if row["record"] is None}
    assert without - {goal for goal, row in rows.items() if row["kind"] in EXACT_KINDS} == NO_RECORD


def test_records_go_by_who_decides(rows):
    assert rows["hnte_new"]["record"] == rows["new_urban_jobs"]["record"] == "jobs_admin"
    assert rows["lifts_added"]["record"] == rows["start_share_q1"]["record"] == "project_list"
    services = ("retail_sales_growth", "finance_value_added_growth")
    assert {rows[goal]["record"] for goal in services} == {"services_consumption"}


def test_counts_of_the_pairs_are_those_known():
    with (ROOT / "conf" / "observations" / "pairs.csv").open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    names = ("jobs_admin", "gdp", "industry")
    met = {name: [int(row["met"]) for row in pairs if row["class"] == name] for name in names}
    assert {name: (sum(each), len(each)) for name, each in met.items()} == {
        "jobs_admin": (8, 8), "gdp": (2, 6), "industry": (1, 4)
    }  # fmt: skip


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    folder = tmp_path / "observations"
    folder.mkdir()
    for name in ("pairs", "record"):
        text = (ROOT / "conf" / "observations" / f"{name}.csv").read_text("utf-8")
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def _sources() -> dict:
    return yaml.load((ROOT / "conf" / "sources.yaml").read_text("utf-8"), yaml.CSafeLoader)


def test_slips_name_file_and_row(conf):
    path = conf / "observations" / "pairs.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("gongshu_report_2022", "gongshu_repot", 1), "utf-8")
    with pytest.raises(ValueError, match=r"pairs\.csv, line 2: source 'gongshu_repot'"):
        load_outside(DECLARED, conf, _sources())
    path.write_text(text.replace("1.5,0,gongshu", "1.5,no,gongshu", 1), "utf-8")
    with pytest.raises(ValueError, match=r"pair p03 has met 'no'"):
        load_outside(DECLARED, conf, _sources())
    path.write_text(text.replace("pair,class,", "pair,kind,", 1), "utf-8")
    with pytest.raises(ValueError, match=r"pairs\.csv: no column class"):
        load_outside(DECLARED, conf, _sources())


def test_a_record_nobody_has_is_told_with_those_there_are(conf):
    view = load_outside(DECLARED, conf, _sources())
    assert view.record_of({"id": "a", "kind": "market", "class": "jobs"}) == "jobs_admin"
    assert view.record_of({"id": "a", "kind": "rule", "class": "jobs"}) is None
    assert view.record_of({"id": "a", "kind": "market", "class": "jobs", "record": None}) is None
    with pytest.raises(ValueError, match=r"goal 'a' names record 'work'; allowed are agri, "):
        view.record_of({"id": "a", "kind": "market", "class": "jobs", "record": "work"})
