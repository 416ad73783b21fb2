"""Exports: who sells how much abroad, and what stands, insurance, outlets and imports cost and bring. By hand."""

import numpy as np
import pytest

from sim.phases.customers import exports
from tests.sim.phases.small_district import columns_of, next_month
from tests.sim.phases.small_market import TRADE, firms_of, make_state
from tests.sim.phases.small_state import give

TRADING = "behaviour.trade."
PLAIN = {  # every maker exports half of what it sells; nobody opens outlets; no trend
    TRADING + "exporter_share": 1.0, TRADING + "export_share": 0.5, TRADING + "readiness_spread": 0.0,
    TRADING + "national_2023": 0.0, TRADING + "national_2024": 0.0, TRADING + "district_gap": 0.0,
    TRADING + "gain_life": 10.0, TRADING + "export_margin": 0.1, TRADING + "booth_cost": 45e3,
    TRADING + "outlets_usual": 0.0, TRADING + "brands_usual": 0.0, TRADING + "outlet_orders": 0.03,
    TRADING + "credit_sales": 0.0, TRADING + "insured_orders": 0.0, "policy.demand.m37.order_gain": 0.02,
}  # fmt: skip
INSURED = {  # losses of 0.005 a year, four fifths covered, are worth 0.004; no buyer fails
    TRADING + "premium": 0.01, TRADING + "insurance_cover": 0.8, TRADING + "credit_sales": 0.5,
    TRADING + "loss_rate": 0.005, TRADING + "loss_spread": 0.0, TRADING + "loss_chance": 1e-9,
    TRADING + "insured_financing": 0.0, TRADING + "insurance_reach": 0.6, TRADING + "insured_orders": 0.2,
}  # fmt: skip


def makers(*orders: float, **columns):
    """Above-scale manufacturers with these orders from outside."""
    count = len(orders)
    given = {"orders_outside": np.array(orders), "is_above_scale": np.ones(count, bool), "deposits": np.zeros(count)}
    return firms_of(count, **(given | columns))


def trade(firms, values=None, line=1e12, **levers):
    state = make_state(firms, values=PLAIN | (values or {}), levers=levers, line=line)
    exports.trade_abroad(state)
    state.ledger.check()
    return state


def again(state, **levers):
    next_month(state)
    state.levers = type(state.levers)()
    for name, value in levers.items():
        state.levers.write(name, value)
    exports.trade_abroad(state)
    state.ledger.check()


def read(state, name):
    return state.series.read(f"exports.{name}", state.month)


def test_exporters_are_makers_above_scale_or_of_technology_and_sell_their_part_together():
    kinds = firms_of(
        5, orders_outside=np.array([1e3, 3e3, 1e3, 9e3, 5e3]), is_above_scale=np.array([1, 1, 0, 1, 0], bool),
        is_technology=np.array([0, 0, 1, 0, 0], bool), sector=np.where(np.arange(5) == 3, TRADE, 1),
    )  # fmt: skip
    state = trade(kinds)
    assert state.rows.exporters.tolist() == [0, 1, 2]
    # half of the 4,000 of above-scale makers, spread over the 5,000 of all exporters
    assert read(state, "value") == pytest.approx(2e3)
    give(state, luck=np.array([1.0, 2.0, 1.0, 9.0, 9.0]))
    state.enterprises.is_active[0] = False
    again(state)
    # two fifths of 0, 6,000 and 1,000
    assert read(state, "value") == pytest.approx(2.8e3)
    nobody = trade(makers(1e3), {TRADING + "exporter_share": 0.0})
    assert read(nobody, "value") == 0.0


def test_exports_follow_the_nation_and_the_gap_of_the_district():
    state = make_state(makers(2e3), values=PLAIN | {TRADING + "national_2023": 0.1, TRADING + "national_2024": 0.2,
                                                    TRADING + "district_gap": 0.05})  # fmt: skip
    for _ in range(24):
        exports.trade_abroad(state)
        next_month(state)
    nation = [state.series.year("exports.national", year) / 12 for year in (2023, 2024)]
    ours = [state.series.year("exports.value", year) / 12 for year in (2023, 2024)]
    assert nation == pytest.approx([1.1, 1.1 * 1.2])
    assert ours == pytest.approx([1e3 * 1.1, 1e3 * 1.1 * 1.2 * 1.05], rel=2e-3)  # the mean of a product, nearly


