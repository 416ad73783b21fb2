"""How large the parts of the economy are in this draw: industry against services, one sector against another, and
how many firms make up what is below scale.

Why scalers: the district is built once. What a draw does not know of 2022 rescales columns of that one build, so that
the published product holds in every draw.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY, IS_SERVICE
from agents.enterprises import Enterprises
from sim.randomness import key, normal, uniform
from sim.settings import Settings
from sim.state import State

OF_A_FIRM = ("share_local", "output", "sales", "demand_expected", "orders_outside", "capacity", "capital", "deposits",
             "loans", "revenue_last", "headcount")  # fmt: skip


def rescale(state: State) -> None:
    """Bring the built enterprises to the numbers and the mix of this draw; columns that draws share are replaced."""
    region, enterprises = state.settings.region, state.enterprises
    name_technology_firms(enterprises, round(region.technology_firms), state.seed)
    rescale_counts(enterprises, region.enterprises_scaler, region.shops_scaler)
    rescale_mix(state)


def name_technology_firms(enterprises: Enterprises, count: int, seed: int) -> None:
    """Of the firms built as technology firms so many are, by lot; the others are small firms of the same sectors.

    Raises ValueError when fewer were built than the draw asks for.
    """
    rows = np.flatnonzero(enterprises.is_technology)
    if count > len(rows):
        raise ValueError(f"region.technology_firms asks for {count} firms of the {len(rows)} that were built; raise "
                         "region.technology_firms_built or lower the former")
    order = np.argsort(uniform(key(seed, "start.technology"), enterprises.id[rows]), kind="stable")
    flags = np.zeros(len(enterprises), dtype=bool)
    flags[rows[order[:count]]] = True
    enterprises.is_technology = flags


def rescale_counts(enterprises: Enterprises, firms: float, shops: float) -> None:
    """Rows below scale stand for `firms` or `shops` times as many, each the smaller by that much: totals stay.

    Above-scale firms, technology firms and public units are counted one by one and keep their number.
    """
    counted = enterprises.is_above_scale | enterprises.is_technology | enterprises.is_public
    factor = np.where(counted, 1.0, np.where(enterprises.is_shop, shops, firms))
    enterprises.weight = enterprises.weight * factor
    for name in OF_A_FIRM:
        values = getattr(enterprises, name)
        setattr(enterprises, name, values / (factor if values.ndim == 1 else factor[:, None]))


def rescale_mix(state: State) -> None:
    """Industry has the draw's size, and services sold on markets take up the rest of the published product of 2022.

    Inside both groups each sector has its own luck of this draw. Staff stays where residents were placed, so a sector
    that is larger than built makes more a head.
    """
    enterprises, accounts = state.enterprises, state.district.accounts
    sector = enterprises.sector
    is_industry, is_service = IS_INDUSTRY[sector], IS_SERVICE[sector] & ~enterprises.is_public
    rate = np.divide(accounts.value_added, accounts.output, out=np.zeros(len(accounts.output)),
                     where=accounts.output > 0)
    product = enterprises.weight * enterprises.output * rate[sector]
    own = sector_factors(state.settings, len(rate), state.seed)[sector]
    industry, services = product[is_industry].sum(), product[is_service].sum()
    more = (state.settings.region.industry_mix_scaler - 1.0) * industry
    factor = np.ones(len(enterprises))
    for group, before, after in ((is_industry, industry, industry + more), (is_service, services, services - more)):
        mixed = (product[group] * own[group]).sum()
        factor[group] = own[group] * (after / mixed if before > 0.0 else 1.0)
    for name in ("output", "sales", "demand_expected", "capacity", "capital", "revenue_last"):
        getattr(enterprises, name)[:] *= factor


def sector_factors(settings: Settings, sectors: int, seed: int) -> NDArray:
    """By how much each sector is larger than built before its group is brought to its size, (sectors,)."""
    spread = settings.region.sector_mix_spread * settings.region.shocks
    return np.exp(spread * normal(key(seed, "start.mix"), np.arange(sectors)))
