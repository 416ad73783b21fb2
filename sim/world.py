"""What comes from outside: demand, prices and interest of each month.

Why knots in the middle of years: growth of a year is a ratio of annual sums. A level that steps up each January
would make every series jump there; a line through mid-year knots, solved so that the annual means grow exactly as
drawn, does not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.classes import FOR_PROFIT_SERVICES, IS_INDUSTRY, SECTOR, SECTORS
from agents.columns import weighted_sum
from sim.calendar import FIRST_YEAR
from sim.randomness import key, normal
from sim.settings import Settings

MID_2022 = -5.5  # month index of the middle of 2022


def smooth_levels(growth: list[float], months: int) -> NDArray:
    """Monthly levels from January 2023, shape (months,), relative to the mean of 2022.

    `growth` holds log growth of the annual means of 2023, 2024, ...; later years repeat the last one. The line of
    logs through mid-year knots is moved until each year's mean is exact.
    """
    years = max(len(growth), -(-months // 12))
    wanted = np.cumsum([*growth, *[growth[-1]] * (years - len(growth))])
    knots = wanted.copy()
    grid = np.arange(1, 12 * years + 1, dtype=float)
    for _ in range(60):
        level = np.exp(_line(knots, grid))
        knots += wanted - np.log(level.reshape(years, 12).mean(axis=1))
    return np.exp(_line(knots, grid))[:months]


def _line(knots: NDArray, grid: NDArray) -> NDArray:
    places = MID_2022 + 12.0 * np.arange(len(knots) + 2)
    last = knots[-1] - (knots[-2] if len(knots) > 1 else 0.0)
    return np.interp(grid, places, np.concatenate(([0.0], knots, [knots[-1] + last])))


@dataclass(frozen=True)
class World:
    """Outside conditions by month, first axis months from January 2023.

    industry, services : (months,) what each group is to make, real, relative to 2022. demand : (months, 26) orders
    from outside relative to 2022: as drawn for what is made, until `start/driven.py` infers them from it.
    price : (months, 26) relative to 2022.
    lpr : (months,) annual rate. homes : (months,) home sales relative to 2022. consumer_price : (months,).
    power_price : (months,), price of power for firms beyond what producer prices do.
    """

    demand: NDArray
    industry: NDArray
    services: NDArray
    price: NDArray
    lpr: NDArray
    homes: NDArray
    consumer_price: NDArray
    power_price: NDArray


def sector_leads(services: Settings) -> NDArray:
    """Expected growth of demand for a service less that for services as a whole, (26,)."""
    leads = np.zeros(len(SECTORS))
    leads[list(FOR_PROFIT_SERVICES)] = services.business_gap
    leads[SECTOR["info_software"]] = services.information_gap
    return leads


def own_growth_of_sectors(spread: float, weight: NDArray, stream: np.uint64, lead: NDArray | float = 0.0) -> NDArray:
    """Log growth of each sector beyond its group's, shape of `weight`; it adds nothing to the group as a whole.

    `weight` are the outside sales of the sectors of one group, zero for the others; `lead` the expected part of it.
    """
    own = np.where(weight > 0.0, lead + spread * normal(stream, np.arange(len(weight))), 0.0)
    return np.where(weight > 0.0, own - weighted_sum(weight, own) / max(weight.sum(), 1e-300), 0.0)


def export_leads(trade: Settings, industrial: list[float], abroad: NDArray) -> NDArray:
    """Expected growth of demand for each sector less that for industry, (2, 26): who sells abroad follows exports.

    `industrial` is the growth of industry in the two years, `abroad` the part of a sector's outside sales that is
    exported, (26,). Growth of industry as a whole already contains its exports, so only differences matter here.
    """
    national = np.log1p([trade.national_2023, trade.national_2024]) - np.log1p(industrial)
    return np.where(IS_INDUSTRY, abroad * national[:, None], 0.0)


def draw_world(
    settings: Settings, months: int, sales_outside: NDArray, sales_abroad: NDArray, seed: int
) -> World:
    """The world of one draw: 2023 as observed for the city, 2024 as drawn, the district's residual on both."""
    world = settings.world
    industry, services = world.industry, world.services
    # In the stationary district the outside stands still: every growth rate is multiplied by nothing.
    def levels(growth: list[float]) -> NDArray:
        return smooth_levels(list(settings.region.shocks * np.log1p(growth)), months)

    grown = [
        industry.city_growth_2023 + industry.district_residual_2023,
        industry.province_growth_2024 + industry.city_gap_2024 + industry.district_residual_2024,
    ]
    industrial = levels(grown)
    served = levels([
        services.city_growth_2023 + services.district_residual_2023,
        services.city_growth_2024 + services.district_residual_2024,
    ])
    producer = levels([world.prices.producer_2023, world.prices.producer_2024])
    consumer = levels([world.prices.consumer_2023, world.prices.consumer_2024])
    demand = np.where(IS_INDUSTRY, industrial[:, None], served[:, None])
    own = np.zeros((2, len(SECTORS)))
    abroad = np.divide(sales_abroad, sales_outside, out=np.zeros(len(SECTORS)), where=sales_outside > 0.0)
    leads = export_leads(settings.behaviour.trade, grown, abroad)
    leads[1] += sector_leads(services)
    for group, spread in ((IS_INDUSTRY, industry.sector_spread), (~IS_INDUSTRY, services.sector_spread)):
        weight = np.where(group, sales_outside, 0.0)
        for row, year in enumerate((FIRST_YEAR, FIRST_YEAR + 1)):
            stream = key(seed, "world.sector", year)
            shocks = settings.region.shocks
            own[row] += own_growth_of_sectors(spread * shocks, weight, stream, leads[row] * shocks)
    demand = demand * np.stack([smooth_levels(list(own[:, sector]), months) for sector in range(len(SECTORS))], axis=1)
    price = np.where(IS_INDUSTRY, producer[:, None], consumer[:, None])
    power = levels([world.prices.power_2023, world.prices.power_2024])
    homes = levels([world.property.sales_2023, world.property.sales_2024])
    lpr = _lpr(world.credit, months) if settings.region.shocks else np.full(months, world.credit.lpr_end_2023)
    return World(demand, industrial, served, price, lpr, homes, consumer, power)


def _lpr(credit: Settings, months: int) -> NDArray:
    """One-year LPR: known through 2023, then moved evenly over 2024 to the drawn change."""
    rate = np.full(months, credit.lpr_end_2023)
    half = (credit.lpr_start_2023 + credit.lpr_end_2023) / 2.0
    rate[:5] = credit.lpr_start_2023  # January to May
    rate[5:7] = half  # June and July
    path = np.clip((np.arange(months) - 11) / 12.0, 0.0, 1.0)
    return rate + path * credit.lpr_change_2024
