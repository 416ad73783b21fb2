"""Expansions at the energy review and retrofits of named firms. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR, SECTORS
from agents.projects import Stage
from sim.phases.land_and_energy import energy_use, retrofits
from sim.phases.land_and_energy.energy import allot_energy, fits
from sim.phases.land_and_energy.land import allot_land
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of

METALS = SECTOR["metals"]
# A tenth of a tce for 1,000 yuan: a firm of 10 million a month uses 12,000 tce a year at capacity.
TCE = 1e-4
VALUES = {
    "behaviour.energy.expansion_step": 0.2, "behaviour.energy.expansion_largest": 3000.0,
    "behaviour.energy.value_added_mark": 5000.0, "behaviour.energy.quota_price": 1000.0,
    "behaviour.energy.quota_years": 4.0, "behaviour.energy.unreserved": 0.0, "behaviour.energy.energy_price": 3000.0,
    "behaviour.energy.retrofit_payback": 3.0, "behaviour.energy.green_eligible": 0.0, "region.capacity_use": 0.8,
}  # fmt: skip


def firms_of(count, use=0.8, **columns):
    """Metal firms with a capacity of 10 million a month that expect to use `use` of it."""
    use = np.broadcast_to(np.array(use), count)
    given = {"sector": np.full(count, METALS), "capacity": np.full(count, 1e7), "demand_expected": 1e7 * use,
             "is_above_scale": np.ones(count, bool), "profit": np.full(count, 1e6), "deposits": np.full(count, 1e9),
             "output": np.full(count, 1e7)}
    return enterprises_of(count, **(given | columns))


def state_of(firms, levers=None, values=None, projects=None):
    state = make_state(projects if projects is not None else projects_of(1, waited=np.full(1, -99.0)), firms,
                       levers=levers, values=VALUES | (values or {}))  # fmt: skip
    state.fixed.tce_per_output = np.zeros(len(SECTORS))
    state.fixed.tce_per_output[METALS] = TCE
    state.fixed.electricity_scale = 1.0
    state.district.kwh_per_output = np.full(len(SECTORS), 0.3)
    firms.energy_allowed[:] = energy_use.energy_at_capacity(state)
    return state


def review(state):
    allot_land(state)
    allot_energy(state)


def test_who_has_capacity_enough_does_not_ask_and_what_stands_is_allowed():
    firms = firms_of(2, use=[0.8, 0.5])
    state = state_of(firms, levers={"energy_quota": 1e6})
    firms.energy_allowed[:] = [0.0, 20_000.0]
    review(state)
    assert firms.energy_allowed.tolist() == pytest.approx([12_000.0, 20_000.0])
    assert firms.energy_waited.tolist() == [-1.0, -1.0]


def test_an_expansion_above_the_threshold_waits_for_quota_and_holds_capital_spending_back():
    firms = firms_of(1, use=0.88, capital=np.full(1, 1.2e8))
    state = state_of(firms, values={"behaviour.investment.depreciation_annual": 0.1})
    review(state)
    # It needs 13,200 tce and may use 12,000: a lump of a fifth, 2,400 tce, is asked for; there is no quota.
    assert state.series.read("energy.expansions_asked", 1) == pytest.approx(2400.0)
    assert (firms.energy_waited[0], firms.energy_allowed[0]) == (0.0, pytest.approx(12_000.0))
    # A month wears out 1 million; of 3 million wanted no more is useful.
    assert energy_use.within_energy(state, np.array([3e6])).tolist() == pytest.approx([1e6])
    assert state.series.read("energy.held_back", 1) == pytest.approx(2e6)
    next_month(state)
    state.levers.values["energy_quota"] = 2500.0
    review(state)
    assert (firms.energy_waited[0], firms.energy_allowed[0]) == (-1.0, pytest.approx(14_400.0))
    assert (state.books.energy.granted, state.books.energy.left) == pytest.approx((2400.0, 100.0))
    # A fifth more capital is useful now.
    assert energy_use.within_energy(state, np.array([9e7])).tolist() == pytest.approx([1e6 + 2.4e7])


def test_small_expansions_need_no_review_unless_they_use_much_power():
    # A fifth of 1,200 tce is 240 tce; with 0.3 kWh a yuan, 3,000 kWh a tce, 0.72 million kWh.
    firms = firms_of(1, use=0.09, capacity=np.full(1, 1e6))
    state = state_of(firms)
    review(state)
    assert firms.energy_allowed[0] == pytest.approx(1440.0)
    assert state.series.read("energy.expansions_exempt", 1) == pytest.approx(240.0)
    # 25,000 kWh a tce: 6 million kWh
    firms.energy_allowed[:], state.district.kwh_per_output[:] = 1200.0, 2.5
    next_month(state)
    review(state)
    assert (firms.energy_allowed[0], firms.energy_waited[0]) == (pytest.approx(1200.0), 0.0)


def test_more_value_added_for_a_tce_goes_first_and_key_projects_before_all():
    firms = firms_of(2, use=[0.9, 0.9])
    firms.energy_intensity[:] = [1.0, 0.8]
    project = projects_of(1, energy_need=np.array([2000.0]), stage=np.full(1, int(Stage.LAND)), waited=np.full(1, 9.0),
                          is_key=np.ones(1, bool), total=np.full(1, 1.0))  # fmt: skip
    state = state_of(firms, levers={"energy_quota": 4000.0}, projects=project)
    review(state)
    # 2,000 go to the key project, 1,920 to the second firm; 2,400 of the first do not fit.
    assert firms.energy_waited.tolist() == [0.0, -1.0]
    assert state.books.energy.left == pytest.approx(80.0)
    # The first firm makes 0.25 yuan of value added with 1e-4 tce.
    assert state.series.read("energy.shadow_price", 1) == pytest.approx(2500.0)


def test_behind_who_is_waited_for_only_a_part_is_given_away():
    need = np.array([50.0, 10.0, 20.0, 5.0])
    assert fits(need, 60.0, 0.0).tolist() == [True, True, False, False]
    assert fits(need, 45.0, 0.0).tolist() == [False] * 4
    # 15 of 45: the 10 and the 5 are small enough, 20 is not.
    assert fits(need, 45.0, 15.0).tolist() == [False, True, False, True]
    assert fits(need, 45.0, 12.0).tolist() == [False, True, False, False]


def test_dear_quota_is_paid_for_and_who_does_not_earn_it_gives_up():
    # 2,500 yuan of value added a tce lie below the mark of 5,000. Use at capacity is 12,000 tce: 1 million a month
    # are 1,000 yuan a tce and year, above 0.29 of the price of 1,000; 0.2 million are 200, below.
    firms = firms_of(2, use=[0.88, 0.88], profit=np.array([1e6, 2e5]), energy_waited=np.array([-1.0, 3.0]))
    state = state_of(firms, levers={"energy_quota": 1e5}, values={"behaviour.energy.retrofit_depth": 0.0})
    review(state)
    assert firms.energy_allowed.tolist() == pytest.approx([14_400.0, 12_000.0])
    assert state.series.read("energy.quota_fee", 1) == pytest.approx(2400.0 * 1000.0)
    assert firms.deposits.tolist() == pytest.approx([1e9 - 2.4e6, 1e9])
    assert state.series.read("energy.given_up", 1) == 1.0
    assert firms.energy_waited.tolist() == [-1.0, -1.0]
    assert state.ledger.check() <= 1e-9


def test_a_firm_saves_what_it_is_short_of_where_that_spares_fee_and_wait():
    firms = firms_of(1, use=0.84, retrofit_left=np.array([0.1]))
    # It needs 12,600 and may use 12,000. What saves costs 9,000 and more; the wait of two years costs 2,000 a tce.
    state = state_of(firms, values={"behaviour.energy.retrofit_spread": 0.0})
    state.books.energy.queue = 2.0
    review(state)
    # 600 of the 1,200 it could save: intensity falls by a twentieth, and half of the potential is left.
    assert firms.energy_intensity[0] == pytest.approx(0.95)
    assert firms.retrofit_left[0] == pytest.approx(0.05)
    assert state.series.read("energy.retrofits", 1) == pytest.approx(600.0 * 9000.0)
    assert firms.deposits[0] == pytest.approx(1e9 - 5.4e6)
    assert firms.energy_waited[0] == -1.0


def test_eligible_firms_balance_the_power_of_an_expansion_by_certificates():
    firms = firms_of(1, use=0.88)
    values = {"behaviour.energy.green_eligible": 1.0, "behaviour.energy.green_speed": 1.0,
              "behaviour.energy.green_steepness": 1e3, "behaviour.energy.power_equivalent": 1e-4}  # fmt: skip
    levers = {"green_certificates": 1.0, "green_certificate_price": 0.01, "green_excluded": 1.0}
    state = state_of(firms, levers=levers, values=values)
    review(state)
    # 3,000 kWh a tce and 1e-4 tce a kWh: three tenths of 2,400 tce, 7.2 million kWh a year.
    assert firms.green_balanced[0] == pytest.approx(7.2e6)
    assert firms.energy_allowed[0] == pytest.approx(12_720.0)
    next_month(state)
    before = firms.deposits[0]
    state.levers.values["green_certificates"] = 0.0
    review(state)
    assert before - firms.deposits[0] == pytest.approx(7.2e6 / 12 * 0.01)


def free(state):
    freed = retrofits.free_energy(state)
    assert state.ledger.check() <= 1e-9
    return freed


def test_freed_energy_comes_from_the_worst_firms_that_agree_until_the_aim_is_met():
    firms = firms_of(3, use=[0.8, 0.8, 0.8], retrofit_left=np.full(3, 0.1))
    firms.energy_intensity[:] = [1.0, 2.0, 0.5]
    state = state_of(firms, levers={"energy_freed": 3000.0}, values={"behaviour.energy.retrofit_spread": 0.0})
    # The second could save 2,400 tce, the first 1,200 of which 600 are left to the aim, the third is not asked.
    assert free(state) == pytest.approx(3000.0)
    assert firms.energy_intensity.tolist() == pytest.approx([0.95, 1.8, 0.5])
    assert firms.energy_allowed.tolist() == pytest.approx([11_400.0, 21_600.0, 6000.0])
    # Each pays 9,000 yuan a tce and is paid 1,000.
    assert firms.deposits.tolist() == pytest.approx([1e9 - 600 * 8000.0, 1e9 - 2400 * 8000.0, 1e9])
    assert state.series.read("energy.freed", 1) == pytest.approx(3000.0)


def test_who_refuses_frees_nothing_and_a_plant_closes_whose_losses_outweigh_it():
    firms = firms_of(3, output=np.array([5e6, 5e6, 0.0]), retrofit_left=np.full(3, 0.1), capital=np.full(3, 4e7),
                     profit=np.array([-1e6, -0.9e6, -2e6]))  # fmt: skip
    # Saving is far too dear for all.
    state = state_of(firms, levers={"energy_freed": 3000.0}, values={"behaviour.energy.retrofit_spread": 1e9})
    # Half of the capacity is at work, 6,000 tce, worth 6 million. 36 + 6 of losses and quota beat machines of 40, 32.4
    # + 6 do not. The third frees nothing: it stands idle. Half of the first meets the aim.
    assert free(state) == pytest.approx(3000.0)
    assert firms.capacity.tolist() == pytest.approx([5e6, 1e7, 1e7])
    assert firms.capital.tolist() == pytest.approx([2e7, 4e7, 4e7])
    assert firms.energy_allowed.tolist() == pytest.approx([9000.0, 12_000.0, 12_000.0])
    assert state.series.read("energy.closed", 1) == pytest.approx(3000.0)


def test_a_retrofit_frees_what_it_saves_of_the_energy_in_use():
    firms = firms_of(1, output=np.array([5e6]), retrofit_left=np.full(1, 0.1))
    state = state_of(firms, levers={"energy_freed": 1e6}, values={"behaviour.energy.retrofit_spread": 0.0})
    assert free(state) == pytest.approx(600.0)


def test_grants_beyond_the_usual_make_more_firms_save():
    def freed(grant):
        many = firms_of(200, retrofit_left=np.full(200, 0.1))
        state = state_of(many, levers={"energy_freed": 1e9}, values={"behaviour.energy.retrofit_spread": 1.0})
        retrofits.free_energy(state)
        next_month(state)
        many.retrofit_left[:] = 0.1
        state.now.equipment_grants.on_retrofits[:] = grant
        return retrofits.free_energy(state)

    assert 0.0 < freed(0.0) < freed(0.15) < freed(0.4)


def test_retrofits_show_on_the_bill():
    firms = firms_of(1, output=np.array([1e6]))
    state = state_of(firms)
    firms.intensity_usual = np.array([1.0])
    firms.energy_intensity[:] = 0.9
    # a tenth of 100 tce at 3,000 yuan
    assert retrofits.save_on_energy(state).tolist() == pytest.approx([30_000.0])


def test_intensity_is_one_on_average_in_each_sector_and_differs_in_industry_alone():
    trade = SECTOR["wholesale_retail"]
    firms = firms_of(400, sector=np.repeat([METALS, trade], 200))
    firms.output_usual = np.linspace(1.0, 2.0, 400)
    state = state_of(firms)
    own = energy_use.draw_intensity(state)
    assert (own[:200] @ firms.output_usual[:200]) / firms.output_usual[:200].sum() == pytest.approx(1.0)
    assert own[:200].std() > 0.1
    assert (own[200:] == 1.0).all()


def test_asking_is_the_same_in_any_order_of_rows():
    firms = firms_of(6, use=[0.85, 0.9, 0.95, 0.82, 0.99, 0.88], retrofit_left=np.full(6, 0.02))
    state = state_of(firms)
    backwards = firms_of(6, use=[0.85, 0.9, 0.95, 0.82, 0.99, 0.88][::-1], retrofit_left=np.full(6, 0.02),
                         id=np.arange(6)[::-1] + 1)  # fmt: skip
    other = state_of(backwards)
    for one in (state, other):
        one.levers.values["energy_quota"] = 5000.0
        review(one)
    np.testing.assert_allclose(firms.energy_allowed, backwards.energy_allowed[::-1])
