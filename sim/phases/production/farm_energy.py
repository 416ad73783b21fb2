"""Energy of farms: what fields, ponds and rooms use, who builds or switches off a cold room or a heated greenhouse.

Why gains are inferred and not assumed: nobody publishes what a cold room keeps on each farm. Who had one when the draw
began found that it pays, the others that it does not; nothing is built or switched off until a price or an aid moves.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.energy import decide_shift
from agents.farms import decide_room, decide_room_loan, decide_to_run, power_discount, revealed_gain
from sim.budget import pay
from sim.calendar import MONTHS
from sim.phases.production.farming import AGRICULTURE, farm_rate, month_factor
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    farms__electricity=Series("kWh", "Electricity farms use", "农业生产用电量"),
    farms__rooms=Series("enterprise", "Cold rooms and heated greenhouses of farms in use", "在用冷库和加温大棚"),
    farms__rooms_built=Series("enterprise", "Cold rooms and heated greenhouses built", "新建冷库和加温大棚",
                              "clause 43"),
    farms__rooms_refused=Series("enterprise", "Rooms not built for want of a loan", "因缺贷款未建冷库和大棚"),
    farms__rooms_spending=Series("yuan", "Spending on cold rooms and greenhouses", "冷库和大棚投入"),
)
HOURS = 8760.0
COLD, HEATED = 0, 1


@rests
def use_farm_energy(state: State) -> None:
    """Farms switch rooms on or off, build them, and pay for the power they use beyond their usual inputs."""
    if len(state.farms) == 0:
        return
    if not state.books.farm_energy.is_open:
        open_farm_energy(state)
    farms = state.farms
    farms.power_discount[:] = _discount(state)
    terms = room_terms(state)
    worth = farms.room_gain * (_price(state) / state.books.farm_energy.usual_price.of(_price(state)))
    _switch(state, worth, terms)
    _build(state, worth, terms)
    _repay(state)
    _use(state)


def open_farm_energy(state: State) -> None:
    """What land and rooms use at the start, scaled to the accounts; who has a room, by lot, and what that reveals."""
    farms, books, terms = state.farms, state.books.farm_energy, state.settings.behaviour.farm_energy
    value = farms.value_base
    other = np.divide(farms.value_other * (farms.land - farms.rice), value, out=np.zeros(len(farms)), where=value > 0.0)
    books.served, books.is_open = terms.served * farms.output_base * other, True
    books.usual_price.of(_price(state))
    for room, share in enumerate(_shares(state).T):
        farms.has_room[:, room] = uniform(state.stream(f"farms.room{room}", 0), farms.id) < share
    farms.room_runs[:] = farms.has_room
    books.had = farms.has_room.copy()
    farms.power_rice[:], farms.power_other[:] = terms.power_rice, np.asarray(terms.power_other)[farms.kind]
    books.scale = 1.0
    need = Table.total(farms, _need(state))
    of_accounts = Table.total(farms, farms.output_base) * _per_output(state)
    books.scale = of_accounts / need if need > 0.0 else 0.0
    for column in (farms.power_rice, farms.power_other):
        column *= books.scale
    books.usual_power = _need(state)
    reward, power, user_cost = room_terms(state)
    cost = power + user_cost - reward
    for room in (COLD, HEATED):
        excess = -terms.room_spread * np.log1p(-uniform(state.stream(f"farms.room_gain{room}", 0), farms.id))
        farms.room_gain[:, room] = revealed_gain(cost[:, room], excess, farms.has_room[:, room])


def _per_output(state: State) -> float:
    return state.district.kwh_per_output[SECTOR["agriculture"]] * state.fixed.electricity_scale


def _price(state: State) -> float:
    return float(state.price()[AGRICULTURE])


def _shares(state: State) -> NDArray:
    """Chance of a farm of each kind to have each room at the start, by farm, (farms, 2); 0 where it never would."""
    terms = state.settings.behaviour.farm_energy
    cold, heated = (np.asarray(terms[f"{name}_odds"]) * terms[f"{name}_share"] for name in ("cold", "heated"))
    return np.minimum(np.stack((cold, heated), axis=1), 1.0)[state.farms.kind]


def _room_power(state: State) -> NDArray:
    """kWh of each room for a yuan of the output it serves, (2,)."""
    terms = state.settings.behaviour.farm_energy
    return state.books.farm_energy.scale * np.array([terms.cold_power, terms.heated_power])


def _need(state: State) -> NDArray:
    """Electricity of a mean month by land and rooms as they are, kWh by farm."""
    farms, books = state.farms, state.books.farm_energy
    fields = farms.power_rice * farms.rice + farms.power_other * (farms.land - farms.rice - farms.fallow)
    return fields / MONTHS + books.served * (farms.room_runs * _room_power(state)).sum(axis=1)


def _discount(state: State) -> NDArray:
    """What one more kWh costs each farm below the tariff, yuan: a roof with power to spare, or an investor's roof."""
    farms, behaviour = state.farms, state.settings.behaviour
    made = farms.pv * behaviour.energy.pv_hours / MONTHS
    has_spare = made > behaviour.roofs.match * farms.electricity
    tariff = behaviour.farm_energy.tariff
    leased = np.where(farms.pv_leased > 0.0, tariff * (1.0 - behaviour.roofs.lease_discount), tariff)
    price = np.where(has_spare, np.minimum(behaviour.roofs.feed_in, leased), leased)
    return power_discount(tariff, price, behaviour.roofs.match)


