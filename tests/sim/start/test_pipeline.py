"""The draw's projects: what is scaled and what keeps its printed amount, and what the banks have lent so far."""

import numpy as np
import pytest

from agents.projects import PROJECT_KINDS, Stage
from sim.district.land import share_spent_in
from sim.start.pipeline import begin_earlier, open_project_loans, schedule_key_projects, size_pipeline
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of

INDUSTRY, SERVICES, TRANSPORT = (PROJECT_KINDS.index(name) for name in ("industry", "services", "transport"))


def sized(investment: float, before: float = 1.0):
    """Projects of 240 million over 24 months that began this January, so that 120 million are planned for 2023.

    A key one, one of transport, an industrial and a services one that go on, an industrial one that starts in 2024.
    """
    projects = projects_of(
        5, kind=np.array([INDUSTRY, TRANSPORT, INDUSTRY, SERVICES, INDUSTRY]), started=np.array([1, 1, 1, 1, -1]),
        is_key=np.array([True, False, False, False, False]), is_new=np.array([False, False, False, False, True]),
        planned_start=np.array([1, 1, 1, 1, 13]),
    )  # fmt: skip
    # One firm above scale makes 1 million a month and spends a tenth of it: 1.2 million a year.
    firms = enterprises_of(1, output=np.array([1e6]), is_above_scale=np.array([True]))
    values = {"region.property_investment_share": 0.0, "region.fixed_investment_2023": investment,
              "region.pipeline.industry_before": before}  # fmt: skip
    state = make_state(projects, firms, values=values)
    size_pipeline(state, np.full(26, 0.1))
    return state.projects


def test_printed_lists_and_transport_keep_their_amounts():
    # 601.2 million less own 1.2, the key one's 120 and transport's 120 leave 360 for 240 planned: times 1.5.
    projects = sized(601.2e6)
    assert projects.total == pytest.approx([240e6, 240e6, 360e6, 360e6, 360e6])
    planned = projects.total * share_spent_in(projects.planned_start, projects.duration, 1)
    assert planned.sum() + 1.2e6 == pytest.approx(601.2e6)


def test_what_ended_in_2023_makes_up_for_what_printed_lists_do_not_shrink():
    # a key and a free project that began this January, and a free one that ended in June: 120 + 120 + 120 in 2023 and
    # 120 + 120 in 2024 of 240, 240 and 240; two thirds of 2023 is what the plan of 2024 keeps
    projects = projects_of(
        3, kind=np.array([INDUSTRY, INDUSTRY, SERVICES]), started=np.array([1, 1, -1]),
        planned_start=np.array([1, 1, -11]), spent=np.array([0.0, 0.0, 120e6]), is_new=np.zeros(3, bool),
        is_key=np.array([True, False, False]), is_listed=np.array([True, True, False]), duration=np.full(3, 24.0),
    )  # fmt: skip
    state = make_state(projects, enterprises_of(1), values={
        "region.property_investment_share": 0.0, "region.fixed_investment_2023": 270e6})  # fmt: skip
    size_pipeline(state, np.zeros(26))
    # 270 in 2023, so 180 in 2024: 120 of it printed, a half of what is free; 60 of what began and 90 of what ended
    assert projects.total == pytest.approx([240e6, 120e6, 180e6])
    assert projects.spent == pytest.approx([0.0, 0.0, 90e6])


def test_industry_before_2024_moves_the_mix_and_not_the_sum():
    # Half the industry that goes on: 60 + 120 are planned where 360 are to be spent, so all that is free doubles.
    projects = sized(601.2e6, before=0.5)
    assert projects.total == pytest.approx([240e6, 240e6, 240e6, 480e6, 480e6])
    planned = projects.total * share_spent_in(projects.planned_start, projects.duration, 1)
    assert planned.sum() + 1.2e6 == pytest.approx(601.2e6)


def test_projects_owe_what_banks_have_paid_of_their_works():
    projects = projects_of(2, kind=np.array([INDUSTRY, TRANSPORT]), spent=np.array([100e6, 0.0]))
    values = {f"behaviour.pipeline.finance.industry.{source}": share
              for source, share in (("line", 0.1), ("upper", 0.0), ("platforms", 0.0), ("loans", 0.4))}  # fmt: skip
    state = make_state(projects, values=values)
    open_project_loans(state)
    assert projects.loans == pytest.approx([40e6, 0.0])


def waiting(slack: float):
    """Three that wait, with lags of 5, 2, 3 and 1 months, one that has started and a candidate; slack in months."""
    stage = np.array([Stage.SIGNED, Stage.LAND, Stage.SIGNED, Stage.STARTED, Stage.CANDIDATE])
    waited, lag = np.array([4.0, 1.0, -6.0, 0.0, 0.0]), np.tile([5.0, 2.0, 3.0, 1.0], (5, 1))
    projects = projects_of(5, stage=stage, waited=waited, lag=lag)
    state = make_state(projects, values={"region.pipeline.schedule_slack": slack})
    begin_earlier(state)
    return state.projects.stage.tolist(), state.projects.waited.tolist()


def test_slack_in_the_schedule_is_time_already_spent_at_the_gates():
    assert waiting(0.0) == ([0, 1, 0, 4, -1], [4.0, 1.0, -6.0, 0.0, 0.0])
    # 4 + 2.5 is past the 5 of the first gate by 1.5; 5 + 1 + 2.5 past 5 + 2 by 1.5; -6 + 2.5 is not signed yet
    assert waiting(2.5) == ([1, 2, 0, 4, -1], [1.5, 1.5, -3.5, 0.0, 0.0])
    # 4 + 12 is past all gates but the start itself, which is for the ceremony
    assert waiting(12.0)[0] == [3, 3, 1, 4, -1]


@pytest.mark.parametrize(("completed", "over"), [(np.log(1.2), 1.2), (-0.3, 1.05), (2.0, 1.3)])
def test_key_lists_schedule_more_than_they_print_by_what_records_of_lists_say(completed, over):
    projects = projects_of(3, is_key=np.array([True, False, False]), is_provincial=np.array([False, True, False]),
                           spent=np.array([60e6, 0.0, 60e6]))  # fmt: skip
    state = make_state(projects, values={"behaviour.government.plan_margin": 0.05,
                                         "behaviour.government.most_ordered": 1.3})  # fmt: skip
    state.fixed.completion = {"investment": completed}
    schedule_key_projects(state)
    assert state.projects.total == pytest.approx([240e6 * over, 240e6 * over, 240e6])
    assert state.projects.spent == pytest.approx([60e6 * over, 0.0, 60e6])
