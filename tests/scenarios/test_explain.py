"""linping-explain: every list is whole, every explanation is what the text, conf/ and the code say."""

import csv
import inspect
import io
from pathlib import Path

import pytest
import yaml

from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.people import Households, Residents
from agents.projects import Projects
from scenarios import codebook, explain, measures
from scenarios.compose import compose
from scenarios.declarations import ROOT, load_tree
from sim.policy import MEASURES
from sim.policy.course import Acting
from sim.policy.lever import Act
from sim.policy.levers import Levers
from sim.settings import Settings

SOURCES = yaml.safe_load((ROOT / "conf/sources.yaml").read_text("utf-8"))
QUOTA = "policy.factors.m61.new_project_quota"


def _said(capsys, *words, code=0):
    assert explain.main(list(words)) == code
    return capsys.readouterr()


def _records(capsys, *words):
    text = _said(capsys, *words, "--csv").out
    records = list(csv.DictReader(io.StringIO(text)))
    assert len(text.splitlines()) == len(records) + 1, "a record is one line"
    return records


def test_measures_are_63_records_with_a_status(capsys):
    records = _records(capsys, "measures")
    assert [row["measure"] for row in records] == [f"m{number:02d}" for number in range(1, 64)]
    assert [row["clause"] for row in records] == [str(number) for number in range(1, 64)]
    assert {row["status"] for row in records} <= {"modelled", "registered"}
    assert all(row["zh"] and row["en"] and row["controller"] and row["lead"] for row in records)
    named = {row["measure"] for row in records if row["code"]}
    assert {measure.__name__[:3] for _, measure in MEASURES} <= named
    assert next(row for row in records if row["measure"] == "m60")["levers"] == "redevelopment"


def test_goals_are_one_record_a_reading_and_all_are_measured(capsys):
    goals = yaml.safe_load((ROOT / "conf/goals/linping_2024.yaml").read_text("utf-8"))["goals"]
    records = {(row["goal"], row["reading"]): row for row in _records(capsys, "goals")}
    stated = {(goal["id"], reading["id"]): reading for goal in goals for reading in goal["readings"]}
    assert set(records) == set(stated)
    assert all(reading["statistic"] for reading in stated.values())
    assert {row["status"] for row in records.values()} == {"measured"}
    row = records["industrial_value_added_growth", "comparable"]
    assert (row["status"], row["comparator"], row["target"], row["unit"]) == ("measured", ">=", "6", "percent")


