"""Households and farms on the first day of a draw: incomes as they are paid, and what each is used to."""

import numpy as np

from agents.columns import Table
from sim.calendar import MONTHS
from sim.phases.building.homes import base_repayment
from sim.phases.credit.lending import mortgage_rate
from sim.phases.incomes_and_taxes.incomes import household_incomes, owners_income
from sim.state import State


def set_up_households(state: State) -> None:
    """Open the books of farms and households; consumption adds up to the accounts, in proportion to income.

    Raises ValueError when residents would consume more than they earn, which no saving habit can carry.
    """
    farm_draws = _set_up_farms(state)
    households, fixed = state.households, state.fixed
    income = np.empty(len(households))
    household_incomes(state, farm_draws, income)
    income += owners_income(state, np.maximum(state.enterprises.profit_expected, 0.0))
    total = Table.total(households, income)
    # Consumption of 2022 carried to the eve of 2023 as services were.
    fixed.household_monthly = fixed.household_2022 * float(state.world.services[0])
    share = fixed.household_monthly / total
    if not 0.0 < share < 1.0:
        raise ValueError(f"residents earn {total * MONTHS:.4g} yuan a year and consume {share:.2f} of it; lower "
                         "region.consumption_per_resident_annual")
    households.income, households.income_expected = income, income.copy()
    households.consumption[:] = share * income
    state.month = 1
    interest = households.loans * mortgage_rate(state) / MONTHS
    state.month = 0
    households.committed = interest + base_repayment(households, state.settings)
    state.books.credit.asked["households"] = households.total(base_repayment(households, state.settings))
    households.consumption_usual, households.income_usual = share * income, income.copy()
    households.deposits_usual = households.deposits.copy()
    households.property_share = households.equity_share / households.total(households.equity_share)


def _set_up_farms(state: State) -> float:
    """Cash flow of farms at base is their families' income; returns its total."""
    farms, fixed = state.farms, state.fixed
    wanted = state.settings.region.grain_mu / max(Table.total(farms, farms.grain_land), 1e-9)
    farms.grain_land[:] = np.minimum(farms.grain_land * wanted, farms.land)
    revenue = farms.output
    kept = revenue * (fixed.value_added_rate[0] - fixed.production_tax[0])
    state.month = 1
    rate = float(state.world.lpr[0]) + state.settings.behaviour.credit.spread_small
    state.month = 0
    farms.income[:] = kept - farms.loans * rate / MONTHS
    farms.deposits_usual, farms.loans_opening = farms.deposits.copy(), farms.loans.copy()
    state.now.farm_revenue = revenue.copy()
    fixed.farm_income = Table.total(farms, np.maximum(farms.income, 0.0))
    return fixed.farm_income
