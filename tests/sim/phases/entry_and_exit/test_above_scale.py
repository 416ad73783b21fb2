"""The yearly list: who joins, who leaves, and what that does to the base of growth. By hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.entry_and_exit import above_scale
from sim.statistics.rules import growth_on_list
from tests.sim.phases.small_market import TRADE, firms_of, make_state

MILLION = 1e6
MARKS = {f"behaviour.list_marks.{name}": mark * MILLION for name, mark in (
    ("industry", 20.0), ("wholesale", 20.0), ("retail", 5.0), ("catering", 2.0), ("services_high", 20.0),
    ("services_middle", 10.0), ("services_low", 5.0))} | {"behaviour.list_marks.kept": 0.8}  # fmt: skip


def district(sales, month=13, values=None, **columns):
    """Firms with these sales of last year, million yuan; in 2022 they sold the same unless told."""
    count = len(sales)
    firms = firms_of(count, revenue_last=np.array(sales) * MILLION, **columns)
    state = make_state(firms, month=month, values=MARKS | (values or {}))
    firms.output_usual = np.array(columns.pop("sold_2022", sales)) * MILLION / 12.0
    return state


def test_each_sector_has_its_own_mark():
    names = ("food", "wholesale_retail", "wholesale_retail", "accommodation_catering", "info_software", "rd_technical",
             "residents_culture", "construction", "finance", "education")  # fmt: skip
    firms = firms_of(10, sector=np.array([SECTOR[name] for name in names]), is_shop=np.arange(10) == 2,
                     is_public=np.arange(10) == 9)  # fmt: skip
    marks = above_scale.marks(make_state(firms, values=MARKS)) / MILLION
    assert marks.tolist() == [20, 20, 5, 2, 20, 10, 5, np.inf, np.inf, np.inf]


def test_the_list_opens_with_the_large_and_with_who_sold_enough():
    state = district([25.0, 19.0, 3.0, 90.0, 90.0, 90.0], is_above_scale=np.array([0, 0, 1, 1, 0, 1], bool),
                     is_public=np.arange(6) == 3, is_active=np.arange(6) != 4,
                     sector=np.where(np.arange(6) == 5, SECTOR["finance"], 1))  # fmt: skip
    # one sells too little, one is public, one out of business, one a bank
    assert above_scale.open_list(state).tolist() == [True, False, True, False, False, False]


def test_in_january_firms_join_at_the_mark_and_leave_well_below_it():
    on = np.array([0, 0, 1, 1, 1], bool)
    state = district([20.0, 19.9, 16.0, 15.0, 7.0], on_list=on, been_on_list=on.copy())
    state.enterprises.output_usual[:] = np.array([10.0, 30.0, 30.0, 30.0, 8.0]) * MILLION / 12.0
    above_scale.keep_list(state)
    # 16 is four fifths of the mark; the last sold 8 from the first and still sells more than 6.4
    assert state.enterprises.on_list.tolist() == [True, False, True, False, True]
    assert state.books.yearly_list.first_time.tolist() == [True, False, False, False, False]
    read = {name: state.series.read(f"list.{name}", 13) for name in ("promoted", "dropped")}
    assert read == {"promoted": 1.0, "dropped": 1.0}
    assert state.series.read("list_firms.industry", 13) == 3.0
    # 43 million of last year's sales on the new list, 38 on the old one
    assert state.series.read("list_change.industry", 13) == pytest.approx(43.0 / 38.0 - 1.0)


def test_builders_and_developers_stay_whatever_they_sell():
    sectors = np.array([SECTOR["construction"], SECTOR["real_estate"], TRADE])
    on = np.ones(3, bool)
    state = district([1.0, 1.0, 1.0], sector=sectors, on_list=on, been_on_list=on.copy(), is_above_scale=on.copy())
    state.enterprises.output_usual[:] = 9.0 * MILLION
    above_scale.keep_list(state)
    assert state.enterprises.on_list.tolist() == [True, True, False]


def test_in_2023_and_within_a_year_the_list_stands():
    for month in (1, 14):
        state = district([90.0], month=month)
        above_scale.keep_list(state)
        assert state.enterprises.on_list.tolist() == [False]
        assert state.series.read("list_change.industry", month) == 0.0


def test_who_joins_or_leaves_moves_the_level_and_not_the_growth():
    state = district([1.0])
    for month in range(1, 25):
        # two firms of 50 in 2023; in 2024 a third of 20 has joined and all make a tenth more
        state.series.write("value_added.industry", month, 100.0 if month < 13 else 132.0)
        state.series.write("list_change.industry", month, 0.0 if month < 13 else 0.2)
    assert growth_on_list("value_added.industry", "list_change.industry")(state, 2024) == pytest.approx(10.0)
