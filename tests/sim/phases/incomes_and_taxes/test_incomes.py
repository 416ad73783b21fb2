"""Incomes: wages split by where people live, sums by household equal the pools, taxes and owners. By hand."""

import numpy as np
import pytest

from agents.classes import Activity, Skill
from agents.people import Households
from sim.kernels.incomes import efficiency_by_cell, income_by_household
from sim.phases.incomes_and_taxes import incomes
from sim.state.parts import Opening
from tests.sim.phases.small_market import COUNT, FOOD, TRADE, firms_of, make_state
from tests.sim.phases.small_state import give

BASIC, SKILLED, UNIVERSITY = Skill.BASIC, Skill.SKILLED, Skill.UNIVERSITY
CELLS = (8, COUNT, 3)


def staffed(**columns):
    """One food firm: two basic staff at 5,000 and one skilled at 8,000; a fifth of cost is contributions."""
    firms = firms_of(1, headcount=np.array([[2.0, 1.0, 0.0]]), **columns)
    state = make_state(firms)
    wages = np.zeros(CELLS)
    wages[:, FOOD] = [5_000.0, 8_000.0, 12_000.0]
    give(state, wages=wages)
    state.books.jobs.residents = np.zeros(CELLS)
    state.books.jobs.in_commuters = np.zeros(CELLS)
    # half of basic staff live here, all skilled ones do
    state.books.jobs.residents[0, FOOD] = [1.0, 1.0, 0.0]
    state.books.jobs.in_commuters[0, FOOD] = [1.0, 0.0, 0.0]
    return state


def test_wages_are_split_between_residents_and_commuters():
    state = staffed()
    part = incomes.resident_part(state)
    assert part[0, FOOD].tolist() == [0.5, 1.0, 0.0]
    assert part[0, TRADE].tolist() == [0.0, 0.0, 0.0]
    costs = incomes.wage_costs(state)
    # 2 * 5,000 + 8,000; four fifths are paid out: residents 5,000 + 8,000, commuters 5,000
    assert costs["total"].tolist() == [18_000.0]
    np.testing.assert_allclose(costs["residents"], [0.8 * 13_000.0])
    np.testing.assert_allclose(costs["outside"], [0.8 * 5_000.0])
    np.testing.assert_allclose(costs["contribution"], [0.2 * 18_000.0])
    np.testing.assert_allclose(costs["bill"][0, FOOD], [10_000.0, 8_000.0, 0.0])
    assert costs["bill"].sum() == pytest.approx(18_000.0)


def test_a_firm_pays_the_wages_of_its_town():
    state = staffed(town=np.array([2]))
    state.now.wages[2] *= 1.1
    np.testing.assert_allclose(incomes.wage_costs(state)["total"], [19_800.0])


def test_pay_follows_hours_in_part():
    for hours, paid in ((1.1, 1.08), (0.9, 0.92)):  # at a response of 0.8
        state = staffed(hours=np.array([hours]))
        np.testing.assert_allclose(incomes.wage_costs(state)["total"], [paid * 18_000.0])


