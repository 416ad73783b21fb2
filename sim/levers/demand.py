"""Levers of chapter 6, domestic demand and opening: what its measures can change."""

from sim.levers.lever import Lever

LEVERS: dict[str, Lever] = {
    "promotion_events": Lever("event", "sum", "consumption events a month", "促消费活动场次"),
    "promotion_uplift": Lever("share", "max", "uplift of spending in the window of an event", "活动期消费提升"),
    "event_cost": Lever("yuan", "max", "public cost of an event", "单场活动财政成本"),
    "market_award": Lever("yuan", "sum", "award for a certified market", "达标市场奖励"),
    "promotion_payback": Lever("share", "max", "part that only shifts spending in time", "跨期替代份额"),
}
