"""Programmes work off a year's plan, faster when behind, and never more than is due by now."""

import numpy as np
import pytest

from sim import programmes
from tests.sim.phases.small_projects import make_state

GOVERNMENT = "behaviour.government."


def opened(margin=0.0, slack=0.0, own=0.0, most=3.0, **more):
    return make_state(values={
        f"{GOVERNMENT}plan_margin": margin, f"{GOVERNMENT}slack": slack, f"{GOVERNMENT}completion.own": own,
        f"{GOVERNMENT}most_ordered": most, **{f"{GOVERNMENT}{name}": value for name, value in more.items()},
    })  # fmt: skip


def delivered(state, completion, months, planned=100.0, **how):
    """Monthly quantities where the records' draw of the bureau is `completion` times the print."""
    state.fixed.completion = {"rural": np.log(completion)}
    amounts = []
    for month in months:
        state.month = month
        amounts.append(programmes.deliver(state, "rural", "ponds", planned, **how))
    return amounts


@pytest.mark.parametrize(
    ("natural", "margin", "most", "aim"),
    [
        (1.2, 0.03, 1.3, 120.0),  # the year brings more by itself
        (1.01, 0.03, 1.3, 103.0),  # planners keep their margin
        (0.8, 0.03, 1.3, 103.0),
        (1.6, 0.03, 1.3, 130.0),  # no more sites and builders
        (1.2, 0.03, 1.0, 103.0),  # nothing beyond the plan but the margin
    ],
)
def test_a_programme_aims_at_what_the_year_brings_and_at_least_at_a_margin(natural, margin, most, aim):
    assert programmes.decide_aim(100.0, natural, margin, most) == pytest.approx(aim)


def test_a_programme_on_schedule_stops_at_its_aim():
    assert delivered(opened(margin=0.1), 1.25, range(1, 13)) == pytest.approx([125.0] * 12)
    assert delivered(opened(margin=0.1, slack=0.5), 1.0, range(1, 13)) == pytest.approx([110.0] * 12)


def test_what_has_its_margin_already_and_sums_that_were_voted_get_no_more():
    assert delivered(opened(margin=0.1), 1.25, [1], has_margin=True) == pytest.approx([100.0])


def test_a_weak_bureau_falls_behind_by_what_it_lacks():
    state = opened(margin=0.1)
    # 80 a month is all it can do, whatever is due.
    assert sum(delivered(state, 0.8, range(1, 13))) == pytest.approx(960.0)
    # With a quarter more pace in hand it does 100 of the 110 due.
    assert sum(delivered(opened(margin=0.1, slack=0.25), 0.8, range(1, 13))) == pytest.approx(1200.0)


def test_latitude_is_in_the_records_so_a_report_ends_at_the_draw_and_not_beyond_it():
    state = opened(audit_share=0.0, counted_early=0.0)
    state.fixed.latitude = {"rural": 0.05}
    done = sum(delivered(state, 1.26, range(1, 13)))
    assert done == pytest.approx(1440.0)  # 1.26 / 1.05
    assert programmes.reported(state, "rural", "ponds", done, 0.0, 2023) == pytest.approx(1.26 * 1200.0)


def test_each_item_of_each_year_has_its_own_part():
    state = opened(own=0.1)
    logs = []
    for item in range(300):
        for state.month in (1, 13):
            logs.append(np.log(programmes.completion(state, "rural", f"item {item}", state.year)))
    of_2023, of_2024 = np.array(logs).reshape(-1, 2).T
    assert np.std(logs) == pytest.approx(0.1, abs=0.01)
    assert abs(np.corrcoef(of_2023, of_2024)[0, 1]) < 0.15


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
    assert asked == [pytest.approx(pair) for pair in ((100.0, 0.0), (150.0, 50.0), (150.0, 75.0))]


def test_what_a_weak_bureau_gets_to_late_was_never_ordered_before():
    state, asked = opened(slack=0.0), []
    state.fixed.completion = {"rural": np.log(0.5)}
    for state.month, planned in ((1, 100.0), (2, 100.0), (3, 0.0)):  # the pace goes on after the last planned month
        programmes.deliver(state, "rural", "ponds", planned, 100.0, paid=lambda *order: asked.append(order) or 1.0)
    assert asked == [pytest.approx((50.0, 0.0))] * 3


def test_nothing_is_carried_over_new_year():
    state = opened()
    delivered(state, 0.5, range(1, 13))
    assert delivered(state, 1.0, [13]) == pytest.approx([100.0])


def test_a_month_without_a_plan_delivers_nothing():
    state = opened(slack=1.0)
    delivered(state, 0.5, [1])
    assert delivered(state, 1.0, [2], planned=0.0) == [0.0]


def test_a_month_nobody_can_meet_in_shifts_a_record_to_the_next(monkeypatch):
    state = opened()
    monkeypatch.setattr(programmes, "is_called_off", lambda state: state.month in (2, 12))
    held = delivered(state, 0.5, range(1, 13), planned=1.0, is_record=True)
    assert held == pytest.approx([1.0, 0.0, 2.0, *[1.0] * 8, 0.0])  # December's is lost to the year


def test_months_are_called_off_by_one_lot_for_all_less_what_is_made_up_within_them():
    state = opened(called_off=0.4, made_up=0.5)
    off = []
    for state.month in range(1, 801):
        off.append(programmes.is_called_off(state))
    assert np.mean(off) == pytest.approx(0.2, abs=0.045)
    never = opened(called_off=0.4, made_up=1.0)
    assert not any(programmes.is_called_off(never) for never.month in range(1, 200))


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
