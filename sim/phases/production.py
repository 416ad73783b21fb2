"""Production: goods are made for expected orders, services wait for demand; power may be short on peak days."""

import numpy as np

from agents.classes import INDUSTRY, SECTOR, SECTORS, STORABLE
from agents.columns import Table
from agents.enterprises import decide_output
from sim.phases.farming import farm_season
from sim.series import Series, declare
from sim.state import State

declare(
    energy__electricity=Series("kWh", "Electricity used in the district", "全社会用电量"),
    energy__industry=Series("kWh", "Electricity used by industry", "工业用电量"),
    energy__peak_loss=Series("share", "Industrial output kept back on peak days", "有序用电影响"),
)
PEAK_MONTHS = (1, 7, 8, 12)  # cold and hot months in which the province's grid plans for peaks (迎峰度夏、度冬)
IS_STORABLE = np.isin(np.arange(len(SECTORS)), STORABLE)
IS_INDUSTRY = np.isin(np.arange(len(SECTORS)), INDUSTRY)


def produce_goods(state: State) -> None:
    """Makers of goods produce; for services the limit of what they could serve is noted."""
    enterprises, behaviour = state.enterprises, state.settings.behaviour
    sector = enterprises.sector
    season = state.now["season"][sector]
    by_one = enterprises.productivity * (state.now["productivity"] * (1.0 + behaviour.production.overtime))
    labour = enterprises.headcount.sum(axis=1) * by_one * season
    kept = np.where(IS_INDUSTRY[sector], 1.0 - _peak_loss(state), 1.0)
    # Premises are rented as needed; only what is made on machines is held back by them.
    machines = np.where(IS_STORABLE[sector] | IS_INDUSTRY[sector], enterprises.capacity * kept, np.inf)
    capacity = np.where(enterprises.is_active, machines, 0.0)
    expected = enterprises.demand_expected * season
    storable = IS_STORABLE[sector]
    planned = decide_output(expected, enterprises.inventory, behaviour.production.inventory_target,
                            behaviour.production.inventory_correction, labour, capacity, storable)
    state.now["limit"] = np.minimum(labour, capacity)
    enterprises.output[:] = np.where(storable, planned, 0.0)
    # Services buy inputs for what they expect to serve.
    state.now["activity"] = np.where(storable, planned, np.minimum(expected, state.now["limit"]))


def _peak_loss(state: State) -> float:
    """Part of industrial capacity kept back on peak days; paid shifting of load and storage make it smaller."""
    energy = state.settings.behaviour.energy
    if state.month_of_year not in PEAK_MONTHS or not state.shocks:
        state.record("energy.peak_loss", 0.0)
        return 0.0
    shifted = min(1.0, energy.peak_response * state.levers.peak_reward)
    loss = energy.peak_shortfall * (1.0 - shifted)
    state.record("energy.peak_loss", loss)
    return loss


def use_electricity(state: State) -> None:
    """Electricity follows output, less what incumbents saved; homes follow their consumption."""
    enterprises, district = state.enterprises, state.district
    saved = _saved(state)
    use = enterprises.output * district.kwh_per_output[enterprises.sector] * state.base["electricity_scale"]
    use = np.where(IS_INDUSTRY[enterprises.sector], use * (1.0 - saved), use)
    enterprises.electricity[:] = use
    farms = Table.total(state.farms, state.farms.output) * district.kwh_per_output[SECTOR["agriculture"]]
    homes = district.residential_electricity * state.base["electricity_scale"] * state.now["real_consumption"]
    industry = Table.total(enterprises, np.where(IS_INDUSTRY[enterprises.sector], use, 0.0))
    state.record("energy.industry", industry)
    state.record("energy.electricity", Table.total(enterprises, use) + farms * state.base["electricity_scale"] + homes)


def _saved(state: State) -> float:
    """Share of industrial energy that incumbents freed since the start."""
    freed = getattr(state.stock.get("energy"), "freed", 0.0)
    return min(0.5, freed / state.settings.region.energy_use_industry_2022_annual)


__all__ = ["farm_season", "produce_goods", "use_electricity"]
