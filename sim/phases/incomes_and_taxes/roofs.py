"""Roofs that may carry photovoltaics, of enterprises, farms, villages and rural homes, and what those on them bring.

Why investors are outside: who takes roofs of others here are energy companies of the province and funds. They sell
power to firms and farms below the tariff, and feed in what roofs of villages and homes make, against rent. What stood
before 2023 is in usual costs and incomes, so only what was built since is paid here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table, weighted_sum
from agents.energy import roof_gain
from agents.people import tier_price
from sim import budget
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State, rests

declare(
    roofs__firms=Series("yuan", "Roofs brought enterprises: power not bought, sold, discounts", "企业屋顶光伏收益"),
    roofs__farms=Series("yuan", "Roofs brought farms: power not bought, sold, discounts", "农场屋顶光伏收益"),
    roofs__villages=Series("yuan", "Roofs brought villages: power not bought, sold, rent", "村社屋顶光伏收益"),
    roofs__homes=Series("yuan", "Roofs brought rural homes: power not bought, sold, rent", "农户屋顶光伏收益"),
    farms__power_bought=Series("kWh", "Electricity farms use beyond what their roofs make", "农业外购电量"),
    farms__power_cost=Series("yuan", "Power bill of farms less what their roofs bring", "农业净电费"),
)
HOLDERS = {"firms": "enterprises", "farms": "farms", "villages": "villages", "homes": "households"}


@dataclass(frozen=True)
class Roofs:
    """Roofs of some owners of one kind, (rows,) or one number for all.

    `space` kW they can carry; `sun_use` kWh a year used while the sun shines, of a roof's power at most the part
    `most`; `price` yuan a kWh of power bought; an investor pays `rent` a kW and year, or sells here below the price by
    the part `cut`.
    """

    space: NDArray
    sun_use: NDArray | float
    most: float
    price: NDArray | float
    rent: float
    cut: float

    def own_use(self, kw: NDArray, hours: float) -> NDArray:
        """Part of what `kw` on each roof make that is used under it."""
        return np.minimum(self.sun_use / np.maximum(kw * hours, 1e-9), self.most)


def _of_firms(state: State, rows: NDArray) -> Roofs:
    energy = state.settings.behaviour.energy
    use = state.enterprises.electricity[rows] * MONTHS
    return Roofs(use * (energy.pv_coverage / energy.pv_hours), use, energy.pv_own_use, energy.tariff, 0.0,
                 state.settings.behaviour.roofs.lease_discount)  # fmt: skip


def _of_farms(state: State, rows: NDArray) -> Roofs:
    farms, behaviour = state.farms, state.settings.behaviour
    space = behaviour.roofs.farm_roof * (farms.land - farms.rice - farms.fallow)[rows]
    use = behaviour.roofs.match * farms.electricity[rows] * MONTHS
    return Roofs(space, use, 1.0, behaviour.farm_energy.tariff, 0.0, behaviour.roofs.lease_discount)


def _of_villages(state: State, rows: NDArray) -> Roofs:
    behaviour = state.settings.behaviour
    shares = shares_of_villages(state)
    space = behaviour.roofs.village_roof * len(shares) * shares[rows]
    return Roofs(space, np.inf, behaviour.roofs.village_own_use, behaviour.energy.tariff, behaviour.roofs.rent, 0.0)


def _of_homes(state: State, rows: NDArray) -> Roofs:
    homes, behaviour = state.households, state.settings.behaviour
    used, energy = homes.electricity[rows], behaviour.energy
    price = tier_price(used, *(bound / MONTHS for bound in energy.home_tiers), *energy.home_prices)
    use = behaviour.roofs.match * MONTHS * used
    return Roofs(np.full(len(rows), behaviour.roofs.home_roof), use, 1.0, price, behaviour.roofs.rent, 0.0)


ROOFS: dict[str, Callable[[State, NDArray], Roofs]] = {
    "firms": _of_firms, "farms": _of_farms, "villages": _of_villages, "homes": _of_homes,
}  # fmt: skip


def shares_of_villages(state: State) -> NDArray:
    """Size of each village in all villages, by the rents of the start, (villages,)."""
    rents = np.array([village.rent_annual for village in state.offices.villages], dtype=float)
    return rents / max(float(rents.sum()), 1e-9)


def installed(state: State, kind: str) -> tuple[NDArray, NDArray]:
    """kW since 2022 on roofs of a kind, of their own and of investors: the columns or books themselves, one a row."""
    if kind == "villages":
        books, count = state.books.villages, len(state.offices.villages)
        if len(books.pv) != count:
            books.pv, books.pv_leased = np.zeros(count), np.zeros(count)
        return books.pv, books.pv_leased
    table = state.ledger.columns[HOLDERS[kind]]
    return table.pv, table.pv_leased


def with_pv(state: State, kind: str) -> NDArray:
    """Rows of a kind that have photovoltaics since 2022."""
    return state.books.connections.rows.get(kind, np.zeros(0, dtype=np.int64))


def weights(state: State, kind: str) -> NDArray:
    """How many owners each row of a kind stands for."""
    if kind == "villages":
        return np.ones(len(state.offices.villages))
    return state.ledger.columns[HOLDERS[kind]].weight


def subsidy_per_kw(state: State) -> float:
    """Subsidy a year for a connected kW: on what roofs make, and on what its part of storage gives back. Clause 61."""
    energy, levers = state.settings.behaviour.energy, state.levers
    stored = energy.storage_share * energy.storage_hours
    return energy.pv_hours * levers.pv_subsidy + stored * levers.storage_subsidy


def own_gain(state: State, roofs: Roofs, kw: NDArray, aid: float) -> NDArray:
    """What a kW of one's own brings in a year, yuan by roof."""
    energy, feed_in = state.settings.behaviour.energy, state.settings.behaviour.roofs.feed_in
    return roof_gain(energy.pv_hours, roofs.own_use(kw, energy.pv_hours), roofs.price, feed_in, aid, energy.pv_upkeep)


