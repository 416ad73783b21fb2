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
