"""The treasury: a transfer that is known before the year, ranks of outlays, arrears that are paid first. By hand."""

import numpy as np
import pytest

from agents.institutions import Rank
from sim.budget import arrears, buy, cash, pay
from sim.phases.policy import cash as treasury
from sim.phases.policy.lines import LINES, open_lines
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import firms_of, make_state
from tests.sim.phases.small_state import give

CORE = {"behaviour.treasury.core_share": 0.75}


def bound(free: float, month: int = 14, transfer: float = 0.0, firms=None, line: float = 1e6, **values):
    """A treasury with `free` yuan above its floor, after the year of 2023."""
    state = make_state(firms, month=month, values=CORE | values, line=line)
    book = state.books.treasury
    book.transfer, book.floor = transfer, state.ledger.deposits("government") - free
    book.reference = dict.fromkeys(LINES, 0.0)
    state.fixed.government_monthly, state.fixed.other_investment = 0.0, 0.0
    for chapter in LINES:
        state.offices.bureaus[chapter].line_annual = 0.0
    return state


def test_the_transfer_of_2023_grows_and_comes_by_twelfths():
    state = make_state(month=13, values={"behaviour.treasury.transfer_growth": 0.05})
    for month in range(1, 13):
        state.series.write("fiscal.upper_transfers", month, 100.0)
    held = state.ledger.deposits("government")
    treasury.receive_transfer(state)
    # 1,200 and a twentieth more
    assert state.books.treasury.transfer == pytest.approx(1_260.0)
    assert state.ledger.deposits("government") == pytest.approx(held + 105.0)
    next_month(state)
    treasury.receive_transfer(state)
    assert state.series.read("fiscal.upper_transfers", 14) == pytest.approx(105.0)
    state.month = 25
    treasury.receive_transfer(state)
    assert state.books.treasury.transfer == pytest.approx(1_323.0)


def test_a_district_that_gives_pays_its_transfer():
    state = bound(1e6, transfer=-120.0)
    treasury.receive_transfer(state)
    assert state.ledger.flow("upper_transfer", "government", "outside") == pytest.approx(10.0)


def test_the_floor_leaves_some_months_of_purchases():
    state = make_state(values={"behaviour.treasury.cash_months": 2.0})
    state.fixed.government_monthly = 300.0
    treasury.receive_transfer(state)
    assert state.books.treasury.floor == pytest.approx(state.ledger.deposits("government") - 600.0)
    assert cash(state) == float("inf")  # 2023 is balanced


def planned(state) -> dict[str, float]:
    treasury.plan_cash(state)
    names = ("core_share", "arrears_share", "works_share", "awards_share", "new_share")
    return {name.removesuffix("_share"): getattr(state.now, name) for name in names}


def december(free: float):
    """December 2024: purchases of 100, of which 75 cannot be put off; 20 of works and 10 of awards a year before."""
    state = bound(free, month=24)
    state.fixed.government_monthly = 100.0
    state.series.write("fiscal.works", 12, 20.0)
    state.series.write("fiscal.awards", 12, 10.0)
    state.books.treasury.arrears["demand", "outside"] = 5.0
    return state


@pytest.mark.parametrize(
    ("free", "shares"),
    [
        (200.0, (1.0, 1.0, 1.0, 1.0, 1.0)), (120.0, (1.0, 1.0, 1.0, 1.0, 0.4)), (105.0, (1.0, 1.0, 1.0, 0.5, 0.0)),
        (85.0, (1.0, 1.0, 0.25, 0.0, 0.0)), (60.0, (0.8, 0.0, 0.0, 0.0, 0.0)),
    ],
)  # fmt: skip
def test_higher_ranks_are_served_first(free, shares):
    assert tuple(planned(december(free)).values()) == pytest.approx(shares)


def test_basic_services_are_kept_out_of_the_reach_of_claims():
    state = december(200.0)
    planned(state)
    assert state.books.treasury.reserved == pytest.approx(75.0)
    assert cash(state) == pytest.approx(125.0)


def test_what_the_year_will_bring_counts():
    state = bound(0.0, month=23, transfer=240.0)
    state.fixed.government_monthly = 100.0
    for month in (20, 21, 22):
        state.series.write("fiscal.own_revenue", month, 60.0)
    # two months of 60 and December's twelfth of 20 pay 140 of 200: all of the 150 that come first but 10
    assert planned(state)["core"] == pytest.approx(140.0 / 150.0)
    assert state.books.treasury.reserved == pytest.approx(max(75.0 * 140.0 / 150.0 - 60.0, 0.0))


