"""Road bills, metro, preparation, yard, port and the freight bill. Expected values are worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.institutions import Rank
from agents.projects import Stage
from sim.phases.building import projects as building
from sim.phases.building import transport
from sim.phases.goods import freight as freight_bill
from sim.state.books.land import Transport
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of
from tests.sim.phases.small_state import give

ROW = SECTOR["transport_post"]


def freight(levers: dict):
    """One firm that makes 1 million of food a month and spends 5 % of it on transport from outside."""
    state = make_state(enterprises=enterprises_of(1), levers=levers, values={
        "behaviour.freight.road_share": 0.5, "behaviour.freight.port_share": 0.02,
        "policy.transport.m32.toll_cost_share": 0.2, "policy.transport.m32.container_truck_share": 0.4})  # fmt: skip
    state.fixed.local, state.fixed.outside = np.zeros((26, 26)), np.zeros((26, 26))
    state.fixed.outside[ROW, SECTOR["food"]] = 0.05
    give(state, activity=np.full(1, 1e6))
    return state


def test_only_relief_beyond_that_of_the_start_is_money_saved():
    state = freight({"container_toll_cut": 0.3, "port_charge_cut": 0.1})
    freight_bill.relieve_freight(state)
    assert state.series.read("freight.saved", 1) == 0.0
    # Tolls are 0.5 * 0.2 * 0.4 = 4 % of the bill of 50,000: 2,000, of which 70 % are paid.
    assert state.series.read("toll.container_full", 1) == pytest.approx(2000.0)
    assert state.series.read("toll.container_paid", 1) == pytest.approx(1400.0)
    next_month(state)
    state.levers.write("container_toll_cut", 0.5)
    cash, profit = state.enterprises.deposits[0], state.enterprises.profit[0]
    freight_bill.relieve_freight(state)
    # 0.2 more of the 2,000 stays with the firm, as cash and as profit.
    assert state.enterprises.deposits[0] - cash == pytest.approx(400.0)
    assert state.enterprises.profit[0] - profit == pytest.approx(400.0)
    assert state.ledger.check() <= 1e-9


def test_relief_that_ends_is_paid_by_shippers():
    state = freight({"port_charge_cut": 0.5})
    freight_bill.relieve_freight(state)
    next_month(state)
    state.levers.values["port_charge_cut"] = 0.0
    freight_bill.relieve_freight(state)
    # Half of 2 % of 50,000.
    assert state.series.read("freight.saved", 2) == pytest.approx(-500.0)
    assert state.ledger.flow("freight_relief_ended", "enterprises", "outside") == pytest.approx(500.0)


def network(levers: dict, **values):
    state = make_state(levers=levers, values=values, line=1200.0)
    state.offices.bureaus["transport"].line_annual = 1200.0
    return state


def test_metro_and_preparation_come_out_of_the_line():
    state = network({"metro_share": 0.3, "preparation_share": 0.1}, **{"behaviour.freight.preparation_response": 0.5})
    transport.build_network(state)
    assert state.ledger.flow("metro_contribution", "government", "outside") == pytest.approx(30.0)
    assert state.series.read("spent.transport", 1) == pytest.approx(40.0)
    assert state.now.prepared == 1.0
    next_month(state)
    state.levers.values["preparation_share"] = 0.2
    transport.build_network(state)
    assert state.now.prepared == pytest.approx(1.5)  # twice the usual, response one half


def test_port_works_come_when_their_preparation_is_over():
    state = network({"port_works": 120.0}, **{"policy.transport.m31.preparation_delay": 2.0,
                                              "behaviour.government.slack": 1.0})  # fmt: skip
    built = []
    for month in range(4):
        if month > 0:
            next_month(state)
            state.levers.values["port_works"] = 240.0
        transport.build_network(state)
        built.append(state.series.read("transport.port", month + 1))
    # Preparation takes two months. The plan of 20 a month holds for January too, whose missing 10 are planned with it.
    assert built == pytest.approx([10.0, 10.0, 10.0, 30.0])


def test_roads_are_billed_within_the_plan_and_paid_later():
    projects = projects_of(1, kind=np.array([4]), stage=np.array([int(Stage.STARTED)]))
    shares = {f"behaviour.pipeline.finance.transport.{name}": 0.0 for name in ("upper", "platforms", "loans")}
    state = make_state(projects, levers={"road_works_share": 0.5}, values=shares | {
        "behaviour.pipeline.finance.transport.line": 0.4, "policy.transport.m29.spending_lag": 2.0,
        "behaviour.pipeline.takeover": 0.0})  # fmt: skip
    state.offices.bureaus["transport"].line_annual = 48e6
    building.spend_on_projects(state)
    # 10 million a month, 4 asked of the line, which plans 48 * 0.5 / 12 = 2 for roads; two bills of 4 stood before.
    assert state.series.read("transport.road_bills", 1) == pytest.approx(2e6)
    assert state.ledger.flow("contractors_advance", "outside", "projects") == pytest.approx(2e6)
    assert state.series.read("spent.transport", 1) == pytest.approx(4e6)
    assert projects.spent_month[0] == pytest.approx(8e6)
    for _ in range(2):
        next_month(state)
        building.spend_on_projects(state)
    assert state.series.read("spent.transport", 3) == pytest.approx(2e6)
    assert state.ledger.check() <= 1e-9


def test_a_bill_that_cannot_be_paid_is_presented_again_but_asked_for_once():
    state = network({})
    bureau = state.offices.bureaus["transport"]
    bureau.line_annual = 40.0
    bills = Transport(due=[(1, 100.0), (2, 10.0)])
    transport.pay_due(state, bills)
    assert (bills.paid, bills.unpaid) == (pytest.approx(0.4), pytest.approx(60.0))
    next_month(state)
    bureau.line_annual += 35.0
    transport.pay_due(state, bills)
    # 60 again and 10 for the first time, of which the line pays 35.
    assert (bills.paid, bills.unpaid) == (pytest.approx(0.5), pytest.approx(35.0))
    assert bureau.asked[Rank.WORKS, :2].tolist() == pytest.approx([100.0, 10.0])
    assert state.series.read("claims_unpaid.transport", 1) == pytest.approx(60.0)
    assert state.series.read("claims_unpaid.transport", 2) == pytest.approx(35.0 - 60.0)


def test_stationary_district_builds_no_network():
    state = make_state(levers={"metro_share": 0.3, "freight_yard": 9.0}, values={"region.shocks": 0.0})
    transport.build_network(state)
    freight_bill.relieve_freight(state)
    assert state.ledger.flows == {}
