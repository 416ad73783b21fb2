"""Works ordered from builders: paid when they begin, done by construction here and outside a month later."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.works import do_works, order_works, without_usual_works
from tests.sim.phases.small_projects import enterprises_of, make_state
from tests.sim.phases.small_state import open_page

BUILDING = SECTOR["construction"]


def ordered(amount: float, month: int = 1):
    state = make_state(enterprises=enterprises_of(2), values={"behaviour.investment.works_local": 0.25})
    state.ledger.accounts["platforms"].deposits = 100e6
    open_page(state, month)
    order_works(state, "clearing_works", "platforms", amount)
    return state


def test_a_part_is_bought_from_construction_here():
    state = ordered(8e6)
    assert state.ledger.flow("clearing_works", "platforms", "contractors") == 8e6
    local, outside = do_works(state)
    assert (local[BUILDING], local.sum()) == (2e6, 2e6)
    assert (outside[BUILDING], outside.sum()) == (6e6, 6e6)
    assert state.series.read("works.here", 1) == 2e6


def test_firms_pay_by_row():
    state = ordered(0.0)
    state.ledger.open_books()
    state.ledger.open_month()
    order_works(state, "site_works", "enterprises", np.array([1e6]), np.array([1]))
    assert do_works(state)[0][BUILDING] == pytest.approx(0.25e6)
    assert state.ledger.check() <= 1e-9


def test_works_of_2023_are_in_what_was_sold_before():
    state = ordered(8e6, month=4)
    state.books.land.works_usual = 0.4e6  # mean of the three months before
    state.fixed.orders_at_base = np.full(26, 10e6)
    do_works(state)
    assert state.books.land.works_usual == pytest.approx(0.8e6)
    part = without_usual_works(state)
    assert part[BUILDING] == pytest.approx(0.92)
    assert np.delete(part, BUILDING) == pytest.approx(1.0)
    open_page(state, 13)  # more in a later year is news
    do_works(state)
    assert state.books.land.works_usual == pytest.approx(0.8e6)
