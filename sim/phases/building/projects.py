"""Works on projects and who pays them.

Why plants bring orders, and only some: nobody builds a plant without customers in sight, and none has sold all of it
before it opens. What the world orders from the district's sectors grows with the plants of usual years in it; these are
taken out as months pass (`orders_of_usual_plants`), so that only more or fewer plants than usual move the whole.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR, SECTORS
from agents.columns import Table
from agents.enterprises import decide_application
from agents.institutions import Rank
from agents.projects import (
    INDUSTRY_KIND,
    PLANT_KINDS,
    PROJECT_KINDS,
    PUBLIC_KINDS,
    TRANSPORT_KIND,
    Investor,
    Stage,
    decide_more_loans,
    decide_orders_brought,
    decide_own_funds,
    decide_pace,
    decide_spending,
    decide_taking_over,
)
from agents.rules import choose
from sim import budget, owners
from sim.calendar import MONTHS
from sim.owners import SOURCES, financing_plan
from sim.phases.building.bonds import bond_money, receive_award
from sim.phases.building.transport import pay_in_arrears
from sim.phases.land_and_energy.gates import gate_delay
from sim.phases.land_and_energy.private_investment import record_private
from sim.phases.land_and_energy.reviews import give_back
from sim.phases.land_and_energy.sites import hand_over_plant
from sim.platforms import can_take_over
from sim.platforms import pay as pay_as_platforms
from sim.randomness import uniform
from sim.series import HORIZON, Series, declare
from sim.state import State, rests

CHAPTERS = ("investment", "investment", "investment", "livelihood", "transport")  # whose line pays, by kind of project

declare(
    investment__projects__industry=Series("yuan", "Spending on industrial projects", "工业项目完成投资"),
    investment__projects__services=Series("yuan", "Spending on services projects", "服务业项目完成投资"),
    investment__projects__infrastructure=Series("yuan", "Spending on infrastructure projects", "基础设施项目完成投资"),
    investment__projects__social=Series("yuan", "Spending on social projects", "社会事业项目完成投资"),
    investment__projects__transport=Series("yuan", "Spending on transport projects", "交通项目完成投资"),
    investment__key_62=Series("yuan", "Spending on the key projects", "省市重点项目完成投资", "clause 1"),
    investment__provincial_8=Series("yuan", "Spending on the provincial projects", "省级项目完成投资", "clause 1"),
    investment__listed=Series("yuan", "Spending on the listed projects", "入库项目完成投资", "chapter 1"),
    investment__transport=Series("yuan", "Transport investment", "交通投资", "chapter 5"),
    projects__finished=Series("project", "Projects finished", "竣工项目数"),
    projects__producing=Series("project", "Projects that began to produce", "投产项目数"),
    projects__orders=Series("yuan", "Orders from outside plants opened with, a month at base", "投产项目带来的月订单"),
    projects__grants=Series("yuan", "Equipment grants paid to projects", "项目设备资助"),
    projects__loans=Series("yuan", "Loans of projects", "项目贷款余额"),
)


@rests
def spend_on_projects(state: State) -> None:
    """Projects under way spend what their works ask and their financing plan brings in; finished ones open."""
    projects = state.projects
    _settle_closed(state)
    rows = np.flatnonzero(projects.stage == Stage.STARTED)
    aid = equipment_aid(state, rows)
    receive_award(state)
    spent = _finance(state, rows, wanted_spending(state, rows), aid)
    projects.spent_month[:] = 0.0
    projects.spent_month[rows] = spent
    projects.spent[rows] += spent
    of_year = state.books.pipeline.spent_by_year.setdefault(state.year, np.zeros(len(projects)))
    of_year[rows] += spent
    # The goods among it are bought next month out of what stays on the project's account.
    paid = spent * (1.0 - state.fixed.goods_share_of_investment)
    total = Table.total(projects, paid, rows)
    state.ledger.transfer("investment_other", "projects", paid, "outside", total, rows=rows)
    _finish(state)
    _repay(state)
    _record_spending(state)


def _settle_closed(state: State) -> None:
    """Projects of an owner here that has closed: works under way go to an investor from elsewhere, plans lapse."""
    projects = state.projects
    left = np.flatnonzero(projects.owner >= 0)
    left = left[~state.enterprises.is_active[projects.owner[left]] & (projects.stage[left] != Stage.STOPPED)]
    is_bought = decide_taking_over(projects.stage[left] >= Stage.STARTED)
    give_back(state, left[~is_bought])
    projects.stage[left[~is_bought]] = Stage.STOPPED
    projects.owner[left], projects.investor[left] = -1, Investor.PRIVATE
    state.add("projects.stopped", (~is_bought).sum())


def equipment_aid(state: State, rows: NDArray) -> NDArray:
    """Share of a project's spending that an equipment grant will pay if it applies, shape of `rows`.

    Only industrial projects above the floor that have heard of the grant and gain more than applying costs.
    """
    projects, pipeline, levers = state.projects, state.settings.behaviour.pipeline, state.levers
    total = projects.total[rows]
    grant = np.minimum(levers.equipment_grant_rate * pipeline.equipment_share * total, levers.equipment_grant_cap)
    heard = uniform(state.stream("pipeline.awareness", 0), projects.id[rows])
    applies = decide_application(heard, levers.equipment_reach, grant, pipeline.application_cost)
    applies &= (projects.kind[rows] == INDUSTRY_KIND) & (total >= levers.equipment_grant_floor)
    return np.where(applies, grant / np.maximum(total, 1.0), 0.0)


def wanted_spending(state: State, rows: NDArray) -> NDArray:
    """Yuan each project's works ask for this month before finance, shape of `rows`."""
    projects, behaviour = state.projects, state.settings.behaviour
    total, spent = projects.total[rows], projects.spent[rows]
    delay = 1.0 + behaviour.pipeline.works_share * (gate_delay(state)[rows] - 1.0)
    works = decide_spending(total, spent, projects.duration[rows], delay)
    homes = choose(projects.sector[rows] == SECTOR["real_estate"], state.world.homes[state.month - 1], 1.0)
    pace = decide_pace(homes, behaviour.pipeline.homes_response)
    return np.minimum(works * pace, np.maximum(total - spent, 0.0))


