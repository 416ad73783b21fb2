"""The error of a mean over a Latin hypercube. Expected values are worked out by hand."""

import numpy as np
import pytest

from tests.bench.scales import standard_error


def test_what_a_stratified_value_explains_leaves_no_error():
    rng = np.random.default_rng(1)
    columns = rng.standard_normal((200, 3))
    chance = rng.standard_normal(200)
    figure = 7.0 + 20.0 * columns[:, 0] - 5.0 * columns[:, 2] + 2.0 * chance
    # Only the chance is left, 2 / sqrt(200); the spread itself would say 20.7 / sqrt(200).
    assert standard_error(figure, columns) == pytest.approx(2.0 / np.sqrt(200.0), rel=0.15)


def test_without_values_it_is_the_usual_error():
    values = np.array([1.0, 3.0, 5.0, 7.0])  # squares about 4: 9 + 1 + 1 + 9 = 20
    assert standard_error(values, np.empty((4, 0))) == pytest.approx(np.sqrt(20.0 / 3.0 / 4.0))
