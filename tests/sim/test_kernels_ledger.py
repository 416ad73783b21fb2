"""The compiled change of some rows of a stock equals its columns bit for bit."""

import numpy as np
import pytest

from sim.kernels import ledger


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_rows_change_as_on_columns(sign):
    rng = np.random.default_rng(3)
    rows, amounts = rng.integers(0, 50, 400), rng.lognormal(9.0, 2.0, 400)
    stocks = [np.linspace(0.0, 1e6, 50) for _ in range(2)]
    for form, stock in zip((ledger._FORM, ledger.add_to_rows_columns), stocks, strict=True):
        form(stock, rows, amounts, sign)
    assert np.array_equal(*stocks)


def test_a_row_that_stands_twice_gets_both():
    stock = np.array([10.0, 20.0, 30.0])
    ledger.add_to_rows(stock, np.array([2, 0, 2]), np.array([1.0, 2.0, 3.0]), -1.0)
    assert stock.tolist() == [8.0, 20.0, 26.0]


def test_parts_of_a_column_are_added_as_on_columns():
    rng = np.random.default_rng(4)
    column = rng.lognormal(9.0, 2.0, 400)
    stocks = [np.linspace(0.0, 1e6, 400) for _ in range(2)]
    for form, stock in zip((ledger._PART, ledger.add_part_columns), stocks, strict=True):
        form(stock, column, -0.3)
    assert np.array_equal(*stocks)
    assert stocks[0][-1] == 1e6 - 0.3 * column[-1]


def test_loans_turn_over_as_on_columns():
    rng = np.random.default_rng(5)
    books = [(np.linspace(0.0, 1e6, 400), rng.lognormal(9.0, 2.0, 400))]
    books.append((books[0][0].copy(), books[0][1].copy()))
    for form, (deposits, loans) in zip((ledger._TURN, ledger.turn_over_columns), books, strict=True):
        form(deposits, loans, 0.1, 0.05)
    for one, other in zip(*books, strict=True):
        assert np.array_equal(one, other)
    deposits, loans = np.array([100.0]), np.array([200.0])
    ledger.turn_over(deposits, loans, 0.1, 0.05)  # 20 are repaid, 10 lent anew
    assert (deposits.tolist(), loans.tolist()) == ([80.0], [190.0])
