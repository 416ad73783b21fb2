"""The account of land: what land brings in pays for the land, its clearing and the works of the platforms, and no more.

Why apart from the budget: by law the government fund spends what it collects (以收定支), so a fall of land sales
reaches works and land costs, not schools.
"""

from sim.budget import land_income, land_money
from sim.phases.building.renewal import sites_of_both
from sim.phases.goods.developers import land_of_developers
from sim.phases.land_and_energy.compensation import compensate
from sim.platforms import spare_cash
from sim.series import Series, declare
from sim.state import State
from sim.works import order_works

declare(
    land__works=Series("yuan", "Land revenue handed to platforms for works", "土地收入用于平台建设"),
    land__for_clearing=Series("yuan", "Land revenue set aside for clearing", "土地收入用于收储拆迁"),
    land__costs=Series("yuan", "Cost of land and shares of upper levels, paid from land revenue", "土地成本性支出"),
)


def usual_works(state: State) -> float:
    """Land revenue platforms get in a usual month, which they hold on the first day; yuan."""
    property_ = state.settings.behaviour.property
    land = land_of_developers(state, 1, state.fixed.home_sales)
    return property_.works_share * (land + property_.deed_tax * state.fixed.home_sales)


def divide_land_revenue(state: State) -> None:
    """Pass the month's land revenue on: what cleared land brought pays back who cleared it, of the rest who gave land.

    Who gave land and upper levels are paid before anything is built: their claim stands when the land is sold. What
    remains, after the fund for old plants and reclaimed farmland, is set aside for next month's clearing as planned,
    and works get what is left. Assumption: the share of the cost in conf behaviour.property.
    """
    ledger = state.ledger
    left = land_money(state)
    land = state.books.land
    cleared, land.cleared_revenue = min(land.cleared_revenue, left), 0.0
    share = 1.0 - state.settings.behaviour.property.works_share
    costs = min(share * max(land_income(state) - cleared, 0.0), left - cleared)
    books = state.books.platforms
    for_clearing = min(max(planned_clearing(state) - books.clearing_fund, 0.0), left - cleared - costs)
    books.clearing_fund += for_clearing
    works = left - costs - for_clearing
    ledger.transfer("clearing_funding", "government", for_clearing, "platforms", for_clearing)
    compensate(state, "land_costs", "government", costs, state.books.homes.usual_costs.of(costs))
    ledger.transfer("works_funding", "government", works, "platforms", works)
    # What is not owed to banks pays works outside the list of projects; the rest repays loans next month.
    other = min(max(spare_cash(state) - ledger.accounts["platforms"].loans, 0.0), works)
    order_works(state, "platform_works", "platforms", other)
    state.record("land.works", works)
    state.record("land.costs", costs)
    state.record("land.for_clearing", for_clearing)


def planned_clearing(state: State) -> float:
    """What a month's clearing would cost as planned, sites that stand on both lists once, yuan."""
    sites = sites_of_both(state, state.levers.renewal, state.levers.redevelopment)
    return sum(sites) * state.settings.policy.factors.m60.clearing_cost
