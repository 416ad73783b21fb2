"""The account of land: what land brings in pays for the land, its clearing and the works of the platforms, and no more.

Why apart from the budget: by law the government fund spends what it collects (以收定支), so a fall of land sales
reaches works and land costs, not schools.
"""

from sim.budget import land_income, land_money
from sim.phases.goods.developers import land_of_developers
from sim.phases.land_and_energy.compensation import compensate
from sim.series import Series, declare
from sim.state import State

declare(
    land__works=Series("yuan", "Land revenue handed to platforms for works", "土地收入用于平台建设"),
    land__costs=Series("yuan", "Cost of land and shares of upper levels, paid from land revenue", "土地成本性支出"),
)


def usual_works(state: State) -> float:
    """Land revenue platforms get in a usual month, which they hold on the first day; yuan."""
    property_ = state.settings.behaviour.property
    land = land_of_developers(state, 1, state.fixed.home_sales)
    return property_.works_share * (land + property_.deed_tax * state.fixed.home_sales)


def divide_land_revenue(state: State) -> None:
    """Pass the month's land revenue on: a share to the platforms, which clear land and build works.

    What remains, after the fund for old plants and reclaimed farmland, is the cost of the land: most of it goes to who
    gave it. Assumption: the share for works in conf behaviour.property.
    """
    ledger = state.ledger
    left = land_money(state)
    works = min(state.settings.behaviour.property.works_share * land_income(state), left)
    costs = left - works
    compensate(state, "land_costs", "government", costs, state.books.homes.usual_costs.of(costs))
    ledger.transfer("works_funding", "government", works, "platforms", works)
    platforms = ledger.accounts["platforms"]
    # What is not owed to banks pays works outside the list of projects; the rest repays loans next month.
    other = min(max(platforms.deposits - platforms.loans, 0.0), works)
    ledger.transfer("platform_works", "platforms", other, "outside", other)
    state.record("land.works", works)
    state.record("land.costs", costs)