def test_claims_of_the_rest_of_the_year_are_those_of_last_year_and_more():
    state = bound(1e6, month=16)
    for month in range(1, 13):
        state.series.write("fiscal.works", month, 10.0)
    for month in (13, 14, 15):
        state.series.write("fiscal.works", month, 15.0)
    # nine months of 10, as much more as 46 over 31
    assert treasury._still_asked(state, "fiscal.works") == pytest.approx(90.0 * 46.0 / 31.0)


def test_awards_beyond_cash_are_owed_and_orders_wait():
    firms = firms_of(2, deposits=np.zeros(2))
    state = bound(30.0, firms=firms)
    state.offices.bureaus["demand"].line_annual = 1e6
    assert pay(state, "demand", "grant", "enterprises", np.array([40.0, 20.0])) == pytest.approx(0.5)
    assert state.books.treasury.arrears["demand", "enterprises"] == pytest.approx([20.0, 10.0])
    assert pay(state, "demand", "works", "outside", 10.0, rank=Rank.WORKS) == 0.0
    assert arrears(state) == pytest.approx(30.0)
    give(state, works_share=0.3)
    assert buy(state, "demand", 100.0) == pytest.approx(0.3)  # no more is ordered than will be paid
    # Next month there is money: what is owed is paid, to the firms it is owed to.
    next_month(state)
    state.books.treasury.floor -= 1e6
    treasury.pay_arrears(state)
    assert firms.deposits == pytest.approx([40.0, 20.0])
    assert state.books.treasury.arrears == {}
    assert state.offices.bureaus["demand"].spent_year == pytest.approx(30.0 + 30.0 + 30.0)
    assert state.series.read("fiscal.arrears_paid", 15) == pytest.approx(30.0)
    assert state.ledger.check() <= 1e-9


def test_arrears_wait_for_the_claims_of_the_year_and_come_first_in_january():
    state = bound(1e6)
    bureau = state.offices.bureaus["services"]
    bureau.line_annual, bureau.expected[Rank.AWARDS, 5:] = 100.0, 10.0
    state.books.treasury.arrears["services", "outside"] = 50.0
    treasury.pay_arrears(state)  # February: 70 are expected from June on
    assert arrears(state) == pytest.approx(20.0)
    state.month = 25
    bureau.open_year(60.0)
    treasury.pay_arrears(state)
    assert bureau.remaining() == pytest.approx(40.0)
    assert arrears(state) == 0.0


def test_who_has_closed_is_paid_through_its_owners_and_owners_advance_for_projects():
    firms = firms_of(2, deposits=np.zeros(2))
    state = bound(0.0, firms=firms)
    state.offices.bureaus["demand"].line_annual = 1e6
    pay(state, "demand", "grant", "enterprises", np.array([40.0, 20.0]))
    firms.is_active[1] = False
    state.books.treasury.floor -= 1e6
    treasury.pay_arrears(state)
    assert firms.deposits == pytest.approx([40.0, 0.0])
    assert state.ledger.flow("arrears", "government", "outside") == pytest.approx(20.0)


def test_bureaus_of_2023_know_the_claims_of_a_usual_year():
    state = make_state(values={"behaviour.government.kept_for_claims": 0.6}, levers={"line_services": 120.0})
    open_lines(state)
    bureau = state.offices.bureaus["services"]
    assert bureau.expected.sum(axis=0) == pytest.approx(np.full(12, 6.0))
    # 10 now, 66 expected after this month's 6, 120 to pay them: no first come, first served when more is asked
    assert bureau.to_come(1) == pytest.approx(72.0)
    assert bureau.grant(100.0, 1) == pytest.approx(120.0 / 166.0)


def test_no_account_of_a_run_falls_below_its_floor(finished):
    state, series = finished.state, finished.series()
    floor = state.books.treasury.floor
    assert min(series["fiscal.deposits"]) >= floor - 0.002 * series["consumption.government"][0]
    assert series["fiscal.upper_transfers"][12:] == pytest.approx([series["fiscal.upper_transfers"][12]] * 12)


def year_of_services(**levers):
    """A year in which services asked for 40 of works, 20 of programmes and 60 of awards, and the January after it."""
    firms = firms_of(1, deposits=np.zeros(1))
    values = {"behaviour.government.most_terms": 1.25, "behaviour.government.most_ordered": 1.5}
    state = make_state(firms, values=values, levers={"line_services": 120.0, "leader_award": 60.0})
    open_lines(state)
    pay(state, "services", "award", "enterprises", np.array([60.0]))
    pay(state, "services", "works", "outside", 40.0, rank=Rank.WORKS)
    buy(state, "services", 20.0)
    state.books.treasury.arrears.clear()
    state.month = 13
    state.levers.values |= {"leader_award": 60.0} | levers
    # the plan of all chapters stands: what one line gains or loses is no growth of it
    state.books.treasury.strength = state.books.treasury.usual_strength = 1.0
    others = sum(state.settings.policy.factors.m55[f"line_{chapter}"] for chapter in LINES)
    state.levers.values["line_livelihood"] = others - state.levers.values["line_services"]
    open_lines(state)
    return state, state.offices.bureaus["services"]


