"""Chapter 6, domestic demand and opening: shoppers, online sellers, exporters, foreign capital."""

from sim.policy.item import Item
from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings


class DemandLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    promotion_events: float = lever("event", "sum", "consumption events a month", "促消费活动场次", by_line="quantity")
    promotion_uplift: float = lever("share", "max", "uplift of spending in the window of an event", "活动期消费提升")
    event_cost: float = lever("yuan", "max", "public cost of an event", "单场活动财政成本")
    market_award: float = lever("yuan", "sum", "award for a certified market", "达标市场奖励", by_line="rate")
    promotion_payback: float = lever("share", "max", "part that only shifts spending in time", "跨期替代份额")
    first_stores: float = lever("enterprise", "sum", "first stores sought a year", "首店招引数")
    first_store_award: float = lever("yuan", "sum", "award for a first store", "首店奖励", by_line="rate")
    consumption_fairs: float = lever("event", "sum", "consumption fairs a year", "消费展会场次", by_line="quantity")
    fair_grant: float = lever("yuan", "max", "grant for a fair", "展会补助")
    leisure_venues: float = lever("project", "sum", "leisure venues fitted out a year", "体育休闲场所",
                                  by_line="quantity")
    sellers_supported: float = lever("enterprise", "sum", "online sellers awarded a year", "扶持电商企业数")
    brand_award: float = lever("yuan", "sum", "award for a brand or a host", "电商品牌奖励", by_line="rate")
    fair_places: float = lever("enterprise", "sum", "stands abroad a year", "境外参展名额")
    booth_grant: float = lever("yuan", "sum", "grant for a stand abroad", "展位补助", by_line="rate")
    export_insurance_support: float = lever("share", "sum", "part of the premium of export credit insurance",
                                            "出口信保补贴", by_line="rate")
    import_interest_support: float = lever("share", "sum", "points of interest paid on listed imports", "进口贴息")
    abroad_cost: float = lever("yuan", "max", "cost of an outlet or brand abroad that is refunded in part",
                               "出海单项费用")
    abroad_refund: float = lever("share", "sum", "part of the cost of outlets and brands abroad", "出海费用补助比例",
                                 by_line="rate")
    foreign_promotion: float = lever("event", "sum", "trips and events for foreign capital a year", "外资招商活动")
    foreign_incentive: float = lever("share", "sum", "award on foreign capital paid in", "外资奖励比例")


ITEMS: dict[str, Item] = {
    "food_brands": Item("demand", "1", "Food brands built", "打响美食IP", "clause 34", "record"),
    "live_commerce_workshops": Item("demand", "project", "Live-stream workshops", "电商直播共富工坊", "clause 36",
                                    "record"),
    "overseas_fairs": Item("demand", "event", "Fairs abroad supported", "支持境外展会", "clause 37", "record"),
    "model_exporters": Item("demand", "enterprise", "Model exporters", "外贸示范企业", "clause 37", "record"),
}  # fmt: skip


def m34_consumption_promotion(m: Settings, act: Act) -> None:
    """Events raise retail spending in their window, and part of it is missing the month after. Clause 34."""
    act.grow_monthly(promotion_events=m.promotion_events)
    act.switch_on(promotion_uplift=m.event_uplift, promotion_payback=m.payback_share, event_cost=m.event_cost)
    act.grow(market_award=m.market_award)
    act.plan(food_brands=m.food_brands)


def m35_new_consumption(m: Settings, act: Act) -> None:
    """First stores, fairs and leisure venues draw shoppers who would have spent outside. Clause 35."""
    act.grow(first_stores=m.first_stores, first_store_award=m.first_store_award, consumption_fairs=m.fairs,
             leisure_venues=m.leisure_venues)
    act.switch_on(fair_grant=m.fair_grant)


def m36_e_commerce(m: Settings, act: Act) -> None:
    """Online sellers are awarded for own brands and hosts; live-stream workshops open. Clause 36."""
    act.grow(sellers_supported=m.sellers_supported)
    act.switch_on(brand_award=m.brand_award)
    act.plan(live_commerce_workshops=m.workshops)


def m37_foreign_trade_support(m: Settings, act: Act) -> None:
    """Stands abroad and insurance cost exporters less, model exporters are named, listed imports cheaper. Clause 37."""
    act.plan(overseas_fairs=m.overseas_fairs, model_exporters=m.model_exporters)
    act.grow(fair_places=m.exhibitor_visits, import_interest_support=m.import_interest_support)
    act.switch_on(booth_grant=m.booth_grant)
    act.grow_to_one(export_insurance_support=m.insurance_support_share)


def m38_new_trade_forms(m: Settings, act: Act) -> None:
    """Outlets and brands abroad cost exporters less. Clause 38."""
    act.grow_to_one(abroad_refund=m.promotion_cost_share)
    act.switch_on(abroad_cost=m.outlet_cost)


def m39_foreign_investment(m: Settings, act: Act) -> None:
    """Trips, events and the province's award bring contracts of foreign capital, paid in over months. Clause 39."""
    act.grow(foreign_promotion=m.promotion_trips, foreign_incentive=m.incentive_share)


MEASURES = (
    m34_consumption_promotion,
    m35_new_consumption,
    m36_e_commerce,
    m37_foreign_trade_support,
    m38_new_trade_forms,
    m39_foreign_investment,
)