def people(count: int, seed: int = 3):
    rng = np.random.default_rng(seed)
    activity = rng.choice(len(Activity), count).astype("i1")
    works = activity == Activity.EMPLOYED
    return {
        "activity": activity, "work_town": np.where(works, rng.integers(0, 8, count), -1).astype("i1"),
        "work_sector": np.where(works, rng.integers(0, COUNT, count), -1).astype("i1"),
        "skill": rng.integers(0, 3, count).astype("i1"), "efficiency": rng.uniform(0.5, 2.0, count),
        "household": rng.integers(0, count // 3, count),
    }  # fmt: skip


def test_the_pass_over_residents_equals_plain_columns():
    who = people(30_000)
    rates = np.random.default_rng(4).uniform(1e3, 2e4, CELLS)
    farm, outside, pension = 700.0, 9_000.0, 2_500.0
    found = np.full(10_000, 1e9)  # what stood there before is gone
    income_by_household(*who.values(), rates, farm, outside, pension, found)
    wage = rates[np.maximum(who["work_town"], 0), np.maximum(who["work_sector"], 0), who["skill"]] * who["efficiency"]
    activity = who["activity"]
    amount = np.select(
        [activity == Activity.EMPLOYED, activity == Activity.SELF_EMPLOYED, activity == Activity.OUT_COMMUTER,
         activity == Activity.RETIRED],
        [wage, farm * who["efficiency"], outside * who["efficiency"], pension], 0.0,
    )  # fmt: skip
    np.testing.assert_allclose(found, np.bincount(who["household"], amount, minlength=10_000), rtol=1e-12)


def test_efficiency_is_added_up_by_town_sector_and_skill():
    who = people(5_000)
    cells, farmers, away, retired = efficiency_by_cell(*list(who.values())[:5], CELLS[:2])
    works = who["activity"] == Activity.EMPLOYED
    place = (who["work_town"][works].astype(int) * COUNT + who["work_sector"][works]) * 3 + who["skill"][works]
    expected = np.bincount(place, who["efficiency"][works], minlength=8 * COUNT * 3)
    np.testing.assert_allclose(cells, expected.reshape(CELLS))
    assert farmers == pytest.approx(who["efficiency"][who["activity"] == Activity.SELF_EMPLOYED].sum())
    assert away == pytest.approx(who["efficiency"][who["activity"] == Activity.OUT_COMMUTER].sum())
    assert retired == (who["activity"] == Activity.RETIRED).sum()


def test_what_households_get_is_what_is_paid(finished):
    state = finished.state
    income = np.empty(len(state.households))
    totals = incomes.household_incomes(state, incomes.wage_costs(state)["bill"], 1e8, income)
    assert income @ state.households.weight == pytest.approx(sum(totals.values()), rel=1e-9)
    costs = incomes.wage_costs(state)
    paid = state.enterprises.total(costs["residents"])
    assert totals["wages"] == pytest.approx(paid, rel=1e-9)
    assert totals["farms"] == pytest.approx(1e8)
    retired = state.residents.weight[state.residents.activity == Activity.RETIRED].sum()
    pension = incomes._pension(state)
    assert totals["pensions"] == pytest.approx(retired * pension)
    region = state.settings.region
    rate = region.pension_over_wage * (1.0 + region.pension_adjustment_annual) ** 2 * (1.0 - state.fixed.contribution)
    assert pension == pytest.approx(rate * state.fixed.mean_wage)  # two years after the eve


def test_transfers_go_to_persons_alike_and_property_elsewhere_to_owners():
    state = make_state(firms_of(1), values={"region.pension_adjustment_annual": 0.04,
                                            "region.property_income_growth_annual": 0.02}, month=12)  # fmt: skip
    state.households = Households(2, id=np.array([1, 2]), weight=np.array([2.0, 1.0]), members=np.array([1, 2]),
                                  equity_share=np.array([0.25, 0.5]))  # fmt: skip
    state.fixed.other_transfers, state.fixed.property_elsewhere = 400.0, 100.0
    amounts = np.zeros(2)
    kinds = incomes.other_incomes(state, amounts)
    prices = state.world.consumer_price[11]
    assert kinds == {"transfers": pytest.approx(416.0), "elsewhere": pytest.approx(102.0 * prices)}
    # 416 over four persons; a quarter of the rest for each of the first kind, half for the second
    np.testing.assert_allclose(amounts, [104.0 + 25.5 * prices, 208.0 + 51.0 * prices])


def test_incomes_are_all_that_residents_get(finished):
    series, paid = finished.series(), ("wages", "outside", "pensions", "farms", "transfers", "elsewhere", "property")
    households = finished.state.households
    got = sum(series[f"income.{name}"][23] for name in paid)
    allowances = households.total(households.income) - got  # what allowances and talents' support add
    assert 0.0 <= allowances < 0.01 * got


def test_profit_tax_by_class_of_firm():
    firms = firms_of(5, is_above_scale=np.array([1, 1, 0, 0, 0], bool), is_public=np.arange(5) == 4,
                     certified_until=np.array([-1, 12, 12, -1, -1]))  # fmt: skip
    state = make_state(firms)
    # 25 %, 15 % with a certificate, 5 % small with or without one, none on a loss or for a public unit
    tax = incomes.profit_tax(state, np.array([100.0, 100.0, 100.0, -100.0, 100.0]))
    np.testing.assert_allclose(tax, [25.0, 15.0, 5.0, 0.0, 0.0])
    state.month = 13
    np.testing.assert_allclose(incomes.profit_tax(state, np.full(5, 100.0))[1], 25.0)


def test_taxes_are_shared_with_the_levels_above():
    state = make_state(firms_of(2))
    treasury = state.ledger.deposits("government")
    total = incomes._to_government(state, "profit_tax", "enterprises", np.array([30.0, 10.0]), 0.4)
    assert total == 40.0
    assert state.ledger.deposits("government") - treasury == pytest.approx(16.0)
    assert state.ledger.flow("profit_tax", "enterprises", "outside") == pytest.approx(24.0)
    assert state.enterprises.deposits.tolist() == [9_970.0, 9_990.0]
    assert state.series.read("tax.local", 1) == pytest.approx(16.0)


def test_a_sector_with_negative_taxes_is_subsidised_from_above():
    state = make_state(firms_of(2, sector=np.array([FOOD, TRADE])), values={"region.production_tax_local_share": 0.5})
    state.fixed.production_tax[[FOOD, TRADE]] = 0.1, -0.05
    give(state, revenue=np.array([200.0, 200.0]), farm_revenue=np.zeros(0))
    incomes._pay_production_tax(state)
    assert state.enterprises.deposits.tolist() == [9_980.0, 10_010.0]
    assert state.series.read("tax.production", 1) == 20.0
    assert state.series.read("tax.local", 1) == 10.0


def test_owners_here_and_elsewhere_and_the_treasury_draw():
    firms = firms_of(3, profit_expected=np.array([100.0, 50.0, 20_000.0]), local_owner_share=np.array([0.8, 0.0, 1.0]),
                     is_public=np.array([False, True, False]))  # fmt: skip
    state = make_state(firms, values={"behaviour.finance.payout": 0.1})
    households = Households(2, id=np.array([1, 2]), weight=np.array([2.0, 1.0]), equity_share=np.array([0.25, 0.5]))
    state.households = state.ledger.columns["households"] = households
    cash = np.array([11_000.0, 10_000.0, 10_000.0])
    give(state, opening=Opening(cash, np.zeros(2), np.zeros(0), np.zeros(3), np.zeros(0)))
    treasury = state.ledger.deposits("government")
    incomes._pay_owners(state)
    # 100 + a tenth of 1,000 beyond the usual; a school hands over its 50; nobody draws more than is in the bank
    np.testing.assert_allclose(firms.deposits, [9_800.0, 9_950.0, 0.0])
    assert state.ledger.deposits("government") - treasury == pytest.approx(50.0)
    # residents own 0.8 * 200 + 10,000, by share 0.25 (two of them) and 0.5
    np.testing.assert_allclose(households.deposits, [2_540.0, 5_080.0])
    np.testing.assert_allclose(households.income, [2_540.0, 5_080.0])
    assert state.series.read("income.property", 1) == pytest.approx(10_160.0)
    assert state.ledger.flow("owners_income", "enterprises", "outside") == pytest.approx(40.0)


def test_interest_leaves_through_the_banks_and_support_lowers_that_of_farms(finished):
    ledger, series = finished.state.ledger, finished.state.series
    payers = ("households", "enterprises", "farms", "outside")
    came_in = sum(ledger.flow("interest", payer, "banks") for payer in payers)
    came_in += ledger.flow("project_interest", "platforms", "banks")
    assert came_in == pytest.approx(series.read("interest.paid", 24))
    platforms = ledger.flow("interest", "platforms", "banks")
    assert platforms == pytest.approx(series.read("interest.platforms", 24))
    assert platforms > 0.0
    assert ledger.flow("head_office", "banks", "outside") == pytest.approx(came_in + platforms)


def test_social_insurance_is_settled_with_the_pool_above(finished):
    ledger, series = finished.state.ledger, finished.state.series
    lacking = ledger.flow("pensions", "government", "households") - ledger.flow("contributions", "enterprises",
                                                                               "government")  # fmt: skip
    pool = ledger.flow("insurance_pool", "outside", "government") - ledger.flow("insurance_pool", "government",
                                                                                "outside")  # fmt: skip
    assert pool == pytest.approx(lacking) == pytest.approx(series.read("fiscal.insurance_pool", 24))
