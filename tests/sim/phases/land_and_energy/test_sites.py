"""Land and floor space of enterprises: what they carry, who may invest, what a plant brings. Numbers by hand."""

import numpy as np
import pytest

from agents.enterprises import Tenure
from sim.phases.building.projects import open_plants
from sim.phases.land_and_energy import sites
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of

STILL = {"behaviour.sites.floor_progress": 0.0, "behaviour.investment.depreciation_annual": 0.12}


def firms_on(count: int, **columns):
    """Owners of 10 mu built once over; a mu of floor carries 110,000 yuan a month of the capacity of a million."""
    given = {
        "land": np.full(count, 10.0), "density": np.ones(count), "floor_capacity": np.full(count, 110_000.0),
        "tenure": np.full(count, int(Tenure.OWNED)), "is_active": np.ones(count, bool),
    }  # fmt: skip
    return enterprises_of(count, **(given | columns))


def carried(state, row: int = 0) -> float:
    """Capacity up to which a firm may buy machines, yuan a month, read off what it may spend of far too much."""
    firms = state.enterprises
    allowed = sites.keep_to_floor(state, np.full(len(firms), 1e12))[row]
    wear = firms.capital[row] * state.settings.behaviour.investment.depreciation_annual / 12.0
    return firms.capacity[row] * (1.0 + (allowed - wear) / firms.capital[row])


def test_capacity_grows_only_where_there_is_floor():
    firms = firms_on(3, tenure=np.array([Tenure.OWNED, Tenure.OWNED, Tenure.NONE]), density=np.array([1.0, 0.9, 0.5]))
    state = make_state(enterprises=firms, values=STILL)
    wanted = sites.keep_to_floor(state, np.full(3, 5e6))
    # Wear is a hundredth of 10 million a month. Floor for 1.1 million lets capital grow by a tenth; for 0.99 million
    # not at all; whose site is not known is not held back.
    assert wanted.tolist() == pytest.approx([1e5 + 1e6, 1e5, 5e6])


def test_floor_carries_more_as_years_pass_but_not_in_the_stationary_district():
    state = make_state(enterprises=firms_on(1), values={"behaviour.sites.floor_progress": 0.1}, month=12)
    assert carried(state) == pytest.approx(1.1e6 * 1.1)
    state = make_state(enterprises=firms_on(1), month=12, values={"region.shocks": 0.0})
    assert carried(state) == pytest.approx(1.1e6)


def test_a_plant_brings_its_land_and_floor_for_its_machines():
    firms = firms_on(1, is_above_scale=np.array([True]))
    state = make_state(projects_of(1, total=np.array([1e8]), land_need=np.array([20.0])), firms, values=STILL)
    open_plants(state, np.array([0]))
    # 60 million of goods on 10 million of capital: capacity 7 million; 6 million more stand on 6 / 0.11 mu of floor.
    assert firms.land[0] == 30.0
    assert firms.density[0] * firms.land[0] == pytest.approx(10.0 + 6e6 / 110_000.0)
    assert carried(state) == pytest.approx(1.1e6 + 6e6)
