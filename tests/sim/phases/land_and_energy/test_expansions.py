"""Enterprises that outgrow their floor: bids, terms, building denser, rooms, and who is paid. Numbers by hand."""

import numpy as np
import pytest

from agents.enterprises import Tenure
from agents.people import Households, Residents
from sim.phases.land_and_energy.expansions import expand_sites, land_price
from sim.phases.land_and_energy.land import allot_land
from tests.sim.phases.land_and_energy.test_sites import carried, firms_on
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_projects import make_state, projects_of

TERMS = {
    "region.industrial_land_price": 1e6, "behaviour.sites.floor_progress": 0.0, "behaviour.sites.density_new": 2.0,
    "behaviour.sites.density_most": 2.5, "behaviour.sites.building_months": 2.0, "behaviour.sites.building_cost": 1e6,
    "behaviour.sites.building_wear": 0.05, "behaviour.sites.densify_cost": 2.0, "behaviour.sites.standard_rent": 3e5,
    "behaviour.sites.way_spread": 0.0,
    "behaviour.sites.lease_rate": 0.09, "behaviour.sites.short_price": 0.5, "behaviour.sites.vacant": 0.0,
    "behaviour.credit.spread_small": 0.01, "behaviour.investment.accelerator": 0.05,
    "behaviour.finance.buffer_months": 1.0,
}  # fmt: skip


def short_firms(count: int = 1, **columns):
    """Firms whose floor is full: expecting 1.2 million a month at a use of 0.8, they plan 5 % more in two months."""
    given = {"floor_capacity": np.full(count, 1e5), "demand_expected": np.full(count, 1.2e6),
             "profit": np.full(count, 3e5), "capital": np.full(count, 1e7)}  # fmt: skip
    return firms_on(count, **(given | columns))


def state_of(firms, month: int = 1, levers=None, values=None, projects=None):
    state = make_state(projects if projects is not None else projects_of(0), firms, month=month, levers=levers,
                       values=TERMS | (values or {}))  # fmt: skip
    state.fixed.use_wanted = np.full(26, 0.8)
    return state


def test_the_highest_bids_get_land_and_pay_its_price():
    firms = short_firms(2, profit=np.array([3e5, 4e5]))
    state = state_of(firms)
    # 5 % of 10 mu of floor, 0.5 mu, on a quarter of a mu: what is offered serves the better bid alone.
    taken = expand_sites(state, 0.25)
    assert (taken.asked, taken.given) == (pytest.approx(0.5), pytest.approx(0.25))
    assert firms.land.tolist() == pytest.approx([10.0, 10.25])
    assert state.ledger.flow("land_fee", "enterprises", "government") == pytest.approx(0.25e6)
    assert state.ledger.check() <= 1e-9


def test_floor_on_new_land_can_be_used_when_it_is_built():
    firms = short_firms()
    state, limits = state_of(firms), []
    for offered in (1.0, 0.0, 0.0):
        expand_sites(state, offered)
        limits.append(carried(state))
        next_month(state)
    assert limits == pytest.approx([1e6, 1e6, 1.05e6])
    assert state.series.read("land.expansions_asked", 2) == 0.0  # what is being built is not asked for again


def test_who_gets_no_land_builds_denser_and_pays_for_it():
    firms = short_firms()
    state = state_of(firms)
    before = firms.deposits[0]
    expand_sites(state, 0.0)
    # Half a mu of floor over the old site costs a million a mu more than on an empty plot.
    assert state.series.read("floor.densified", 1) == pytest.approx(0.5)
    assert before - firms.deposits[0] == pytest.approx(0.5e6)
    assert firms.land[0] == 10.0


def test_a_firm_that_earns_too_little_asks_for_nothing():
    # Its machines earn 12 * 50,000 less 5 % of 10 million on 10 mu: 10,000 a mu of floor, a building costs 100,000.
    state = state_of(short_firms(profit=np.array([5e4])))
    taken = expand_sites(state, 10.0)
    assert (taken.asked, state.series.read("floor.densified", 1)) == (0.0, 0.0)


