"""Coefficients of the draw's economy: who buys what from whom, at monthly amounts and base prices."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import INDUSTRY, SECTOR, SECTORS
from agents.columns import Table
from sim.calendar import MONTHS, season
from sim.district.people import income_per_resident
from sim.phases.building.homes import usual_sales
from sim.phases.goods.developers import building_of_developers
from sim.phases.land_and_energy.gates import draw_own_delay, gate_delay
from sim.series import HORIZON
from sim.start.driven import infer_outside
from sim.start.growth import demand_growth, spending_over_wear, use_wanted
from sim.start.mix import rescale
from sim.start.pipeline import size_pipeline
from sim.state import State

COUNT = len(SECTORS)


def economy(state: State) -> None:
    """Coefficients by sector (26,) or (26, 26); amounts yuan a month, shares 0-1.

    The draw's numbers and mix rescale firms here; what they then sell outside is what is left of output.
    """
    accounts, region, fixed = state.district.accounts, state.settings.region, state.fixed
    rescale(state)
    enterprises, farms = state.enterprises, state.farms
    output = np.bincount(enterprises.sector, enterprises.weight * enterprises.output, minlength=COUNT)
    output[SECTOR["agriculture"]] = Table.total(farms, farms.output)
    per_output = np.divide(1.0, accounts.output, out=np.zeros(COUNT), where=accounts.output > 0)
    local, outside = accounts.intermediate_local * per_output, accounts.intermediate_outside * per_output
    finals = _finals(state)
    wanted = local @ output + sum(parts[0] for parts in finals.values()) / MONTHS
    # Beyond the ceiling the rest of a local wish is bought outside.
    met = np.minimum(1.0, np.divide(region.local_sales_ceiling * output, wanted, out=np.ones(COUNT), where=wanted > 0))
    fixed.local, fixed.outside = local * met[:, None], outside + local * (1.0 - met)[:, None]
    fixed.output, fixed.wages, fixed.season = output, state.district.wages, _season(state)
    fixed.value_added_rate = accounts.value_added * per_output
    fixed.production_tax, fixed.depreciation = accounts.production_tax * per_output, accounts.depreciation * per_output
    monthly = _share_out(state, finals, met)
    fixed.household_2022, fixed.government_monthly = monthly["household"], monthly["government"]
    fixed.local_demand = wanted * met
    fixed.home_sales = usual_sales(state)
    fixed.building_of_homes = building_of_developers(state, fixed.home_sales)
    state.world, fixed.market_on_the_eve = infer_outside(state)
    growth = demand_growth(state)
    fixed.use_wanted = use_wanted(state, growth)
    own = fixed.depreciation * spending_over_wear(state, growth)
    size_pipeline(state, own)
    state.projects.own_delay = draw_own_delay(state)
    _split_investment(state, monthly["investment"], own)
    per_mu = region.employer_contribution_rate * region.contribution_base_share
    fixed.contribution = per_mu / (1.0 + per_mu)
    _set_outside_orders(state)
    built = float((output * state.district.kwh_per_output).sum()) + state.district.residential_electricity
    fixed.electricity_scale = region.electricity_use_2022_annual / MONTHS / built
    relative = state.district.energy_per_output
    of_industry = float((output * relative)[list(INDUSTRY)].sum())
    fixed.tce_per_output = relative * (region.energy_use_industry_2022_annual / MONTHS / max(of_industry, 1e-300))


def _share_out(state: State, finals: dict[str, tuple[NDArray, NDArray]], met: NDArray) -> dict[str, float]:
    """Note what each final buyer buys here and outside in a yuan; returns what it spends a month, yuan."""
    fixed, shares, monthly = state.fixed, {}, {}
    for name, (here, away) in finals.items():
        total = float((here + away).sum())
        shares[name] = here * met / total, (away + here * (1.0 - met)) / total
        monthly[name] = total / MONTHS
    fixed.household_local, fixed.household_outside = shares["household"]
    fixed.government_local, fixed.government_outside = shares["government"]
    fixed.investment_local, fixed.investment_outside = shares["investment"]
    return monthly


def _finals(state: State) -> dict[str, tuple[NDArray, NDArray]]:
    """Yearly purchases of each final buyer here and outside by product, (26,) each; residents' are the draw's."""
    accounts, region = state.district.accounts, state.settings.region
    wanted = (1.0 - region.household_saving_rate) * region.residents * income_per_resident(
        region.income_urban_2021, region.income_rural_2021, region.synthesis.rural_share, region.income_growth_2022
    )
    spent = wanted / (accounts.household_local + accounts.household_outside).sum()
    return {
        "household": (spent * accounts.household_local, spent * accounts.household_outside),
        "government": (accounts.government_local, accounts.government_outside),
        "investment": (accounts.investment_local, accounts.investment_outside),
    }


def _season(state: State) -> NDArray:
    """Seasonal factor of orders and work by month and sector, shape (HORIZON, 26)."""
    factors = np.ones((HORIZON, COUNT))
    loss = state.settings.world.calendar.festival_loss * state.shocks
    factors[:, [*INDUSTRY, SECTOR["construction"]]] = season(HORIZON, loss)[:, None]
    return factors


def _split_investment(state: State, formed: float, own: NDArray) -> None:
    """What part of recorded investment buys goods, and what investment stands in no list.

    Fixed-asset investment contains land, fees and old buildings and so exceeds capital formation (`formed`, yuan a
    month); where it falls short of it, the rest is small works paid by government. `own` is firms' own capital spending
    over output, (26,).
    """
    enterprises, fixed = state.enterprises, state.fixed
    listed = Table.total(enterprises, enterprises.output * own[enterprises.sector])
    listed += _running(state) + float(fixed.building_of_homes[:MONTHS].mean())
    share = min(1.0, formed / listed)
    fixed.goods_share_of_investment, fixed.other_investment = share, max(formed - share * listed, 0.0)


def _running(state: State) -> float:
    """Monthly spending of the projects that are under way at the start, on an even profile, as late as they are."""
    projects = state.projects
    late = 1.0 + state.settings.behaviour.pipeline.works_share * (gate_delay(state) - 1.0)
    is_running = (projects.started >= 0) | (projects.spent > 0)
    monthly = projects.total / np.maximum(projects.duration * late, 1.0)
    return Table.total(projects, np.where(is_running & (projects.spent < projects.total), monthly, 0.0))


def _set_outside_orders(state: State) -> None:
    """Outside orders: what a firm makes beyond its share of local demand; new arrays, as the built ones are shared."""
    enterprises, made = state.enterprises, state.fixed.output
    share = np.divide(enterprises.output, made[enterprises.sector], out=np.zeros(len(enterprises)),
                      where=made[enterprises.sector] > 0)
    enterprises.share_local = share
    enterprises.orders_outside = enterprises.output - share * state.fixed.local_demand[enterprises.sector]
