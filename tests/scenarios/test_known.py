"""Published figures of 2023: read with care, stored with the run, printed with what they can show."""

from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
import yaml
from rich.console import Console

from analysis.accounts import FIGURES
from scenarios import report
from scenarios.declarations import ROOT
from scenarios.known import COLUMNS, Known, load_accounts, load_known, load_weighing
from scenarios.outcomes import load_goals
from sim.statistics import HINDCAST
from tests.scenarios.fakes.plans import contents, execute, planned

GOALS = ROOT / "conf" / "goals" / "linping_2024.yaml"
FIGURE = Known(
    statistic="growth", zh="增速", en="Growth", unit="percent", decimals=1, value=5.2, scope="city", place_zh="某市",
    place_en="Sometown", source="somewhere", confidence="official", role="driver", note="a note",
)  # fmt: skip
ROW = {
    "statistic": "growth", "zh": "增速", "en": "Growth", "unit": "percent", "decimals": 1, "value": 5, "scope": "city",
    "place_zh": "某市", "place_en": "Sometown", "source": "somewhere", "role": "check", "note": "a note",
}  # fmt: skip


def _file(folder: Path, *rows: dict) -> Path:
    path = folder / "observations" / "known.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump({"figures": list(rows)}, allow_unicode=True), "utf-8")
    (folder / "sources.yaml").write_text("somewhere: {confidence: news}\n", "utf-8")
    return path


def test_the_model_gives_every_known_figure_and_no_other():
    known = load_goals(GOALS).known
    assert {figure.statistic for figure in known} == set(HINDCAST)


def test_what_drives_the_model_is_called_a_driver():
    # The values of 2023 of conf/world are the city's figures; calling one of them a check would be a circle.
    world = yaml.safe_load((ROOT / "conf" / "world" / "base.yaml").read_text("utf-8"))
    driven = {
        "industrial_value_added_growth": world["industry"]["city_growth_2023"],
        "services_value_added_growth": world["services"]["city_growth_2023"],
    }
    city = {figure.statistic: figure for figure in load_goals(GOALS).known if figure.scope == "city"}
    for statistic, leaf in driven.items():
        assert city[statistic].role == "driver"
        assert city[statistic].source == leaf["source"]
        assert city[statistic].value == pytest.approx(100.0 * leaf["value"])


def test_confidence_is_that_of_the_source_unless_stated(tmp_path):
    rows = [ROW, {**ROW, "scope": "province", "confidence": "derived"},
            {**ROW, "scope": "district", "source": "assumption", "role": "assumption"}]  # fmt: skip
    assert [figure.confidence for figure in load_known(_file(tmp_path, *rows))] == ["news", "derived", "assumption"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source": "nowhere"}, r"growth \(city\) has source 'nowhere'"),
        ({"scope": "planet"}, "scope 'planet'; allowed are district, neighbour, city, province"),
        ({"role": "proof"}, "role 'proof'; allowed are check"),
        ({"role": "assumption"}, "source and role must both be assumption"),
        ({"value": None}, "cannot be read"),
        ({"colour": "red"}, "cannot be read"),
        ({"discrepancy": 1.0}, "discrepancy is given once for each scope"),
        ({"error": 0.1, "role": "driver"}, "role driver and an error; what the model was given does not weigh"),
        ({"error": 0.0}, "error 0; it is above 0"),
        ({"error": 0.1}, r"discrepancy\.city is missing"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, change, says):
    with pytest.raises(ValueError, match=says):
        load_known(_file(tmp_path, {**ROW, **change}))


def test_a_figure_that_weighs_has_the_discrepancy_of_its_scope(tmp_path):
    jobs = {**ROW, "statistic": "jobs", "unit": "person", "error": 0.2, "value": -30}
    path = _file(tmp_path, {**ROW, "error": 0.1}, jobs, {**ROW, "statistic": "other"})
    apart = {"discrepancy": {"city": {"points": 2.5, "share": 0.2}}}
    path.write_text(path.read_text("utf-8") + yaml.safe_dump(apart), "utf-8")
    # Points for what is in percent, a share of the size of the figure otherwise; what has no error has none.
    assert [figure.discrepancy for figure in load_known(path)] == [2.5, 6.0, None]


WEIGHING = {"same_statistic": 0.5, "other_statistics": 0.2, "floor": 0.25, "growth_error": 0.5, "level_error": 0.02}


def _weighing(folder: Path, **change) -> Path:
    path = folder / "known.yaml"
    section = {name: {"value": value, "low": 0.0, "high": 0.9} for name, value in WEIGHING.items()}
    section |= change
    path.write_text(yaml.safe_dump({"weighing": {name: leaf for name, leaf in section.items() if leaf}}), "utf-8")
    return path


def test_how_draws_are_weighed_is_read(tmp_path):
    assert asdict(load_weighing(_weighing(tmp_path))) == WEIGHING


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"floor": None}, "weighing has .*; its keys are same_statistic"),
        ({"ceiling": {"value": 1, "low": 0, "high": 1}}, "its keys are same_statistic"),
        ({"floor": {"value": 2.0, "low": 0.0, "high": 1.0}}, r"weighing\.floor is 2\.0; allowed are 0\.0 to 1\.0"),
        ({"other_statistics": {"value": 0.6, "low": 0.0, "high": 0.9}}, "above same_statistic 0.5"),
    ],
)
def test_a_setting_of_weighing_that_cannot_be_used_is_named(tmp_path, change, says):
    with pytest.raises(ValueError, match=says):
        load_weighing(_weighing(tmp_path, **change))


