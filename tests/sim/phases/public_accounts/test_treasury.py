"""The eight lines: spent with a delay, never overspent, and only what exceeds last year's course buys more. By hand."""

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from agents.institutions import Rank
from sim.budget import pay
from sim.phases.policy.lines import LINES, open_lines
from sim.phases.public_accounts import treasury
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import make_state
from tests.sim.phases.small_state import give

LINE = 1_200.0
LEVER = "line_investment"


def voted(line: float = LINE, delay: float = 1.0, before: float = 1.0, kept: float = 0.0, **more):
    """A line for chapter 1 only, 1,200 yuan a year on the course of 2023."""
    values = {f"policy.factors.m55.line_{chapter}": 0.0 for chapter in LINES}
    values |= {"policy.factors.m55.line_investment": LINE, "policy.factors.m55.intensity_2023": before,
               "policy.factors.m55.execution_delay": delay,
               "behaviour.government.kept_for_claims": kept}  # fmt: skip
    state = make_state(values=values, levers={LEVER: line}, **more)
    state.books.treasury.usual_lines["investment"] = LINE * before
    return state


def live(state, months: int, claims: float = 0.0) -> list[float]:
    """What the line has spent in all at the end of each month."""
    spent = []
    for _ in range(months):
        open_lines(state)
        if claims > 0.0:
            pay(state, "investment", "grant", "outside", claims)
        treasury.execute_budget(state)
        spent.append(state.offices.bureaus["investment"].spent_year)
        next_month(state)
    return spent


def test_an_even_pace_spends_the_line_by_december():
    state = voted()
    assert live(state, 12) == pytest.approx([100.0 * month for month in range(1, 13)])
    assert state.series.read("line.investment", 1) == LINE


def test_delay_falls_behind_and_december_catches_up():
    spent = live(voted(delay=2.0), 12)
    # half of what is due: 50; half of 200 - 50: 75; half of 300 - 125: 87.5; the last month takes all
    assert spent[:3] == pytest.approx([50.0, 125.0, 212.5])
    assert spent[11] == pytest.approx(LINE)


def test_a_part_is_kept_for_claims_until_november():
    spent = live(voted(kept=0.1), 12)
    # nine tenths of a hundred a month to October; from November on all that is due but for December's claims
    assert spent[:10] == pytest.approx([90.0 * month for month in range(1, 11)])
    assert spent[10:] == pytest.approx([1_100.0, 1_190.0])


def test_what_is_kept_pays_claims_that_the_pace_would_not():
    state, claims = voted(kept=0.5), []
    for month in range(1, 11):
        open_lines(state)
        claims.append(pay(state, "investment", "grant", "outside", 200.0 if month == 10 else 0.0))
        treasury.execute_budget(state)
        next_month(state)
    # 450 of 1,200 are spent by September, so a late claim of 200 is paid in full
    assert claims[-1] == 1.0


def test_an_unreliable_bureau_leaves_a_part():
    state = voted()
    state.fixed.reliability |= {"investment": 0.9}
    assert live(state, 12)[-1] == pytest.approx(1_080.0)
    state = voted()
    state.fixed.reliability |= {"investment": 1.1}
    assert live(state, 12)[-1] == pytest.approx(LINE)


def test_january_opens_the_line_anew():
    state = voted()
    live(state, 12)
    state.levers.values[LEVER] = 2_400.0
    assert live(state, 1) == pytest.approx([200.0])
    assert state.series.year("spent.investment", 2023) == pytest.approx(LINE)


def test_claims_of_measures_come_out_of_the_line():
    state = voted()
    # 250 a month exhaust the line in the fifth; nothing is left for the rest
    assert live(state, 12, claims=250.0) == pytest.approx([250.0, 500.0, 750.0, 1_000.0, *[LINE] * 8])
    assert state.series.read("claims_unpaid.investment", 5) == pytest.approx(50.0)
    assert state.series.read("claims_unpaid.investment", 6) == pytest.approx(250.0)


@given(
    claims=st.lists(st.floats(0.0, 400.0), min_size=12, max_size=12), delay=st.floats(1.0, 6.0),
    reliability=st.floats(0.3, 1.1), line=st.just(0.0) | st.floats(1.0, 3_000.0),
)  # fmt: skip
@limits(max_examples=40, deadline=None)
def test_no_line_is_ever_overspent(claims, delay, reliability, line):
    state = voted(line, delay)
    state.fixed.reliability |= {"investment": reliability}
    for claim in claims:
        live(state, 1, claim)
        assert state.offices.bureaus["investment"].spent_year <= line * (1.0 + 1e-9)
        assert state.offices.bureaus["investment"].remaining() >= 0.0
    assert state.series.year("spent.investment", 2023) == pytest.approx(state.offices.bureaus["investment"].spent_year)


