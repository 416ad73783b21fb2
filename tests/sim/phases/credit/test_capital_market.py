"""The stock market: who stands in the queue, how it moves, what a listing brings. Worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.enterprises import Listing, decide_filing
from sim.phases.credit import capital_market
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import TRADE, firms_of, make_state
from tests.sim.phases.small_state import is_written

QUEUE = {
    "behaviour.capital_market.listed_2022": 1.0, "behaviour.capital_market.filed_opening": 2.0,
    "behaviour.capital_market.tutored_opening": 3.0, "behaviour.capital_market.listing_revenue": 1e8,
    "behaviour.capital_market.overseas_share": 0.0, "behaviour.capital_market.moved_in_annual": 0.0,
    "behaviour.capital_market.withdrawal": 0.0, "behaviour.capital_market.tutoring_annual": 0.0,
    "behaviour.capital_market.tutoring_months": 1e9, "behaviour.capital_market.raised_over_revenue": 0.5,
    "behaviour.capital_market.raised_months": 10.0, "world.stock_market.approval_chance": 1e-8,
    "world.stock_market.fall": 0.0, "behaviour.capital_market.patience": 1e9,
}  # fmt: skip
COUNT = 8


def open_state(values=None, levers=None, month=13):
    firms = firms_of(COUNT, is_above_scale=np.ones(COUNT, bool), revenue_last=np.array([9e8, *[2e8] * 6, 5e7]))
    state = make_state(firms, values=QUEUE | (values or {}), levers=levers, month=month)
    if state.shocks:  # as a draw does before its first month
        capital_market.open_stages(state)
    return state


def stages(state):
    return np.bincount(state.enterprises.listing, minlength=4).tolist()


def read(state, name):
    return state.series.read(f"listing.{name}", state.month)


def test_candidates_are_the_large_private_firms_of_open_sectors_the_largest_first():
    firms = firms_of(6, is_above_scale=np.arange(6) != 1, is_public=np.arange(6) == 2,
                     sector=np.array([TRADE, TRADE, TRADE, SECTOR["finance"], TRADE, TRADE]),
                     revenue_last=np.array([1e8, 9e8, 9e8, 9e8, 9.9e7, 3e8]))  # fmt: skip
    # one is below scale, one public, one a bank, one sells less than 100 million
    assert capital_market.find_candidates(make_state(firms, values=QUEUE)).tolist() == [5, 0]


def test_the_queue_opens_with_the_largest_listed_and_the_rest_by_lot():
    state = open_state()
    capital_market.list_companies(state)
    assert stages(state) == [2, 3, 2, 1]
    assert state.enterprises.listing[0] == Listing.LISTED
    assert state.enterprises.listing[-1] == Listing.NONE  # too small
    assert (read(state, "new"), read(state, "filings")) == (0, 0)
    assert (read(state, "tutored"), read(state, "waiting")) == (3, 2)


def test_approval_empties_the_queue_and_the_money_is_spent_on_plants_month_by_month():
    state = open_state({"world.stock_market.approval_chance": 1.0}, {"listing_award": 4e6})
    deposits = state.enterprises.deposits.copy()
    capital_market.list_companies(state)
    assert (read(state, "new"), read(state, "domestic")) == (2, 2)
    # half of 2e8 is raised by each of the two and paid out over ten months; half an award each
    assert read(state, "raised") == pytest.approx(2e8)
    assert read(state, "awards") == pytest.approx(2 * 2e6)
    gained = state.enterprises.deposits - deposits
    assert sorted(gained[gained > 0.0].tolist()) == pytest.approx([1e7 + 2e6] * 2)
    wanted = capital_market.add_raised(state, np.ones(COUNT))
    assert sorted(wanted.tolist()) == pytest.approx([1.0] * 6 + [1e7 + 1.0] * 2)
    for _ in range(9):
        next_month(state)
        capital_market.list_companies(state)
    assert len(state.now.raised.rows) == 2
    next_month(state)
    capital_market.list_companies(state)
    assert is_written(state, "raised")
    assert len(state.now.raised.rows) == 0


def test_the_exchange_is_slower_from_september_2023_on():
    calm = {"world.stock_market.approval_chance": 0.5, "world.stock_market.fall": 0.6}
    before, after = (open_state(calm, month=month) for month in (8, 9))
    assert [capital_market.exchange_pace(state) for state in (before, after)] == pytest.approx([0.5, 0.2])
    capital_market.list_companies(after)
    assert read(after, "review_months") == pytest.approx(5.0)


def test_who_cannot_wait_so_long_withdraws_and_does_not_file():
    # a review takes 20 months before the notice and 50 after it; all can wait 30
    terms = {"world.stock_market.approval_chance": 0.05, "world.stock_market.fall": 0.6,
             "behaviour.capital_market.patience": 30.0, "behaviour.capital_market.patience_spread": 0.0,
             "behaviour.capital_market.accounts_valid": 1.0, "behaviour.capital_market.tutoring_months": 1.0}
    before, after = (open_state(terms, month=month) for month in (8, 9))
    for state in (before, after):
        capital_market.list_companies(state)
    assert (read(before, "filings"), read(before, "withdrawn")) == (3, 0)
    assert read(after, "filings") == 0
    # under review two, less who lists all the same
    assert read(after, "withdrawn") == 2 - read(after, "new")
    assert read(after, "tutored") == 3 + read(after, "withdrawn")


def test_files_that_are_still_valid_stay_in_the_queue():
    terms = {"world.stock_market.approval_chance": 0.0, "behaviour.capital_market.patience": 30.0,
             "behaviour.capital_market.accounts_valid": 1e9}
    state = open_state(terms)
    capital_market.list_companies(state)
    assert (read(state, "withdrawn"), read(state, "waiting")) == (0, 2)


def test_filed_abroad_is_listed_abroad():
    abroad = {f"behaviour.capital_market.overseas_{name}": 1.0 for name in ("share", "chance")}
    state = open_state(abroad)
    capital_market.list_companies(state)
    assert (read(state, "new"), read(state, "domestic")) == (2, 0)


def test_all_tutored_file_when_tutoring_takes_a_month_and_half_an_award_is_paid():
    state = open_state({"behaviour.capital_market.tutoring_months": 1.0}, {"listing_award": 4e6})
    capital_market.list_companies(state)
    assert read(state, "filings") == 3
    assert read(state, "awards") == pytest.approx(6e6)


def test_an_award_beyond_the_usual_and_help_make_firms_readier():
    assert decide_filing(0.0, 0.0, 0.25) == 1.0
    # a tenth of the cost more, and twice the usual effort at elasticity 0.25
    assert decide_filing(0.1, 1.0, 0.25) == pytest.approx(1.1 * 1.25)
    assert decide_filing(-2.0, 0.0, 0.25) == 0.0


def test_nothing_in_the_stationary_district():
    state = open_state({"region.shocks": 0.0})
    capital_market.list_companies(state)
    assert stages(state) == [COUNT, 0, 0, 0]
