"""Online sellers: a host or a brand brings customers from outside; an award makes it worth its cost. Clause 36."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.columns import Table
from agents.enterprises import decide_stand
from sim.budget import pay
from sim.calendar import MONTHS
from sim.phases.customers.won_orders import age, open_won
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    online__taken_on=Series("enterprise", "Sellers that took on a host or built a brand",
                            "引育主播和品牌的电商企业", "clause 36"),
    online__awards=Series("yuan", "Awards for hosts and brands", "电商品牌与主播奖补", "clause 36"),
)


@rests
def sell_online(state: State) -> None:
    """Traders who gain by it take on a host, the award in hand, while places last; customers follow and leave again."""
    rows, online = state.rows.online_sellers, state.books.online
    trade, levers = state.settings.behaviour.trade, state.levers
    won = online.won
    open_won(state, won, rows, levers.sellers_supported / MONTHS * trade.host_sales)
    age(state, won)
    enterprises = state.enterprises
    spread = trade.readiness_spread
    worth = np.exp(spread * normal(state.stream("online.worth", 0), rows) - spread**2 / 2.0)
    sales = enterprises.orders_outside[rows] * MONTHS * enterprises.is_active[rows]
    ready = decide_stand(trade.host_sales * trade.seller_margin * sales * worth, trade.host_cost - levers.brand_award)
    due = online.hosts.take(levers.sellers_supported / MONTHS)
    lot = uniform(state.stream("online.host"), enterprises.id[rows])
    chosen = np.argsort(np.where(ready, lot, 2.0), kind="stable")[: min(due, int(ready.sum()))]
    won.share[chosen] += trade.host_sales
    paid = 0.0
    if len(chosen) and levers.brand_award > 0.0:
        amounts = np.full(len(chosen), levers.brand_award)
        share = pay(state, "demand", "brand_award", "enterprises", amounts, rows=rows[chosen])
        paid = share * Table.total(enterprises, amounts, rows[chosen])
    state.record("online.taken_on", len(chosen))
    state.record("online.awards", paid)


def find_sellers(state: State) -> NDArray:
    """Rows of above-scale traders, those large enough to sell beyond the district online."""
    enterprises = state.enterprises
    return np.flatnonzero((enterprises.sector == SECTOR["wholesale_retail"]) & enterprises.is_above_scale)
