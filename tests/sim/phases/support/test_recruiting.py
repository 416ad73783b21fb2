"""Recruiting: what opens beyond the usual and what is paid for it. Worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR, SECTORS
from sim.phases.support import recruiting
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import make_state
from tests.sim.phases.small_state import is_written

SERVICES = "behaviour.services."
PLAIN = {  # a project opens two firms; half of what comes would not have come anyway
    SERVICES + "stays_new": 0.5, SERVICES + "jobs_of_an_opening": 6.0, "policy.services.m25.jobs_per_project": 12.0,
    SERVICES + "town_fashion_usual": 12.0, SERVICES + "town_computing_usual": 24.0,
    SERVICES + "tenant_response": 0.5, SERVICES + "town_response": 0.5, SERVICES + "headquarters_response": 0.5,
}  # fmt: skip
USUAL = {"tenants": 12.0, "agency_award": 200e3, "town_effort": 1.0, "town_support": 100e3, "builders_sought": 12.0,
         "headquarters_award": 1e6}  # fmt: skip


def recruit(levers=None, line=1e12, **values):
    state = make_state(values=PLAIN | values, levers=USUAL if levers is None else levers, line=line)
    recruiting.recruit(state)
    state.ledger.check()
    return state


def later(state, **levers) -> dict[str, float]:
    """Openings beyond the usual by sector in the next month, under some other levers."""
    next_month(state)
    state.levers.values.update(levers)
    recruiting.recruit(state)
    state.ledger.check()
    assert is_written(state, "recruited") == bool(state.shocks)
    beyond = np.broadcast_to(state.now.recruited, len(SECTORS))
    assert read(state, "beyond_usual") == pytest.approx(beyond.sum())
    return {name: beyond[code] for name, code in SECTOR.items() if abs(beyond[code]) > 1e-12}


def read(state, name):
    return state.series.read(f"recruited.{name}", state.month)


def each_service(beyond: float) -> dict:
    """Openings spread evenly over the services of tenants."""
    return dict.fromkeys(recruiting.SERVICES_OF_TENANTS, pytest.approx(beyond / 3.0))


def test_the_usual_opens_nothing_beyond_the_usual():
    state = recruit()
    assert not state.now.recruited.any()
    assert (read(state, "tenants"), read(state, "builders")) == (1.0, 1.0)
    for _ in range(12):
        assert later(state) == {}


def test_more_tenants_sought_open_in_three_services_and_agencies_are_paid_for_each():
    state = recruit()
    assert later(state, tenants=24.0) == each_service(0.5 * 1.0)
    assert state.ledger.flow("agency_award", "government", "outside") == pytest.approx(2 * 200e3)
    # four times the award at a half: twice as many again
    assert later(state, agency_award=800e3) == each_service(0.5 * 3.0)
    assert state.ledger.flow("agency_award", "government", "outside") == pytest.approx(4 * 800e3)
    # none sought: the usual one is missing
    assert sum(later(state, tenants=0.0, agency_award=200e3).values()) == pytest.approx(-0.5)


def test_towns_win_more_with_more_effort_and_each_project_opens_firms_of_its_sector():
    state = recruit()
    # four times the effort at a half: one more a month for fashion, two more for computing, two firms each
    assert later(state, town_effort=4.0) == {
        "residents_culture": pytest.approx(0.5 * 2.0 * 1.0),
        "info_software": pytest.approx(0.5 * 2.0 * 2.0),
    }
    # a quarter of it: half as many as usual
    assert later(state, town_effort=0.25) == {
        "residents_culture": pytest.approx(-0.5 * 2.0 * 0.5),
        "info_software": pytest.approx(-0.5 * 2.0 * 1.0),
    }


def test_projects_are_won_by_chance_about_as_many_as_expected_and_each_is_supported():
    state = recruit()
    won = {"fashion_town": [], "computing_town": []}
    for _ in range(100):
        later(state)
        for town, months in won.items():
            months.append(read(state, town))
        paid = (won["fashion_town"][-1] + won["computing_town"][-1]) * 100e3
        assert state.ledger.flow("town_support", "government", "outside") == pytest.approx(paid)
        assert read(state, "paid") == pytest.approx(paid + 200e3)  # and one tenant
    # one and two a month, by the rule of rare events: three standard errors of a hundred months
    assert np.mean(won["fashion_town"]) == pytest.approx(1.0, abs=0.3)
    assert np.mean(won["computing_town"]) == pytest.approx(2.0, abs=0.43)
    assert max(won["fashion_town"]) > 1 > min(won["fashion_town"])


def test_builders_come_for_the_award_which_is_paid_where_headquarters_are_named():
    state = recruit()
    assert later(state, builders_sought=36.0) == {"construction": pytest.approx(0.5 * 2.0)}
    assert later(state, builders_sought=12.0, headquarters_award=4e6) == {"construction": pytest.approx(0.5 * 1.0)}
    assert read(state, "builders") == pytest.approx(2.0)
    assert state.ledger.flow("headquarters_award", "government", "outside") == 0.0


def test_the_line_pays_agencies_first_and_towns_as_far_as_it_lasts():
    sure = {SERVICES + "town_fashion_usual": 12.0 * recruiting.MOST, SERVICES + "town_computing_usual": 0.0}
    state = recruit(line=200e3 + 2e6, **sure)
    # 80 projects are won for certain: 8 million are claimed, 2 million are left
    assert read(state, "fashion_town") == recruiting.MOST
    assert read(state, "paid") == pytest.approx(2.2e6)
    assert state.series.read("claims_unpaid.services", 1) == pytest.approx(6e6)
    assert state.ledger.accounts["government"].deposits == pytest.approx(1e9 - 2.2e6)


@pytest.mark.parametrize(("levers", "values"), [({}, {}), (USUAL, {"region.shocks": 0.0})])
def test_neutral_levers_and_the_stationary_district_open_and_pay_nothing(levers, values):
    state = recruit(levers, **values)
    assert later(state) == {}
    assert (read(state, "tenants"), read(state, "builders"), read(state, "paid")) == (0.0, 0.0, 0.0)
    assert state.ledger.flows == {}
