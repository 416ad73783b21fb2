"""What single levers do to those they reach, with numbers worked out by hand; neutral levers do nothing."""

import numpy as np
import pytest

from agents.classes import SECTOR
from sim.phases.building import villages
from sim.phases.credit import lending as credit
from sim.phases.entry_and_exit import turnover
from sim.phases.goods import orders as goods
from sim.phases.incomes_and_taxes import roofs
from sim.phases.innovation import certificates, research
from sim.phases.jobs import help as help_for_the_jobless
from sim.phases.production import farming
from sim.phases.production import output as production
from sim.policy.levers import Levers
from tests.sim.phases import small_market, small_state
from tests.sim.phases.building.test_villages import build as build_villages
from tests.sim.phases.jobs.test_labour_market import live as live_jobs
from tests.sim.phases.jobs.test_labour_market import open_state as open_jobs
from tests.sim.phases.production.test_farming import build as build_farms
from tests.sim.phases.production.test_farming import give
from tests.sim.phases.small_district import next_month
from tests.sim.phases.small_market import TRADE, firms_of, make_state


def raise_levers(state, **levers: float) -> None:
    state.levers = Levers()
    for name, value in levers.items():
        state.levers.write(name, value)


# --- clause 13: who comes first when power is short --------------------------------------------------------------


def test_the_shortfall_of_those_first_is_borne_by_the_others():
    size, first = np.array([300.0, 100.0, 600.0]), np.array([True, False, False])
    # a tenth of 1,000 is short: those first keep all, the other 700 bear 100
    np.testing.assert_allclose(production.share_shortfall(0.1, size, first, 1.0), [0.0, 1 / 7, 1 / 7])
    # spared by half they weigh 150 beside 700: 1000 / 850 of a tenth, and half of that
    half = production.share_shortfall(0.1, size, first, 0.5)
    np.testing.assert_allclose(half, [1 / 17, 2 / 17, 2 / 17])
    assert np.dot(half, size) == pytest.approx(100.0)
    np.testing.assert_allclose(production.share_shortfall(0.1, size, first, 0.0), [0.1] * 3)
    # everybody first is nobody first
    np.testing.assert_allclose(production.share_shortfall(0.1, size, size > 0.0, 1.0), [0.1] * 3)


def peak(loss: float = 0.02, **levers) -> tuple:
    """A firm with 6 % of revenue in research, one with 4 %, a shop with 50 %; each could make 1,000 a month."""
    firms = firms_of(3, sector=np.array([SECTOR["food"], SECTOR["food"], TRADE]), revenue_last=np.full(3, 100.0),
                     rd_reported_last=np.array([6.0, 4.0, 50.0]), headcount=np.full((3, 3), 1e6),
                     capacity=np.full(3, 1_000.0), demand_expected=np.full(3, 5_000.0))  # fmt: skip
    state = make_state(firms, levers=levers, month=7)
    small_state.give(state, peak_loss=loss)
    production.produce_goods(state)
    return firms.output.tolist()[:2], state.series.read("energy.peak_loss_priority", 7)


def test_firms_with_much_research_go_on_when_power_is_short():
    output, lost = peak(rd_priority=1.0, rd_priority_threshold=0.05)
    assert (output, lost) == (pytest.approx([1_000.0, 960.0]), 0.0)
    output, lost = peak(rd_priority=0.5, rd_priority_threshold=0.05)
    # weights 500 and 1,000 bear 40: 4/3 of 2 % and half of that
    assert output == pytest.approx([1_000.0 * (1 - 0.04 / 3), 1_000.0 * (1 - 0.08 / 3)])
    assert lost == pytest.approx(0.04 / 3)
    assert peak()[0] == pytest.approx([980.0, 980.0])
    assert peak(loss=0.0, rd_priority=1.0, rd_priority_threshold=0.05)[0] == [1_000.0, 1_000.0]


# --- clause 58: what a guarantee costs, what it is worth to the bank, who gets a talent loan -----------------------

CREDIT = {
    "behaviour.credit.guarantee_effect": 0.0, "behaviour.credit.rate_response": 5.0,
    "behaviour.credit.first_loan_hazard": 0.0, "behaviour.finance.amortisation": 0.1,
    "behaviour.credit.allotment_growth": 100.0,
}  # fmt: skip
COVER = {"guarantee_cover": 1.0, "guarantee_fee": 0.012}


def borrowers(count: int = 1, **columns):
    given = {"loans": np.full(count, 120.0), "is_borrower": np.ones(count, bool), "profit": np.ones(count)}
    return firms_of(count, **(given | columns))


def open_credit(firms=None, capital=1e6, **levers):
    state = make_state(firms if firms is not None else borrowers(), values=CREDIT, levers=levers, capital=capital)
    state.enterprises.loans_usual[:] = state.enterprises.loans
    return state


