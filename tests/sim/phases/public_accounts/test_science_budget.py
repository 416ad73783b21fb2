"""Science spending: a budget decided in January by plan and revenue, spent at the pace of the bureau. By hand."""

import pytest

from agents.institutions import Rank
from sim.phases.public_accounts import science_budget
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import make_state
from tests.sim.phases.small_state import give

BUDGET = "behaviour.innovation.science_budget"
FOLLOWS = "behaviour.innovation.science_follows"


def open_books(target=0.15, values=None, **more):
    """1,200 yuan in 2022; half of the weight lies on revenue."""
    given = {BUDGET: 1_200.0, FOLLOWS: 0.5} | (values or {})
    state = make_state(values=given, levers={"science_target": target}, **more)
    state.fixed.government_monthly = 1_000.0
    return state


def live(state, months: int, pace: float = 0.0) -> list[float]:
    """Spending of each month; local taxes are 100 yuan a month and rise by `pace` from month to month."""
    spent = []
    for _ in range(months):
        state.series.write("tax.local", state.month, 100.0 + pace * state.month)
        science_budget.spend_on_science(state)
        spent.append(state.series.read("science.spending", state.month))
        next_month(state)
    return spent


def plan(state, month: int) -> float:
    return state.series.read("science.plan", month)


def test_a_twelfth_a_month_of_what_january_decides():
    state = open_books()
    spent = live(state, 24)
    # Half of 0.15 each year, since taxes stand still: 1,200 * 1.075 and once more, over twelve
    assert spent[:12] == pytest.approx([107.5] * 12)
    assert spent[12:] == pytest.approx([107.5 * 1.075] * 12)
    assert (plan(state, 1), plan(state, 24)) == (pytest.approx(0.075), pytest.approx(0.075))


def test_rising_taxes_draw_the_budget_on_and_falling_ones_hold_it_back():
    growth = {}
    for pace in (-1.0, 0.0, 1.0, 2.0):
        state = open_books()
        live(state, 13, pace)
        assert plan(state, 1) == pytest.approx(0.075)  # nothing is known of 2022
        growth[pace] = plan(state, 13)
    assert growth[-1.0] < growth[0.0] < growth[1.0] < growth[2.0]
    assert growth[0.0] == pytest.approx(0.075)


@pytest.mark.parametrize(("weight", "target", "grown"), [(0.0, 0.15, 0.15), (0.2, 0.15, 0.12), (1.0, 0.15, 0.0),
                                                         (0.5, 0.0, 0.0), (0.5, 0.3, 0.15)])  # fmt: skip
def test_the_plan_counts_with_the_weight_that_revenue_leaves(weight, target, grown):
    state = open_books(target, {FOLLOWS: weight})
    assert live(state, 1) == pytest.approx([100.0 * (1.0 + grown)])


def test_a_slow_bureau_spends_less_and_a_fast_one_little_more_than_the_budget():
    for reliability, expected in ((0.9, 90.0), (1.04, 104.0), (1.5, 105.0)):
        state = open_books(target=0.0)
        state.fixed.reliability = {"innovation": reliability}
        assert live(state, 1) == pytest.approx([expected])


def after_2023(line: float, new_share: float = 1.0, claims: float = 20.0):
    """January 2024 after a year of 100 a month of which the line's claims were 20; the plan asks for half as much more.

    `claims` are those of this January.
    """
    state = open_books(0.0, {FOLLOWS: 0.0, "behaviour.treasury.core_share": 0.75})
    for _ in range(12):
        state.series.write("spent.innovation", state.month, 20.0)
        live(state, 1)
    bureau = state.offices.bureaus["innovation"]
    bureau.open_year(line)
    bureau.spend(claims)
    state.series.write("spent.innovation", 13, claims)
    state.levers.values["science_target"] = 0.5
    give(state, new_share=new_share)
    return state, bureau


def test_nothing_is_ordered_in_2023_and_what_is_bought_beside_the_line_is_known():
    state, _ = after_2023(1e6)
    assert state.books.science.usual == pytest.approx([80.0] * 12)
    assert state.series.year("science.ordered", 2023) == pytest.approx(0.0)


def test_what_the_plan_lacks_is_ordered_once_out_of_the_line():
    state, bureau = after_2023(1e6)
    # 150 planned, 80 bought as usual, 20 paid to claims: 50 to order, and bought with what lines spend beyond 2023
    assert live(state, 1) == pytest.approx([150.0])
    assert bureau.spent_year == pytest.approx(70.0)
    assert state.series.read("spent.innovation", 13) == pytest.approx(70.0)
    assert state.books.treasury.extra_purchases == pytest.approx(50.0)
    # claims of the line are science too: 45 more of them leave 5 to order
    state, bureau = after_2023(1e6, claims=65.0)
    assert live(state, 1) == pytest.approx([150.0])
    assert state.series.read("science.ordered", 13) == pytest.approx(5.0)


def test_a_short_line_a_short_treasury_and_claims_to_come_hold_it_back():
    assert live(after_2023(50.0)[0], 1) == pytest.approx([130.0])
    state, bureau = after_2023(100.0)
    bureau.expected[Rank.AWARDS, 6] = 70.0
    assert live(state, 1) == pytest.approx([110.0])
    # usual purchases go on as to 7/8, and half of what they lack with the claims is ordered: 70 + 20 + 60 / 2
    assert live(after_2023(1e6, new_share=0.5)[0], 1) == pytest.approx([120.0])


def test_neutral_levers_keep_the_budget_and_the_stationary_district_has_none():
    assert live(open_books(target=0.0), 24) == pytest.approx([100.0] * 24)
    still = open_books(values={"region.shocks": 0.0})
    assert live(still, 13) == [0.0] * 13
    assert still.books.science.annual is None