def test_neutral_levers_move_neither_money_nor_exports():
    state = trade(makers(2e3, 4e3))
    before = columns_of(state.enterprises)
    for _ in range(14):
        again(state)
        assert read(state, "value") == pytest.approx(3e3)
        assert all(read(state, name) == 0.0 for name in ("visits", "outlets", "brands", "premium_aid", "import_aid"))
    assert state.series.read("spent.demand", state.month) == 0.0
    for name, values in columns_of(state.enterprises).items():
        np.testing.assert_array_equal(values, before[name])


@pytest.mark.parametrize(
    ("grant", "places", "goes"),
    [
        # A year's gain is 0.02 * 12 * 0.1 of exports of 2, 1.5 and 1 million: 48,000, 36,000 and 24,000.
        (0.0, 36.0, [0]), (10e3, 36.0, [0, 1]), (30e3, 36.0, [0, 1, 2]), (30e3, 24.0, None), (60e3, 0.0, []),
    ],
)  # fmt: skip
def test_a_stand_is_taken_where_it_pays_after_the_grant_and_places_last(grant, places, goes):
    state = trade(makers(4e6, 3e6, 2e6), fair_places=places, booth_grant=grant)
    expected = 2 if goes is None else len(goes)
    assert read(state, "visits") == read(state, "exhibitors") == expected
    assert state.series.read("spent.demand", 1) == pytest.approx(expected * grant)
    received = state.enterprises.deposits
    assert sorted(received.tolist()) == pytest.approx([0.0] * (3 - expected) + [grant] * expected)
    if goes is not None and grant > 0.0:
        assert np.flatnonzero(received).tolist() == goes


def test_who_never_hears_does_not_go_and_one_firm_is_one_exhibitor_a_year():
    state = trade(makers(4e6, 4e6, awareness=np.array([0.69, 0.71])), fair_places=24.0)
    assert (read(state, "visits"), read(state, "exhibitors")) == (1, 1)
    for _ in range(11):
        again(state, fair_places=24.0)
        assert (read(state, "visits"), read(state, "exhibitors")) == (1, 0)
    again(state, fair_places=24.0)
    assert read(state, "exhibitors") == 1  # January


def test_grants_stop_where_the_line_ends():
    state = trade(makers(4e6, 4e6), line=25e3, fair_places=24.0, booth_grant=20e3)
    # 40,000 are claimed
    assert state.enterprises.deposits == pytest.approx([12.5e3] * 2)
    assert state.series.read("claims_unpaid.demand", 1) == pytest.approx(15e3)


def test_more_places_bring_more_exports_the_month_after():
    sold = []
    for places in (12.0, 24.0):
        state = trade(makers(4e6, 4e6), fair_places=12.0)
        # The usual: 0.02 a month for ten months, shared by two. One stand keeps the sum of shares at 0.2.
        won = state.books.exports.won
        assert (won.usual, won.share.sum()) == (pytest.approx(0.1), pytest.approx(0.2))
        again(state, fair_places=places)
        again(state, fair_places=places)
        sold.append(read(state, "value"))
    # a second stand: 0.02 of 2 million, nine tenths of it a month later
    assert sold[1] - sold[0] == pytest.approx(36e3)


def test_who_gains_by_it_insures_and_takes_more_orders_as_the_premium_is_supported():
    firms = makers(2e3, 2e3, awareness=np.array([0.5, 0.7]))  # the second is out of reach
    state = trade(firms, INSURED, export_insurance_support=0.5)
    # 0.004 is less than half of the premium of 0.01
    assert (read(state, "insured"), read(state, "premium"), read(state, "premium_aid")) == (0.0, 0.0, 0.0)
    assert read(state, "value") == pytest.approx(2e3)  # as usual
    deposits = state.enterprises.deposits.copy()
    again(state, export_insurance_support=0.8)
    # now the premium is 0.002: half of one of two exporters' sales are insured
    assert read(state, "insured") == pytest.approx(0.25)
    assert read(state, "premium") == pytest.approx(0.01 * 500.0)
    assert read(state, "premium_aid") == pytest.approx(4.0)
    assert read(state, "value") == pytest.approx(1e3 * 1.2 + 1e3)
    # a fifth of the premium is its own; each has 2.5 of usual losses that did not come
    assert state.enterprises.deposits - deposits == pytest.approx([1.5, 2.5])
    again(state)
    assert (read(state, "insured"), read(state, "value")) == (0.0, pytest.approx(2e3))


