"""Enterprises and shops, 1:1: a Zipf tail that reproduces the published counts, sums equal to the accounts."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import INDUSTRY, IS_INDUSTRY, SECTOR, SERVICES
from agents.columns import weighted_sum
from agents.enterprises import Enterprises
from sim.district.balance import DistrictAccounts
from sim.district.model import Tables
from sim.randomness import key, normal, uniform

SCALE_MARK = 2e7  # statute: yuan of yearly revenue from which an industrial firm is on the list
TECHNOLOGY_SECTORS = ("chem_new_materials", "biopharma", "high_end_equipment", "electrical_new_energy",
                      "electronics_ic", "info_software", "rd_technical")
SHOP_SECTORS = ("wholesale_retail", "transport_post", "accommodation_catering", "residents_culture")


def tail_sizes(count: int, total: float, points: dict[float, float], smallest: float) -> NDArray:
    """Revenues of the above-scale firms by rank: exact published counts, and the published total.

    Parameters: `points` maps a revenue threshold to the number of firms above it; between them sizes fall
    log-linearly with rank; the first firm takes up what the total leaves, within one firm of the tail's slope.

    Raises ValueError if the total cannot be met with decreasing sizes.
    """
    thresholds = sorted(points)
    ranks = np.array([count + 0.5, *(points[t] + 0.5 for t in thresholds)])
    sizes = np.array([smallest, *thresholds])
    positions = np.arange(2, count + 1, dtype=float)
    rest = np.exp(np.interp(np.log(positions), np.log(ranks[::-1]), np.log(sizes[::-1])))
    # Bend the sizes inside each segment, keeping its ends, until the total closes.
    low, high = -0.9, 0.9
    for _ in range(200):
        bend = (low + high) / 2
        bent = _bend(rest, sizes, bend)
        first = bent[0] * 1.2
        low, high = (bend, high) if bent.sum() + first < total else (low, bend)
    if abs(bent.sum() + first - total) > total * 1e-3:
        raise ValueError(f"sizes sum to {bent.sum() + first:.4g} yuan where {total:.4g} were published")
    return np.concatenate(([total - bent.sum()], bent))


def _bend(values: NDArray, ends: NDArray, bend: float) -> NDArray:
    """Raise (bend > 0) or lower values inside their segment of `ends` without crossing its ends."""
    upper = np.append(ends[1:], ends[-1] ** 2 / ends[-2])
    place = np.clip(np.searchsorted(ends, values, side="right") - 1, 0, len(ends) - 1)
    share = (np.log(values) - np.log(ends[place])) / (np.log(upper[place]) - np.log(ends[place]))
    share = np.clip(share, 1e-9, 1.0) ** np.exp(-2.0 * bend)
    return np.exp(np.log(ends[place]) + share * (np.log(upper[place]) - np.log(ends[place])))


def spread_over_sectors(sizes: NDArray, room: NDArray, stream: np.uint64) -> NDArray:
    """Give each firm, largest first, a sector with room for it, likelier where more room is left."""
    room = room.copy()
    sectors = np.empty(len(sizes), dtype=np.int32)
    draws = uniform(stream, np.arange(len(sizes)))
    for rank, size in enumerate(sizes):
        open_room = np.where(room > size * 1.02, room, 0.0)
        if open_room.sum() == 0.0:
            open_room = np.where(room == room.max(), 1.0, 0.0)
        sector = int(np.searchsorted(np.cumsum(open_room), draws[rank] * open_room.sum(), side="right"))
        sectors[rank] = min(sector, len(room) - 1)
        room[sectors[rank]] -= size
    return sectors


def build_enterprises(region: dict, accounts: DistrictAccounts, tables: Tables, scale: float) -> Enterprises:
    """All enterprises and shops; at a reduced scale shops and small enterprises stand for 1/scale of their kind."""
    output = accounts.output / 12.0
    parts = [_industry_above_scale(region, accounts), *_others_above_scale(region, output)]
    taken = np.zeros(len(output))
    for part in parts:
        np.add.at(taken, part["sector"], part["output"])
    parts.extend(_small(region, tables, output - taken, scale, sum(len(p["sector"]) for p in parts)))
    merged = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return _with_balance_sheets(merged, region, accounts, tables)


def _part(sector: NDArray, output: NDArray, weight: float, above: bool, kind: str = "") -> dict[str, NDArray]:
    count = len(sector)
    return {
        "sector": np.asarray(sector, dtype=np.int32), "output": output, "weight": np.full(count, weight),
        "is_above_scale": np.full(count, above), "is_shop": np.full(count, kind == "shop"),
        "is_technology": np.full(count, kind == "technology"),
    }  # fmt: skip


def _industry_above_scale(region: dict, accounts: DistrictAccounts) -> dict[str, NDArray]:
    points = {
        1e8: region["firms_revenue_above_100m"], 1e9: region["firms_revenue_above_1bn"],
        5e9: region["firms_revenue_above_5bn"], 1e10: region["firms_revenue_above_10bn"],
    }  # fmt: skip
    count = int(region["above_scale_industrial_firms"])
    sizes = tail_sizes(count, region["above_scale_revenue_2021"], points, SCALE_MARK)
    industry = np.zeros(len(accounts.output))
    industry[list(INDUSTRY)] = accounts.output[list(INDUSTRY)]
    growth = region["above_scale_share_of_industry"] * industry.sum() / sizes.sum()
    sectors = spread_over_sectors(sizes * growth, industry * 0.98, key(0, "build.sectors"))
    return _part(sectors, sizes * growth / 12.0, 1.0, above=True)


def _others_above_scale(region: dict, output: NDArray) -> list[dict[str, NDArray]]:
    groups = (
        (region["above_scale_trade_firms"], [SECTOR["wholesale_retail"], SECTOR["accommodation_catering"]]),
        (region["above_scale_service_firms"], [s for s in SERVICES if s not in (SECTOR["wholesale_retail"],)]),
        (region["qualified_builders"], [SECTOR["construction"]]),
        (region["developers"], [SECTOR["real_estate"]]),
    )
    parts = []
    for number, (count, sectors) in enumerate(groups):
        ids = np.arange(int(count))
        share = np.cumsum(output[sectors]) / output[sectors].sum()
        chosen = np.asarray(sectors)[np.searchsorted(share, uniform(key(0, "build.listed", number), ids))]
        spread = region["synthesis"]["listed_size_spread"]
        sizes = np.exp(spread * normal(key(0, "build.listed_size", number), ids))
        sums = np.bincount(chosen, sizes, minlength=len(output))
        made = sizes / np.maximum(sums[chosen], 1e-300) * output[chosen] * region["synthesis"]["listed_output_share"]
        parts.append(_part(chosen, made, 1.0, above=True))
    return parts


def _small(region: dict, tables: Tables, room: NDArray, scale: float, first: int) -> list[dict[str, NDArray]]:
    parts, synthesis = [], region["synthesis"]
    relative = {"small": 1.0, "shop": synthesis["shop_size"], "technology": synthesis["technology_size"]}
    everywhere = range(1, len(room))
    technology = int(region["technology_firms_built"])
    # Technology firms are complete at every scale: 240 new certificates thinned to two would be noise.
    groups = (
        ("small", region["enterprises"] - first - technology, scale, everywhere),
        ("shop", region["shops"], scale, [SECTOR[name] for name in SHOP_SECTORS]),
        ("technology", technology, 1.0, [SECTOR[name] for name in TECHNOLOGY_SECTORS]),
    )
    for place, (kind, number, thinned, sectors_of_kind) in enumerate(groups):
        share = np.zeros(len(room))
        for sector in sectors_of_kind:
            share[sector] = max(tables.jobs_share[sector], 1e-4)
        counts = np.maximum(np.round(number * thinned * share / share.sum()), share > 0).astype(int)
        sectors = np.repeat(np.arange(len(room)), counts)
        sizes = np.exp(synthesis["small_size_spread"] * normal(key(0, "build.small", place), np.arange(len(sectors))))
        parts.append((sectors, sizes * relative[kind], 1.0 / thinned, kind))
    sums = np.sum([np.bincount(s, z, minlength=len(room)) * w for s, z, w, _ in parts], axis=0)
    return [_part(s, z / sums[s] * room[s], w, above=False, kind=kind) for s, z, w, kind in parts]


def _with_balance_sheets(part: dict, region: dict, accounts: DistrictAccounts, tables: Tables) -> Enterprises:
    sector, output, weight = part["sector"], part["output"], part["weight"]
    count = len(sector)
    ids = np.arange(count)
    share = output / (accounts.output / 12.0)[sector]
    industry = IS_INDUSTRY[sector]
    town_odds = np.where(industry[:, None], np.cumsum(tables.town_industry), np.cumsum(tables.town_jobs))
    town = (uniform(key(0, "build.town"), ids)[:, None] > town_odds / town_odds[:, -1:]).sum(axis=1)
    firm_deposits = output / weighted_sum(weight, output) * region["deposits_enterprises"]
    firm_loans = output / weighted_sum(weight, output) * region["loans_enterprises"]
    size, synthesis = output * 12.0 / SCALE_MARK, region["synthesis"]
    owners = np.where(size > synthesis["large_size"], synthesis["local_owners_large"], synthesis["local_owners_small"])
    public = np.isin(sector, [SECTOR["education"], SECTOR["health_social"], SECTOR["public_admin"]])
    return Enterprises(
        count, id=ids + 1, weight=weight, sector=sector, town=np.minimum(town, len(tables.towns) - 1),
        is_above_scale=part["is_above_scale"], is_shop=part["is_shop"], is_technology=part["is_technology"],
        is_public=public & ~part["is_shop"], share_local=share, output=output, sales=output, demand_expected=output,
        orders_outside=share * (accounts.sales_outside / 12.0)[sector],
        local_owner_share=np.where(part["is_shop"], 1.0, owners),
        # No study measures the growth of firms below scale: they have the spread of the smallest above it.
        residual_sd=synthesis["growth_spread"] * np.maximum(size, 1.0) ** synthesis["growth_spread_size"],
        awareness=uniform(key(0, "build.awareness"), ids),
        capacity=output / region["capacity_use"], capital=output * 12.0 * 0.6,
        deposits=firm_deposits, loans=firm_loans, certified_until=np.full(count, -1),
        revenue_last=output * 12.0, electricity=np.zeros(count), is_active=np.ones(count, dtype=bool),
    )  # fmt: skip
