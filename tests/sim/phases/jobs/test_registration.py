"""Registration of new jobs: once a person and year, by employer, people from outside too, less attrition."""

import numpy as np
import pytest

from sim.phases.jobs.registration import register_jobs
from tests.sim.phases.jobs.test_labour_market import live, open_state, read
from tests.sim.phases.small_state import give

ALL = tuple(f"behaviour.labour.registered_{name}=1.0" for name in ("insured", "shops", "outside"))


def test_one_person_registers_once_a_year_and_the_count_restarts_in_january():
    state = open_state("run=quick", *ALL, "behaviour.labour.separation=0.05")
    registered = np.zeros(len(state.residents))
    for month in range(1, 14):
        year_before = state.residents.registered_year.copy()
        live(state, month)
        changed = state.residents.registered_year != year_before
        if month <= 12:
            registered += changed
        assert set(state.residents.registered_year[changed]) <= {2023 + (month - 1) // 12}
        if month in (1, 13):
            assert read(state, "registered_new_cumulative") == read(state, "registered_new")
    assert registered.max() == 1.0
    months = [state.series.read("jobs.registered_new", month) for month in range(1, 13)]
    assert state.series.read("jobs.registered_new_cumulative", 12) == pytest.approx(sum(months))


def begun(outside: float, attrition: float, *overrides: str) -> tuple[float, float]:
    """Registered, gross and net, of a month in which three residents and some from outside begin work in sector 5."""
    state = open_state("run=quick", *overrides)
    state.month = 3
    rows = np.array([10, 20, 30])
    state.residents.work_sector[rows], state.residents.registered_year[rows] = 5, [0, 2023, 2022]
    state.books.jobs.shop_part = np.full(26, 0.2)
    sectors = np.zeros(26)
    sectors[5] = outside
    give(state, hired=rows, arrived_at_work=np.zeros(0, int), hired_outside=sectors, attrition=attrition)
    state.series.write("jobs.registered_new_cumulative", 2, 1_000.0)
    register_jobs(state)
    assert read(state, "registered_new_cumulative") == pytest.approx(1_000.0 + read(state, "registered_new"))
    return read(state, "registered_gross"), read(state, "registered_new")


def test_two_of_three_had_not_been_counted_this_year_and_attrition_is_deducted():
    # rows of a hundred persons; half of 300 retired are deducted
    counted = begun(0.0, 300.0, *ALL, "behaviour.labour.attrition_counted=0.5")
    assert counted == (pytest.approx(200.0), pytest.approx(50.0))


def test_people_from_outside_count_as_far_as_they_are_new_and_by_their_employer():
    none = tuple(f"behaviour.labour.registered_{name}={share}" for name, share in (
        ("insured", 0.8), ("shops", 0.3), ("outside", 0.5)))  # fmt: skip
    without, with_them = (begun(persons, 0.0, *none)[0] for persons in (0.0, 900.0))
    # 0.8 * 0.8 + 0.2 * 0.3 = 0.7 of them at their employers, half of them new, two thirds not counted yet
    assert with_them - without == pytest.approx(0.7 * 0.5 * 2.0 / 3.0 * 900.0)
