"""The end of a year: arrears are paid out of cash beyond orders of December; a surplus has one use. By hand."""

import numpy as np
import pytest

from sim.budget import arrears, cash
from sim.phases.public_accounts.year_end import close_year
from tests.sim.phases.small_market import firms_of, make_state


def december(free: float, month: int = 24, working: float = 100.0, purchases: float = 1_000.0, **values):
    """A December with `free` yuan above the floor; the year's purchases let the fund hold a twentieth of them."""
    state = make_state(firms_of(1, deposits=np.zeros(1)), month=month, values={"behaviour.treasury.fund_limit": 0.05})
    state.ledger.transfer("other", "outside", free, "government", free)
    book = state.books.treasury
    book.transfer, book.working = 0.0, working
    book.floor = state.ledger.deposits("government") - free
    state.series.write("consumption.government", month, purchases)
    return state


def test_arrears_are_paid_as_far_as_cash_goes_beside_the_lines():
    state = december(60.0)
    state.books.treasury.arrears["demand", "enterprises"] = np.array([80.0])
    state.books.transport.unpaid = 40.0
    close_year(state)
    assert state.enterprises.deposits[0] == pytest.approx(40.0)
    assert state.books.transport.unpaid == pytest.approx(20.0)
    assert arrears(state) == pytest.approx(60.0)
    assert state.series.read("fiscal.arrears_paid", 24) == pytest.approx(60.0)
    assert state.offices.bureaus["demand"].spent_year == 0.0
    assert state.ledger.check() <= 1e-9


def test_what_december_ordered_is_kept_for_before_arrears():
    state = december(60.0)
    state.books.treasury.arrears["demand", "outside"] = 80.0
    state.books.treasury.extra_purchases = 30.0
    state.series.write("purchases.programmes", 24, 25.0)
    state.series.write("purchases.programmes", 12, 15.0)
    close_year(state)
    assert state.series.read("fiscal.carried_over", 24) == pytest.approx(40.0)
    assert arrears(state) == pytest.approx(60.0)


def test_a_surplus_fills_the_fund_and_then_repays_platforms():
    state = december(190.0)
    state.ledger.lend("platforms", 500.0)
    close_year(state)
    # 100 stay as working cash; of 90 the fund may hold 50, and 40 repay loans
    assert state.books.treasury.fund == pytest.approx(50.0)
    assert state.ledger.loans("platforms") == pytest.approx(460.0)
    assert state.ledger.accounts["platforms"].deposits == pytest.approx(500.0)
    assert cash(state) == pytest.approx(100.0)  # what the fund holds is not spent on anything else
    assert state.series.read("fiscal.stabilisation_fund", 24) == pytest.approx(50.0)
    assert state.series.read("fiscal.debt_repaid", 24) == pytest.approx(40.0)
    # a year later the fund is full
    state.ledger.transfer("other", "outside", 30.0, "government", 30.0)
    state.month = 36
    state.series.write("consumption.government", 36, 1_000.0)
    close_year(state)
    assert (state.books.treasury.fund, state.ledger.loans("platforms")) == (pytest.approx(50.0), pytest.approx(430.0))


@pytest.mark.parametrize(("free", "month", "balanced"), [(100.0, 24, False), (190.0, 23, False), (190.0, 12, True)])
def test_working_cash_other_months_and_the_balanced_year_leave_nothing(free, month, balanced):
    state = december(free, month)
    if balanced:
        state.books.treasury.transfer = None
    state.ledger.lend("platforms", 500.0)
    close_year(state)
    assert (state.books.treasury.fund, state.ledger.loans("platforms")) == (0.0, 500.0)
