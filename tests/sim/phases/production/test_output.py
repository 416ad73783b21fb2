"""Output: what staff, machines and cash allow. Expected values are worked out by hand."""

import numpy as np
import pytest

from sim.phases.production.output import produce_goods
from tests.sim.phases.small_market import TRADE, firms_of, make_state

CYCLE = {"behaviour.finance.cash_cycle_months": 2.0, "behaviour.finance.supplier_credit": 0.5,
         "behaviour.production.inventory_correction": 0.0}  # fmt: skip


def able(**columns):
    """Firms that could make 1,000 yuan with staff and machines and expect to sell 100."""
    count = len(next(iter(columns.values())))
    given = {"headcount": np.full((count, 3), 100.0), "capacity": np.full(count, 1e3)}
    return firms_of(count, **(given | columns))


def test_who_has_no_cash_makes_what_suppliers_carry():
    # two months of sales, 200 yuan, carry all; 100 carry half of what suppliers do not; nothing and debt half of all
    firms = able(deposits=np.array([500.0, 200.0, 100.0, 0.0, -50.0]))
    produce_goods(make_state(firms, values=CYCLE))
    assert firms.output == pytest.approx([100.0, 100.0, 75.0, 50.0, 50.0])


def test_services_serve_no_more_than_cash_carries():
    firms = able(deposits=np.array([500.0, 100.0]), sector=np.full(2, TRADE))
    state = make_state(firms, values=CYCLE)
    produce_goods(state)
    assert state.now.activity == pytest.approx([100.0, 75.0])
    assert state.now.limit[1] == pytest.approx(75.0)
    assert state.now.limit[0] > 1e3  # staff alone bounds it: premises and cash do not


def test_the_closed_make_nothing_with_any_cash():
    firms = able(deposits=np.array([500.0, 0.0]), is_active=np.zeros(2, bool))
    produce_goods(make_state(firms, values=CYCLE))
    assert firms.output.tolist() == [0.0, 0.0]
