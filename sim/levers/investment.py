"""Levers of chapter 1, effective investment: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    # Kinds of aid to one investment do not add up: the highest counts (就高不重复).
    "equipment_grant_rate": Lever("share", "max", "grant on manufacturing equipment", "设备投资资助比例"),
    "equipment_grant_cap": Lever("yuan", "max", "cap of the grant for one project", "设备资助上限"),
    "equipment_grant_floor": Lever("yuan", "max", "smallest investment that is aided", "设备资助门槛"),
    "equipment_reach": Lever("share", "max", "share of enterprises that hear of it", "设备资助知晓率"),
    "renewal_fund_share": Lever("share", "sum", "land revenue set aside for renewing old plants", "腾笼换鸟经费比例"),
    "catch_up_effort": Lever("index", "sum", "effort added when starts are behind schedule", "赶进度力度"),
    "leader_projects": Lever("project", "sum", "projects a district leader takes in charge", "领导领衔项目数"),
    "dispatch": Lever("index", "sum", "monthly dispatch of what holds projects up", "单月调度力度"),
    "bond_quota": Lever("yuan", "sum", "bonds and central funds for public works, a year", "专项债券和中央资金额度"),
    "race_award": Lever("yuan", "sum", "award of the investment race, a year", "赛马激励资金"),
    "private_factor_share": Lever("share", "max", "land and energy kept for private projects", "民间投资要素保障比例"),
    "private_hurdle_cut": Lever("share", "sum", "fall of the return private owners ask for", "民间投资要求回报下降"),
    "gate_time_saved": Lever("share", "max", "time saved at the gates of key projects", "审批提速"),
}
