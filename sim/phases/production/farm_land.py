"""The land of farms: who runs them, who gives up without an heir, and the yearly market of rented plots.

Why who has given up still sows: what nobody rents is looked after by kin, as it was, until a neighbour takes it.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agents.farms import decide_rent_ask, decide_rent_bid, decide_to_give_up, revealed_margin
from sim.randomness import key, normal, uniform
from sim.series import Series, declare
from sim.state import State

declare(
    farms__given_up=Series("enterprise", "Farms whose operator gave up without an heir, all so far", "无人接班农场数"),
    farms__rented=Series("mu", "Plots that changed hands in the year's market of land", "当年新增土地流转"),
)
MONTHS = 12


@dataclass
class Operators:
    """Who runs each farm: age in years in January 2023, whether an heir stands ready, whether the farm was given up."""

    age: NDArray
    has_heir: NDArray
    ended: NDArray


@dataclass
class Fields:
    """What farms keep in mind from season to season, one value a farm; areas in mu.

    `value_base` and harvests are in mu of rice at the base yield; `other_value` is that of a mu of the other crop.
    `operators` are those who run the farms. Leases are lists: row of the grower, row of the lessor, yuan a year.
    """

    base_output: NDArray
    value_base: NDArray
    other_value: NDArray
    usual_size: float
    rate_usual: float
    other_rice: NDArray
    other_winter: NDArray
    rice: NDArray
    winter: NDArray
    rice_plan: NDArray
    winter_plan: NDArray
    rice_harvest: NDArray
    winter_harvest: NDArray
    insurance_due: NDArray
    rice_loans: NDArray
    winter_loans: NDArray
    operators: Operators
    growers: list[int] = field(default_factory=list)
    lessors: list[int] = field(default_factory=list)
    rents: list[float] = field(default_factory=list)


def open_operators(state: State) -> Operators:
    """Operators as the draw begins. Assumption: no register tells their ages or heirs, ranges in conf."""
    farming, ids = state.settings.behaviour.farming, state.farms.id
    age = farming.operator_age + farming.operator_age_spread * normal(key(state.seed, "farming.age"), ids)
    has_heir = uniform(key(state.seed, "farming.heir"), ids) < farming.heir_share
    return Operators(np.maximum(age, farming.heir_age), has_heir, np.zeros(len(ids), dtype=bool))


def hand_over(state: State, operators: Operators) -> NDArray:
    """Operators past their working age hand over to an heir or give up; returns farms given up so far, flags (n,)."""
    farming = state.settings.behaviour.farming
    age = operators.age + (state.month - 1) / MONTHS
    operators.ended |= decide_to_give_up(age, operators.has_heir, farming.operator_retires)
    inherits = ~operators.ended & (age >= farming.operator_retires)
    operators.age[inherits] -= age[inherits] - farming.heir_age
    operators.has_heir[inherits] = False
    state.record("farms.given_up", state.farms.total(operators.ended * 1.0))
    return operators.ended


def rent_land(state: State, fields: Fields, margin: NDArray) -> None:
    """Once a year growers who earn more a mu of rice than the town's mean rent plots from those who earn less.

    Who has given up lets all of it for what it brings. Grain land, its high-standard part and the winter crop on it
    change hands; their sums do not. New and old leases are paid for the year. `margin` is yuan a mu by farm, (n,).
    """
    farms, farming = state.farms, state.settings.behaviour.farming
    ended = hand_over(state, fields.operators)
    rent = state.settings.region.land_rent_grain_annual
    way = farming.distance_cost * uniform(state.stream("farming.distance"), farms.id)
    before = fields.rice / np.maximum(farms.land, np.finfo(float).tiny)
    rented = 0.0
    for town in np.unique(farms.town):
        members = np.flatnonzero((farms.town == town) & (fields.rice > 0.0))
        if len(members) == 0:
            continue
        usual = np.average(margin[members], weights=fields.rice[members])
        bid = decide_rent_bid(rent, margin[members], usual, farming.gain_share, way[members])
        ask = decide_rent_ask(rent, margin[members], usual)
        is_better = (margin[members] > usual) & ~ended[members]
        ask = np.where(ended[members], 0.0, ask)
        wants = np.where(is_better, farming.rental_growth * fields.rice[members], 0.0)
        offers = np.where(is_better, 0.0, farming.rental_offer * fields.rice[members])
        offers = np.where(ended[members], fields.rice[members], offers)
        for grower, lessor, plot, price in match_plots(bid, wants, ask, offers):
            _move(state, fields, int(members[grower]), int(members[lessor]), plot, price)
            rented += plot
    state.record("farms.rented", rented)
    _take_over(state, fields, before)
    _pay_rents(state, fields)


def _take_over(state: State, fields: Fields, before: NDArray) -> None:
    """A rented plot is grain land and stays so: the farm's taste for grain moves with its new share."""
    farms, response = state.farms, state.settings.behaviour.farming.response
    land = np.maximum(farms.land, np.finfo(float).tiny)
    now = fields.rice / land
    moved = (now != before) & (now > 0.0) & (now < 1.0) & (before > 0.0) & (before < 1.0)
    fields.other_rice[moved] += revealed_margin(now[moved], 0.0, response)
    fields.other_rice[moved] -= revealed_margin(before[moved], 0.0, response)
    fields.rice_plan[moved] = now[moved]
    fields.winter_plan[moved] = (fields.winter / land)[moved]
    farms.grain_land[:] = fields.rice + fields.winter


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


def _move(state: State, fields: Fields, grower: int, lessor: int, plot: float, price: float) -> None:
    farms = state.farms
    moves = (
        (farms.land_standard, plot * min(farms.land_standard[lessor] / farms.land[lessor], 1.0)), (farms.land, plot),
        (fields.winter, plot * fields.winter[lessor] / fields.rice[lessor]), (fields.rice, plot),
    )  # fmt: skip
    for areas, mu in moves:
        areas[lessor] -= mu
        areas[grower] += mu
    fields.growers.append(grower)
    fields.lessors.append(lessor)
    fields.rents.append(price * plot)


def _pay_rents(state: State, fields: Fields) -> None:
    farms = state.farms
    if not fields.rents:
        return
    paid = np.bincount(fields.growers, fields.rents, minlength=len(farms)) / farms.weight
    received = np.bincount(fields.lessors, fields.rents, minlength=len(farms)) / farms.weight
    state.ledger.transfer("land_rent", "farms", paid, "farms", received)
