"""Service firms: who is brought to a bank, aided and awarded, from which line. By hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.support import service_firms
from tests.sim.phases import small_market
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_market import FOOD, firms_of, make_state, open_deposits

SERVICES = "behaviour.services."
PLAIN = {SERVICES + "leader_growth": 0.1, SERVICES + "works_claim": 30e3}
SOFTWARE, LEASING, CULTURE = (SECTOR[name] for name in ("info_software", "leasing_business", "residents_culture"))
ALL = 1e9  # of a lot so large that everybody of the pool is drawn
SEPTEMBER = 9


def services(count: int, **columns):
    """Large software firms that make a profit and have no loan."""
    given = {"sector": np.full(count, SOFTWARE), "is_above_scale": np.ones(count, bool), "profit": np.full(count, 10.0),
             "deposits": np.zeros(count)}  # fmt: skip
    return firms_of(count, **(given | columns))


def open_books(firms, month=1, line=1e12, values=None, **levers):
    state = make_state(firms, values=PLAIN | (values or {}), levers=levers, month=month, line=line)
    firms.loans_usual[:] = 0.0
    return state


def support(firms, month=1, **more):
    return live(open_books(firms, month, **more))


def live(state):
    open_deposits(state)
    service_firms.support_service_firms(state)
    state.ledger.check()
    return state


def received(state) -> list[float]:
    """What each got this month; the record and the line say the same."""
    amounts = small_market.received(state)
    total = sum(amounts)
    assert state.series.read("services.awards", state.month) == pytest.approx(total)
    assert state.series.read("spent.services", state.month) == pytest.approx(total)
    return amounts


def test_banks_are_found_for_known_profitable_services_without_a_loan_as_many_as_are_brought():
    firms = services(
        8, profit=np.array([10.0, 10.0, -1.0, 10.0, 10.0, 10.0, 10.0, 10.0]),
        sector=np.array([SOFTWARE, LEASING, SOFTWARE, FOOD, CULTURE, SOFTWARE, SOFTWARE, SOFTWARE]),
        is_above_scale=np.array([1, 1, 1, 1, 0, 0, 1, 1], bool), is_technology=np.arange(8) == 5,
        is_borrower=np.arange(8) == 6, is_active=np.arange(8) != 7,
    )  # fmt: skip
    state = support(firms, firms_matched=6.0)
    asks = np.flatnonzero(firms.is_borrower)
    assert len(asks) == 2
    assert set(asks) <= {6, 0, 1, 5}
    # it asks for the usual loan, twice its demand of 100
    assert firms.loans_usual.tolist() == [200.0 * (row in asks and row != 6) for row in range(8)]
    for _ in range(6):
        next_month(state)
        live(state)
    # half a firm a month and half of one in hand, until nobody is left
    assert [state.series.read("services.matched", month) for month in range(1, 8)] == [1, 0, 1, 0, 1, 0, 0]
    assert np.flatnonzero(firms.is_borrower).tolist() == [0, 1, 5, 6]


def test_applications_of_software_technology_firms_are_aided_month_by_month():
    firms = services(4, is_technology=np.array([1, 1, 0, 1], bool), sector=np.array([SOFTWARE] * 3 + [LEASING]))
    state = support(firms, scenario_projects=12.0, scenario_grant=500.0)
    assert sorted(received(state)) == [0.0, 0.0, 0.0, 500.0]
    assert received(state)[2:] == [0.0, 0.0]
    assert state.series.read("services.applications", 1) == 1
    next_month(state)
    state.levers.write("scenario_projects", 60.0)
    live(state)
    # six places, two firms that can apply
    assert received(state) == [500.0, 500.0, 0.0, 0.0]
    assert state.series.read("services.applications", 2) == 2


def test_leaders_are_the_largest_of_those_who_grew_enough():
    firms = services(5, revenue_last=np.array([900.0, 700.0, 500.0, 300.0, 9e3]),
                     sector=np.array([SOFTWARE, LEASING, CULTURE, SOFTWARE, FOOD]))  # fmt: skip
    levers = {"leader_award": 50.0, "leaders_awarded": 2.0}
    state = support(firms, SEPTEMBER, **levers)
    assert received(state) == [0.0] * 5  # growth is known from the second year on
    state.month += 12
    # by a twentieth, a ninth, a fifth, a half; the maker grows most
    firms.revenue_last[:] = [945.0, 778.0, 600.0, 450.0, 9e4]
    assert received(live(state)) == [0.0, 50.0, 50.0, 0.0, 0.0]
    state.month += 12
    firms.revenue_last[:] = [1e4, 778.0, 500.0, 450.0, 9e4]
    assert received(live(state)) == [50.0, 0.0, 0.0, 0.0, 0.0]


def test_headquarters_are_the_largest_tenth_outside_the_public_sector():
    firms = services(12, revenue_last=np.arange(1.0, 13.0), is_public=np.arange(12) == 11,
                     is_above_scale=np.arange(12) != 10)  # fmt: skip
    state = support(firms, SEPTEMBER, headquarters_award=70.0, headquarters_named=ALL)
    # of revenues 1 to 10 nine tenths lie below 9.1
    assert received(state) == [0.0] * 9 + [70.0, 0.0, 0.0]
    assert sum(received(support(services(12), SEPTEMBER, headquarters_award=70.0))) == 0.0  # none is named


def test_culture_is_awarded_where_it_is_recognised_and_works_where_a_claim_pays():
    sectors = np.array([CULTURE, SOFTWARE, LEASING, CULTURE])
    known = np.array([1, 1, 1, 0], bool)
    state = support(services(4, sector=sectors, is_above_scale=known), SEPTEMBER, culture_award=200.0,
                    culture_recognised=ALL)  # fmt: skip
    assert received(state) == [200.0, 200.0, 0.0, 0.0]
    for grant, aided in ((29e3, 0.0), (31e3, 31e3)):  # a claim costs 30,000
        state = support(services(4, sector=sectors, is_above_scale=known), SEPTEMBER, work_grant=grant, works_aided=ALL)
        assert received(state) == [aided, aided, 0.0, 0.0]
        assert state.series.read("services.works", SEPTEMBER) == 2 * (aided > 0.0)


def test_events_are_bought_a_twelfth_a_month_as_far_as_the_line_lasts():
    state = support(services(1), line=400e3, culture_events=12.0, culture_event_grant=300e3)
    assert state.series.read("purchases.programmes", 1) == pytest.approx(300e3)
    next_month(state)
    live(state)
    assert state.series.read("purchases.programmes", 2) == pytest.approx(100e3)
    assert state.series.read("services.awards", 2) == pytest.approx(100e3)
    assert state.series.read("claims_unpaid.services", 2) == pytest.approx(200e3)


def test_a_short_line_pays_every_award_of_one_kind_the_same_part():
    state = support(services(2), SEPTEMBER, line=250.0, culture_award=200.0, culture_recognised=ALL)
    assert received(state) == [125.0, 125.0]


EVERYTHING = {"firms_matched": 12.0, "scenario_projects": 12.0, "scenario_grant": 5.0, "headquarters_award": 7.0,
              "headquarters_named": ALL, "culture_award": 2.0, "culture_recognised": ALL, "work_grant": 1e6,
              "works_aided": ALL, "culture_events": 12.0, "culture_event_grant": 3.0}  # fmt: skip


@pytest.mark.parametrize(
    ("month", "levers", "values"),
    [(SEPTEMBER, {}, {}), (SEPTEMBER, EVERYTHING, {"region.shocks": 0.0}),
     (8, {**EVERYTHING, "firms_matched": 0.0, "scenario_projects": 0.0, "culture_events": 0.0}, {})],
    ids=["neutral", "stationary", "august"],
)  # fmt: skip
def test_nobody_gets_anything_at_neutral_levers_in_the_stationary_district_or_in_august(month, levers, values):
    firms = services(3, is_technology=np.ones(3, bool), revenue_last=np.ones(3))
    state = open_books(firms, month, values=values, **levers)
    before = columns_of(firms)
    live(state)
    for name, column in columns_of(firms).items():
        np.testing.assert_array_equal(column, before[name])
    assert state.ledger.flows == {}