def room_terms(state: State) -> tuple[NDArray, NDArray, NDArray]:
    """Reward for shifting, power and user cost of each room for a yuan of the output it serves, (farms, 2) each."""
    farms, terms, energy = state.farms, state.settings.behaviour.farm_energy, state.settings.behaviour.energy
    per_yuan = _room_power(state)
    power = per_yuan * (terms.tariff - farms.power_discount)[:, None]
    hours = energy.shift_hours * len(energy.peak_months)
    gain = np.maximum(state.levers.peak_reward - shift_cost(state), 0.0)
    reward = np.stack((per_yuan[COLD] * _load_moved(state) * hours * gain, np.zeros(len(farms))), axis=1)
    grant = min(state.levers.farm_equipment_grant, 1.0)
    yearly = 1.0 / terms.room_years + farm_rate(state, state.levers.farm_interest_support)
    user_cost = np.array([terms.cold_cost, terms.heated_cost]) * ((1.0 - grant) * yearly)
    return reward, power, np.broadcast_to(user_cost, power.shape)


def _load_moved(state: State) -> float:
    """kW of a cold room that can be moved for a kWh it uses in a year."""
    behaviour = state.settings.behaviour
    return behaviour.farm_energy.shift_share / HOURS / behaviour.energy.load_factor


def shift_cost(state: State) -> NDArray:
    """Each farm's own cost of moving a kWh of cold, yuan."""
    drawn = uniform(state.stream("farms.shift", 0), state.farms.id)
    return -state.settings.behaviour.farm_energy.shift_cost * np.log1p(-drawn)


def shift_cold(state: State) -> tuple[NDArray, NDArray]:
    """kW each farm moves off the peak with its cold room, and its own cost of a kWh moved, yuan; (farms,) each."""
    books, farms = state.books.farm_energy, state.farms
    cost = shift_cost(state)
    if not books.is_open:
        return np.zeros(len(farms)), cost
    moves = decide_shift(state.levers.peak_reward, cost) & farms.room_runs[:, COLD]
    yearly = MONTHS * books.served * _room_power(state)[COLD]
    return yearly * _load_moved(state) * moves, cost


