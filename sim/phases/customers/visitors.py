"""Visitors and shoppers: events, fairs, first stores and venues draw spending here that would have gone elsewhere.

Why net of what is displaced: most of what is spent at an event would have been spent here on another day. What was
usual in 2022 is in the outside orders a draw begins with, so only what differs from it adds to them.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR, SECTORS
from agents.enterprises import decide_first_stores
from sim.budget import buy, pay
from sim.calendar import MONTHS
from sim.phases.policy.programmes import delivered
from sim.programmes import deliver
from sim.randomness import lowest, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.enterprises import Visitors
from sim.state.idioms import Whole

declare(
    visitors__spending=Series("yuan", "Spending drawn from outside beyond the usual", "超出常年的外来消费"),
    visitors__events=Series("yuan", "Spending of visitors of events and fairs", "活动和展会外来消费"),
    visitors__first_stores=Series("enterprise", "First stores opened", "新开首店", "clause 35"),
    visitors__fairs=Series("event", "Consumption fairs held", "新消费展会", "clause 35"),
    visitors__venues=Series("project", "Leisure venues fitted out", "体育休闲场所", "clause 35"),
)
SHOPS, TABLES, LEISURE = (SECTOR[name] for name in ("wholesale_retail", "accommodation_catering", "residents_culture"))
BASKET = (SHOPS, TABLES, LEISURE)


@rests
def draw_visitors(state: State) -> None:
    """Sets `now.visitors`: yuan a month that outside adds to its orders by sector, (26,), beyond the usual."""
    spending = np.zeros(len(SECTORS))
    visitors, places = state.settings.behaviour.visitors, _places(state)
    stores, venues = _open_stores(state), _fit_out(state)
    left = 1.0 - 1.0 / max(visitors.stay_months, 1.0)
    places.stores, places.venues = places.stores * left + stores, places.venues * left + venues
    spending[SHOPS] += places.stores * visitors.store_sales / MONTHS * (1.0 - visitors.store_displaced)
    spending[LEISURE] += places.venues * visitors.venue_visits * visitors.venue_spending / MONTHS
    at_events = _events(state) + _fairs(state)
    for sector, part in zip(BASKET, visitors.basket, strict=True):
        spending[sector] += part * at_events
    state.now.visitors = places.usual_spending.beyond(spending)
    state.record("visitors.events", at_events)
    state.record("visitors.spending", state.now.visitors.sum())


def _places(state: State) -> Visitors:
    """The stock of stores and venues, opened with what the course of 2023 keeps standing."""
    places = state.books.visitors
    if not places.is_open:
        months = state.settings.behaviour.visitors.stay_months / MONTHS
        places.stores, places.venues = state.levers.first_stores * months, state.levers.leisure_venues * months
        places.stores_due = Whole(float(uniform(state.stream("visitors.stores", 0), np.zeros(1))[0]))
        places.is_open = True
    return places


def _open_stores(state: State) -> float:
    """First stores that come this month: those sought, more as the award pays more of the fitting-out. Clause 35."""
    levers, visitors = state.levers, state.settings.behaviour.visitors
    part = levers.first_store_award / visitors.store_fitting
    places = state.books.visitors
    wanted = decide_first_stores(levers.first_stores / MONTHS, places.usual_award.beyond(part), visitors.store_response)
    opened = places.stores_due.take(wanted)
    if opened and levers.first_store_award > 0.0:
        rows = _shops(state, opened)
        amounts = np.full(len(rows), levers.first_store_award)
        pay(state, "demand", "first_store_award", "enterprises", amounts, rows=rows)
    state.record("visitors.first_stores", opened)
    return wanted


def _shops(state: State, count: int) -> NDArray:
    """Above-scale traders that run the new stores, by lot."""
    enterprises = state.enterprises
    rows = np.flatnonzero(enterprises.is_above_scale & (enterprises.sector == SHOPS))
    lot = uniform(state.stream("visitors.shops"), enterprises.id[rows])
    return rows[lowest(lot, count)]


def _fit_out(state: State) -> float:
    """Leisure venues fitted out this month, paid by the line. Clause 35."""
    cost = state.settings.behaviour.visitors.venue_cost

    def paid(venues: float, again: float) -> float:
        return buy(state, "demand", venues * cost, again=again * cost)

    fitted = deliver(state, "demand", "leisure_venues", state.levers.leisure_venues / MONTHS, paid=paid)
    state.record("visitors.venues", fitted)
    return fitted


def _events(state: State) -> float:
    """Spending drawn by the seasonal events of culture and tourism, less what is displaced, yuan. Clause 28."""
    m28 = state.settings.policy.services.m28
    held = delivered(state, "tourism_events")
    return held * m28.visitors_per_event * m28.spending_per_visitor * (1.0 - m28.spending_displaced)


def _fairs(state: State) -> float:
    """Spending drawn by consumption fairs, less what is displaced, yuan. Clause 35."""
    visitors, levers = state.settings.behaviour.visitors, state.levers
    cost = levers.fair_grant

    def paid(fairs: float, again: float) -> float:
        return buy(state, "demand", fairs * cost, again=again * cost)

    planned = levers.consumption_fairs / MONTHS
    held = deliver(state, "demand", "consumption_fairs", planned, paid=paid if cost > 0.0 else None)
    state.record("visitors.fairs", held)
    return held * visitors.fair_visitors * visitors.fair_spending * (1.0 - visitors.fair_displaced)


def raise_orders(state: State, level: NDArray, orders_at_base: NDArray) -> NDArray:
    """Outside orders over those at base (26,) with what visitors add; `orders_at_base` are yuan by sector, (26,)."""
    real = state.now.visitors / state.price()
    return level + np.divide(real, orders_at_base, out=np.zeros_like(level), where=orders_at_base > 0.0)
