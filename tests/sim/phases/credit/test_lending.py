"""Credit: what lending costs, who asks, who is guaranteed, what head offices allot. Worked out by hand."""

import numpy as np
import pytest

from sim.phases.credit import lending as credit
from tests.sim.conftest import region_of, values_of
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import firms_of, make_state
from tests.sim.phases.small_state import give

LARGE, SMALL = 0, 1
SPREADS = {
    "behaviour.credit.spread_large": 0.005, "behaviour.credit.spread_small": 0.015,
    "behaviour.credit.guarantee_effect": 0.2, "behaviour.credit.rate_response": 5.0,
    "behaviour.credit.first_loan_hazard": 0.0, "behaviour.finance.amortisation": 0.1,
    "behaviour.credit.allotment_growth": 100.0,  # head offices bind nobody unless a test asks for it
}  # fmt: skip


def borrowers(count: int = 2, **columns):
    """One large firm, the others small; all owe 120 yuan and go on borrowing."""
    given = {
        "is_above_scale": np.arange(count) == LARGE, "loans": np.full(count, 120.0),
        "is_borrower": np.ones(count, bool), "profit": np.ones(count),
    }  # fmt: skip
    return firms_of(count, **(given | columns))


def open_books(firms=None, values=None, **more):
    state = make_state(firms if firms is not None else borrowers(), values=SPREADS | (values or {}), **more)
    state.enterprises.loans_usual[:] = state.enterprises.loans
    return state


def test_rates_are_the_prime_rate_and_a_spread_by_size():
    np.testing.assert_allclose(credit.lending_rate(open_books()), [0.045, 0.055])


def test_what_is_repaid_is_borrowed_again_when_nothing_changes():
    state = open_books()
    before = state.enterprises.deposits.copy()
    credit.lend_to_enterprises(state)
    # 12 of 120 are repaid and 12 asked for again
    np.testing.assert_allclose(state.enterprises.loans, [120.0, 120.0])
    np.testing.assert_allclose(state.enterprises.deposits, before)
    assert state.series.read("loans.new", 1) == pytest.approx(24.0)
    assert state.series.read("rate.enterprises", 1) == pytest.approx(0.05)


def test_growing_sales_ask_for_more_and_the_unwilling_for_nothing():
    state = open_books(borrowers(is_borrower=np.array([True, False])))
    give(state, turnover_growth=np.array([1.5, 1.5]))
    credit.lend_to_enterprises(state)
    assert state.enterprises.loans.tolist() == pytest.approx([180.0, 108.0])


def test_head_offices_let_come_back_what_is_repaid_and_the_stock_grow():
    # 24 are repaid of 240 and 12 are the month's part of the year's growth: 0.6 of 240 over 12
    values = {"behaviour.credit.allotment_growth": 0.6, "behaviour.credit.collateral.enterprises": 0.0}
    state = open_books(values=values)
    give(state, turnover_growth=np.array([1.5, 1.5]))
    credit.lend_to_enterprises(state)
    # 24 are rolled over and 2 * 60 asked for anew: 12 of the 36 allowed are left for them
    assert state.series.read("loans.new", 1) / 144.0 == pytest.approx(0.25)
    np.testing.assert_allclose(state.enterprises.loans, [126.0, 126.0])


def test_what_a_branch_does_not_lend_stays_open_for_three_months():
    bank = open_books().offices.banks[LARGE]
    assert bank.market_share == 0.25
    bank.release(8.0, 0.0, 0.0, 3.0)
    assert bank.may_lend(40.0) == 12.0  # 0.25 * (8 + 40)
    for _ in range(5):  # loans stay as they are: three months of 2 are kept beside the new 2
        bank.release(8.0, 0.0, 0.0, 3.0)
    assert bank.may_lend(0.0) == 8.0
    bank.release(8.0, 60.0, 0.0, 3.0)  # all loans grew by 60: 15 of the room are used, no more than 6 stay missing
    assert bank.may_lend(0.0) == 0.0
    assert bank.may_lend(40.0) == pytest.approx(10.0 * np.exp(-0.4))  # -6 + 2 of what is repaid to be saved


