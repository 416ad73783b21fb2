"""Programmes work off a year's plan, faster when behind, and never more than is due by now."""

import numpy as np
import pytest

from sim import programmes
from tests.sim.phases.small_projects import make_state

GOVERNMENT = "behaviour.government."


def opened(margin=0.0, slack=0.0, spread=0.0):
    return make_state(values={
        f"{GOVERNMENT}plan_margin": margin, f"{GOVERNMENT}slack": slack, f"{GOVERNMENT}item_spread": spread,
    })  # fmt: skip


def delivered(state, reliability, months, planned=100.0):
    state.fixed.reliability = {"rural": reliability}
    amounts = []
    for month in months:
        state.month = month
        amounts.append(programmes.deliver(state, "rural", "ponds", planned))
    return amounts


def test_a_programme_on_schedule_stops_at_its_plan_with_margin():
    state = opened(margin=0.1, slack=0.5)
    assert delivered(state, 1.0, range(1, 13)) == pytest.approx([110.0] * 12)


def test_a_weak_bureau_falls_behind_by_what_it_lacks():
    state = opened(margin=0.1)
    # 80 a month is all it can do, whatever is due.
    assert sum(delivered(state, 0.8, range(1, 13))) == pytest.approx(960.0)


def test_a_programme_behind_schedule_catches_up_with_the_pace_in_hand():
    state = opened(slack=0.5)
    assert delivered(state, 0.2, [1, 2]) == pytest.approx([30.0, 30.0])  # 140 of 200 are missing
    assert delivered(state, 1.0, [3, 4, 5, 6, 7]) == pytest.approx([150.0, 150.0, 140.0, 100.0, 100.0])


def test_what_is_not_paid_stays_due_and_is_told_apart_from_what_is_new():
    state = opened(slack=0.5)
    state.fixed.reliability, asked = {"rural": 1.0}, []

    def paid(quantity: float, again: float) -> float:
        asked.append((quantity, again))
        return 0.5 if state.month < 3 else 1.0

    done = []
    for month in (1, 2, 3):
        state.month = month
        done.append(programmes.deliver(state, "rural", "ponds", 100.0, paid=paid))
    # 100 and then 50 more are due; 125 of 225 are missing in March
    assert done == pytest.approx([50.0, 75.0, 150.0])
    assert asked == [pytest.approx(pair) for pair in ((100.0, 0.0), (150.0, 50.0), (150.0, 50.0))]


def test_nothing_is_carried_over_new_year():
    state = opened()
    delivered(state, 0.5, range(1, 13))
    assert delivered(state, 1.0, [13]) == pytest.approx([100.0])


def test_a_month_without_a_plan_delivers_nothing():
    state = opened(slack=1.0)
    delivered(state, 0.5, [1])
    assert delivered(state, 1.0, [2], planned=0.0) == [0.0]


def test_luck_is_an_items_own_lasts_and_does_not_jump():
    state = opened(spread=0.1)
    paths = {}
    for item in ("renewal", "reclaimed"):
        path = []
        for month in range(1, 37):
            state.month = month
            path.append(programmes.luck(state, item))
        paths[item] = np.log(path)
    steps = np.diff(paths["renewal"])
    # Between the middles of two years it is a line: the step over New Year is like the ones beside it.
    assert steps[11] == pytest.approx(steps[10]) == pytest.approx(steps[12])
    assert abs(steps[11]) > 0.0
    assert not np.allclose(paths["renewal"], paths["reclaimed"])


def reporting(latitude=0.0, early=0.0, audits=0.0):
    state = make_state(values={f"{GOVERNMENT}counted_early": early, f"{GOVERNMENT}audit_share": audits})
    state.fixed.latitude = {"rural": latitude}
    return state


def test_a_report_counts_what_is_nearly_done_and_takes_the_latitude_of_a_definition():
    # 100 done and half of 20 under way, a tenth more by definition
    assert programmes.reported(reporting(0.1, 0.5), "rural", "ponds", 100.0, 20.0, 2024) == pytest.approx(121.0)


def test_an_audited_figure_is_what_was_delivered():
    assert programmes.reported(reporting(0.1, 0.5, audits=1.0), "rural", "ponds", 100.0, 20.0, 2024) == 100.0


def test_audits_come_by_lot_for_each_item_and_year():
    state = reporting(0.1, audits=0.3)
    audited = [programmes.is_audited(state, f"item {number}", 2024) for number in range(400)]
    assert 0.22 < np.mean(audited) < 0.38
    assert audited == [programmes.is_audited(state, f"item {number}", 2024) for number in range(400)]
    assert audited != [programmes.is_audited(state, f"item {number}", 2025) for number in range(400)]
