"""Which sites are cleared, who agrees, who is paid, who moves or closes, what cleared land becomes. Numbers by hand."""

import numpy as np
import pytest

from agents.enterprises import Tenure
from sim.phases.building import renewal
from sim.phases.entry_and_exit.turnover import choose_entrants
from tests.sim.phases.land_and_energy.test_sites import firms_on
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_projects import make_state, projects_of, set_levers
from tests.sim.phases.small_state import give

SITES = {
    "behaviour.land.low_efficiency_output": 0.8, "policy.factors.m60.industrial_share": 0.6,
    "policy.factors.m60.renewal_counted": 1.0,
    "policy.factors.m60.clearing_cost": 1e6, "policy.factors.m60.redevelopment_months": 3.0,
    "policy.manufacturing.m15.eviction_months": 2.0, "policy.manufacturing.m15.standard_part": 0.2,
    "behaviour.land.cleared_sold_share": 0.5, "behaviour.compensation.owner_part": 0.8,
    "behaviour.compensation.tenant_part": 0.25, "behaviour.compensation.ordered_share": 0.0,
    "behaviour.sites.hurdle": 0.1, "behaviour.sites.moving_months": 2.0, "behaviour.sites.moving_outlay": 0.0,
    "behaviour.sites.standard_rent": 10_000.0, "behaviour.sites.density_new": 2.0, "behaviour.sites.vacant": 0.0,
    "behaviour.sites.building_cost": 1e6, "behaviour.sites.floor_progress": 0.0,
}  # fmt: skip


def three_firms(**columns):
    """Firms that expect 1 million, 0.2 and 0.1 million a month on 10 mu each: the last two are low-efficiency sites."""
    given = {"demand_expected": np.array([1e6, 2e5, 1e5]), "profit": np.array([1e5, 1e4, 2e4])}
    return firms_on(3, **(given | columns))


def state_of(firms, levers=None, values=None, rooms: float = 100.0):
    state = make_state(projects_of(0), firms, levers=levers, values=SITES | (values or {}))
    state.books.land.rooms = rooms
    return state


def test_the_least_productive_site_goes_first_and_its_owner_is_paid_and_moves():
    firms = three_firms()
    state = state_of(firms, {"renewal": 5.0})
    renewal.renew_land(state)
    # Half of the third site: 0.8 million a mu offered make up for a move, which costs 4,000 and 100,000 of rent a mu.
    assert firms.capacity.tolist() == pytest.approx([1e6, 1e6, 0.5e6])
    assert state.ledger.flow("land_clearing", "platforms", "enterprises") == pytest.approx(5.0 * 0.8e6)
    # 5 mu of floor are 2.5 mu of rooms in new buildings.
    assert (firms.land[2], state.books.land.rooms) == (pytest.approx(7.5), pytest.approx(97.5))
    assert (state.series.read("land.capacity_evicted", 1), state.series.read("land.capacity_left", 1)) == (5e5, 0.0)
    set_levers(state)
    for _ in range(2):
        next_month(state)
        renewal.renew_land(state)
    # After two months it produces again; of 5 mu half are on offer and a fifth carries rooms.
    assert firms.capacity[2] == pytest.approx(1e6)
    land = state.books.land
    assert (land.for_sale, land.sold, land.rooms) == (pytest.approx(2.5), pytest.approx(2.5), pytest.approx(98.5))
    assert state.ledger.flow("standard_buildings", "platforms", "contractors") == pytest.approx(1.0 * 2.0 * 1e6)
    assert state.ledger.check() <= 1e-9


def test_owners_refuse_a_price_below_their_loss():
    # 12 * 20,000 a year on 10 mu at 10 % are 240,000 a mu, a move costs 104,000: 80,000 persuade nobody.
    cheap = {"policy.factors.m60.clearing_cost": 1e5}
    state = state_of(three_firms(), {"renewal": 5.0}, cheap)
    renewal.renew_land(state)
    assert (state.series.read("land.renewed", 1), state.series.read("land.refused", 1)) == (0.0, 20.0)
    state = state_of(three_firms(), {"renewal": 5.0}, cheap | {"behaviour.compensation.ordered_share": 1.0})
    renewal.renew_land(state)
    assert (state.series.read("land.renewed", 1), state.series.read("land.refused", 1)) == (5.0, 0.0)


def test_who_finds_no_room_closes_and_nobody_opens_there():
    firms = three_firms()
    state = state_of(firms, {"renewal": 10.0}, rooms=0.0)
    renewal.renew_land(state)
    assert (firms.capacity[2], firms.capital[2], firms.tenure[2]) == (0.0, 0.0, Tenure.CLEARED)
    assert state.now.closing.tolist() == [2]
    firms.is_active[:] = False
    state.now.recruited = 1e9
    give(state, revenue=np.ones(3), credit_share={"enterprises": 1.0})
    state.fixed.closings_usual = np.zeros(26)
    assert 2 not in choose_entrants(state, np.arange(3))


