"""The account of land: what land brings in pays for the land, its clearing and the works of the platforms, and no more.

Why apart from the budget: by law the government fund spends what it collects (以收定支), so a fall of land sales
reaches works and land costs, not schools.
"""

from sim.budget import land_money
from sim.phases.goods.developers import land_of_developers
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
    """Pass the month's land revenue on: cleared land pays back the platforms that cleared it; of the rest a share.

    What remains, after the fund for old plants and reclaimed farmland, is the cost of the land. Assumption: the share
    for works in conf behaviour.property.
    """
    ledger = state.ledger
    left = land_money(state)
    cleared = min(ledger.flow("cleared_land_sale", "outside", "government"), left)
    sold = sum(ledger.flow(kind, payer, "government") for kind, payer in (
        ("land_sale", "developers"), ("deed_tax", "developers"), ("land_fee", "projects")))  # fmt: skip
    works = cleared + min(state.settings.behaviour.property.works_share * sold, left - cleared)
    costs = left - works
    ledger.transfer("land_costs", "government", costs, "outside", costs)
    ledger.transfer("works_funding", "government", works, "platforms", works)
    platforms = ledger.accounts["platforms"]
    # What is not owed to banks pays works outside the list of projects; the rest repays loans next month.
    other = min(max(platforms.deposits - platforms.loans, 0.0), works)
    ledger.transfer("platform_works", "platforms", other, "outside", other)
    state.record("land.works", works)
    state.record("land.costs", costs)
