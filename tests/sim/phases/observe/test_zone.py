"""The innovation zone: whose revenue and taxes it counts, and how many firms sit in it. Worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.observe import zone
from tests.sim.phases.small_market import COUNT, FOOD, firms_of, make_state
from tests.sim.phases.small_state import give

SHARE = "behaviour.services.zone_share"
SOFTWARE = SECTOR["info_software"]


def services(count: int, **columns):
    """Large software firms."""
    given = {"sector": np.full(count, SOFTWARE), "is_above_scale": np.ones(count, bool)}
    return firms_of(count, **(given | columns))


def test_the_zone_counts_revenue_and_taxes_of_large_private_services():
    firms = services(5, sector=np.array([SOFTWARE, SOFTWARE, FOOD, SOFTWARE, SOFTWARE]), profit=np.array([100.0] * 5),
                     is_above_scale=np.array([1, 0, 1, 1, 1], bool), is_public=np.arange(5) == 3,
                     certified_until=np.array([-1, -1, -1, -1, 60]))  # fmt: skip
    rates = {"region.profit_tax_rate": 0.25, "region.profit_tax_rate_certified": 0.15}
    state = make_state(firms, values={SHARE: 1.0} | rates)
    state.fixed.production_tax = np.where(np.arange(COUNT) == SOFTWARE, 0.05, 0.0)
    give(state, revenue=np.full(5, 1e3))
    zone.count_zone(state)
    assert state.rows.zone.tolist() == [0, 4]
    assert state.series.read("zone.revenue", 1) == pytest.approx(2e3)
    # a twentieth of revenue, and a quarter or, with a certificate, 0.15 of profit
    assert state.series.read("zone.tax", 1) == pytest.approx(2 * 50.0 + 25.0 + 15.0)


def test_the_declared_part_of_them_sits_in_the_zone():
    assert len(zone.draw_zone(make_state(services(5), values={SHARE: 0.0}))) == 0
    half = zone.draw_zone(make_state(services(1_000), values={SHARE: 0.5}))
    assert len(half) == pytest.approx(500, abs=50)
