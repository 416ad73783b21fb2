"""Enterprises on the first day of a draw: normal productivity, capital, loans, flags, certificates and research.

Every stock is set so that, were nothing to move outside, each enterprise would go on as it is.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY, IS_MANUFACTURING, MANUFACTURING, SECTOR, SECTORS
from agents.columns import Table
from agents.enterprises import Enterprises
from sim.calendar import MONTHS
from sim.district.firms import TECHNOLOGY_SECTORS
from sim.district.people import resident_workers
from sim.phases.building.villages import base_village_rents, industry_by_town
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.credit.lending import lending_rate
from sim.phases.incomes_and_taxes.incomes import production_tax, profit_tax, wage_costs
from sim.phases.plans.expectations import own_growth
from sim.randomness import key, normal, uniform
from sim.series import HORIZON
from sim.start.growth import demand_growth, spending_over_wear
from sim.state import State


def bring_to_the_eve(state: State) -> None:
    """Carry each enterprise from the mean of 2022, which the accounts describe, to the eve of 2023.

    Its own luck so far moves its size, and its staff with it inside each cell of town and sector, whose jobs stay what
    residents and commuters hold. What the market has grown by since the middle of 2022 moves output per head.
    """
    enterprises, fixed = state.enterprises, state.fixed
    state.month = 1
    luck = own_growth(state)
    state.month = 0
    cell = enterprises.town.astype(np.int64) * len(SECTORS) + enterprises.sector
    staff = enterprises.weight * enterprises.headcount.sum(axis=1)
    before, after = np.bincount(cell, staff), np.bincount(cell, staff * luck)
    kept = np.divide(before, after, out=np.ones_like(before), where=after > 0.0)
    enterprises.headcount *= (luck * kept[cell])[:, None]
    enterprises.output *= luck
    enterprises.output_usual = enterprises.output.copy()
    fixed.industry_by_town = industry_by_town(enterprises, len(state.district.towns))
    enterprises.demand_expected[:] = enterprises.output * fixed.market_on_the_eve[enterprises.sector]
    enterprises.output[:] = enterprises.demand_expected
    enterprises.sales[:] = enterprises.demand_expected


def set_up_enterprises(state: State) -> None:
    """Fill the columns and values that depend on this draw."""
    enterprises, fixed, region = state.enterprises, state.fixed, state.settings.region
    bring_to_the_eve(state)
    made = enterprises.output
    staff = enterprises.headcount.sum(axis=1)
    enterprises.productivity[:] = np.divide(made, staff, out=np.zeros_like(made), where=staff > 0)
    enterprises.posts[:] = staff
    enterprises.capacity[:] = made / region.capacity_use
    worn = made * fixed.depreciation[enterprises.sector]
    enterprises.capital[:] = worn * MONTHS / state.settings.behaviour.investment.depreciation_annual
    _spread_cash(state)
    enterprises.demand_usual = made.copy()
    enterprises.inventory[:] = state.settings.behaviour.production.inventory_target * made
    now, jobs = state.now, state.books.jobs
    now.wage_index, now.revenue, now.demand_realised, now.prepared = 1.0, made.copy(), made.copy(), 1.0
    jobs.residents = resident_workers(state.residents, state.district.in_commuters.shape)
    jobs.in_commuters = state.district.in_commuters.astype(float).copy()
    jobs.held = jobs.residents + jobs.in_commuters
    heads = np.array([Table.total(enterprises, enterprises.headcount[:, k]) for k in range(3)])
    jobs.pay_level = np.ones((len(jobs.held), len(heads)))
    now.wages = np.repeat(fixed.wages[None], len(jobs.held), axis=0)
    costs = wage_costs(state)
    now.wage_costs = costs["total"]  # of the eve: what January 2023 knows of the month before
    fixed.mean_wage = Table.total(enterprises, costs["total"]) / heads.sum()
    flag_high_tech(enterprises, fixed.value_added_rate, region.hightech_share, state.seed)
    innovation = state.settings.behaviour.innovation
    certify_holders(enterprises, round(region.hnte_2022), innovation.certified_lead, state.seed)
    if not state.shocks:  # in a stationary district no certificate expires and none is given
        enterprises.certified_until[enterprises.certified_until > 0] = HORIZON
    flag_digital(enterprises, innovation.digital_share, state.seed)
    state.now.village_rent = base_village_rents(
        enterprises, state.offices.villages, len(state.district.towns)
    )
    now.credit_share = ALL_GRANTED
    now.loans_missing, now.beyond_cash = np.zeros(len(made)), _beyond_cash(state, worn)
    _lend(state, costs["total"])
    _open_books(state, costs["total"])
    _research(state)


def _spread_cash(state: State) -> None:
    """Cash of firms differs widely in months of sales, all of it together is what is known; public units are alike.

    Nobody has less than a month's value added: wages, taxes and profit are paid out before customers pay.
    """
    enterprises, made = state.enterprises, state.enterprises.output
    own = state.settings.behaviour.finance.cash_spread * normal(key(state.seed, "start.cash"), enterprises.id)
    built, least = enterprises.deposits.copy(), made * state.fixed.value_added_rate[enterprises.sector]
    private = np.where(enterprises.is_public, 0.0, built)
    wanted, factor, cash = private * np.exp(own), 1.0, private
    for _ in range(30):
        cash = np.where(enterprises.is_public, built, np.maximum(wanted * factor, least))
        factor *= Table.total(enterprises, built) / max(Table.total(enterprises, cash), 1e-300)
    cash *= Table.total(enterprises, built) / max(Table.total(enterprises, cash), 1e-300)
    enterprises.deposits[:], enterprises.deposits_usual = cash, cash.copy()
    enterprises.cash_months = np.divide(cash, made, out=np.zeros(len(made)), where=made > 0.0)


def _beyond_cash(state: State, worn: NDArray) -> NDArray:
    """Yuan a month that firms with less cash than the buffer spend beyond wear (`worn`) to keep pace, (n,)."""
    enterprises, buffer = state.enterprises, state.settings.behaviour.finance.buffer_months
    more = np.maximum(spending_over_wear(state, demand_growth(state)) - 1.0, 0.0)
    return worn * more[enterprises.sector] * (enterprises.cash_months < buffer)


def _margin(state: State, labour: NDArray) -> NDArray:
    """Monthly profit before interest and profit tax at base, after the rents of villages, yuan (n,)."""
    enterprises, fixed = state.enterprises, state.fixed
    made, sector = enterprises.output, enterprises.sector
    value_added = made * fixed.value_added_rate[sector]
    worn = made * fixed.depreciation[sector]
    return value_added - labour - production_tax(state, made) - worn - state.now.village_rent


def _lend(state: State, labour: NDArray) -> None:
    """Loans of those who borrow, in proportion to sales as far as profit carries the interest."""
    enterprises, behaviour = state.enterprises, state.settings.behaviour
    willing = np.where(enterprises.is_above_scale, behaviour.credit.willingness_large, behaviour.finance.willingness)
    draw = uniform(key(state.seed, "start.borrower"), enterprises.id)
    enterprises.is_borrower[:] = (draw < willing) & ~enterprises.is_public
    state.month = 1  # rates of the first month
    rate = lending_rate(state)
    most = np.maximum(_margin(state, labour), 0.0) * behaviour.finance.interest_limit
    bearable = most * MONTHS / np.maximum(rate, 1e-6)
    asked = np.where(enterprises.is_borrower, enterprises.output, 0.0)
    total, loans = state.settings.region.loans_enterprises, np.zeros(len(enterprises))
    factor = total / max(Table.total(enterprises, asked), 1e-300)
    for _ in range(30):
        loans = np.minimum(asked * factor, bearable)
        factor *= total / max(Table.total(enterprises, loans), 1e-300)
    enterprises.loans[:] = loans
    enterprises.loans_usual[:], enterprises.loans_opening[:] = loans, loans
    sales_of_borrowers = Table.total(enterprises, np.where(loans > 0, enterprises.output, 0.0))
    state.fixed.loan_per_demand = Table.total(enterprises, loans) / max(sales_of_borrowers, 1e-300)
    state.now.rate = rate
    state.month = 0


def _open_books(state: State, labour: NDArray) -> None:
    enterprises = state.enterprises
    interest = enterprises.loans * state.now.rate / MONTHS
    enterprises.profit[:] = _margin(state, labour) - interest
    enterprises.profit_expected[:] = enterprises.profit - profit_tax(state, enterprises.profit)


def flag_high_tech(enterprises: Enterprises, rates: NDArray, share: float, seed: int) -> None:
    """Flag above-scale industrial firms, high-tech sectors first, until they make `share` of its value added."""
    listed = enterprises.is_above_scale & IS_INDUSTRY[enterprises.sector]
    rows = np.flatnonzero(listed)
    preferred = np.isin(enterprises.sector[rows], [SECTOR[name] for name in TECHNOLOGY_SECTORS])
    order = rows[np.argsort(uniform(key(seed, "start.hightech"), enterprises.id[rows]) - preferred, kind="stable")]
    made = enterprises.output[order] * rates[enterprises.sector[order]]
    wanted = share * made.sum()
    flags, total = np.zeros(len(enterprises), dtype=bool), 0.0
    for row, value in zip(order.tolist(), made.tolist(), strict=True):
        if total + value <= wanted * 1.001:
            flags[row], total = True, total + value
    enterprises.is_hightech = flags


def flag_digital(enterprises: Enterprises, share: float, seed: int) -> None:
    """Flag the digital core: electronics and information services whole, a share of equipment and electrical makers."""
    whole = np.isin(enterprises.sector, [SECTOR[name] for name in ("electronics_ic", "info_software")])
    part = np.isin(enterprises.sector, [SECTOR[name] for name in ("high_end_equipment", "electrical_new_energy")])
    enterprises.is_digital = whole | (part & (uniform(key(seed, "start.digital"), enterprises.id) < share))


def certify_holders(enterprises: Enterprises, holders: int, lead: float, seed: int) -> None:
    """Give certificates to technology firms and the likelier above-scale firms; a third expires each December."""
    pool = enterprises.is_technology | (enterprises.is_above_scale & IS_MANUFACTURING[enterprises.sector])
    rows = np.flatnonzero(pool)
    draw = uniform(key(seed, "start.holder"), enterprises.id[rows])
    ahead = lead * enterprises.is_hightech[rows]
    chosen = rows[np.argsort(draw - ahead, kind="stable")][:holders]
    third = (uniform(key(seed, "start.expiry"), enterprises.id[chosen]) * 3.0).astype(int) + 1
    enterprises.certified_until[:] = -1
    enterprises.certified_until[chosen] = third * 12


def _research(state: State) -> None:
    """Research by sector, heavier where a certificate asks for it; adds up to the intensity of 2022."""
    enterprises, region, innovation = state.enterprises, state.settings.region, state.settings.behaviour.innovation
    relative = np.zeros(len(state.fixed.value_added_rate))
    relative[list(MANUFACTURING)] = 1.0
    for name in innovation.research_weight:
        relative[SECTOR[name]] = innovation.research_weight[name]
    does = enterprises.is_above_scale | enterprises.is_technology
    propensity = relative[enterprises.sector] * does
    propensity[enterprises.certified_until > 0] *= innovation.certified_research
    # Firms of one sector differ widely; without it no manufacturer would pass the five percent of clause 13.
    own = normal(key(state.seed, "start.research"), enterprises.id)
    propensity = propensity * np.exp(innovation.rd_spread * own)
    # Some above-scale makers without a certificate report none at all.
    idle = enterprises.is_above_scale & (enterprises.certified_until < 0) & ~enterprises.is_technology
    idle &= uniform(key(state.seed, "start.idle"), enterprises.id) < innovation.inactive_share
    effort = np.where(idle, 0.0, propensity) * enterprises.output_usual
    total = region.rd_intensity_2022 * region.gdp_2022 / MONTHS
    reported = effort * (total / max(Table.total(enterprises, effort), 1e-300))
    enterprises.relabelled_usual = innovation.relabelled_stock * reported
    enterprises.rd_spending[:] = reported - enterprises.relabelled_usual
    enterprises.rd_usual = enterprises.rd_spending.copy()
    enterprises.rd_reported_last[:] = reported * MONTHS
    growth = region.rd_intensity_2022 * region.gdp_2022 / (region.rd_intensity_2021 * region.gdp_2021)
    # In the stationary district research did not grow either, so there is no increment to aid.
    enterprises.rd_reported_before[:] = enterprises.rd_reported_last / (growth if state.shocks else 1.0)
    enterprises.revenue_last[:] = enterprises.output_usual * MONTHS