def _switch(state: State, worth: NDArray, costs: tuple[NDArray, NDArray, NDArray]) -> None:
    """What a room keeps is worth more or less with the price of farm products; it runs while that pays its power.

    `worth` and `costs` (reward, power, user cost) are yuan for a yuan of the output a room serves, (farms, 2) each.
    """
    farms, books, (reward, power, _) = state.farms, state.books.farm_energy, costs
    farms.room_runs[:] = farms.has_room & decide_to_run(worth, reward, power)
    more = farms.room_runs.astype(float) - books.had
    farms.room_effect[:] = state.settings.behaviour.farm_energy.served * (farms.room_gain * more).sum(axis=1)
    state.record("farms.rooms", sum(farms.total(farms.room_runs[:, room] * 1.0) for room in (COLD, HEATED)))


def _build(state: State, worth: NDArray, costs: tuple[NDArray, NDArray, NDArray]) -> None:
    """Once a year, each in a month of its own, farms without a room think of one; a bank may refuse the loan."""
    farms, books, terms = state.farms, state.books.farm_energy, state.settings.behaviour.farm_energy
    thinks = (farms.id % MONTHS == state.month_of_year % MONTHS)[:, None] & ~farms.has_room & (_shares(state) > 0.0)
    wants = thinks & decide_room(worth, *costs)
    built = refused = spent = 0.0
    grant = min(state.levers.farm_equipment_grant, 1.0)
    for room, price in ((COLD, terms.cold_cost), (HEATED, terms.heated_cost)):
        rows = np.flatnonzero(wants[:, room])
        cost = price * MONTHS * books.served[rows]
        asked = decide_room_loan((1.0 - grant) * cost, farms.deposits[rows], terms.cash_share)
        lent = _borrow(state, rows, asked, room)
        refused += Table.total(farms, ~lent * 1.0, rows)
        rows, cost = rows[lent], cost[lent]
        spent += state.ledger.transfer("farm_rooms", "farms", cost, "outside", rows=rows)
        if grant > 0.0 and len(rows) > 0:
            pay(state, "rural", "farm_equipment_grant", "farms", grant * cost, rows=rows)
        farms.has_room[rows, room] = True
        built += Table.total(farms, np.ones(len(rows)), rows)
    state.record("farms.rooms_built", built)
    state.record("farms.rooms_refused", refused)
    state.record("farms.rooms_spending", spent)


def _borrow(state: State, rows: NDArray, asked: NDArray, room: int) -> NDArray:
    """Ask for loans for rooms; returns flags of who got what it asked for, who asks for nothing included."""
    farms, behaviour = state.farms, state.settings.behaviour
    state.books.credit.asked["farms"] += Table.total(farms, asked, rows)
    taken = state.now.credit_share["farms"] * (1.0 - behaviour.credit.refusal_usual)
    lent = (uniform(state.stream(f"farms.room_credit{room}"), farms.id[rows]) < taken) | (asked <= 0.0)
    state.ledger.lend("farms", asked[lent], rows=rows[lent])
    farms.room_loans[rows[lent]] += asked[lent]
    return lent


def _repay(state: State) -> None:
    farms = state.farms
    due = farms.room_loans / (MONTHS * state.settings.behaviour.farm_energy.loan_years)
    repaid = np.minimum(np.minimum(due, farms.loans), np.maximum(farms.deposits, 0.0))
    state.ledger.repay("farms", repaid)
    farms.room_loans -= repaid


def _use(state: State) -> None:
    """Electricity of the month. Usual inputs contain the usual power for what is made; only the rest is paid here."""
    farms, books, tariff = state.farms, state.books.farm_energy, state.settings.behaviour.farm_energy.tariff
    farms.electricity[:] = _need(state) * month_factor(state)
    made = np.divide(farms.output, farms.output_base, out=np.zeros(len(farms)), where=farms.output_base > 0.0)
    beyond = tariff * (farms.electricity - books.usual_power * made)
    more, less = np.maximum(beyond, 0.0), np.maximum(-beyond, 0.0)
    state.ledger.transfer("farm_power", "farms", more, "outside", Table.total(farms, more))
    state.ledger.transfer("farm_power", "outside", Table.total(farms, less), "farms", less)
    state.now.farm_power_beyond = beyond
    state.record("farms.electricity", farms.total(farms.electricity))