def test_the_fee_is_paid_by_the_covered_and_only_a_change_of_it_is_a_price():
    state = open_credit(**COVER)
    credit.lend_to_enterprises(state)
    # 120 * 0.012 / 12
    assert state.enterprises.deposits == pytest.approx([1e4 - 0.12])
    assert state.offices.guarantee.capital == pytest.approx(1e6 + 0.12)
    assert state.enterprises.loans == pytest.approx([120.0])
    next_month(state)
    raise_levers(state, guarantee_cover=1.0, guarantee_fee=0.022)
    credit.lend_to_enterprises(state)
    assert state.now.rate_net - state.now.rate == pytest.approx([0.01])
    assert state.enterprises.loans == pytest.approx([120.0])  # who lacks nothing borrows as before
    state.ledger.check()


def test_the_guarantor_makes_good_its_share_while_capital_lasts():
    firms = borrowers(2, is_guaranteed=np.array([True, False]), deposits=np.array([20.0, 20.0]))
    state = open_credit(firms, capital=90.0, guarantee_risk_share=0.8)
    state.ledger.open_books()
    state.ledger.open_month()
    turnover.close(state, np.array([0, 1]))
    # 100 of each loan stay unpaid; 0.8 of the covered one is made good
    assert state.ledger.flow("guarantee_losses", "outside", "banks") == pytest.approx(80.0)
    assert state.offices.guarantee.capital == pytest.approx(10.0)
    assert state.series.read("loans.guarantee_losses", 1) == pytest.approx(80.0)
    state.ledger.check()
    credit.make_good(state, np.array([0]), np.array([100.0]))  # its cover ended with the firm
    assert state.offices.guarantee.capital == pytest.approx(10.0)
    firms.is_guaranteed[0] = True
    credit.make_good(state, np.array([0]), np.array([100.0]))
    assert state.offices.guarantee.capital == 0.0
    state.ledger.check()


def test_without_a_risk_share_banks_bear_the_loss():
    state = open_credit(borrowers(is_guaranteed=np.array([True])), guarantee_cover=1.0)
    credit.make_good(state, np.array([0]), np.array([100.0]))
    assert state.ledger.flow("guarantee_losses", "outside", "banks") == 0.0


def test_talent_loans_are_a_share_of_new_small_loans_for_technology_firms():
    rows = np.arange(4)
    firms = borrowers(4, is_borrower=rows == 0, loans=np.where(rows == 0, 120.0, 0.0), is_technology=rows >= 2,
                      is_above_scale=rows == 3, deposits=np.full(4, 100.0))  # fmt: skip
    state = open_credit(firms, talent_loan_share=0.5)
    small_state.give(state, turnover_growth=np.ones(4), beyond_cash=np.full(4, 1000.0))
    without, usual = rows[1:], np.full(3, 200.0)
    # half of a tenth of 120 is 6; the only small technology firm without a loan would take 200
    np.testing.assert_allclose(credit._talent_loans(state, without, usual), [0.0, 0.03, 0.0])
    raise_levers(state)
    assert not np.any(credit._talent_loans(state, without, usual))
    raise_levers(state, talent_loan_share=1000.0)
    credit.lend_to_enterprises(state)
    assert firms.is_borrower.tolist() == [True, False, True, False]


# --- clauses 8, 11: the centre's deduction, awards for renewal -----------------------------------------------------


def test_a_change_of_the_centres_deduction_is_a_price_and_a_tax():
    values = {"behaviour.innovation.rd_trend": 0.0, "behaviour.innovation.rd_elasticity": 1.0,
              "behaviour.innovation.relabelled_share": 0.0, "region.profit_tax_rate_small": 0.2,
              "region.profit_tax_local_share": 0.4}  # fmt: skip
    firms = firms_of(2, profit=np.array([10.0, -10.0]))
    state = make_state(firms, values=values)
    firms.rd_usual[:] = 100.0
    research.spend_on_research(state)
    np.testing.assert_allclose(firms.rd_spending, [100.0, 100.0])
    assert firms.deposits.tolist() == [1e4, 1e4]
    state.settings = make_state(values=values | {"policy.innovation.m08.super_deduction_rate": 1.2}).settings
    next_month(state)
    research.spend_on_research(state)
    # 0.2 more deducted saves 0.04 of a yuan that costs 0.8 after tax: a twentieth; who earns nothing saves nothing
    more = 100.0 * np.exp(0.05)
    np.testing.assert_allclose(firms.rd_spending, [more, 100.0])
    saved = 0.04 * more
    assert state.ledger.flow("super_deduction", "government", "enterprises") == pytest.approx(0.4 * saved)
    assert state.ledger.flow("super_deduction", "outside", "enterprises") == pytest.approx(0.6 * saved)
    np.testing.assert_allclose(firms.deposits, [1e4 + saved - (more - 100.0), 1e4])
    state.settings = make_state(values=values | {"policy.innovation.m08.super_deduction_rate": 0.8}).settings
    next_month(state)
    research.spend_on_research(state)
    less = 100.0 * np.exp(-0.05)
    assert firms.rd_spending[0] == pytest.approx(less)
    assert state.ledger.flow("super_deduction", "enterprises", "government") == pytest.approx(0.4 * 0.04 * less)
    state.ledger.check()


