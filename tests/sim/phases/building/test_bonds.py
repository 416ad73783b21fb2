"""Bonds for public works and awards of the race. Expected values are worked out by hand."""

import numpy as np
import pytest

from sim.phases.building.bonds import bond_money, receive_award
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_projects import make_state, set_levers

VALUES = {"behaviour.bonds.bond_share": 0.8, "behaviour.bonds.kept_months": 2.0, "behaviour.pipeline.takeover": 0.5}
UPPER, PUBLIC, ONE = np.array([10.0, 10.0]), np.array([True, False]), np.ones(2)


def test_quota_pays_the_bond_part_of_public_works_only():
    state = make_state(levers={"bond_quota": 12 * 8.0}, values=VALUES)
    came, borrowed = bond_money(state, ONE, UPPER, PUBLIC)
    assert came.tolist() == [10.0, 10.0]
    assert borrowed.tolist() == [0.0, 0.0]
    assert state.series.read("bonds.issued", 1) == pytest.approx(8.0)


def test_platforms_borrow_by_and_by_what_a_smaller_quota_lacks():
    state = make_state(levers={"bond_quota": 12 * 8.0}, values=VALUES)
    bond_money(state, ONE, UPPER, PUBLIC)
    lent = []
    for _ in range(3):
        next_month(state)
        set_levers(state, bond_quota=12 * 4.0)
        came, borrowed = bond_money(state, ONE, UPPER, PUBLIC)
        assert came[0] == pytest.approx(2.0 + 4.0)
        lent.append(borrowed[0])
    # 4 of 8 are lacking; half of the gap to that is closed each month.
    assert lent == pytest.approx([0.0, 2.0, 3.0])


def test_a_quota_that_was_always_short_has_its_lenders():
    state = make_state(levers={"bond_quota": 12 * 2.0}, values=VALUES)
    came, borrowed = bond_money(state, ONE, UPPER, PUBLIC)
    assert came[0] + borrowed[0] == pytest.approx(10.0)


def test_unused_quota_is_kept_for_some_months():
    state = make_state(levers={"bond_quota": 12 * 8.0}, values=VALUES)
    for _ in range(4):
        bond_money(state, ONE, np.zeros(2), PUBLIC)
        next_month(state)
    bond_money(state, ONE, np.array([100.0, 0.0]), PUBLIC)
    assert state.series.read("bonds.issued", 5) == pytest.approx(3 * 8.0)  # two months kept and this one


def test_an_award_comes_after_a_quarter_and_goes_to_platforms():
    state = make_state(levers={"race_award": 40.0}, month=4)
    receive_award(state)
    assert state.ledger.flow("race_award", "outside", "government") == pytest.approx(10.0)
    assert state.ledger.accounts["platforms"].deposits == pytest.approx(10.0)
    next_month(state)
    receive_award(state)
    assert state.series.read("bonds.race_award", 5) == 0.0
