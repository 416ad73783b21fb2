"""Levers of chapter 6, domestic demand and opening: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    "promotion_events": Lever("event", "sum", "consumption events a month", "促消费活动场次"),
    "promotion_uplift": Lever("share", "max", "uplift of spending in the window of an event", "活动期消费提升"),
    "event_cost": Lever("yuan", "max", "public cost of an event", "单场活动财政成本"),
    "market_award": Lever("yuan", "sum", "award for a certified market", "达标市场奖励"),
    "promotion_payback": Lever("share", "max", "part that only shifts spending in time", "跨期替代份额"),
    "first_stores": Lever("enterprise", "sum", "first stores sought a year", "首店招引数"),
    "first_store_award": Lever("yuan", "sum", "award for a first store", "首店奖励"),
    "consumption_fairs": Lever("event", "sum", "consumption fairs a year", "消费展会场次"),
    "fair_grant": Lever("yuan", "max", "grant for a fair", "展会补助"),
    "leisure_venues": Lever("project", "sum", "leisure venues fitted out a year", "体育休闲场所"),
    "sellers_supported": Lever("enterprise", "sum", "online sellers awarded a year", "扶持电商企业数"),
    "brand_award": Lever("yuan", "sum", "award for a brand or a host", "电商品牌奖励"),
    "fair_places": Lever("enterprise", "sum", "stands abroad a year", "境外参展名额"),
    "booth_grant": Lever("yuan", "sum", "grant for a stand abroad", "展位补助"),
    "export_insurance_support": Lever("share", "sum", "part of the premium of export credit insurance", "出口信保补贴"),
    "import_interest_support": Lever("share", "sum", "points of interest paid on listed imports", "进口贴息"),
    "abroad_refund": Lever("share", "sum", "part of the cost of outlets and brands abroad", "出海费用补助比例"),
    "foreign_promotion": Lever("event", "sum", "trips and events for foreign capital a year", "外资招商活动"),
    "foreign_incentive": Lever("share", "sum", "award on foreign capital paid in", "外资奖励比例"),
}
