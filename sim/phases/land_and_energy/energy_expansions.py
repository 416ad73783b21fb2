"""Expansions of enterprises that need more energy than their reviews allow: ask, retrofit, balance by certificates.

Why only some ask: below the thresholds of the review (1,000 tce and 5 GWh a year) an expansion needs none. Above them
a firm waits in the same line as new projects, and its capacity does not grow before it is served.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from agents.energy import decide_expansion, decide_retrofit
from agents.enterprises import decide_green_power
from sim.calendar import MONTHS
from sim.kernels.industry import short_of_energy
from sim.phases.land_and_energy.energy_use import energy_at_capacity, energy_per_output
from sim.phases.land_and_energy.retrofits import retrofit, retrofit_cost, saved_value
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    energy__expansions_asked=Series("tce", "Energy expansions begin to ask for", "扩建新申请用能", "clause 61"),
    energy__expansions_granted=Series("tce", "Energy granted to expansions", "扩建批复用能", "clause 61"),
    energy__expansions_waiting=Series("tce", "Energy expansions wait for", "扩建待批用能", "clause 61"),
    energy__expansions_exempt=Series("tce", "Energy of expansions that need no review", "免能评扩建用能"),
    energy__given_up=Series("enterprise", "Expansions given up for the cost of quota", "放弃扩建企业数", "clause 61"),
    energy__balanced=Series("tce", "Energy of expansions balanced by certificates", "绿证平衡扩建用能", "clause 61"),
    energy__quota_fee=Series("yuan", "Paid for energy quota above the mark of intensity", "用能权有偿使用费",
                             "clause 61"),
)


@dataclass(frozen=True)
class Asking:
    """Expansions at review, by row: tce a year of one firm, value added for a tce (yuan), yearly profit for a tce."""

    rows: NDArray
    need: NDArray
    value_added: NDArray
    profit: NDArray


def ask_for_energy(state: State) -> Asking:
    """Firms that want more capacity than their energy allows ask, need less, or give up; small ones need no review."""
    enterprises, energy = state.enterprises, state.settings.behaviour.energy
    # What stands has been allowed: a plant that opened brought the grant of its own review.
    rows, short, use = short_of_energy(
        state.rows.industry, enterprises.is_active, (enterprises.capacity, enterprises.demand_expected),
        enterprises.energy_allowed, enterprises.energy_waited, state.fixed.tce_per_output, enterprises.sector,
        enterprises.energy_intensity, state.fixed.use_wanted,
    )  # fmt: skip
    need = np.minimum(np.maximum(energy.expansion_step * use, short), energy.expansion_largest)
    is_small = (need < energy.review_threshold) & (need * _power_per_tce(state, rows) < energy.review_power)
    small = rows[is_small]
    enterprises.energy_allowed[small] += need[is_small]
    enterprises.energy_waited[small] = -1.0
    state.record("energy.expansions_exempt", weighted_sum(enterprises.weight[small], need[is_small]))
    return _decide(state, rows[~is_small], need[~is_small], short[~is_small])


def _power_per_tce(state: State, rows: NDArray) -> NDArray:
    """Electricity in a tce of each firm's energy, kWh."""
    sector = state.enterprises.sector[rows]
    kwh = state.district.kwh_per_output[sector] * state.fixed.electricity_scale
    return kwh / np.maximum(state.fixed.tce_per_output[sector], 1e-300)


def _decide(state: State, rows: NDArray, need: NDArray, short: NDArray) -> Asking:
    """Who retrofits instead, who asks, who gives up; by row. `short` is what a firm's energy falls short of today."""
    enterprises, energy = state.enterprises, state.settings.behaviour.energy
    profit = enterprises.profit[rows] * MONTHS / energy_at_capacity(state, rows)
    value_added = state.fixed.value_added_rate[enterprises.sector[rows]] / energy_per_output(state, rows)
    fee = quota_fee(state, value_added)
    cost, left = retrofit_cost(state, rows), enterprises.retrofit_left[rows]
    saves = np.maximum(left * energy_at_capacity(state, rows), 1e-9)
    part = np.minimum(short / saves, 1.0)  # no more than what it is short of
    # Quota that is not needed costs no fee and no wait.
    gain = fee + state.books.energy.queue * np.maximum(profit, 0.0)
    can_pay = enterprises.deposits[rows] >= cost * saves * part
    needs_less = decide_retrofit(cost, 0.0, saved_value(state), gain) & can_pay & (left > 0.0)
    user_cost = float(state.world.lpr[state.month - 1]) + 1.0 / energy.quota_years
    asks = decide_expansion(profit, fee, user_cost) & ~needs_less
    retrofit(state, rows[needs_less], part[needs_less])
    waited, weight = enterprises.energy_waited[rows], enterprises.weight[rows]
    state.record("energy.expansions_asked", weighted_sum(weight, need * (asks & (waited < 0.0))))
    state.record("energy.given_up", weighted_sum(weight, ~asks & ~needs_less & (waited >= 0.0)))
    enterprises.energy_waited[rows] = np.where(asks, waited + 1.0, -1.0)
    return Asking(rows[asks], need[asks], value_added[asks], profit[asks])


def quota_fee(state: State, value_added: NDArray) -> NDArray:
    """Price of a tce of quota, yuan: paid above the mark of energy for value added; `value_added` is yuan for a tce."""
    energy = state.settings.behaviour.energy
    return energy.quota_price * (value_added < energy.value_added_mark)


def grant_expansions(state: State, asking: Asking, is_granted: NDArray) -> None:
    """Those served may grow and pay for dear quota; some of the others balance their power by certificates."""
    enterprises = state.enterprises
    rows, need = asking.rows[is_granted], asking.need[is_granted]
    enterprises.energy_allowed[rows] += need
    enterprises.energy_waited[rows] = -1.0
    fee = need * quota_fee(state, asking.value_added[is_granted])
    state.record("energy.quota_fee", state.ledger.transfer("quota_fee", "enterprises", fee, "outside", rows=rows))
    state.record("energy.expansions_granted", weighted_sum(enterprises.weight[rows], need))
    left = ~is_granted
    waiting = weighted_sum(enterprises.weight[asking.rows[left]], asking.need[left])
    state.record("energy.expansions_waiting", waiting)
    _balance(state, asking.rows[left], asking.need[left], asking.profit[left])


def _balance(state: State, rows: NDArray, need: NDArray, profit: NDArray) -> None:
    """Eligible firms cover the power of an expansion by certificates, which is not counted; the rest waits on."""
    enterprises, energy, levers = state.enterprises, state.settings.behaviour.energy, state.levers
    eligible = uniform(state.stream("energy.balance", 0), enterprises.id[rows]) < energy.green_eligible
    worth = np.maximum(profit, 0.0) * energy.power_equivalent * min(levers.green_excluded, 1.0)
    ready = decide_green_power(levers.green_certificate_price, worth, energy.green_steepness)
    ready = ready * energy.green_speed * levers.green_certificates
    buys = eligible & (uniform(state.stream("energy.balancing"), enterprises.id[rows]) < ready)
    rows, need = rows[buys], need[buys]
    power = need * np.minimum(_power_per_tce(state, rows), 1.0 / energy.power_equivalent)
    enterprises.energy_allowed[rows] += power * energy.power_equivalent
    enterprises.green_balanced[rows] += power
    state.record("energy.balanced", weighted_sum(enterprises.weight[rows], power) * energy.power_equivalent)
