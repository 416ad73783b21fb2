"""Transport: roads paid in arrears, the metro's share, preparatory work, freight yard and port."""

from functools import partial

from numpy.typing import NDArray

from agents.columns import Table
from agents.institutions import Rank
from sim import budget
from sim.calendar import MONTHS
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
)


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
        state, "transport", "project_line_share", "outside", due, rank=Rank.WORKS, again=bills.unpaid
    )
    bills.unpaid = (1.0 - bills.paid) * due


@rests
def build_network(state: State) -> None:
    """The line pays its share of metro lines and preparatory work; yard and port are built. Clauses 29, 30, 31.

    Before projects are paid: what platforms put into yard and port is small beside projects, and ranks with the other
    programmes of the text, which come before them.
    """
    levers, line = state.levers, state.offices.bureaus["transport"].voted()
    metro = levers.metro_share * line / MONTHS
    metro *= _contribute(state, metro)
    prepared = _prepare(state, levers.preparation_share * line / MONTHS)
    yard = deliver(state, "transport", "freight_yard", levers.freight_yard / MONTHS, paid=partial(_build, state),
                   has_margin=True)  # fmt: skip
    port = _port_due(state)
    port *= _build(state, port)
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
    return budget.pay(state, "transport", "metro_contribution", "outside", metro, rank=Rank.WORKS)


def _prepare(state: State, planned: float) -> float:
    """Studies and designs of roads to come; more of them than usual let more roads reach a decision. Clause 29."""
    cost = planned * budget.buy(state, "transport", planned) if planned > 0.0 else 0.0
    usual = state.books.transport.usual_preparation.of(max(cost, 1.0))
    response = state.settings.behaviour.freight.preparation_response
    state.now.prepared = max(1.0 + response * (cost / usual - 1.0), 0.0)
    return cost


def _build(state: State, planned: float, again: float = 0.0) -> float:
    """Order works, the line paying its share and platforms the rest; returns the share that could be paid.

    `again` yuan of the works were planned before.
    """
    if planned <= 0.0:
        return 0.0
    share = state.settings.behaviour.freight.line_share
    return budget.buy(state, "transport", planned, share, "platforms", again)


def _port_due(state: State) -> float:
    """Port works planned some months ago, whose preparation is over, yuan. Clause 31."""
    delay = round(state.settings.policy.transport.m31.preparation_delay)
    planned = deliver(state, "transport", "port", state.levers.port_works / MONTHS, has_margin=True)
    transport = state.books.transport
    plans = transport.port_plans = [planned] * delay if transport.port_plans is None else transport.port_plans
    plans.append(planned)
    return plans.pop(0)
