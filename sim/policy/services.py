"""Chapter 4, modern services: buildings and towns, leading firms, headquarters, culture and tourism."""

from sim.policy.item import Item
from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings


class ServicesLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    agency_award: float = lever("yuan", "sum", "award of an agency for a tenant", "招商机构奖励", by_line="rate")
    tenants: float = lever("enterprise", "sum", "tenants of key buildings sought a year", "重点楼宇引进企业")
    leader_award: float = lever("yuan", "sum", "award for a leading service firm", "服务业龙头奖励", by_line="rate")
    leaders_awarded: float = lever("enterprise", "max", "leading service firms awarded a year", "龙头奖励家数")
    firms_matched: float = lever("enterprise", "sum", "service firms brought to a bank a year", "银企对接服务业企业")
    information_rd_rate: float = lever("share", "max", "grant on research of information firms", "信息服务研发补助比例",
                                       by_line="rate")
    information_rd_cap: float = lever("yuan", "max", "cap of that grant for a firm", "信息服务研发补助上限",
                                      by_line="rate")
    information_reach: float = lever("share", "max", "share of firms that hear of it", "信息服务政策知晓率")
    scenario_projects: float = lever("project", "sum", "model applications aided a year", "应用场景项目数")
    scenario_grant: float = lever("yuan", "max", "grant for a model application", "应用场景补助", by_line="rate")
    town_effort: float = lever("index", "sum", "effort to win projects for the two towns", "特色小镇招引力度")
    town_support: float = lever("yuan", "sum", "support of a project of the two towns", "小镇项目扶持", by_line="rate")
    headquarters_award: float = lever("yuan", "sum", "award for a named headquarters", "总部企业奖励", by_line="rate")
    headquarters_named: float = lever("enterprise", "max", "headquarters named a year", "年认定总部数")
    builders_sought: float = lever("enterprise", "sum", "construction headquarters sought a year", "引进建筑业总部数")
    culture_award: float = lever("yuan", "sum", "award for a recognised cultural firm", "文化企业认定奖励",
                                 by_line="rate")
    culture_recognised: float = lever("enterprise", "max", "cultural firms recognised a year", "年认定文化企业数")
    culture_event_grant: float = lever("yuan", "max", "grant for a cultural event", "文创活动补助")
    culture_events: float = lever("event", "sum", "cultural events aided a year", "文创活动数", by_line="quantity")
    work_grant: float = lever("yuan", "sum", "grant on an original work", "原创作品补助", by_line="rate")
    works_aided: float = lever("unit", "max", "works that may be aided a year", "年补助作品数")


ITEMS: dict[str, Item] = {
    "tourism_events": Item("services", "event", "Seasonal culture and tourism events", "文旅消费四季活动", "clause 28",
                           "record"),
}  # fmt: skip


def m22_service_platforms(m: Settings, act: Act) -> None:
    """Agencies are paid for tenants they bring to key buildings; the zone gathers service firms. Clause 22."""
    act.grow(agency_award=m.agency_award, tenants=m.tenants_per_year * (1.0 - m.tenant_displacement))


def m23_leading_service_firms(m: Settings, act: Act) -> None:
    """Leading for-profit service firms that grow are awarded, others are brought together with banks. Clause 23."""
    act.grow(leader_award=m.leader_award, firms_matched=m.supported_firms)
    act.switch_on(leaders_awarded=m.leaders_awarded)


def m24_information_services(m: Settings, act: Act) -> None:
    """Research of information firms costs them less, and model applications are aided. Clause 24."""
    act.grow(information_rd_rate=m.rd_support_rate, scenario_projects=m.scenario_projects)
    act.switch_on(information_rd_cap=m.support_cap, information_reach=m.awareness, scenario_grant=m.scenario_grant)


def m25_characteristic_towns(m: Settings, act: Act) -> None:
    """The fashion and the computing town win projects, each of which opens firms. Clause 25."""
    act.grow(town_effort=1.0, town_support=m.project_support)


def m26_headquarters_economy(m: Settings, act: Act) -> None:
    """Headquarters are named and awarded, builders from elsewhere open regional ones here. Clause 26."""
    act.grow(headquarters_award=m.headquarters_award, builders_sought=m.construction_recruits)
    act.switch_on(headquarters_named=m.headquarters_named)


def m27_cultural_industry(m: Settings, act: Act) -> None:
    """Recognised cultural firms, events and original works are paid for. Clause 27."""
    act.grow(culture_award=m.recognition_award, culture_events=m.events_aided, work_grant=m.work_grant)
    act.switch_on(culture_recognised=m.firms_recognised, culture_event_grant=m.event_grant,
                  works_aided=m.works_per_year)


def m28_culture_sport_tourism(m: Settings, act: Act) -> None:
    """Seasonal events of culture and tourism draw visitors who spend here. Clause 28."""
    act.plan(tourism_events=(m.events_planned, m.cost_per_event))


MEASURES = (
    m22_service_platforms,
    m23_leading_service_firms,
    m24_information_services,
    m25_characteristic_towns,
    m26_headquarters_economy,
    m27_cultural_industry,
    m28_culture_sport_tourism,
)