def test_a_figure_given_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="growth is given twice for scope 'city'"):
        load_known(_file(tmp_path, ROW, ROW))


def test_what_comes_from_others_and_what_is_owed_has_its_usual_range():
    # What pays for a policy is read against the baseline, so nothing is declared as usual for it.
    ranged = {account.figure for account in load_goals(GOALS).accounts}
    assert ranged == {"transfers", "bonds", "platform_loans", "arrears"}
    assert ranged < set(FIGURES)


def test_public_accounts_print_a_line_each_and_a_column_for_each_year(tmp_path):
    head = "figure,name_zh,name_en,year,draws,q05,q25,q50,q75,q95,usual_low,usual_high,source"
    rows = ("transfers,转移,Transfers,2023,3,-1,0,0.5,1,2,0,8.5,assumption",
            "transfers,转移,Transfers,2024,3,-2,0,0.25,1,2,0,8.5,assumption",
            "purchases,采购,Purchases,2023,3,12,13,13.5,14,15,,,",
            "purchases,采购,Purchases,2024,3,11,12,12.5,13,14.25,,,")  # fmt: skip
    (tmp_path / "accounts.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8-sig")
    console = Console(width=120, file=StringIO(), no_color=True)
    report._print_accounts(tmp_path, report.WORDS["en"], "en", console)
    said = [" ".join(line.split()) for line in console.file.getvalue().splitlines() if line.strip()]
    assert "Account 2023 2024 90 % of draws, 2024 Usual" in said
    assert said[-2:] == ["Transfers 0.50% 0.25% −2.00% – 2.00% 0 – 8.5% (assumed)",
                         "Purchases 13.50% 12.50% 11.00% – 14.25% –"]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source": "nowhere"}, "accounts, arrears has source 'nowhere'"),
        ({"low": 4.0}, "arrears has low 4 and high 3; low must lie below high"),
        ({"high": "much"}, "arrears cannot be read"),
        ({"colour": "red"}, "arrears cannot be read"),
    ],
)
def test_a_usual_account_that_cannot_be_used_is_named(tmp_path, change, says):
    row = {"figure": "arrears", "low": 0.0, "high": 3.0, "source": "somewhere", "note": "a note", **change}
    path = _file(tmp_path, ROW)
    path.write_text(yaml.safe_dump({"figures": [ROW], "accounts": [row]}), "utf-8")
    with pytest.raises(ValueError, match=says):
        load_accounts(path)


def test_the_file_of_known_figures_is_no_goals_file():
    with pytest.raises(ValueError, match=r"known_2023\.yaml holds no targets"):
        load_goals(GOALS.parents[1] / "observations" / "known_2023.yaml")


def _with_figure(run):
    return replace(run, goals=replace(run.goals, known=(FIGURE,)))


def test_a_run_stores_and_prints_its_hindcast(tmp_path, capsys):
    run = _with_figure(planned(tmp_path, draws=3))
    assert execute(run) == 0
    folder = run.store.folder
    rows = pl.read_parquet(folder / "hindcast.parquet")
    # Three draws of demand 4, 5 and 6: what the fake model calls the growth of 2023.
    assert rows.rows() == [(0, 2024, "growth", 4.0), (1, 2024, "growth", 5.0), (2, 2024, "growth", 6.0)]
    definitions = (folder / "definitions" / "known_2023.csv").read_text("utf-8-sig")
    assert definitions.splitlines()[0] == ",".join(COLUMNS)
    (line,) = pl.read_csv(folder / "hindcast.csv").iter_rows(named=True)
    assert (line["known"], line["q50"], line["draws"], line["role"]) == (5.2, 5.0, 3, "driver")
    said = capsys.readouterr().out
    assert "Hindcast of 2023 (nothing was tuned to it)" in said
    (told,) = [text for text in said.splitlines() if "Sometown" in text]
    # 5 % of the way from 4 to 6 is 4.1, 95 % is 5.9.
    assert " ".join(told.split()) == "Growth 5.2% Sometown 5.0% 4.1% – 5.9% given to the model"


def test_hindcast_is_equal_in_bytes_on_any_number_of_workers_and_remade_when_lost(tmp_path):
    one, two = (_with_figure(planned(tmp_path / name, workers=n)) for name, n in (("one", 1), ("two", 2)))
    assert execute(one) == execute(two) == 0
    assert contents(one) == contents(two)
    path = one.store.folder / "hindcast.csv"
    stored = path.read_bytes()
    path.unlink()
    assert execute(one) == 0
    assert path.read_bytes() == stored


def test_a_run_without_known_figures_prints_no_hindcast(tmp_path, capsys):
    run = planned(tmp_path, draws=2)
    assert execute(run) == 0
    assert pl.read_csv(run.store.folder / "hindcast.csv").height == 0
    assert "Hindcast" not in capsys.readouterr().out


def test_a_figure_of_2023_that_is_not_a_number_fails_its_draw(tmp_path, capsys):
    run = planned(tmp_path, nan_draw_before=1, draws=3)
    assert execute(run) == 3
    assert "Not a number: growth of 2023" in (run.store.folder / "log.json").read_text("utf-8")
