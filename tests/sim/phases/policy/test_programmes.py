"""What bureaus begin, finish and have recognised within a year, worked out by hand."""

import numpy as np
import pytest

from sim.phases.policy import programmes
from sim.policy.item import Item
from sim.series import SERIES, Series
from sim.settings import Settings
from tests.sim.phases import small_projects

CALM = {f"behaviour.government.{name}": 0.0 for name in (
    "plan_margin", "slack", "completion.own", "delay_spread", "time_reserve", "nominations")}  # fmt: skip


def year(monkeypatch, kind="amount", months=0.0, annual=12.0, cost=0.0, line=1e9, values=None, latitude=0.0, **terms):
    """Counted by month of one programme over 2023; returns the state too."""
    item = Item("rural", "unit", "things", "东西", "clause 0", kind)
    monkeypatch.setattr(programmes, "ITEMS", {"rural_roads_new": item})
    monkeypatch.setitem(SERIES, "reported.rural_roads_new", Series("unit", "reported", "上报"))
    monkeypatch.setitem(SERIES, "level.rural_roads_new", Series("percent", "level", "水平"))
    levers = {"plan_rural_roads_new": annual, "cost_rural_roads_new": cost}
    state = small_projects.make_state(values=CALM | (values or {}), levers=levers, line=line)
    given = {"rural_roads_new": {"months": months, "line_share": 1.0, **terms}}
    vars(state.settings.behaviour)["programmes"] = Settings(given)  # the programme under test alone
    state.fixed.latitude = {"rural": latitude}
    counted = []
    for month in range(1, 13):
        state.month = month
        programmes.deliver_programmes(state)
        counted.append(state.series.read("delivered.rural_roads_new", month))
    return counted, state


def test_what_takes_no_time_counts_at_an_even_pace(monkeypatch):
    assert year(monkeypatch)[0] == pytest.approx([1.0] * 12)


def test_works_are_begun_early_enough_to_be_finished_in_the_year(monkeypatch):
    # Nine months of beginnings, each finished three months later: 12 / 9 from April to December.
    assert year(monkeypatch, months=3.0)[0] == pytest.approx([0.0] * 3 + [12 / 9] * 9)


def test_whole_units_count_when_they_are_complete(monkeypatch):
    counted, _ = year(monkeypatch, kind="whole", annual=3.0)
    assert np.cumsum(counted).tolist() == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_a_record_is_as_many_as_planned_whatever_bureaus_are_worth_as_far_as_the_line_pays(monkeypatch):
    unlucky = {"behaviour.government.completion.own": 0.5, "behaviour.government.delay_spread": 1.0}
    for values, latitude in (({}, 0.0), (unlucky, 0.5)):
        counted, state = year(monkeypatch, "record", months=3.0, annual=18.0, values=values, latitude=latitude)
        assert np.cumsum(counted)[2] == 0  # counts three months after it is begun, or when the list closes
        assert sum(counted) == state.series.read("reported.rural_roads_new", 12) == 18
    assert sum(year(monkeypatch, "record", annual=12.0, cost=100.0, line=450.0)[0]) == 4


def test_a_short_line_builds_what_it_pays(monkeypatch):
    counted, state = year(monkeypatch, cost=100.0, line=450.0)
    assert sum(counted) == pytest.approx(4.5)
    assert state.series.year("spent.rural", 2023) == pytest.approx(450.0)


def test_the_line_pays_its_share_and_others_bring_the_rest(monkeypatch):
    _, state = year(monkeypatch, cost=100.0, line_share=0.25)
    assert state.series.year("spent.rural", 2023) == pytest.approx(300.0)
    assert state.series.year("purchases.programmes", 2023) == pytest.approx(1200.0)
    assert state.ledger.flow("programme_funding", "outside", "government") == pytest.approx(12 * 75.0)


def test_more_titles_are_put_forward_than_promised_and_each_may_be_turned_down(monkeypatch):
    nominated = {"behaviour.government.nominations": 0.5}
    # Four promised, six put forward.
    assert sum(year(monkeypatch, "title", annual=4.0, values=nominated, recognised=1.0)[0]) == 6
    assert sum(year(monkeypatch, "title", annual=4.0, values=nominated, recognised=0.0)[0]) == 0


def test_a_cover_is_raised_to_its_plan_and_stays(monkeypatch):
    counted, state = year(monkeypatch, "cover", annual=75.0, opening=63.0)
    assert counted == pytest.approx([1.0] * 12)
    assert state.books.programmes.works["rural_roads_new"].level == pytest.approx(75.0)


def test_a_cover_above_its_plan_is_left_alone(monkeypatch):
    assert sum(year(monkeypatch, "cover", annual=75.0, opening=80.0)[0]) == 0.0


def test_what_is_reported_in_december(monkeypatch):
    told = {"behaviour.government.counted_early": 0.5, "behaviour.government.audit_share": 0.0}
    # A year that ends as printed is reported as 12: the tenth that latitude adds is part of what the records say.
    counted, state = year(monkeypatch, values=told, latitude=0.1)
    assert sum(counted) == pytest.approx(12.0 / 1.1)
    assert state.series.read("reported.rural_roads_new", 12) == pytest.approx(12.0)


def test_a_cover_is_planned_a_margin_above_its_level_and_what_has_reached_it_is_left_alone(monkeypatch):
    margin = {"behaviour.government.plan_margin": 0.04}
    counted, _ = year(monkeypatch, "cover", annual=75.0, opening=72.0, values=margin)
    assert sum(counted) == pytest.approx(6.0)  # 78 less 72
    assert sum(year(monkeypatch, "cover", annual=75.0, opening=76.0, values=margin)[0]) == 0.0
    assert sum(year(monkeypatch, "cover", annual=99.0, opening=98.0, values=margin)[0]) == pytest.approx(2.0)


def test_titles_are_reported_as_they_were_granted(monkeypatch):
    given = {"behaviour.government.counted_early": 1.0, "behaviour.government.audit_share": 0.0}
    counted, state = year(monkeypatch, "title", annual=4.0, values=given, latitude=0.5, recognised=1.0)
    assert state.series.read("reported.rural_roads_new", 12) == sum(counted) == 4.0
