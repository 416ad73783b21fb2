"""The outside: who sells abroad follows exports, and sectors' own growth adds nothing to their group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from agents.classes import INDUSTRY, SECTOR, SECTORS
from sim.randomness import key
from sim.settings import Settings
from sim.world import export_leads, own_growth_of_sectors

COUNT = len(SECTORS)
FOOD, TRADE = SECTOR["food"], SECTOR["wholesale_retail"]


def test_a_sector_leads_by_its_exports_where_these_grow_faster_than_industry():
    trade = Settings({"national_2023": 0.0, "national_2024": 0.1})
    abroad = np.zeros(COUNT)
    abroad[[FOOD, TRADE]] = 0.5
    leads = export_leads(trade, [0.0, 0.05], abroad)
    assert leads[0].tolist() == [0.0] * COUNT
    # half of its sales grow by 10 % where industry grows by 5
    assert leads[1, FOOD] == pytest.approx(0.5 * (np.log(1.1) - np.log(1.05)))
    assert np.count_nonzero(leads[1]) == 1  # services that sell abroad are not industry


@limits(deadline=None)  # the first call loads compiled code
@given(st.floats(0.0, 0.3), st.floats(-0.2, 0.2), st.integers(0, 1000))
def test_what_sectors_grow_beyond_their_group_adds_up_to_nothing(spread, lead, seed):
    weight = np.zeros(COUNT)
    weight[list(INDUSTRY)] = np.arange(1.0, len(INDUSTRY) + 1.0)
    leads = np.zeros(COUNT)
    leads[FOOD] = lead
    own = own_growth_of_sectors(spread, weight, key(seed, "world.sector", 2024), leads)
    assert float(weight @ own) == pytest.approx(0.0, abs=1e-9)
    assert not own[TRADE]
    if spread == 0.0:
        # one of 78 parts leads: the others fall behind by its part of the lead
        assert own[FOOD] == pytest.approx(lead * (1.0 - weight[FOOD] / weight.sum()))
