"""Residents and households: columns and the decisions of one household."""

import numpy as np

from agents.columns import Column, Table
from agents.rules import choose


class Residents(Table):
    """One row per resident."""

    COLUMNS = {
        "id": Column("i8", "id", "permanent id; a newcomer's is new", "编号"),
        "weight": Column("f4", "1", "residents this row stands for", "权重", static=True),
        "household": Column("i4", "row of households", "household", "所属家庭", static=True),
        "age": Column("i1", "year", "age at the start of 2023", "年龄"),
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
        "consumption_usual": Column("f8", "yuan/month", "consumption on the eve of 2023", "2023年初消费", static=True,
                                    drawn=True),
        "income_usual": Column("f8", "yuan/month", "income on the eve of 2023", "2023年初收入", static=True,
                               drawn=True),
        "deposits_usual": Column("f8", "yuan", "deposits on the eve of 2023 and what was regularly saved here since",
                                 "2023年初存款及其后常规储蓄", drawn=True),
        "electricity": Column("f8", "kWh", "electricity used this month", "用电量"),
        "electricity_usual": Column("f8", "kWh", "electricity a month on the eve of 2023", "2023年初月用电量",
                                    static=True, drawn=True),
        "power_bill_usual": Column("f8", "yuan/month", "power bill on the eve of 2023", "2023年初月电费", static=True,
                                   drawn=True),
        "has_meter": Column("?", "flag", "billed by hours of the day", "开通峰谷电价"),
        "night_use": Column("f4", "share", "use at night without being paid for it", "谷段用电占比", static=True,
                            drawn=True),
        "review_month": Column("i1", "month", "month in which it looks at its tariff, 0 is December", "电价选择月份",
                               static=True, drawn=True),
        "bother": Column("f4", "1", "own bother with meters and hours over the mean", "自身麻烦成本系数", static=True,
                         drawn=True),
        "pv": Column("f4", "kW", "photovoltaics of its own since 2022", "自建光伏"),
        "pv_leased": Column("f4", "kW", "photovoltaics of investors on its roof since 2022", "出租屋顶光伏"),
        "committed": Column("f8", "yuan/month", "interest and repayment on the eve of 2023", "固定还款", static=True,
                            drawn=True),
        "property_share": Column("f8", "share", "share of one household in all local property", "财产占比", static=True,
                                 drawn=True),
    }


def age_at(age, number, month):
    """Age in a month of a person of whom the age at the start is known; birthdays are spread over the year by id.

    Assumption: birthdays are even over the twelve months.
    """
    return age + (month - 1 + number % 12) // 12


def decide_leaving(separation, dismissed):
    """Chance that a job ends this month: the worker leaves or the firm lets go, each on its own account.

    Assumption: quits and dismissals are independent; the rate is in conf behaviour.labour.
    """
    return 1.0 - (1.0 - separation) * (1.0 - dismissed)


def decide_acceptance(wage, mean, reservation, response):
    """Take an offer the likelier the further its wage lies above the reserved share of the usual wage of the skill.

    Assumption: logistic in the relative wage; reservation and steepness in conf behaviour.labour.
    """
    return 1.0 / (1.0 + np.exp(-response * (wage / np.maximum(mean, 1.0) - reservation)))


def decide_job_chance(efficiency, tightness, usual, elasticity, gain):
    """Chance to find a job this month: the usual one, moved by vacancies per searcher and by training.

    Assumption: Cobb-Douglas matching; efficiency and elasticity in conf behaviour.labour.
    """
    relative = np.maximum(tightness, 0.0) / np.maximum(usual, 1e-9)
    return np.minimum(efficiency * relative**elasticity * (1.0 + gain), 1.0)


def decide_registration(shop_part, insured, shops):
    """Chance that who begins work is registered as newly employed: by the part of jobs that shops offer, and firms.

    Assumption: firms report whom they insure, shops and flexible work in part; ranges in conf behaviour.labour.
    """
    return (1.0 - shop_part) * insured + shop_part * shops


def decide_arrivals(usual, chances, elasticity, cost_saved, response, pull, peers):
    """Graduates who come: the usual number, more where jobs are easier to find, search costs less and peers live.

    `cost_saved` is the part of the cost of a search saved beyond the usual, `pull` what rules of settlement add to it.
    Assumption: constant elasticities, ranges in conf behaviour.migration.
    """
    return np.maximum(usual * chances**elasticity * (1.0 + response * cost_saved + pull) * peers, 0.0)


def decide_departure(usual, is_jobless, multiple):
    """Chance that a young graduate whose lease ends moves away: the usual one of the year, more without a job.

    Assumption: one decision a year, ranges in conf behaviour.migration.
    """
    return np.minimum(usual * choose(is_jobless, multiple, 1.0), 1.0)


