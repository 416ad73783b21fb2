"""Enterprises and self-employed shops: columns, and the decisions one of them takes.

A shop is a row with `is_shop`; schools, hospitals and offices are rows with `is_public`. The total of industry hangs
on a few giants, so above-scale rows are complete at every scale.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from agents.columns import STAYS, Column, Table
from agents.rules import choose


class Listing(IntEnum):
    """How far an enterprise is on its way to the stock market."""

    NONE = 0
    TUTORED = 1
    FILED = 2
    LISTED = 3


class Tenure(IntEnum):
    """By which right an industrial enterprise uses the land it works on."""

    NONE = 0  # no industrial land of its own
    OWNED = 1  # the right of use was bought
    LEASED = 2  # leased from the government
    VILLAGE = 3  # a building of a village collective
    STANDARD = 4  # rooms in a standard building
    CLEARED = 5  # the site was cleared and its firm closed: nobody opens there again


class Enterprises(Table):
    """One row per enterprise or shop."""

    HAS_EXITS = True
    COLUMNS = {
        "id": Column("i8", "id", "permanent id; an entrant's is new", "编号", at_exit=STAYS),
        "weight": Column("f8", "1", "enterprises this row stands for", "权重", static=True),
        "sector": Column("i8", "code", "sector of the 26", "行业", static=True),
        "town": Column("i8", "code", "town or subdistrict", "镇街", static=True),
        "is_above_scale": Column("?", "flag", "large from the start: built as a firm of the list", "规上", static=True),
        "is_shop": Column("?", "flag", "self-employed shop", "个体户", static=True),
        "is_public": Column("?", "flag", "school, hospital or public office", "公共单位", static=True),
        "is_hightech": Column("?", "flag", "in the high-tech industry list", "高技术产业", static=True),
        "is_technology": Column("?", "flag", "technology firm that could hold a certificate", "科技型企业",
                                static=True),
        "is_digital": Column("?", "flag", "in the digital core list", "数字经济核心", static=True),
        "local_owner_share": Column("f8", "share", "profit that belongs to residents", "本地所有者份额", static=True),
        "share_local": Column("f8", "share", "share of the sector's local sales", "本地销售份额", static=True),
        "orders_outside": Column("f8", "yuan/month", "orders from outside at base prices and base demand", "区外订单",
                                 at_exit=STAYS),
        "residual_sd": Column("f8", "share", "spread of the firm's own annual growth", "企业特有波动", static=True),
        "awareness": Column("f8", "share", "how early the firm hears of programmes (0 first)", "政策知晓", static=True),
        "is_active": Column("?", "flag", "in business; a row out of business is a free slot",
                            "在营", default=True, at_exit=0),
        "headcount": Column("f8", "person", "staff by skill", "从业人员", width=3, at_exit=STAYS),
        "posts": Column("f8", "person", "staff the firm has decided to have", "用工计划", at_exit=STAYS),
        "hours": Column("f8", "index", "hours worked over normal hours", "工时指数", default=1.0, at_exit=1),
        "productivity": Column("f8", "yuan/month", "real output of one person", "劳动生产率", at_exit=STAYS),
        "capital": Column("f8", "yuan", "capital stock at base prices", "资本", at_exit=STAYS),
        "capacity": Column("f8", "yuan/month", "real output the capital allows", "产能", at_exit=STAYS),
        "demand_expected": Column("f8", "yuan/month", "real demand expected", "预期需求", at_exit=0),
        "land": Column("f8", "mu", "industrial land held", "工业用地", at_exit=STAYS, drawn=True),
        "tenure": Column("i1", "code", "none, owned, leased, of a village, standard building, cleared", "用地方式",
                         at_exit=STAYS, drawn=True),
        "density": Column("f8", "1", "floor space over land (plot ratio)", "容积率", at_exit=STAYS, drawn=True),
        "floor_capacity": Column("f8", "yuan/month", "capacity a mu of floor space carries", "单位建筑面积产能",
                                 static=True, drawn=True),
        "site_rent": Column("f8", "yuan/month", "rent agreed since 2023 for land or rooms", "新租用地租金",
                            at_exit=STAYS, drawn=True),
        "output": Column("f8", "yuan/month", "real output this month", "产出", at_exit=0),
        "sales": Column("f8", "yuan/month", "real sales this month", "销售", at_exit=0),
        "inventory": Column("f8", "yuan", "finished goods at base prices", "库存", at_exit=0),
        "deposits": Column("f8", "yuan", "money in banks", "存款", at_exit=STAYS),
        "loans": Column("f8", "yuan", "bank loans", "贷款", at_exit=STAYS),
        "is_guaranteed": Column("?", "flag", "loan under a public guarantee", "政府担保", at_exit=0),
        "is_borrower": Column("?", "flag", "has or asks for bank loans", "有贷款意愿", at_exit=0),
        "unpaid_months": Column("i4", "month", "months in a row that ended with the account overdrawn", "连续透支月数",
                                at_exit=0, drawn=True),
        "profit_expected": Column("f8", "yuan/month", "profit after tax the owners expect", "预期税后利润", at_exit=0),
        "profit": Column("f8", "yuan/month", "profit before dividends this month", "利润", at_exit=0),
        "investment": Column("f8", "yuan/month", "capital spending this month", "投资", at_exit=0),
        "rd_spending": Column("f8", "yuan/month", "real R&D spending", "研发支出", at_exit=0),
        "rd_relabelled": Column("f8", "yuan/month", "spending only booked as R&D", "归类研发", at_exit=0),
        "rd_reported_before": Column("f8", "yuan", "R&D reported the year before last", "前年研发", at_exit=0),
        "rd_reported_year": Column("f8", "yuan", "R&D reported this year so far", "本年研发", at_exit=0),
        "rd_reported_last": Column("f8", "yuan", "R&D reported last year", "上年研发", at_exit=0),
        "revenue_year": Column("f8", "yuan", "revenue this year so far", "本年营收", at_exit=0),
        "revenue_last": Column("f8", "yuan", "revenue last year", "上年营收", at_exit=0),
        "certified_until": Column("i4", "month", "last month of the high-tech certificate, -1 none",
                                  "高企有效期", at_exit=-1),
        "listing": Column("i1", "code", "none, tutored, filed, listed", "上市阶段", at_exit=STAYS),
        "electricity": Column("f8", "kWh", "electricity used this month", "用电量", at_exit=0),
        "energy_intensity": Column("f8", "1", "energy for a yuan of output over that of the sector in 2022",
                                   "能耗强度系数", default=1.0, at_exit=STAYS, drawn=True),
        "intensity_usual": Column("f8", "1", "the same on the eve of 2023", "2023年初能耗强度系数", default=1.0,
                                  static=True, drawn=True),
        "energy_allowed": Column("f8", "tce", "yearly energy its reviews allow", "能评许可用能", at_exit=STAYS,
                                 drawn=True),
        "energy_waited": Column("f8", "month", "months an expansion waits for energy, -1 none", "扩建待批月数",
                                default=-1.0, at_exit=-1, drawn=True),
        "retrofit_left": Column("f8", "share", "part of its energy a retrofit would still save", "剩余节能改造潜力",
                                at_exit=STAYS, drawn=True),
        "green_balanced": Column("f8", "kWh", "power a year of expansions balanced by certificates", "绿证平衡电量",
                                 at_exit=0),
        "pv": Column("f8", "kW", "photovoltaics and storage of its own since 2022", "自建光伏和储能", at_exit=STAYS),
        "pv_leased": Column("f8", "kW", "those of investors on its roofs since 2022", "出租屋顶光伏", at_exit=STAYS),
        "deposits_usual": Column("f8", "yuan", "deposits on the eve of 2023", "2023年初存款", static=True, drawn=True),
        "cash_months": Column("f8", "month", "cash on the eve of 2023 in months of sales", "2023年初存款月数",
                              static=True, drawn=True),
        "demand_usual": Column("f8", "yuan/month", "sales on the eve of 2023", "2023年初销售", static=True, drawn=True),
        "output_usual": Column("f8", "yuan/month", "output in the market of 2022", "2022年产出", static=True,
                               drawn=True),
        "loans_usual": Column("f8", "yuan", "loans the place is used to", "常年贷款", at_exit=STAYS, drawn=True),
        "loans_opening": Column("f8", "yuan", "loans on the eve of 2023, none of who came later", "2023年初贷款",
                                at_exit=0, drawn=True),
        "rd_usual": Column("f8", "yuan/month", "real R&D on the eve of 2023", "2023年初研发", static=True, drawn=True),
        "relabelled_usual": Column("f8", "yuan/month", "spending only booked as R&D then", "2023年初归类研发",
                                   static=True, drawn=True),
        "rd_begun": Column("f8", "yuan/month", "R&D begun since 2022, at base", "新开展研发", at_exit=STAYS,
                           drawn=True),
        "exit_usual": Column("f8", "share", "chance to close in a month without cash stress", "常年退出率",
                             static=True, drawn=True),
        "guarantee_place": Column("f8", "share", "place in the order public guarantees reach firms (0 first)",
                                  "担保次序", static=True, drawn=True),
        "digital_months": Column("f8", "month", "months since a digital project began, -1 none", "数字化项目月数",
                                 default=-1.0, at_exit=STAYS, drawn=True),
        "on_list": Column("?", "flag", "on this year's list above the scale of its sector", "在规上限上名录", at_exit=0,
                          drawn=True),
        "been_on_list": Column("?", "flag", "was once on it", "曾在名录", at_exit=0, drawn=True),
        "exhibited_year": Column("i4", "year", "year of the last stand abroad, 0 none", "最近境外参展年份",
                                 at_exit=STAYS, drawn=True),
        "has_applied": Column("?", "flag", "applied for a certificate this year", "已申报高企", at_exit=0,
                              drawn=True),
        "list_place": Column("i1", "code", "on the last list of certificates: 0 no, 1 first, 2 renewed", "高企名单",
                             at_exit=0, drawn=True),
    }  # fmt: skip

    def known_by_name(self) -> NDArray:
        """Flags of the firms a bureau knows by name: above scale or technology firms."""
        return self.is_above_scale | self.is_technology


def decide_expected_demand(expected, realised, adjustment):
    """A firm moves its expectation part of the way to what was ordered last month.

    Assumption: adaptive expectations as in BeforeIT and K+S, speed in conf behaviour.production.
    """
    return expected + adjustment * (realised - expected)


def decide_output(expected, inventory, inventory_target, correction, labour_limit, capacity, is_storable):
    """Plan to sell what is expected and mend the stock of goods, within what staff and machines allow.

    A service cannot be stored: its plan is what staff and premises could serve, and demand decides.
    Source: poledna_2023, production as the least of what demand, labour and capital allow.
    """
    wanted = np.maximum(expected + correction * (inventory_target * expected - inventory), 0.0)
    limit = np.minimum(labour_limit, capacity)
    return choose(is_storable, np.minimum(wanted, limit), limit)


def decide_hours(activity, normal, overtime):
    """Work as long as the work asks for: longer than normal up to the limit of overtime, shorter where there is less.

    `normal` is what staff makes at normal hours; without staff hours are normal. Assumption: limit in conf
    behaviour.production, as the law allows 36 hours a month.
    """
    wanted = activity / np.maximum(normal, 1e-9)
    return choose(normal > 0.0, np.minimum(np.maximum(wanted, 0.0), 1.0 + overtime), 1.0)


def decide_paid_hours(hours, response):
    """Pay over that of normal hours: it rises with overtime and falls with short hours alike.

    Assumption: linear, since wages of the accounts hold the overtime that was usual and a premium on it only above
    would raise pay wherever firms differ; the response lies in conf behaviour.labour.
    """
    return np.maximum(1.0 + response * (hours - 1.0), 0.0)


def decide_posts(posts, expected, productivity, adjustment, overtime, hoarding, patience):
    """Move the number of posts part of the way to what expected demand needs; leavers are replaced, posts stand.

    Hours answer first: of a lack that overtime can bridge, and of an excess within what a firm hoards, it closes a
    smaller part (`patience` of its speed). A firm that starts from nothing sets up what it needs at once.
    Assumption: quadratic adjustment costs, speeds and limits in conf behaviour.labour.
    """
    needed = expected / np.maximum(productivity, 1.0)
    gap = needed - posts
    bridged = np.minimum(np.maximum(gap, -hoarding * posts), overtime * posts)
    return choose(posts > 0.0, posts + adjustment * (gap - (1.0 - patience) * bridged), needed)


def decide_staffing(dear, elasticity):
    """Staff wanted for an output over that at usual pay: fewer where a product buys less labour than usual.

    `dear` is the real product wage of a unit of work over the usual one; what fewer people do not make at normal hours
    they make in longer ones, or others do. Assumption: constant elasticity after Hamermesh (1993), not looked up;
    range in conf behaviour.labour.
    """
    return np.maximum(dear, 1e-6) ** -elasticity


def decide_pay(level, unemployment, vacancies, response, response_vacancies, speed):
    """Move the level of pay part of the way to the wage curve: lower with more unemployed, higher with open jobs.

    Both are changes against the usual rate, as a share of the mean of the two, so that neither is without bound.
    Assumption: the wage curve of Blanchflower and Oswald (1994), not looked up; elasticities and speed in conf
    behaviour.labour.
    """
    target = 1.0 - response * unemployment + response_vacancies * vacancies
    return level + speed * (np.maximum(target, 0.0) - level)


def decide_coming(usual, level, elasticity):
    """Part of the jobs left open that commuters fill in a month: more where pay has gained on pay elsewhere.

    Assumption: constant elasticity, pay elsewhere follows prices and productivity; range in conf behaviour.labour.
    """
    return np.minimum(usual * np.maximum(level, 0.0) ** elasticity, 1.0)


def decide_dismissals(headcount, wanted, response, refund):
    """Let go of staff above the number wanted; a refund for keeping staff makes a firm hold on to a part of them.

    Assumption: dismissals fall in proportion to the refund, response in conf behaviour.labour.
    """
    return np.maximum(headcount - wanted, 0.0) * np.maximum(1.0 - response * refund, 0.0)


def decide_investment(capital, capacity, expected, target_use, depreciation, accelerator, cost_response):
    """Replace what wore out, and close part of the gap between capacity and what demand will need.

    `cost_response` is the proportional change of desired capital from the user cost of capital after subsidy.
    Source: chirinko_1993 (accelerator and user cost).
    """
    wanted = expected / target_use * (1.0 + cost_response)
    gap = np.maximum(wanted / np.maximum(capacity, 1.0) - 1.0, -1.0)
    return np.maximum(capital * (depreciation + accelerator * gap), 0.0)


def decide_rd(base, user_cost_change, elasticity, cash_pressure):
    """Real R&D answers its user cost with the estimated elasticity and is cut when cash is short.

    Source: chen_2021_rd, real elasticity; relabelling is a separate response.
    """
    return base * np.exp(elasticity * -user_cost_change) * (1.0 - cash_pressure)


def decide_application(awareness, reach, gain, cost):
    """Apply for a programme when the firm has heard of it and the expected gain exceeds the cost of applying.

    Assumption: uptake is a decision and never complete; reach and cost in conf.
    """
    return (awareness < reach) & (gain > cost)


def decide_green_grant(general, green):
    """Take the grant on energy saving where it pays a larger share of a machine than the general one (就高不重复).

    Clause 20.
    """
    return green > general


def decide_renewal(usual_share, gain, gain_usual, cost_spread):
    """Share of holders that renew: who gains more than usual bears a higher cost of applying; costs are lognormal.

    Assumption: the usual share stands at the usual gain, the spread of costs is that of first applications.
    """
    return ndtr(ndtri(usual_share) + np.log(gain / gain_usual) / cost_spread)


def decide_green_power(price, value, steepness):
    """Readiness, 0 to 1, to buy a certificate for a kWh whose quota is worth `value`, both yuan; none without a price.

    Assumption: logistic in the advantage, as for photovoltaics, range in conf behaviour.energy. Clause 61.
    """
    readiness = 1.0 / (1.0 + np.exp(-steepness * (value / np.maximum(price, 1e-9) - 1.0)))
    return readiness * (price > 0.0)


def decide_direct_purchase(share, help_given, speed, saving, effort):
    """Share of power bought directly next month: some of the rest go over, more where the saving outweighs the effort.

    Help takes the effort away in parts; without any saving nobody goes over. All shares of the bill. Assumption: half
    go over where the two are equal, as in a logit of their ratio; ranges in conf behaviour.energy. Clause 61.
    """
    worth = saving / np.maximum(saving + effort / (1.0 + help_given), 1e-9)
    return share + (1.0 - share) * np.minimum(speed * worth, 1.0)


def decide_green_share(share, wanted, speed):
    """Buy more certificates step by step and fewer at once: nobody is bound to go on buying.

    Assumption: speed in conf behaviour.energy.
    """
    return np.minimum(share + speed * np.maximum(wanted - share, 0.0), wanted)


def decide_owners_draw(profit_expected, deposits, deposits_usual, borrowed, retained, payout, rebuilding):
    """Owners draw the profit they expect and part of their own cash beyond the usual; nothing of what is borrowed.

    `borrowed` is debt beyond the usual: cash is theirs less of it. What a bank called in is first missing in working
    capital, which they rebuild little by little; short of cash they draw no more than profit, less what they leave in
    the firm to invest (`retained`). Assumption: usual cash
    and debt are the firm's own ratios to demand at the start, speeds in conf behaviour.finance.
    """
    beyond = deposits - deposits_usual
    own = np.minimum(beyond - borrowed, np.maximum(beyond, 0.0))
    called_in = np.maximum(np.minimum(-borrowed, -beyond), 0.0)
    return np.maximum(profit_expected - retained + payout * own - rebuilding * called_in, 0.0)


def decide_funded_share(cash, costs, months, supplier_credit):
    """Part of the planned output that cash carries until customers pay; suppliers give credit for the rest of it.

    Assumption: a cash cycle of `months` of sales, and no supplier cuts a customer off whole; conf behaviour.finance.
    """
    carried = np.minimum(np.maximum(cash, 0.0) / np.maximum(months * costs, 1e-9), 1.0)
    return supplier_credit + (1.0 - supplier_credit) * carried


def decide_affordable_investment(wanted, replacement, deposits, costs, buffer_months, meant):
    """Beyond replacing what wore out a firm invests what its cash above a buffer and money meant for it pay for.

    Assumption: internal funds first (pecking order); `meant` are profit left in the firm and new loans for the purpose.
    """
    room = np.minimum(np.maximum(deposits - buffer_months * costs, meant), np.maximum(deposits, 0.0))
    return np.minimum(wanted, np.minimum(wanted, replacement) + room)




def decide_filing(gain, service, elasticity):
    """Readiness to go public relative to the usual terms: more for an award that pays more of the cost, and for help.

    `gain` is the award beyond the usual over the cost of a listing, `service` the district's effort beyond the usual.
    Assumption: proportional to the part of the cost that is left, and to effort; conf behaviour.capital_market.
    """
    return np.maximum((1.0 + gain) * (1.0 + elasticity * service), 0.0)


def decide_to_wait(patience, chance, gain):
    """File, or stay in the queue of an exchange, while a review is expected to take no longer than plans can wait.

    `chance` is that of a month at the pace of the day, so that a review takes one over it; `patience` in months; an
    award that pays more of the cost (`gain`, of the whole) buys as much more of it. Assumption: the pace of the day is
    taken to last; patience in conf behaviour.capital_market.
    """
    return patience * np.maximum(1.0 + gain, 0.0) * chance >= 1.0


def decide_stand(gain, cost):
    """Take a step to new buyers (a stand abroad, a host) when what it brings in a year exceeds its cost after support.

    Clauses 36, 37.
    """
    return gain > np.maximum(cost, 0.0)


def decide_to_insure(loss, cover, financing, price):
    """Insure sales on credit when what is covered of the losses on them, and the cheaper loans against insured bills,
    exceed the premium after support; all a share of those sales.

    Assumption: a firm knows how often its buyers fail and takes the mean for what it will be; range in conf
    behaviour.trade. Clause 37.
    """
    return cover * loss + financing > np.maximum(price, 0.0)


def decide_outlets(usual, refund, refund_usual, elasticity):
    """Outlets or brands abroad opened in a month: the usual number, more as less of their cost is one's own.

    Assumption: constant elasticity to the own part of the cost, range in conf behaviour.trade. Clause 38.
    """
    own = np.maximum(1.0 - refund, 0.05) / np.maximum(1.0 - refund_usual, 0.05)
    return usual * own**-elasticity


def decide_first_stores(sought, award_change, response):
    """First stores that come of those sought: more as the award pays a larger part of the fitting-out than usual.

    Assumption: linear, `response` for each tenth; range in conf behaviour.visitors. Clause 35.
    """
    return sought * np.maximum(1.0 + response * 10.0 * award_change, 0.0)


def decide_contracts(usual, promotion, response, award_change, award_response):
    """Contracts of foreign capital in a month: the usual number, moved by promotion over the usual and by the award.

    Assumption: a power of promotion, linear in the award; range in conf behaviour.foreign_capital. Clause 39.
    """
    return usual * np.maximum(promotion, 0.0) ** response * np.maximum(1.0 + award_response * award_change, 0.0)


def decide_recruits(usual, award, award_usual, response):
    """Firms that recruiting brings in a month: those sought, more as it pays more than usual to bring or be one.

    Assumption: a power of the award over the usual one, range in conf behaviour.services. Clauses 22, 25, 26.
    """
    relative = np.where(award_usual > 0.0, award / np.maximum(award_usual, 1e-9), 1.0)
    return usual * np.maximum(relative, 0.0) ** response


def decide_institution(worth, award, cost):
    """Set up a research institution when what it is worth and the award exceed what it costs. Clause 6."""
    return worth + award > cost


def decide_upgrade(saved_annual, cost, payback):
    """Begin a digital project when it pays back within the years a firm allows for it. Clause 17.

    Assumption: payback rule, years in conf behaviour.upgrading.
    """
    return saved_annual * payback > np.maximum(cost, 0.0)
