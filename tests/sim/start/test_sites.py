"""Industrial land at the start: it adds up, carries what is made, and differs between firms as declared."""

import numpy as np
import pytest

from agents.classes import IS_INDUSTRY
from agents.enterprises import Tenure


def test_land_adds_up_and_carries_what_is_made(open_region, values):
    region = open_region(values(behaviour__sites__vacant=0.1))
    firms, land = region.state.enterprises, region.state.settings.region.industrial_land_mu
    assert firms.total(firms.land) == pytest.approx(0.9 * land)
    assert (firms.land[~IS_INDUSTRY[firms.sector]] == 0.0).all()
    rows = np.flatnonzero(firms.land > 0.0)
    carried = firms.land[rows] * firms.density[rows] * firms.floor_capacity[rows]
    spare = region.state.settings.behaviour.sites.floor_spare
    assert (carried >= firms.capacity[rows] * (1.0 - 1e-12)).all()
    assert (firms.capacity[rows] >= carried * (1.0 - 2.0 * spare - 1e-12)).all()


def test_output_per_mu_differs_as_declared(open_region, values):
    flat = {"behaviour__sites__output_spread": 0.0, "behaviour__sites__size_response": 0.0,
            "behaviour__sites__technology_density": 1.0}  # fmt: skip
    firms = open_region(values(**flat)).state.enterprises
    rows = np.flatnonzero(firms.land > 0.0)
    per_mu = firms.output_usual[rows] / firms.land[rows]
    assert per_mu.max() == pytest.approx(per_mu.min())
    firms = open_region(values(**(flat | {"behaviour__sites__output_spread": 0.5}))).state.enterprises
    assert np.log(firms.output_usual[rows] / firms.land[rows]).std() == pytest.approx(0.5, rel=0.1)


def test_large_firms_own_and_small_ones_rent(open_region, values):
    odds = {"behaviour__sites__village_small": 1.0, "behaviour__sites__leased_large": 0.0}
    firms = open_region(values(**odds)).state.enterprises
    rows = np.flatnonzero(firms.land > 0.0)
    large = firms.is_above_scale[rows]
    assert (firms.tenure[rows[large]] == Tenure.OWNED).all()
    assert (firms.tenure[rows[~large]] == Tenure.VILLAGE).all()
