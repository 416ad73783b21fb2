"""Keyed draws: belong to seed, mechanism, month and agent, and to nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.randomness import drawn_rows, key, laplace, lowest, normal, uniform

IDS = np.arange(20_000)
SEARCH = key(1, "jobs.search", 202404)


def test_three_draws_are_fixed_bit_for_bit():
    """A change here changes every published result."""
    assert int(SEARCH) == 8014836230952765606
    expected = ["0x1.4473d0b23830ep-2", "0x1.cbdc7907bc9d6p-1", "0x1.23580a00eed7bp-1"]
    assert [float(x).hex() for x in uniform(SEARCH, np.array([0, 1, 1_300_000]))] == expected


def test_draws_equal_an_independent_computation_in_whole_numbers():
    """The same finaliser in Python's unbounded integers."""
    top = 2**64 - 1

    def mix(x):
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & top
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & top
        return x ^ (x >> 31)

    golden = 0x9E3779B97F4A7C15
    for agent in (0, 1, 77, 1_300_000):
        bits = mix((mix((agent * golden + int(SEARCH)) & top) + golden) & top)
        assert float(uniform(SEARCH, np.array([agent]))[0]) == (bits >> 11) / 2**53


@given(st.permutations(range(50)), st.integers(1, 50))
def test_independent_of_order_and_subset(order, size):
    ids = np.array(order[:size])
    for draw in (lambda i: uniform(SEARCH, i), lambda i: laplace(SEARCH, i, 0.3), lambda i: normal(SEARCH, i)):
        np.testing.assert_array_equal(draw(ids), draw(np.arange(50))[ids])


@given(st.integers(0, 2**63 - 1), st.integers(0, 500_000))
def test_draws_lie_in_the_unit_interval_and_repeat(seed, month):
    stream = key(seed, "consumption.shock", month)
    draws = uniform(stream, np.arange(64))
    assert np.all((draws >= 0.0) & (draws < 1.0))
    np.testing.assert_array_equal(draws, uniform(key(seed, "consumption.shock", month), np.arange(64)))


@pytest.mark.parametrize("other", [key(2, "jobs.search", 202404), key(1, "jobs.match", 202404),
                                   key(1, "jobs.search", 202405)])  # fmt: skip
def test_seeds_mechanisms_and_months_differ(other):
    a, b = uniform(SEARCH, IDS), uniform(other, IDS)
    assert not np.any(a == b)
    assert abs(np.corrcoef(a, b)[0, 1]) < 4.0 / np.sqrt(len(IDS))


def test_uniform_by_a_coarse_chi_square():
    counts = np.bincount((uniform(SEARCH, IDS) * 20).astype(int), minlength=20)
    # 19 degrees of freedom: 43.8 is the 99.9% point
    assert np.sum((counts - 1000.0) ** 2 / 1000.0) < 43.8


def test_neighbours_are_not_related():
    draws = uniform(SEARCH, IDS)
    assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 4.0 / np.sqrt(len(IDS))


def test_laplace_mean_and_sd():
    draws = laplace(SEARCH, IDS, 0.3)
    assert abs(draws.mean()) < 4.0 * 0.3 / np.sqrt(len(IDS))
    assert draws.std() == pytest.approx(0.3, rel=0.04)
    # kurtosis of Laplace is 6: wider tails than the normal's 3
    assert np.mean(draws**4) / np.mean(draws**2) ** 2 > 4.5


def test_laplace_takes_one_sd_per_agent():
    sd = np.array([0.0, 1.0, 2.0])
    np.testing.assert_allclose(laplace(SEARCH, np.arange(3), sd), sd * laplace(SEARCH, np.arange(3), 1.0))


def test_normal_mean_and_sd():
    draws = normal(SEARCH, IDS)
    assert abs(draws.mean()) < 4.0 / np.sqrt(len(IDS))
    assert draws.std() == pytest.approx(1.0, rel=0.03)


@pytest.mark.parametrize("chance", [-0.1, 0.0, 0.25, float(uniform(SEARCH, IDS[7:8])[0]), 1.0, 2.0])
def test_rows_drawn_are_those_whose_number_lies_below_the_chance(chance):
    ids, rows = IDS[::-1].copy(), np.flatnonzero(IDS % 3 == 0)
    np.testing.assert_array_equal(drawn_rows(SEARCH, ids, rows, chance), rows[uniform(SEARCH, ids[rows]) < chance])


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(0, 40))
def test_lowest_are_the_first_of_a_stable_order(values, count):
    draws = np.array(values, dtype=float)
    np.testing.assert_array_equal(lowest(draws, count), np.argsort(draws, kind="stable")[:count])
