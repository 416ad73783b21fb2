"""Figures that statistics extend by proxies, and what counts as advanced, invested or paid; worked out by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from agents.projects import Projects
from sim.phases.policy.lines import LINES
from sim.series import SeriesBook
from sim.settings import Settings
from sim.state.books import Books
from sim.statistics import STATISTICS

VALUES = {"behaviour": {"finance": {"finance_banks": 0.75}, "property": {"value_added_by_sales": 0.4}},
          "world": {"credit": {"balances_2024": 0.06}}}  # fmt: skip
MONTHS = 24


def state_with(homes=(1.0, 1.0), consumer=(1.0, 1.0), **monthly):
    """A state with these values a month of 2023 and of 2024, `__` for the dot of a series."""
    book = SeriesBook()
    for name, years in monthly.items():
        for position, value in enumerate(np.repeat(years, 12)):
            book.write(name.replace("__", "."), position + 1, float(value))
    world = SimpleNamespace(homes=np.repeat(homes, 12), consumer_price=np.repeat(consumer, 12))
    return SimpleNamespace(series=book, settings=Settings(VALUES), month=MONTHS, world=world, books=Books())


def figure(name: str, state) -> float:
    return STATISTICS[name](state, 2024)


def test_finance_grows_with_balances_and_with_the_turnover_of_the_rest():
    state = state_with(balances__total=(1000.0, 1080.0), value_added__finance=(20.0, 21.0), consumer=(1.0, 1.02))
    # banks 1.08 / 1.02 - 1 = 5.882 %, the rest 5 %: three quarters and one quarter
    assert figure("finance_value_added_growth", state) == pytest.approx(0.75 * 100 * (1.08 / 1.02 - 1) + 0.25 * 5.0)


def test_services_are_what_firms_made_and_what_balances_and_homes_did_beyond_the_citys():
    made = {"value_added__services": (100.0, 104.0), "value_added__finance": (20.0, 21.0),
            "value_added__real_estate": (10.0, 10.5)}  # fmt: skip
    state = state_with(homes=(1.0, 0.9), balances__total=(1000.0, 1080.0), homes__sales=(50.0, 43.0), **made)
    # balances 8 % where the city has 6: 0.2 * 0.75 * 2 = 0.3; homes -14 % where it has -10: 0.1 * 0.4 * -4 = -0.16
    assert figure("services_value_added_growth", state) == pytest.approx(4.0 + 0.3 - 0.16)
    calm = state_with(homes=(1.0, 0.9), balances__total=(1000.0, 1060.0), homes__sales=(50.0, 45.0), **made)
    assert figure("services_value_added_growth", calm) == pytest.approx(4.0)  # as the city: counted once


def test_insurance_support_is_what_was_paid_since_april_over_premiums():
    state = state_with(exports__premium=(10.0, 10.0), exports__premium_aid=(0.0, 0.0), exports__support_rate=(0.8, 0.8))
    for month in range(16, 22):  # April to September; then the line is empty
        state.series.write("exports.premium_aid", month, 8.0)
    state.series.write("exports.premium_aid", 13, 8.0)  # January does not count
    assert figure("export_insurance_support", state) == pytest.approx(100.0 * 48.0 / 90.0)
    assert figure("export_insurance_rate", state) == pytest.approx(80.0)


def test_transport_counts_works_alone_or_with_metro_and_preparation():
    state = state_with(investment__transport=(0.0, 100.0), transport__metro=(0.0, 50.0),
                       transport__preparation=(0.0, 5.0))  # fmt: skip
    assert figure("transport_investment", state) == pytest.approx(1200.0)
    assert figure("transport_investment_with_metro", state) == pytest.approx(1860.0)


def test_lines_are_appropriated_as_voted_whatever_is_spent():
    state = state_with(**{f"line__{chapter}": (1.0, 2.0) for chapter in LINES}, spent__demand=(0.0, 0.1))
    assert figure("appropriated_demand", state) == 2.0
    assert figure("appropriated_total", state) == 16.0


def test_a_listed_project_is_advanced_by_a_gate_or_by_spending():
    state = state_with()
    state.projects = Projects(4, is_listed=np.array([True, True, True, False]))
    state.books.pipeline.gates_by_year = {2023: np.ones(4, dtype=bool), 2024: np.array([True, False, False, True])}
    state.books.pipeline.spent_by_year = {2024: np.array([0.0, 5.0, 0.0, 5.0])}
    assert figure("projects_advanced", state) == 2.0
