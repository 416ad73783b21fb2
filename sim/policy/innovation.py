"""Chapter 2, science and technology: aid on the R&D increment, awards for certificates, priority for researchers."""

from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings


class InnovationLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    rd_grant_rate: float = lever("share", "sum", "grant on the R&D increment of last year", "研发增量补助比例",
                                 by_line="rate")
    rd_grant_cap: float = lever("yuan", "max", "cap of that grant for one enterprise", "研发补助上限", by_line="rate")
    rd_grant_reach: float = lever("share", "max", "share of enterprises that hear of it", "研发补助知晓率")
    hnte_award: float = lever("yuan", "sum", "award for a first certificate", "首次认定奖励", by_line="rate")
    hnte_reach: float = lever("share", "max", "share of enterprises that hear of it", "高企政策知晓率")
    hnte_renewal_award: float = lever("yuan", "sum", "award for a renewed certificate", "重新认定奖励", by_line="rate")
    above_scale_award: float = lever("yuan", "sum", "award for a certified firm that comes above scale",
                                     "首次上规模奖励", by_line="rate")
    small_technology_award: float = lever("yuan", "sum", "award for a new technology SME", "科技型中小企业奖励",
                                          by_line="rate")
    fledgling_award: float = lever("yuan", "sum", "award for a new fledgling enterprise", "新雏鹰企业奖励",
                                   by_line="rate")
    rd_priority: float = lever("share", "max", "shortfall spared to firms with much research", "研发型企业优先用能")
    rd_priority_threshold: float = lever("share", "max", "research over revenue that gives priority", "优先门槛")
    institution_award: float = lever("yuan", "sum", "award for a research institution", "研发机构奖励", by_line="rate")
    institution_push: float = lever("share", "sum", "inactive firms pressed and helped to begin", "两清零推动力度")
    institution_reach: float = lever("share", "max", "inactive firms that are reached", "两清零触达率")
    district_projects: float = lever("project", "max", "district research projects a year", "区级科技项目数")
    district_project_grant: float = lever("yuan", "sum", "grant for a district research project", "区级科技项目补助",
                                          by_line="rate")
    upper_match: float = lever("share", "sum", "match of upper money for projects", "上级项目配套比例", by_line="rate")
    voucher_rate: float = lever("share", "max", "voucher on outside research", "创新券补助比例", by_line="rate")
    voucher_cap: float = lever("yuan", "max", "cap of vouchers for a firm", "创新券上限", by_line="rate")
    voucher_reach: float = lever("share", "max", "small technology firms that hear of it", "创新券知晓率")
    patent_rate: float = lever("share", "sum", "aid on last year's sales of patented products", "专利产业化补助比例",
                               by_line="rate")
    patent_cap: float = lever("yuan", "max", "cap of that aid", "专利补助上限", by_line="rate")
    prize_award: float = lever("yuan", "sum", "award for a national prize", "国家科技奖奖励", by_line="rate")
    incubators: float = lever("unit", "max", "incubators supported a year", "扶持孵化器数")
    incubator_support: float = lever("yuan", "sum", "award and grant of an incubator", "孵化器补助", by_line="rate")
    incubator_care: float = lever("share", "sum", "fall of the exits of incubated firms", "孵化存活提升")
    sme_reserved: float = lever("share", "sum", "purchases reserved for small firms", "中小企业预留份额")
    first_purchases: float = lever("share", "sum", "purchases of innovative products first", "政府首购比例")
    science_target: float = lever("share", "sum", "planned growth of science spending", "科技支出增长目标")


def m06_research_platforms(m: Settings, act: Act) -> None:
    """Above-scale manufacturers without research are visited, and awarded for an institution. Clause 6."""
    act.grow(institution_award=m.institution_award, institution_push=m.inactive_firms_activated)
    act.switch_on(institution_reach=m.awareness)


def m07_core_technology_projects(m: Settings, act: Act) -> None:
    """District projects are called, ranked and co-funded, and upper money is matched. Clause 7."""
    act.switch_on(district_projects=m.district_projects)
    act.grow(district_project_grant=m.district_project_grant, upper_match=m.upper_project_match_rate)


def m08_rd_increment_subsidy(m: Settings, act: Act) -> None:
    """A share of last year's increment of R&D is paid back: cash and expectation, not a marginal price. Clause 8.

    The super-deduction in the same clause is a rule of the centre, read as it stands (`sim/phases/innovation/`).
    """
    act.grow(rd_grant_rate=m.rd_increment_rate)
    act.switch_on(rd_grant_cap=m.increment_cap, rd_grant_reach=m.awareness)


def m09_technology_transfer(m: Settings, act: Act) -> None:
    """Vouchers make outside research cheaper for small firms; patented products and prizes are awarded. Clause 9."""
    act.grow_to_one(voucher_rate=m.voucher_rate)
    act.switch_on(voucher_cap=m.voucher_cap, voucher_reach=m.awareness, patent_cap=m.patent_cap)
    act.grow(patent_rate=m.patent_sales_rate, prize_award=m.national_prize_award)


def m10_incubator_support(m: Settings, act: Act) -> None:
    """Incubators are paid by how they do, and fewer of their firms give up. Clause 10."""
    act.switch_on(incubators=m.incubators_supported)
    act.grow(incubator_support=m.incubator_award + m.performance_grant, incubator_care=m.startup_survival_gain)


def m11_hnte_awards(m: Settings, act: Act) -> None:
    """Awards make applying and renewing worth their cost for more firms, and pay other technology firms. Clause 11."""
    act.grow(hnte_award=m.first_award, hnte_renewal_award=m.renewal_award, above_scale_award=m.above_scale_award,
             small_technology_award=m.small_technology_award, fledgling_award=m.fledgling_award)
    act.put(hnte_reach=min(1.0, m.awareness * min(act.strength, 1.0)))


def m12_procurement_first_purchase(m: Settings, act: Act) -> None:
    """Purchases are reserved for small firms, and new products of certified firms are bought first. Clause 12."""
    act.grow(sme_reserved=m.sme_reserved_share, first_purchases=m.innovative_purchase_share)


def m13_priority_for_rd_firms(m: Settings, act: Act) -> None:
    """When power is short, firms with much research are served first; science gets more of the budget. Clause 13."""
    act.put(rd_priority=min(act.strength, 1.0))
    act.grow(science_target=m.science_budget_growth)
    act.switch_on(rd_priority_threshold=m.priority_rd_share)


MEASURES = (
    m06_research_platforms,
    m07_core_technology_projects,
    m08_rd_increment_subsidy,
    m09_technology_transfer,
    m10_incubator_support,
    m11_hnte_awards,
    m12_procurement_first_purchase,
    m13_priority_for_rd_firms,
)
