"""Electricity of homes: how much each household uses, by income, weather and tier, and what that leaves for the rest.

Why before other purchases: the bill is paid first, and what it takes beyond the usual is not spent on other goods.
Tariffs of homes are the province's and have stood for years; a scenario may raise or lower them.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.calendar import MONTHS
from sim.kernels.home_power import use_at_home as use_power
from sim.series import Series, declare
from sim.state import State
from sim.world import MID_2022

declare(
    energy__homes=Series("kWh", "Electricity used by homes", "居民生活用电量"),
    energy__homes_bill=Series("yuan", "Bills of homes beyond the usual", "居民电费相对常年增减"),
)


def draw_home_use(state: State) -> NDArray:
    """Electricity of each household on the eve of 2023, kWh a month (households,): more with members and income."""
    households, energy = state.households, state.settings.behaviour.energy
    mean = Table.total(households, households.income_usual) / Table.total(households, np.ones(len(households)))
    size = np.maximum(households.members, 1.0) ** energy.home_members
    relative = size * np.maximum(households.income_usual / mean, 0.0) ** energy.home_income
    whole = state.district.residential_electricity * state.fixed.electricity_scale
    return relative * (whole / max(Table.total(households, relative), 1e-300))


def electrified(state: State, yearly: float) -> float:
    """Power for the same use relative to the mean of 2022: machines, cars and heating go over to power."""
    return (1.0 + state.shocks * yearly) ** ((state.month - MID_2022) / MONTHS)


def weather_of_use(state: State, response: float) -> float:
    """Use with this month's heat or cold over that of the mean of 2022, of which a hot summer is a part."""
    energy = state.settings.behaviour.energy
    in_2022 = state.shocks * response * energy.heat_2022 * energy.hot_months_2022 / MONTHS
    return (1.0 + response * state.now.weather) / (1.0 + in_2022)


def use_at_home(state: State) -> None:
    """Households decide on their electricity; the grid company is outside, the bill comes out of other goods."""
    households, energy = state.households, state.settings.behaviour.energy
    need = electrified(state, energy.electrification_homes) * weather_of_use(state, energy.cooling_homes)
    tiers = np.asarray(energy.home_tiers) / MONTHS
    rules = np.array([need, energy.home_income, energy.home_price_response, state.shocks, state.levers.home_tariff])
    total, beyond = use_power(
        households.electricity_usual, households.income_expected, households.income_usual, households.weight,
        households.electricity, tiers, np.asarray(energy.home_prices), rules,
    )  # fmt: skip
    state.now.home_bill_beyond = state.shocks * beyond
    state.record("energy.homes", total)
    state.record("energy.homes_bill", state.now.home_bill_beyond)
