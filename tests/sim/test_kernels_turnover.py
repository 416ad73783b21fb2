"""The compiled passes over who closes equal the columns they stand for."""

import numpy as np
import pytest

from sim.kernels import turnover
from sim.kernels.industry import on_own_sites
from sim.phases.building.renewal import in_order
from sim.randomness import drawn_each, key, uniform

ROWS, SECTORS = 5_000, 26


@pytest.fixture
def rng():
    return np.random.default_rng(9)


def test_returns_by_sector_leave_out_the_closed_and_the_public(rng):
    active, public = rng.random(ROWS) < 0.8, rng.random(ROWS) < 0.1
    weight, profit, revenue = rng.random(ROWS), rng.normal(0.0, 1e4, ROWS), rng.lognormal(10.0, 1.0, ROWS)
    sector = rng.integers(0, SECTORS, ROWS)
    earned, sold = turnover.returns_by_sector(active, public, weight, sector, profit, revenue, SECTORS)
    rows = np.flatnonzero(active & ~public)
    for found, column in ((earned, profit), (sold, revenue)):
        expected = np.bincount(sector[rows], weight[rows] * column[rows], minlength=SECTORS)
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_overdrawn_are_in_business_and_below_zero():
    deposits, active = np.array([-1.0, 0.0, -1.0, 5.0, -2.0]), np.array([True, True, False, True, True])
    np.testing.assert_array_equal(turnover.rows_overdrawn(deposits, active), [0, 4])


def test_who_is_drawn_with_a_chance_of_its_own_is_below_it(rng):
    ids, chance = rng.permutation(ROWS) + 7, np.where(rng.random(ROWS) < 0.3, 0.0, rng.random(ROWS))
    stream = key(1, "turnover.exit", 3)
    np.testing.assert_array_equal(drawn_each(stream, ids, chance), np.flatnonzero(uniform(stream, ids) < chance))
    np.testing.assert_array_equal(drawn_each(stream, ids, np.ones(ROWS)), np.arange(ROWS))


def test_sites_of_ones_own_hold_land():
    tenure = np.array([0, 1, 2, 3, 4, 5, 1], dtype="i1")  # none, owned, leased, village, standard, cleared, no land
    land = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0])
    rows, made = on_own_sites(np.arange(7), tenure, land, np.arange(7.0), np.array([0.0, 0.5]), np.ones(7, np.int64))
    np.testing.assert_array_equal(rows, [1, 2, 3])
    np.testing.assert_array_equal(made, [0.5, 1.0, 1.5])


def test_order_is_by_value_and_among_equals_by_id(rng):
    values, ids = rng.integers(0, 40, 500) / 8.0, rng.permutation(500)
    np.testing.assert_array_equal(in_order(values, ids), np.lexsort((ids, values)))
    np.testing.assert_array_equal(in_order(np.array([3.0, 1.0, 2.0]), np.array([1, 2, 3])), [1, 2, 0])
    assert len(in_order(np.zeros(0), np.zeros(0, np.int64))) == 0