def renewed(award: float, awareness: float = 0.1, usual: float = 50.0, count: int = 4000) -> tuple[float, object]:
    """Share of expiring holders that renew by December when everybody passes, and the state after March."""
    values = {"behaviour.innovation.pass_rate": 1.0, "behaviour.innovation.renewal_share": 0.5,
              "behaviour.innovation.certificate_value": 0.0}  # fmt: skip
    firms = firms_of(count, certified_until=np.full(count, 12), is_technology=np.ones(count, bool),
                     awareness=np.full(count, awareness))  # fmt: skip
    state = make_state(firms, values=values, levers={"hnte_renewal_award": usual, "hnte_reach": 0.5})
    state.books.certificates.application_cost = 1e12
    for month in range(1, 16):
        if month == 2:
            raise_levers(state, hnte_renewal_award=award, hnte_reach=0.5)
        certificates.certify(state)
        next_month(state)
    return state.series.read("hnte.renewed", 12) / count, state


def test_a_higher_award_for_renewal_makes_more_holders_renew_and_is_paid_in_march():
    share, state = renewed(50.0)
    assert share == pytest.approx(0.5, abs=0.03)
    assert state.series.read("spent.innovation", 15) == pytest.approx(50.0 * share * 4000)
    # e to the power of the spread more: a standard deviation, 0.841
    more, _ = renewed(50.0 * np.exp(0.8))
    assert more == pytest.approx(0.841, abs=0.03)
    unaware, state = renewed(5000.0, awareness=0.9)
    assert unaware == share
    assert state.series.read("spent.innovation", 15) == 0.0


def test_the_list_of_december_2022_is_paid_in_march_2023():
    firms = firms_of(3, certified_until=np.array([36, 36, 24]))
    values = {"behaviour.innovation.first_certificates": 2.0}
    for levers, expected in (({"hnte_award": 9.0}, 9.0), ({"hnte_renewal_award": 5.0}, 0.0), ({}, 0.0)):
        state = make_state(firms, values=values, levers={"hnte_reach": 0.5} | levers, month=3)
        firms.deposits[:] = 0.0
        certificates.certify(state)
        # both on that list were certified for the first time
        assert firms.deposits.tolist() == [expected, expected, 0.0]


# --- clause 48: internships ------------------------------------------------------------------------------------------


def test_interns_are_kept_paid_for_and_young():
    def year(**levers):
        state = open_jobs("run=quick")
        state.ledger.columns["households"] = state.households
        for month in range(1, 13):
            live_jobs(state, month, **levers)
        return state

    nothing, some = year(), year(internships=500.0)
    assert nothing.series.year("jobs.interns", 2023) == 0.0
    labour = some.settings.behaviour.labour
    planned = 12 * 500.0 * (1.0 + some.settings.behaviour.government.plan_margin)
    assert some.series.year("spent.livelihood", 2023) == pytest.approx(planned * labour.internship_cost)
    kept = some.series.year("jobs.interns", 2023)
    assert 0.5 * labour.internship_kept * planned < kept < 1.3 * labour.internship_kept * planned
    some.now = small_state.SmallNow(some.month)  # where everybody searches
    help_for_the_jobless.note_searchers(some, np.arange(len(some.residents)))
    young = help_for_the_jobless.interns(some)
    assert young.any()
    assert some.residents.age[young].max() <= labour.entry_until


# --- clause 42: insurance --------------------------------------------------------------------------------------------

INSURANCE = {"premium_rate": 0.05, "loss_ratio": 0.75, "risk_cost": 50.0, "cost": 1500.0, "scale_economy": 0.0,
             "yield_spread": 0.0}  # fmt: skip


def test_insurance_makes_rice_worth_more_and_not_winter_grain():
    state = build_farms(**INSURANCE)
    raise_levers(state)
    farming.open_fields(state)
    rice, winter = farming.expected_margins(state)
    raise_levers(state, insured_sum=1200.0, insurance_subsidy=0.9)
    insured, same = farming.expected_margins(state)
    # premium 60: claims 45 less 6 of one's own and 0.8 of the risk is covered, 40
    np.testing.assert_allclose(insured - rice, 79.0)
    np.testing.assert_array_equal(winter, same)


