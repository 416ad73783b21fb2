"""Figures of 2023: growth over a 2022 that is not simulated, and what only a pipeline gives."""

import numpy as np
import pytest

from agents.classes import Activity
from sim.calendar import month_of_year
from sim.series import SeriesBook
from sim.state import State
from sim.statistics import HINDCAST, hindcast_of
from sim.statistics.rules import growth, stock_growth


class _Bare(State):
    """A state of which only the series are there."""

    def __init__(self, series: SeriesBook):
        self.series = series


def test_growth_over_2022_by_hand():
    book = SeriesBook()
    for month in range(1, 13):
        book.write("retail.sales", month, 100.0 + month)
    # 1200 + 78 = 1278 in 2023; 12 months of 100 in 2022: 6.5 % more.
    book.means_2022 = {"retail.sales": 100.0, "balances.total": 800.0}
    assert growth("retail.sales")(_Bare(book), 2023) == pytest.approx(6.5)
    # a stock grows from its eve: 840 over 800
    book.write("balances.total", 12, 840.0)
    assert stock_growth("balances.total")(_Bare(book), 2023) == pytest.approx(5.0)


def test_2022_of_every_growth_figure_is_what_a_standing_district_repeats(steady):
    means = steady.state.series.means_2022
    assert len(means) == 9
    for series, mean in means.items():
        assert np.asarray(steady.series()[series]) == pytest.approx(mean, rel=1e-6), series


def test_a_standing_district_and_an_unfinished_year_have_no_hindcast(steady, open_region, values):
    assert steady.hindcast() == {}
    assert open_region(values()).hindcast() == {}


def test_figures_of_2023_are_those_of_its_series_and_do_not_change_afterwards(finished):
    told = finished.hindcast()
    assert list(told) == list(HINDCAST)
    series, living_here = finished.series(), finished.state.residents.activity != Activity.ABSENT
    residents = finished.state.residents.weight[living_here].sum()
    first = {name: np.asarray(series[name][:12]) for name in
             ("gdp.nominal", "jobs.unemployed", "jobs.employed_residents", "jobs.registered_new_cumulative")}
    assert told["gdp_nominal"] == pytest.approx(first["gdp.nominal"].sum())
    out, at_work = first["jobs.unemployed"].sum(), first["jobs.employed_residents"].sum()
    assert told["unemployment_rate"] == pytest.approx(100 * out / (out + at_work))
    got, spent, living = (np.sum(series[name][:12]) for name in
                          ("income.disposable", "consumption.households", "residents.total"))  # fmt: skip
    assert told["income_per_head"] == pytest.approx(got / (living / 12))
    assert told["saving_rate"] == pytest.approx(100 * (1 - spent / got))
    assert told["household_deposits_growth"] == pytest.approx(
        100 * (series["deposits.households"][11] / finished.state.settings.region.deposits_households - 1), abs=1e-6)
    used = np.sum(series["energy.electricity"][:12])
    assert told["electricity_growth"] == pytest.approx(
        100 * (used / finished.state.settings.region.electricity_use_2022_annual - 1))
    jobs = first["jobs.registered_new_cumulative"][-1]
    assert told["new_urban_jobs_per_thousand"] == pytest.approx(1000 * jobs / residents)
    begun = finished.state.projects
    for quarter in (1, 2):
        months = [3 * quarter - 2, 3 * quarter - 1, 3 * quarter]
        assert [month_of_year(month) for month in months] == months
        expected = begun.total[np.isin(begun.started, months)].sum()
        assert told[f"projects_begun_q{quarter}"] == pytest.approx(expected)
    assert hindcast_of(finished.state) == told
