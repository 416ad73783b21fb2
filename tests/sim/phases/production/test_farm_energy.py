"""Energy of farms: rooms built and switched off, power beyond the usual, load moved. Numbers worked out by hand."""

from types import MappingProxyType

import mesa
import numpy as np
import pytest

from agents.farms import Farms
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.production import farm_energy, farming, peak
from sim.phases.production.farm_energy import COLD, HEATED, open_farm_energy, use_farm_energy
from tests.sim.phases.small_district import make_state, next_month, settings, world
from tests.sim.phases.small_projects import set_levers
from tests.sim.phases.small_state import give

TERMS = {
    "tariff": 0.5, "power_rice": 40.0, "power_other": [100.0] * 5, "cold_share": 0.5,
    "cold_odds": [0.0, 1.0, 1.0, 1.0, 1.0], "heated_share": 0.0, "served": 0.5, "cold_power": 0.1, "cold_cost": 0.2,
    "room_years": 10.0, "cash_share": 0.5, "loan_years": 5.0, "shift_share": 0.5, "shift_cost": 0.0,
}  # fmt: skip


def build(count=40, deposits=1e6, shocks=1.0, levers=None, granted=ALL_GRANTED, roofs=None, **terms):
    """Vegetable farms of 100 mu, 20 of them rice, that make 10,000 yuan a month; 0.05 kWh a yuan in the accounts."""
    rows = Farms(
        count, id=np.arange(count) + 1, weight=np.ones(count), kind=np.full(count, 1), land=np.full(count, 100.0),
        grain_land=np.full(count, 25.0), yield_grain=np.full(count, 450.0), margin_other=np.full(count, 2000.0),
        output=np.full(count, 1e4), deposits=np.full(count, deposits),
    )  # fmt: skip
    state = make_state(settings(shocks, farm_energy=TERMS | terms, farming={"growth_annual": 0.0},
                                roofs=roofs or {}), world(), 1, mesa.Model(), farms=rows)  # fmt: skip
    state.district.kwh_per_output, state.fixed.electricity_scale = np.full(26, 0.05), 1.0
    state.books.credit.asked["farms"] = 0.0
    set_levers(state, **(levers or {}))
    farming.open_fields(state)
    renew(state, granted)
    return state


def renew(state, granted=ALL_GRANTED):
    vars(state.now).pop("credit_share", None)
    give(state, credit_share=MappingProxyType(granted))


def go_on(state, granted=ALL_GRANTED, **levers):
    next_month(state)
    state.books.credit.asked["farms"] = 0.0
    renew(state, granted)
    set_levers(state, **levers)


def test_what_farms_use_at_the_start_is_that_of_the_accounts_by_land_and_rooms():
    state = build()
    open_farm_energy(state)
    need = state.books.farm_energy.usual_power
    assert need.sum() == pytest.approx(40 * 1e4 * 0.05)
    # 20 mu of rice at 40 and 80 of the other crop at 100 a year; a cold room 0.1 kWh a yuan of half the other output
    other = state.farms.value_other * 80.0 / state.farms.value_base
    wanted = (20 * 40 + 80 * 100) / 12 + 0.1 * 0.5 * 1e4 * other * state.farms.has_room[:, COLD]
    assert need == pytest.approx(wanted * need.sum() / wanted.sum())
    assert 5 < state.farms.has_room[:, COLD].sum() < 35
    assert not state.farms.has_room[:, HEATED].any()


def test_at_rest_nobody_builds_switches_off_or_pays_more():
    state = build()
    for _ in range(12):
        state.farms.output[:] = state.farms.output_base * farming.month_factor(state)
        use_farm_energy(state)
        assert state.series.read("farms.rooms_built", state.month) == 0.0
        assert (state.farms.room_runs == state.books.farm_energy.had).all()
        assert np.abs(state.now.farm_power_beyond).max() < 1e-9
        assert state.ledger.check() <= 1e-9
        go_on(state)


def test_cheaper_power_builds_rooms_and_they_keep_more_of_the_harvest():
    def built(discount):
        state = build(roofs={"match": 1.0, "lease_discount": discount})
        use_farm_energy(state)
        for _ in range(12):
            go_on(state)
            state.farms.pv_leased[:] = 1.0
            use_farm_energy(state)
        return state

    none, some, more = built(0.0), built(0.2), built(0.8)
    count = [state.farms.has_room[:, COLD].sum() for state in (none, some, more)]
    assert count[0] < count[1] <= count[2]
    # what was built this month runs from the next one on
    new = more.farms.room_runs[:, COLD] & ~more.books.farm_energy.had[:, COLD]
    assert more.farms.room_effect[new] == pytest.approx(0.5 * more.farms.room_gain[new, COLD])
    assert (none.farms.room_effect == 0.0).all()


