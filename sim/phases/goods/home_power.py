"""Electricity of homes: how much each household uses, by income, weather and tier, and what that leaves for the rest.

Why before other purchases: the bill is paid first, and what it takes beyond the usual is not spent on other goods.
Tariffs of homes are the province's and have stood for years; a scenario may raise or lower them.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.calendar import MONTHS
from sim.kernels.home_power import first_bills
from sim.kernels.home_power import use_at_home as use_power
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State
from sim.world import MID_2022

declare(
    energy__homes=Series("kWh", "Electricity used by homes", "居民生活用电量"),
    energy__homes_bill=Series("yuan", "Bills of homes beyond the usual", "居民电费相对常年增减"),
    energy__homes_metered=Series("household", "Homes billed by hours of the day", "开通峰谷电价户数"),
    power__homes_load=Series("kW", "Mean load of homes in the hours of the day price", "居民峰时段平均负荷"),
    power__homes_moved=Series("kW", "Load homes move to the night beyond the start", "居民新增移峰负荷"),
)
DAYS = 365.0 / MONTHS


def draw_home_use(state: State) -> NDArray:
    """Electricity of each household on the eve of 2023, kWh a month (households,): more with members and income.

    What the region's homes used in 2022 went with incomes of its mean, which have grown until the eve.
    """
    households, energy = state.households, state.settings.behaviour.energy
    mean = Table.total(households, households.income_usual) / Table.total(households, np.ones(len(households)))
    size = np.maximum(households.members, 1.0) ** energy.home_members
    relative = size * np.maximum(households.income_usual / mean, 0.0) ** energy.home_income
    grown = grown_since_2022(state) ** energy.home_income
    whole = state.district.residential_electricity * state.fixed.electricity_scale * grown
    return relative * (whole / max(Table.total(households, relative), 1e-300))


def grown_since_2022(state: State) -> float:
    """Consumption of residents on the eve of 2023, and their income with it, over the mean of 2022."""
    return state.fixed.household_monthly / state.fixed.household_2022


def electrified(state: State, yearly: float) -> float:
    """Power for the same use relative to the mean of 2022: machines, cars and heating go over to power."""
    return (1.0 + state.shocks * yearly) ** ((state.month - MID_2022) / MONTHS)


def weather_of_use(state: State, response: float) -> float:
    """Use with this month's heat or cold over that of the mean of 2022, of which a hot summer is a part."""
    energy = state.settings.behaviour.energy
    in_2022 = state.shocks * response * energy.heat_2022 * energy.hot_months_2022 / MONTHS
    return (1.0 + response * state.now.weather) / (1.0 + in_2022)


def settle_meters(state: State) -> None:
    """Who is billed by hours of the day as the draw begins, by the rule of later years, and everybody's usual bill.

    Assumption: nights and bother are no matter of public record; drawn by household.
    """
    households, energy, ids = state.households, state.settings.behaviour.energy, state.households.id
    night = energy.home_night + energy.home_night_spread * normal(state.stream("energy.night", 0), ids)
    households.night_use = np.clip(night, 0.0, 1.0).astype(np.float32)
    households.bother = (-np.log1p(-uniform(state.stream("energy.bother", 0), ids))).astype(np.float32)
    households.review_month = (ids % MONTHS).astype(np.int8)
    households.power_bill_usual = first_bills(
        households.electricity_usual, households.night_use, households.bother, households.has_meter, *_tariff(state),
    )  # fmt: skip


def _tariff(state: State) -> tuple[NDArray, NDArray, NDArray]:
    """Bounds of the tiers in kWh a month, their prices, and what hours of the day change (see the kernel)."""
    energy = state.settings.behaviour.energy
    flat, (by_day, by_night) = energy.home_prices[0], energy.home_hours_prices
    hours = np.array([by_day - flat, flat - by_night, energy.home_movable, energy.home_shift_cost, energy.meter_bother])
    return np.asarray(energy.home_tiers) / MONTHS, np.asarray(energy.home_prices), hours


def use_at_home(state: State) -> None:
    """Households decide on electricity, meter and hours; the grid company is outside, other goods pay the bill."""
    households, energy = state.households, state.settings.behaviour.energy
    need = electrified(state, energy.electrification_homes) * weather_of_use(state, energy.cooling_homes)
    change = state.levers.home_tariff
    rules = np.array([need, energy.home_income, energy.home_price_response, state.shocks, change])
    tiers, prices, hours = _tariff(state)
    hours[:2] *= 1.0 + change
    total, beyond, by_day, metered = use_power(
        (households.review_month, households.night_use, households.bother),
        (households.electricity_usual, households.income_expected, households.income_usual,
         households.power_bill_usual, households.weight),
        households.has_meter, households.electricity, tiers, prices, rules, hours,
        state.month_of_year % MONTHS,
    )  # fmt: skip
    state.now.home_bill_beyond = state.shocks * beyond
    state.record("energy.homes", total)
    state.record("energy.homes_bill", state.now.home_bill_beyond)
    state.record("energy.homes_metered", metered)
    _note_load(state, total, by_day)


def _note_load(state: State, total: float, by_day: float) -> None:
    """Load of homes by day, and what they moved off it beyond the usual: next month's peak is lower by it."""
    hours = state.settings.behaviour.energy.home_day_hours * DAYS
    share = by_day / total if total > 0.0 else 0.0
    moved = (state.books.energy.usual_day_share.of(share) - share) * total
    state.record("power.homes_load", by_day / hours)
    state.record("power.homes_moved", moved / hours)
