"""Customers won: the usual flow keeps the usual stock, what differs from it moves orders, and it fades. By hand."""

import numpy as np
import pytest

from sim.phases.customers import won_orders
from tests.sim.phases.small_market import firms_of, make_state

ROWS = np.array([0, 2, 3, 4])
FLOW = 0.3  # share won a month, over all firms


def open_books(life: float = 10.0):
    """Five firms; all but the second seek customers, and those won stay ten months."""
    state = make_state(firms_of(5), values={"behaviour.trade.gain_life": life})
    won_orders.open_won(state, state.books.exports.won, ROWS, FLOW)
    return state, state.books.exports.won


def orders(state) -> list[float]:
    outside = np.full(5, 200.0)
    won_orders.add_won(state, outside)
    return outside.tolist()


def test_the_book_opens_with_what_the_usual_flow_keeps_standing():
    state, won = open_books()
    # 0.3 a month that stay ten months are 3, shared by four firms
    assert won.usual == pytest.approx(0.75)
    assert won.share == pytest.approx([0.75] * 4)
    assert orders(state) == pytest.approx([200.0] * 5)


def test_the_usual_flow_keeps_the_usual_stock():
    state, won = open_books()
    for _ in range(24):
        won_orders.age(state, won)
        won.share += FLOW / 4
    # a tenth of 0.75 leaves and 0.075 comes
    assert won.share == pytest.approx([0.75] * 4)


def test_what_is_won_beyond_the_usual_raises_the_orders_of_who_won_it_and_fades():
    state, won = open_books()
    won.share[1] += 0.1
    assert orders(state) == pytest.approx([200.0, 200.0, 220.0, 200.0, 200.0])
    won_orders.age(state, won)
    won.share += FLOW / 4
    # nine tenths of the 0.1 are left
    assert orders(state) == pytest.approx([200.0, 200.0, 218.0, 200.0, 200.0])


@pytest.mark.parametrize(("life", "lost"), [(10.0, [15.0, 28.5]), (4.0, [15.0, 26.25]), (1.0, [15.0, 15.0])])
def test_without_new_customers_the_usual_ones_leave(life, lost):
    state, won = open_books(life)
    found = []
    for _ in lost:
        won_orders.age(state, won)
        found.append(200.0 - orders(state)[0])
        assert orders(state)[1] == 200.0  # who does not seek customers loses none
    # The first month lacks the usual 0.3 / 4 of 200. Of 0.75 that stay ten months 0.81 are left after two, of 0.3 that
    # stay four 0.5625; those who stay one month are gone at once.
    assert found == pytest.approx(lost)


def test_kinds_keep_books_of_their_own_and_a_book_keeps_its_first_usual():
    state, won = open_books()
    online = state.books.online.won
    won_orders.open_won(state, online, np.array([1, 2]), 0.0)
    won.share[1] += 0.1
    online.share += 0.5
    # the third firm sells both ways: 200 * 1.1 * 1.5
    assert orders(state) == pytest.approx([200.0, 300.0, 330.0, 200.0, 200.0])
    # a larger flow later is policy, not habit
    won_orders.open_won(state, won, ROWS, 9.0)
    assert won.usual == pytest.approx(0.75)
    assert won.share == pytest.approx([0.75, 0.85, 0.75, 0.75])


def test_orders_never_fall_below_none():
    state, won = open_books()
    won.usual, won.share[:] = 1.5, 0.0
    assert orders(state) == pytest.approx([0.0, 200.0, 0.0, 0.0, 0.0])
