"""Levers of chapter 4, services: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    "agency_award": Lever("yuan", "sum", "award of an agency for a tenant", "招商机构奖励"),
    "tenants": Lever("enterprise", "sum", "tenants of key buildings sought a year", "重点楼宇引进企业"),
    "leader_award": Lever("yuan", "sum", "award for a leading service firm", "服务业龙头奖励"),
    "leaders_awarded": Lever("enterprise", "max", "leading service firms awarded a year", "龙头奖励家数"),
    "firms_matched": Lever("enterprise", "sum", "service firms brought to a bank a year", "银企对接服务业企业"),
    "information_rd_rate": Lever("share", "max", "grant on research of information firms", "信息服务研发补助比例"),
    "information_rd_cap": Lever("yuan", "max", "cap of that grant for a firm", "信息服务研发补助上限"),
    "information_reach": Lever("share", "max", "share of firms that hear of it", "信息服务政策知晓率"),
    "scenario_projects": Lever("project", "sum", "model applications aided a year", "应用场景项目数"),
    "scenario_grant": Lever("yuan", "max", "grant for a model application", "应用场景补助"),
    "town_effort": Lever("index", "sum", "effort to win projects for the two towns", "特色小镇招引力度"),
    "town_support": Lever("yuan", "sum", "support of a project of the two towns", "小镇项目扶持"),
    "headquarters_award": Lever("yuan", "sum", "award for a named headquarters", "总部企业奖励"),
    "headquarters_named": Lever("enterprise", "max", "headquarters named a year", "年认定总部数"),
    "builders_sought": Lever("enterprise", "sum", "construction headquarters sought a year", "引进建筑业总部数"),
    "culture_award": Lever("yuan", "sum", "award for a recognised cultural firm", "文化企业认定奖励"),
    "culture_recognised": Lever("enterprise", "max", "cultural firms recognised a year", "年认定文化企业数"),
    "culture_event_grant": Lever("yuan", "max", "grant for a cultural event", "文创活动补助"),
    "culture_events": Lever("event", "sum", "cultural events aided a year", "文创活动数"),
    "work_grant": Lever("yuan", "sum", "grant on an original work", "原创作品补助"),
    "works_aided": Lever("unit", "max", "works that may be aided a year", "年补助作品数"),
}
