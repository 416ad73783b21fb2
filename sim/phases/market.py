"""Goods, second half: who delivers to whom, what stays unmet, and who pays."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTORS, STORABLE
from agents.columns import Table
from sim.phases.production import use_electricity
from sim.series import Series, declare
from sim.state import State

declare(
    unmet__local=Series("yuan", "Local demand bought outside for want of supply", "本地未满足需求"),
    unmet__outside=Series("yuan", "Outside orders lost for want of supply", "流失的区外订单"),
    sales__local=Series("yuan", "Sales of enterprises in the district", "企业区内销售"),
    sales__outside=Series("yuan", "Sales of enterprises outside", "企业区外销售"),
)
COUNT = len(SECTORS)
IS_STORABLE = np.isin(np.arange(COUNT), STORABLE)


def by_sector(state: State, values: NDArray) -> NDArray:
    """Weighted sums of an enterprise column by sector, (26,).

    Rows of one sector mostly stand together, so runs are summed first: three times as fast as row by row.
    """
    if "sector_runs" not in state.base:
        sector = state.enterprises.sector
        starts = np.flatnonzero(np.diff(sector, prepend=-1))
        state.base["sector_runs"] = starts, sector[starts]
    starts, sectors = state.base["sector_runs"]
    sums = np.add.reduceat(state.enterprises.weight * values, starts)
    return np.bincount(sectors, sums, minlength=COUNT)


def ratio(part: NDArray, whole: NDArray, empty: float) -> NDArray:
    """part / whole, and `empty` where the whole is zero."""
    return np.divide(part, whole, out=np.full(np.shape(part), empty), where=whole > 0.0)


def deliver_and_pay(state: State) -> None:
    """Orders meet supply; a second pass lets those with spare goods serve local buyers; then everybody pays."""
    prices = state.price()
    local_wanted = _local_wanted(state)
    local, outside = _demand(state, local_wanted / prices)
    sold_local, sold_outside = _sell(state, local, outside)
    enterprises = state.enterprises
    enterprises.sales[:] = sold_local + sold_outside
    met = ratio(by_sector(state, sold_local), local_wanted / prices, 1.0)
    farm_local, farm_outside = _sell_farm_output(state, local_wanted[0] / prices[0])
    met[0] = ratio(np.array([farm_local]), np.array([local_wanted[0] / prices[0]]), 1.0)[0]
    state.now["met"], state.now["sold_outside"] = met, by_sector(state, sold_outside)
    _settle(state, met, sold_local * prices[enterprises.sector], farm_local * prices[0])
    _sell_outside(state, sold_outside * prices[enterprises.sector], farm_outside * prices[0])
    _close_books(state, prices)
    state.record("unmet.local", float((local_wanted * (1.0 - met)).sum()))
    use_electricity(state)


def _local_wanted(state: State) -> NDArray:
    """What all buyers together want from the district, yuan by product (26,)."""
    return np.sum([local for local, _ in state.now["wanted"].values()], axis=0)


def _demand(state: State, local_wanted: NDArray) -> tuple[NDArray, NDArray]:
    """Real orders of each enterprise from here and from outside, (n,) each; those of the closed go to others."""
    enterprises, sector = state.enterprises, state.enterprises.sector
    pull = enterprises.share_local * state.now["luck"] * enterprises.is_active
    local = pull * ratio(local_wanted, by_sector(state, pull), 0.0)[sector]
    orders = enterprises.orders_outside * enterprises.is_active
    taken_over = ratio(by_sector(state, enterprises.orders_outside), by_sector(state, orders), 0.0)
    level = taken_over * state.world.demand[state.month - 1] * state.now["season"]
    outside = orders * state.now["luck"] * level[sector]
    return local, outside


def _sell(state: State, local: NDArray, outside: NDArray) -> tuple[NDArray, NDArray]:
    """What is sold here and outside, real (n,); goods come from stock and output, services are made as sold.

    Who is not served turns to others of the sector that have spare goods: all local buyers, a part of those outside.
    """
    enterprises, sector = state.enterprises, state.enterprises.sector
    storable = IS_STORABLE[sector]
    wanted = local + outside
    supply = np.where(storable, enterprises.inventory + enterprises.output, state.now["limit"])
    sold = np.minimum(wanted, supply)
    here = ratio(local, wanted, 0.0)
    sold_local, sold_outside = sold * here, sold * (1.0 - here)
    spare = by_sector(state, supply - sold)
    unmet_local = by_sector(state, local - sold_local)
    unmet_outside = by_sector(state, outside - sold_outside)
    redirected = state.settings.behaviour.production.redirected
    given_local = np.minimum(unmet_local, spare)
    given_outside = np.minimum(redirected * unmet_outside, spare - given_local)
    sold_local += (supply - sold) * ratio(given_local, spare, 0.0)[sector]
    sold_outside += (supply - sold) * ratio(given_outside, spare, 0.0)[sector]
    total = sold_local + sold_outside
    # A firm learns of what it sold, and of what nobody could serve: orders that went to others are theirs now.
    lost = (1.0 - ratio(given_local, unmet_local, 1.0))[sector] * (local - sold * here)
    lost += (1.0 - ratio(given_outside, unmet_outside, 1.0))[sector] * (outside - sold * (1.0 - here))
    state.now["demand_realised"] = (total + lost) / state.now["season"][sector]
    enterprises.inventory[:] = np.where(storable, supply - total, 0.0)
    enterprises.output[:] = np.where(storable, enterprises.output, total)
    state.record("unmet.outside", float((unmet_outside - given_outside).sum()))
    return sold_local, sold_outside


def _sell_farm_output(state: State, local_wanted: float) -> tuple[float, float]:
    """Farm products go to local buyers first, the rest to the city's markets."""
    made = Table.total(state.farms, state.farms.output)
    local = min(local_wanted, made)
    return local, made - local