def decide_to_sit(usual, vacancies, elasticity):
    """Part of the skilled staff that sits for the next grade this month, more where skilled work is in short supply.

    `vacancies` are relative to the usual. Assumption: range in conf behaviour.skills.
    """
    return np.minimum(usual * np.maximum(vacancies, 0.0) ** elasticity, 1.0)


def decide_placements(planned, income_expected, consumption_usual, income_usual, committed):
    """Put by what is regularly left after consumption, interest and repayment.

    Nobody outside makes up for an income that is lost; who was helped from the start is still helped.
    Assumption: deposits that are not touched, wealth products, homes elsewhere and help among relatives in one flow.
    """
    regular = income_usual - consumption_usual - committed
    return np.maximum(income_expected - planned - committed, np.minimum(regular, 0.0))


def decide_kept_here(placed, part):
    """Of what is regularly saved, the part that stays with banks here; it is not there to be spent.

    Assumption: the rest goes to banks, funds and homes elsewhere and to relatives; part in conf behaviour.finance.
    """
    return part * np.maximum(placed, 0.0)


def decide_planned_consumption(consumption_usual, income_usual, income_expected, propensity):
    """Plan what one is used to, and spend a part of what income is expected to be beyond the usual.

    Assumption: a linear consumption function around the household's own first month; marginal propensity in conf.
    """
    return np.maximum(consumption_usual + propensity * (income_expected - income_usual), 0.0)


def decide_consumption(
    planned, income, income_expected, deposits, deposits_usual, propensity_transitory, from_wealth
):
    """Spend the plan, part of a surprise, and a little of deposits beyond the usual; all of a surprise with no savings.

    Nobody spends more than the deposits and one month of income on credit. Source: hand_to_mouth_2019; levels in conf.
    """
    surprise = income - income_expected
    transitory = choose(deposits < 0.5 * income_expected, 1.0, propensity_transitory)
    wanted = planned + transitory * surprise + from_wealth * (deposits - deposits_usual)
    return np.minimum(np.maximum(wanted, 0.0), np.maximum(deposits + income, 0.0))


def decide_home_purchases(usual, waiting, price, response, patience):
    """Ask for a mortgage: who usually buys, fewer where homes here are dearer, and of those refused who still wants to.

    Yuan at usual prices; `waiting` is what was refused before. Assumption: constant elasticity `response` to the
    price, a part `patience` of those refused asks again the month after; ranges in conf behaviour.property.
    """
    return usual * price**-response + patience * waiting


def tier_price(use, first, second, low, middle, high):
    """Price of one more kWh of a home, yuan; tiers end at `first` and `second`, as `use` in kWh. Source: home_tiers."""
    return choose(use <= first, low, choose(use <= second, middle, high))


def tier_bill(use, first, second, low, middle, high):
    """What a home pays for its use, yuan: each tier at its own price. Source: home_tiers."""
    return low * use + (middle - low) * np.maximum(use - first, 0.0) + (high - middle) * np.maximum(use - second, 0.0)


def decide_home_electricity(usual, need, richer, elasticity, dearer, response):
    """Use what heat and appliances ask for, more as income is above the usual, less where that reaches a dearer tier.

    `need` is relative to the usual, `richer` and `dearer` relative changes of income and of the price of one more kWh.
    Assumption: linear elasticities, ranges in conf behaviour.energy.
    """
    return usual * need * np.maximum(1.0 + elasticity * richer, 0.0) * np.maximum(1.0 - response * dearer, 0.0)


def decide_home_shift(movable, gap, cost):
    """Part of its day use a home moves to the night: what can wait, where a kWh saves more than its bother costs.

    `gap` is the price by day less that by night, yuan. Assumption: washing, boilers and cars, range in conf.
    """
    return choose(gap > cost, movable, 0.0)


def hours_saving(use, night, extra, less):
    """How much lower a bill by hours of the day is than one without, yuan: nights cost `less`, days a little `extra`.

    `night` is the part of `use` at night. Source: home_tiers.
    """
    return use * (night * less - (1.0 - night) * extra)


def decide_meter(saving, bother):
    """Be billed by hours of the day where that saves more in a year than the bother of it; yuan.

    Assumption: homes look at it once a year; the choice is free of charge and can be undone.
    """
    return saving > bother


def decide_donation(profit, usual_rate, effort, response):
    """Give the usual part of a profit, more or less as charity is promoted beyond the usual; nothing from a loss.

    Assumption: linear in the effort, range in conf behaviour.care. Clause 54.
    """
    return np.maximum(profit, 0.0) * usual_rate * np.maximum(1.0 + response * effort, 0.0)
