"""Levers: what policy can change, neutral by default, with one declared way to combine contributions.

Each month the levers are reset and the active measures write to them. Since every lever says how contributions
combine, the order of measures cannot matter. Phases read levers and never ask which measure is active.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lever:
    """One lever: unit, meaning in both languages, how contributions combine ("sum" or "max"); neutral is zero."""

    unit: str
    combine: str
    en: str
    zh: str


LEVERS = {
    "rd_grant_rate": Lever("share", "sum", "grant on the R&D increment of last year", "研发增量补助比例"),
    "rd_grant_cap": Lever("yuan", "max", "cap of that grant for one enterprise", "研发补助上限"),
    "rd_grant_reach": Lever("share", "max", "share of enterprises that hear of it", "研发补助知晓率"),
    "hnte_award": Lever("yuan", "sum", "award for a first certificate", "首次认定奖励"),
    "hnte_reach": Lever("share", "max", "share of enterprises that hear of it", "高企政策知晓率"),
    "hnte_renewal_award": Lever("yuan", "sum", "award for a renewed certificate", "重新认定奖励"),
    "above_scale_award": Lever("yuan", "sum", "award for a certified firm that comes above scale", "首次上规模奖励"),
    "small_technology_award": Lever("yuan", "sum", "award for a new technology SME", "科技型中小企业奖励"),
    "fledgling_award": Lever("yuan", "sum", "award for a new fledgling enterprise", "新雏鹰企业奖励"),
    "rd_priority": Lever("share", "max", "shortfall spared to firms with much research", "研发型企业优先用能"),
    "rd_priority_threshold": Lever("share", "max", "research over revenue that gives priority", "优先门槛"),
    # Kinds of aid to one investment do not add up: the highest counts (就高不重复).
    "equipment_grant_rate": Lever("share", "max", "grant on manufacturing equipment", "设备投资资助比例"),
    "equipment_grant_cap": Lever("yuan", "max", "cap of the grant for one project", "设备资助上限"),
    "equipment_grant_floor": Lever("yuan", "max", "smallest investment that is aided", "设备资助门槛"),
    "equipment_reach": Lever("share", "max", "share of enterprises that hear of it", "设备资助知晓率"),
    "green_grant_rate": Lever("share", "max", "grant on energy-saving equipment", "节能设备资助比例"),
    "green_grant_cap": Lever("yuan", "max", "cap of that grant for one project", "节能资助上限"),
    "green_grant_floor": Lever("yuan", "max", "smallest energy-saving project that is aided", "节能资助门槛"),
    "green_reach": Lever("share", "max", "share of enterprises that hear of it", "节能资助知晓率"),
    "green_factory_award": Lever("yuan", "sum", "award for a green factory", "绿色工厂奖励"),
    "renewal_fund_share": Lever("share", "sum", "land revenue set aside for renewing old plants", "腾笼换鸟经费比例"),
    "opening_bonus_rate": Lever("share", "sum", "bonus on the growth of first-quarter output", "开门红奖励比例"),
    "opening_bonus_cap": Lever("yuan", "max", "cap of that bonus for one enterprise", "开门红奖励上限"),
    "climb_award": Lever("yuan", "sum", "award for a quarter that climbs", "季季攀登奖励"),
    "steady_growth_award": Lever("yuan", "sum", "award for steady growth over the year", "全年稳增长奖励"),
    "output_bonus_reach": Lever("share", "max", "share of enterprises that hear of these", "工业奖励知晓率"),
    "promotion_events": Lever("event", "sum", "consumption events a month", "促消费活动场次"),
    "promotion_uplift": Lever("share", "max", "uplift of spending in the window of an event", "活动期消费提升"),
    "event_cost": Lever("yuan", "max", "public cost of an event", "单场活动财政成本"),
    "market_award": Lever("yuan", "sum", "award for a certified market", "达标市场奖励"),
    "promotion_payback": Lever("share", "max", "part that only shifts spending in time", "跨期替代份额"),
    "farmland_new": Lever("mu", "sum", "new high-standard farmland a month", "新建高标准农田"),
    "farmland_upgraded": Lever("mu", "sum", "upgraded farmland a month", "改造提升农田"),
    "farmland_city": Lever("mu", "sum", "upgraded to the city's standard a month", "市级提标改造"),
    "farmland_yield_gain": Lever("share", "max", "yield gain on that land", "单产增幅"),
    "grain_subsidy": Lever("yuan", "sum", "subsidy a mu of grain a year", "种粮补助"),
    "order_award": Lever("yuan", "sum", "award a kg of grain delivered", "订单奖励"),
    "grain_price_floor": Lever("yuan", "max", "price above the national minimum a kg", "最低价加成"),
    "farm_interest_support": Lever("share", "sum", "points of interest paid for grain growers", "种粮贷款贴息"),
    "insurance_subsidy": Lever("share", "sum", "part of the premium of rice insurance that is paid", "水稻保费补贴"),
    "insured_sum": Lever("yuan", "sum", "sum insured for a mu of rice", "水稻保险保额"),
    "village_transfer": Lever("yuan", "sum", "paired transfer a year for an aided village", "结对帮扶"),
    "village_aided": Lever("share", "max", "share of villages that are paired", "帮扶村占比"),
    "village_project_return": Lever("share", "sum", "yearly return of village projects", "村经营性项目收益率"),
    "training": Lever("person", "sum", "persons trained a month", "培训人次"),
    "training_gain": Lever("share", "max", "gain of job finding of the trained", "培训求职提升"),
    "placement": Lever("person", "sum", "jobless persons placed a month", "帮扶就业"),
    "retention_refund": Lever("share", "max", "unemployment contributions refunded", "稳岗返还"),
    "internships": Lever("person", "sum", "internships begun a month", "就业见习"),
    "guarantee_cover": Lever("share", "sum", "small loans under a public guarantee", "担保覆盖"),
    "guarantee_fee": Lever("share", "max", "yearly fee on a covered loan", "担保费率"),
    "guarantee_risk_share": Lever("share", "max", "part of a covered loss the guarantor bears", "担保方风险分担"),
    "talent_loan_share": Lever("share", "sum", "talent loans in new small loans", "人才贷占比"),
    "first_loan_discount": Lever("share", "sum", "points off a first loan", "首贷优惠"),
    "interest_support": Lever("share", "sum", "points of interest paid for enterprises", "企业贴息"),
    "land_quota": Lever("mu", "sum", "new construction land quota won a month", "新增建设用地指标"),
    "land_quota_industry": Lever("share", "max", "part of the quota for industry", "工业用地占比"),
    "reclaimed": Lever("mu", "sum", "farmland reclaimed a month", "垦造耕地"),
    "consolidated": Lever("mu", "sum", "farmland consolidated a month", "集中连片整治"),
    "renewal": Lever("mu", "sum", "industrial land renewed a month", "工业用地有机更新"),
    "redevelopment": Lever("mu", "sum", "low-efficiency land cleared a month", "低效用地再开发"),
    "energy_quota": Lever("tce", "sum", "energy that may be granted to new projects, a month", "新上项目用能"),
    "energy_freed": Lever("tce", "sum", "energy freed from incumbents a month", "腾出用能"),
    "pv_subsidy": Lever("yuan", "sum", "subsidy a kWh of photovoltaics", "光伏补贴"),
    "storage_subsidy": Lever("yuan", "sum", "subsidy a kWh out of storage", "储能补贴"),
    "pv_capacity": Lever("kW", "sum", "grid connections offered a month", "光伏接入容量"),
    "peak_reward": Lever("yuan", "sum", "reward a kWh moved off the peak", "移峰奖励"),
    "green_certificates": Lever("index", "sum", "effort to have green certificates bought", "绿证推广力度"),
    "green_certificate_price": Lever("yuan", "max", "price of a certificate a kWh", "绿证价格"),
    "spring_output_support": Lever("yuan", "sum", "support a kWh for production over the festival", "春节连续生产"),
    "catch_up_effort": Lever("index", "sum", "effort added when starts are behind schedule", "赶进度力度"),
    "gate_time_saved": Lever("share", "max", "time saved at the gates of key projects", "审批提速"),
    **{
        f"line_{chapter}": Lever("yuan", "sum", f"budget line of the chapter on {chapter}, a year", f"{name}章预算")
        for chapter, name in (
            ("investment", "有效投资"), ("innovation", "科技创新"), ("manufacturing", "先进制造"),
            ("services", "服务业"), ("transport", "交通"), ("demand", "扩内需"), ("rural", "乡村"),
            ("livelihood", "民生"),
        )
    },
}


class Levers:
    """The levers of one month, by name; zero is neutral."""

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values = dict.fromkeys(LEVERS, 0.0)

    def write(self, name: str, contribution: float) -> None:
        """Add a measure's contribution the way the lever declares; an undeclared lever raises KeyError."""
        present = self.values[name]
        combined = present + contribution if LEVERS[name].combine == "sum" else max(present, contribution)
        self.values[name] = combined

    def __getattr__(self, name: str) -> float:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"no lever '{name}'; sim/levers.py declares them") from None
