"""Land revenue is passed on in the month it comes: works, and the cost of land."""

import pytest

from sim.budget import land_money
from sim.phases.public_accounts.land_revenue import divide_land_revenue, planned_clearing
from sim.platforms import spare_cash
from tests.sim.phases.small_market import make_state

VALUES = {"behaviour.property.works_share": 0.25}


def sold(values=None, levers=None, **flows: float):
    state = make_state(values=VALUES | (values or {}), levers=levers)
    for kind, yuan in flows.items():
        payer = {"land_sale": "developers", "deed_tax": "developers"}.get(kind, "outside")
        state.ledger.transfer(kind, payer, yuan, "government", yuan)
    return state


def test_a_share_is_for_works_and_the_rest_the_cost_of_land():
    state = sold(land_sale=320.0, deed_tax=16.0)
    held = state.ledger.deposits("government")
    assert land_money(state) == pytest.approx(336.0)
    divide_land_revenue(state)
    assert state.ledger.flow("works_funding", "government", "platforms") == pytest.approx(84.0)
    assert state.ledger.flow("land_costs", "government", "outside") == pytest.approx(252.0)
    assert state.ledger.flow("platform_works", "platforms", "contractors") == pytest.approx(84.0)  # they owe nothing
    assert state.ledger.deposits("government") == pytest.approx(held - 336.0)
    assert state.series.read("land.costs", 1) == pytest.approx(252.0)


def test_land_of_enterprises_counts_and_the_funds_come_out_of_the_works():
    state = sold(land_fee=100.0, land_sale=40.0)
    state.ledger.transfer("land_reclamation", "government", 12.0, "outside", 12.0)
    divide_land_revenue(state)
    assert state.ledger.flow("works_funding", "government", "platforms") == pytest.approx(23.0)
    assert state.ledger.flow("land_costs", "government", "outside") == pytest.approx(105.0)


def test_what_cleared_land_brought_goes_back_whole():
    state = sold(land_sale=100.0)
    state.books.land.cleared_revenue = 60.0
    divide_land_revenue(state)
    # 60, and a quarter of the other 40
    assert state.ledger.flow("works_funding", "government", "platforms") == pytest.approx(70.0)
    assert state.books.land.cleared_revenue == 0.0


def test_next_months_clearing_is_set_aside_before_works_and_after_who_gave_the_land():
    values = {"policy.factors.m60.clearing_cost": 10.0, "policy.factors.m60.industrial_share": 0.5,
              "policy.factors.m60.renewal_counted": 1.0}  # fmt: skip
    state = sold(values, {"renewal": 2.0, "redevelopment": 6.0}, land_sale=100.0)
    assert planned_clearing(state) == pytest.approx(60.0)  # the two mu of renewal lie in the three of redevelopment
    state.books.platforms.clearing_fund = 50.0
    divide_land_revenue(state)
    assert state.series.read("land.costs", 1) == pytest.approx(75.0)
    assert state.ledger.flow("clearing_funding", "government", "platforms") == pytest.approx(10.0)
    assert state.books.platforms.clearing_fund == pytest.approx(60.0)
    assert state.ledger.flow("works_funding", "government", "platforms") == pytest.approx(15.0)
    # what is set aside is not spent on anything else
    state.ledger.transfer("other", "outside", 95.0, "platforms", 95.0)
    assert spare_cash(state) == pytest.approx(state.ledger.deposits("platforms") - 60.0)


def test_clearing_gets_no_more_than_who_gave_land_leaves():
    values = {"policy.factors.m60.clearing_cost": 100.0, "policy.factors.m60.renewal_counted": 0.5}
    state = sold(values, {"renewal": 4.0}, land_sale=100.0)
    assert planned_clearing(state) == pytest.approx(400.0)
    divide_land_revenue(state)
    assert state.series.read("land.costs", 1) == pytest.approx(75.0)
    assert state.series.read("land.for_clearing", 1) == pytest.approx(25.0)
    assert state.series.read("land.works", 1) == 0.0


def test_renewal_that_is_on_no_other_list_is_cleared_beside_redevelopment():
    values = {"policy.factors.m60.clearing_cost": 10.0, "policy.factors.m60.industrial_share": 0.5,
              "policy.factors.m60.renewal_counted": 0.25}  # fmt: skip
    state = sold(values, {"renewal": 2.0, "redevelopment": 6.0})
    # Half a mu of the renewal lies in the three of redevelopment: 2 + 2.5 of industry and 3 others.
    assert planned_clearing(state) == pytest.approx(75.0)


def test_land_revenue_fills_what_platforms_owe_first():
    state = sold(land_sale=336.0)
    state.ledger.lend("platforms", 60.0)
    state.ledger.transfer("other", "platforms", 60.0, "outside", 60.0)
    divide_land_revenue(state)
    # 84 come in, 60 are owed to banks and stay for them
    assert state.ledger.accounts["platforms"].deposits == pytest.approx(60.0)
    assert state.ledger.flow("platform_works", "platforms", "contractors") == pytest.approx(24.0)