def test_premiums_are_shared_with_the_line_and_claims_come_with_the_harvest():
    state = build_farms(month=farming.RICE_SOWN, **INSURANCE)
    levers = {"insured_sum": 1200.0, "insurance_subsidy": 0.9}
    give(state, levers)
    farming.farm_season(state)
    premium = 60.0 * state.farms.rice.sum()
    assert premium > 1_000.0
    assert state.ledger.flow("insurance_premium", "farms", "outside") == pytest.approx(0.1 * premium)
    assert state.ledger.flow("insurance_subsidy", "government", "outside") == pytest.approx(0.9 * premium)
    assert state.series.read("spent.rural", farming.RICE_SOWN) == pytest.approx(0.9 * premium)
    while state.month < farming.RICE_HARVEST:
        next_month(state)
        farming.farm_season(state)
        state.ledger.check()
    assert state.ledger.flow("insurance_claims", "outside", "farms") == pytest.approx(0.75 * premium)


def test_an_uninsured_farm_pays_and_gets_nothing():
    state = build_farms(month=farming.RICE_SOWN, **INSURANCE)
    raise_levers(state)
    farming.farm_season(state)
    assert state.ledger.flow("insurance_premium", "farms", "outside") == 0.0


# --- clause 45: business projects of villages ------------------------------------------------------------------------


def test_projects_earn_what_their_return_is_above_the_usual():
    state = build_villages(project_share=0.5, exposure=0.0)
    raise_levers(state, village_project_return=0.08)
    villages.earn_village_income(state)
    usual = state.series.read("villages.income", 1)
    spent = state.ledger.flow("village_spending", "villages", "outside")
    assert state.books.villages.projects == pytest.approx(0.5 * spent)
    next_month(state)
    state.books.villages.projects = 16.2e6  # a year's rents of the four villages
    raise_levers(state, village_project_return=0.13)
    villages.earn_village_income(state)
    # 0.05 more of as much as a year's rents
    assert state.series.read("villages.income", 2) == pytest.approx(1.05 * usual)
    next_month(state)
    raise_levers(state)
    state.books.villages.projects = 16.2e6
    villages.earn_village_income(state)
    assert state.series.read("villages.income", 3) == pytest.approx(0.92 * usual)


# --- clause 61: storage ----------------------------------------------------------------------------------------------


def test_storage_earns_its_own_subsidy_on_what_it_gives_back():
    values = {"behaviour.energy.pv_hours": 1_200.0, "behaviour.energy.storage_share": 0.25,
              "behaviour.energy.storage_hours": 600.0}  # fmt: skip
    firms = firms_of(1, pv=np.array([10.0]))
    state = make_state(firms, values=values, levers={"pv_subsidy": 0.05, "storage_subsidy": 0.2})
    # a year: 1,200 * 0.05 of roofs and 150 * 0.2 of storage for a kW
    assert roofs.subsidy_per_kw(state) == pytest.approx(90.0)
    roofs._pay_subsidy(state, "firms", np.array([0]))
    assert firms.deposits == pytest.approx([1e4 + 10.0 * 90.0 / 12.0])
    assert state.series.read("spent.factors", 1) == pytest.approx(75.0)
    raise_levers(state)
    assert roofs.subsidy_per_kw(state) == 0.0


# --- clause 34: events cost money ------------------------------------------------------------------------------------


def test_events_are_paid_from_the_line_and_only_those_it_pays_are_held():
    state = small_market.make_state(levers={"promotion_events": 4.0, "event_cost": 1_000.0})
    assert goods._hold_events(state) == pytest.approx(4.0)
    assert state.series.read("spent.demand", 1) == pytest.approx(4_000.0)
    poor = small_market.make_state(levers={"promotion_events": 4.0, "event_cost": 1_000.0}, line=1_000.0)
    assert goods._hold_events(poor) == pytest.approx(1.0)
    assert poor.series.read("promotion.events", 1) == pytest.approx(1.0)
    assert goods._hold_events(small_market.make_state()) == 0.0


def test_only_events_beyond_those_of_2023_add_to_what_government_buys():
    state = small_market.make_state(levers={"promotion_events": 4.0, "event_cost": 1_000.0})
    state.fixed.government_monthly, state.fixed.other_investment = 9_000.0, 0.0
    goods._hold_events(state)
    assert goods._government(state)[0] == pytest.approx(9_000.0)
    state.month = 13
    raise_levers(state, promotion_events=6.0, event_cost=1_000.0)
    goods._hold_events(state)
    assert state.series.read("spent.demand", 13) == pytest.approx(6_000.0)
    # two more than a year before; their bills come in the month after
    assert goods._government(state)[0] == pytest.approx(9_000.0)
    state.month = 14
    assert goods._government(state)[0] == pytest.approx(11_000.0)
