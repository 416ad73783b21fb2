"""Load that firms move off the peak for a reward. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.production import peak
from tests.sim.phases.small_projects import enterprises_of, make_state

VALUES = {"behaviour.energy.shift_share": 0.1, "behaviour.energy.shift_hours": 20.0,
          "behaviour.energy.load_factor": 0.5}  # fmt: skip


def firms_of(count):
    """Above-scale makers that use 365,000 kWh a month: a mean load of 500 kW, a peak load of 1,000."""
    return enterprises_of(count, sector=np.full(count, SECTOR["metals"]), is_above_scale=np.ones(count, bool),
                          electricity=np.full(count, 365_000.0))  # fmt: skip


def test_who_is_paid_more_than_it_costs_moves_a_tenth_of_its_load():
    firms = firms_of(1)
    state = make_state(enterprises=firms, levers={"peak_reward": 0.5},
                       values=VALUES | {"behaviour.energy.shift_cost": 0.0})  # fmt: skip
    # 100 kW in 20 hours at half a yuan
    assert peak._shift_load(state) == pytest.approx(100.0)
    assert firms.deposits[0] == pytest.approx(1e8 + 1000.0)
    assert state.series.read("power.shift_reward", 1) == pytest.approx(1000.0)
    assert state.ledger.check() <= 1e-9


def test_a_higher_reward_moves_more_firms_and_none_moves_at_a_loss():
    def moved(reward):
        firms = firms_of(400)
        state = make_state(enterprises=firms, levers={"peak_reward": reward},
                           values=VALUES | {"behaviour.energy.shift_cost": 1.0})  # fmt: skip
        kilowatts = peak._shift_load(state)
        assert (firms.deposits >= 1e8).all()
        return kilowatts

    none, some, more = moved(0.0), moved(0.5), moved(1.0)
    # a part 1 - exp(-0.5) of 400 firms with 100 kW each
    assert none == 0.0
    assert some == pytest.approx(400 * 100.0 * (1.0 - np.exp(-0.5)), rel=0.15)
    assert some < more
