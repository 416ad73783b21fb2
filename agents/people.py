"""Residents and households: columns and the decisions of one household."""

import numpy as np

from agents.columns import Column, Table
from agents.rules import choose


class Residents(Table):
    """One row per resident."""

    COLUMNS = {
        "id": Column("i8", "id", "permanent id", "编号", static=True),
        "weight": Column("f4", "1", "residents this row stands for", "权重", static=True),
        "household": Column("i4", "row of households", "household", "所属家庭", static=True),
        "age": Column("i1", "year", "age at the start", "年龄", static=True),
        "skill": Column("i1", "code", "skill", "技能"),
        "town": Column("i1", "code", "town of residence", "居住镇街", static=True),
        "is_urban": Column("?", "flag", "urban resident", "城镇居民", static=True),
        "activity": Column("i1", "code", "child, employed, unemployed ...", "就业状态"),
        "work_town": Column("i1", "code", "town of the job", "工作镇街"),
        "work_sector": Column("i1", "code", "sector of the job", "工作行业"),
        "efficiency": Column("f4", "index", "own wage over the mean of the cell", "个人工资系数", static=True),
        "registered_year": Column("i2", "year", "year of the last registered new job", "登记新就业年份"),
    }


class Households(Table):
    """One row per household."""

    COLUMNS = {
        "id": Column("i8", "id", "permanent id", "编号", static=True),
        "weight": Column("f8", "1", "households this row stands for", "权重", static=True),
        "town": Column("i1", "code", "town of residence", "居住镇街", static=True),
        "members": Column("i1", "person", "members", "人数", static=True),
        "equity_share": Column("f8", "share", "share of locally owned profits", "财产份额", static=True),
        "income": Column("f8", "yuan/month", "disposable income this month", "可支配收入"),
        "income_expected": Column("f8", "yuan/month", "income expected", "预期收入"),
        "deposits": Column("f8", "yuan", "money in banks", "存款"),
        "loans": Column("f8", "yuan", "mortgage and other debt", "贷款"),
        "consumption": Column("f8", "yuan/month", "consumption this month", "消费"),
    }


def decide_consumption(
    income_expected, income, deposits, propensity, propensity_transitory, buffer_months, from_wealth
):
    """Spend a share of expected income, a share of the surprise, and part of wealth above a buffer.

    A household at the end of its deposits spends no more than it has. Source: kaplan_2014 on hand-to-mouth
    households; levels are assumptions in conf behaviour.consumption.
    """
    surprise = income - income_expected
    is_hand_to_mouth = deposits < income_expected * 0.5
    transitory = choose(is_hand_to_mouth, 1.0, propensity_transitory)
    wealth = np.maximum(deposits - buffer_months * income_expected, 0.0)
    wanted = propensity * income_expected + transitory * surprise + from_wealth * wealth
    return np.minimum(np.maximum(wanted, 0.0), np.maximum(deposits + income, 0.0))
