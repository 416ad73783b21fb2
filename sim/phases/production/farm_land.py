"""The land of farms: who runs them, who gives up without an heir, and the yearly market of rented plots.

Why who has given up still sows: what nobody rents is looked after by kin, as it was, until a neighbour takes it.
"""

import numpy as np
from numpy.typing import NDArray

from agents.farms import decide_plots_wanted, decide_rent_ask, decide_rent_bid, decide_to_give_up, revealed_margin
from sim.calendar import MONTHS
from sim.randomness import key, normal, uniform
from sim.series import Series, declare
from sim.state import State

declare(
    farms__given_up=Series("enterprise", "Farms whose operator gave up without an heir, all so far", "无人接班农场数"),
    farms__rented=Series("mu", "Plots that changed hands in the year's market of land", "当年新增土地流转"),
)


def open_operators(state: State) -> None:
    """Operators as the draw begins. Assumption: no register tells their ages or heirs, ranges in conf."""
    farms, farming, ids = state.farms, state.settings.behaviour.farming, state.farms.id
    age = farming.operator_age + farming.operator_age_spread * normal(key(state.seed, "farming.age"), ids)
    farms.operator_age[:] = np.maximum(age, farming.heir_age)
    farms.has_heir[:] = uniform(key(state.seed, "farming.heir"), ids) < farming.heir_share


def hand_over(state: State) -> NDArray:
    """Operators past their working age hand over to an heir or give up; returns farms given up so far, flags (n,)."""
    farms, farming = state.farms, state.settings.behaviour.farming
    age = farms.operator_age + (state.month - 1) / MONTHS
    farms.is_given_up |= decide_to_give_up(age, farms.has_heir, farming.operator_retires)
    inherits = ~farms.is_given_up & (age >= farming.operator_retires)
    farms.operator_age[inherits] -= age[inherits] - farming.heir_age
    farms.has_heir[inherits] = False
    state.record("farms.given_up", farms.total(farms.is_given_up * 1.0))
    return farms.is_given_up


def rent_land(state: State, margin: NDArray) -> None:
    """Once a year growers who earn more a mu of rice than the town's mean rent plots from those who earn less.

    Who has given up lets all of it for what it brings. Grain land, its high-standard part and the winter crop on it
    change hands; their sums do not. New and old leases are paid for the year. `margin` is yuan a mu by farm, (n,).
    """
    farms, farming = state.farms, state.settings.behaviour.farming
    ended = hand_over(state)
    rent = state.settings.region.land_rent_grain_annual
    way = farming.distance_cost * uniform(state.stream("farming.distance"), farms.id)
    before = farms.rice / np.maximum(farms.land, np.finfo(float).tiny)
    rented = 0.0
    for town in np.unique(farms.town):
        members = np.flatnonzero((farms.town == town) & (farms.rice > 0.0))
        if len(members) == 0:
            continue
        usual = np.average(margin[members], weights=farms.rice[members])
        bid = decide_rent_bid(rent, margin[members], usual, farming.gain_share, way[members])
        ask = decide_rent_ask(rent, margin[members], usual)
        is_better = (margin[members] > usual) & ~ended[members]
        ask = np.where(ended[members], 0.0, ask)
        wants = np.where(is_better, farming.rental_growth * farms.rice[members], 0.0)
        granted = state.now.credit_share["farms"]
        wants = decide_plots_wanted(wants, farms.deposits[members], rent, farming.cost, granted)
        offers = np.where(is_better, 0.0, farming.rental_offer * farms.rice[members])
        offers = np.where(ended[members], farms.rice[members], offers)
        for grower, lessor, plot, price in match_plots(bid, wants, ask, offers):
            _move(state, int(members[grower]), int(members[lessor]), plot, price)
            rented += plot
    state.record("farms.rented", rented)
    _take_over(state, before)
    _pay_rents(state)


def _take_over(state: State, before: NDArray) -> None:
    """A rented plot is grain land and stays so: the farm's taste for grain moves with its new share."""
    farms, response = state.farms, state.settings.behaviour.farming.response
    land = np.maximum(farms.land, np.finfo(float).tiny)
    now = farms.rice / land
    moved = (now != before) & (now > 0.0) & (now < 1.0) & (before > 0.0) & (before < 1.0)
    farms.margin_rice[moved] += revealed_margin(now[moved], 0.0, response)
    farms.margin_rice[moved] -= revealed_margin(before[moved], 0.0, response)
    farms.rice_plan[moved] = now[moved]
    farms.winter_plan[moved] = (farms.winter / land)[moved]
    farms.grain_land[:] = farms.rice + farms.winter


def match_plots(bid: NDArray, wants: NDArray, ask: NDArray, offers: NDArray) -> list[tuple[int, int, float, float]]:
    """The highest bid meets the lowest ask until they cross: (bidder, lessor, mu, yuan a mu) for each deal.

    All arrays have one value a farm of the town; `wants` and `offers` are mu. A deal is struck at the bid.
    """
    bidders = [row for row in np.argsort(-bid, kind="stable") if wants[row] > 0.0]
    lessors = [row for row in np.argsort(ask, kind="stable") if offers[row] > 0.0]
    wanted, offered = wants.copy(), offers.copy()
    deals = []
    while bidders and lessors and bid[bidders[0]] >= ask[lessors[0]]:
        grower, lessor = bidders[0], lessors[0]
        plot = float(min(wanted[grower], offered[lessor]))
        deals.append((int(grower), int(lessor), plot, float(bid[grower])))
        wanted[grower] -= plot
        offered[lessor] -= plot
        if wanted[grower] <= 0.0:
            bidders.pop(0)
        if offered[lessor] <= 0.0:
            lessors.pop(0)
    return deals


def _move(state: State, grower: int, lessor: int, plot: float, price: float) -> None:
    farms, leases = state.farms, state.books.farming
    moves = (
        (farms.land_standard, plot * min(farms.land_standard[lessor] / farms.land[lessor], 1.0)), (farms.land, plot),
        (farms.winter, plot * farms.winter[lessor] / farms.rice[lessor]), (farms.rice, plot),
    )  # fmt: skip
    for areas, mu in moves:
        areas[lessor] -= mu
        areas[grower] += mu
    leases.growers.append(grower)
    leases.lessors.append(lessor)
    leases.rents.append(price * plot)


def _pay_rents(state: State) -> None:
    farms, leases = state.farms, state.books.farming
    if not leases.rents:
        return
    paid = np.bincount(leases.growers, leases.rents, minlength=len(farms)) / farms.weight
    received = np.bincount(leases.lessors, leases.rents, minlength=len(farms)) / farms.weight
    state.ledger.transfer("land_rent", "farms", paid, "farms", received)
