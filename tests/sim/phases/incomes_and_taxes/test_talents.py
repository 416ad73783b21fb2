"""Recognised talents of key industries: who they are, what they are paid, and that they stay."""

import numpy as np
import pytest

from agents.classes import Activity
from sim.phases.incomes_and_taxes.talents import KEY_SECTORS, support_talents
from sim.phases.jobs.migration import move, open_rooms
from tests.sim.phases.jobs.test_migration import open_district, read
from tests.sim.phases.small_state import open_page


def test_talents_are_recognised_paid_and_stay():
    state = open_district("run=quick", "behaviour.migration.support_years=5.0", "behaviour.migration.departures=1.5",
                          "behaviour.migration.arrivals_annual=30000.0")  # fmt: skip
    open_page(state, 1)
    open_rooms(state)
    state.levers.write("talent_recognised", 12_000.0)
    state.levers.write("talent_housing", 120_000.0)
    income, deposits = state.households.income.copy(), state.households.deposits.copy()
    support_talents(state)
    # a thousand a month are ten rows, and half a row was in hand; 2,000 yuan a month each
    assert read(state, "talent.recognised") == 1000.0
    assert read(state, "talent.housing") == pytest.approx(1000.0 * 2000.0)
    assert (state.households.income - income).sum() == pytest.approx(10 * 2000.0)
    assert (state.households.deposits - deposits).sum() == pytest.approx(10 * 2000.0)
    held = state.books.migration.supported[:, 0].astype(int)
    sector = state.residents.work_sector[held]
    assert np.all(KEY_SECTORS[sector])
    open_page(state, 7)  # their lease ends
    move(state)
    assert np.all(state.residents.activity[held] != Activity.ABSENT)


def test_nobody_is_recognised_in_the_stationary_district():
    state = open_district("run=quick", "region.shocks=0.0")
    open_page(state, 1)
    state.levers.write("talent_recognised", 12_000.0)
    state.levers.write("talent_housing", 120_000.0)
    support_talents(state)
    assert len(state.books.migration.supported) == 0
    assert (state.series.values, state.ledger.flows) == ({}, {})
