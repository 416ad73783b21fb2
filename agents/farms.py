"""Farms: large grain growers, vegetable, aquaculture and fruit farms, co-operatives; columns and decisions."""

import numpy as np

from agents.columns import Column, Table
from agents.rules import choose

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
        "grain_land": Column("f8", "mu", "sown to grain in the two seasons of a year", "粮食播种面积"),
        "yield_grain": Column("f8", "kg", "grain a mu gives at base", "粮食单产", static=True),
        "margin_other": Column("f8", "yuan", "margin of a mu of the other crop", "其他作物亩均收益", static=True),
        "output": Column("f8", "yuan/month", "real output this month", "产出"),
        "deposits": Column("f8", "yuan", "money in banks", "存款"),
        "loans": Column("f8", "yuan", "loans", "贷款"),
        "income": Column("f8", "yuan/month", "income after costs this month", "收入"),
        "deposits_usual": Column("f8", "yuan", "deposits on the eve of 2023", "2023年初存款", static=True, drawn=True),
        "loans_opening": Column("f8", "yuan", "loans on the eve of 2023", "2023年初贷款", static=True, drawn=True),
        "operator_age": Column("f8", "year", "age of who runs it in January 2023", "经营者年龄"),
        "has_heir": Column("?", "flag", "an heir stands ready", "有接班人"),
        "is_given_up": Column("?", "flag", "given up without an heir", "无人接班"),
        "output_base": Column("f8", "yuan/month", "output at the start", "期初产出"),
        "value_base": Column("f8", "mu", "harvests of the start in mu of rice at base yield", "期初收成"),
        "value_other": Column("f8", "index", "value of a mu of the other crop in mu of rice", "其他作物价值"),
        "margin_rice": Column("f8", "yuan", "margin of a mu at which it would leave rice", "水稻临界收益"),
        "margin_winter": Column("f8", "yuan", "margin of a mu at which it would leave winter grain", "冬粮临界收益"),
        "fallow": Column("f8", "mu", "rice land left unsown for want of money", "因缺资金未种水稻"),
        "rice": Column("f8", "mu", "sown to rice", "水稻面积"),
        "winter": Column("f8", "mu", "sown to winter grain", "冬粮面积"),
        "rice_plan": Column("f8", "share", "land planned for rice", "水稻计划"),
        "winter_plan": Column("f8", "share", "land planned for winter grain", "冬粮计划"),
        "rice_harvest": Column("f8", "mu", "last rice harvest in mu at base yield", "水稻收成"),
        "winter_harvest": Column("f8", "mu", "last winter harvest in mu of rice at base yield", "冬粮收成"),
        "insurance_due": Column("f8", "yuan", "insurance that pays at the harvest", "应付保险金"),
        "rice_loans": Column("f8", "yuan", "loans for the rice season", "水稻季贷款"),
        "winter_loans": Column("f8", "yuan", "loans for the winter season", "冬季贷款"),
        "electricity": Column("f8", "kWh", "electricity used this month", "用电量"),
        "power_rice": Column("f8", "kWh", "electricity of a mu of rice in a year", "水稻亩均年用电"),
        "power_other": Column("f8", "kWh", "electricity of a mu of the other crop in a year", "其他作物亩均年用电"),
        "power_discount": Column("f8", "yuan", "what one more kWh costs less than the tariff", "新增用电比电价便宜"),
        "has_room": Column("?", "flag", "has a cold room, a heated greenhouse", "有冷库、加温大棚", width=2),
        "room_runs": Column("?", "flag", "it is switched on", "冷库、大棚在用", width=2),
        "room_gain": Column("f8", "share", "what it adds to the output it serves", "冷库、大棚增值率", width=2),
        "room_effect": Column("f8", "share", "other output kept by rooms beyond the start", "冷库、大棚增产"),
        "room_loans": Column("f8", "yuan", "loans for cold rooms and greenhouses", "冷库、大棚贷款"),
        "pv": Column("f8", "kW", "photovoltaics of its own since 2022", "自建光伏"),
        "pv_leased": Column("f8", "kW", "photovoltaics of investors on its roofs since 2022", "出租屋顶光伏"),
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


def decide_sowing(planned, cash, cost):
    """Sow what was planned, as far as cash with the season's loans pays for seed, machines and labour.

    `planned` mu, `cash` yuan, `cost` yuan a mu. Assumption: suppliers of farms want to be paid in the season.
    """
    return np.minimum(planned, np.maximum(cash, 0.0) / np.maximum(cost, 1e-9))


def decide_plots_wanted(wanted, cash, rent, cost, granted):
    """Bid for no more mu than money carries: the rent and the part of a mu's cost that no bank will lend.

    `granted` is the part of farm loans banks grant. Assumption: a bidder reckons with the usual answer of the bank.
    """
    return np.minimum(wanted, np.maximum(cash, 0.0) / np.maximum(rent + cost * (1.0 - granted), 1e-9))


def expected_grain_price(market, floor, spread):
    """A price that can fall below a guaranteed floor is worth more than the floor and more than the market alone.

    The mean of max(price, floor) when the price is logistic around `market` with scale `spread`, yuan a kg.
    Assumption: farmers know the floor and the usual spread of prices, range in conf behaviour.farming.
    """
    return spread * np.logaddexp(market / spread, floor / spread)


