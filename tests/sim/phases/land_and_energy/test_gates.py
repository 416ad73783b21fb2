"""Gates of projects: quota, queues, grants, starts. Expected values are worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from agents.projects import Stage
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.land_and_energy import gates
from sim.phases.land_and_energy.energy import allot_energy
from sim.phases.land_and_energy.land import allot_land
from sim.phases.land_and_energy.queue import in_order
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_projects import make_state, projects_of, set_levers
from tests.sim.phases.small_state import give as give_state

PRICE = 700_000.0  # yuan/mu of industrial land, conf/region/linping.yaml
SCHEDULE = {"start_target_q1": 0.2, "start_target_q2": 0.5, "start_target_q3": 0.75, "start_target_q4": 0.95}


def run_gates(state, months: int = 1) -> None:
    for month in range(months):
        if month > 0:
            next_month(state)
        allot_land(state)
        allot_energy(state)
        gates.pass_gates(state)

INDUSTRY_PART = "policy.factors.m59.industrial_quota_share"


def waiting(count: int, **columns):
    """Projects whose wait at the first gate is over."""
    return projects_of(count, waited=np.full(count, 9.0), **columns)


def test_key_projects_get_land_first_then_the_longest_waiting():
    projects = waiting(4, land_need=np.array([40.0, 40.0, 40.0, 40.0]), is_key=np.array([0, 0, 0, 1], bool))
    projects.waited[:] = [5.0, 7.0, 6.0, 2.0]
    state = make_state(projects, levers={"land_quota": 100.0})
    run_gates(state)
    # 100 mu serve two of 40: the key one and the one that waited 7 months; 20 are left.
    assert projects.stage.tolist() == [Stage.SIGNED, Stage.LAND, Stage.SIGNED, Stage.LAND]
    land = state.books.land
    assert (land.quota_won, land.quota_used, land.left_industry, land.left_others) == (100.0, 80.0, 20.0, 0.0)
    assert state.series.read("land.supplied", 1) == 80.0


def test_who_goes_ahead_is_served_before_key_projects_and_those_before_the_longest_overdue():
    projects = projects_of(5, is_key=np.array([0, 1, 0, 0, 1], bool), is_provincial=np.array([0, 0, 1, 0, 0], bool))
    rows, overdue = np.arange(5), np.array([9.0, 1.0, 2.0, 0.0, 3.0])
    ahead = np.array([0, 0, 0, 1, 1], bool)
    assert in_order(projects, rows, overdue, ahead).tolist() == [4, 3, 2, 1, 0]
    assert in_order(projects, rows, overdue).tolist() == [4, 2, 1, 0, 3]


def test_the_shadow_price_is_what_the_first_project_that_goes_without_would_make():
    projects = waiting(3, land_need=np.array([40.0, 50.0, 30.0]), energy_need=np.array([3000.0, 3000.0, 3000.0]),
                       total=np.array([1e8, 2e8, 3e8]))  # fmt: skip
    projects.waited[:] = [9.0, 8.0, 7.0]
    state = make_state(projects, levers={"land_quota": 60.0},
                       values={"behaviour.investment.depreciation_annual": 0.1})  # fmt: skip
    run_gates(state)
    # The second waits. Of 200 million 0.6 are goods. A month wears out 0.02 of its output and 0.1 / 12 of capital,
    # so capital is 2.4 months' output; a quarter of output is value added, in a year 3 months' output. 120 / 2.4 * 3.
    assert state.series.read("land.shadow_price", 1) == pytest.approx(150e6 / 50.0)


def test_nobody_waits_and_quota_has_no_shadow_price():
    projects = waiting(2, land_need=np.array([40.0, 10.0]))
    state = make_state(projects, levers={"land_quota": 60.0})
    run_gates(state)
    assert state.series.read("land.shadow_price", 1) == 0.0
    assert state.series.read("energy.shadow_price", 1) == 0.0


def test_quota_is_split_between_industry_and_others():
    projects = waiting(2, land_need=np.array([50.0, 50.0]), kind=np.array([0, 1]))
    state = make_state(projects, levers={"land_quota": 100.0}, values={INDUSTRY_PART: 0.4})
    run_gates(state)
    # Industry may have 40 of the 100 and waits; the others' 60 serve the services project.
    assert projects.stage.tolist() == [Stage.SIGNED, Stage.LAND]


def test_land_is_paid_by_the_owner_to_the_government():
    projects = waiting(2, land_need=np.array([10.0, 10.0]), kind=np.array([0, 1]))
    state = make_state(projects, levers={"land_quota": 40.0},
                       values={"behaviour.land.price_others": 2.0, INDUSTRY_PART: 0.5,
                               "behaviour.compensation.requisition_cost": 1e5})  # fmt: skip
    before = state.ledger.deposits("government")
    run_gates(state)
    fee = 10.0 * PRICE + 10.0 * 2.0 * PRICE
    assert state.series.read("land.fee", 1) == pytest.approx(fee)
    # The government pays for the 20 mu that were farmland.
    assert state.ledger.deposits("government") - before == pytest.approx(fee - 2e6)
    assert projects.deposits.tolist() == [0.0, 0.0]
    assert state.ledger.check() <= 1e-9


def test_no_quota_no_land_and_more_quota_more_land():
    supplied = []
    for quota in (0.0, 50.0, 100.0):
        state = make_state(waiting(4, land_need=np.full(4, 25.0)),
                           levers={"land_quota": quota})  # fmt: skip
        run_gates(state)
        supplied.append(state.series.read("land.supplied", 1))
    assert supplied == [0.0, 50.0, 100.0]


def test_unreliable_bureau_wins_less_quota():
    state = make_state(levers={"land_quota": 100.0})
    state.fixed.reliability = {"factors": 0.9}
    run_gates(state)
    assert state.series.read("land.quota_won", 1) == pytest.approx(90.0)


def at_review(needs, **columns):
    return waiting(len(needs), energy_need=np.array(needs), stage=np.full(len(needs), int(Stage.LAND)), **columns)


def test_small_projects_are_exempt_but_count_and_large_ones_need_a_grant():
    projects = at_review([500.0, 2000.0, 3000.0])
    state = make_state(projects, levers={"energy_quota": 3000.0}, values={"behaviour.energy.unreserved": 0.0})
    run_gates(state)
    # 3000 less 500 of the exempt one leaves 2500: 2000 are granted, as they bring more value added for a tce.
    assert projects.stage.tolist() == [Stage.ENERGY, Stage.ENERGY, Stage.LAND]
    energy = state.books.energy
    assert (energy.granted, energy.left) == (2500.0, 500.0)


def test_a_large_project_is_not_passed_over_for_ever():
    projects = at_review([5000.0, 1000.0], is_key=np.array([1, 0], bool))
    state = make_state(projects, levers={"energy_quota": 2500.0}, values={"behaviour.energy.unreserved": 0.3})
    run_gates(state)
    # The key project is first and must wait; of 2500 kept for it 750 would go to others, too little for 1000.
    assert projects.stage.tolist() == [Stage.LAND, Stage.LAND]
    next_month(state)
    run_gates(state)
    assert projects.stage.tolist() == [Stage.ENERGY, Stage.LAND]


@limits(max_examples=30, deadline=None)
@given(
    quotas=st.lists(st.floats(0.0, 400.0), min_size=1, max_size=6), energy=st.floats(0.0, 5000.0),
    freed=st.floats(0.0, 900.0), needs=st.lists(st.floats(0.1, 300.0), min_size=2, max_size=8),
)  # fmt: skip
def test_quotas_are_conserved(quotas, energy, freed, needs):
    count = len(needs)
    projects = waiting(count, land_need=np.array(needs), energy_need=np.array(needs) * 10.0, kind=np.arange(count) % 5)
    state = make_state(projects, values={
        INDUSTRY_PART: 0.45, "behaviour.land.initial_quota": 70.0, "behaviour.energy.initial_quota": 100.0,
    })  # fmt: skip
    for quota in quotas:
        set_levers(state, land_quota=quota, energy_quota=energy, energy_freed=freed)
        run_gates(state)
        next_month(state)
    land, power = state.books.land, state.books.energy
    has_land = projects.stage >= Stage.LAND
    assert land.quota_used == pytest.approx(projects.land_need[has_land].sum())
    assert 70.0 + land.quota_won == pytest.approx(land.quota_used + land.left_industry + land.left_others)
    assert min(land.left_industry, land.left_others) >= -1e-9
    assert 100.0 + power.opened == pytest.approx(power.granted + power.left)
    assert power.granted_new == pytest.approx(projects.energy_need[projects.stage >= Stage.ENERGY].sum())
    assert power.opened == pytest.approx(len(quotas) * energy + power.freed)


def test_gates_are_passed_one_by_one_and_spare_time_counts():
    # Waits of 1.5 months each and no needs: 2 months for the first, the half month over counts for the second.
    projects = projects_of(1, lag=np.full((1, 4), 1.5), is_new=np.zeros(1, bool))
    state = make_state(projects, levers={"land_quota": 1.0})
    stages = []
    for _ in range(6):
        run_gates(state)
        stages.append(int(projects.stage[0]))
        next_month(state)
    assert stages == [0, 1, 2, 2, 3, 4]
    assert projects.started[0] == 6


def test_delay_makes_projects_wait_and_service_to_key_projects_shortens_it():
    def months(delay, saved, is_key):
        projects = projects_of(1, lag=np.full((1, 4), 2.0), is_new=np.zeros(1, bool), is_key=np.array([is_key]))
        state = make_state(projects, values={"behaviour.pipeline.delay": delay}, levers={"gate_time_saved": saved})
        for _ in range(40):
            run_gates(state)
            if projects.stage[0] == Stage.STARTED:
                return state.month
            next_month(state)
        raise AssertionError("never started")

    assert months(1.0, 0.0, False) == 8
    assert months(1.5, 0.0, False) == 12
    assert months(1.0, 0.5, True) == 4
    assert months(1.0, 0.5, False) == 8


def ready_to_start(count, **columns):
    return waiting(count, stage=np.full(count, int(Stage.PERMITTED)), **columns)


def test_the_new_list_starts_in_the_plan_year_and_at_most_as_many_as_offices_can_see_through():
    state = make_state(ready_to_start(5), month=12, values={"behaviour.pipeline.starts_capacity": 3.0})
    run_gates(state)
    assert state.series.read("starts.new", 12) == 0.0
    next_month(state)
    run_gates(state)
    assert state.series.read("starts.new", 13) == 3.0
    assert state.series.read("starts.share", 13) == pytest.approx(0.6)
    next_month(state)
    run_gates(state)
    assert state.series.read("starts.share", 14) == 1.0


def test_those_who_wait_for_the_ceremony_start_at_the_quarters_end():
    state = make_state(ready_to_start(6), month=13, values={"behaviour.pipeline.bunching": 1.0})
    run_gates(state, months=3)
    assert [state.series.read("starts.new", month) for month in (13, 14, 15)] == [0.0, 0.0, 6.0]


def test_starts_by_town_add_up_and_key_share_counts_key_projects():
    projects = ready_to_start(4, town=np.array([0, 0, 3, 7]), is_key=np.array([1, 0, 1, 0], bool))
    projects.stage[2] = Stage.SIGNED
    projects.waited[2] = -99.0
    state = make_state(projects, month=13)
    run_gates(state)
    assert [state.series.read(f"starts.{town}", 13) for town in state.district.towns.codes] == [2, 0, 0, 0, 0, 0, 0, 1]
    assert state.series.read("starts.key_share", 13) == 0.5


def test_schedule_is_the_printed_one_with_lines_between():
    state = make_state(levers=SCHEDULE)
    shares = [gates.planned_share(state, month) for month in (12, 13, 15, 18, 21, 24, 30)]
    assert shares == pytest.approx([0.0, 0.2 / 3, 0.2, 0.5, 0.75, 0.95, 0.95])


def test_bureau_presses_only_when_behind_and_as_hard_as_the_lever_says():
    # July: half should have started by June, none has; the quarter asks for 0.75.
    late = projects_of(4)
    pressed = SCHEDULE | {"catch_up_effort": 0.6}
    assert gates.start_effort(make_state(late, month=19, levers=pressed)) == pytest.approx(1.4)
    assert gates.start_effort(make_state(late, month=19, levers=SCHEDULE)) == 1.0
    assert gates.start_effort(make_state(late, month=9, levers=pressed)) == 1.0
    done = projects_of(4, stage=np.full(4, int(Stage.STARTED)))
    assert gates.start_effort(make_state(done, month=19, levers=pressed)) == 1.0


def test_effort_brings_starts_forward_and_doubling_it_more():
    def started(lever):
        projects = projects_of(
            30, stage=np.full(30, int(Stage.PERMITTED)), lag=np.linspace(1.0, 30.0, 120).reshape(30, 4)
        )
        state = make_state(projects, month=19, levers=SCHEDULE | {"catch_up_effort": lever})
        run_gates(state, months=3)
        return state.series.read("starts.share", 21)

    none, some, more = started(0.0), started(1.0), started(2.0)
    assert none < some < more


def test_stationary_district_has_no_pipeline():
    state = make_state(waiting(2), levers={"land_quota": 100.0}, values={"region.shocks": 0.0})
    before = columns_of(state.projects)
    run_gates(state)
    assert all(np.array_equal(before[name], values) for name, values in state.projects.arrays().items())
    assert state.series.values == {}
    assert state.ledger.flows == {}


def test_nobody_starts_whose_bank_has_not_agreed():
    def started(granted: float) -> int:
        projects = projects_of(400, stage=np.full(400, int(Stage.PERMITTED)), waited=np.full(400, 9.0))
        state = make_state(projects, month=14, values={"behaviour.pipeline.starts_capacity": 1e6})
        give_state(state, credit_share=dict(ALL_GRANTED) | {"projects": granted})
        run_gates(state)
        return int((projects.stage == Stage.STARTED).sum())

    assert started(0.0) == 0
    assert started(0.5) == pytest.approx(200, abs=40)  # two standard deviations of a draw of 400
    assert started(1.0) == 400


def test_each_gate_has_an_office_that_is_late_on_its_own_around_the_common_delay():
    state = make_state(waiting(4, stage=np.arange(4)), values={"behaviour.pipeline.office_spread": 0.3})
    offices = gates.office_delay(state)
    assert offices.shape == (4,)
    assert len(np.unique(offices)) == 4
    waits, plain = gates.gate_waits(state), gates.gate_waits(make_state(waiting(4, stage=np.arange(4))))
    np.testing.assert_allclose(waits / plain, offices)
    many = []
    for state.seed in range(2000):
        many.append(gates.office_delay(state))
    assert np.mean(many) == pytest.approx(1.0, abs=0.02)
    assert np.log(many).std() == pytest.approx(0.3, abs=0.02)
