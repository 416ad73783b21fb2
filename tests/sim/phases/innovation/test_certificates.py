"""The yearly window of high-tech certificates: who may and does apply, the list, the awards. By hand."""

import numpy as np
import pytest

from sim.phases.innovation import certificates
from tests.sim.phases.innovation.test_research import laboratory, open_books
from tests.sim.phases.small_district import columns_of, next_month

TECHNOLOGY, MAKER, PLAIN_FIRM, EXPIRING, CLOSED, HOLDER = range(6)
CERTAIN = {  # everybody meets the rules, finds it worth the cost and passes
    "behaviour.innovation.candidate_growth": 2.0, "behaviour.innovation.pass_rate": 1.0,
    "behaviour.innovation.renewal_share": 1.0,
}  # fmt: skip


def applicants(values=None, **levers):
    firms = laboratory(
        6, is_technology=np.isin(np.arange(6), [TECHNOLOGY, EXPIRING, CLOSED, HOLDER]),
        is_above_scale=np.arange(6) == MAKER, is_active=np.arange(6) != CLOSED,
        certified_until=np.array([-1, -1, -1, 12, -1, 24]), profit=np.full(6, 1e4),
        awareness=np.array([0.1, 0.9, 0.1, 0.1, 0.1, 0.1]),
    )  # fmt: skip
    state = open_books(firms, CERTAIN | (values or {}), levers={"hnte_reach": 0.5, "hnte_award": 2e5} | levers)
    state.books.certificates.application_cost = 1.0
    return state


def live(state, months: int) -> None:
    for _ in range(months):
        certificates.certify(state)
        next_month(state)


def test_candidates_are_technology_firms_and_large_makers_without_a_certificate():
    assert np.flatnonzero(certificates.candidates(applicants())).tolist() == [TECHNOLOGY, MAKER]


def test_window_list_and_award_of_a_year():
    state = applicants()
    live(state, 15)
    read = state.series.read
    assert read("hnte.applications", 8) == read("hnte.first", 12) == 2.0
    assert read("hnte.renewed", 12) == 1.0
    until = state.enterprises.certified_until
    assert until.tolist() == [48, 48, -1, 48, -1, 24]
    assert [read("hnte.valid", month) for month in (1, 11, 12, 15)] == [2.0, 2.0, 4.0, 4.0]
    # in March the award goes to the one that heard of it
    assert read("spent.innovation", 14) == 0.0
    assert read("spent.innovation", 15) == 2e5
    assert state.enterprises.deposits.tolist() == [1e4 + 2e5, *[1e4] * 5]


def test_who_closes_before_the_list_gets_no_certificate_and_before_the_award_no_award():
    state = applicants()
    live(state, 8)
    assert np.flatnonzero(state.enterprises.has_applied).tolist() == [TECHNOLOGY, MAKER]
    state.enterprises.vacate(np.array([MAKER]))
    live(state, 4)
    assert state.series.read("hnte.first", 12) == 1.0
    assert state.enterprises.certified_until[MAKER] == -1
    state.enterprises.vacate(np.array([TECHNOLOGY]))
    live(state, 3)
    assert state.series.read("spent.innovation", 15) == 0.0


@pytest.mark.parametrize(
    ("values", "first", "renewed"),
    [
        ({"behaviour.innovation.pass_rate": 0.0}, 0.0, 0.0),
        ({"behaviour.innovation.renewal_share": 0.0}, 2.0, 0.0),
        ({"behaviour.innovation.candidate_growth": -1.0}, 0.0, 1.0),
    ],
    ids=["none passes", "none renews", "none meets the rules"],
)
def test_each_step_can_fail(values, first, renewed):
    state = applicants(values)
    live(state, 12)
    assert state.series.read("hnte.first", 12) == first
    assert state.series.read("hnte.renewed", 12) == renewed


def test_who_finds_it_too_dear_does_not_apply():
    state = applicants()
    state.books.certificates.application_cost = 1e12
    live(state, 12)
    assert state.series.read("hnte.applications", 8) == 0.0


def test_a_certificate_is_counted_until_its_last_december():
    state = applicants({"behaviour.innovation.renewal_share": 0.0, "behaviour.innovation.pass_rate": 0.0})
    live(state, 24)
    assert [state.series.read("hnte.valid", month) for month in (11, 12, 23, 24)] == [2.0, 1.0, 1.0, 0.0]


def test_usual_cost_gives_the_flow_of_2022():
    count = 700
    firms = laboratory(count, is_technology=np.ones(count, bool))
    # 122.5 first certificates pass of the 245 that meet the rules: half apply, so the usual cost is what it brings
    wanted = count * 0.35 / 2.0
    state = open_books(firms, {"behaviour.innovation.first_certificates": wanted, "behaviour.innovation.pass_rate": 1.0,
                               "behaviour.innovation.application_cost": 100.0})  # fmt: skip
    cost = certificates._usual_cost(state, np.ones(count, bool), np.full(count, 90_000.0))
    assert cost == pytest.approx(90_000.0)


def test_december_closes_the_books_of_the_year():
    state = open_books(month=12)
    state.enterprises.rd_reported_year[:] = 1_500.0
    state.enterprises.revenue_year[:] = 9_000.0
    certificates.certify(state)
    firms = state.enterprises
    assert (firms.rd_reported_before[0], firms.rd_reported_last[0], firms.rd_reported_year[0]) == (1_200, 1_500, 0)
    assert (firms.revenue_last[0], firms.revenue_year[0]) == (9_000.0, 0.0)


def test_nothing_is_certified_in_the_stationary_district():
    state = applicants({"region.shocks": 0.0})
    before = columns_of(state.enterprises)["certified_until"]
    live(state, 15)
    np.testing.assert_array_equal(state.enterprises.certified_until, before)