def grain_margin(price, grain_yield, cost, subsidy, rate, season_years):
    """What a mu of grain leaves: harvest and subsidy less costs and the interest on them until the harvest.

    yuan a mu; `price` yuan a kg, `grain_yield` kg a mu, `rate` a year. Source: rice_cost_memory for the level of costs.
    """
    return price * grain_yield + subsidy - cost * (1.0 + rate * season_years)


def insurance_margin(insured_sum, premium_rate, subsidy, loss_ratio, risk_cost, cost):
    """What insurance adds to the margin of a mu, yuan: claims expected less one's own premium, and less to fear.

    `risk_cost` is what a grower would pay to be rid of the whole risk of a mu that costs `cost`; cover counts up to
    it. Assumption: risk premium in proportion to what is not covered, ranges in conf behaviour.farming. Clause 42.
    """
    premium = insured_sum * premium_rate
    own = premium * (1.0 - np.minimum(subsidy, 1.0))
    return premium * loss_ratio - own + risk_cost * np.minimum(insured_sum / cost, 1.0)


def revealed_margin(share, margin_grain, response):
    """The margin of the other crop that makes today's share of grain this farm's own choice.

    Soil, skill and risk are not seen, the choice is: the inverse of `decide_grain_share` at rest; a farm without
    grain (share 0) or with nothing else (share 1) is at infinity and stays. Assumption: farms start at rest.
    """
    with np.errstate(divide="ignore"):
        return margin_grain - (np.log(share) - np.log1p(-share)) / response


def decide_rent_bid(rent, margin, margin_usual, gain_share, distance_cost):
    """Offer the usual rent and part of what one more plot gains over the town's usual grower, less the way to it.

    Assumption: an auction of single plots as in MP-MAS and AgriPoliS, range in conf behaviour.farming.
    """
    return np.maximum(rent + gain_share * (margin - margin_usual) - distance_cost, 0.0)


def decide_rent_ask(rent, margin, margin_usual):
    """Let land go for the usual rent less what one earns below the town's usual grower.

    Assumption: the plot's own use is the alternative to letting it.
    """
    return np.maximum(rent + margin - margin_usual, 0.0)


def decide_to_give_up(age, has_heir, retires):
    """Who is past the age at which farmers stop gives the farm up, unless an heir takes it over.

    Assumption: operators go on until then, ages and share of heirs in conf behaviour.farming.
    """
    return (age >= retires) & np.logical_not(has_heir)


def decide_leaving_farming(usual, income_growth, wage_growth, response):
    """Chance a month that a farmer takes wage work: the usual one, less where farms have gained on wages.

    Assumption: elasticity `response` of leaving to farm incomes over wages, both relative to the start; ranges in
    conf behaviour.farming.
    """
    return usual * np.maximum(1.0 - response * (income_growth - wage_growth), 0.0)


def decide_machine_share(share, opening, gain_change, spread, speed):
    """Move towards the share of rice land on which a machine pays: the opening one, shifted by a change of the gain.

    Assumption: gains logistic over plots; spread (yuan a mu) and speed in conf behaviour.farm_upgrading. Clause 43.
    """
    odds = opening / (1.0 - opening) * np.exp(gain_change / spread)
    return share + speed * (odds / (1.0 + odds) - share)


def decide_rice_fish(gain, risk, spread):
    """Part of the growers who think it over that put a plot to rice with aquaculture.

    Assumption: logistic in what is gained beyond what the risk asks, yuan a mu; values in conf. Clause 40.
    """
    return 1.0 / (1.0 + np.exp(-(gain - risk) / spread))


def power_discount(tariff, roof_price, match):
    """What one more kWh costs a farm below its tariff, yuan: part of it comes off the roof at the roof's price.

    `roof_price` is what the grid would pay for power to spare, or what an investor asks for it; `match` the part that
    is used while the sun shines. Assumption: range of the match in conf behaviour.farm_energy.
    """
    return match * np.maximum(tariff - roof_price, 0.0)


def decide_room(gain, reward, power, user_cost):
    """Build a cold room or heat a greenhouse where what it keeps and is paid for shifting carries power and capital.

    All yuan for a yuan of the output it serves. Assumption: the usual user cost of capital. Clauses 43, 61.
    """
    return gain + reward >= power + user_cost


def decide_to_run(gain, reward, power):
    """Switch a room on while what it keeps is worth more than its power; what was built is sunk.

    Assumption: farms reckon with the month's price and tariff. Clause 61.
    """
    return gain + reward > power


def revealed_gain(cost, excess, has):
    """What a room adds to a yuan of the output it serves, as its presence reveals: more than it costs, or less.

    `excess` is the farm's own distance from the margin. Assumption: farms start at rest, so nothing is built or
    switched off until a price, a rate or an aid moves.
    """
    return np.maximum(choose(has, cost + excess, cost - excess), 0.0)


def decide_room_loan(cost, cash, share):
    """Ask a bank for what a room costs beyond the part of the money at hand that is not needed for the season; yuan.

    Assumption: share in conf behaviour.farm_energy.
    """
    return np.maximum(cost - share * np.maximum(cash, 0.0), 0.0)


def decide_facilities(usual, grant_change, elasticity):
    """Buy the usual machines and facilities, and more when a grant pays a larger part than usual.

    Assumption: elasticity in conf behaviour.farm_upgrading. Clause 43.
    """
    return usual * np.maximum(1.0 + elasticity * grant_change, 0.0)
