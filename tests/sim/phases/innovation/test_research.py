"""Research and its user cost, and what is only booked as research. By hand."""

import numpy as np
import pytest

from sim.phases.innovation import research as innovation
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import firms_of, make_state

PLAIN = {
    "behaviour.innovation.rd_trend": 0.0, "behaviour.innovation.rd_elasticity": 1.0,
    "behaviour.innovation.relabelled_share": 0.25, "behaviour.innovation.grant_salience": 0.5,
}  # fmt: skip
AID = {"rd_grant_rate": 0.2, "rd_grant_cap": 1e6, "rd_grant_reach": 0.5}


def laboratory(count: int = 1, **columns):
    """Firms that spend 100 yuan a month on research and reported 120 more last year than the year before."""
    given = {"rd_reported_last": np.full(count, 1_200.0), "rd_reported_before": np.full(count, 1_080.0)}
    return firms_of(count, **(given | columns))


def open_books(firms=None, values=None, **more):
    state = make_state(firms if firms is not None else laboratory(), values=PLAIN | (values or {}), **more)
    state.enterprises.rd_usual = np.full(len(state.enterprises), 100.0)
    return state


def set_rate(state, rate: float) -> None:
    state.levers.values["rd_grant_rate"] = rate


def test_research_follows_sales():
    state = open_books(laboratory(2, demand_expected=np.array([100.0, 100.0])))
    state.enterprises.output_usual = np.array([100.0, 80.0])
    innovation.spend_on_research(state)
    np.testing.assert_allclose(state.enterprises.rd_spending, [100.0, 125.0])
    assert state.series.read("rd.reported", 1) == state.series.read("rd.real", 1) == pytest.approx(225.0)
    # all of it stands in the recipe of production: nothing more is paid
    assert state.ledger.flow("research", "enterprises", "outside") == 0.0


def test_research_has_a_trend_from_the_middle_of_2022():
    state = open_books(values={"behaviour.innovation.rd_trend": 0.1}, month=1)
    innovation.spend_on_research(state)
    # six and a half months; the part beyond the recipe is bought outside
    assert state.enterprises.rd_spending == pytest.approx([100.0 * 1.1 ** (6.5 / 12.0)])
    extra = 100.0 * (1.1 ** (6.5 / 12.0) - 1.0)
    assert state.ledger.flow("research", "enterprises", "outside") == pytest.approx(extra)


def test_aid_that_stood_before_is_no_news_and_more_of_it_is():
    state = open_books(levers=AID)
    innovation.spend_on_research(state)
    assert state.enterprises.rd_spending == pytest.approx([100.0])
    next_month(state)
    set_rate(state, 0.4)
    innovation.spend_on_research(state)
    # half of 0.2 more is felt at an elasticity of one; a quarter of the reaction is only booked
    response = 100.0 * np.expm1(0.1)
    assert state.enterprises.rd_spending == pytest.approx([100.0 + response])
    assert state.enterprises.rd_relabelled == pytest.approx([response / 3.0])
    real, reported = (state.series.read(f"rd.{name}", 2) for name in ("real", "reported"))
    assert reported - real == pytest.approx(response / 3.0)
    assert (reported - 100.0) * 0.25 == pytest.approx(reported - real)
    assert state.enterprises.rd_reported_year == pytest.approx([100.0 + reported])


@pytest.mark.parametrize(
    ("columns", "levers"),
    [
        ({"awareness": np.array([0.6])}, {}), ({"rd_reported_before": np.array([1_300.0])}, {}),
        ({}, {"rd_grant_cap": 10.0}),
    ],
    ids=["unheard of", "no increment", "beyond the cap one more yuan brings nothing"],
)  # fmt: skip
def test_aid_moves_nothing_where_it_brings_nothing(columns, levers):
    state = open_books(laboratory(**columns), levers=AID | levers)
    innovation.spend_on_research(state)
    set_rate(state, 0.4)
    innovation.spend_on_research(state)
    assert state.enterprises.rd_spending == pytest.approx([100.0])
    assert state.enterprises.rd_relabelled == pytest.approx([0.0])


def test_research_is_cut_when_cash_runs_out():
    state = open_books(laboratory(3))
    # usual cash 10,000: nothing, half of the low mark, and enough
    state.enterprises.deposits[:] = [0.0, 0.5 * 0.3 * 10_000.0, 10_000.0]
    innovation.spend_on_research(state)
    np.testing.assert_allclose(state.enterprises.rd_spending, [50.0, 75.0, 100.0])
