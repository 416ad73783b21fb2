"""Aid to research: what one more yuan costs after it, and what is paid in October. Worked out by hand."""

from typing import Any

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.support import research_aid
from tests.sim.phases.small_market import FOOD, firms_of, make_state

OCTOBER = 10
PLAIN = {"behaviour.innovation.outside_research": 0.5, "behaviour.government.claim_cost": 20e3,
         "region.profit_tax_rate_certified": 0.2}  # fmt: skip
SOFTWARE, CHIPS = SECTOR["info_software"], SECTOR["electronics_ic"]
VOUCHER = {"voucher_rate": 0.3, "voucher_cap": 60e3, "voucher_reach": 0.5}
INFORMATION = {"information_rd_rate": 0.2, "information_rd_cap": 200e3, "information_reach": 0.5}


def laboratories(*research: float, sector: Any = FOOD, small=False, **columns):
    """Technology firms that reported this much research last year."""
    count = len(research)
    given = {"rd_reported_last": np.array(research), "sector": np.full(count, sector), "deposits": np.zeros(count),
             "is_above_scale": np.full(count, not small), "is_technology": np.ones(count, bool)}  # fmt: skip
    return firms_of(count, **(given | columns))


def open_books(firms, levers, month=OCTOBER, line=1e12, values=None):
    state = make_state(firms, values=PLAIN | (values or {}), levers=levers, month=month, line=line)
    firms.rd_usual[:] = np.where(firms.rd_reported_last > 0.0, 1.0, 0.0)
    return state


def cut(firms, levers) -> list[float]:
    return research_aid.price_cut(open_books(firms, levers)).tolist()


def paid(state) -> list[float]:
    research_aid.pay_research_aid(state)
    state.ledger.check()
    return state.enterprises.deposits.tolist()


def test_a_voucher_makes_research_cheaper_for_small_technology_firms_that_hear():
    firms = laboratories(1e5, 1e5, 1e5, 1e5, 9e5, awareness=np.array([0.4, 0.6, 0.4, 0.4, 0.4]),
                         is_above_scale=np.arange(5) == 2, is_technology=np.arange(5) != 3)  # fmt: skip
    # half is bought outside, 0.3 of it is paid; the last is far beyond the cap, one more yuan brings it nothing
    assert cut(firms, VOUCHER) == pytest.approx([0.15, 0.0, 0.0, 0.0, 0.0])
    assert cut(firms, VOUCHER | {"voucher_rate": 0.5})[0] == pytest.approx(0.25)


def test_vouchers_are_paid_in_october_up_to_the_cap():
    firms = laboratories(1e5, 9e5, 1e5, 1e5, 1e5, awareness=np.array([0.4, 0.4, 0.6, 0.4, 0.4]),
                         is_above_scale=np.arange(5) == 3, is_technology=np.arange(5) != 4)  # fmt: skip
    state = open_books(firms, VOUCHER)
    # 0.3 of half of 100,000; of 900,000 it would be 135,000
    assert paid(state) == pytest.approx([15e3, 60e3, 0.0, 0.0, 0.0])
    assert state.series.read("aid.vouchers", 10) == pytest.approx(75e3)
    assert state.series.read("spent.innovation", 10) == pytest.approx(75e3)
    short = open_books(laboratories(1e5, 9e5, small=True), VOUCHER, line=25e3)
    assert paid(short) == pytest.approx([5e3, 20e3])
    assert short.series.read("aid.vouchers", 10) == pytest.approx(25e3)


def test_information_firms_claim_where_it_pays_and_the_cap_ends_the_incentive_not_the_cash():
    # 0.2 of the research is 18,000: less than a claim costs; 100,000; 240,000: above the cap; one does not hear
    research = (90e3, 500e3, 1.2e6, 500e3, 500e3)
    firms = laboratories(*research, awareness=np.array([0.4, 0.4, 0.4, 0.6, 0.4]),
                         sector=np.array([SOFTWARE] * 4 + [FOOD]))  # fmt: skip
    assert cut(firms, INFORMATION) == pytest.approx([0.0, 0.2, 0.0, 0.0, 0.0])
    state = open_books(firms, INFORMATION)
    assert paid(state) == pytest.approx([0.0, 100e3, 200e3, 0.0, 0.0])
    assert state.series.read("aid.information", 10) == pytest.approx(300e3)
    assert state.series.read("spent.services", 10) == pytest.approx(300e3)
    short = open_books(laboratories(500e3, sector=SOFTWARE), INFORMATION, line=30e3)
    assert paid(short) == pytest.approx([30e3])
    assert short.series.read("aid.information", 10) == pytest.approx(30e3)


def test_an_information_firm_without_research_of_its_own_claims_nothing():
    state = open_books(laboratories(500e3, sector=SOFTWARE), INFORMATION)
    state.enterprises.rd_usual[:] = 0.0
    assert research_aid.price_cut(state).tolist() == [0.0]
    assert paid(state) == [0.0]


def test_the_higher_deduction_saves_chip_makers_tax():
    firms = laboratories(1e6, 1e6, sector=np.array([CHIPS, FOOD]))
    # 0.2 more deducted at a tax of 0.2: 0.04 of a yuan that costs 0.8 after tax
    assert cut(firms, {"chips_deduction": 0.2}) == pytest.approx([0.05, 0.0])


def test_kinds_of_aid_to_the_same_research_do_not_add_up():
    # voucher 0.15, information 0.2, chips 0.05
    firms = laboratories(1.5e5, 1.5e5, small=True, sector=np.array([SOFTWARE, CHIPS]))
    assert cut(firms, VOUCHER | INFORMATION | {"chips_deduction": 0.2}) == pytest.approx([0.2, 0.15])
    assert cut(firms, VOUCHER | INFORMATION | {"information_rd_rate": 0.0}) == pytest.approx([0.15, 0.15])
    # two deductions of 0.8 are worth 0.2: now it is the highest for chips
    assert cut(firms, VOUCHER | {"chips_deduction": 0.8})[1] == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("levers", "month", "values"),
    [({}, 10, {}), (VOUCHER | INFORMATION, 9, {}), (VOUCHER | INFORMATION, 10, {"region.shocks": 0.0})],
    ids=["neutral", "september", "stationary"],
)
def test_nothing_is_paid_at_neutral_levers_in_september_or_in_the_stationary_district(levers, month, values):
    state = open_books(laboratories(5e5, small=True, sector=SOFTWARE), levers, month, values=values)
    assert paid(state) == [0.0]
    assert state.ledger.flows == {}
    if not levers:
        assert research_aid.price_cut(state).tolist() == [0.0]
