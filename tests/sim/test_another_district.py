"""Another district is a file and its tables: three made-up towns, lists of its own, and not a line of code."""

from types import SimpleNamespace

import numpy as np
import pytest

from scenarios import district, simulate
from scenarios.sources import ROOT
from sim.district.model import Towns

CODES = ("hillside", "bridge", "river")


@pytest.fixture(scope="module")
def trial(values, open_region):
    """The made-up district after two years."""
    region = open_region(values("run=smoke", "region=trial"))
    region.run_for(24)
    return region


def test_it_runs_for_two_years_and_its_money_adds_up(trial):
    assert 0.0 < trial.worst_gap < 1e-9
    assert trial.state.district.accounts.output.sum() > 0.0
    observed = trial.observed()
    assert len(observed) > 100
    assert np.all(np.isfinite(list(observed.values())))


def test_starts_are_counted_by_its_own_towns(trial):
    series = trial.series()
    by_town = {name: values for name, values in series.items() if name.startswith("starts.")}
    assert set(by_town) == {f"starts.{name}" for name in (*CODES, "new", "share", "key_share")}
    assert np.sum([series[f"starts.{code}"] for code in CODES], axis=0).tolist() == series["starts.new"]
    assert sum(series["starts.new"]) > 0


def test_everybody_lives_and_works_in_one_of_its_towns(trial):
    state = trial.state
    for table in (state.enterprises, state.residents, state.farms, state.projects):
        assert set(np.unique(table.town)) == {0, 1, 2}, type(table).__name__
    assert state.books.jobs.in_commuters.shape == (3, 26, 3)
    assert state.fixed.industry_by_town.shape == state.books.villages.industry.shape == (3,)
    assert [town.name_zh for town in state.offices.towns] == ["山前镇", "石桥街道", "河湾街道"]


def test_its_lists_are_its_own(trial):
    projects = trial.state.projects
    counts = (projects.is_listed, projects.is_new, projects.is_key, projects.is_provincial)
    assert [int(flags.sum()) for flags in counts] == [60, 25, 10, 2]


def test_care_unions_are_counted_in_its_two_subdistricts(trial):
    """Two of two subdistricts or two of three places: the one reading is always 1.5 times the other."""
    observed = trial.observed()
    assert observed["care_union_subdistricts"] in (0.0, 50.0, 100.0)
    assert observed["care_union_subdistricts"] == pytest.approx(1.5 * observed["care_union_with_town"])


def test_series_are_called_by_the_names_of_its_towns(values):
    told = simulate.describe_series("starts.river", values("run=smoke", "region=trial"))
    assert told["en"] == "New projects started in a town (River Subdistrict)"
    assert told["zh"] == "镇街新建项目开工数 (河湾街道)"
    assert simulate.describe_series("starts.tangqi", values("run=smoke"))["zh"].endswith("(塘栖镇)")


def test_no_line_of_code_knows_a_town():
    codes = {*CODES, *district.read_towns("linping").codes} - {"linping"}  # the district's own name is the model's
    named = [f"{mark}{code}{mark}" for code in codes for mark in "'\""]
    found = [
        (path.name, word)
        for folder in ("agents", "sim", "scenarios")
        for path in (ROOT / folder).rglob("*.py")
        for word in named
        if word in path.read_text("utf-8")
    ]
    assert found == []


def test_a_town_with_the_code_of_another_series_is_refused(trial, values, open_region, monkeypatch):
    load = district.load
    def renamed(path):
        built = SimpleNamespace(**vars(load(path)))
        built.towns = Towns(("hillside", "share", "river"), *[("a", "b", "c")] * 2, is_subdistrict=(False, True, True))
        return built
    monkeypatch.setattr(district, "load", renamed)
    with pytest.raises(ValueError, match="the code 'share' is the name of another series"):
        open_region(values("run=smoke", "region=trial"))