def test_a_larger_cut_lends_less_and_never_all_or_nothing():
    lent = []
    for cut in (0.0, -20.0, -40.0, -100.0):
        bank = open_books().offices.banks[LARGE]
        bank.release(cut, 0.0, 40.0, 3.0)
        lent.append(bank.may_lend(40.0))
    # 10 are repaid; told to shrink by 5, 10, 25: e^-0.5, e^-1, e^-2.5 of it
    assert lent == pytest.approx([10.0, 10.0 * np.exp(-0.5), 10.0 * np.exp(-1.0), 10.0 * np.exp(-2.5)])


def test_what_falls_due_is_rolled_over_first_but_a_part_is_kept_for_new_loans():
    bank = open_books().offices.banks[LARGE]
    bank.room = 5.0
    # lends 10 + 5: 10 due; 5 of the 10 secured new ones
    assert bank.allot(40.0, 40.0, 0.0, 40.0, 0.2) == pytest.approx((1.0, 0.5, 0.25))
    bank.room = 0.0
    # lends 10, of which 2 are kept: 8 of the 10 due, 2 of the 10 new
    assert bank.allot(40.0, 40.0, 0.0, 40.0, 0.2) == pytest.approx((0.8, 0.2, 0.04))


def test_secured_loans_suffer_less_and_a_guarantee_counts_as_one():
    values = {"behaviour.credit.allotment_growth": 0.6, "behaviour.credit.collateral.enterprises": 0.25}
    state = open_books(values=values)
    give(state, turnover_growth=np.array([1.5, 1.5]))
    state.enterprises.guarantee_place, state.books.credit.usual_guaranteed.known = np.zeros(2), np.arange(2) == SMALL
    state.levers.write("guarantee_cover", 1.0)
    credit.lend_to_enterprises(state)
    # 36 may be lent and 24 are rolled over; secured are a quarter of the large firm's new 60 and all of the small one's
    part = (np.sqrt(75.0**2 + 4 * 45.0 * 12.0) - 75.0) / (2 * 45.0)
    assert state.enterprises.loans - 120.0 == pytest.approx([15.0 * part + 45.0 * part**2, 60.0 * part])


def test_all_who_ask_share_one_allotment():
    def granted(**asked):
        values = {"behaviour.credit.allotment_growth": 0.6, "behaviour.credit.collateral.projects": 1.0,
                  "behaviour.credit.collateral.enterprises": 0.0}  # fmt: skip
        state = open_books(values=values)
        give(state, turnover_growth=np.array([1.5, 1.5]))
        state.books.credit.asked.update(asked)
        credit.lend_to_enterprises(state)
        return state.now.credit_share

    # 12 are left when what falls due is rolled over: a tenth of the 120 firms ask for anew
    assert granted()["enterprises"] == pytest.approx(0.1)
    # projects ask for 18 with land behind it: a quarter of these and a sixteenth of the others
    assert granted(projects=18.0)["projects"] == pytest.approx(0.25)
    assert granted(projects=18.0)["enterprises"] == pytest.approx(0.0625)
    assert 0.0 < granted(projects=72.0)["projects"] < 0.15


def test_of_what_was_refused_only_a_part_is_asked_for_again():
    state = open_books(values={"behaviour.credit.asked_again": 0.25})
    give(state, turnover_growth=np.array([1.5, 1.5]), loans_missing=np.array([0.0, 40.0]))
    credit.lend_to_enterprises(state)
    # both miss 72; the small one was refused 40 of it before and asks for 10 of these: 30 less
    assert state.enterprises.loans.tolist() == pytest.approx([180.0, 150.0])
    assert state.now.loans_missing.tolist() == pytest.approx([0.0, 30.0])