def _finance(state: State, rows: NDArray, wanted: NDArray, aid: NDArray) -> NDArray:
    """Bring in each source's part of the wanted spending; returns what came in and is spent, yuan by row."""
    projects = state.projects
    shares = financing_plan(state)[projects.kind[rows]]
    asked, upper, platforms, loans = (wanted * shares[:, column] for column in range(len(SOURCES)))
    own = wanted * (1.0 - shares.sum(axis=1))
    is_public = np.isin(projects.kind[rows], PUBLIC_KINDS)
    # What is nobody's part of public works is the platforms'.
    platforms, own = platforms + np.where(is_public, own, 0.0), np.where(is_public, 0.0, own)
    upper, borrowed = bond_money(state, projects.weight[rows], upper, is_public)
    platforms = platforms + borrowed
    line, stepped_in = _ask_lines(state, rows, asked)
    platforms = platforms + np.where(is_public, stepped_in, 0.0)
    own = own + np.where(is_public, 0.0, stepped_in)
    grants = _pay_grants(state, rows, np.minimum(aid * wanted, own))
    least = state.settings.behaviour.pipeline.capital_ratio
    asked_of_owners = own - grants
    own = decide_own_funds(asked_of_owners, owners.cash_for(state, rows, asked_of_owners))
    loans = loans + decide_more_loans(asked_of_owners - own, wanted, loans, least)
    state.books.credit.asked["projects"] = Table.total(projects, loans, rows)
    loans = loans * state.now.credit_share["projects"]  # what banks refuse is missing: works wait for it
    platforms = platforms * pay_as_platforms(state, "project_funding", "projects", platforms, rows)
    total = Table.total(projects, upper, rows)
    state.ledger.transfer("upper_transfers", "outside", total, "projects", upper, payee_rows=rows)
    owners.bring(state, "own_funds", rows, own)
    state.ledger.lend("projects", loans, rows=rows)
    return line + upper + platforms + loans + own + grants