def test_insured_from_the_start_is_the_usual():
    state = trade(makers(2e3, awareness=np.array([0.5])), INSURED, export_insurance_support=0.8)
    assert read(state, "value") == pytest.approx(1e3)
    again(state)
    assert read(state, "value") == pytest.approx(1e3 * 0.8)  # it gives up what it dared to take


def test_exporters_bear_what_the_line_cannot_pay_of_the_premium():
    state = trade(makers(2e3, awareness=np.array([0.5])), INSURED, line=1.0, export_insurance_support=0.8)
    assert read(state, "premium_aid") == pytest.approx(1.0)
    assert state.ledger.flow("export_insurance", "enterprises", "outside") == pytest.approx(5.0)
    assert state.enterprises.deposits == pytest.approx([1.0 - 5.0 + 2.5])


def test_the_insurer_pays_its_part_of_what_buyers_fail_to_pay():
    failing = INSURED | {TRADING + "loss_chance": 12.0}  # every month
    state = trade(makers(2e3, 2e3, awareness=np.array([0.5, 0.7])), failing, export_insurance_support=1.0)
    # what is lost is then the usual 0.005 of 500 each; four fifths of the insured one's come back, its premium too
    assert (read(state, "lost"), read(state, "claims")) == (pytest.approx(5.0), pytest.approx(2.0))
    assert state.enterprises.deposits == pytest.approx([2.0, 0.0])


def test_outlets_come_twice_as_often_at_half_the_own_cost_and_bring_orders():
    values = {TRADING + "outlets_usual": 6.0, TRADING + "abroad_elasticity": 1.0}  # fmt: skip
    state = trade(makers(2e3), values, abroad_refund=0.5, abroad_cost=400e3)
    usual, deposits = 0.0, state.enterprises.deposits.copy()
    for _ in range(40):
        again(state, abroad_refund=0.5, abroad_cost=400e3)
        usual += read(state, "outlets")
    assert 10 <= usual <= 30  # each month by even chance
    assert state.enterprises.deposits - deposits == pytest.approx(usual * 200e3)
    won = state.books.exports.won.share[0]
    assert state.books.exports.won.usual == pytest.approx(6.0 / 12.0 * 0.03 * 10.0)
    for _ in range(3):
        again(state, abroad_refund=0.75, abroad_cost=400e3)
        assert (read(state, "outlets"), read(state, "brands")) == (1, 0)  # certain now
        assert state.ledger.flow("abroad_refund", "government", "enterprises") == pytest.approx(300e3)
        won = 0.9 * won + 0.03
        assert state.books.exports.won.share == pytest.approx([won])


def test_the_centre_pays_interest_on_imported_equipment_of_large_makers():
    invests = np.full(3, 1e6)
    kinds = firms_of(3, is_above_scale=np.array([1, 0, 1], bool), sector=np.array([1, 1, TRADE]), investment=invests,
                     deposits=np.zeros(3))  # fmt: skip
    state = trade(kinds, {TRADING + "equipment_imported": 0.05}, line=0.0, import_interest_support=0.02)
    # 0.02 * 0.05 of a million, whatever the district's line
    assert state.enterprises.deposits == pytest.approx([1e3, 0.0, 0.0])
    assert read(state, "import_aid") == state.ledger.flow("import_support", "outside", "enterprises") == 1e3


def test_nothing_in_the_stationary_district():
    state = trade(makers(4e6), INSURED | {"region.shocks": 0.0}, fair_places=24.0, export_insurance_support=0.5)
    assert state.enterprises.deposits.tolist() == [0.0]
    books = state.books.exports
    assert (read(state, "value"), books.won.rows, books.usual_insured.known) == (0.0, None, None)
