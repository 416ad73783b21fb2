"""Administration beside its records: the scores by hand, and the tables are what the pairs give."""

import numpy as np
import pytest

from scenarios.posterior import Pair, posterior_of
from tests.evidence import records
from tests.liveness.published import assert_published

PAIRS = [Pair(name, office, ratio, ratio >= 0.0) for name, office, ratio in
         (("a", "x", 0.1), ("b", "x", 0.2), ("c", "y", 0.1), ("d", "z", -0.3), ("e", "z", 0.1))]  # fmt: skip


def test_scores_by_hand():
    chance, met = np.array([0.8, 0.8, 0.5]), np.array([True, False, True])
    np.testing.assert_allclose(records.brier(chance, met), [0.04, 0.64, 0.25])
    np.testing.assert_allclose(records.log_score(chance, met), [-np.log(0.8), -np.log(0.2), np.log(2.0)])


def test_one_pair_or_its_place_is_left_out():
    assert [pair.name for pair in records.others(PAIRS, PAIRS[0], False)] == ["b", "c", "d", "e"]
    assert [pair.name for pair in records.others(PAIRS, PAIRS[0], True)] == ["c", "d", "e"]
    # Four of five met: of the other four three or four, by Jeffreys 3.5 / 5 and 4.5 / 5.
    np.testing.assert_allclose(records.chances(PAIRS, False, None), [0.7, 0.7, 0.7, 0.9, 0.7])


def test_places_are_drawn_again_whole():
    same = [Pair(str(number), "x", 0.1, True) for number in range(4)]
    assert records.resampled(np.array([0.0, 1.0, 0.0, 1.0]), same) == (0.5, 0.5)
    apart = [Pair(str(number), str(number), 0.1, True) for number in range(4)]
    low, high = records.resampled(np.array([0.0, 1.0, 0.0, 1.0]), apart)
    assert low < 0.5 < high


def test_pace_in_hand_takes_a_plan_to_its_print_and_no_further():
    found = posterior_of(PAIRS)
    bare, read = records.drawn(found), records.as_the_model_reads(found)
    np.testing.assert_array_equal(read[bare >= 0.0], bare[bare >= 0.0])
    behind = bare < 0.0
    assert read[behind].max() == 0.0
    assert np.all(read[behind] >= bare[behind])
    assert np.all(read[behind] - bare[behind] <= np.log(1.5) + 1e-9)  # at most half as fast again
    assert np.mean(read >= 0.0) > np.mean(bare >= 0.0)


def test_the_published_tables_are_what_the_pairs_give():
    assert_published(records.FILE, records.MARK, records.tables())


@pytest.mark.parametrize("name", list(records.FORECASTS))
def test_a_forecast_knows_nothing_of_the_pair_it_foretells(name):
    changed = [PAIRS[0], *PAIRS[1:4], Pair("e", "z", 0.9, True)]
    one, other = (records.chances(pairs, True, records.FORECASTS[name]) for pairs in (PAIRS, changed))
    assert one[3] == other[3]  # of z, whose pairs are left out together
    assert one[0] != other[0]