def _ask_lines(state: State, rows: NDArray, asked: NDArray) -> tuple[NDArray, NDArray]:
    """Ask the chapters' lines; returns what they paid and what others stepped in for, yuan by row.

    Platforms and owners arrange the missing part only by and by; until then works wait for it. Beyond what they had
    arranged by the end of 2023 platforms take over no more than they can carry; the rest of public works is delayed.
    """
    taken_over, usual = state.books.pipeline.taken_over, state.books.pipeline.usual_taken_over
    speed = state.settings.behaviour.pipeline.takeover
    is_public = np.isin(state.projects.kind[rows], PUBLIC_KINDS)
    beyond = np.zeros(len(rows))
    chapter = np.array(CHAPTERS)[state.projects.kind[rows]]
    paid, stepped_in = np.zeros(len(rows)), np.zeros(len(rows))
    for name in dict.fromkeys(CHAPTERS):
        mine = (chapter == name) & (asked > 0.0)
        if not mine.any():
            continue
        if name == "transport":
            share = pay_in_arrears(state, rows[mine], asked[mine])
        else:
            share = budget.pay(state, name, "project_line_share", "projects", asked[mine], rows=rows[mine],
                               rank=Rank.WORKS)  # fmt: skip
        taken = taken_over.get(name, 0.0)
        paid[mine] = share * asked[mine]
        stepped_in[mine] = min(1.0 - share, taken) * asked[mine]
        if state.month <= MONTHS:
            usual[name] = taken
        beyond[mine] = max(min(1.0 - share, taken) - usual.get(name, 0.0), 0.0) * asked[mine] * is_public[mine]
        taken_over[name] = taken + speed * (1.0 - share - taken)
    wanted, able = Table.total(state.projects, beyond, rows), can_take_over(state)
    state.record("platforms.can_take_over", able)
    part = min(able / wanted, 1.0) if wanted > 0.0 else 1.0
    state.record("platforms.taken_over", part * wanted)
    state.add("platforms.waiting", (1.0 - part) * wanted)
    stepped_in -= (1.0 - part) * beyond
    return paid, stepped_in


def _pay_grants(state: State, rows: NDArray, amounts: NDArray) -> NDArray:
    """Equipment grants in step with the spending, up to the cap of a project; returns what was paid by row."""
    projects = state.projects
    room = np.maximum(state.levers.equipment_grant_cap - projects.granted[rows], 0.0)
    amounts = np.minimum(amounts, room)
    aided = np.flatnonzero(amounts > 0.0)
    paid = np.zeros(len(rows))
    if len(aided) > 0:
        share = budget.pay(state, "investment", "equipment_grant", "projects", amounts[aided], rows=rows[aided])
        paid[aided] = share * amounts[aided]
    projects.granted[rows] += paid
    state.record("projects.grants", Table.total(projects, paid, rows))
    return paid


def _finish(state: State) -> None:
    """Works end when the total is spent; after commissioning the project produces and its owner's capacity rises."""
    projects = state.projects
    is_finished = projects.stage == Stage.FINISHED
    projects.waited[is_finished] += 1.0
    opens = is_finished & (projects.waited >= state.settings.behaviour.pipeline.commissioning)
    ends = (projects.stage == Stage.STARTED) & (projects.spent >= projects.total - 1.0)
    projects.stage[opens], projects.stage[ends] = Stage.PRODUCING, Stage.FINISHED
    projects.waited[ends] = 0.0
    open_plants(state, np.flatnonzero(opens))
    state.record("projects.finished", ends.sum())
    state.record("projects.producing", opens.sum())


