"""Entry and exit: who may leave, who pays, who comes, with numbers worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.enterprises import Enterprises
from agents.people import Households
from agents.turnover import decide_exit, exit_by_size
from sim.phases.entry_and_exit.turnover import (
    _openings,
    close,
    enter_and_leave,
    exit_hazard,
    open_doors,
    usual_closings,
    usual_exits,
)
from tests.sim.phases.small_district import columns_of, make_state, next_month, settings, world
from tests.sim.phases.small_state import give

TRADE = SECTOR["wholesale_retail"]
CERTAIN = {"exit_annual": 0.9, "exit_annual_shop": 0.9, "size_response": 0.0, "stress_hazard": 1.0}


def build_households() -> Households:
    """Ten households with a twentieth each of half of property and one with the other half; shares add up to 1."""
    return Households(2, id=np.array([1, 2]), weight=np.array([10.0, 1.0]), equity_share=np.array([0.05, 0.5]),
                      deposits=np.full(2, 1e6))  # fmt: skip


def build_enterprises(count: int, **columns) -> Enterprises:
    given = {
        "id": np.arange(1, count + 1), "weight": np.ones(count), "sector": np.full(count, TRADE),
        "capacity": np.full(count, 1e5), "output": np.full(count, 1e5), "demand_expected": np.full(count, 1e5),
        "deposits": np.full(count, 1e5), "local_owner_share": np.full(count, 0.8),
    }  # fmt: skip
    return Enterprises(count, **(given | columns))


def build(enterprises: Enterprises, shocks: float = 1.0, outside=None, month: int = 1, **turnover):
    """A state whose places sold at the start what its firms make now, and whose usual exits are those of its rules."""
    state = make_state(settings(shocks, turnover=turnover), outside, month, enterprises=enterprises,
                       households=build_households())  # fmt: skip
    enterprises.demand_usual = enterprises.output.copy()
    enterprises.exit_usual = usual_exits(state)
    state.fixed.orders_in_turnover = usual_closings(state, enterprises.orders_outside)
    give(state, revenue=enterprises.output.copy(), rate=np.full(len(enterprises), 0.06),
         closing=np.zeros(0, dtype=np.int64))  # fmt: skip
    return state


def hazard_of(state):
    """Chance of each firm to close this month."""
    return exit_hazard(state, np.flatnonzero((state.enterprises.deposits < 0.0) & state.enterprises.is_active))


def test_chance_to_leave():
    # 0.01 * 4^-0.5 = 0.005; 0.005 + 0.03 * 0.5 = 0.02; never above one
    assert exit_by_size(0.01, 4.0, 0.5) == pytest.approx(0.005)
    assert decide_exit(0.005, 0.5, 0.03) == pytest.approx(0.02)
    assert decide_exit(0.5, 1.0, 1.0) == 1.0


def test_hazard_by_size_kind_and_cash():
    firms = build_enterprises(
        5, output=np.array([4e5, 1e5, 1e5, 7e5, 7e5]), is_shop=np.array([False, True, False, False, False]),
        is_above_scale=np.array([False, False, False, True, False]),
        is_public=np.array([False, False, False, False, True]),
        deposits=np.array([1e5, 1e5, -5e4, -1e9, -1e9]),
    )  # fmt: skip
    hazard = hazard_of(build(firms, size_response=0.5, stress_hazard=0.1, exit_annual=0.07, exit_annual_shop=0.1))
    month, shop = 1 - 0.93 ** (1 / 12), 1 - 0.9 ** (1 / 12)
    # sizes 4 and 1: the smaller leaves twice as often, their mean is the declared chance: 2/3 and 4/3 of it;
    # the third has half a month of sales overdrawn
    assert hazard == pytest.approx([month * 2 / 3, shop, month * 4 / 3 + 0.05, 0.0, 0.0])


def test_usual_exits_follow_their_parameters():
    firms = build_enterprises(2)
    # 1 - 0.9 ** (1 / 12) and 1 - 0.8 ** (1 / 12) a month
    for annual in (0.1, 0.2):
        month = 1.0 - (1.0 - annual) ** (1 / 12)
        state = build(firms, exit_annual=annual, size_response=0.0)
        assert usual_exits(state) == pytest.approx([month, month])
        assert hazard_of(state) == pytest.approx([month, month])
        assert usual_closings(state)[TRADE] == pytest.approx(2.0 * month)


def test_public_units_never_turn_over_and_above_scale_ones_only_when_they_cannot_pay():
    count = 60
    firms = build_enterprises(count, is_above_scale=np.arange(count) < 30, is_public=np.arange(count) >= 30)
    firms.deposits[30:] = -1e9
    state = build(firms, **CERTAIN)
    before = columns_of(firms)
    for _ in range(12):
        enter_and_leave(state)
        next_month(state)
    assert all(np.array_equal(before[name], values) for name, values in columns_of(firms).items())


def insolvent(**columns):
    """Three above-scale firms that owe 3,000: one pays, one earns something before interest, one nothing."""
    firms = build_enterprises(3, is_above_scale=np.ones(3, bool), deposits=np.array([100.0, -100.0, -100.0]),
                              loans=np.full(3, 3000.0), profit_expected=np.array([-9.0, -5.0, -15.0]),
                              **columns)  # fmt: skip
    return build(firms, insolvency_months=3.0, successor_months=1e12)


def test_who_cannot_pay_for_months_is_restructured_or_closes():
    state = insolvent()
    firms = state.enterprises
    for month in range(1, 4):
        enter_and_leave(state)
        assert state.ledger.check() <= 1e-9
        assert state.series.read("firms.overdrawn", month) == 2.0
        next_month(state)
    # 3,000 at 6 % cost 15 a month: the second earns 10 before interest, and 0.7 of that carries 12 * 7 / 0.06
    assert firms.is_active.tolist() == [True, True, False]
    assert firms.loans.tolist() == pytest.approx([3000.0, 1400.0, 0.0])
    assert firms.deposits.tolist() == pytest.approx([100.0, 0.0, 0.0], abs=1e-9)
    # 100 overdrawn became a loan and 3,100 - 1,400 are lost; of the third all 3,000
    assert state.ledger.bank_equity == pytest.approx(-4700.0)
    assert [state.series.read(f"firms.{name}", 3) for name in ("restructured", "insolvent")] == [1.0, 1.0]


def test_a_month_with_money_begins_the_count_anew():
    state = insolvent()
    for deposits in (-1.0, -1.0, 50.0, -1.0, -1.0):
        state.enterprises.deposits[1:] = deposits
        enter_and_leave(state)
        next_month(state)
    assert state.enterprises.is_active.all()
    assert state.enterprises.unpaid_months.tolist() == [0, 2, 2]


def test_works_of_a_large_insolvent_firm_are_sold_as_a_whole():
    firms = build_enterprises(40, is_above_scale=np.ones(40, bool), is_active=np.zeros(40, bool))
    state = build(firms, successor_months=1.0)
    enter_and_leave(state)
    assert firms.is_active.all()


def lost_orders(closed: int, months: int, **turnover) -> list[float]:
    firms = build_enterprises(10, orders_outside=np.full(10, 100.0), is_active=np.arange(10) >= closed)
    state = build(firms, exit_annual=0.0, exit_annual_shop=0.0, orders_kept=0.75, orders_back_months=10.0, **turnover)
    found = []
    for month in range(1, months + 1):
        enter_and_leave(state)
        found.append(state.series.read("orders.away", month))
        next_month(state)
    return found


def test_a_part_of_the_orders_of_the_closed_leaves_and_comes_back_slowly():
    # four of ten closed: a quarter of 400 leaves, a tenth of it comes back each month; nobody closed: none
    assert lost_orders(4, 3) == pytest.approx([100.0, 90.0, 81.0])
    assert lost_orders(0, 2) == [0.0, 0.0]


def test_who_opens_again_takes_up_the_orders_and_usual_turnover_loses_none():
    firms = build_enterprises(10, orders_outside=np.full(10, 100.0), is_active=np.arange(10) >= 4)
    state = build(firms, exit_annual=0.0, exit_annual_shop=0.0, orders_kept=0.75, orders_back_months=1e9)
    enter_and_leave(state)
    firms.is_active[:3] = True
    next_month(state)
    enter_and_leave(state)
    assert state.series.read("orders.away", 2) == pytest.approx(25.0)
    usual = build(build_enterprises(10, orders_outside=np.full(10, 100.0), is_active=np.arange(10) >= 1))
    usual.fixed.orders_in_turnover = np.full(26, 100.0)
    enter_and_leave(usual)
    assert usual.series.read("orders.away", 1) <= 0.5 * 900.0 * (~usual.enterprises.is_active)[1:].mean() + 1e-9


@pytest.mark.parametrize(
    ("what", "fewer"),
    [("returns", True), ("credit", True), ("land", True), ("guarantee", False)],
)
def test_openings_answer_returns_credit_and_room(what, fewer):
    def opened(is_changed: bool) -> float:
        firms = build_enterprises(4_000, is_active=np.arange(4_000) >= 2_000,
                                  sector=np.full(4_000, SECTOR["food"]))  # fmt: skip
        state = build(firms, profit_response=10.0, needs_bank=0.5, founders_found_good=0.5, room_response=2.0)
        _openings(state)  # what is usual
        if is_changed:
            if what == "returns":
                firms.profit_expected[:] = -0.03 * firms.output
            if what == "credit":
                give(state, credit_share=dict.fromkeys(("enterprises",), 0.4))
            if what == "land":
                state.books.land.shortage = 1.0
            if what == "guarantee":
                state.levers.write("guarantee_cover", 0.5)
        return float(_openings(state).sum())

    usual, changed = opened(False), opened(True)
    assert usual == pytest.approx(usual_closings(build(build_enterprises(4_000))).sum())
    assert (changed < usual) if fewer else (changed > usual)


def test_closing_with_money_left():
    firms = build_enterprises(2, weight=np.array([2.0, 1.0]), deposits=np.array([1000.0, 7.0]),
                              loans=np.array([400.0, 5.0]))  # fmt: skip
    state = build(firms)
    close(state, np.array([0]))
    # 400 go to the bank; of the other 600 (two firms: 1,200) 80 % are residents': 960, 48 to each of ten, 480 to one
    assert firms.deposits == pytest.approx([0.0, 7.0], abs=1e-9)
    assert firms.loans.tolist() == [0.0, 5.0]
    assert state.households.deposits - 1e6 == pytest.approx([48.0, 480.0])
    assert state.ledger.flow("closing_payout", "enterprises", "outside") == pytest.approx(240.0)
    assert state.ledger.bank_equity == 0.0
    assert state.ledger.check() <= 1e-9


def test_closing_with_debts_only():
    firms = build_enterprises(1, deposits=np.array([-100.0]), loans=np.array([900.0]), certified_until=np.array([30]))
    state = build(firms)
    close(state, np.array([0]))
    # the bank loses 900; owners settle the overdraft of 100: residents 80 (4 each of ten, 40 one), outside 20
    assert (firms.deposits[0], firms.loans[0]) == (pytest.approx(0.0, abs=1e-9), 0.0)
    assert state.ledger.bank_equity == -900.0
    assert 1e6 - state.households.deposits == pytest.approx([4.0, 40.0])
    assert state.ledger.flow("owners_cover", "outside", "enterprises") == pytest.approx(20.0)
    assert (firms.is_active[0], firms.certified_until[0], firms.demand_expected[0]) == (False, -1, 0.0)
    assert state.ledger.check() <= 1e-9


def test_a_loan_is_repaid_as_far_as_money_goes():
    firms = build_enterprises(1, deposits=np.array([300.0]), loans=np.array([900.0]))
    state = build(firms)
    close(state, np.array([0]))
    assert state.ledger.bank_equity == -600.0
    assert firms.deposits[0] == 0.0


def test_an_entrant_has_its_own_id_and_its_owners_money():
    firms = build_enterprises(3, deposits=np.zeros(3))
    state = build(firms, month=14, entrant_demand=0.5, founding_months=2.0)
    state.enterprises.demand_usual = np.full(3, 1e5)
    firms.is_active[1] = False
    open_doors(state, np.array([1]))
    assert firms.id.tolist() == [1, 140_000_001, 3]
    assert firms.demand_expected[1] == 50_000.0
    # two months of 50,000: 80,000 from residents (4,000 each of ten, 40,000 one), 20,000 from outside
    assert firms.deposits.tolist() == [0.0, 100_000.0, 0.0]
    assert 1e6 - state.households.deposits == pytest.approx([4_000.0, 40_000.0])
    assert firms.is_active.all()
    assert state.ledger.check() <= 1e-9


def test_a_slot_is_taken_no_earlier_than_the_month_after():
    firms = build_enterprises(400)
    state = build(firms, exit_annual=0.9, size_response=0.0)
    enter_and_leave(state)
    left = state.series.read("firms.left", 1)
    assert left > 40  # 1 - 0.1^(1/12) is 17 %: 70 of 400 expected
    assert (~firms.is_active).sum() == left
    assert state.series.read("firms.entered", 1) == 0.0
    next_month(state)
    enter_and_leave(state)
    assert state.series.read("firms.entered", 2) > 0.0


def test_a_year_of_turnover_is_about_the_declared_one():
    firms = build_enterprises(20_000, output=np.exp(np.sin(np.arange(20_000.0))) * 1e5)
    state = build(firms, exit_annual=0.07, size_response=0.25)
    for _ in range(12):
        enter_and_leave(state)
        assert state.ledger.check() <= 1e-9
        next_month(state)
    left, entered = (state.series.values[f"firms.{name}"][:12].sum() for name in ("left", "entered"))
    # 7 % of 20,000 and a few who leave twice: sd of the count is 37
    assert left == pytest.approx(1450, abs=150)
    # openings answer with a month's delay: eleven of twelve months, less where a month's leavers are fewer than usual
    assert 0.85 < entered / left * 12 / 11 < 1.05
    assert state.series.read("firms.active", 12) == firms.is_active.sum()


def test_more_demand_brings_more_entrants():
    def active(level: float) -> float:
        firms = build_enterprises(4_000, is_active=np.arange(4_000) >= 400)
        state = build(firms, outside=world(demand=np.full((240, 26), level)), entry_response=2.0)
        for _ in range(12):
            enter_and_leave(state)
            next_month(state)
        return state.series.values["firms.entered"][:12].sum()

    low, usual, high = active(0.7), active(1.0), active(1.3)
    assert low < usual < high
    # openings go with the square of demand: a half and seven tenths more
    assert low / usual == pytest.approx(0.49, abs=0.12)
    assert high / usual == pytest.approx(1.69, abs=0.25)


def test_who_leaves_does_not_depend_on_the_order_of_rows():
    firms = build_enterprises(500)
    turned = build_enterprises(500, id=np.arange(500, 0, -1))
    for table in (firms, turned):
        state = build(table, exit_annual=0.9)
        enter_and_leave(state)
    assert set(firms.id[~firms.is_active]) == set(turned.id[~turned.is_active])


def test_nobody_comes_or_goes_in_the_stationary_district():
    firms = build_enterprises(50, deposits=np.full(50, -1e9))
    state = build(firms, shocks=0.0, **CERTAIN)
    before = columns_of(firms)
    for _ in range(6):
        enter_and_leave(state)
        next_month(state)
    assert all(np.array_equal(before[name], values) for name, values in columns_of(firms).items())
    assert [state.series.read("firms.active", month) for month in (1, 6)] == [50.0, 50.0]


def test_weights_count():
    firms = build_enterprises(200, weight=np.full(200, 100.0))
    state = build(firms, exit_annual=0.9)
    enter_and_leave(state)
    left = (~firms.is_active).sum()
    assert left > 0
    assert state.series.read("firms.left", 1) == 100.0 * left
    assert state.series.read("firms.active", 1) == 100.0 * (200 - left)
