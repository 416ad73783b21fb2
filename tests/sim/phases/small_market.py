"""A handful of firms with everything a month of plans, credit, trade and research reads; nothing is left to chance."""

import mesa
import numpy as np

from agents.classes import SECTOR, SECTORS
from agents.enterprises import Enterprises
from agents.institutions import Bank, Bureau, GuaranteeCompany
from sim.phases.credit.lending import draw_guarantee_places
from sim.phases.policy.lines import LINES
from sim.series import HORIZON
from sim.state import State
from sim.state.parts import Opening
from tests.sim.phases import small_projects
from tests.sim.phases.small_state import give

COUNT = len(SECTORS)
FOOD, TRADE = SECTOR["food"], SECTOR["wholesale_retail"]


def firms_of(count: int, **columns) -> Enterprises:
    """Food firms that make and sell 100 yuan a month with 10 people, unless told otherwise."""
    given = {
        "id": np.arange(count) + 1, "weight": np.ones(count), "sector": np.full(count, FOOD),
        "output": np.full(count, 100.0), "demand_expected": np.full(count, 100.0), "posts": np.full(count, 10.0),
        "productivity": np.full(count, 10.0), "deposits": np.full(count, 1e4), "awareness": np.zeros(count),
    }  # fmt: skip
    return Enterprises(count, **(given | columns))


def open_deposits(state: State) -> None:
    """Note the deposits of the first of the month, so that `received` tells what enterprises got since."""
    nobody, firms = np.zeros(0), state.enterprises
    give(state, opening=Opening(firms.deposits.copy(), nobody, nobody, firms.loans.copy(), nobody))


def received(state: State) -> list[float]:
    """What each enterprise got this month, yuan."""
    return (state.enterprises.deposits - state.now.opening.enterprises).tolist()


def make_state(firms=None, *, projects=None, values=None, levers=None, month=1, line=1e12, capital=1e12) -> State:
    """A state whose outside stands still at LPR 4 %; `line` is every budget line, `capital` the guarantee company's."""
    firms = firms if firms is not None else firms_of(1)
    state = small_projects.make_state(
        projects if projects is not None else small_projects.projects_of(0), firms, month=month, values=values,
        levers=levers, line=line,
    )
    model = mesa.Model()
    for chapter in set(LINES) - set(state.offices.bureaus):
        state.offices.bureaus[chapter] = Bureau(model, chapter, chapter)
        state.offices.bureaus[chapter].open_year(line)
    state.offices.banks = [Bank(model, "local", 0.25, True), Bank(model, "branch", 0.75, False)]
    state.offices.guarantee = GuaranteeCompany(model, capital, 10.0)
    demand = firms.demand_expected.copy()
    firms.demand_usual, firms.output_usual, firms.deposits_usual = demand, demand.copy(), firms.deposits.copy()
    firms.rd_usual, firms.guarantee_place = np.zeros(len(firms)), draw_guarantee_places(state)
    firms.cash_months = np.full(len(firms), 1e3)  # so much that the cash cycle of the trade binds first
    firms.loans_usual[:] = 2.0 * demand
    fixed = state.fixed
    fixed.season, fixed.loan_per_demand, fixed.contribution = np.ones((HORIZON, COUNT)), 2.0, 0.2
    fixed.use_wanted = np.full(COUNT, state.settings.region.capacity_use)
    fixed.wages, state.books.jobs.held = np.ones((COUNT, 3)), np.ones((1, COUNT, 3))
    fixed.value_added_rate, fixed.production_tax = np.full(COUNT, 0.25), np.zeros(COUNT)
    fixed.reliability, fixed.latitude, fixed.completion = (
        dict.fromkeys((*LINES, "factors"), value) for value in (1.0, 0.0, 0.0)
    )
    give(state, demand_realised=demand.copy(), productivity=1.0, wage_index=1.0, season=np.ones(COUNT),
         luck=np.ones(len(firms)), turnover_growth=np.ones(len(firms)), revenue=demand.copy(),
         wage_costs=np.zeros(len(firms)), village_rent=np.zeros(len(firms)),
         loans_missing=np.zeros(len(firms)), beyond_cash=np.zeros(len(firms)),
         meant_to_invest=np.zeros(len(firms)))  # fmt: skip
    return state