def open_plants(state: State, rows: NDArray) -> None:
    """A new plant is run by its owner here, or for others by an above-scale enterprise of its sector, by lot.

    Capital grows by its goods, capacity in step. It brings orders from outside for a drawn part of what it makes at the
    usual use; the rest has to be won. Roads, schools and offices have no such owner. Capital is added at the prices it
    was bought for.
    """
    projects, enterprises = state.projects, state.enterprises
    draws = uniform(state.stream("pipeline.runs", 0), projects.id[rows])
    luck = uniform(state.stream("pipeline.orders", 0), projects.id[rows])
    mean = state.settings.behaviour.pipeline.orders_brought
    brought = dict(zip(projects.id[rows].tolist(), decide_orders_brought(luck, mean).tolist(), strict=True))
    for row, draw in zip(rows, draws, strict=True):
        could = state.rows.above_scale
        could = could[(enterprises.sector[could] == projects.sector[row]) & enterprises.is_active[could]
                      & (enterprises.capital[could] > 0.0)]  # fmt: skip
        if projects.kind[row] not in PLANT_KINDS or len(could) == 0:
            continue
        owner = int(projects.owner[row] if projects.owner[row] >= 0 else could[int(draw * len(could))])
        added = projects.total[row] * state.fixed.goods_share_of_investment / enterprises.weight[owner]
        # Who has closed its own plant builds as the others of its sector have built.
        like = owner if enterprises.capital[owner] > 0.0 else could
        makes = np.sum(enterprises.capacity[like]) * added / np.sum(enterprises.capital[like])
        hand_over_plant(state, owner, float(projects.land_need[row]), float(makes))
        enterprises.capacity[owner] += makes
        enterprises.capital[owner] += added
        sold = makes * state.settings.region.capacity_use * brought[projects.id[row]]
        enterprises.orders_outside[owner] += sold
        state.add("projects.orders", sold * enterprises.weight[owner])


def orders_of_usual_plants(state: State) -> NDArray:
    """Orders from outside of plants that will have opened by each month as usual, real yuan a month, (HORIZON, 26).

    Works under way go on evenly and as late as they are, listed ones begin as planned, candidates sign as often as
    usual: these orders are in what the world orders.
    """
    projects, enterprises, behaviour = state.projects, state.enterprises, state.settings.behaviour
    sectors, delay = len(SECTORS), gate_delay(state)
    works = projects.duration * (1.0 + behaviour.pipeline.works_share * (delay - 1.0))
    is_running = (projects.spent > 0.0) | (projects.started >= 0)
    left = works * np.where(is_running, 1.0 - projects.spent / np.maximum(projects.total, 1.0), 1.0)
    gates = projects.is_candidate * delay * projects.lag.sum(axis=1)
    begins = np.where(is_running, 1.0, projects.planned_start + gates)
    opens = np.ceil(begins + left + behaviour.pipeline.commissioning).astype(int)
    rows = state.rows.above_scale
    capital, capacity = (
        np.bincount(enterprises.sector[rows], enterprises.weight[rows] * column[rows], minlength=sectors)
        for column in (enterprises.capital, enterprises.capacity)
    )
    made = np.divide(capacity, capital, out=np.zeros(sectors), where=capital > 0.0) * state.settings.region.capacity_use
    chance = np.where(projects.is_candidate, behaviour.candidates.signing, 1.0) * np.isin(projects.kind, PLANT_KINDS)
    goods = chance * projects.weight * projects.total * state.fixed.goods_share_of_investment
    orders = np.zeros((HORIZON + 1, sectors))
    np.add.at(orders, (np.minimum(opens, HORIZON + 1) - 1, projects.sector), goods * made[projects.sector])
    return behaviour.pipeline.orders_brought * np.cumsum(orders, axis=0)[:HORIZON]


def _repay(state: State) -> None:
    """Owners repay the loans of projects that are finished or given up little by little."""
    projects = state.projects
    is_over = (projects.stage >= Stage.FINISHED) | (projects.stage == Stage.STOPPED)
    rows = np.flatnonzero(is_over & (projects.loans > 0.0))
    owners.repay(state, rows, state.settings.behaviour.pipeline.loan_repayment * projects.loans[rows])


def _record_spending(state: State) -> None:
    projects = state.projects
    spent = projects.weight * projects.spent_month
    by_kind = np.bincount(projects.kind, spent, minlength=len(PROJECT_KINDS))
    for kind, amount in zip(PROJECT_KINDS, by_kind, strict=True):
        state.record(f"investment.projects.{kind}", amount)
    state.add("investment.transport", by_kind[TRANSPORT_KIND])
    state.record("investment.key_62", spent[projects.is_key].sum())
    state.record("investment.provincial_8", spent[projects.is_provincial].sum())
    state.record("investment.listed", spent[projects.is_listed].sum())
    record_private(state)
    state.record("projects.loans", Table.total(projects, projects.loans))