def test_branches_are_wary_of_firms_that_expect_a_loss():
    values = {"behaviour.credit.collateral.enterprises": 0.5, "behaviour.credit.appetite_for_losses": 0.2}
    state = open_books(borrowers(profit_expected=np.array([5.0, -5.0])), values=values)
    credit.lend_to_enterprises(state)
    # both ask for the 12 they repaid; the loser gets its secured 6 and a fifth of the other 6
    assert state.enterprises.loans == pytest.approx([120.0, 115.2])
    assert state.series.read("loans.refused", 1) == pytest.approx(4.8)


def test_a_closed_branch_raises_nobodys_dividends():
    """Paired: one branch, three quarters of lending, makes no loan in 2024's first months."""
    def run(is_closed: bool):
        region = region_of(values_of(), 3)
        region.run_for(12)
        branch = region.state.offices.banks[1]
        drawn = []
        for _ in range(3):
            if is_closed:
                branch.may_lend = lambda _: 0.0
            region.run_for(1)
            drawn.append(region.series()["income.property"][-1])
        return np.array(drawn), region.series()

    usual, open_series = run(False)
    squeezed, closed = run(True)
    assert (squeezed <= usual).all()
    assert squeezed[0] == pytest.approx(usual[0], rel=0.02)
    assert closed["loans.enterprises"][-1] < 0.96 * open_series["loans.enterprises"][-1]
    assert closed["homes.sales"][-1] < 0.5 * open_series["homes.sales"][-1]
    assert sum(closed["starts.new"]) < sum(open_series["starts.new"])


def test_support_of_interest_is_paid_from_the_line_and_what_stood_before_is_no_news():
    state = open_books(levers={"guarantee_cover": 1.0, "interest_support": 0.01})
    before = state.enterprises.deposits.copy()
    credit.lend_to_enterprises(state)
    assert state.enterprises.is_guaranteed.tolist() == [False, True]
    np.testing.assert_allclose(state.enterprises.loans, [120.0, 120.0])
    # 120 * 0.01 / 12
    np.testing.assert_allclose(state.enterprises.deposits - before, [0.0, 0.1])
    assert state.series.read("spent.factors", 1) == pytest.approx(0.1)
    np.testing.assert_allclose(state.now.rate_net, [0.045, 0.045])


def test_who_lacks_money_borrows_beyond_the_usual_and_more_with_a_guarantee_and_cheaper():
    firms = borrowers(3, deposits=np.array([100.0, 100.0, 1e4]))
    state = open_books(firms, values={"behaviour.credit.headroom": 0.1, "behaviour.finance.buffer_months": 1.5})
    # all would invest 1,000 more; 100 in hand are less than the buffer of 150, 10,000 are more than enough
    give(state, turnover_growth=np.ones(3), beyond_cash=np.full(3, 1000.0))
    credit.lend_to_enterprises(state)
    np.testing.assert_allclose(firms.loans, [132.0, 132.0, 120.0])
    np.testing.assert_allclose(state.now.meant_to_invest, [12.0, 12.0, 0.0])
    next_month(state)
    state.levers.write("guarantee_cover", 1.0)
    state.levers.write("interest_support", 0.01)
    credit.lend_to_enterprises(state)
    # One point of support adds 5 %, the guarantee 20 %: 0.35 beyond the usual; who lacks nothing borrows as before
    np.testing.assert_allclose(firms.loans, [132.0, 162.0, 120.0])
    assert state.series.read("loans.guaranteed", 2) == pytest.approx(282.0)


def test_profit_left_in_the_firm_comes_before_a_loan():
    firms = borrowers(deposits=np.full(2, 100.0), profit_expected=np.array([30.0, 1000.0]))
    state = open_books(firms, values={"behaviour.credit.headroom": 3.0, "behaviour.finance.buffer_months": 1.5})
    give(state, beyond_cash=np.full(2, 50.0))
    credit.lend_to_enterprises(state)
    # 30 of 50 are earned, 20 borrowed; the other earns it all
    np.testing.assert_allclose(firms.loans, [140.0, 120.0])
    np.testing.assert_allclose(state.now.meant_to_invest, [50.0, 50.0])


