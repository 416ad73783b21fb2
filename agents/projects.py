"""Investment projects: one pipeline with flags for the overlapping lists; complete at every scale."""

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.columns import Column, Table
from agents.rules import choose


class Stage(IntEnum):
    """Gates a project passes, in order."""

    CANDIDATE = -1  # looks at the district, nothing is signed
    SIGNED = 0
    LAND = 1
    ENERGY = 2
    PERMITTED = 3
    STARTED = 4
    FINISHED = 5
    PRODUCING = 6
    STOPPED = -2  # given up for good


class Investor(IntEnum):
    """Whose a project is."""

    PUBLIC = 0  # roads, schools, offices: state platforms answer for them
    HERE = 1  # an enterprise of the district
    LISTED = 2  # a listed company from elsewhere
    FOREIGN = 3
    STATE = 4  # a state-owned company from elsewhere
    PRIVATE = 5  # any other private company from elsewhere


class Plan(IntEnum):
    """What an owner decides when it looks at its plan again."""

    STOP = 0  # for good
    CUT = 1  # smaller, and prepared more slowly
    GO_ON = 2
    FORWARD = 3  # larger, and sooner


class Projects(Table):
    """One row per project."""

    COLUMNS = {
        "id": Column("i8", "id", "permanent id", "编号", static=True),
        "weight": Column("f8", "1", "always 1", "权重", static=True),
        "kind": Column("i4", "code", "industry, services, infrastructure, social, transport", "类别", static=True),
        "sector": Column("i4", "code", "sector that will use it", "行业", static=True),
        "town": Column("i4", "code", "town", "镇街", static=True),
        "is_new": Column("?", "flag", "one of the 163 to start in 2024", "新建", static=True),
        "is_listed": Column("?", "flag", "on the list of 2024", "入库", static=True),
        "is_candidate": Column("?", "flag", "on no list: may sign from 2024 on", "在谈", static=True),
        "is_provincial": Column("?", "flag", "of the provincial programme", "千项万亿", static=True),
        "is_key": Column("?", "flag", "a key project of province or city", "省市重点", static=True),
        "total": Column("f8", "yuan", "planned investment as its owner last decided", "总投资"),
        "total_planned": Column("f8", "yuan", "planned investment on the eve of 2023", "2023年初计划总投资",
                                static=True, drawn=True),
        "land_need": Column("f8", "mu", "construction land it stands on", "用地需求", static=True),
        "energy_need": Column("f8", "tce", "energy to be granted at review", "用能需求", static=True),
        "duration": Column("f8", "month", "planned months of building", "工期", static=True),
        "lag": Column("f8", "month", "months from gate to gate", "各环节时长", width=4, static=True),
        "planned_start": Column("i4", "month", "month planned to start, or to decide", "计划开工月", static=True),
        "stage": Column("i4", "code", "gate passed", "阶段"),
        "waited": Column("f8", "month", "months since the last gate", "等待"),
        "started": Column("i4", "month", "month of start, -1 none", "开工月"),
        "spent": Column("f8", "yuan", "spent so far", "累计完成投资"),
        "spent_month": Column("f8", "yuan/month", "spent this month", "当月投资"),
        "deposits": Column("f8", "yuan", "money in banks", "存款"),
        "loans": Column("f8", "yuan", "loans", "贷款"),
        "granted": Column("f8", "yuan", "equipment grants received so far", "已获设备资助"),
        "investor": Column("i1", "code", "public, here, or of which kind from elsewhere", "投资主体", drawn=True),
        "owner": Column("i8", "row of enterprises", "enterprise here that owns it, -1 none", "业主企业", default=-1,
                        drawn=True),
        "is_private": Column("?", "flag", "has private owners", "民间项目", static=True, drawn=True),
        "own_delay": Column("f8", "1", "its waits over the usual ones, log over its spread", "自身延误", static=True,
                            drawn=True),
        "has_energy_of_year": Column("?", "flag", "passed the energy review this year", "当年已批用能"),
    }

    if TYPE_CHECKING:
        total: NDArray  # the column hides the method of that name


PROJECT_KINDS = ("industry", "services", "infrastructure", "social", "transport")
INDUSTRY_KIND, TRANSPORT_KIND = PROJECT_KINDS.index("industry"), PROJECT_KINDS.index("transport")
PLANT_KINDS = tuple(PROJECT_KINDS.index(name) for name in ("industry", "services"))
PUBLIC_KINDS = tuple(PROJECT_KINDS.index(name) for name in ("infrastructure", "social", "transport"))


def decide_wait(lag, delay, effort):
    """Months a gate takes: the usual length stretched by delay, cut by effort.

    Assumption: lags are lognormal and delays share one factor; ranges in conf behaviour.pipeline.
    """
    return lag * delay / np.maximum(effort, 1e-9)


def decide_passage(waited, lag, delay, effort):
    """A gate is passed when the wait exceeds its usual length, stretched by the common delay, cut by effort.

    Assumption: lags are lognormal and delays share one factor; ranges in conf behaviour.pipeline.
    """
    return waited >= decide_wait(lag, delay, effort)


def decide_start(is_ready, waits_for_ceremony, month_of_year):
    """A project that is ready starts, unless its owner waits for the joint start that closes the quarter.

    Assumption: the habit of joint starts (集中开工), share in conf behaviour.pipeline.
    """
    return np.logical_and(is_ready, choose(waits_for_ceremony, is_quarter_end(month_of_year), True))


