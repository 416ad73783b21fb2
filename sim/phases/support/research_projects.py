"""Research that is arranged and not only paid for: first institutions, called projects, patents, prizes.

Why projects are kept by month: a grant is paid at once, the work lasts a year and a half, and what a firm would have
done anyway is in the research a draw begins with. Only what differs from the usual number of projects adds research.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.enterprises import decide_application, decide_institution
from sim.awards import award
from sim.calendar import MONTHS
from sim.randomness import key, normal, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.enterprises import Granted

declare(
    research__begun=Series("enterprise", "Above-scale firms that begin research", "新开展研发规上企业", "clause 6"),
    research__inactive=Series("enterprise", "Above-scale manufacturers without research", "无研发规上工业企业",
                              "clause 6"),
    research__projects=Series("project", "Research projects granted", "立项科技项目", "clauses 7, 16"),
    research__project_aid=Series("yuan", "Grants for research projects", "科技项目补助支出", "clauses 7, 16"),
    research__upper_money=Series("yuan", "Upper money for research projects", "上级科技项目资金", "clause 7"),
    research__patent_aid=Series("yuan", "Aid on sales of patented products", "专利产业化补助支出", "clause 9"),
    research__prizes=Series("1", "National prizes awarded", "国家科技奖奖励项数", "clause 9"),
)


@rests
def arrange_research(state: State) -> None:
    """Visits and awards make firms begin; once a year projects are granted, and patents and prizes are paid."""
    calendar = state.settings.behaviour.calendar
    _begin_research(state)
    _run_projects(state)
    if state.month_of_year == calendar.research_projects_decided:
        _grant_projects(state)
    if state.month_of_year == calendar.claims_paid:
        _pay_patents(state)
        _pay_prizes(state)


def _begin_research(state: State) -> None:
    """Firms without research that are visited set up an institution when award and worth exceed its cost. Clause 6."""
    enterprises, levers = state.enterprises, state.levers
    innovation = state.settings.behaviour.innovation
    pool = state.rows.above_scale_makers
    idle = pool[enterprises.rd_usual[pool] <= 0.0]
    begun = enterprises.rd_begun
    idle = idle[begun[idle] <= 0.0]
    state.record("research.inactive", float(enterprises.weight[idle].sum()))
    draw = uniform(state.stream("research.visit"), enterprises.id[idle])
    visited = (draw < innovation.institution_visits * levers.institution_push / innovation.usual_push) & (
        enterprises.awareness[idle] < levers.institution_reach
    )
    own = normal(state.stream("research.cost", 0), idle)
    cost = innovation.institution_cost * np.exp(innovation.institution_spread * own)
    starts = idle[visited & decide_institution(innovation.institution_value, levers.institution_award, cost)]
    begun[starts] = innovation.first_research * enterprises.output_usual[starts]
    award(state, "innovation", "institution_award", np.full(len(starts), levers.institution_award), starts)
    state.record("research.begun", float(enterprises.weight[starts].sum()))


def _grant_projects(state: State) -> None:
    """Researchers apply when a grant exceeds what a claim costs; the largest win. Clauses 7, 16."""
    enterprises, levers = state.enterprises, state.levers
    claim = state.settings.behaviour.government.claim_cost
    doing = np.flatnonzero(enterprises.rd_usual > 0.0)
    effort = enterprises.rd_spending[doing] * np.exp(normal(key(state.seed, "research.rank", state.year), doing))
    order = doing[np.argsort(-effort, kind="stable")]
    granted, first = np.zeros(len(enterprises)), 0
    for chapter, number, grant in (("manufacturing", levers.frontier_projects, levers.frontier_grant),
                                   ("innovation", levers.district_projects, levers.district_project_grant)):
        applies = order[first:][decide_application(0.0, 1.0, np.full(len(order) - first, grant), claim)]
        chosen = applies[: round(number)]
        first += len(chosen)
        amounts = np.zeros(len(enterprises))
        amounts[chosen] = grant
        paid = award(state, chapter, "research_project", amounts)
        asked = grant * float(enterprises.weight[chosen].sum())
        granted += amounts * (paid / asked if asked > 0.0 else 0.0)
        state.add("research.projects", len(chosen))
        state.add("research.project_aid", paid)
    _match_upper_money(state, order, granted)
    months = float(state.settings.behaviour.innovation.project_months)
    state.books.research.projects.append(Granted(granted, months))


def _match_upper_money(state: State, order: NDArray, granted: NDArray) -> None:
    """City, province and centre pay for projects of the largest researchers; the district matches a part. Clause 7."""
    enterprises, match = state.enterprises, state.levers.upper_match
    money = state.settings.policy.innovation.m07.upper_grants
    winners = order[: max(len(order) // 20, 1)]
    share = enterprises.rd_spending[winners] / max(float(enterprises.rd_spending[winners].sum()), 1.0)
    upper = money * share / enterprises.weight[winners]
    state.ledger.transfer("upper_research", "outside", Table.total(enterprises, upper, winners), "enterprises",
                          upper, payee_rows=winners)
    amounts = np.zeros(len(enterprises))
    amounts[winners] = match * upper
    award(state, "innovation", "upper_match", amounts)
    granted[winners] += match * upper
    state.record("research.upper_money", money)


def _run_projects(state: State) -> None:
    """Sets `now.project_research`: yuan a month that granted projects add beyond the usual, (n,)."""
    research = state.books.research
    months = max(state.settings.behaviour.innovation.project_months, 1.0)
    crowding = state.settings.policy.innovation.m07.crowding_in
    rows = state.rows.researchers  # nobody else is granted a project
    work = np.zeros(len(rows))
    for project in research.projects:
        work += project.grants[rows] / months
        project.months -= 1.0
    research.projects = [project for project in research.projects if project.months > 0.0]
    # A firm adds a part of its own to a grant; what a usual year's projects did is in its research already.
    total = Table.total(state.enterprises, work, rows)
    levers = state.levers
    yearly = levers.district_projects * levers.district_project_grant + levers.frontier_projects * levers.frontier_grant
    yearly += levers.upper_match * state.settings.policy.innovation.m07.upper_grants
    usual = research.usual_projects.of(yearly / MONTHS)
    beyond = 1.0 - usual / total if total > 0.0 else 0.0
    added = np.zeros(len(state.enterprises))
    if beyond > 0.0:
        added[rows] = (1.0 + crowding) * beyond * work
    state.now.project_research = added


def _pay_patents(state: State) -> None:
    """A share of last year's sales of patented products, for the firms that have one. Clause 9."""
    enterprises, levers, m09 = state.enterprises, state.levers, state.settings.policy.innovation.m09
    has = enterprises.is_technology & (
        uniform(state.stream("research.patents", 0), state.district.enterprises.id) < m09.patented_firms
    )
    claims = np.where(has, np.minimum(levers.patent_rate * enterprises.revenue_last, levers.patent_cap), 0.0)
    claims *= decide_application(0.0, 1.0, claims, state.settings.behaviour.government.claim_cost)
    state.record("research.patent_aid", award(state, "innovation", "patent_aid", claims))


def _pay_prizes(state: State) -> None:
    """A national prize that is turned into a product here is rare; it goes to a certified firm by lot. Clause 9."""
    enterprises = state.enterprises
    stream = key(state.seed, "research.prize", state.year)
    won = int(uniform(stream, np.zeros(1))[0] < state.settings.behaviour.innovation.prize_chance)
    state.record("research.prizes", won)
    rows = np.flatnonzero(enterprises.is_above_scale & (enterprises.certified_until >= state.month))
    if won and len(rows):
        amounts = np.zeros(len(enterprises))
        amounts[rows[int(uniform(stream, np.ones(1))[0] * len(rows))]] = state.levers.prize_award
        award(state, "innovation", "prize_award", amounts)
