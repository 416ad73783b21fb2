"""Levers of chapter 3, manufacturing clusters: what its measures can change."""

from sim.levers.lever import Lever

LEVERS: dict[str, Lever] = {
    "green_grant_rate": Lever("share", "max", "grant on energy-saving equipment", "节能设备资助比例"),
    "green_grant_cap": Lever("yuan", "max", "cap of that grant for one project", "节能资助上限"),
    "green_grant_floor": Lever("yuan", "max", "smallest energy-saving project that is aided", "节能资助门槛"),
    "green_reach": Lever("share", "max", "share of enterprises that hear of it", "节能资助知晓率"),
    "green_factory_award": Lever("yuan", "sum", "award for a green factory", "绿色工厂奖励"),
    "opening_bonus_rate": Lever("share", "sum", "bonus on the growth of first-quarter output", "开门红奖励比例"),
    "opening_bonus_cap": Lever("yuan", "max", "cap of that bonus for one enterprise", "开门红奖励上限"),
    "climb_award": Lever("yuan", "sum", "award for a quarter that climbs", "季季攀登奖励"),
    "steady_growth_award": Lever("yuan", "sum", "award for steady growth over the year", "全年稳增长奖励"),
    "output_bonus_reach": Lever("share", "max", "share of enterprises that hear of these", "工业奖励知晓率"),
    "renewal": Lever("mu", "sum", "industrial land renewed a month", "工业用地有机更新"),
    "spring_output_support": Lever("yuan", "sum", "support a kWh for production over the festival", "春节连续生产"),
}
