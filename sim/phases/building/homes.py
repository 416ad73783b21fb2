"""Homes: sales on mortgage, land auctions, building and deed tax.

Why a purchase shows only its mortgage: a household's own part of the price is in the money it places outside each
month (savings, wealth products, homes), so paying it here again would count it twice. Repayments are a share of the
loans that stand; at the sales of 2022 new mortgages equal them and the debt of households stays what it is.
"""

from numpy.typing import NDArray

from agents.institutions import decide_land_for_homes
from agents.people import Households, decide_home_purchases
from agents.sites import decide_auction_premium, decide_home_price
from sim.accounts import Spread
from sim.phases.goods.developers import homes_index, land_of_developers, works_of_land, works_of_sales
from sim.series import Series, declare
from sim.settings import Settings
from sim.state import State

declare(
    homes__sales=Series("yuan", "Homes sold, at full price", "商品房销售额"),
    homes__bought=Series("yuan", "Homes sold, at the price with all land sold", "商品房销售额（不变价）"),
    homes__waiting=Series("yuan", "Homes whose buyers were refused a mortgage", "因贷款被拒待购住房"),
    homes__land_sold=Series("mu", "Land sold for homes", "住宅用地成交面积", "clause 59"),
    homes__land_refused=Series("mu", "Land for homes wanted and not on offer", "住宅用地供应缺口"),
    homes__price=Series("index", "Price of homes, by what supply and sales here change", "房价指数（本地供求影响）"),
    homes__premium=Series("share", "Paid for land for homes over its usual price", "住宅用地成交溢价率"),
    homes__mortgages=Series("yuan", "New mortgages", "新增按揭贷款"),
    land__sales_revenue=Series("yuan", "Revenue of residential land auctions", "住宅用地出让收入"),
)


def base_repayment(households: Households, settings: Settings) -> NDArray:
    """What each household repays on its loans in a month at the start, yuan, shape of the table."""
    return settings.behaviour.property.amortisation * households.loans


def build_homes(state: State) -> None:
    """Households repay and take new mortgages, developers buy land and build."""
    property_ = state.settings.behaviour.property
    usual, homes = state.fixed.home_sales * property_.mortgage_share, state.books.homes
    mortgages = _lend_for_homes(state, usual * homes_index(state, state.month))
    sales = mortgages / property_.mortgage_share
    homes.sales.append(mortgages / usual if usual > 0.0 else homes_index(state, state.month))
    bought = sales / homes.price
    land = _sell_land(state, land_of_developers(state, state.month, state.fixed.home_sales))
    _move_price(state)
    _pay_from_developers(state, land, property_.deed_tax * sales)
    state.record("homes.sales", sales)
    state.record("homes.bought", bought)
    state.record("homes.waiting", homes.waiting / property_.mortgage_share)
    state.record("homes.mortgages", mortgages)
    state.record("land.sales_revenue", land)


def _sell_land(state: State, wanted: float) -> float:
    """Land for homes that is sold, yuan, of what developers want: quota that is in hand and sites cleared for homes.

    Where less is on offer they bid more for it, as far as auctions let them. What they did not get is not built on
    later.
    """
    if not state.shocks or wanted <= 0.0:
        return wanted
    land, homes, property_ = state.books.land, state.books.homes, state.settings.behaviour.property
    asked = wanted / property_.land_price
    cleared = min(asked, land.for_homes)
    # What projects at the gate wait for is kept for them: else a large one would never be served.
    offered = float(decide_land_for_homes(asked, land.for_homes, land.left_others, land.kept_for_others))
    fresh = offered - cleared
    land.for_homes -= cleared
    premium = float(decide_auction_premium(asked, cleared + fresh, property_.premium_cap))
    land.cleared_revenue += cleared * property_.land_price * (1.0 + premium)
    land.left_others -= fresh
    land.quota_used += fresh
    share = (cleared + fresh) / asked
    homes.sold.append(share)
    state.record("homes.land_sold", cleared + fresh)
    state.record("homes.land_refused", asked - cleared - fresh)
    state.record("homes.premium", premium)
    return share * wanted * (1.0 + premium)


def _move_price(state: State) -> None:
    """Homes become dearer with what lacks in the works under way, and cheaper with what is not sold, here alone.

    What moves sales or prices outside as well is in the path of sales.
    """
    homes, property_ = state.books.homes, state.settings.behaviour.property
    supply = works_of_land(state) * works_of_sales(state)
    sold = homes.sales[-1] / homes.price / homes_index(state, state.month)
    homes.price = float(decide_home_price(homes.price, supply, sold, property_.price_response, property_.price_speed))
    state.record("homes.price", homes.price)


def usual_sales(state: State) -> float:
    """Home sales of a month of 2022, yuan: those whose mortgages keep the debt of households what it is."""
    repaid = state.households.total(base_repayment(state.households, state.settings))
    return repaid / state.settings.behaviour.property.mortgage_share


def _lend_for_homes(state: State, usual: float) -> float:
    """Old mortgages are repaid in part and new ones pay the developers; returns new mortgages in yuan.

    `usual` are mortgages of a month at usual prices if all who want to buy can. Repayments and new loans are spread
    like the loans that stand: those who owe are the part of the population that trades homes.
    """
    households, ledger = state.households, state.ledger
    standing = households.total(households.loans)
    if standing <= 0.0:
        return 0.0
    homes, property_ = state.books.homes, state.settings.behaviour.property
    buyers = float(decide_home_purchases(usual, homes.waiting, homes.price, property_.purchase_response,
                                         property_.ask_again))  # fmt: skip
    wanted = state.books.credit.asked["households"] = buyers * homes.price
    # A buyer whom no bank lends to buys no home this month. Assumption: nobody pays a whole home out of savings.
    granted = state.now.credit_share["households"]
    homes.waiting = (1.0 - granted) * buyers
    repaid, new = (Spread(part, households.loans, standing)
                   for part in (property_.amortisation, granted * wanted / standing))  # fmt: skip
    ledger.turn_over("households", repaid, new, "home_purchases", "developers")
    return new.yuan


def _pay_from_developers(state: State, land: float, deed_tax: float) -> None:
    """Developers pay land, the deed tax in the price and fees of building; what lacks comes from their groups outside.

    Goods and works of building were paid with the orders of the month.
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
