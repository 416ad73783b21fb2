"""Industrial land on the first day of a draw: how much each enterprise holds, how densely built, by which right.

Why drawn: no register of sites by firm was found. Land adds up to what the region has; output per mu differs between
firms, more where they are large or make technology, and every firm has room for what it makes.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import weighted_sum
from agents.enterprises import Tenure
from sim.district.firms import TECHNOLOGY_SECTORS
from sim.randomness import key, normal, uniform
from sim.state import State


def settle_sites(state: State) -> None:
    """Fill land, tenure, density and what floor space carries of industrial enterprises that are no public units."""
    enterprises, sites = state.enterprises, state.settings.behaviour.sites
    rows = state.rows.industry
    rows = rows[~enterprises.is_public[rows] & (enterprises.capacity[rows] > 0.0)]
    ids, count = enterprises.id[rows], len(enterprises)
    land, density, carries = np.zeros(count), np.zeros(count), np.zeros(count)
    land[rows] = _land(state, rows)
    # The spread of a lognormal number is taken out of its mean.
    own = sites.density_spread * normal(key(state.seed, "sites.density"), ids)
    density[rows] = sites.density * np.exp(own - sites.density_spread**2 / 2.0)
    spare = 2.0 * sites.floor_spare * uniform(key(state.seed, "sites.spare"), ids)
    carries[rows] = enterprises.capacity[rows] / (land[rows] * density[rows] * (1.0 - spare))
    enterprises.land[:], enterprises.density[:], enterprises.floor_capacity = land, density, carries
    enterprises.tenure[rows] = _tenure(state, rows)


def _land(state: State, rows: NDArray) -> NDArray:
    """Mu of each row, which with vacant standard buildings add up to the region's industrial land."""
    enterprises, sites = state.enterprises, state.settings.behaviour.sites
    made = enterprises.output_usual[rows]
    is_technology = np.isin(enterprises.sector[rows], [SECTOR[name] for name in TECHNOLOGY_SECTORS])
    per_mu = np.where(is_technology, sites.technology_density, 1.0) * np.maximum(made, 1.0) ** sites.size_response
    per_mu *= np.exp(sites.output_spread * normal(key(state.seed, "sites.output"), enterprises.id[rows]))
    wanted = made / per_mu
    held = (1.0 - sites.vacant) * state.settings.region.industrial_land_mu
    return wanted * (held / max(weighted_sum(enterprises.weight[rows], wanted), 1e-300))


def _tenure(state: State, rows: NDArray) -> NDArray:
    """By lot, with other odds above scale and below."""
    enterprises, sites = state.enterprises, state.settings.behaviour.sites
    lot = uniform(key(state.seed, "sites.tenure"), enterprises.id[rows])
    large = np.where(lot < sites.leased_large, Tenure.LEASED, Tenure.OWNED)
    in_standard = sites.village_small + sites.standard_small
    rest = np.where(lot < in_standard, Tenure.STANDARD, Tenure.OWNED)
    small = np.where(lot < sites.village_small, Tenure.VILLAGE, rest)
    return np.where(enterprises.is_above_scale[rows], large, small)
