"""Goods, second half: who delivers to whom, what stays unmet, and who pays."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_STORABLE, SECTORS
from agents.columns import Table
from sim.accounts import Spread
from sim.kernels import firms
from sim.kernels import market as kernel
from sim.kernels.market import ratio
from sim.phases.customers.won_orders import add_won
from sim.series import Series, declare
from sim.state import State

declare(
    unmet__local=Series("yuan", "Local demand bought outside for want of supply", "本地未满足需求"),
    unmet__outside=Series("yuan", "Outside orders lost for want of supply", "流失的区外订单"),
    sales__local=Series("yuan", "Sales of enterprises in the district", "企业区内销售"),
    sales__outside=Series("yuan", "Sales of enterprises outside", "企业区外销售"),
)
COUNT = len(SECTORS)


def find_runs(state: State) -> tuple[NDArray, NDArray]:
    """Where runs of enterprises of one sector begin, and the sector of each: rows of a sector mostly stand together."""
    sector = state.enterprises.sector
    starts = np.flatnonzero(np.diff(sector, prepend=-1))
    return starts, sector[starts]


def by_sector(state: State, values: NDArray) -> NDArray:
    """Weighted sums of an enterprise column by sector, (26,).

    Runs of one sector are summed first: three times as fast as row by row.
    """
    starts, sectors = state.fixed.sector_runs
    is_weighted = state.enterprises.common_weight() != 1.0
    sums = np.add.reduceat(state.enterprises.weight * values if is_weighted else values, starts)
    return np.bincount(sectors, sums, minlength=COUNT)


def deliver_and_pay(state: State) -> None:
    """Orders meet supply; a second pass lets those with spare goods serve local buyers; then everybody pays."""
    prices = state.price()
    local_wanted = _local_wanted(state)
    local, outside = _demand(state, local_wanted / prices)
    sold_local, sold_outside = _sell(state, local, outside)
    price_of = prices[state.enterprises.sector]
    met = ratio(by_sector(state, sold_local), local_wanted / prices, 1.0)
    farm_local, farm_outside = _sell_farm_output(state, local_wanted[0] / prices[0])
    met[0] = ratio(np.array([farm_local]), np.array([local_wanted[0] / prices[0]]), 1.0)[0]
    state.now.met, state.now.sold_outside = met, by_sector(state, sold_outside)
    sold_here = _settle(state, met, sold_local * price_of, farm_local * prices[0])
    state.now.farm_revenue = sold_here + _sell_outside(state, sold_outside * price_of, farm_outside * prices[0])
    _close_books(state, prices, price_of)
    state.record("unmet.local", float((local_wanted * (1.0 - met)).sum()))


def _local_wanted(state: State) -> NDArray:
    """What all buyers together want from the district, yuan by product (26,)."""
    return np.sum([local for local, _ in state.now.wanted.values()], axis=0)


def _demand(state: State, local_wanted: NDArray) -> tuple[NDArray, NDArray]:
    """Real orders of each enterprise from here and from outside, (n,) each; those of the closed go to others.

    Of outside orders only a part does at once (`entry_and_exit`).
    """
    enterprises = state.enterprises
    pull = state.now.pull
    share_local = enterprises.share_local if pull is None else enterprises.share_local * pull
    local, outside = kernel.orders(share_local, enterprises.orders_outside, state.now.luck, enterprises.is_active,
                                   enterprises.weight, enterprises.sector, local_wanted, state.now.outside_level,
                                   state.books.turnover.orders_away)  # fmt: skip
    add_won(state, outside)
    return local, outside


def _sell(state: State, local: NDArray, outside: NDArray) -> tuple[NDArray, NDArray]:
    """What is sold here and outside, real (n,); goods come from stock and output, services are made as sold.

    Who is not served turns to others of the sector here that can: local buyers first, then those outside.
    """
    enterprises, sector = state.enterprises, state.enterprises.sector
    supply = firms.supply(enterprises.inventory, enterprises.output, state.now.limit, sector, IS_STORABLE)
    sold_local, sold_outside, lost, unmet_outside = kernel.sell(
        local, outside, supply, enterprises.weight, sector, COUNT
    )
    # A firm learns of what it sold, and of what nobody could serve: orders that went to others are theirs now.
    state.now.demand_realised = firms.hand_out(
        (sold_local, sold_outside, lost), supply, enterprises.inventory, enterprises.output, enterprises.sales, sector,
        IS_STORABLE, state.now.season,
    )  # fmt: skip
    state.record("unmet.outside", float(unmet_outside.sum()))
    return sold_local, sold_outside


def _sell_farm_output(state: State, local_wanted: float) -> tuple[float, float]:
    """Farm products go to local buyers first, the rest to the city's markets."""
    made = Table.total(state.farms, state.farms.output)
    local = min(local_wanted, made)
    return local, made - local


