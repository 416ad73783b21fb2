"""Chapter 9, factors of production: credit, land quotas, low-efficiency land, energy."""

from sim.policy.item import Item
from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings

LINES = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood")


class FactorsLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    guarantee_cover: float = lever("share", "sum", "small loans under a public guarantee", "担保覆盖")
    guarantee_fee: float = lever("share", "max", "yearly fee on a covered loan", "担保费率")
    guarantee_risk_share: float = lever("share", "max", "part of a covered loss the guarantor bears", "担保方风险分担")
    talent_loan_share: float = lever("share", "sum", "talent loans in new small loans", "人才贷占比")
    first_loan_discount: float = lever("share", "sum", "points off a first loan", "首贷优惠")
    interest_support: float = lever("share", "sum", "points of interest paid for enterprises", "企业贴息")
    land_quota: float = lever("mu", "sum", "new construction land quota won a month", "新增建设用地指标")
    reclaimed: float = lever("mu", "sum", "farmland reclaimed a month", "垦造耕地")
    reclaim_cost: float = lever("yuan", "max", "cost of a mu of reclaimed farmland", "垦造耕地单价")
    consolidated: float = lever("mu", "sum", "farmland consolidated a month", "集中连片整治")
    redevelopment: float = lever("mu", "sum", "low-efficiency land cleared a month", "低效用地再开发")
    energy_quota: float = lever("tce", "sum", "energy that may be granted to new projects, a month", "新上项目用能")
    energy_freed: float = lever("tce", "sum", "energy freed from incumbents a month", "腾出用能")
    pv_subsidy: float = lever("yuan", "sum", "subsidy a kWh of photovoltaics", "光伏补贴")
    storage_subsidy: float = lever("yuan", "sum", "subsidy a kWh out of storage", "储能补贴")
    pv_capacity: float = lever("kW", "sum", "grid connections offered a month", "光伏接入容量")
    peak_reward: float = lever("yuan", "sum", "reward a kWh moved off the peak", "移峰奖励")
    green_certificates: float = lever("index", "sum", "effort to have green certificates bought", "绿证推广力度")
    green_excluded: float = lever("share", "max", "part of green power not counted as energy used", "绿证电量不计比例")
    power_market: float = lever("index", "sum", "help for firms that buy power directly", "入市服务力度")
    reliability_fee_cut: float = lever("share", "max", "part of the fee for a second feed spared", "高可靠性供电费减免")
    green_certificate_price: float = lever("yuan", "max", "price of a certificate a kWh", "绿证价格")
    home_tariff: float = lever("share", "sum", "change of the tariff of homes", "居民电价变动")
    recruitment: float = lever("index", "sum", "effort of attracting projects", "招商引资力度")
    fund_contribution: float = lever("yuan", "sum", "district money into industry funds, a year", "区级基金出资")
    fund_effort: float = lever("index", "sum", "effort to win funds above", "争取上级基金力度")
    lodging_beds: float = lever("bed", "sum", "beds in stations for arriving graduates", "青荷驿站床位")
    lodging_days: float = lever("day", "max", "nights an arriving graduate may stay free", "青荷驿站免费天数")
    high_skill_seats: float = lever("person", "sum", "highly skilled workers to be examined, a month", "高技能人才计划")
    talent_recognised: float = lever("person", "sum", "talents of key industries recognised a year",
                                     "重点产业人才年认定数")
    talent_housing: float = lever("yuan", "max", "housing support of a recognised talent in all", "人才住房支持标准")
    listing_award: float = lever("yuan", "sum", "award for a listing over its stages", "上市奖励")
    listing_service: float = lever("index", "sum", "help on the way to the stock market", "上市服务力度")
    line_investment: float = lever("yuan", "sum", "budget line of the chapter on investment, a year", "有效投资章预算")
    line_innovation: float = lever("yuan", "sum", "budget line of the chapter on innovation, a year", "科技创新章预算")
    line_manufacturing: float = lever("yuan", "sum", "budget line of the chapter on manufacturing, a year",
                                      "先进制造章预算")
    line_services: float = lever("yuan", "sum", "budget line of the chapter on services, a year", "服务业章预算")
    line_transport: float = lever("yuan", "sum", "budget line of the chapter on transport, a year", "交通章预算")
    line_demand: float = lever("yuan", "sum", "budget line of the chapter on demand, a year", "扩内需章预算")
    line_rural: float = lever("yuan", "sum", "budget line of the chapter on rural, a year", "乡村章预算")
    line_livelihood: float = lever("yuan", "sum", "budget line of the chapter on livelihood, a year", "民生章预算")


