"""State platforms: interest first, a limit to what they owe, and nothing paid that is not there. Worked out by hand."""

import pytest

from sim import platforms
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.policy.platforms import serve_debt
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import make_state
from tests.sim.phases.small_state import give


def owing(loans: float, cash: float, growth: float = 0.12, earned: float = 0.0, month: int = 1):
    """Platforms with loans and cash, yuan, on a day before anything is paid; LPR 4 %."""
    state = make_state(month=month, values={"behaviour.platforms.debt_growth": growth,
                                            "behaviour.platforms.operating_return": earned})  # fmt: skip
    account = state.ledger.accounts["platforms"]
    account.loans, account.deposits = loans, cash
    state.ledger.open_books()
    state.ledger.open_month()
    return state, account


def test_interest_goes_to_the_banks_and_what_is_over_repays():
    state, account = owing(1_200.0, 100.0)
    serve_debt(state)
    # 4 % of 1,200 a year: 4 this month; the other 96 repay
    assert state.ledger.flow("interest", "platforms", "banks") == pytest.approx(4.0)
    assert state.ledger.flow("head_office", "banks", "outside") == pytest.approx(4.0)
    assert (account.deposits, account.loans) == pytest.approx((0.0, 1_104.0))
    assert state.ledger.check() <= 1e-9


def test_own_business_earns_on_the_loans_of_the_start():
    state, account = owing(1_200.0, 0.0, earned=0.05)
    serve_debt(state)
    assert state.ledger.flow("platform_income", "outside", "platforms") == pytest.approx(5.0)
    assert account.loans == pytest.approx(1_199.0)


def test_the_limit_grows_by_the_month_and_opens_anew_in_january():
    state, account = owing(1_000.0, 0.0)
    serve_debt(state)  # interest of 3.33 is borrowed
    assert platforms.debt_limit(state) == pytest.approx(1_010.0)
    assert platforms.room(state) == pytest.approx(10.0 - 10.0 / 3.0)
    next_month(state)
    assert platforms.debt_limit(state) == pytest.approx(1_020.0)
    state.month = 13
    account.loans = 1_050.0
    serve_debt(state)
    assert state.books.platforms.debt_january == 1_050.0  # what was not used last year lapses


def test_interest_that_cannot_be_paid_is_due_next_month():
    state, account = owing(1_200.0, 1.0, growth=0.0)
    serve_debt(state)
    assert state.books.platforms.interest_due == pytest.approx(3.0)
    assert (account.deposits, account.loans) == (0.0, 1_200.0)
    account.deposits = 50.0
    state.ledger.open_month()
    state.ledger.open_books()
    serve_debt(state)
    assert state.ledger.flow("interest", "platforms", "banks") == pytest.approx(7.0)
    assert state.books.platforms.interest_due == 0.0


def test_everybody_gets_the_same_share_of_what_is_there():
    state, account = owing(1_000.0, 6.0, growth=0.12)
    state.books.platforms.debt_january = 1_000.0
    # 6 in cash and 10 to borrow
    assert platforms.pay(state, "works", "outside", 32.0) == pytest.approx(0.5)
    assert (account.deposits, account.loans) == pytest.approx((0.0, 1_010.0))
    assert platforms.pay(state, "works", "outside", 5.0) == 0.0
    assert state.series.read("platforms.waiting", 1) == pytest.approx(21.0)
    assert platforms.pay(state, "works", "outside", 0.0) == 1.0
    assert state.ledger.check() <= 1e-9


def test_no_draw_of_a_run_lets_platforms_overdraw_or_break_their_limit(finished):
    series, growth = finished.series(), finished.state.settings.behaviour.platforms.debt_growth
    debt = series["loans.platforms"]
    opening = finished.state.settings.region.loans_platforms
    for month, owed in enumerate(debt[:12], start=1):
        assert owed <= opening * (1.0 + growth * month / 12) * (1.0 + 1e-9)
    assert finished.state.ledger.accounts["platforms"].deposits >= 0.0
    assert sum(series["interest.platforms"]) > 0.0


def test_branches_lend_platforms_the_part_they_grant_and_know_what_was_asked():
    state, account = owing(1_000.0, 20.0)
    state.books.platforms.debt_january = 1_000.0
    give(state, credit_share=dict(ALL_GRANTED) | {"platforms": 0.5})
    assert platforms.room(state) == pytest.approx(20.0 + 0.5 * 10.0)
    share = platforms.pay(state, "works", "outside", 50.0)
    assert share == pytest.approx(25.0 / 50.0)
    assert (account.deposits, account.loans) == pytest.approx((0.0, 1_005.0))
    assert state.books.credit.asked["platforms"] == pytest.approx(10.0)  # 30 were lacking, the limit leaves ten


def test_what_is_set_aside_for_clearing_pays_no_interest_and_no_debt():
    state, account = owing(1_200.0, 100.0)
    state.books.platforms.clearing_fund = 70.0
    assert platforms.spare_cash(state) == pytest.approx(30.0)
    serve_debt(state)  # 4 of interest, 26 repay
    assert (account.deposits, account.loans) == pytest.approx((70.0, 1_174.0))
    assert platforms.pay(state, "works", "outside", 1e9) < 1e-6
    assert account.deposits >= 70.0