def _settle(state: State, met: NDArray, revenue_local: NDArray, farm_local: float) -> NDArray:
    """Each buyer pays local enterprises and farms for what they delivered, and outside for all the rest.

    Returns what each farm sold here, yuan (farms,).
    """
    whole, away = _local_wanted(state), 0.0
    paid, flows = {}, {}
    for buyer, (local, outside) in state.now.wanted.items():
        if buyer == "enterprises":
            paid[buyer], parts = _enterprises_pay(state, met)
        else:
            delivered = local * met
            parts = (float(delivered[1:].sum()), farm_local * float(ratio(local[:1], whole[:1], 0.0)[0]),
                     float((outside + local - delivered).sum()))  # fmt: skip
            paid[buyer] = _paid_by_rows(state, buyer, sum(parts))
        away += parts[2]
        payees = ("enterprises", "farms", "outside")
        flows |= {(f"purchases.{buyer}", buyer, payee): part for payee, part in zip(payees, parts, strict=True)}
    farm_share = ratio(state.farms.output, np.array(Table.total(state.farms, state.farms.output)), 0.0)
    farm_revenue = farm_local * farm_share
    here = Table.total(state.enterprises, revenue_local)
    received = {"enterprises": Spread(1.0, revenue_local, here), "farms": farm_revenue, "outside": away}
    state.ledger.clear(flows, paid, received)
    state.record("sales.local", here)
    return farm_revenue


def _paid_by_rows(state: State, buyer: str, spent: float) -> Spread | float:
    """What a buyer spends by row, yuan, in proportion to what each row uses; the whole where it is one account."""
    table = state.ledger.columns.get(buyer)
    if table is None:
        return spent
    used = {
        "households": lambda: state.households.consumption, "farms": lambda: state.farms.output,
        "projects": lambda: state.now.building_goods,
    }[buyer]()  # fmt: skip
    total = Table.total(table, used)
    return Spread(spent / total, used, total) if total > 0.0 else 0.0


def _enterprises_pay(state: State, met: NDArray) -> tuple[NDArray, tuple[float, float, float]]:
    """Inputs by the buyer's own recipe, capital goods by the common one; what is not made here is paid outside.

    Returns what each enterprise pays, yuan (n,), and how much of all goes to enterprises, to farms and outside.
    """
    enterprises, fixed, prices = state.enterprises, state.fixed, state.price()
    delivered = fixed.local * (prices * met)[:, None]
    capital_delivered = fixed.investment_local * met
    unit = ((fixed.local + fixed.outside) * prices[:, None]).sum(axis=0)
    paid, cost, parts = kernel.inputs(
        state.now.activity, state.now.capital_goods, enterprises.investment, enterprises.weight,
        enterprises.sector, delivered[1:].sum(axis=0), delivered[0], unit, capital_delivered[1:].sum(),
        capital_delivered[0],
    )  # fmt: skip
    state.now.inputs_cost = cost
    return paid, tuple(parts.tolist())


def _sell_outside(state: State, revenue: NDArray, farm_revenue: float) -> NDArray:
    """The rest is sold outside; returns what each farm sold there, yuan (farms,)."""
    farms = state.farms
    share = ratio(farms.output, np.array(Table.total(farms, farms.output)), 0.0)
    total = Table.total(state.enterprises, revenue)
    state.ledger.transfer("sales_outside", "outside", total, "enterprises", Spread(1.0, revenue, total))
    state.ledger.transfer("sales_outside", "outside", farm_revenue, "farms", farm_revenue * share)
    state.record("sales.outside", total)
    return farm_revenue * share


def _close_books(state: State, prices: NDArray, price_of: NDArray) -> None:
    """Revenue and profit of the month; owners adapt the profit they expect. `price_of` are prices by firm, (n,)."""
    enterprises, speed = state.enterprises, state.settings.behaviour.production.expectation_speed
    revenue = enterprises.sales * price_of
    now = state.now
    costs = (now.inputs_cost - now.roofs_firms, now.wage_costs, now.interest, state.last.village_rent, now.profit_tax)
    kernel.close_books(
        revenue, costs, enterprises.capital, enterprises.profit, enterprises.profit_expected, enterprises.revenue_year,
        enterprises.sector, state.fixed.production_tax,
        state.settings.behaviour.investment.depreciation_annual / 12.0, speed,
    )  # fmt: skip
    state.now.revenue = revenue
    farms = state.farms
    coefficients = ((state.fixed.local + state.fixed.outside)[:, 0] * prices).sum()
    farm_cash = state.now.farm_revenue * (1.0 - state.fixed.production_tax[0]) - coefficients * farms.output
    farm_cash -= farms.loans * (state.world.lpr[state.month - 1] + state.settings.behaviour.credit.spread_small) / 12.0
    farm_cash += now.roofs_farms - now.farm_power_beyond
    farms.income += speed * (farm_cash - farms.income)
