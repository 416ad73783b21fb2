"""Photovoltaics and storage: owners of roofs build or let them to investors, the grid connects as many as it offers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from agents.energy import decide_roof, decide_to_offer, roof_hurdle
from sim.phases.incomes_and_taxes.roofs import (
    HOLDERS,
    ROOFS,
    installed,
    lease_gains,
    own_gain,
    owners,
    shares_of_villages,
    subsidy_per_kw,
    weights,
    with_pv,
)
from sim.programmes import deliver
from sim.randomness import drawn_rows, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.land import Connections

declare(
    pv__installed=Series("kW", "Photovoltaics and storage connected", "新增光伏和储能装机"),
    pv__total=Series("kW", "Photovoltaics and storage connected since 2022", "2022年以来光伏和储能装机"),
    pv__investment=Series("yuan", "Spending on photovoltaics and storage", "光伏和储能投资"),
    pv__firms=Series("kW", "Connected since 2022 on roofs of enterprises", "企业屋顶光伏装机"),
    pv__farms=Series("kW", "Connected since 2022 on roofs of farms", "农场屋顶光伏装机"),
    pv__villages=Series("kW", "Connected since 2022 on roofs of villages", "村社屋顶光伏装机"),
    pv__homes=Series("kW", "Connected since 2022 on roofs of rural homes", "农户屋顶光伏装机"),
    pv__leased=Series("kW", "Of all of it, owned by investors", "投资商持有的屋顶光伏装机"),
)
OWN, LET = 1, 2


@dataclass(frozen=True)
class _Wanted:
    """Rows of one kind that build (or let), and the kW of each, of their own and of investors."""

    kind: str
    rows: NDArray
    own: NDArray
    let: NDArray


@rests
def install_pv(state: State) -> None:
    """Owners put photovoltaics on their roofs, or let them, if it pays, as far as the grid connects them. Clause 61."""
    grid = _offer_connections(state)
    owning = {kind: owners(state, kind) for kind in ROOFS}
    free = _free_share(state, grid, owning)
    wishes = [_wanted(state, kind, rows, free) for kind, rows in owning.items()]
    wanted = sum(weighted_sum(weights(state, wish.kind)[wish.rows], wish.own + wish.let) for wish in wishes)
    part = min(1.0, grid.left / wanted) if wanted > 0.0 else 0.0
    for wish in wishes:
        _build(state, wish, part)
    made = part * wanted
    grid.made, grid.left = grid.made + made, grid.left - made
    state.record("pv.installed", made)
    state.record("pv.investment", state.settings.behaviour.energy.pv_cost * made)
    total = leased = 0.0
    for kind in ROOFS:
        own, let = _standing(state, kind)
        state.record(f"pv.{kind}", own + let)
        total, leased = total + own + let, leased + let
    state.record("pv.total", total)
    state.record("pv.leased", leased)


def _offer_connections(state: State) -> Connections:
    """The grid's offer of this month; what is left of a year's offer lapses at its end."""
    region = state.settings.region
    grid = state.books.connections
    if not grid.is_open:
        grid.standing, grid.is_open = region.pv_installed_2022 + region.storage_installed_2022, True
        grid.homes = float(state.households.weight[state.rows.rural_families].sum())
    if state.month_of_year == 1:
        grid.lapsed, grid.left = grid.lapsed + grid.left, 0.0
    offer = deliver(state, "factors", "pv_capacity", state.levers.pv_capacity)
    grid.offered, grid.left = grid.offered + offer, grid.left + offer
    return grid


def _standing(state: State, kind: str) -> tuple[float, float]:
    """kW since 2022 on all roofs of a kind, of their own and of investors."""
    rows, (pv, leased) = with_pv(state, kind), installed(state, kind)
    weight = weights(state, kind)[rows]
    return weighted_sum(weight, pv[rows].astype(float)), weighted_sum(weight, leased[rows].astype(float))


def _free_share(state: State, grid: Connections, owning: dict[str, NDArray]) -> float:
    """Part of each roof that what stood before 2023 leaves free."""
    space = 0.0
    for kind, rows in owning.items():
        if kind == "homes":
            space += state.settings.behaviour.roofs.home_roof * grid.homes
        else:
            space += weighted_sum(weights(state, kind)[rows], ROOFS[kind](state, rows).space)
    return 1.0 - min(1.0, grid.standing / space) if space > 0.0 else 1.0


def _wanted(state: State, kind: str, owning: NDArray, free: float) -> _Wanted:
    """Who of the owners of a kind thinks its roof over this month, and what it then wants."""
    energy, terms = state.settings.behaviour.energy, state.settings.behaviour.roofs
    speed = energy.pv_speed if kind == "firms" else terms.speed
    ids = _ids(state, kind)
    rows = drawn_rows(state.stream(f"energy.pv.{kind}"), ids, owning, speed)
    roofs, (pv, leased) = ROOFS[kind](state, rows), installed(state, kind)
    space = np.maximum(roofs.space * free - pv[rows] - leased[rows], 0.0)
    smallest = {"firms": energy.pv_smallest, "homes": 0.0}.get(kind, terms.smallest)
    affordable = np.minimum(space, _money(state, kind, rows) / energy.pv_cost)
    fits = affordable >= (space if kind == "homes" else smallest)  # a home builds its roof whole
    lots = (uniform(state.stream(f"{who}.{kind}", 0), ids[rows]) for who in ("energy.roof", "energy.investor"))
    aid = subsidy_per_kw(state)
    asked, asked_elsewhere = (
        roof_hurdle(energy.pv_cost, years, np.clip(lot, 1e-9, 1.0 - 1e-9), energy.pv_steepness)
        for years, lot in zip((energy.pv_payback, terms.investor_payback), lots, strict=True)
    )
    lease, of_investor = lease_gains(state, roofs, space, aid)
    choice = decide_roof(own_gain(state, roofs, affordable, aid) - asked, lease, fits,
                         decide_to_offer(of_investor, asked_elsewhere))  # fmt: skip
    large = space >= smallest
    return _Wanted(kind, rows, affordable * (large & (choice == OWN)), space * (large & (choice == LET)))


def _ids(state: State, kind: str) -> NDArray:
    if kind == "villages":
        return np.array([village.number for village in state.offices.villages], dtype=np.int64)
    return state.ledger.columns[HOLDERS[kind]].id


def _money(state: State, kind: str, rows: NDArray) -> NDArray:
    """What each owner may spend on its roof, yuan."""
    behaviour = state.settings.behaviour
    if kind == "villages":
        held = state.ledger.deposits("villages") * shares_of_villages(state)[rows]
        return behaviour.energy.pv_cash_share * np.maximum(held, 0.0)
    share = {"firms": behaviour.energy.pv_cash_share, "farms": behaviour.farm_energy.cash_share,
             "homes": behaviour.roofs.home_cash_share}[kind]  # fmt: skip
    return share * np.maximum(state.ledger.columns[HOLDERS[kind]].deposits[rows], 0.0)


def _build(state: State, wish: _Wanted, part: float) -> None:
    """Own photovoltaics are paid out of the owner's money; investors bring theirs along."""
    if len(wish.rows) == 0:
        return
    pv, leased = installed(state, wish.kind)
    cost = state.settings.behaviour.energy.pv_cost * part * wish.own
    if wish.kind == "villages":
        state.ledger.transfer("pv_equipment", "villages", float(cost.sum()), "outside")
    else:
        state.ledger.transfer("pv_equipment", HOLDERS[wish.kind], cost, "outside", rows=wish.rows)
    pv[wish.rows] += part * wish.own
    leased[wish.rows] += part * wish.let
    built = wish.rows[part * (wish.own + wish.let) > 0.0]
    # In order, each once; a few thousand rows are sorted before they are made a set.
    rows = np.sort(np.concatenate((with_pv(state, wish.kind), built)))
    state.books.connections.rows[wish.kind] = rows[np.diff(rows, prepend=-1) > 0]
