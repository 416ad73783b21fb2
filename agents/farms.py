"""Farms: large grain growers, vegetable, aquaculture and fruit farms, co-operatives; columns and decisions."""

import numpy as np

from agents.columns import Column, Table

FARM_KINDS = ("grain", "vegetable", "aquaculture", "fruit", "cooperative")


class Farms(Table):
    """One row per farm; complete at every scale."""

    COLUMNS = {
        "id": Column("i8", "id", "permanent id", "编号", static=True),
        "weight": Column("f8", "1", "farms this row stands for", "权重", static=True),
        "kind": Column("i4", "code", "grain, vegetable, aquaculture, fruit, co-operative", "类型", static=True),
        "town": Column("i4", "code", "town", "镇街", static=True),
        "land": Column("f8", "mu", "land farmed", "经营面积"),
        "land_standard": Column("f8", "mu", "of it high-standard farmland", "高标准农田"),
        "grain_land": Column("f8", "mu", "sown to grain this season", "粮食面积"),
        "yield_grain": Column("f8", "kg", "grain a mu gives at base", "粮食单产", static=True),
        "margin_other": Column("f8", "yuan", "margin of a mu of the other crop", "其他作物亩均收益", static=True),
        "output": Column("f8", "yuan/month", "real output this month", "产出"),
        "deposits": Column("f8", "yuan", "money in banks", "存款"),
        "loans": Column("f8", "yuan", "loans", "贷款"),
        "income": Column("f8", "yuan/month", "income after costs this month", "收入"),
    }


def decide_grain_share(share, margin_grain, margin_other, response, flexibility):
    """Shift land between grain and the other crop with the difference of expected margins, slowly.

    Assumption: logistic choice with `response` per yuan a mu; only `flexibility` of the land can change in a season.
    """
    wanted = 1.0 / (1.0 + np.exp(-response * (margin_grain - margin_other)))
    return share + flexibility * (wanted - share)


def decide_farm_borrowing(costs, deposits, rate, rate_base, response):
    """Borrow for the season's costs, more when interest after support is lower.

    Assumption: semi-elasticity `response` of working capital to the rate, range in conf.
    """
    return np.maximum(costs - deposits, 0.0) + costs * response * np.maximum(rate_base - rate, 0.0)
