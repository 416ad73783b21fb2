"""Chapter 1, effective investment: key projects, grants on manufacturing investment, the schedule of starts."""

from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings


class InvestmentLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    equipment_grant_rate: float = lever("share", "max", "grant on manufacturing equipment", "设备投资资助比例",
                                        by_line="rate")
    equipment_grant_cap: float = lever("yuan", "max", "cap of the grant for one project", "设备资助上限",
                                       by_line="rate")
    equipment_grant_floor: float = lever("yuan", "max", "smallest investment that is aided", "设备资助门槛")
    equipment_reach: float = lever("share", "max", "share of enterprises that hear of it", "设备资助知晓率")
    renewal_fund_share: float = lever("share", "sum", "land revenue set aside for renewing old plants",
                                      "腾笼换鸟经费比例")
    catch_up_effort: float = lever("index", "sum", "effort added when starts are behind schedule", "赶进度力度")
    leader_projects: float = lever("project", "sum", "projects a district leader takes in charge", "领导领衔项目数")
    dispatch: float = lever("index", "sum", "monthly dispatch of what holds projects up", "单月调度力度")
    start_target_q1: float = lever("share", "max", "new projects to be started by March", "一季度开工率")
    start_target_q2: float = lever("share", "max", "new projects to be started by June", "二季度开工率")
    start_target_q3: float = lever("share", "max", "new projects to be started by September", "三季度开工率")
    start_target_q4: float = lever("share", "max", "new projects to be started by December", "四季度开工率")
    bond_quota: float = lever("yuan", "sum", "bonds and central funds for public works, a year",
                              "专项债券和中央资金额度")
    race_award: float = lever("yuan", "sum", "award of the investment race, a year", "赛马激励资金")
    private_factor_share: float = lever("share", "max", "land and energy kept for private projects",
                                        "民间投资要素保障比例")
    private_hurdle_cut: float = lever("share", "sum", "fall of the return private owners ask for",
                                      "民间投资要求回报下降")
    gate_time_saved: float = lever("share", "max", "time saved at the gates of key projects", "审批提速")


def m01_key_project_service(m: Settings, act: Act) -> None:
    """Key projects and those a leader takes in charge pass their gates faster. Clause 1."""
    act.grow(leader_projects=m.leader_projects, gate_time_saved=m.gate_time_saved)


def m02_manufacturing_investment_grant(m: Settings, act: Act) -> None:
    """A grant on manufacturers' equipment; part of land revenue is set aside for renewing old plants. Clause 2."""
    act.grow(renewal_fund_share=m.land_revenue_share, equipment_grant_rate=m.equipment_grant_rate)
    act.switch_on(equipment_grant_cap=m.grant_cap, equipment_grant_floor=m.minimum_investment,
                  equipment_reach=m.awareness)


def m03_provincial_investment_race(m: Settings, act: Act) -> None:
    """Levels above give bonds and central funds for public works, awards, and land quota for large plants. Clause 3."""
    act.grow(bond_quota=m.special_bond_quota_annual, race_award=m.race_award_annual)
    act.grow_monthly(land_quota=m.award_land_quota)


def m04_project_start_schedule(m: Settings, act: Act) -> None:
    """Offices meet every month, and press harder when starts are behind the quarterly schedule. Clause 4."""
    act.grow(dispatch=1.0, catch_up_effort=m.catch_up_effort)
    act.switch_on(start_target_q1=m.start_target_q1, start_target_q2=m.start_target_q2,
                  start_target_q3=m.start_target_q3, start_target_q4=m.start_target_q4)


def m05_private_investment_support(m: Settings, act: Act) -> None:
    """Private projects get their share of land and energy first, and private owners ask for less return. Clause 5."""
    act.grow(private_factor_share=m.factor_share_private, private_hurdle_cut=m.private_hurdle_reduction)


MEASURES = (
    m01_key_project_service,
    m02_manufacturing_investment_grant,
    m03_provincial_investment_race,
    m04_project_start_schedule,
    m05_private_investment_support,
)