def lease_gains(state: State, roofs: Roofs, kw: NDArray, aid: float) -> tuple[NDArray, NDArray]:
    """What a kW of an investor leaves with the owner of the roof and with the investor in a year, yuan by roof."""
    energy, feed_in = state.settings.behaviour.energy, state.settings.behaviour.roofs.feed_in
    # Where rent is paid all is fed in; where power is sold here, the owner of the roof gains the discount.
    used = roofs.own_use(kw, energy.pv_hours) if roofs.cut > 0.0 else np.zeros(len(kw))
    left = energy.pv_hours * used * roofs.price * roofs.cut + roofs.rent
    price = roofs.price * (1.0 - roofs.cut)
    return left, roof_gain(energy.pv_hours, used, price, feed_in, aid, energy.pv_upkeep) - roofs.rent


def owners(state: State, kind: str) -> NDArray:
    """Rows of a kind that have a roof of their own; shops are tenants, and homes in town have none."""
    if kind == "firms":
        housed = state.rows.with_premises
        return housed[state.enterprises.is_active[housed]]
    return state.rows.rural_families if kind == "homes" else np.arange(len(weights(state, kind)))


@rests
def earn_from_roofs(state: State) -> None:
    """What was built since 2022 earns: owners of it keep what it makes, owners of let roofs a discount or rent."""
    brought = {kind: _bring(state, kind) for kind in ROOFS}
    state.now.roofs_firms, state.now.roofs_farms = brought["firms"], brought["farms"]
    state.now.roofs_villages = brought["villages"]
    _record_farms(state)


def _bring(state: State, kind: str) -> NDArray:
    """Pay what roofs of a kind bring and the subsidy; yuan by owner, for homes by those that have photovoltaics."""
    rows, earned = _earned(state, kind)
    _hand_over(state, kind, rows, earned)
    _pay_subsidy(state, kind, rows)
    if kind == "homes":
        state.households.income[rows] += earned
        return earned
    by_owner = np.zeros(len(weights(state, kind)))
    by_owner[rows] = earned
    return by_owner


def _record_farms(state: State) -> None:
    farms, behaviour = state.farms, state.settings.behaviour
    made = (farms.pv + farms.pv_leased) * behaviour.energy.pv_hours / MONTHS
    kept = np.minimum(made, behaviour.roofs.match * farms.electricity)
    bill = behaviour.farm_energy.tariff * farms.total(farms.electricity)
    state.record("farms.power_bought", farms.total(farms.electricity - kept))
    state.record("farms.power_cost", bill - state.series.read("roofs.farms", state.month))


def _earned(state: State, kind: str) -> tuple[NDArray, NDArray]:
    """Rows of a kind with photovoltaics since 2022, and what these bring them this month before subsidies, yuan."""
    rows, (pv, leased) = with_pv(state, kind), installed(state, kind)
    own, let = (kw[rows].astype(float) for kw in (pv, leased))
    roofs = ROOFS[kind](state, rows)
    left, _ = lease_gains(state, roofs, own + let, 0.0)
    return rows, (own * own_gain(state, roofs, own + let, 0.0) + let * left) / MONTHS


def _hand_over(state: State, kind: str, rows: NDArray, earned: NDArray) -> None:
    """The grid and investors leave with owners of roofs what these bring; upkeep can make it a cost."""
    holder, ledger = HOLDERS[kind], state.ledger
    total = weighted_sum(weights(state, kind)[rows], earned)
    state.record(f"roofs.{kind}", total)
    if kind == "villages":
        payer, payee = ("outside", holder) if total >= 0.0 else (holder, "outside")
        ledger.transfer("roof_power", payer, abs(total), payee, abs(total))
        return
    more, less, table = np.maximum(earned, 0.0), np.maximum(-earned, 0.0), ledger.columns[holder]
    ledger.transfer("roof_power", "outside", Table.total(table, more, rows), holder, more, payee_rows=rows)
    ledger.transfer("roof_power", holder, less, "outside", rows=rows)


def _pay_subsidy(state: State, kind: str, rows: NDArray) -> None:
    """Each kWh of what was connected since 2022 earns the district's subsidy: its owner, outside if an investor."""
    yearly, (pv, leased) = subsidy_per_kw(state), installed(state, kind)
    if yearly <= 0.0 or len(rows) == 0:
        return
    own, let = (kw[rows].astype(float) * (yearly / MONTHS) for kw in (pv, leased))
    away = weighted_sum(weights(state, kind)[rows], let)
    if kind == "villages":
        budget.pay(state, "factors", "pv_subsidy", "villages", float(own.sum()))
    else:
        budget.pay(state, "factors", "pv_subsidy", HOLDERS[kind], own, rows=rows)
    budget.pay(state, "factors", "pv_subsidy", "outside", away)