def test_the_course_of_2023_buys_nothing_extra():
    state = voted()
    for claims in (0.0, 60.0):
        live(state, 12, claims)
    extra = [state.series.read("fiscal.extra_purchases", month) for month in range(1, 13)]
    assert extra == pytest.approx([0.0] * 12, abs=1e-9)


def test_twice_the_line_buys_the_second_half_extra():
    state = voted()
    live(state, 12)
    state.levers.values[LEVER] = 2 * LINE
    live(state, 12)
    assert [state.series.read("fiscal.extra_purchases", month) for month in (13, 18, 24)] == pytest.approx([100.0] * 3)
    assert state.books.treasury.extra_purchases == pytest.approx(100.0)


def test_lines_under_last_years_course_buy_nothing_extra_in_2023(finished):
    extra = finished.series()["fiscal.extra_purchases"][:12]
    assert extra == pytest.approx([0.0] * 12, abs=1.0)


def test_lines_of_a_run_are_never_overspent(finished):
    series, bureaus = finished.state.series, finished.state.offices.bureaus
    moved = {chapter: bureaus[chapter].moved for chapter in LINES}  # in the adjustment of 2024
    for chapter in LINES:
        for year in (2023, 2024):
            line = series.read(f"line.{chapter}", 12 * (year - 2022)) + moved[chapter] * (year == 2024)
            assert 0.0 < series.year(f"spent.{chapter}", year) <= line * (1.0 + 1e-9)
    assert sum(moved.values()) == pytest.approx(0.0, abs=1.0)
    assert sum(max(amount, 0.0) for amount in moved.values()) == pytest.approx(
        series.year("fiscal.reappropriated", 2024)
    )


def test_each_rank_gets_what_those_before_it_leave_evenly_over_the_year():
    bureau = make_state().offices.bureaus["demand"]
    bureau.open_year(100.0)
    bureau.expected[Rank.AWARDS] = 10.0
    # 10 now, 110 as expected in the months to come, 100 to pay them: five sixths
    assert bureau.grant(10.0, 1) == pytest.approx(100.0 / 120.0)
    assert bureau.grant(10.0, 2, Rank.WORKS) == 1.0
    assert bureau.spent_year == pytest.approx(10.0 * 100.0 / 120.0 + 10.0)
    assert bureau.to_come(2) == pytest.approx(100.0)
    # A second claim of the month takes the place of one that was expected; more than expected is simply more.
    assert bureau.to_come(3) == pytest.approx(100.0)
    bureau.asked[Rank.AWARDS, 2] = 4.0
    assert bureau.to_come(3) == pytest.approx(96.0)
    # Works that are expected come before programmes: 81.67 less 80 leave 1.67 for 5.
    bureau.expected[Rank.WORKS, 3:11] = 10.0
    assert bureau.grant(5.0, 4, Rank.PROGRAMMES) == pytest.approx((100.0 - 110.0 / 6.0 - 80.0) / 5.0)
    # Who expects nothing serves the first.
    bureau.expected[:] = 0.0
    assert bureau.grant(bureau.remaining(), 4) == 1.0
    assert bureau.grant(5.0, 5) == 0.0


@pytest.mark.parametrize(("held", "comes"), [(20e9, 10e9), (35e9, -5e9)])
def test_the_budget_of_2023_is_balanced_and_later_ones_are_not(held, comes):
    state = make_state(values={"region.deposits_government": 30e9})
    state.ledger.accounts["government"].deposits = held
    treasury.settle_month(state)
    assert state.ledger.deposits("government") == pytest.approx(30e9)
    assert state.series.read("fiscal.upper_transfers", 1) == pytest.approx(comes)
    later = make_state(values={"region.deposits_government": 30e9}, month=13)
    later.ledger.accounts["government"].deposits = held
    treasury.settle_month(later)
    assert later.ledger.deposits("government") == held
    assert later.series.read("fiscal.deposits", 13) == held


def test_lines_are_held_back_when_money_does_not_last():
    state = voted()
    give(state, new_share=0.25)
    spent = live(state, 3)
    # a quarter of what is due and not yet spent: 100 / 4, (200 - 25) / 4, (300 - 68.75) / 4
    assert spent == pytest.approx([25.0, 68.75, 126.5625])


def test_nothing_is_spent_in_the_stationary_district():
    state = make_state(values={"region.shocks": 0.0}, levers={LEVER: LINE})
    live(state, 3)
    assert state.series.read("spent.investment", 1) == 0.0
    assert state.books.treasury.extra_purchases == 0.0
    assert set(state.books.treasury.reference.values()) == {0.0}
