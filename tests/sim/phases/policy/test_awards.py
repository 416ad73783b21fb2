"""Awards and bonuses after the fact: who is paid, how much, when, and from which line. Worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.policy import awards
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import TRADE, firms_of, make_state

ALL = {  # whoever is in a pool is awarded
    "behaviour.awards.small_technology_annual": 1e9, "behaviour.awards.fledgling_annual": 1e9,
    "behaviour.awards.green_factories_annual": 1e9, "behaviour.awards.markets_annual": 1e9,
    "behaviour.awards.climb_growth": 0.1, "behaviour.awards.awarded_2022": 0.0,
}  # fmt: skip
SEPTEMBER = 9
TECHNOLOGY, DEAF, MAKER, MARKET, SHOP = range(5)


def named(month: int = SEPTEMBER, values=None, **levers):
    """A technology firm that hears of awards and one that does not, a large maker, a large market, a shop."""
    rows = np.arange(5)
    firms = firms_of(
        5, is_technology=np.isin(rows, [TECHNOLOGY, DEAF]), is_above_scale=np.isin(rows, [MAKER, MARKET]),
        sector=np.where(np.isin(rows, [MARKET, SHOP]), TRADE, SECTOR["food"]),
        awareness=np.where(rows == DEAF, 0.9, 0.1), certified_until=np.full(5, -1),
    )  # fmt: skip
    return make_state(firms, values=ALL | (values or {}), levers={"hnte_reach": 0.5} | levers, month=month)


def received(state) -> list[float]:
    return (state.enterprises.deposits - 1e4).tolist()


@pytest.mark.parametrize(
    ("lever", "row", "chapter"),
    [
        ("small_technology_award", TECHNOLOGY, "innovation"), ("fledgling_award", TECHNOLOGY, "innovation"),
        ("green_factory_award", MAKER, "manufacturing"), ("market_award", MARKET, "demand"),
    ],
)  # fmt: skip
def test_a_title_is_paid_in_september_to_its_pool_from_its_line(lever, row, chapter):
    state = named(**{lever: 500.0})
    awards.pay_awards(state)
    expected = [0.0] * 5
    expected[row] = 500.0
    assert received(state) == pytest.approx(expected)
    assert state.series.read(f"spent.{chapter}", SEPTEMBER) == pytest.approx(500.0)
    assert state.series.read("aid.awards", SEPTEMBER) == pytest.approx(500.0)
    for other in (named(month=8, **{lever: 500.0}), named(), named(values={"region.shocks": 0.0}, **{lever: 500.0})):
        awards.pay_awards(other)
        assert received(other) == [0.0] * 5


def test_titles_and_research_grants_are_paid_in_the_month_conf_says():
    later = {"behaviour.calendar.claims_paid": 10}
    for month, paid in ((SEPTEMBER, 0.0), (10, 500.0)):
        state = named(month, values=later, small_technology_award=500.0)
        awards.pay_awards(state)
        assert received(state)[TECHNOLOGY] == pytest.approx(paid)


def test_the_lot_draws_about_as_many_as_declared_and_others_the_year_after():
    state = make_state(firms_of(4000), values=ALL)
    everyone = np.ones(4000, bool)
    first = awards.by_lot(state, "fledgling", everyone, 400.0)
    assert 330 < first.sum() < 470  # 400 and four times the root of 360 at most
    np.testing.assert_array_equal(first, awards.by_lot(state, "fledgling", everyone, 400.0))
    state.month = 13
    again = awards.by_lot(state, "fledgling", everyone, 400.0)
    assert 330 < again.sum() < 470
    assert (first & again).sum() < 100
    assert not awards.by_lot(state, "fledgling", ~everyone, 400.0).any()
    assert not awards.by_lot(state, "fledgling", everyone, 0.0).any()


def test_a_certified_firm_is_awarded_in_the_year_it_is_first_on_the_list():
    state = named(above_scale_award=1_000.0)
    firms = state.enterprises
    firms.certified_until[:] = [60, 60, -1, 60, 60]
    awards.pay_awards(state)
    assert received(state) == [0.0] * 5
    # the technology firms, the maker and the shop are new; the deaf does not hear of it, the maker has no certificate
    state.books.yearly_list.first_time = np.array([1, 1, 1, 0, 1], bool)
    awards.pay_awards(state)
    assert received(state) == pytest.approx([1_000.0, 0.0, 0.0, 0.0, 1_000.0])


def test_who_is_no_longer_on_the_list_gets_no_bonus():
    firms = firms_of(2, is_above_scale=np.ones(2, bool), on_list=np.array([True, False]), deposits=np.zeros(2))
    state = make_state(firms, values=ALL | {"behaviour.awards.awarded_2022": 1.0}, levers=BONUS, month=2)
    awards.pay_output_bonuses(state)
    assert firms.deposits == pytest.approx([7.0, 0.0])


BONUS = {"opening_bonus_rate": 0.1, "opening_bonus_cap": 25.0, "climb_award": 7.0, "steady_growth_award": 11.0,
         "output_bonus_reach": 0.5}  # fmt: skip


def live(outputs: dict[int, list[float]], months: int, values=None) -> dict[int, list[float]]:
    """Months in which anything was paid, and to whom what: four plants that made 100 a month in 2022; `outputs` sets
    what they make from a month on. The last does not hear of bonuses."""
    firms = firms_of(4, is_above_scale=np.ones(4, bool), on_list=np.ones(4, bool),
                     awareness=np.array([0.1, 0.1, 0.1, 0.9]))
    state = make_state(firms, values=ALL | (values or {}), levers=BONUS)
    state.enterprises.deposits[:] = 0.0
    state.ledger.open_books()
    state.ledger.open_month()
    paid = {}
    for month in range(1, months + 1):
        before = firms.deposits.copy()
        awards.pay_output_bonuses(state)
        if (firms.deposits != before).any():
            paid[month] = (firms.deposits - before).tolist()
        assert state.series.read("aid.output", month) == pytest.approx((firms.deposits - before).sum())
        firms.output[:] = outputs.get(month, firms.output)
        state.ledger.check()
        next_month(state)
    return paid


def test_a_better_first_quarter_is_paid_in_may_up_to_the_cap():
    # 60 more in the quarter at a tenth: 6; 600 more is cut to 25; less than in 2022: nothing
    paid = live({1: [120.0, 300.0, 90.0, 300.0]}, 6)
    assert paid == {5: pytest.approx([6.0, 25.0, 0.0, 0.0])}


def test_climbing_quarters_and_the_steady_year():
    # a plant a tenth above the year before climbs, one a twentieth above does not; the third falls back in autumn
    outputs = {1: [110.0, 105.0, 130.0, 130.0], 7: [110.0, 105.0, 130.0, 130.0], 10: [111.0, 105.0, 90.0, 130.0]}
    paid = live(outputs, 15)
    assert paid[8] == pytest.approx([7.0, 0.0, 7.0, 0.0])
    assert paid[11] == pytest.approx([7.0, 0.0, 7.0, 0.0])
    assert paid[14] == pytest.approx([7.0, 0.0, 0.0, 0.0])
    # over the year 1,323 against 1,200; the third made 1,440 but fell below the year before in one quarter
    assert paid[15] == pytest.approx([11.0, 0.0, 0.0, 0.0])
    assert sorted(paid) == [5, 8, 11, 14, 15]


def test_the_second_year_is_compared_with_the_first():
    # half more from 2024 on; before there was nothing to pay for
    paid = live({13: [150.0, 100.0, 50.0, 150.0]}, 27)
    assert paid == {
        17: pytest.approx([15.0, 0.0, 0.0, 0.0]), 20: pytest.approx([7.0, 0.0, 0.0, 0.0]),
        23: pytest.approx([7.0, 0.0, 0.0, 0.0]), 26: pytest.approx([7.0, 0.0, 0.0, 0.0]),
        27: pytest.approx([11.0, 0.0, 0.0, 0.0]),
    }  # fmt: skip


def test_growth_of_2022_is_awarded_to_a_declared_part():
    paid = live({}, 6, {"behaviour.awards.awarded_2022": 1.0})
    assert paid == {2: pytest.approx([7.0, 7.0, 7.0, 0.0]), 3: pytest.approx([11.0, 11.0, 11.0, 0.0])}


def test_neutral_levers_pay_nothing():
    none = dict.fromkeys(BONUS, 0.0)
    firms = firms_of(4, is_above_scale=np.ones(4, bool), on_list=np.ones(4, bool))
    state = make_state(firms, values=ALL, levers=none)
    for _ in range(27):
        awards.pay_output_bonuses(state)
        firms.output *= 1.1
        next_month(state)
    assert firms.deposits.tolist() == [1e4] * 4


def test_a_share_of_last_months_land_revenue_goes_to_the_platforms():
    state = make_state(levers={"renewal_fund_share": 0.01}, month=2)
    for name, yuan in (("land.fee", 500.0), ("land.sales_revenue", 1_100.0)):
        state.series.write(name, 1, yuan)
        state.series.write(name, 2, 9e9)
    awards.fund_renewal(state)
    assert state.ledger.accounts["platforms"].deposits == pytest.approx(16.0)
    assert state.series.read("land.renewal_fund", 2) == pytest.approx(16.0)
    assert state.ledger.flow("renewal_fund", "government", "platforms") == pytest.approx(16.0)