ITEMS: dict[str, Item] = {
    "land_comprehensive_projects": Item(
        "factors", "project", "Comprehensive land projects", "土地综合整治项目", "clause 59", "title"
    ),
}


def m55_budget(m: Settings, act: Act) -> None:
    """The district votes 5.6 billion yuan, one line for each of eight chapters; a what-if may move money. Clause 55."""
    act.grow(**{f"line_{chapter}": m[f"line_{chapter}"] + _moved(m, chapter) for chapter in LINES})


def _moved(m: Settings, chapter: str) -> float:
    """What a what-if moves to a chapter's line, below zero if from it, yuan a year."""
    giver, _, taker = m.moved.partition("_to_")
    return m.moved_amount * ((taker == chapter) - (giver == chapter))


def m56_industry_fund(m: Settings, act: Act) -> None:
    """The district pays into funds, presses for money of funds above, and recruits projects with both. Clause 56."""
    act.grow(fund_contribution=m.district_contribution, fund_effort=1.0, recruitment=m.recruitment)


def m57_listing(m: Settings, act: Act) -> None:
    """Firms on their way to the stock market get help at every step and an award. Clause 57."""
    act.grow(listing_award=m.listing_award, listing_service=1.0)


def m58_credit_support(m: Settings, act: Act) -> None:
    """Public guarantees cover more small loans, first loans and supported loans cost less. Clause 58."""
    act.grow(guarantee_cover=m.guarantee_cover, first_loan_discount=m.first_loan_discount,
             interest_support=m.interest_support, talent_loan_share=m.talent_loan_share)
    act.switch_on(guarantee_fee=m.guarantee_fee, guarantee_risk_share=m.risk_share)


def m59_farmland_and_land_quota(m: Settings, act: Act) -> None:
    """New construction land needs a quota won from above; farmland is reclaimed and consolidated. Clause 59."""
    act.grow_monthly(land_quota=m.new_construction_quota, reclaimed=m.reclaimed, consolidated=m.consolidated)
    act.switch_on(reclaim_cost=m.reclaim_cost)
    act.plan(land_comprehensive_projects=m.comprehensive_projects)


def m60_low_efficiency_land(m: Settings, act: Act) -> None:
    """Low-efficiency land is bought out and cleared at an even pace. Clause 60."""
    act.grow_monthly(redevelopment=m.redeveloped)


def m61_energy(m: Settings, act: Act) -> None:
    """Energy is granted at review and freed from incumbents; PV, storage, shifting and certificates. Clause 61."""
    act.grow_monthly(energy_quota=m.new_project_quota, energy_freed=m.freed_quota, pv_capacity=m.pv_storage_capacity)
    act.grow(pv_subsidy=m.pv_subsidy, storage_subsidy=m.storage_subsidy, peak_reward=m.peak_shift_reward,
             green_certificates=1.0, power_market=1.0, reliability_fee_cut=1.0 - m.reliability_fee_share,
             home_tariff=m.home_tariff_change)
    # The price is the market's; the district only encourages buying.
    act.switch_on(green_certificate_price=m.green_certificate_price, green_excluded=1.0)


def m62_talent_programmes(m: Settings, act: Act) -> None:
    """Arriving graduates lodge free while they search, and examinations certify highly skilled workers. Clause 62."""
    act.grow(lodging_beds=m.lodging_beds)
    act.switch_on(lodging_days=m.lodging_days)
    act.grow_monthly(high_skill_seats=m.high_skilled)


def m63_key_industry_talent(m: Settings, act: Act) -> None:
    """More people of key industries are recognised as talents and get support for housing. Clause 63."""
    act.grow(talent_recognised=m.recognised_yearly)
    act.switch_on(talent_housing=m.housing_support)


MEASURES = (
    m55_budget,
    m56_industry_fund,
    m57_listing,
    m58_credit_support,
    m59_farmland_and_land_quota,
    m60_low_efficiency_land,
    m61_energy,
    m62_talent_programmes,
    m63_key_industry_talent,
)
