"""Published figures by hand: growth of annual sums, ratios, counts at a date, readings of one target."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.accounts import FIGURES
from sim import statistics
from sim.phases.policy.lines import LINES
from sim.series import SeriesBook
from sim.settings import Settings
from sim.state.books import Books
from sim.statistics import STATISTICS

LEVELS = ("fixed_investment", "investment_without_land", "electricity", "gas", "registered_jobs", "foreign_capital",
          "graduates")  # fmt: skip
REGION = {"region": {"gdp_revision": 0.05, "pipeline": {"key_plan": 200.0}, "levels_2023": dict.fromkeys(LEVELS, 0.0)}}


def state_with(month: int = 24, shocks: float = 1.0, **monthly):
    """A state that has recorded each series (`__` for the dot) with these values by year: (2023, 2024) a month."""
    book = SeriesBook()
    for name, years in monthly.items():
        for position, value in enumerate(np.repeat(years, 12)):
            book.write(name.replace("__", "."), position + 1, float(value))
    return SimpleNamespace(series=book, settings=Settings(REGION), month=month, shocks=shocks, books=Books())


def figure(name: str, state, year: int = 2024) -> float:
    return STATISTICS[name](state, year)


def test_growth_compares_annual_sums():
    state = state_with(value_added__industry=(100.0, 106.0))
    # one month more or less does not matter, the sum of the year does: 1,200, then 1,272 and 12 more
    assert figure("industrial_value_added_growth", state) == pytest.approx(6.0)
    state.series.write("value_added.industry", 24, 118.0)
    assert figure("industrial_value_added_growth", state) == pytest.approx(7.0)


def test_ratios_and_their_readings():
    state = state_with(rd__reported=(0.0, 4.2), gdp__nominal=(1.0, 100.0))
    assert figure("rd_intensity", state) == pytest.approx(4.2)
    assert figure("rd_intensity_revised_base", state) == pytest.approx(4.0)
    state = state_with(value_added__high_tech=(0.0, 32.0), value_added__industry_nominal=(1.0, 40.0))
    assert figure("hightech_share", state) == pytest.approx(80.0)


def test_certificates_are_first_listed_or_net():
    state = state_with(hnte__first=(0.0, 0.0), hnte__renewed=(0.0, 0.0), hnte__valid=(1_000.0, 1_000.0))
    for name, value in (("hnte.first", 280.0), ("hnte.renewed", 190.0), ("hnte.valid", 1_130.0)):
        state.series.write(name, 24, value)
    assert figure("hnte_new_first", state) == 280.0
    assert figure("hnte_new_all_listed", state) == 470.0
    assert figure("hnte_net_increase", state) == 130.0


def test_shares_of_starts_are_read_at_the_end_of_quarters():
    state = state_with(starts__share=(0.0, 0.0), starts__key_share=(0.0, 0.0))
    for month, share in ((15, 0.2), (18, 0.5), (21, 0.75), (24, 0.95)):
        state.series.write("starts.share", month, share)
    assert [figure(f"start_share_q{quarter}", state) for quarter in (1, 2, 3, 4)] == pytest.approx([20, 50, 75, 95])
    state.series.write("starts.key_share", 24, 1.0)
    assert figure("key_new_start_share", state) == 100.0


def test_key_projects_are_measured_by_what_was_planned():
    assert figure("key_completion_share", state_with(investment__key_62=(50.0, 15.0))) == pytest.approx(90.0)


def test_registered_jobs_are_the_count_at_the_end_of_the_year():
    state = state_with(jobs__registered_new_cumulative=(0.0, 100.0))
    state.series.write("jobs.registered_new_cumulative", 24, 21_000.0)
    assert figure("new_urban_jobs", state) == 21_000.0


def with_level(name: str, level: float, state):
    """The same state where the authors of a target knew this level of 2023."""
    region = REGION["region"] | {"levels_2023": dict.fromkeys(LEVELS, 0.0) | {name: level}}
    state.settings = Settings({"region": region})
    return state


def test_a_level_its_authors_knew_grows_as_the_model_does():
    state = state_with(gas__sold=(10.0, 11.0))
    assert figure("gas_use", state) == pytest.approx(132.0)  # not set: twelve months of eleven
    with_level("gas", 200.0, state)
    assert figure("gas_use", state) == pytest.approx(220.0)  # the level known of 2023 and a tenth more
    assert figure("gas_use", state, 2023) == pytest.approx(200.0)


def test_power_that_is_available_is_in_proportion_to_what_was_used():
    state = with_level("electricity", 60.0, state_with(energy__electricity=(10.0, 11.0), power__available=(15.0, 16.0)))
    assert figure("electricity_use", state) == pytest.approx(66.0)
    assert figure("electricity_available", state) == pytest.approx(60.0 * 16.0 / 10.0)


def test_each_reading_of_investment_starts_from_the_level_known_for_it():
    state = state_with(fai__total=(10.0, 11.0), land__fee=(1.0, 1.0), land__sales_revenue=(1.0, 2.0))
    assert figure("effective_investment", state) == pytest.approx(132.0)
    assert figure("investment_without_land", state) == pytest.approx(96.0)
    assert figure("effective_investment", with_level("fixed_investment", 600.0, state)) == pytest.approx(660.0)
    assert figure("investment_without_land", state) == pytest.approx(96.0)
    with_level("investment_without_land", 500.0, state)
    assert figure("investment_without_land", state) == pytest.approx(500.0)


def test_a_known_count_of_new_jobs_scales_what_the_register_covers_and_not_attrition():
    state = state_with(jobs__registered_gross=(100.0, 120.0), jobs__registered_new_cumulative=(900.0, 1_100.0))
    # 1,200 and 1,440 begin, 300 and 340 retire
    assert figure("new_urban_jobs", state) == pytest.approx(1_100.0)
    with_level("registered_jobs", 2_100.0, state)
    # 2,400 would have had to begin on the books of 2023: twice what the model's register covers
    assert figure("new_urban_jobs", state, 2023) == pytest.approx(2_100.0)
    assert figure("new_urban_jobs", state) == pytest.approx(2_880.0 - 340.0)
    assert figure("gross_registered_jobs", state) == pytest.approx(2_520.0)  # read as gross, the level is gross too


def test_graduates_are_counted_from_the_level_known():
    state = state_with(graduates__arrived=(100.0, 110.0), graduates__left=(50.0, 60.0))
    assert (figure("graduates_new", state), figure("graduates_new_net", state)) == (1_320.0, 600.0)
    with_level("graduates", 2_400.0, state)
    assert figure("graduates_new", state) == pytest.approx(2_640.0)
    assert figure("graduates_new_net", state) == pytest.approx(3_000.0 * 1.1 - 720.0)


def test_villages_are_read_in_three_ways():
    state = state_with()
    state.books.villages.incomes = np.array([1.0e6, 1.5e6, 5.0e6, 2.5e6])
    assert figure("village_income_min", state) == 1.0e6
    assert figure("village_income_average", state) == 2.5e6
    assert figure("village_income_share_met", state) == 75.0  # 150 万元 counts as met


def test_the_budget_is_the_sum_of_its_lines():
    state = state_with(**{f"spent__{chapter}": (0.0, number + 1.0) for number, chapter in enumerate(LINES)})
    assert figure("budget_investment", state) == 12.0
    assert figure("budget_total", state) == 12.0 * 36.0


def test_no_figure_before_december_or_where_nothing_moves():
    assert statistics.figures_of(state_with(month=23), 2024) == {}
    assert statistics.figures_of(state_with(shocks=0.0), 2024) == {}


def test_every_figure_of_a_run_is_a_number_and_reads_a_recorded_series(finished):
    figures = finished.observed()
    assert set(figures) == set(STATISTICS)
    assert all(np.isfinite(value) for value in figures.values())
    assert figures["budget_total"] == pytest.approx(sum(figures[f"budget_{chapter}"] for chapter in LINES))
    assert 0.0 <= figures["start_share_q1"] <= figures["start_share_q4"] <= 100.0


def test_figures_are_those_of_their_own_year(finished):
    series = finished.state.series
    for year in (2023, 2024):
        assert STATISTICS["effective_investment"](finished.state, year) == series.year("fai.total", year)
    growth = 100.0 * (series.year("fai.total", 2024) / series.year("fai.total", 2023) - 1.0)
    assert finished.observed()["fai_growth"] == pytest.approx(growth)


def test_every_public_account_is_made_of_recorded_series(finished):
    assert {name for names, *_ in FIGURES.values() for name in names} <= set(finished.series())