def test_missing_working_capital_is_asked_for():
    firms = borrowers(deposits=np.array([15.0, 1e4]))
    state = open_books(firms, values={"behaviour.credit.headroom": 3.0, "behaviour.finance.cash_cycle_months": 0.6})
    credit.lend_to_enterprises(state)
    # 15 less the 12 repaid: 57 of the 60 that 100 of sales ask for
    np.testing.assert_allclose(firms.loans, [177.0, 120.0])
    np.testing.assert_allclose(state.now.meant_to_invest, [0.0, 0.0])


def test_the_company_covers_as_much_as_its_capital_carries():
    # capital 60 at leverage 10 carries 600 of 100 small firms' 12,000: a twentieth of those asked for
    state = open_books(borrowers(101), levers={"guarantee_cover": 1.0}, capital=60.0)
    credit.lend_to_enterprises(state)
    assert 0 < state.enterprises.is_guaranteed.sum() < 15
    assert not state.enterprises.is_guaranteed[LARGE]
    more = open_books(borrowers(101), levers={"guarantee_cover": 1.0}, capital=120.0)
    credit.lend_to_enterprises(more)
    # a larger company covers the same firms and others
    assert (more.enterprises.is_guaranteed >= state.enterprises.is_guaranteed).all()
    assert more.enterprises.is_guaranteed.sum() > state.enterprises.is_guaranteed.sum()


def test_first_loans_come_with_a_discount_to_firms_that_earn_and_lack_money():
    firms = borrowers(5, is_borrower=np.arange(5) == 0, loans=np.array([120.0, 0, 0, 0, 0]),
                      profit=np.array([1.0, 1.0, -1.0, 1.0, 1.0]), is_public=np.arange(5) == 3,
                      deposits=np.array([1e4, 100.0, 100.0, 100.0, 1e4]))  # fmt: skip
    sure = {"behaviour.credit.first_loan_hazard": 1.0, "behaviour.credit.headroom": 0.0}
    # a point off at a hazard of one a point: every firm that may, earns and lacks money
    state = open_books(firms, values=sure, levers={"first_loan_discount": 0.01})
    give(state, turnover_growth=np.ones(5), beyond_cash=np.full(5, 1000.0))
    credit.lend_to_enterprises(state)
    assert firms.is_borrower.tolist() == [True, True, False, False, False]
    # at most 2 yuan of loans for one of sales
    np.testing.assert_allclose(firms.loans, [120.0, 200.0, 0.0, 0.0, 0.0])
    assert state.series.read("loans.first", 1) == 1.0
    nobody = open_books(borrowers(2, is_borrower=np.zeros(2, bool), deposits=np.full(2, 100.0)), values=sure)
    give(nobody, beyond_cash=np.full(2, 1000.0))
    credit.lend_to_enterprises(nobody)
    assert not nobody.enterprises.is_borrower.any()


def test_a_guarantee_brings_those_to_a_bank_who_have_nothing_to_pledge():
    firms = borrowers(2, is_borrower=np.zeros(2, bool), loans=np.zeros(2), deposits=np.full(2, 100.0))
    values = {"behaviour.credit.first_loan_hazard": 1.0, "behaviour.credit.guarantee_worth": 0.01}
    state = open_books(firms, values=values, levers={"guarantee_cover": 1.0})
    give(state, beyond_cash=np.full(2, 50.0))
    credit.lend_to_enterprises(state)
    # only small firms are covered; it lacks 50 and that is what it is used to owe from then on
    assert firms.is_borrower.tolist() == [False, True]
    assert firms.loans_usual.tolist() == [0.0, 50.0]
