"""Homes: sales on mortgage, land auctions, building, deed tax, and what land revenue leaves for public works.

Why a purchase shows only its mortgage: a household's own part of the price is in the money it places outside each
month (savings, wealth products, homes), so paying it here again would count it twice. Repayments are a share of the
loans that stand; at the sales of 2022 new mortgages equal them and the debt of households stays what it is.
"""

from numpy.typing import NDArray

from agents.people import Households
from sim.phases.goods.developers import homes_index, land_of_developers
from sim.series import Series, declare
from sim.settings import Settings
from sim.state import State

declare(
    homes__sales=Series("yuan", "Homes sold, at full price", "商品房销售额"),
    homes__mortgages=Series("yuan", "New mortgages", "新增按揭贷款"),
    land__sales_revenue=Series("yuan", "Revenue of residential land auctions", "住宅用地出让收入"),
)


def base_repayment(households: Households, settings: Settings) -> NDArray:
    """What each household repays on its loans in a month at the start, yuan, shape of the table."""
    return settings.behaviour.property.amortisation * households.loans


def build_homes(state: State) -> None:
    """Households repay and take new mortgages, developers buy land and build, land revenue pays for works."""
    property_ = state.settings.behaviour.property
    usual = state.fixed.home_sales * property_.mortgage_share
    mortgages = _lend_for_homes(state, usual * homes_index(state, state.month))
    sales = mortgages / property_.mortgage_share
    land = land_of_developers(state, state.month, state.fixed.home_sales)
    _pay_from_developers(state, land, property_.deed_tax * sales)
    state.record("homes.sales", sales)
    state.record("homes.mortgages", mortgages)
    state.record("land.sales_revenue", land)


def usual_sales(state: State) -> float:
    """Home sales of a month of 2022, yuan: those whose mortgages keep the debt of households what it is."""
    repaid = state.households.total(base_repayment(state.households, state.settings))
    return repaid / state.settings.behaviour.property.mortgage_share


def _lend_for_homes(state: State, wanted: float) -> float:
    """Old mortgages are repaid in part and new ones pay the developers; returns new mortgages in yuan.

    Both are spread like the loans that stand: those who owe are the part of the population that trades homes.
    """
    households, ledger = state.households, state.ledger
    standing = households.total(households.loans)
    if standing <= 0.0:
        return 0.0
    repaid = base_repayment(households, state.settings)
    state.books.credit.asked["households"] = wanted
    # A buyer whom no bank lends to buys no home this month. Assumption: nobody pays a whole home out of savings.
    new_loans = state.now.credit_share["households"] * wanted / standing * households.loans
    ledger.repay("households", repaid)
    mortgages = ledger.lend("households", new_loans)
    ledger.transfer("home_purchases", "households", new_loans, "developers", mortgages)
    return mortgages


def _pay_from_developers(state: State, land: float, deed_tax: float) -> None:
    """Developers pay land, the deed tax in the price and fees of building; what lacks comes from their groups outside.

    Goods and works of building were paid with the orders of the month. The government's part passes on: a share to the
    state platforms for works, the rest for the cost of the land.
    """
    ledger = state.ledger
    fees = (1.0 - state.fixed.goods_share_of_investment) * state.series.read("homes.built", state.month)
    ledger.transfer("land_sale", "developers", land, "government", land)
    ledger.transfer("deed_tax", "developers", deed_tax, "government", deed_tax)
    ledger.transfer("investment_other", "developers", fees, "outside", fees)
    left = ledger.accounts["developers"].deposits
    if left < 0.0:
        ledger.transfer("developer_funding", "outside", -left, "developers", -left)
    elif left > 0.0:
        ledger.transfer("developer_remittance", "developers", left, "outside", left)
    works = state.settings.behaviour.property.works_share * (land + deed_tax)
    costs = land + deed_tax - works
    ledger.transfer("land_costs", "government", costs, "outside", costs)
    ledger.transfer("works_funding", "government", works, "platforms", works)
    platforms = ledger.accounts["platforms"]
    # What is not owed to banks pays works outside the list of projects; the rest repays loans next month.
    other = min(max(platforms.deposits - platforms.loans, 0.0), works)
    ledger.transfer("platform_works", "platforms", other, "outside", other)
