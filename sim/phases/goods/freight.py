"""The freight bill: tolls, ports and haulage cost shippers less or more than when the draw began. Clauses 30, 32.

Why relief counts only beyond that of the start: what tolls and ports charged then is in the firms' accounts.
"""

from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.projects import decide_freight_saving
from sim.accounts import Spread
from sim.series import Series, declare
from sim.state import State, rests

declare(
    freight__cost=Series("yuan", "What enterprises pay for transport", "企业运输支出"),
    freight__saved=Series("yuan", "Saved by enterprises beyond the usual", "企业运输成本节约", "clause 32"),
    freight__saved_farms=Series("yuan", "Saved by farms beyond the usual", "农户运输成本节约", "clause 32"),
    toll__container_full=Series("yuan", "Full toll of container lorries", "集装箱车全额通行费"),
    toll__container_paid=Series("yuan", "Toll paid for container lorries", "集装箱车实缴通行费", "clause 32"),
    toll__fresh_full=Series("yuan", "Full toll of fresh produce", "鲜活农产品全额通行费"),
    toll__fresh_paid=Series("yuan", "Toll paid for fresh produce", "鲜活农产品实缴通行费", "clause 32"),
)
TRANSPORT = SECTOR["transport_post"]


@rests
def relieve_freight(state: State) -> None:
    """Shippers pay less for tolls, ports and haulage than when the draw began, or more. Clauses 30, 32."""
    freight, m32, levers = state.settings.behaviour.freight, state.settings.policy.transport.m32, state.levers
    tolls = freight.road_share * m32.toll_cost_share
    container = tolls * m32.container_truck_share
    cut, free = min(levers.container_toll_cut, 1.0), min(levers.fresh_toll_cut, 1.0)
    ports = freight.port_share * min(levers.port_charge_cut, 1.0)
    books = state.books.transport
    usual = books.usual_container_relief.of(container * cut) + books.usual_port_relief.of(ports)
    bill = _bill(state)
    saved = bill * decide_saving_beyond(container * cut + ports + books.multimodal, usual)
    state.record("freight.saved", _hand_over(state, "enterprises", saved))
    state.enterprises.profit += saved
    farm_bill = _bill_of_farms(state)
    saved_farms = farm_bill * decide_saving_beyond(tolls * free, books.usual_fresh_relief.of(tolls * free))
    state.record("freight.saved_farms", _hand_over(state, "farms", saved_farms))
    cost, farm_cost = Table.total(state.enterprises, bill), Table.total(state.farms, farm_bill)
    state.record("freight.cost", cost)
    state.record("toll.container_full", container * cost)
    state.record("toll.container_paid", container * cost * (1.0 - cut))
    state.record("toll.fresh_full", tolls * farm_cost)
    state.record("toll.fresh_paid", tolls * farm_cost * (1.0 - free))


def decide_saving_beyond(relief: float, usual: float) -> float:
    """Share of the freight bill saved beyond what the accounts of the start contain; below zero if relief falls."""
    return float(decide_freight_saving(1.0, relief, 0.0, 0.0) - decide_freight_saving(1.0, usual, 0.0, 0.0))


def _bill(state: State) -> NDArray:
    """What each enterprise pays for transport this month by the recipe of its sector, yuan (n,)."""
    row = (state.fixed.local + state.fixed.outside)[TRANSPORT] * state.price()[TRANSPORT]
    return row[state.enterprises.sector] * state.now.activity


def _bill_of_farms(state: State) -> NDArray:
    row = (state.fixed.local + state.fixed.outside)[TRANSPORT, 0] * state.price()[TRANSPORT]
    return row * state.farms.output


def _hand_over(state: State, holder: str, saved: NDArray) -> float:
    """Money that road operators and ports outside leave with shippers, or take from them; returns yuan."""
    total = Table.total(getattr(state, holder), saved)
    if total >= 0.0:
        return state.ledger.transfer("freight_relief", "outside", total, holder, Spread(1.0, saved, total))
    return -state.ledger.transfer("freight_relief_ended", holder, Spread(-1.0, saved, total), "outside", -total)
