"""Foreign capital: how contracts are paid in, and what moves their number. Worked out by hand."""

import numpy as np
import pytest

from agents.enterprises import decide_contracts
from sim.phases.customers import foreign_capital
from sim.phases.customers.foreign_capital import MOST
from sim.state.books.enterprises import Contract
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import make_state

FOREIGN = "behaviour.foreign_capital."
PLAIN = {  # half of the contracts looked at come in a usual month; each is 600 dollars over three months
    FOREIGN + "deals_annual": 12.0 * MOST / 2, FOREIGN + "deal_size": 600.0, FOREIGN + "deal_spread": 0.0,
    FOREIGN + "payment_months": 3.0, FOREIGN + "manufacturing_share": 1.0, FOREIGN + "trip_response": 0.5,
    FOREIGN + "incentive_response": 50.0,
}  # fmt: skip
USUAL = {"foreign_promotion": 8.0, "foreign_incentive": 0.01}


def win(values=None, levers=None, contracts=None):
    state = make_state(values=PLAIN | (values or {}), levers=USUAL if levers is None else levers)
    if contracts is not None:
        books = state.books.foreign_capital
        books.running, books.is_open = contracts, True
    foreign_capital.win_foreign_capital(state)
    return state


def later(state, **levers) -> float:
    """Contracts of the next month under some other levers."""
    next_month(state)
    state.levers.values.update(levers)
    foreign_capital.win_foreign_capital(state)
    return read(state, "contracts")


def read(state, name):
    return state.series.read(f"foreign.{name}", state.month)


def test_a_contract_is_paid_in_month_by_month_until_nothing_is_left():
    running = [Contract(100.0, 2.5, is_plant=True), Contract(40.0, 1.0, is_plant=False)]
    state = win({FOREIGN + "deals_annual": 0.0}, contracts=running)
    paid = [(read(state, "paid_in"), read(state, "manufacturing"))]
    for _ in range(3):
        assert later(state) == 0
        paid.append((read(state, "paid_in"), read(state, "manufacturing")))
    assert paid == [(140.0, 100.0), (100.0, 100.0), (50.0, 50.0), (0.0, 0.0)]
    assert state.books.foreign_capital.running == []


def test_the_books_open_with_what_was_signed_before_and_a_steady_number_pays_in_steadily():
    state = win({FOREIGN + "deals_annual": 12.0 * MOST})
    for _ in range(6):
        # this month's contracts and those of the two months before, 200 dollars each
        assert read(state, "paid_in") == pytest.approx(MOST * 600.0)
        assert read(state, "manufacturing") == pytest.approx(MOST * 600.0)
        assert later(state) == MOST


def test_the_capital_of_a_usual_year_sets_the_mean_contract_where_it_is_known():
    steady = {FOREIGN + "deals_annual": 12.0 * MOST, "region.levels_2023.foreign_capital": 12.0 * MOST * 500.0}
    assert read(win(steady), "paid_in") == pytest.approx(MOST * 500.0)


def test_sizes_differ_widely_around_their_mean_and_plants_are_a_declared_part():
    spread = {FOREIGN + "deal_spread": 1.0, FOREIGN + "payment_months": 1.0, FOREIGN + "manufacturing_share": 0.4,
              FOREIGN + "deals_annual": 12.0 * MOST}  # fmt: skip
    state = make_state(values=PLAIN | spread)
    deals = [deal for month in range(1, 101) for deal in foreign_capital._signed(state, month, float(MOST))]
    sizes = np.array([deal.monthly for deal in deals])
    assert len(sizes) == 100 * MOST
    # the mean is good to 1.3 / root of 6,000; the median of a lognormal lies e**-0.5 below
    assert sizes.mean() == pytest.approx(600.0, rel=0.07)
    assert np.median(sizes) == pytest.approx(600.0 * np.exp(-0.5), rel=0.05)
    assert np.mean([deal.is_plant for deal in deals]) == pytest.approx(0.4, abs=0.03)


def test_promotion_and_the_award_move_the_number_expected():
    assert decide_contracts(10.0, 1.0, 0.5, 0.0, 50.0) == 10.0
    # four times the trips at a half; a hundredth more of the capital at fifty
    assert decide_contracts(10.0, 4.0, 0.5, 0.0, 50.0) == pytest.approx(20.0)
    assert decide_contracts(10.0, 1.0, 0.5, 0.01, 50.0) == pytest.approx(15.0)
    assert decide_contracts(10.0, 1.0, 0.5, -0.03, 50.0) == 0.0


def test_levers_are_judged_against_those_the_draw_began_with():
    state = win()
    usual = [later(state) for _ in range(40)]
    # 30 of 60 by even chance: the mean of forty months is good to 3.9 / root of 40
    assert np.mean(usual) == pytest.approx(30.0, abs=2.5)
    # four times the trips, or 0.02 more of the capital, are twice as many: every one that could comes
    assert later(state, foreign_promotion=32.0) == MOST
    assert later(state, foreign_promotion=8.0, foreign_incentive=0.03) == MOST
    fewer = [later(state, foreign_promotion=2.0, foreign_incentive=0.01) for _ in range(40)]
    assert np.mean(fewer) == pytest.approx(15.0, abs=2.2)
    assert later(state, foreign_promotion=8.0, foreign_incentive=-0.01) == 0  # half as much, twice over


def test_more_promotion_adds_contracts_and_takes_none_away():
    plain, pushed = win(), win()
    for _ in range(6):
        assert later(pushed, foreign_promotion=16.0) > later(plain)
        keep, more = ([deal.monthly for deal in state.books.foreign_capital.running] for state in (plain, pushed))
        assert set(keep) <= set(more)


def test_no_money_of_the_district_moves_and_nothing_in_the_stationary_district():
    state = win()
    assert state.ledger.flows == {}
    still = win({"region.shocks": 0.0})
    assert (read(still, "contracts"), read(still, "paid_in")) == (0.0, 0.0)
    assert not still.books.foreign_capital.is_open
