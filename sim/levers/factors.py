"""Levers of chapter 9, factors of production: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    "guarantee_cover": Lever("share", "sum", "small loans under a public guarantee", "担保覆盖"),
    "guarantee_fee": Lever("share", "max", "yearly fee on a covered loan", "担保费率"),
    "guarantee_risk_share": Lever("share", "max", "part of a covered loss the guarantor bears", "担保方风险分担"),
    "talent_loan_share": Lever("share", "sum", "talent loans in new small loans", "人才贷占比"),
    "first_loan_discount": Lever("share", "sum", "points off a first loan", "首贷优惠"),
    "interest_support": Lever("share", "sum", "points of interest paid for enterprises", "企业贴息"),
    "land_quota": Lever("mu", "sum", "new construction land quota won a month", "新增建设用地指标"),
    "reclaimed": Lever("mu", "sum", "farmland reclaimed a month", "垦造耕地"),
    "consolidated": Lever("mu", "sum", "farmland consolidated a month", "集中连片整治"),
    "redevelopment": Lever("mu", "sum", "low-efficiency land cleared a month", "低效用地再开发"),
    "energy_quota": Lever("tce", "sum", "energy that may be granted to new projects, a month", "新上项目用能"),
    "energy_freed": Lever("tce", "sum", "energy freed from incumbents a month", "腾出用能"),
    "pv_subsidy": Lever("yuan", "sum", "subsidy a kWh of photovoltaics", "光伏补贴"),
    "storage_subsidy": Lever("yuan", "sum", "subsidy a kWh out of storage", "储能补贴"),
    "pv_capacity": Lever("kW", "sum", "grid connections offered a month", "光伏接入容量"),
    "peak_reward": Lever("yuan", "sum", "reward a kWh moved off the peak", "移峰奖励"),
    "green_certificates": Lever("index", "sum", "effort to have green certificates bought", "绿证推广力度"),
    "green_excluded": Lever("share", "max", "part of green power not counted as energy used", "绿证电量不计比例"),
    "power_market": Lever("index", "sum", "help for firms that buy power directly", "入市服务力度"),
    "reliability_fee_cut": Lever("share", "max", "part of the fee for a second feed spared", "高可靠性供电费减免"),
    "green_certificate_price": Lever("yuan", "max", "price of a certificate a kWh", "绿证价格"),
    "recruitment": Lever("index", "sum", "effort of attracting projects", "招商引资力度"),
    "fund_contribution": Lever("yuan", "sum", "district money into industry funds, a year", "区级基金出资"),
    "fund_effort": Lever("index", "sum", "effort to win funds above", "争取上级基金力度"),
    "lodging_beds": Lever("bed", "sum", "beds in stations for arriving graduates", "青荷驿站床位"),
    "lodging_days": Lever("day", "max", "nights an arriving graduate may stay free", "青荷驿站免费天数"),
    "high_skill_seats": Lever("person", "sum", "highly skilled workers to be examined, a month", "高技能人才计划"),
    "talent_recognised": Lever("person", "sum", "talents of key industries recognised a year", "重点产业人才年认定数"),
    "talent_housing": Lever("yuan", "max", "housing support of a recognised talent in all", "人才住房支持标准"),
    "listing_award": Lever("yuan", "sum", "award for a listing over its stages", "上市奖励"),
    "listing_service": Lever("index", "sum", "help on the way to the stock market", "上市服务力度"),
    **{
        f"line_{chapter}": Lever("yuan", "sum", f"budget line of the chapter on {chapter}, a year", f"{name}章预算")
        for chapter, name in (
            ("investment", "有效投资"), ("innovation", "科技创新"), ("manufacturing", "先进制造"),
            ("services", "服务业"), ("transport", "交通"), ("demand", "扩内需"), ("rural", "乡村"),
            ("livelihood", "民生"),
        )
    },
}
