"""Works and their finance, new plants. Expected values are worked out by hand."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from agents.classes import SECTOR
from agents.projects import PROJECT_KINDS, Investor, Stage
from sim import owners
from sim.phases.building import projects as building
from sim.phases.building import renewal
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.goods.known_year import without_usual_plants
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of
from tests.sim.phases.small_state import give

SHARES = ("line", "upper", "platforms", "loans")


def plan(kind: str, line=0.0, upper=0.0, platforms=0.0, loans=0.0) -> dict:
    shares = zip(SHARES, (line, upper, platforms, loans), strict=True)
    return {f"behaviour.pipeline.finance.{kind}.{source}": share for source, share in shares}


def under_way(count: int = 1, **columns):
    return projects_of(count, **({"stage": np.full(count, int(Stage.STARTED))} | columns))


def test_every_source_pays_its_share_and_goods_stay_on_the_account():
    projects = under_way(kind=np.array([2]))
    state = make_state(projects, values=plan("infrastructure", 0.1, 0.2, 0.3, 0.25), levers={"bond_quota": 1e12})
    state.ledger.accounts["platforms"].deposits = 50e6
    state.ledger.open_books()
    state.ledger.open_month()
    building.spend_on_projects(state)
    # 240 million over 24 months: 10 million; what the plan leaves, 15 %, is the platforms' too
    # 60 % buys goods next month, 40 % is paid at once
    ledger = state.ledger
    assert projects.spent_month[0] == pytest.approx(10e6)
    assert ledger.flow("project_line_share", "government", "projects") == pytest.approx(1e6)
    assert ledger.flow("upper_transfers", "outside", "projects") == pytest.approx(2e6)
    assert ledger.flow("project_funding", "platforms", "projects") == pytest.approx(4.5e6)
    assert ledger.flow("new_loans", "banks", "projects") == pytest.approx(2.5e6)
    assert ledger.flow("own_funds", "outside", "projects") == 0.0
    assert ledger.flow("investment_other", "projects", "outside") == pytest.approx(4e6)
    assert projects.deposits[0] == pytest.approx(6e6)
    assert projects.loans[0] == pytest.approx(2.5e6)
    assert ledger.check() <= 1e-9


def test_chapters_pay_for_their_own_kinds():
    projects = under_way(5, kind=np.arange(5))
    values = {path: share for kind in PROJECT_KINDS for path, share in plan(kind, line=0.1).items()}
    state = make_state(projects, values=values)
    building.spend_on_projects(state)
    paid = {name: state.series.read(f"spent.{name}", 1) for name in ("investment", "livelihood", "transport")}
    assert paid == pytest.approx({"investment": 3e6, "livelihood": 1e6, "transport": 1e6})


def test_platforms_step_in_for_a_short_line_by_and_by():
    projects = under_way(kind=np.array([2]))
    values = plan("infrastructure", line=0.5, loans=0.5) | {"behaviour.pipeline.takeover": 0.5}
    state = make_state(projects, values=values, line=0.0)
    spent = []
    for _ in range(4):
        building.spend_on_projects(state)
        spent.append(projects.spent_month[0])
        assert state.ledger.check() <= 1e-9
        next_month(state)
    # 5 of 10 million are missing at first; half, three quarters, seven eighths of them are then stepped in for.
    assert spent == pytest.approx([5e6, 7.5e6, 8.75e6, 9.375e6])
    assert state.ledger.deposits("platforms") == 0.0
    assert state.ledger.loans("platforms") == pytest.approx(2.5e6 + 3.75e6 + 4.375e6)


def test_since_2024_platforms_take_over_only_what_their_accounts_carry():
    projects = under_way(kind=np.array([2]))
    values = plan("infrastructure", line=0.5) | {"behaviour.pipeline.takeover": 0.5}
    state = make_state(projects, values=values, line=0.0)
    state.books.pipeline.taken_over, state.books.pipeline.usual_taken_over = {"investment": 0.5}, {"investment": 0.2}
    state.month = 13
    for month in range(1, 13):
        state.series.write("land.works", month, 2e6)
        state.series.write("platforms.works", month, 0.6e6)
        state.series.write("platforms.taken_over", month, 0.1e6)
    building.spend_on_projects(state)
    # Half of 5 of 10 million would be stepped in for, a fifth as arranged in 2023: 1 million, and 1.5 beyond it.
    # Land brings 2 million and works of their own take half a million: all of the 1.5 are carried.
    assert projects.spent_month[0] == pytest.approx(7.5e6)
    assert state.series.read("platforms.taken_over", 13) == pytest.approx(1.5e6)
    next_month(state)
    for month in range(2, 13):
        state.series.write("land.works", month, 0.0)
    building.spend_on_projects(state)
    # They earn less than their works ask: only what was arranged in 2023 goes on, and 2.75 of works wait.
    assert projects.spent_month[0] == pytest.approx(6e6)
    assert state.series.read("platforms.waiting", 14) == pytest.approx(2.75e6)
    assert state.ledger.check() <= 1e-9


def test_works_wait_for_platforms_that_may_not_borrow():
    projects = under_way(kind=np.array([2]))
    values = plan("infrastructure", platforms=0.3, loans=0.7) | {"behaviour.platforms.debt_growth": 0.0}
    state = make_state(projects, values=values)
    state.books.platforms.debt_january = 1e6
    building.spend_on_projects(state)
    # 3 of 10 million are the platforms' part, and the limit leaves one
    assert projects.spent_month[0] == pytest.approx(8e6)
    assert state.ledger.deposits("platforms") == 0.0
    assert state.series.read("platforms.waiting", 1) == pytest.approx(2e6)


def test_works_wait_for_what_banks_refuse():
    projects = under_way()
    state = make_state(projects, values=plan("industry", loans=0.4))
    give(state, credit_share=dict(ALL_GRANTED) | {"projects": 0.25})
    building.spend_on_projects(state)
    # 4 of 10 million were to come from banks, a quarter of them does; the whole is on their desks next month
    assert projects.loans[0] == pytest.approx(1e6)
    assert projects.spent_month[0] == pytest.approx(7e6)
    assert state.books.credit.asked["projects"] == pytest.approx(4e6)


def owned(count: int = 1, **columns):
    return under_way(count, owner=np.zeros(count, int), investor=np.full(count, int(Investor.HERE)), **columns)


def test_an_owner_here_pays_out_of_cash_beyond_its_working_capital():
    firms = enterprises_of(1, deposits=np.array([5e6]), demand_expected=np.array([1e6]))
    values = plan("industry", loans=0.3) | {"behaviour.pipeline.capital_ratio": 0.5}
    values["behaviour.finance.buffer_months"] = 1.5
    state = make_state(owned(), firms, values=values)
    give(state, credit_share=dict(ALL_GRANTED) | {"projects": 0.5})
    building.spend_on_projects(state)
    # 7 of 10 million are its own: 3.5 of cash are free; banks would lend 2 more and make half of 3 + 2
    ledger = state.ledger
    assert ledger.flow("own_funds", "enterprises", "projects") == pytest.approx(3.5e6)
    assert ledger.flow("own_funds", "outside", "projects") == 0.0
    assert firms.deposits[0] == pytest.approx(1.5e6)
    assert state.books.credit.asked["projects"] == pytest.approx(5e6)
    assert state.projects.spent_month[0] == pytest.approx(3.5e6 + 2.5e6)
    assert state.series.read("own_funds.here", 1) == pytest.approx(3.5e6)
    assert ledger.check() <= 1e-9


def test_an_owner_divides_its_cash_by_what_its_projects_want():
    firms = enterprises_of(1, deposits=np.array([9e6]), weight=np.array([2.0]))
    values = plan("industry") | {"behaviour.pipeline.capital_ratio": 1.0}
    state = make_state(owned(2, total=np.array([240e6, 480e6])), firms, values=values)
    building.spend_on_projects(state)
    # the row stands for two firms, 18 million: a third to who wants 10, two thirds to who wants 20
    assert state.projects.spent_month == pytest.approx([6e6, 12e6])
    assert firms.deposits[0] == pytest.approx(0.0, abs=1e-6)
    assert state.ledger.check() <= 1e-9


def test_each_owner_repays_its_own_loan():
    projects = under_way(4, kind=np.array([0, 0, 2, 0]), stage=np.array([6, 6, 6, -2]), loans=np.full(4, 1e8),
                         owner=np.array([0, -1, -1, -1]), investor=np.array([1, 5, 0, 4]))  # fmt: skip
    state = make_state(projects, enterprises_of(1), values={"behaviour.pipeline.loan_repayment": 0.02})
    building.spend_on_projects(state)
    paid = {payer: state.ledger.flow("project_repayment", payer, "projects")
            for payer in ("enterprises", "outside", "platforms")}  # fmt: skip
    assert paid == pytest.approx({"enterprises": 2e6, "outside": 4e6, "platforms": 2e6})
    assert projects.loans == pytest.approx(np.full(4, 98e6))
    assert state.ledger.check() <= 1e-9


def test_interest_is_paid_by_who_owns_and_is_a_cost_once_the_plant_stands():
    projects = under_way(4, kind=np.array([0, 0, 2, 1]), stage=np.array([4, 6, 4, 4]),
                         owner=np.array([0, 0, -1, -1]), investor=np.array([1, 1, 0, 3]))  # fmt: skip
    state = make_state(projects, enterprises_of(1), values={"behaviour.platforms.debt_growth": 0.0})
    state.books.platforms.debt_january = 1e6  # of 3 million platforms can borrow one
    paid, costs = owners.pay_interest(state, np.array([1e6, 2e6, 3e6, 4e6]))
    flows = {payer: state.ledger.flow("interest", payer, "banks") for payer in ("enterprises", "outside")}
    flows["platforms"] = state.ledger.flow("project_interest", "platforms", "banks")
    assert flows == pytest.approx({"enterprises": 3e6, "outside": 4e6, "platforms": 1e6})
    assert paid == pytest.approx(8e6)
    assert costs == pytest.approx([2e6])
    assert state.books.platforms.interest_due == pytest.approx(2e6)
    assert state.ledger.check() <= 1e-9


def test_works_of_an_owner_that_closed_are_bought_and_its_plans_lapse():
    firms = enterprises_of(1, is_active=np.array([False]))
    state = make_state(owned(2, stage=np.array([Stage.STARTED, Stage.LAND])), firms, values=plan("industry"))
    building.spend_on_projects(state)
    projects = state.projects
    assert projects.stage.tolist() == [Stage.STARTED, Stage.STOPPED]
    assert projects.owner.tolist() == [-1, -1]
    assert projects.investor.tolist() == [Investor.PRIVATE] * 2
    assert state.ledger.flow("own_funds", "outside", "projects") == pytest.approx(10e6)
    assert state.series.read("projects.stopped", 1) == 1


def test_a_plant_here_is_its_owners():
    firms = enterprises_of(5, is_above_scale=np.ones(5, bool))
    state = make_state(under_way(owner=np.array([3]), investor=np.array([1])), firms)
    building.open_plants(state, np.array([0]))
    assert np.flatnonzero(firms.capital > 1e7).tolist() == [3]


def test_an_owner_without_a_plant_builds_as_others_of_its_sector_have():
    firms = enterprises_of(3, is_above_scale=np.ones(3, bool), capital=np.array([1e7, 3e7, 0.0]),
                           capacity=np.array([1e6, 1e6, 0.0]))  # fmt: skip
    state = make_state(under_way(owner=np.array([2]), investor=np.array([1])), firms)
    building.open_plants(state, np.array([0]))
    # 2 of capacity on 40 of capital
    assert firms.capacity[2] == pytest.approx(firms.capital[2] / 20.0)
    assert firms.capital[2] > 0.0


def test_shares_drawn_above_one_are_scaled_down():
    state = make_state(under_way(), values=plan("industry", 0.5, 0.5, 0.5, 0.5))
    assert owners.financing_plan(state)[0].tolist() == [0.25] * 4
    building.spend_on_projects(state)
    assert state.projects.spent_month[0] == pytest.approx(10e6)


def test_delay_slows_works_in_part():
    def spent(delay, share):
        state = make_state(
            under_way(), values={"behaviour.pipeline.delay": delay, "behaviour.pipeline.works_share": share}
        )
        building.spend_on_projects(state)
        return state.projects.spent_month[0]

    assert spent(1.5, 0.5) == pytest.approx(10e6 / 1.25)
    assert spent(1.5, 0.0) == pytest.approx(10e6)


def test_property_works_follow_home_sales_others_do_not():
    projects = under_way(2, kind=np.ones(2, int), sector=np.array([SECTOR["real_estate"], SECTOR["info_software"]]))
    state = make_state(projects)
    homes = state.world.homes.copy()
    homes[0] = 0.8
    state.world = dataclasses.replace(state.world, homes=homes)
    building.spend_on_projects(state)
    assert projects.spent_month == pytest.approx([8e6, 10e6])


GRANT = {"equipment_grant_rate": 0.2, "equipment_grant_cap": 1e9, "equipment_reach": 1.0}
GRANT_VALUES = {"behaviour.pipeline.equipment_share": 0.5, "behaviour.investment.user_cost_elasticity": 0.5}


def test_equipment_grant_replaces_own_funds():
    projects = under_way(2, kind=np.array([0, 1]))
    state = make_state(projects, levers=GRANT, values=GRANT_VALUES | plan("industry") | plan("services"))
    building.spend_on_projects(state)
    # A tenth of the costs of 10 million is paid; services get no equipment grant.
    assert projects.spent_month == pytest.approx([10e6, 10e6])
    assert projects.granted.tolist() == pytest.approx([1e6, 0.0])
    assert state.ledger.flow("own_funds", "outside", "projects") == pytest.approx(9e6 + 10e6)
    assert state.ledger.check() <= 1e-9


def test_grant_ends_at_its_cap_needs_a_hearing_and_a_project_above_the_floor():
    def granted(months=1, **levers):
        state = make_state(under_way(), levers=GRANT | levers, values=GRANT_VALUES)
        for _ in range(months):
            building.spend_on_projects(state)
            next_month(state)
        return state.projects.granted[0]

    assert granted(equipment_reach=0.0) == 0.0
    assert granted(equipment_grant_floor=300e6) == 0.0
    assert granted(months=40, equipment_grant_cap=2e6) == pytest.approx(2e6)
    assert granted(equipment_grant_rate=0.4) > granted() > 0.0


def test_works_end_at_the_total_then_the_plant_opens_and_capacity_rises_in_step_with_capital():
    projects = under_way(spent=np.array([235e6]))
    firms = enterprises_of(2, is_above_scale=np.array([True, False]))
    state = make_state(projects, firms, values={"behaviour.pipeline.commissioning": 2.0} | plan("industry", loans=0.5))
    stages, spent = [], []
    for _ in range(4):
        building.spend_on_projects(state)
        stages.append(int(projects.stage[0]))
        spent.append(projects.spent_month[0])
        next_month(state)
    assert spent == pytest.approx([5e6, 0.0, 0.0, 0.0])
    assert stages == [Stage.FINISHED, Stage.FINISHED, Stage.PRODUCING, Stage.PRODUCING]
    # Goods worth 0.6 * 240 = 144 million join capital of 10 million: capacity grows 15.4 fold, the small firm's not.
    assert firms.capital.tolist() == pytest.approx([154e6, 10e6])
    assert firms.capacity.tolist() == pytest.approx([15.4e6, 1e6])
    assert [state.series.read("projects.finished", month) for month in (1, 2, 3, 4)] == [1, 0, 0, 0]
    assert [state.series.read("projects.producing", month) for month in (1, 2, 3, 4)] == [0, 0, 1, 0]
    # 2.5 million were lent and 1 % of the rest is repaid in every month from the one of completion on.
    assert projects.loans[0] == pytest.approx(2.5e6 * 0.99**4)


def test_a_plant_brings_a_drawn_part_of_its_orders():
    def brought(mean: float) -> float:
        firms = enterprises_of(1, is_above_scale=np.array([True]))
        state = make_state(under_way(400, total=np.full(400, 1e6)), firms, values={
            "behaviour.pipeline.orders_brought": mean, "region.capacity_use": 0.75})  # fmt: skip
        building.open_plants(state, np.arange(400))
        assert state.series.read("projects.orders", 1) == pytest.approx(firms.orders_outside[0])
        return firms.orders_outside[0]

    # 400 plants of 0.6 million of goods join 10 million of capital that make 1 million: 24 million more
    assert brought(1.0) == pytest.approx(0.75 * 24e6)
    assert brought(0.5) == pytest.approx(0.5 * 0.75 * 24e6, rel=0.1)
    assert 0.0 < brought(0.1) < 0.2 * 0.75 * 24e6


def test_orders_of_usual_plants_are_in_what_the_world_orders():
    projects = under_way(3, spent=np.array([120e6, 0.0, 0.0]), planned_start=np.array([0, 4, 4]),
                         is_candidate=np.array([False, False, True]))  # fmt: skip
    values = {
        "behaviour.pipeline.orders_brought": 0.5, "behaviour.pipeline.commissioning": 1.0,
        "behaviour.pipeline.delay": 1.0, "behaviour.candidates.signing": 0.25, "region.capacity_use": 0.75,
    }  # fmt: skip
    state = make_state(projects, enterprises_of(1, is_above_scale=np.array([True])), month=14, values=values)
    # 144 million of goods a plant, a tenth of it in output, three quarters used, half of that sold: 5.4 million
    planned = building.orders_of_usual_plants(state)[:, SECTOR["food"]] / 5.4e6
    # half is built: 12 months and one more from the first; 24 and one from the fourth; four gates later a quarter
    assert [planned[month - 1] for month in (13, 14, 28, 29, 32, 33)] == pytest.approx([0, 1, 1, 2, 2, 2.25])
    state.fixed.orders_at_base = np.full(26, 21.6e6)
    assert without_usual_plants(state)[SECTOR["food"]] == pytest.approx(0.8)
    assert without_usual_plants(state)[SECTOR["textiles_apparel"]] == 1.0


def test_roads_open_without_an_owner():
    firms = enterprises_of(1, is_above_scale=np.array([True]))
    state = make_state(under_way(kind=np.array([4])), firms)
    building.open_plants(state, np.array([0]))
    assert firms.capital[0] == 1e7


def test_lists_overlap_and_kinds_add_up():
    flags = {"is_key": np.array([1, 1, 0, 0, 0], bool), "is_provincial": np.array([1, 0, 0, 0, 0], bool)}
    state = make_state(under_way(5, kind=np.arange(5), **flags))
    building.spend_on_projects(state)
    by_kind = [state.series.read(f"investment.projects.{kind}", 1) for kind in PROJECT_KINDS]
    assert sum(by_kind) == pytest.approx(state.projects.spent_month.sum())
    assert state.series.read("investment.key_62", 1) == pytest.approx(20e6)
    assert state.series.read("investment.provincial_8", 1) == pytest.approx(10e6)
    assert state.series.read("investment.transport", 1) == by_kind[4]


@limits(max_examples=25, deadline=None)
@given(
    totals=st.lists(st.floats(1e6, 1e9), min_size=1, max_size=8),
    line=st.floats(0.0, 1e9), rate=st.floats(0.0, 0.3), delay=st.floats(0.8, 1.5),
)  # fmt: skip
def test_no_money_is_made_and_no_project_spends_more_than_its_total(totals, line, rate, delay):
    count = len(totals)
    projects = under_way(count, kind=np.arange(count) % 5, total=np.array(totals), duration=np.full(count, 6.0))
    levers = {"equipment_grant_rate": rate, "equipment_grant_cap": 1e7, "equipment_reach": 0.7, "renewal": 10.0}
    state = make_state(projects, enterprises_of(5, is_above_scale=np.array([1, 1, 0, 0, 0], bool)), levers=levers,
                       line=line, values={"behaviour.pipeline.delay": delay})  # fmt: skip
    kept = 0.0
    for _ in range(8):
        building.spend_on_projects(state)
        renewal.renew_land(state)
        assert state.ledger.check() <= 1e-9
        kept += 0.6 * projects.spent_month
        assert projects.deposits == pytest.approx(kept, rel=1e-9, abs=1e-3)
        next_month(state)
    assert (projects.spent <= projects.total * (1.0 + 1e-12)).all()
    assert (projects.granted <= 1e7 + 1e-3).all()


def test_stationary_district_builds_and_clears_nothing():
    state = make_state(under_way(), enterprises_of(3), levers={"renewal": 10.0} | GRANT, values={"region.shocks": 0.0})
    before = columns_of(state.projects) | columns_of(state.enterprises)
    building.spend_on_projects(state)
    renewal.renew_land(state)
    after = columns_of(state.projects) | columns_of(state.enterprises)
    assert all(np.array_equal(before[name], after[name]) for name in before)
    assert state.ledger.flows == {}
    assert state.series.values == {}
