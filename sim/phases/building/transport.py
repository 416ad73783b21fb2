"""Transport: roads paid in arrears, the metro's share, preparatory work, freight yard and port, and the freight bill.

Why relief counts only beyond that of the start: what tolls and ports charged then is in the firms' accounts.
"""

from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.projects import decide_freight_saving
from sim import budget
from sim.programmes import deliver
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Transport

declare(
    transport__metro=Series("yuan", "Contribution to metro lines", "地铁建设出资", "clause 29"),
    transport__preparation=Series("yuan", "Preparatory work for roads", "交通项目前期费用", "clause 29"),
    transport__road_bills=Series("yuan", "Road works billed to the line", "道路工程计量"),
    transport__freight_yard=Series("yuan", "Works on the freight yard", "星桥货场投入", "clause 30"),
    transport__port=Series("yuan", "Works on the port", "港口投入", "clause 31"),
    transport__works=Series("yuan", "Works on yard and port", "货场和港口投入"),
    freight__cost=Series("yuan", "What enterprises pay for transport", "企业运输支出"),
    freight__saved=Series("yuan", "Saved by enterprises beyond the usual", "企业运输成本节约", "clause 32"),
    freight__saved_farms=Series("yuan", "Saved by farms beyond the usual", "农户运输成本节约", "clause 32"),
    toll__container_full=Series("yuan", "Full toll of container lorries", "集装箱车全额通行费"),
    toll__container_paid=Series("yuan", "Toll paid for container lorries", "集装箱车实缴通行费", "clause 32"),
    toll__fresh_full=Series("yuan", "Full toll of fresh produce", "鲜活农产品全额通行费"),
    toll__fresh_paid=Series("yuan", "Toll paid for fresh produce", "鲜活农产品实缴通行费", "clause 32"),
)
MONTHS = 12
TRANSPORT = SECTOR["transport_post"]


def pay_in_arrears(state: State, rows: NDArray, asked: NDArray) -> float:
    """Contractors advance the line's part of road works and are paid after measurement; returns the share they advance.

    They advance what the plan of the year leaves for roads, and no larger share than they were last paid. Clause 29.
    """
    lag = round(state.settings.policy.transport.m29.spending_lag)
    total = Table.total(state.projects, asked, rows)
    line = state.offices.bureaus["transport"].voted()
    bills = state.books.transport
    if not bills.is_open:
        bills.due, bills.is_open = [(state.month + month, total) for month in range(lag)], True
    if state.month_of_year == 1:
        bills.billed = 0.0
    room = state.levers.road_works_share * line * state.month_of_year / MONTHS - bills.billed
    share = bills.paid * min(1.0, max(room, 0.0) / total) if total > 0.0 else 0.0
    state.ledger.transfer("contractors_advance", "outside", share * total, "projects", share * asked, payee_rows=rows)
    bills.billed += share * total
    bills.due.append((state.month + lag, share * total))
    pay_due(state, bills)
    state.record("transport.road_bills", share * total)
    return share


def pay_due(state: State, bills: Transport) -> None:
    """Present the bills of the month and those that could not be paid before; the line pays what it can."""
    due = bills.unpaid + sum(amount for month, amount in bills.due if month <= state.month)
    bills.due = [(month, amount) for month, amount in bills.due if month > state.month]
    if due <= 0.0:
        return
    bills.paid = budget.pay(
        state, "transport", "project_line_share", "outside", due, is_ordered=True, again=bills.unpaid
    )
    bills.unpaid = (1.0 - bills.paid) * due


@rests
def build_network(state: State) -> None:
    """The line pays its share of metro lines and preparatory work; yard and port are built. Clauses 29, 30, 31."""
    levers, line = state.levers, state.offices.bureaus["transport"].voted()
    metro = levers.metro_share * line / MONTHS
    metro *= _contribute(state, metro)
    prepared = _prepare(state, levers.preparation_share * line / MONTHS)
    yard = _build(state, deliver(state, "transport", "freight_yard", levers.freight_yard / MONTHS))
    port = _build(state, _port_due(state))
    # Goods move by rail and water as the yard goes up: a year's works bring a year's gain.
    whole = max(levers.freight_yard / MONTHS, 1.0)
    gain = levers.multimodal_gain / MONTHS * min(yard / whole, 1.0)
    state.books.transport.multimodal += gain
    state.record("transport.metro", metro)
    state.record("transport.preparation", prepared)
    state.record("transport.freight_yard", yard)
    state.record("transport.port", port)
    state.record("transport.works", yard + port)
    state.add("investment.transport", yard + port)


def _contribute(state: State, metro: float) -> float:
    """Share of the contribution to metro lines that the line pays."""
    if metro <= 0.0:
        return 0.0
    return budget.pay(state, "transport", "metro_contribution", "outside", metro, is_ordered=True)


def _prepare(state: State, planned: float) -> float:
    """Studies and designs of roads to come; more of them than usual let more roads reach a decision. Clause 29."""
    cost = planned * budget.buy(state, "transport", planned) if planned > 0.0 else 0.0
    usual = state.books.transport.usual_preparation.of(max(cost, 1.0))
    response = state.settings.behaviour.freight.preparation_response
    state.now.prepared = max(1.0 + response * (cost / usual - 1.0), 0.0)
    return cost


def _build(state: State, planned: float) -> float:
    """Order works, the line paying its share and platforms the rest; returns what could be paid, yuan."""
    if planned <= 0.0:
        return 0.0
    share = state.settings.behaviour.freight.line_share
    return planned * budget.buy(state, "transport", planned, share, "platforms")


def _port_due(state: State) -> float:
    """Port works planned some months ago, whose preparation is over, yuan. Clause 31."""
    delay = round(state.settings.policy.transport.m31.preparation_delay)
    planned = deliver(state, "transport", "port", state.levers.port_works / MONTHS)
    transport = state.books.transport
    plans = transport.port_plans = [planned] * delay if transport.port_plans is None else transport.port_plans
    plans.append(planned)
    return plans.pop(0)


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
        return state.ledger.transfer("freight_relief", "outside", total, holder, saved)
    return -state.ledger.transfer("freight_relief_ended", holder, -saved, "outside", -total)
