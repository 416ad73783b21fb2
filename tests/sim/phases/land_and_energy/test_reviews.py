"""What owners make of news about their plans. Expected values are worked out by hand."""

import dataclasses

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.projects import PROJECT_KINDS, Investor, Stage
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.land_and_energy import gates, reviews
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of, set_levers
from tests.sim.phases.small_state import give, open_page

EVERY_MONTH = {"behaviour.pipeline.plans.review_months": 1, "behaviour.pipeline.plans.inertia": 0.05,
               "behaviour.pipeline.plans.stopping": 0.0,
               "behaviour.candidates.private_share.industry": 1.0}  # fmt: skip


def planned(firms=None, values=None, **columns):
    """A state whose owners have looked at their plans once, in a month without news."""
    firms = firms if firms is not None else enterprises_of(
        2, is_above_scale=np.array([True, True]), demand_expected=np.full(2, 1e6))
    state = make_state(projects_of(**({"count": 2} | columns)), firms, values=EVERY_MONTH | (values or {}))
    reviews.review_projects(state)
    return state


def next_review(state) -> None:
    open_page(state, state.month + 1)
    reviews.review_projects(state)


def test_without_news_every_plan_stands():
    state = planned(values={"behaviour.pipeline.plans.inertia": 0.0, "behaviour.pipeline.plans.stopping": 3.0},
                    count=40, stage=np.arange(40) % 5, kind=np.arange(40) % 5,
                    owner=np.where(np.arange(40) % 5 == 0, 1, -1))  # fmt: skip
    for _ in range(12):
        next_review(state)
        assert (state.now.worth == 1.0).all()
    assert (state.projects.total == 240e6).all()
    assert state.projects.stage.tolist() == (np.arange(40) % 5).tolist()


def test_owners_here_follow_their_own_sales_others_the_sector():
    state = planned(owner=np.array([0, -1]), values={"behaviour.pipeline.plans.demand_response": 0.5,
                                                     "behaviour.pipeline.plans.memory": 10.0})  # fmt: skip
    state.enterprises.demand_expected[0] = 1.44e6
    next_review(state)
    assert state.now.worth == pytest.approx([1.2, np.sqrt(1.22)])
    assert state.projects.total == pytest.approx(240e6 * state.now.worth)
    assert state.series.read("projects.brought_forward", 2) == 2
    next_review(state)
    # a tenth of what was new is usual a month later
    assert state.now.worth[0] == pytest.approx(np.sqrt(1.44 / 1.044))


def test_cheaper_capital_enlarges_and_hastens_what_is_not_yet_built():
    values = {"behaviour.investment.user_cost_elasticity": 0.5, "behaviour.pipeline.equipment_share": 0.5,
              "behaviour.pipeline.plans.timing": 1.0, "behaviour.pipeline.plans.demand_response": 0.0}  # fmt: skip
    state = planned(kind=np.array([0, PROJECT_KINDS.index("social")]), values=values)
    open_page(state, 2)
    set_levers(state, equipment_grant_rate=0.4, equipment_reach=1.0)
    reviews.review_projects(state)
    gain = np.exp(0.5 * 0.2)  # a fifth of the cost is paid; schools know nothing of it
    assert state.now.worth == pytest.approx([gain, 1.0])
    assert state.projects.total == pytest.approx([240e6 * gain, 240e6])
    assert state.series.read("projects.volume_change", 2) == pytest.approx(240e6 * (gain - 1.0))
    waits = gates.gate_waits(state)
    assert waits[0] == pytest.approx(waits[1] / gain)


def test_dearer_money_cuts_but_nothing_below_what_is_built_and_little_news_changes_nothing():
    def totals(rate: float):
        state = planned(count=3, stage=np.array([1, 4, 4]), spent=np.array([0.0, 60e6, 230e6]),
                        values={"behaviour.investment.user_cost_elasticity": 1.0})  # fmt: skip
        rates = state.world.lpr.copy()
        rates[1:] = rate
        state.world = dataclasses.replace(state.world, lpr=rates)
        next_review(state)
        return state.projects.total, state.series.read("projects.cut", 2)

    cut = np.exp(-0.028 / (0.04 + 0.1))  # by the rate alone; land costs what it did
    total, count = totals(0.068)
    assert total == pytest.approx([240e6 * cut, 240e6 * cut, 230e6])
    assert count == 3
    assert totals(0.041)[0] == pytest.approx(np.full(3, 240e6))


def test_money_that_cannot_be_found_counts_beyond_the_usual():
    values = {f"behaviour.pipeline.finance.industry.{source}": 0.0 for source in ("line", "upper", "platforms")}
    values |= {"behaviour.pipeline.finance.industry.loans": 0.4, "behaviour.pipeline.plans.finance_response": 0.5}
    state = planned(owner=np.array([0, -1]), investor=np.array([Investor.HERE, Investor.LISTED]), values=values)
    open_page(state, 2)
    give(state, credit_share=dict(ALL_GRANTED) | {"projects": 0.5})
    state.enterprises.deposits[0] = 1.5e6 + 3e6  # half of the 6 million a month its works want of its own
    reviews.review_projects(state)
    assert state.now.worth == pytest.approx([np.exp(-0.5 * (0.2 + 0.3)), np.exp(-0.5 * 0.2)])


def test_who_waits_longer_than_the_queue_it_knew_of_gives_up_and_its_land_is_offered_again():
    values = {"behaviour.pipeline.plans.stopping": 3.0, "behaviour.candidates.queue_response": 1.0}
    state = planned(count=4, stage=np.array([0, 0, 1, 4]), waited=np.array([1.0, 25.0, 25.0, 25.0]), values=values,
                    land_need=np.full(4, 10.0))  # fmt: skip
    # two years lost to a queue of which nothing was known: a third is left; works under way wait for nothing
    next_review(state)
    assert state.projects.stage.tolist() == [Stage.SIGNED, Stage.STOPPED, Stage.STOPPED, Stage.STARTED]
    assert state.series.read("projects.stopped", 1) + state.series.read("projects.stopped", 2) == 2
    assert state.books.land.left_industry == pytest.approx(10.0)  # of the one that had its land
    assert state.books.land.quota_used == pytest.approx(-10.0)


def test_the_share_that_gives_up_follows_the_fall_of_prospects():
    values = {"behaviour.pipeline.plans.stopping": 1.0, "behaviour.pipeline.plans.demand_response": 1.0}
    state = planned(count=1000, sector=np.full(1000, SECTOR["food"]), stage=np.ones(1000, int), values=values)
    state.enterprises.demand_expected *= 0.7
    next_review(state)
    assert (state.projects.stage == Stage.STOPPED).mean() == pytest.approx(0.3, abs=0.05)
    left = state.projects.stage == Stage.LAND
    assert state.projects.total[left] == pytest.approx(0.7 * 240e6)


def test_energy_that_was_granted_and_not_built_on_is_offered_again():
    # signed; has land; has energy too; under construction
    state = planned(count=4, stage=np.array([0, 1, 2, 4]), energy_need=np.full(4, 100.0), land_need=np.full(4, 10.0))
    before = state.books.energy.left
    reviews.give_back(state, np.arange(4))
    assert state.books.energy.left - before == pytest.approx(100.0)
    assert state.series.read("energy.given_back", 1) == pytest.approx(100.0)
    assert state.series.read("land.given_back", 1) == pytest.approx(20.0)
