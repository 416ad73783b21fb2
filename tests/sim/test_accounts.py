"""The ledger: what it moves, and what it catches. Expected values are worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.columns import Column, Table
from agents.projects import Projects
from sim.accounts import Account, Ledger, LedgerError, Spread

YUAN = st.floats(min_value=0.0, max_value=1e9)


class Holders(Table):
    COLUMNS = {
        "weight": Column("f8", "1", "rows stood for", "权重", static=True),
        "deposits": Column("f8", "yuan", "money", "存款"),
        "loans": Column("f8", "yuan", "loans", "贷款"),
    }


def build(scale_of_gap: float = 1000.0) -> Ledger:
    """Enterprises 1*100 + 2*200 = 500, households 4*50 = 200, government 300: deposits 1000; loans 2*40 = 80."""
    ledger = Ledger(
        columns={
            "enterprises": Holders(
                2, weight=np.array([1.0, 2.0]), deposits=np.array([100.0, 200.0]), loans=np.array([0.0, 40.0])
            ),
            "households": Holders(1, weight=np.array([4.0]), deposits=np.array([50.0])),
        },
        accounts={"government": Account(deposits=300.0)},
        scale_of_gap=scale_of_gap,
    )
    ledger.open_books()
    ledger.open_month()
    return ledger


def test_opening_position_is_deposits_less_loans():
    ledger = build()
    assert ledger.deposits("enterprises") == 500.0
    assert ledger.deposits("households") == 200.0
    assert ledger.loans("enterprises") == 80.0
    assert ledger.head_office == 920.0
    assert ledger.check() == 0.0


def test_transfer_is_weighted_on_both_sides():
    ledger = build()
    # paid 1*20 + 2*10 = 40; received 4*10 = 40
    assert ledger.transfer("wages", "enterprises", np.array([20.0, 10.0]), "households", np.array([10.0])) == 40.0
    assert ledger.columns["enterprises"].deposits.tolist() == [80.0, 190.0]
    assert ledger.columns["households"].deposits.tolist() == [60.0]
    assert ledger.flow("wages", "enterprises", "households") == 40.0
    assert ledger.flow("wages", "households", "enterprises") == 0.0
    assert ledger.check() == 0.0


def test_transfer_with_unequal_sides_raises():
    with pytest.raises(LedgerError, match=r"wages.*40.*44"):
        build().transfer("wages", "enterprises", np.array([20.0, 10.0]), "households", np.array([11.0]))


def test_unweighted_equality_is_not_enough():
    with pytest.raises(LedgerError):
        build().transfer("wages", "enterprises", np.array([20.0, 10.0]), "households", np.array([30.0]))


@pytest.mark.parametrize("amount", [np.nan, np.inf])
def test_amount_that_is_not_finite_raises(amount):
    with pytest.raises(LedgerError):
        build().transfer("tax", "government", amount, "outside", amount)


def test_repeated_rows_pay_each_time():
    ledger = build()
    # row 1 (weight 2) twice: 2*(5 + 7) = 24
    ledger.transfer("tax", "enterprises", np.array([5.0, 7.0]), "government", 24.0, rows=np.array([1, 1]))
    assert ledger.columns["enterprises"].deposits.tolist() == [100.0, 188.0]
    assert ledger.accounts["government"].deposits == 324.0
    assert ledger.check() == 0.0


def test_boolean_rows_are_accepted():
    ledger = build()
    ledger.transfer("tax", "enterprises", np.array([3.0]), "government", 6.0, rows=np.array([False, True]))
    assert ledger.columns["enterprises"].deposits.tolist() == [100.0, 197.0]
    assert ledger.check() == 0.0


def test_leak_in_deposits_is_caught():
    ledger = build()
    ledger.columns["households"].deposits[0] += 1.0
    with pytest.raises(LedgerError, match=r"deposits of households.*4 yuan|balance of the banks.*-4 yuan"):
        ledger.check()


def test_compensated_leak_between_holders_is_caught():
    ledger = build()
    ledger.columns["households"].deposits[0] += 1.0
    ledger.accounts["government"].deposits -= 4.0
    with pytest.raises(LedgerError, match="deposits of"):
        ledger.check()


def test_loan_changed_outside_the_ledger_is_caught():
    ledger = build()
    ledger.columns["enterprises"].loans[1] -= 5.0
    with pytest.raises(LedgerError, match=r"loans of enterprises.*-10 yuan"):
        ledger.check()


@pytest.mark.parametrize("holder", ["enterprises", "households"])
@pytest.mark.parametrize("column", ["deposits", "loans"])
def test_not_a_number_is_caught_wherever_it_stands(holder, column):
    ledger = build()
    getattr(ledger.columns[holder], column)[0] = np.nan
    with pytest.raises(LedgerError):
        ledger.check()


def test_lend_repay_and_write_off_keep_the_balance():
    ledger = build()
    enterprises = ledger.columns["enterprises"]
    assert ledger.lend("enterprises", np.array([30.0, 10.0])) == 50.0
    assert enterprises.deposits.tolist() == [130.0, 210.0]
    assert enterprises.loans.tolist() == [30.0, 50.0]
    assert ledger.repay("enterprises", np.array([20.0]), rows=np.array([1])) == 40.0
    assert enterprises.deposits.tolist() == [130.0, 190.0]
    assert enterprises.loans.tolist() == [30.0, 30.0]
    assert ledger.write_off("enterprises", np.array([0.0, 30.0])) == 60.0
    assert ledger.book["enterprises"] == ledger.loans("enterprises") == 30.0  # 80 + 50 - 40 - 60
    assert ledger.bank_equity == -60.0
    assert ledger.deposits("enterprises") == 510.0
    assert ledger.check() == 0.0


def test_outside_moves_the_head_office_position():
    ledger = build()
    ledger.transfer("exports", "outside", 10.0, "enterprises", np.array([4.0, 3.0]))
    assert ledger.head_office == 930.0
    ledger.transfer("imports", "households", np.array([5.0]), "outside", 20.0)
    assert ledger.head_office == 910.0
    assert ledger.check() == 0.0


def test_interest_belongs_to_the_banks():
    ledger = build()
    ledger.transfer("interest", "enterprises", np.array([2.0, 1.0]), "banks", 4.0)
    assert ledger.bank_equity == 4.0
    ledger.transfer("deposit_interest", "banks", 8.0, "households", np.array([2.0]))
    assert ledger.bank_equity == -4.0
    assert ledger.check() == 0.0


def test_gap_is_compared_with_a_month_of_output():
    # 4 yuan of leak against 1e10 is 4e-10, inside 1e-9; against 1e9 it is 4e-9, outside
    tolerant, strict = build(1e10), build(1e9)
    for ledger in (tolerant, strict):
        ledger.columns["households"].deposits[0] += 1.0
    assert tolerant.check() == pytest.approx(4e-10)
    assert tolerant.worst_gap == pytest.approx(4e-10)
    with pytest.raises(LedgerError):
        strict.check()


def test_open_month_forgets_flows_and_keeps_stocks():
    ledger = build()
    ledger.transfer("tax", "households", np.array([1.0]), "government", 4.0)
    ledger.open_month()
    assert ledger.flow("tax", "households", "government") == 0.0
    assert ledger.check() == 0.0


def test_branch_is_independent_and_still_checked():
    ledger = build()
    ledger.transfer("tax", "households", np.array([1.0]), "government", 4.0)
    twin = ledger.branch({name: table.branch() for name, table in ledger.columns.items()})
    assert twin.check() == 0.0
    twin.lend("enterprises", np.array([1.0, 1.0]))
    twin.transfer("tax", "households", np.array([2.0]), "government", 8.0)
    twin.transfer("exports", "outside", 8.0, "households", np.array([2.0]))
    assert twin.check() == 0.0
    assert ledger.check() == 0.0
    assert (ledger.deposits("government"), twin.deposits("government")) == (304.0, 312.0)
    assert (ledger.loans("enterprises"), ledger.book["enterprises"], ledger.head_office) == (80.0, 80.0, 920.0)
    assert ledger.flow("tax", "households", "government") == 4.0
    twin.columns["households"].deposits[0] += 1.0
    twin.accounts["government"].deposits -= 4.0
    with pytest.raises(LedgerError):
        twin.check()


def test_projects_whose_column_is_called_total_are_holders():
    projects = Projects(1, weight=np.ones(1), total=np.array([9.0]), deposits=np.array([5.0]))
    assert Ledger(columns={"projects": projects}).deposits("projects") == 5.0


@given(st.lists(st.tuples(YUAN, YUAN), min_size=1, max_size=8), st.integers(0, 3))
def test_any_balanced_history_closes(amounts, first):
    ledger = build(scale_of_gap=1e9)
    for step, (a, b) in enumerate(amounts):
        paid = np.array([a, b])
        total = a + 2.0 * b
        match (first + step) % 4:
            case 0:
                ledger.transfer("wages", "enterprises", paid, "households", np.array([total / 4.0]))
            case 1:
                ledger.transfer("exports", "outside", total, "enterprises", paid)
            case 2:
                ledger.lend("enterprises", paid)
            case _:
                ledger.transfer("interest", "enterprises", paid, "banks", total)
    assert ledger.check() <= 1e-9


@given(YUAN, st.floats(min_value=1e-3, max_value=0.5))
def test_any_visible_difference_of_sides_raises(amount, share):
    with pytest.raises(LedgerError):
        build().transfer("tax", "government", amount + 1.0, "outside", (amount + 1.0) * (1.0 + share))


PURCHASES = {
    ("purchases", "households", "enterprises"): 20.0, ("purchases", "government", "enterprises"): 40.0,
    ("purchases", "government", "outside"): 7.0,
}  # fmt: skip


def test_many_flows_are_cleared_at_once_and_each_is_recorded():
    ledger, before = build(), build().head_office
    # Households pay 4 * 5 = 20, the government 40 and 7: together 1 * 20 + 2 * 20, and 7 outside.
    ledger.clear(PURCHASES, {"households": np.array([5.0]), "government": 47.0},
                 {"enterprises": np.array([20.0, 20.0]), "outside": 7.0})  # fmt: skip
    for (kind, payer, payee), yuan in PURCHASES.items():
        assert ledger.flow(kind, payer, payee) == yuan
    assert ledger.columns["enterprises"].deposits.tolist() == [120.0, 220.0]
    assert ledger.head_office - before == -7.0
    assert ledger.check() == 0.0


@pytest.mark.parametrize(("paid", "received", "told"), [
    ({"households": np.array([4.0]), "government": 47.0}, {"enterprises": np.array([20.0, 20.0]), "outside": 7.0},
     "households paid 16"),
    ({"households": np.array([5.0]), "government": 47.0}, {"enterprises": np.array([20.0, 19.0]), "outside": 7.0},
     "enterprises received 58"),
    ({"households": np.array([5.0]), "government": 47.0}, {"enterprises": np.array([20.0, 20.0])},
     "outside received 0.0"),
    ({"households": np.array([np.nan]), "government": 47.0}, {"enterprises": np.array([20.0, 20.0]), "outside": 7.0},
     "households paid nan"),
])  # fmt: skip
def test_a_holder_whose_rows_are_not_its_flows_is_caught(paid, received, told):
    with pytest.raises(LedgerError, match=told):
        build().clear(PURCHASES, paid, received)


def test_rows_that_pay_without_a_flow_are_caught():
    paid = {"households": np.array([5.0]), "government": 47.0, "farms": 3.0}
    with pytest.raises(LedgerError, match=r"farms paid 3\.0 yuan but its flows are 0\.0"):
        build().clear(PURCHASES, paid, {"enterprises": np.array([20.0, 20.0]), "outside": 7.0})


def test_a_part_of_a_column_moves_all_rows_or_some():
    ledger = build()
    share = np.array([0.2, 0.4])  # weighted 0.2 + 0.8 = 1
    assert ledger.transfer("owners", "government", 30.0, "enterprises", Spread(30.0, share, 1.0)) == 30.0
    assert ledger.columns["enterprises"].deposits.tolist() == [106.0, 212.0]
    some = Spread(2.0, np.array([5.0]), 10.0)
    assert ledger.transfer("tax", "enterprises", some, "government", rows=np.array([1])) == 20.0
    assert ledger.columns["enterprises"].deposits.tolist() == [106.0, 202.0]
    assert ledger.check() == 0.0


def test_a_wrong_total_of_a_column_stops_the_month():
    ledger = build()
    ledger.transfer("owners", "government", 30.0, "enterprises", Spread(30.0, np.array([0.2, 0.3]), 1.0))
    with pytest.raises(LedgerError):
        ledger.check()


def test_loans_that_turn_over_are_repaid_lent_and_paid_on():
    ledger = build()
    loans = ledger.columns["enterprises"].loans
    ledger.turn_over("enterprises", Spread(0.25, loans, 80.0), Spread(0.5, loans, 80.0), "homes", "government")
    # one of the second row repays 10 of 40 out of 200, and 20 are lent anew and paid on: twice, as it stands for two
    assert ledger.columns["enterprises"].deposits.tolist() == [100.0, 190.0]
    assert ledger.columns["enterprises"].loans.tolist() == [0.0, 50.0]
    assert ledger.deposits("government") == 340.0
    assert ledger.check() == 0.0


def test_who_passes_money_on_keeps_the_rest():
    ledger = build()
    flows = {("land", "government", "households"): 100.0, ("placements", "households", "outside"): 60.0}
    paid, received = {"government": 100.0}, {"outside": 60.0}
    ledger.clear(flows, paid, received, kept={"households": (np.array([10.0]), None)})  # 4 * 10 are left
    assert ledger.columns["households"].deposits.tolist() == [60.0]
    assert ledger.check() == 0.0
    with pytest.raises(LedgerError, match="kept"):
        ledger.clear(flows, paid, received, kept={"households": (np.array([11.0]), None)})


def test_stock_that_was_taken_is_forgotten_when_money_moves():
    ledger = build()
    assert ledger.take_stock()["enterprises"] == (500.0, 80.0)
    ledger.transfer("tax", "households", np.array([1.0]), "government", 4.0)
    assert ledger.take_stock()["government"] == (304.0, 0.0)
    assert ledger.check() == 0.0
