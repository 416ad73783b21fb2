"""Entry and exit: who may leave, who pays, who comes, with numbers worked out by hand."""

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.enterprises import Enterprises, decide_exit, exit_by_size
from agents.people import Households
from sim.phases.entry_and_exit.turnover import (
    close,
    enter_and_leave,
    exit_hazard,
    open_doors,
    usual_closings,
    usual_exits,
)
from tests.sim.phases.small_district import columns_of, make_state, next_month, settings, world

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
    return state


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
    hazard = exit_hazard(build(firms, size_response=0.5, stress_hazard=0.1, exit_annual=0.07, exit_annual_shop=0.1))
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
        assert exit_hazard(state) == pytest.approx([month, month])
        assert usual_closings(state)[TRADE] == pytest.approx(2.0 * month)


def test_above_scale_and_public_units_never_turn_over():
    count = 60
    firms = build_enterprises(count, is_above_scale=np.arange(count) < 30, is_public=np.arange(count) >= 30)
    firms.deposits[:] = -1e9
    state = build(firms, **CERTAIN)
    before = columns_of(firms)
    for _ in range(12):
        enter_and_leave(state)
        next_month(state)
    assert all(np.array_equal(before[name], values) for name, values in columns_of(firms).items())


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