def test_rates_of_awards_fall_before_programmes_do_and_works_come_first():
    state, bureau = year_of_services(line_services=90.0)
    # 90 less 60 of works and programmes for 60 of awards
    assert bureau.terms == pytest.approx(0.5)
    assert state.levers.leader_award == pytest.approx(30.0)
    assert pay(state, "services", "works", "outside", 40.0, rank=Rank.WORKS) == 1.0
    assert buy(state, "services", 20.0) == 1.0
    assert pay(state, "services", "award", "enterprises", np.array([30.0])) == 1.0
    assert bureau.remaining() == pytest.approx(0.0)
    # a year later what was asked is remembered as full rates would have brought it
    state.month, state.levers.values["line_services"] = 25, 120.0
    open_lines(state)
    assert bureau.known.sum(axis=1) == pytest.approx([40.0, 20.0, 60.0])
    assert bureau.terms == pytest.approx(1.0)


def test_programmes_keep_their_price_and_lose_quantity():
    state, bureau = year_of_services(line_services=50.0)
    assert bureau.terms == 0.0
    # 10 are left behind 40 of works for an order of 20, whether or not these are presented first
    assert buy(state, "services", 20.0) == pytest.approx(0.5)
    assert state.series.read("purchases.programmes", 13) == pytest.approx(10.0)
    assert pay(state, "services", "works", "outside", 40.0, rank=Rank.WORKS) == 1.0
    assert pay(state, "services", "award", "enterprises", np.array([1.0])) == 0.0


def test_a_line_of_nothing_pays_nothing():
    state, bureau = year_of_services(line_services=0.0)
    assert (bureau.terms, state.levers.leader_award) == (0.0, 0.0)
    assert buy(state, "services", 20.0) == 0.0
    assert state.series.read("purchases.programmes", 13) == 0.0


@pytest.mark.parametrize(
    ("line", "terms", "more"),
    [(120.0, 1.0, 1.0), (126.0, 1.1, 1.0), (139.0, 1.25, 1.2), (200.0, 1.25, 1.5)],
)  # fmt: skip
def test_added_money_raises_rates_first_and_then_orders_more(line, terms, more):
    state, bureau = year_of_services(line_services=line, culture_events=8.0, tenants=3.0)
    # 60 of awards may rise by 15, 20 of programmes by 10
    assert (bureau.terms, bureau.more) == (pytest.approx(terms), pytest.approx(more))
    assert state.levers.leader_award == pytest.approx(60.0 * terms)
    assert state.levers.culture_events == pytest.approx(8.0 * more)
    assert state.levers.tenants == 3.0


def test_a_line_that_grows_with_the_plan_raises_nothing_and_shares_end_at_the_whole():
    state, bureau = year_of_services(line_services=120.0)
    state.levers.values |= {"information_rd_rate": 0.9, "plan_tourism_events": 4.0, "cost_tourism_events": 0.0}
    state.levers.follow_line("services", 1.25, 1.5)
    assert state.levers.information_rd_rate == 1.0
    assert state.levers.values["plan_tourism_events"] == 4.0  # costs the line nothing
    assert bureau.terms == 1.0


def test_the_stabilisation_fund_fills_what_all_but_the_last_rank_lack():
    state = december(85.0 + 30.0)
    state.books.treasury.fund = 30.0
    # 85 beside the fund for 110: the fund gives 25, and nothing for what can be put off
    assert tuple(planned(state).values()) == pytest.approx((1.0, 1.0, 1.0, 1.0, 0.0))
    assert state.books.treasury.fund == pytest.approx(5.0)


def test_lines_are_planned_for_as_bureaus_execute_them():
    state = bound(1e6, month=24)
    bureau = state.offices.bureaus["services"]
    bureau.line_annual, bureau.spent_year = 1_000.0, 400.0
    state.fixed.reliability |= {"services": 0.9}
    state.books.treasury.usual_lines, state.books.treasury.reference["services"] = {"services": 500.0}, 300.0
    # 900 of 1,000 less 400 that are spent; 450 of 500 less 300 on the course of 2023
    assert treasury._beyond_usual_lines(state) == pytest.approx(500.0 - 150.0)