def decide_effort(share_started, share_planned, share_due, response):
    """The bureau presses harder the further starts are behind the schedule, relative to what the quarter asks.

    Clause 4.
    """
    behind = np.maximum(share_planned - share_started, 0.0)
    return 1.0 + response * behind / np.maximum(share_due, 1e-9)


def decide_spending(total, spent, duration, delay):
    """Works cost an even share of the total each month until it is spent.

    Assumption: even profile; the published plan gives only annual amounts.
    """
    return np.minimum(total / np.maximum(duration * delay, 1.0), np.maximum(total - spent, 0.0))


def decide_pace(demand, response):
    """Property works go on as fast as homes sell.

    Assumption: response to home sales, range in conf behaviour.pipeline.
    """
    return np.maximum(demand, 0.0) ** response


def decide_worth(demand, demand_response, user_cost, elasticity, shortfall, finance_response):
    """What a plant is worth to its owner over the day it was planned: one if nothing has changed.

    `demand` is what it expects to sell over what it is used to, `user_cost` the relative change of the cost of capital,
    `shortfall` the part of its money it cannot find beyond the usual.
    Assumption: constant elasticities, that of capital to its user cost among them; ranges in conf behaviour.
    """
    return np.maximum(demand, 0.0) ** demand_response * np.exp(-elasticity * user_cost - finance_response * shortfall)


def decide_prospects(worth, years_late, response):
    """Worth less what waiting takes: `years_late` are years lost to queues beyond those its owner knew of.

    Assumption: the response of candidates to queues holds for those who wait, range in conf behaviour.candidates.
    """
    return worth / (1.0 + response * np.maximum(years_late, 0.0))


def decide_plan(luck, prospects, sunk, stopping, inertia):
    """What to do with a plan: give it up, cut it, go on, or build more and sooner; a code of `Plan`.

    What is built already is sunk: the more, the less is left to pay for the same gain. Small changes move nobody.
    Assumption: how many owners give up for a fall of prospects is a range in conf behaviour.pipeline.plans.
    """
    fallen = 1.0 - prospects / np.maximum(1.0 - sunk, 1e-9)
    stops = np.logical_and(fallen > inertia, luck < stopping * fallen)
    grows = choose(prospects > 1.0 + inertia, Plan.FORWARD, Plan.GO_ON)
    return choose(stops, Plan.STOP, choose(prospects < 1.0 - inertia, Plan.CUT, grows))


def decide_volume(plan, total, planned, spent, prospects):
    """Planned investment after a review, yuan: in step with prospects, never less than is built.

    Assumption: as capital does with its user cost and with demand; the elasticities are in the prospects.
    """
    changed = np.maximum(planned * prospects, spent)
    return choose(plan == Plan.GO_ON, total, choose(plan == Plan.STOP, spent, changed))


def decide_signing(draw, base, effort, worth, queue):
    """A candidate signs when its own draw lies below the chance that recruiting, its worth and queues leave.

    `effort` is recruiting beyond the usual times its response, `queue` the years it would wait for land or energy.
    Assumption: no record of lost projects, ranges in conf behaviour.candidates.
    """
    return draw < base * np.maximum(1.0 + effort, 0.0) * worth / (1.0 + np.maximum(queue, 0.0))


def decide_own_funds(asked, cash):
    """An owner brings its part of the works as far as its cash beyond working capital reaches.

    Assumption: no owner runs down the cash that its own business needs.
    """
    return np.minimum(asked, np.maximum(cash, 0.0))


def decide_more_loans(missing, works, borrowed, capital_ratio):
    """What an owner lacks it asks banks for, who lend no more of the works than leaves the least capital.

    Assumption: least capital after the State Council's rule for fixed-asset projects, not looked up.
    """
    return np.minimum(missing, np.maximum((1.0 - capital_ratio) * works - borrowed, 0.0))


def decide_to_carry(own_funds, months, cash, profit):
    """Whether an enterprise could pay its part of a project out of spare cash and the profit of the months of building.

    Assumption: nobody begins what its own money cannot carry; banks look at the same.
    """
    return own_funds <= np.maximum(cash, 0.0) + months * np.maximum(profit, 0.0)


def decide_taking_over(is_begun):
    """What becomes of a project whose owner closes: works under way are bought by others, plans lapse.

    Assumption: a site with a building on it finds a buyer, a plan on paper does not; no record.
    """
    return choose(is_begun, True, False)


def decide_freight_saving(cost, tolls, ports, multimodal):
    """What shippers save of their freight bill: relief of tolls, of port charges, and goods moved by rail and water.

    Clauses 30, 32.
    """
    return cost * np.clip(tolls + ports + multimodal, 0.0, 1.0)


def decide_orders_brought(luck, mean):
    """Part of what a new plant can make that its owner had sold outside before it was built, 0 to 1.

    Assumption: a power law of one number drawn for each plant, with this mean; range in conf behaviour.pipeline.
    """
    return luck ** (1.0 / np.maximum(mean, 1e-9) - 1.0)


def is_quarter_end(month_of_year):
    """Projects are started together in the last month of a quarter (集中开工)."""
    return choose(month_of_year % 3 == 0, True, False)
