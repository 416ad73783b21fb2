"""Levers of chapter 2, science and technology: what its measures can change."""

from sim.levers.lever import Lever

LEVERS: dict[str, Lever] = {
    "rd_grant_rate": Lever("share", "sum", "grant on the R&D increment of last year", "研发增量补助比例"),
    "rd_grant_cap": Lever("yuan", "max", "cap of that grant for one enterprise", "研发补助上限"),
    "rd_grant_reach": Lever("share", "max", "share of enterprises that hear of it", "研发补助知晓率"),
    "hnte_award": Lever("yuan", "sum", "award for a first certificate", "首次认定奖励"),
    "hnte_reach": Lever("share", "max", "share of enterprises that hear of it", "高企政策知晓率"),
    "hnte_renewal_award": Lever("yuan", "sum", "award for a renewed certificate", "重新认定奖励"),
    "above_scale_award": Lever("yuan", "sum", "award for a certified firm that comes above scale", "首次上规模奖励"),
    "small_technology_award": Lever("yuan", "sum", "award for a new technology SME", "科技型中小企业奖励"),
    "fledgling_award": Lever("yuan", "sum", "award for a new fledgling enterprise", "新雏鹰企业奖励"),
    "rd_priority": Lever("share", "max", "shortfall spared to firms with much research", "研发型企业优先用能"),
    "rd_priority_threshold": Lever("share", "max", "research over revenue that gives priority", "优先门槛"),
}