def test_flexible_terms_serve_who_has_no_cash():
    poor = {"deposits": np.array([1.3e6])}
    bound = state_of(short_firms(**poor))
    assert expand_sites(bound, 1.0).given == 0.0
    free = state_of(short_firms(**poor), levers={"flexible_land": 1.0})
    # Beyond a month of costs it has 0.1 million: not half of the price of a quarter of a mu, so it leases.
    assert expand_sites(free, 1.0).given == pytest.approx(0.25)
    assert free.enterprises.site_rent[0] == pytest.approx(0.25 * 1e6 * 0.09 / 12.0)
    assert free.ledger.flow("land_fee", "enterprises", "government") == 0.0
    assert free.series.read("land.leased", 1) == pytest.approx(0.25)


def test_tenants_of_villages_take_rooms_while_there_are_some():
    firms = short_firms(tenure=np.array([Tenure.VILLAGE]))
    state = state_of(firms, values={"behaviour.sites.standard_rent": 2e5})
    state.books.land.rooms = 0.1
    expand_sites(state, 0.0)
    # A tenth of a mu under rooms holds 0.2 mu of floor, for 200,000 a year each.
    assert state.series.read("floor.rooms_let", 1) == pytest.approx(0.2)
    assert (state.books.land.rooms, firms.land[0]) == (pytest.approx(0.0), pytest.approx(10.1))
    assert firms.site_rent[0] == pytest.approx(0.2 * 2e5 / 12.0)
    assert carried(state) == pytest.approx(1.02e6)


def test_projects_are_served_first_and_enterprises_get_what_they_leave():
    projects = projects_of(2, waited=np.array([9.0, 8.0]), land_need=np.array([60.0, 60.0]))
    state = state_of(short_firms(), levers={"land_quota": 100.0}, projects=projects)
    allot_land(state)
    # The second project waits for 60 of the 40 that are left: nothing is offered to enterprises.
    assert state.series.read("land.expansions", 1) == 0.0
    assert (state.books.land.quota_used, state.books.land.left_industry) == (60.0, 40.0)


def test_cleared_land_serves_when_quota_is_used_up():
    state = state_of(short_firms())
    state.books.land.for_sale = 0.2
    allot_land(state)
    land = state.books.land
    assert (land.quota_used, land.reused) == (0.0, pytest.approx(0.2))
    assert state.series.read("land.requisition", 1) == 0.0


def test_shortage_makes_land_dearer():
    state = state_of(short_firms(), values={"behaviour.sites.premium": 0.5, "behaviour.sites.news": 0.2})
    allot_land(state)
    # Nobody was served: a fifth of it is known next month.
    assert land_price(state) == pytest.approx(1e6 * (1.0 + 0.5 * 0.2))


def test_requisitioned_land_pays_households_and_upper_levels():
    projects = projects_of(1, waited=np.array([9.0]), land_need=np.array([10.0]))
    state = state_of(firms_on(1), levers={"land_quota": 10.0}, projects=projects,
                     values={f"behaviour.compensation.{name}": value for name, value in (
                         ("requisition_cost", 1e5), ("household_part", 0.6), ("placed", 0.75))})  # fmt: skip
    state.households = state.ledger.columns["households"] = Households(
        2, id=np.arange(2), weight=np.ones(2), members=np.array([3, 1]), deposits=np.zeros(2), equity_share=np.ones(2))
    state.residents = Residents(2, household=np.array([0, 1]), is_urban=np.array([False, True]))
    state.ledger.open_month()
    allot_land(state)
    # 600,000 of a million go to the rural household, which keeps a quarter of it; no villages, so the rest is above.
    assert state.households.deposits.tolist() == pytest.approx([150_000.0, 0.0])
    assert state.series.read("compensation.households", 1) == pytest.approx(600_000.0)
    assert state.ledger.flow("land_compensation", "government", "outside") == pytest.approx(400_000.0)


def test_firms_differ_in_what_the_ways_to_more_floor_cost_them():
    def denser(spread):
        firms = short_firms(200)
        # A mu of floor on new land costs .1 x 1e6 and .05 x 1e6 / 2 a year, over one's own site .1 x 1e6 x 1.3.
        state = state_of(firms, values={"behaviour.sites.way_spread": spread, "behaviour.sites.densify_cost": 1.3,
                                        "behaviour.sites.lease_rate": 0.05})  # fmt: skip
        taken = expand_sites(state, 1e9)
        return taken.asked, state.series.read("floor.densified", 1)

    asked, built = denser(0.0)
    assert (asked > 0.0, built) == (True, 0.0)
    fewer, some = denser(0.5)
    assert 0.3 * asked < fewer < 0.7 * asked
    assert some > 0.0
