"""Beyond the usual, whole units of a flow, phases that rest: each has one home and does what its name says."""

import copy
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.state.idioms import Usual, Whole, rests


def test_the_first_value_told_is_the_usual_one_and_only_what_differs_counts():
    usual: Usual[float] = Usual()
    assert usual.beyond(0.3) == 0.0
    assert usual.beyond(0.5) == pytest.approx(0.2)
    assert usual.beyond(0.1) == pytest.approx(-0.2)
    assert usual.of(9.0) == 0.3


def test_a_usual_column_is_copied_read_only_and_shared_by_branches():
    column, usual = np.array([1.0, 2.0]), Usual()
    usual.of(column)
    column[:] = 5.0
    assert usual.beyond(column).tolist() == [4.0, 3.0]
    with pytest.raises(ValueError, match="read-only"):
        usual.known[0] = 0.0
    assert copy.deepcopy(usual).known is usual.known


def test_a_branch_made_before_the_first_value_learns_its_own():
    usual: Usual[float] = Usual()
    twin = copy.deepcopy(usual)
    usual.of(1.0)
    assert twin.of(2.0) == 2.0


@given(st.lists(st.floats(0.0, 50.0), max_size=40), st.floats(0.0, 0.999))
def test_whole_units_lose_nothing_of_the_flow(flows, left):
    counter = Whole(left)
    units = [counter.take(flow) for flow in flows]
    assert all(unit >= 0 for unit in units)
    assert sum(units) + counter.left == pytest.approx(left + sum(flows))
    assert 0.0 <= counter.left < 1.0


def test_half_a_unit_a_month_makes_one_every_other_month():
    counter = Whole()
    assert [counter.take(0.5) for _ in range(4)] == [1, 0, 1, 0]


def test_a_phase_rests_where_nothing_moves_and_keeps_its_name():
    done = []

    @rests
    def build(state):
        """Builds."""
        done.append(state.shocks)

    build(SimpleNamespace(shocks=0.0))
    build(SimpleNamespace(shocks=1.0))
    assert done == [1.0]
    assert (build.__name__, build.__doc__) == ("build", "Builds.")