def test_who_earns_little_closes_for_the_money():
    # Closing loses nothing with a loss; a move would cost 100,000 of rent a mu.
    firms = three_firms(profit=np.array([1e5, 1e4, -1e4]))
    state = state_of(firms, {"renewal": 5.0})
    renewal.renew_land(state)
    assert state.series.read("land.capacity_left", 1) == pytest.approx(5e5)
    assert firms.capital[2] == pytest.approx(5e6)
    assert len(state.now.closing) == 0  # half of the site is left


def test_a_village_gets_its_part_and_its_land_is_counted():
    firms = three_firms(tenure=np.array([Tenure.OWNED, Tenure.OWNED, Tenure.VILLAGE]))
    state = state_of(firms, {"renewal": 5.0})
    had = state.fixed.village_land.copy()
    renewal.renew_land(state)
    assert had[0] == 10.0
    assert state.books.land.village_cleared[0] == pytest.approx(5.0)
    assert state.ledger.flow("land_clearing", "platforms", "villages") == pytest.approx(5.0 * 0.8e6 * 0.75)
    assert state.ledger.flow("land_clearing", "platforms", "enterprises") == pytest.approx(5.0 * 0.8e6 * 0.25)


def test_renewal_inside_redevelopment_is_cleared_and_paid_once():
    state = state_of(three_firms(), {"renewal": 5.0, "redevelopment": 10.0})
    renewal.renew_land(state)
    # 6 of the 10 mu are industrial and hold the 5 of renewal: 10 mu are cleared, 6 of them industrial.
    land = state.books.land
    assert (land.renewed, land.redeveloped, land.cleared) == (5.0, 10.0, 10.0)
    assert land.cleared_industrial == pytest.approx(6.0)
    assert state.series.read("land.clearing_cost", 1) == pytest.approx(10e6)
    assert state.ledger.loans("platforms") == pytest.approx(10e6)


def test_no_more_is_cleared_than_platforms_can_pay_for():
    state = state_of(three_firms(), {"renewal": 5.0}, {"behaviour.platforms.debt_growth": 0.0})
    state.books.platforms.debt_january = 2e6
    renewal.renew_land(state)
    assert state.series.read("land.renewed", 1) == pytest.approx(2.0)  # a mu costs a million
    assert state.ledger.loans("platforms") == pytest.approx(2e6)
    next_month(state)
    state.books.platforms.debt_january = 1e9
    renewal.renew_land(state)  # what waited is caught up with
    assert state.series.read("land.renewed", 2) > 5.0


@pytest.mark.parametrize(("renewed", "most"), [(30.0, 100.0), (60.0, 100.0), (70.0, 75.0), (100.0, 0.0)])
def test_what_may_be_redeveloped_keeps_all_sites_within_what_is_affordable(renewed, most):
    # 100 affordable, 60 % industrial; of redevelopment beyond the renewed sites only 40 % costs extra
    assert renewal.most_redeveloped(100.0, renewed, renewed, 0.6) == pytest.approx(most)
    assert max(renewed, 0.6 * most) + 0.4 * most == pytest.approx(100.0)


@pytest.mark.parametrize(("counted", "most"), [(0.0, 70.0), (20.0, 90.0), (30.0, 100.0)])
def test_renewed_sites_of_no_other_list_leave_less_for_redevelopment(counted, most):
    # 100 affordable, 30 renewed, `counted` of them on both lists
    assert renewal.most_redeveloped(100.0, 30.0, counted, 0.6) == pytest.approx(most)
    assert 30.0 + max(0.6 * most - counted, 0.0) + 0.4 * most == pytest.approx(100.0)


def test_sites_on_one_list_alone_are_cleared_beside_those_on_both():
    values = {"policy.factors.m60.renewal_counted": 0.4}
    state = state_of(three_firms(), {"renewal": 5.0, "redevelopment": 10.0}, values)
    renewal.renew_land(state)
    # 2 of the 5 renewed are among the 6 industrial ones of the 10: 5 + 4 of industry, 4 others.
    assert state.books.land.cleared_industrial == pytest.approx(9.0)
    assert state.books.land.cleared == pytest.approx(13.0)


def test_no_more_is_cleared_than_low_efficiency_sites_hold():
    state = state_of(three_firms(), {"renewal": 70.0})
    renewal.renew_land(state)
    assert state.books.land.renewed == pytest.approx(20.0)
    assert (state.enterprises.capacity >= 0.0).all()


@pytest.mark.parametrize(("lever", "series"), [("renewal", "land.renewed"), ("redevelopment", "land.redeveloped")])
def test_levers_are_alive(lever, series):
    def done(amount):
        state = state_of(three_firms(), {lever: amount})
        renewal.renew_land(state)
        return state.series.read(series, 1)

    assert [done(0.0), done(2.0), done(4.0)] == pytest.approx([0.0, 2.0, 4.0])
