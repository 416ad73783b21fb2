"""Levers of chapter 3, manufacturing clusters: what its measures can change."""

from sim.lever import Lever

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
    "vat_credit": Lever("share", "sum", "additional credit on input VAT of advanced makers", "先进制造业加计抵减"),
    "vat_credit_chips": Lever("share", "sum", "the same for chips and machine tools", "集成电路加计抵减"),
    "vat_claimed": Lever("share", "max", "eligible firms that claim it", "加计抵减申报率"),
    "chips_deduction": Lever("share", "sum", "additional deduction on research of chip makers", "集成电路研发加计"),
    "frontier_projects": Lever("project", "max", "frontier research projects a year", "未来产业科技项目"),
    "frontier_grant": Lever("yuan", "sum", "grant for a frontier project", "未来产业项目补助"),
    "digital_rate": Lever("share", "max", "grant on digital projects", "数字化项目补助比例"),
    "digital_cap": Lever("yuan", "max", "cap of that grant", "数字化补助上限"),
    "digital_reach": Lever("share", "max", "manufacturers that hear of it", "数字化政策知晓率"),
    "factory_award": Lever("yuan", "sum", "award for a recognised digital factory", "未来工厂奖励"),
    "factories_recognised": Lever("unit", "max", "digital factories recognised a year", "年认定工厂数"),
    "park_support": Lever("yuan", "sum", "support of specialised parks a year", "特色园区扶持"),
    "park_spillover": Lever("share", "sum", "what neighbours in a park learn from each other", "园区集聚效应"),
    "service_title_award": Lever("yuan", "sum", "award for a title of service manufacturing", "服务型制造奖励"),
    "service_titles": Lever("unit", "max", "such titles a year", "年服务型制造认定数"),
}
