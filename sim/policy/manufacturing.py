"""Chapter 3, manufacturing clusters: land renewal, bonuses for growing output, grants for green retrofits."""

from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings

FESTIVAL_MONTHS = 2
USUAL_DEDUCTION = 1.0  # of research may be deducted once more by all, a rule of the centre


class ManufacturingLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    green_grant_rate: float = lever("share", "max", "grant on energy-saving equipment", "节能设备资助比例",
                                    by_line="rate")
    green_grant_cap: float = lever("yuan", "max", "cap of that grant for one project", "节能资助上限", by_line="rate")
    green_grant_floor: float = lever("yuan", "max", "smallest energy-saving project that is aided", "节能资助门槛")
    green_reach: float = lever("share", "max", "share of enterprises that hear of it", "节能资助知晓率")
    green_factory_award: float = lever("yuan", "sum", "award for a green factory", "绿色工厂奖励", by_line="rate")
    opening_bonus_rate: float = lever("share", "sum", "bonus on the growth of first-quarter output", "开门红奖励比例",
                                      by_line="rate")
    opening_bonus_cap: float = lever("yuan", "max", "cap of that bonus for one enterprise", "开门红奖励上限",
                                     by_line="rate")
    climb_award: float = lever("yuan", "sum", "award for a quarter that climbs", "季季攀登奖励", by_line="rate")
    steady_growth_award: float = lever("yuan", "sum", "award for steady growth over the year", "全年稳增长奖励",
                                       by_line="rate")
    output_bonus_reach: float = lever("share", "max", "share of enterprises that hear of these", "工业奖励知晓率")
    renewal: float = lever("mu", "sum", "industrial land renewed a month", "工业用地有机更新")
    flexible_land: float = lever("share", "max", "plots that may be leased or taken for shorter terms",
                                 "弹性供地比例")
    spring_output_support: float = lever("yuan", "sum", "support a kWh for production over the festival",
                                         "春节连续生产")
    vat_credit: float = lever("share", "sum", "additional credit on input VAT of advanced makers", "先进制造业加计抵减")
    vat_credit_chips: float = lever("share", "sum", "the same for chips and machine tools", "集成电路加计抵减")
    vat_claimed: float = lever("share", "max", "eligible firms that claim it", "加计抵减申报率")
    chips_deduction: float = lever("share", "sum", "additional deduction on research of chip makers",
                                   "集成电路研发加计")
    frontier_projects: float = lever("project", "max", "frontier research projects a year", "未来产业科技项目")
    frontier_grant: float = lever("yuan", "sum", "grant for a frontier project", "未来产业项目补助", by_line="rate")
    digital_rate: float = lever("share", "max", "grant on digital projects", "数字化项目补助比例", by_line="rate")
    digital_cap: float = lever("yuan", "max", "cap of that grant", "数字化补助上限", by_line="rate")
    digital_reach: float = lever("share", "max", "manufacturers that hear of it", "数字化政策知晓率")
    factory_award: float = lever("yuan", "sum", "award for a recognised digital factory", "未来工厂奖励",
                                 by_line="rate")
    factories_recognised: float = lever("unit", "max", "digital factories recognised a year", "年认定工厂数")
    park_support: float = lever("yuan", "sum", "support of specialised parks a year", "特色园区扶持",
                                by_line="quantity")
    park_spillover: float = lever("share", "sum", "what neighbours in a park learn from each other", "园区集聚效应")
    service_title_award: float = lever("yuan", "sum", "award for a title of service manufacturing", "服务型制造奖励",
                                       by_line="rate")
    service_titles: float = lever("unit", "max", "such titles a year", "年服务型制造认定数")


def m14_advanced_manufacturing_tax_relief(m: Settings, act: Act) -> None:
    """Advanced makers credit more input VAT, chip makers deduct more research: rules of the centre. Clause 14."""
    act.grow(vat_credit=m.vat_extra_credit_rate, vat_credit_chips=m.vat_extra_credit_rate_chips,
             chips_deduction=max(m.super_deduction_rate_chips - USUAL_DEDUCTION, 0.0))
    act.switch_on(vat_claimed=m.claim_share)


def m15_industrial_land_renewal(m: Settings, act: Act) -> None:
    """Old industrial land is cleared at an even pace over the year; plots are leased as well as sold. Clause 15."""
    act.grow_monthly(renewal=m.renewal_land)
    act.grow_to_one(flexible_land=m.flexible_share)


def m16_future_industries(m: Settings, act: Act) -> None:
    """Frontier research is co-funded, and leaders of chains bring their suppliers here. Clause 16."""
    act.switch_on(frontier_projects=m.frontier_projects)
    act.grow(frontier_grant=m.frontier_project_grant)
    act.put(recruitment=m.chain_recruits * act.strength / m.usual_recruits)


def m17_digital_factories(m: Settings, act: Act) -> None:
    """Digital projects cost manufacturers less, and recognised factories are awarded. Clause 17."""
    act.grow_to_one(digital_rate=m.digital_project_rate)
    act.switch_on(digital_cap=m.digital_project_cap, digital_reach=m.awareness,
                  factories_recognised=m.recognised_factories)
    act.grow(factory_award=m.future_factory_award)


def m18_opening_bonus(m: Settings, act: Act) -> None:
    """Growing firms get bonuses after the quarter; support over the Spring Festival keeps part of output. Clause 18."""
    act.grow(opening_bonus_rate=m.opening_bonus_rate, climb_award=m.quarterly_climb_award,
             steady_growth_award=m.steady_growth_award)
    act.switch_on(opening_bonus_cap=m.bonus_cap, output_bonus_reach=m.awareness)
    if act.month_of_year <= FESTIVAL_MONTHS:
        act.grow(spring_output_support=m.spring_energy_support)


def m19_industrial_platforms(m: Settings, act: Act) -> None:
    """Specialised parks are supported; makers in them learn from each other. Clause 19."""
    act.grow(park_support=m.parks_specialised * m.park_support, park_spillover=m.agglomeration_gain)


def m20_green_retrofit_grant(m: Settings, act: Act) -> None:
    """A grant on energy-saving equipment above a threshold, beside that of clause 2; green factories. Clause 20."""
    act.grow(green_grant_rate=m.green_grant_rate, green_factory_award=m.green_factory_award)
    act.switch_on(green_grant_cap=m.grant_cap, green_grant_floor=m.minimum_investment, green_reach=m.awareness)


def m21_service_manufacturing(m: Settings, act: Act) -> None:
    """Makers that sell services with their goods are given titles and awards. Clause 21."""
    act.grow(service_title_award=(m.national_award + m.provincial_award) / 2.0)
    act.switch_on(service_titles=m.titles_per_year)


MEASURES = (
    m14_advanced_manufacturing_tax_relief,
    m15_industrial_land_renewal,
    m16_future_industries,
    m17_digital_factories,
    m18_opening_bonus,
    m19_industrial_platforms,
    m20_green_retrofit_grant,
    m21_service_manufacturing,
)