def _settle(state: State, met: NDArray, revenue_local: NDArray, farm_local: float) -> None:
    """Each buyer pays local enterprises and farms for what they delivered, and outside for all the rest."""
    enterprises, ledger, sector = state.enterprises, state.ledger, state.enterprises.sector
    wanted = state.now["wanted"]
    whole = _local_wanted(state)
    farm_share = ratio(state.farms.output, np.array(Table.total(state.farms, state.farms.output)), 0.0)
    for buyer, (local, outside) in wanted.items():
        part = ratio(local, whole, 0.0)
        received = revenue_local * part[sector]
        to_farms = farm_local * part[0]
        delivered = local * met
        abroad = float((outside + local - delivered).sum())
        to_firms = float(delivered[1:].sum())
        if buyer == "enterprises":
            _enterprises_pay(state, met, received, to_farms * farm_share)
            continue
        shares = _payers(state, buyer)
        ledger.transfer(f"purchases.{buyer}", buyer, to_firms * shares, "enterprises", received)
        ledger.transfer(f"purchases.{buyer}", buyer, to_farms * shares, "farms", to_farms * farm_share)
        ledger.transfer(f"purchases.{buyer}", buyer, abroad * shares, "outside", abroad)
    state.now["farm_revenue"] = farm_local * farm_share
    state.record("sales.local", Table.total(enterprises, revenue_local))


def _payers(state: State, buyer: str):
    """How a buyer's total is spread over its rows: weighted shares that add up to one, or 1 for one account."""
    table = state.ledger.columns.get(buyer)
    if table is None:
        return 1.0
    amounts = {
        "households": lambda: state.households.consumption, "farms": lambda: state.farms.output,
        "projects": lambda: state.now["building_goods"],
    }[buyer]()  # fmt: skip
    total = Table.total(table, amounts)
    return amounts / total if total > 0.0 else np.zeros(len(table))


def _enterprises_pay(state: State, met: NDArray, received: NDArray, to_farms: NDArray) -> None:
    """Inputs by the buyer's own recipe, capital goods by the common one."""
    enterprises, ledger, base, prices = state.enterprises, state.ledger, state.base, state.price()
    activity, capital = state.now["activity"], state.now["capital_goods"]
    delivered = base["local"] * (prices * met)[:, None]
    capital_delivered = base["investment_local"] * met
    firms = delivered[1:].sum(axis=0)[enterprises.sector] * activity + capital_delivered[1:].sum() * capital
    farms = delivered[0][enterprises.sector] * activity + capital_delivered[0] * capital
    unit = (((base["local"] + base["outside"]) * prices[:, None]).sum(axis=0))[enterprises.sector]
    # Land, fees and old buildings are investment but buy nothing that is made here.
    away = unit * activity + enterprises.investment - firms - farms
    ledger.transfer("purchases.enterprises", "enterprises", firms, "enterprises", received)
    ledger.transfer("purchases.enterprises", "enterprises", farms, "farms", to_farms)
    ledger.transfer("purchases.enterprises", "enterprises", away, "outside", Table.total(enterprises, away))
    state.now["inputs_cost"] = unit * activity


def _sell_outside(state: State, revenue: NDArray, farm_revenue: float) -> None:
    farms = state.farms
    share = ratio(farms.output, np.array(Table.total(farms, farms.output)), 0.0)
    total = Table.total(state.enterprises, revenue)
    state.ledger.transfer("sales_outside", "outside", total, "enterprises", revenue)
    state.ledger.transfer("sales_outside", "outside", farm_revenue, "farms", farm_revenue * share)
    state.now["farm_revenue"] = state.now["farm_revenue"] + farm_revenue * share
    state.record("sales.outside", total)


def _close_books(state: State, prices: NDArray) -> None:
    """Revenue and profit of the month; owners adapt the cash flow they expect."""
    enterprises, speed = state.enterprises, state.settings.behaviour.production.expectation_speed
    revenue = enterprises.sales * prices[enterprises.sector]
    worn = enterprises.capital * (state.settings.behaviour.investment.depreciation_annual / 12.0)
    kept = revenue - state.now["inputs_cost"] - state.now["wage_costs"] - state.now["interest"]
    kept -= state.now["village_rent"] + revenue * state.base["production_tax"][enterprises.sector]
    enterprises.profit[:] = kept - worn
    cash = kept - state.now["profit_tax"] - enterprises.investment
    enterprises.cash_flow += speed * (cash - enterprises.cash_flow)
    enterprises.revenue_year += revenue
    state.now["revenue"] = revenue
    farms = state.farms
    coefficients = ((state.base["local"] + state.base["outside"])[:, 0] * prices).sum()
    farm_cash = state.now["farm_revenue"] * (1.0 - state.base["production_tax"][0]) - coefficients * farms.output
    farm_cash -= farms.loans * (state.world.lpr[state.month - 1] + state.settings.behaviour.credit.spread_small) / 12.0
    farms.income += speed * (farm_cash - farms.income)
