"""Electricity of homes by tier, and power for a yuan of output. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.people import Households
from sim.phases.goods import home_power, orders, power_and_gas
from sim.state.parts import Opening
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import COUNT, FOOD, TRADE, firms_of, make_state
from tests.sim.phases.small_state import give

VALUES = {
    "behaviour.energy.home_tiers": [2400.0, 4800.0], "behaviour.energy.home_prices": [0.5, 0.6, 0.8],
    "behaviour.energy.home_income": 0.5, "behaviour.energy.home_price_response": 0.25,
    "behaviour.energy.electrification_homes": 0.0, "behaviour.energy.electrification_services": 0.0,
    "behaviour.energy.electrification_industry": 0.0, "behaviour.energy.cooling_homes": 0.2,
    "behaviour.energy.cooling_services": 0.1, "behaviour.energy.heat_2022": 0.0,
    "behaviour.energy.home_hours_prices": [0.53, 0.25], "behaviour.energy.home_movable": 0.1,
    "behaviour.energy.home_shift_cost": 0.2, "behaviour.energy.meter_bother": 100.0,
}  # fmt: skip


def state_of(usual, income=None, weather=0.0, values=None, month=7, levers=None, **columns):
    """Households with 10,000 yuan a month that use 200, ... kWh, billed without hours, unless told otherwise."""
    state = make_state(firms_of(2, sector=np.array([FOOD, TRADE])), values=VALUES | (values or {}), month=month,
                       levers=levers)  # fmt: skip
    count = len(usual)
    given = {"id": np.arange(count) + 1, "bother": np.full(count, 1e9)} | columns
    homes = Households(count, weight=np.ones(count), members=np.full(count, 4),
                       income_expected=np.array(income or [1e4] * count), income_usual=np.full(count, 1e4),
                       electricity_usual=np.array(usual), power_bill_usual=0.5 * np.array(usual), **given)  # fmt: skip
    state.households = state.ledger.columns["households"] = homes
    give(state, weather=weather)
    return state


def test_income_raises_use_and_the_bill_leaves_less_for_other_goods():
    state = state_of([100.0], income=[12_000.0])
    home_power.use_at_home(state)
    # a fifth richer: a tenth more, 10 kWh at half a yuan
    assert state.households.electricity[0] == pytest.approx(110.0)
    assert state.now.home_bill_beyond == pytest.approx(5.0)
    assert state.series.read("energy.homes", 7) == pytest.approx(110.0)


def test_heat_drives_homes_into_a_dearer_tier_and_they_hold_back():
    state = state_of([190.0], weather=1.0)
    home_power.use_at_home(state)
    # 228 kWh wanted, of which the last cost a fifth more: 5 % less, 216.6; 95 yuan before, 100 + 0.6 * 16.6 now
    assert state.households.electricity[0] == pytest.approx(216.6)
    assert state.now.home_bill_beyond == pytest.approx(14.96)


def test_a_dearer_tariff_is_answered_and_paid():
    state = state_of([100.0], levers={"home_tariff": 0.4})
    home_power.use_at_home(state)
    # 40 % dearer at a response of a quarter: a tenth less; 90 kWh at 0.7 yuan against 50 yuan before
    assert state.households.electricity[0] == pytest.approx(90.0)
    assert state.now.home_bill_beyond == pytest.approx(13.0)


def test_use_of_2022_contains_its_heat_and_homes_go_over_to_power():
    values = {"behaviour.energy.heat_2022": 1.5, "behaviour.energy.hot_months_2022": 2.0}
    # 0.2 * 1.5 in 2 of 12 months are 5 % of the year's use
    assert home_power.weather_of_use(state_of([1.0], values=values), 0.2) == pytest.approx(1.0 / 1.05)
    # the middle of 2023 is a year after that of 2022
    state = state_of([1.0], month=7)
    state.month = 6.5
    assert home_power.electrified(state, 0.03) == pytest.approx(1.03)


def test_a_home_that_is_used_to_nights_saves_by_hours_and_asks_for_it_in_its_month():
    # 200 kWh, half at night: 25 - 3 yuan a month lower; moving a tenth of the 100 kWh of the day saves 2.8 more at a
    # bother of 0.2 * 0.5 a kWh: 12 * (24.8 - 1) a year against a bother of 100 * 0.5
    state = state_of([200.0, 200.0], night_use=np.array([0.5, 0.5]), bother=np.array([0.5, 0.5]),
                     review_month=np.array([7, 6]))  # fmt: skip
    home_power.use_at_home(state)
    assert state.households.has_meter.tolist() == [True, False]  # the other looks at it in June
    assert state.now.home_bill_beyond == pytest.approx(-24.8)
    assert state.series.read("energy.homes_metered", 7) == 1.0
    # 90 and 100 kWh in 14 hours of each day
    assert state.series.read("power.homes_load", 7) == pytest.approx(190.0 / (14.0 * 365.0 / 12.0))


def test_who_finds_it_a_bother_neither_asks_nor_moves():
    state = state_of([200.0, 200.0], night_use=np.array([0.5, 0.05]), bother=np.array([5.0, 0.1]),
                     review_month=np.array([7, 7]))  # fmt: skip
    home_power.use_at_home(state)
    # 22 yuan a month are less than 500 a year; who uses nothing at night would move 19 kWh: 7.98 - 5.13 - 0.38
    assert state.households.has_meter.tolist() == [False, True]


def test_meters_of_the_start_are_those_of_the_rule_and_nothing_moves_at_rest():
    count = 2000
    state = state_of(np.linspace(50.0, 400.0, count).tolist())
    home_power.settle_meters(state)
    homes = state.households
    at_start = homes.has_meter.copy()
    assert 0.2 < at_start.mean() < 0.95
    for month in range(1, 13):
        state.month = month
        home_power.use_at_home(state)
        next_month(state)
        give(state, weather=0.0)
        assert (homes.has_meter == at_start).all()
    assert abs(state.series.values["energy.homes_bill"]).max() < 1e-6
    assert abs(state.series.values["power.homes_moved"]).max() < 1e-9


def test_a_wider_gap_of_prices_moves_load_to_the_night():
    def load(by_night):
        state = state_of([200.0] * 500, values={"behaviour.energy.home_hours_prices": [0.53, by_night]})
        home_power.settle_meters(state)
        home_power.use_at_home(state)
        return state.series.read("power.homes_load", 7)

    assert load(0.1) < load(0.25) < load(0.4)


def test_homes_share_what_the_region_uses():
    state = state_of([0.0, 0.0, 0.0])
    state.households.members[:] = [4, 1, 1]
    state.households.income_usual = np.array([1e4, 1e4, 4e4])
    state.district.residential_electricity = 500.0
    state.fixed.household_2022 = state.fixed.household_monthly = 100.0
    use = home_power.draw_home_use(state_with(state, home_members=0.5, home_income=0.5))
    # root of members times root of income over the mean of 20,000: 2, 1 and 2 of 5
    assert use.tolist() == pytest.approx([200.0, 100.0, 200.0])
    # 500 were used at incomes of 2022; on the eve these are 21 % higher, and use by the root of that
    state.fixed.household_monthly = 121.0
    assert home_power.draw_home_use(state).tolist() == pytest.approx([220.0, 110.0, 220.0])


def state_with(state, **values):
    """The state with other values of energy."""
    fresh = make_state(firms_of(1), values={f"behaviour.energy.{name}": value for name, value in values.items()})
    state.settings = fresh.settings
    return state


def test_what_power_costs_more_is_bought_outside_and_not_spent_on_other_things():
    state = make_state(firms_of(1))
    state.fixed.household_local = np.full(COUNT, 0.6 / COUNT)
    state.fixed.household_outside = np.full(COUNT, 0.4 / COUNT)
    state.fixed.household_monthly = 1000.0
    homes = Households(1, id=np.array([1]), weight=np.ones(1), income=np.array([1000.0]), deposits=np.array([1e5]),
                       income_expected=np.array([1000.0]), income_usual=np.array([1000.0]),
                       consumption_usual=np.array([800.0]), deposits_usual=np.array([1e5]))  # fmt: skip
    state.households = state.ledger.columns["households"] = homes
    give(state, mortgage_interest=0.0)

    def bought(beyond):
        next_month(state)
        state.month, homes.income_expected[:], homes.deposits[:], homes.deposits_usual[:] = 1, 1000.0, 1e5, 1e5
        orders_open(state)
        give(state, home_bill_beyond=beyond)
        return orders._consume(state)

    (plain_here, plain_away), (here, away) = bought(0.0), bought(40.0)
    assert here.sum() + away.sum() == pytest.approx(plain_here.sum() + plain_away.sum())
    assert here.sum() == pytest.approx(plain_here.sum() * 0.95)
    more = away - plain_away * 0.95
    assert more[SECTOR["utilities"]] == pytest.approx(40.0)
    assert abs(more).sum() == pytest.approx(40.0)


def orders_open(state):
    nobody = np.zeros(0)
    firms, homes = state.enterprises.deposits.copy(), state.households.deposits.copy()
    give(state, opening=Opening(firms, homes, nobody, nobody, nobody))


def test_power_of_firms_follows_output_own_intensity_electrification_and_cooling():
    values = {"behaviour.energy.electrification_industry": 0.02}
    state = state_of([100.0], weather=1.0, values=values)
    state.district.kwh_per_output = np.full(COUNT, 0.1)
    state.enterprises.energy_intensity[0] = 0.9
    state.enterprises.intensity_usual = np.array([0.9, 1.0])
    home_power.use_at_home(state)
    power_and_gas.use_electricity(state)
    # 100 yuan each: 10 kWh less a tenth, a bit over a year at 2 %; services a tenth more in the heat
    grown = 1.02 ** (12.5 / 12)
    assert state.enterprises.electricity.tolist() == pytest.approx([9.0 * grown, 11.0])
    assert state.series.read("energy.industry", 7) == pytest.approx(9.0 * grown)


@pytest.mark.parametrize(("month", "left"), [(7, 0.9), (18, 0.96)])
def test_retrofits_at_the_pace_of_2023_are_in_the_drift_of_power(month, left):
    state = state_of([100.0], values={"behaviour.energy.electrification_industry": 0.0})
    state.month, state.district.kwh_per_output = month, np.full(COUNT, 0.1)
    state.books.energy.left_by_retrofits = 0.96  # of a year; what 2023 itself brings is seen as it goes
    state.enterprises.intensity_usual = np.array([1.2, 1.0])
    state.enterprises.energy_intensity[0] = 1.08
    home_power.use_at_home(state)
    power_and_gas.use_electricity(state)
    # 100 yuan need 10 kWh, 10.8 by this firm; a tenth saved in 2023 is usual, in 2024 what is more than 4 % a year
    usual = left if month <= 12 else left**1.5
    assert state.series.read("energy.industry", month) == pytest.approx(10.8 / usual)
