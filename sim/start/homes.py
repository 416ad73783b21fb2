"""Households and farms on the first day of a draw: incomes as they are paid, and what each is used to."""

from collections.abc import Sequence

import numpy as np

from agents.columns import Table
from sim.calendar import MONTHS
from sim.phases.building.homes import base_repayment
from sim.phases.credit.lending import mortgage_rate
from sim.phases.goods.home_power import draw_home_use, settle_meters
from sim.phases.incomes_and_taxes.incomes import (
    household_incomes,
    other_incomes,
    owners_income,
    wage_costs,
)
from sim.state import State


def set_up_households(state: State) -> None:
    """Open the books of farms and households; consumption adds up to the accounts, in proportion to income."""
    farm_draws = _set_up_farms(state)
    households, fixed = state.households, state.fixed
    income = np.empty(len(households))
    paid = household_incomes(state, wage_costs(state)["bill"], farm_draws, income)
    income += owners_income(state, np.maximum(state.enterprises.profit_expected, 0.0))
    state.month = 1
    interest = households.loans * mortgage_rate(state) / MONTHS
    state.month = 0
    # Consumption of 2022 carried to the eve of 2023 as services were, and income with it.
    fixed.household_monthly = fixed.household_2022 * float(state.world.services[0])
    disposable = fixed.household_monthly / (1.0 - state.settings.region.household_saving_rate)
    total = disposable + Table.total(households, interest)
    _size_other_incomes(state, disposable, paid["pensions"], total - Table.total(households, income))
    other_incomes(state, income)
    share = fixed.household_monthly / total
    households.income, households.income_expected = income, income.copy()
    households.consumption[:] = share * income
    households.committed = interest + base_repayment(households, state.settings)
    state.books.credit.asked["households"] = households.total(base_repayment(households, state.settings))
    households.consumption_usual, households.income_usual = share * income, income.copy()
    households.deposits_usual = households.deposits.copy()
    households.electricity_usual = draw_home_use(state)
    households.electricity[:] = households.electricity_usual
    settle_meters(state)
    households.property_share = households.equity_share / households.total(households.equity_share)


def _size_other_incomes(state: State, disposable: float, pensions: float, missing: float) -> None:
    """What residents get beside pay, pensions, farms and firms here, yuan a month: transfers, and property elsewhere.

    `missing` is what lacks of the published income. Transfers fill up pensions to their published share of it, property
    elsewhere and homes are the rest. Raises ValueError when incomes paid here are more than the published one.
    """
    if missing < 0.0:
        earned = (disposable - missing) * MONTHS
        raise ValueError(f"residents earn {earned:.4g} yuan a year here, more than the published income of "
                         f"{disposable * MONTHS:.4g}; raise region.income_urban_2021")
    wanted = state.settings.region.transfer_share * disposable - pensions
    state.fixed.other_transfers = min(max(wanted, 0.0), missing)
    state.fixed.property_elsewhere = missing - state.fixed.other_transfers


def _set_up_farms(state: State) -> float:
    """Cash flow of farms at base is their families' income; returns its total.

    What they expect on the eve of 2023 is what the autumn's harvest left, as in any later December.
    """
    farms, fixed = state.farms, state.fixed
    wanted = state.settings.region.grain_mu / max(Table.total(farms, farms.grain_land), 1e-9)
    farms.grain_land[:] = np.minimum(farms.grain_land * wanted, farms.land)
    farms.electricity[:] = farms.output * (state.district.kwh_per_output[0] * fixed.electricity_scale)
    revenue = farms.output
    kept = revenue * (fixed.value_added_rate[0] - fixed.production_tax[0])
    state.month = 1
    rate = float(state.world.lpr[0]) + state.settings.behaviour.credit.spread_small
    state.month = 0
    interest, behaviour = farms.loans * rate / MONTHS, state.settings.behaviour
    farms.income[:] = kept - interest
    farming, grows = behaviour.farming, farms.grain_land > 0.0
    season = farming.cost * np.minimum(farming.rice_share * farms.grain_land, farms.land)
    # A month of what a farm earns is drawn and taxed before its customers pay.
    cash = np.maximum(farming.cash_seasons * season, np.maximum(kept, farms.output * fixed.value_added_rate[0]))
    farms.deposits[:] = np.where(grows, cash, farms.deposits)
    farms.deposits_usual, farms.loans_opening = farms.deposits.copy(), farms.loans.copy()
    state.now.farm_revenue = revenue.copy()
    fixed.farm_income = Table.total(farms, np.maximum(farms.income, 0.0))
    if state.shocks:
        farms.income[:] = kept * expected_in_december(behaviour.farming.season, behaviour.production.expectation_speed)
        farms.income -= interest
    return fixed.farm_income


def expected_in_december(season: Sequence[float], speed: float) -> float:
    """What who adapts at `speed` a month expects in December over the mean, once seasons have come round for long."""
    factors = np.asarray(season) / np.mean(season)
    weights = (1.0 - speed) ** np.arange(MONTHS - 1, -1, -1)
    return float(factors @ weights / weights.sum())