def test_a_room_is_built_with_own_money_and_a_loan_and_not_if_the_bank_refuses():
    def built(granted):
        state = build(deposits=1000.0, levers={"farm_equipment_grant": 0.0})
        use_farm_energy(state)
        for _ in range(12):
            go_on(state, granted)
            state.farms.room_gain[:] = 1.0
            use_farm_energy(state)
            assert state.ledger.check() <= 1e-9
        return state

    state, refused = built(ALL_GRANTED), built(dict.fromkeys(ALL_GRANTED, 0.0))
    new = state.farms.has_room[:, COLD] & ~state.books.farm_energy.had[:, COLD]
    assert new.sum() > 3
    assert (state.farms.room_loans[new] > 0.0).all()
    assert state.farms.loans.sum() == pytest.approx(state.farms.room_loans.sum())
    assert (refused.farms.has_room == refused.books.farm_energy.had).all()
    assert refused.series.values["farms.rooms_refused"].sum() == (~refused.books.farm_energy.had[:, COLD]).sum()


def test_a_room_whose_harvest_is_worth_less_than_its_power_is_switched_off():
    state = build()
    use_farm_energy(state)
    go_on(state)
    has = state.farms.has_room[:, COLD].copy()
    power = state.books.farm_energy.scale * 0.1 * 0.5
    state.farms.room_gain[has, COLD] = 0.9 * power
    use_farm_energy(state)
    assert has.any()
    assert not state.farms.room_runs.any()
    # it loses what the room kept, and saves its power
    assert state.farms.room_effect[has] == pytest.approx(-0.5 * 0.9 * power)
    made = state.farms.output / state.farms.output_base
    saved = state.books.farm_energy.usual_power * made - state.farms.electricity
    assert state.now.farm_power_beyond == pytest.approx(-0.5 * saved)


def test_cold_is_moved_off_the_peak_for_a_reward_and_fields_are_not():
    state = build(levers={"peak_reward": 0.5})
    assert peak._shift_farms(state) == 0.0  # nothing is known before the first month
    use_farm_energy(state)
    go_on(state, peak_reward=0.5)
    before = state.farms.deposits.copy()
    energy, has = state.settings.behaviour.energy, state.farms.room_runs[:, COLD]
    yearly = 12 * state.books.farm_energy.served * state.books.farm_energy.scale * 0.1 * has
    kilowatts = 0.5 * yearly / 8760.0 / energy.load_factor
    assert peak._shift_farms(state) == pytest.approx(kilowatts.sum())
    assert state.farms.deposits - before == pytest.approx(kilowatts * energy.shift_hours * 0.5)
    assert state.ledger.check() <= 1e-9


def test_a_roof_with_power_to_spare_cheapens_the_next_kwh_and_moves_what_is_sown():
    state = build(roofs={"match": 0.5, "feed_in": 0.3})
    use_farm_energy(state)
    before = [margin.copy() for margin in farming.expected_margins(state)]
    go_on(state)
    state.farms.pv[:10] = 1e3
    use_farm_energy(state)
    # half of the next kWh comes off the roof at 0.3 instead of 0.5
    assert state.farms.power_discount[:10] == pytest.approx(0.1)
    assert (state.farms.power_discount[10:] == 0.0).all()
    gained = farming.expected_margins(state)[0] - before[0]
    assert gained[:10] == pytest.approx(state.farms.power_rice[:10] * 0.1)
    assert gained[10:] == pytest.approx(0.0)


def test_dearer_fuel_lowers_the_margin_of_grain():
    state = build(fuel=60.0)
    before = [margin.copy() for margin in farming.expected_margins(state)]
    state.world.price[:, farming.FUEL] = 1.1
    after = farming.expected_margins(state)
    rate = 1.0 + farming.farm_rate(state, 0.0) * state.settings.behaviour.farming.season_months / 12.0
    assert before[0] - after[0] == pytest.approx(6.0 * rate, rel=0.02)
    assert before[1] - after[1] == pytest.approx(6.0 * rate * state.settings.behaviour.farming.winter_cost)


def test_the_stationary_district_rests():
    state = build(shocks=0.0)
    use_farm_energy(state)
    assert not state.books.farm_energy.is_open
    assert farm_energy.shift_cold(state)[0].sum() == 0.0