def test_parameters_name_the_line_that_declares_them(capsys):
    records = _records(capsys, "parameters")
    assert len(records) == len(load_tree(ROOT).everything()) > 600
    row = next(row for row in records if row["path"] == QUOTA)
    assert (row["value"], row["unit"], row["source"], row["prior"]) == ("40000.0", "tce", "clause 61", "")
    for row in records:
        assert row["unit"], row["path"]
        assert row["source"], row["path"]
    for row in records[:: len(records) // 40]:
        file, _, line = row["file"].rpartition(":")
        text = (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1]
        assert text.strip().startswith(f"{row['path'].rpartition('.')[2]}:")


def test_columns_are_the_declared_ones(capsys):
    records = _records(capsys, "columns")
    assert len(records) == sum(len(kind.COLUMNS) for kind in (Enterprises, Residents, Households, Farms, Projects))
    row = next(row for row in records if (row["table"], row["column"]) == ("households", "deposits"))
    assert (row["dtype"], row["unit"], row["static"], row["zh"]) == ("f8", "yuan", "false", "存款")


def test_phases_are_the_month_in_order(capsys):
    from sim.month import MONTH

    records = _records(capsys, "phases")
    assert [(row["section"], row["phase"]) for row in records] == [(name, phase.__name__) for name, phase in MONTH]
    assert [row["number"] for row in records] == [str(number) for number in range(1, len(MONTH) + 1)]
    assert all(row["sentence"] for row in records)
    file, _, line = records[0]["file"].rpartition(":")
    assert "def read_world" in (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1]


def test_series_have_unit_and_both_names(capsys):
    records = _records(capsys, "series")
    assert all(row["series"] and row["unit"] and row["en"] and row["zh"] for row in records)
    assert "jobs.registered_new" in {row["series"] for row in records}


class _Noted(Levers):
    """Levers that remember which names were written, whatever the contribution."""

    __slots__ = ("names",)

    def __init__(self):
        super().__init__()
        self.names = set()

    def write(self, name, contribution):
        self.names.add(name)
        super().write(name, contribution)


@pytest.fixture(scope="module")
def policy():
    """The policy as composed, once for all measures: composing takes a second."""
    return compose([])[0]["policy"]


@pytest.mark.parametrize(("chapter", "measure"), MEASURES, ids=[measure.__name__ for _, measure in MEASURES])
def test_levers_read_from_the_source_are_those_written_when_run(policy, chapter, measure):
    key = measure.__name__.split("_")[0]
    values = Settings(policy[chapter][key])
    levers = _Noted()
    for month_of_year in range(1, 13):
        measure(values, Act(1.0, levers, month_of_year, subdistricts=7))
    (code,) = [code for code in codebook.of_measure(key) if code.name == measure.__name__]
    assert set(codebook.levers_written(code)) == levers.names != set()
    assert code.docstring == inspect.cleandoc(measure.__doc__)


def test_a_measure_tells_clause_values_sources_levers_code_and_targets(capsys):
    said = _said(capsys, "m61").out
    facts = yaml.safe_load((ROOT / "conf/policy/linping_2024/factors.yaml").read_text("utf-8"))["m61"]
    paragraph = next(
        line for line in (ROOT / measures.CHAPTERS / "text.txt").read_text("utf-8").splitlines()
        if line.strip().startswith("61.")
    )  # fmt: skip
    assert paragraph.strip().removeprefix("61.").strip() in said
    assert facts["zh"] in said
    assert facts["en"] in said
    assert facts["lead"] in said
    for name, leaf in facts.items():
        if isinstance(leaf, dict):
            assert f"{name}: {leaf['en']}" in said
            assert f"range {leaf['low']} – {leaf['high']}" in said
    assert "energy_quota: " in said
    assert "m61_energy: Energy is granted at review" in said
    assert all(goal in said for goal in facts["moves"])
    assert "energy_granted_new_projects (measured)" in said
    assert "clause 61: 杭州市临平区人民政府" in said


@pytest.mark.parametrize("name", ["m08", "m8", "8", "clause 8", "rd_increment_subsidy", "m08_rd_increment_subsidy"])
def test_a_measure_answers_to_key_number_and_name(capsys, name):
    assert _said(capsys, name).out.startswith("m08 rd_increment_subsidy")


def test_a_goal_tells_each_reading_its_rule_and_who_moves_it(capsys):
    said = _said(capsys, "hnte_new").out
    assert "新增高新技术企业240家" in said
    for part in ("hnte_new_first", "hnte_new_all_listed", "hnte_net_increase", "≥ 240"):
        assert part in said
    assert "m11 (modelled)" in said
    assert "sim/statistics/innovation.py:" in said


def test_a_parameter_tells_prior_and_full_reference(capsys):
    said = _said(capsys, "behaviour.finance.willingness").out
    assert "0.58 share; range 0.0 – 1.0; prior triangular 0.45 to 0.7" in said
    found = SOURCES["sme_finance_oecd"]
    assert f"sme_finance_oecd: {found['title']}" in said
    assert found["url"] in said


def test_a_policy_parameter_tells_the_lever_it_acts_through(capsys):
    said = _said(capsys, QUOTA).out
    assert "sim/policy/factors.py:" in said
    assert "m61 (modelled)" in said
    assert "energy_quota: " in said
    assert "energy_freed: energy freed from incumbents a month" not in said


def test_a_parameter_of_several_options_says_which_is_in_force(capsys):
    lines = _said(capsys, "run.draws").out.splitlines()
    (in_force,) = [line for line in lines if "(in force)" in line]
    assert "conf/run/standard.yaml:" in in_force
    assert sum("(in another option)" in line for line in lines) == 3


def test_a_branch_lists_its_parameters(capsys):
    rows = _said(capsys, "behaviour.labour").out.splitlines()
    assert rows[0].startswith("path\tvalue\tunit")
    assert len(rows) > 3
    assert all(row.startswith("behaviour.labour.") for row in rows[1:])


def test_chinese_on_request(capsys):
    said = _said(capsys, "m61", "--language", "zh").out
    assert "第61条原文" in said
    assert "通过的政策杠杆" not in said
    assert "应影响的指标" in said


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("m613", ""), ("new_project_qota", QUOTA), ("mesures", "measures"), ("hnte_nw", "hnte_new"),
        ("behaviour.finance.wilingness", "behaviour.finance.willingness"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_refused_with_the_nearest(capsys, name, near):
    told = _said(capsys, name, code=2)
    assert told.out == ""
    assert f"'{name}' is no list, measure, goal or parameter" in told.err
    assert near in told.err


def test_an_option_nobody_knows_stops_with_code_2():
    with pytest.raises(SystemExit) as stopped:
        explain.main(["measures", "--language", "fr"])
    assert stopped.value.code == 2


def test_acting_gives_the_modelled_measures_month_and_controller():
    acting = measures.acting()
    assert set(acting) == {key for key, measure in measures.measures().items() if measure.is_modelled}
    assert {measure.__name__[:3] for _, measure in MEASURES} <= set(acting)
    # m08 acts from April 2024: twelve months of 2023 and three of 2024 come before it.
    assert acting["m08"] == Acting(acts_from=16, controller="district", above=frozenset({"super_deduction_rate"}))
    assert acting["m15"].acts_from == 13


def test_facts_that_cannot_be_used_are_all_told(tmp_path: Path):
    chapter = tmp_path / measures.CHAPTERS / "factors.yaml"
    chapter.parent.mkdir(parents=True)
    chapter.write_text(
        "zh: 章\n"
        'm58: {status: modelled, acts_from: "2023-04", controller: district}\n'
        'm59: {status: modeled, acts_from: "2024-13", controller: county}\n'
        'm60: {status: modelled, acts_from: "2024-04", controller: city}\n',
        "utf-8",
    )
    with pytest.raises(ValueError) as refused:
        measures.acting(tmp_path)
    where = f"{measures.CHAPTERS}/factors.yaml"
    early, month, controller, status = str(refused.value).splitlines()
    assert early.startswith(f"{where}:2: policy.factors.m58.acts_from: found '2023-04'; allowed: a month from 2024-01")
    assert month.startswith(f"{where}:3: policy.factors.m59.acts_from: found '2024-13'")
    allowed = "district, city, province, centre"
    assert controller == f"{where}:3: policy.factors.m59.controller: found 'county'; allowed: {allowed}."
    assert status == f"{where}:3: policy.factors.m59.status: found 'modeled'; allowed: modelled, registered."
