"""The first day: books add up to the accounts of the region, and the first steady month is that day again."""

import numpy as np
import pytest

from agents.classes import INDUSTRY, IS_SERVICE, MANUFACTURING, SECTOR, Activity
from agents.projects import PROJECT_KINDS
from scenarios import measures
from sim.phases.incomes_and_taxes.incomes import _pension, other_incomes
from sim.region import Region
from sim.settings import Settings
from sim.start import CHAPTERS, completion, reliability
from sim.start.firms import certify_holders, flag_high_tech
from sim.start.homes import expected_in_december
from tests.sim.phases.small_market import firms_of

MONTHS = 12.0
EXACT = 1e-9


@pytest.fixture(scope="module")
def eve(open_region, values):
    """The state on the eve of 2023."""
    return open_region(values()).state


def test_every_yuan_of_output_is_inputs_or_value_added(eve):
    base = eve.fixed
    made = base.output > 0.0
    parts = (base.local + base.outside).sum(axis=0) + base.value_added_rate
    np.testing.assert_allclose(parts[made], 1.0, rtol=EXACT)


def test_product_of_the_built_accounts_is_that_of_the_region(eve):
    value_added = float((eve.fixed.output * eve.fixed.value_added_rate).sum()) * MONTHS
    assert value_added == pytest.approx(eve.settings.region.gdp_2022, rel=1e-6)


def test_baskets_add_up_to_one_and_nobody_sells_more_here_than_is_made(eve):
    for buyer in ("household", "government", "investment"):
        assert sum(getattr(eve.fixed, f"{buyer}_{place}").sum() for place in ("local", "outside")) == pytest.approx(1.0)
    assert (eve.fixed.local_demand <= 0.98 * eve.fixed.output * (1.0 + EXACT)).all()


def test_firms_share_local_sales_and_sell_the_rest_outside(eve):
    firms, base = eve.enterprises, eve.fixed
    share = np.bincount(firms.sector, firms.weight * firms.share_local, minlength=26)
    orders = np.bincount(firms.sector, firms.weight * firms.orders_outside, minlength=26)
    there = np.bincount(firms.sector, minlength=26) > 0
    sells = there & (base.output > 0.0)
    np.testing.assert_allclose(share[sells], 1.0, rtol=EXACT)
    np.testing.assert_allclose(orders[sells], (base.output - base.local_demand)[sells], rtol=1e-6)
    assert (firms.orders_outside >= 0.0).all()


def test_consumption_adds_up_and_is_the_same_share_of_every_income(eve):
    households, base = eve.households, eve.fixed
    assert households.total(households.consumption) == pytest.approx(base.household_monthly, rel=EXACT)
    earns = households.income > 0.0
    share = households.consumption[earns] / households.income[earns]
    assert 0.0 < share.min() == pytest.approx(share.max())
    assert share.max() < 1.0
    np.testing.assert_array_equal(households.consumption_usual, households.consumption)
    np.testing.assert_array_equal(households.income_usual, households.income)
    np.testing.assert_array_equal(households.deposits_usual, households.deposits)


def test_incomes_start_at_the_published_ones_and_what_is_not_earned_here_comes_from_elsewhere(eve):
    region, base, households = eve.settings.region, eve.fixed, eve.households
    interest = households.total(households.loans) * (
        float(eve.world.lpr[0]) + eve.settings.behaviour.credit.spread_mortgage) / MONTHS
    disposable = households.total(households.income) - interest
    # nine tenths at 77,184 and a tenth at 48,705 yuan in 2021, 3.8 % more in 2022, carried on as services were
    published = (0.9 * 77_184 + 0.1 * 48_705) * 1.038 * region.residents / MONTHS
    assert disposable == pytest.approx(published * float(eve.world.services[0]), rel=EXACT)
    saved = 1.0 - households.total(households.consumption) / disposable
    assert saved == pytest.approx(region.household_saving_rate, rel=EXACT)
    pensions = sum(eve.residents.weight[eve.residents.activity == Activity.RETIRED]) * _pension(eve)
    assert pensions + base.other_transfers == pytest.approx(region.transfer_share * disposable, rel=1e-6)
    assert base.property_elsewhere > 0.0
    amounts = np.zeros(len(households))
    assert sum(other_incomes(eve, amounts).values()) == pytest.approx(base.other_transfers + base.property_elsewhere)
    assert amounts @ households.weight == pytest.approx(base.other_transfers + base.property_elsewhere)


def test_residents_cannot_earn_more_here_than_is_published(eve, values):
    with pytest.raises(ValueError, match=r"raise region\.income_urban_2021"):
        of_a_draw(eve, values, region__income_urban_2021=20_000)


def test_loans_and_deposits_are_those_of_the_region(eve):
    region = eve.settings.region
    assert eve.ledger.loans("enterprises") == pytest.approx(region.loans_enterprises, rel=1e-3)
    assert not eve.enterprises.loans[~eve.enterprises.is_borrower].any()
    assert eve.ledger.deposits("government") == region.deposits_government
    assert sum(eve.ledger.book.values()) == pytest.approx(
        sum(eve.ledger.loans(holder) for holder in ("enterprises", "households", "farms", "projects", "platforms"))
    )
    assert eve.ledger.loans("platforms") == region.loans_platforms > 0.0


def test_projects_in_mid_life_have_drawn_their_loans(eve):
    projects, finance = eve.projects, eve.settings.behaviour.pipeline.finance
    for code, kind in enumerate(PROJECT_KINDS):
        of_kind = (projects.kind == code) & (projects.spent > 0.0)
        assert projects.loans[of_kind] == pytest.approx(finance[kind].loans * projects.spent[of_kind]), kind
    assert not projects.loans[projects.spent == 0.0].any()
    assert eve.ledger.loans("projects") > 5e9


def test_research_and_certificates_are_those_of_2022(eve):
    region, firms = eve.settings.region, eve.enterprises
    # what is published holds the part that is only called research
    spent = firms.total(firms.rd_spending + eve.enterprises.relabelled_usual) * MONTHS
    assert spent == pytest.approx(region.rd_intensity_2022 * region.gdp_2022)
    assert firms.total((firms.certified_until > 0) * 1.0) == pytest.approx(region.hnte_2022, abs=0.5)
    growth = firms.total(firms.rd_reported_last) / firms.total(firms.rd_reported_before)
    before = region.rd_intensity_2021 * region.gdp_2021
    assert growth == pytest.approx(region.rd_intensity_2022 * region.gdp_2022 / before)
    made = firms.output * eve.fixed.value_added_rate[firms.sector]
    listed = firms.is_above_scale & np.isin(firms.sector, INDUSTRY)
    high = firms.total(np.where(firms.is_hightech, made, 0.0)) / firms.total(np.where(listed, made, 0.0))
    # the eve is a few months of each firm's own growth after the flags were given by output
    assert high == pytest.approx(region.hightech_share, abs=0.02)


def test_high_tech_flags_fill_their_share_with_the_likely_sectors_first():
    sector = np.array([SECTOR["biopharma"], SECTOR["food"], SECTOR["food"], SECTOR["wholesale_retail"]])
    firms = firms_of(4, sector=sector, is_above_scale=np.ones(4, bool), output=np.array([50.0, 30.0, 20.0, 1000.0]))
    flag_high_tech(firms, np.full(26, 0.25), share=0.5, seed=3)
    assert firms.is_hightech.tolist() == [True, False, False, False]


def test_certificates_go_to_the_pool_and_a_third_expires_each_december():
    count = 3_000
    firms = firms_of(count, is_technology=np.arange(count) < 2_000)
    certify_holders(firms, 1_500, lead=0.5, seed=3)
    until = firms.certified_until
    assert (until > 0).sum() == 1_500
    assert not (until[2_000:] > 0).any()
    expiries = np.bincount(until[until > 0], minlength=37)[[12, 24, 36]]
    assert expiries.sum() == 1_500
    assert expiries == pytest.approx([500, 500, 500], abs=80)
    assert SECTOR["food"] in MANUFACTURING


def test_every_firm_has_its_own_place_in_the_order_of_guarantees(eve):
    place = eve.enterprises.guarantee_place
    assert len(np.unique(place)) == len(place)
    shares = [(place < cover).mean() for cover in (0.1, 0.5, 0.9)]
    assert shares == pytest.approx([0.1, 0.5, 0.9], abs=4.0 * 0.5 / len(place) ** 0.5)


def test_a_declared_share_of_large_makers_has_gone_digital_by_2023(open_region, values):
    def months(share):
        state = open_region(values(behaviour__upgrading__digital_share_start=share)).state
        return state.enterprises.digital_months, state.rows.above_scale_makers, state.settings.behaviour.upgrading

    begun, rows, upgrading = months(0.5)
    assert set(begun.tolist()) == {-1.0, upgrading.digital_months}
    assert (np.delete(begun, rows) == -1.0).all()
    share = (begun[rows] > 0.0).mean()
    assert share == pytest.approx(0.5, abs=4.0 * 0.5 / len(rows) ** 0.5)
    assert (months(0.0)[0] == -1.0).all()
    assert (months(1.0)[0][rows] > 0.0).all()


def test_january_knows_the_labour_costs_of_the_eve(open_region, values):
    """What a digital project would save is judged by them; in the stationary district January's are no others."""
    region = open_region(values("region=steady", "run=smoke"))
    eve = region.state.now.wage_costs.copy()
    assert (eve[region.state.enterprises.headcount.sum(axis=1) > 0.0] > 0.0).all()
    region.run_for(1)
    np.testing.assert_allclose(region.state.now.wage_costs, eve, rtol=1e-9)
    moving = open_region(values("run=smoke", behaviour__upgrading__digital_speed=1.0))
    moving.run_for(1)
    assert moving.state.series.read("digital.adopted", 1) > 0.0


def test_a_larger_industry_makes_and_sells_more(eve, open_region, values):
    larger = open_region(values(region__industry_mix_scaler=1.05)).state
    industry = list(INDUSTRY)
    ratio = larger.fixed.output[industry].sum() / eve.fixed.output[industry].sum()
    assert ratio == pytest.approx(1.05)
    services = SECTOR["education"]
    assert larger.fixed.output[services] == pytest.approx(eve.fixed.output[services])


def of_a_draw(eve, values, **drawn):
    """The state on the eve of a draw with other values on the one built district."""
    return Region(eve.district, values(**drawn), measures.acting(), draw=0, seed=1).state


def test_market_services_make_up_for_the_size_of_industry(eve, values):
    larger = of_a_draw(eve, values, region__industry_mix_scaler=1.05)
    product = [state.fixed.output * state.fixed.value_added_rate * MONTHS for state in (eve, larger)]
    assert product[1].sum() == pytest.approx(eve.settings.region.gdp_2022, rel=1e-6)
    industry, trade = list(INDUSTRY), SECTOR["wholesale_retail"]
    gained = 0.05 * product[0][industry].sum()
    firms = eve.enterprises
    market = IS_SERVICE[firms.sector] & ~firms.is_public
    sold = eve.district.enterprises.output * eve.fixed.value_added_rate[firms.sector] * MONTHS
    less = gained / firms.total(np.where(market, sold, 0.0))
    assert product[1][trade] / product[0][trade] == pytest.approx(1.0 - less)


def test_residents_consume_what_the_draw_says(eve, values):
    saving = 1.0 - 1.05 * (1.0 - eve.settings.region.household_saving_rate)
    more = of_a_draw(eve, values, region__household_saving_rate=saving)
    assert more.fixed.household_monthly / eve.fixed.household_monthly == pytest.approx(1.05)
    for name in ("household_local", "household_outside"):  # the basket is the same but for what is not to be had here
        assert getattr(more.fixed, name).sum() == pytest.approx(getattr(eve.fixed, name).sum(), abs=0.02)


def test_unemployment_of_the_draw_moves_residents_between_searching_and_not(eve, values):
    other = of_a_draw(eve, values, region__unemployment_rate=0.06)
    was, now = eve.residents.activity, other.residents.activity
    at_work = np.isin(now, (Activity.EMPLOYED, Activity.SELF_EMPLOYED, Activity.OUT_COMMUTER))
    jobless = (now == Activity.UNEMPLOYED).sum()
    assert jobless / (jobless + at_work.sum()) == pytest.approx(0.06, abs=1e-3)
    assert set(was[was != now]) == {Activity.INACTIVE}
    assert set(now[was != now]) == {Activity.UNEMPLOYED}
    fewer = of_a_draw(eve, values, region__unemployment_rate=0.04).residents.activity
    assert set(fewer[was != fewer]) == {Activity.INACTIVE}


def test_bureaus_differ_by_seed_and_deliver_in_full_when_nothing_moves(eve, steady):
    settings = eve.settings
    first, again, other = (reliability(settings, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert set(first) == set(CHAPTERS)
    assert all(0.0 <= value <= 1.1 for value in first.values())
    assert set(steady.state.fixed.reliability.values()) == {1.0}


def test_completion_lies_around_the_records_mean_less_selection_with_a_part_the_district_shares(eve):
    def drawn(shared, seeds=400):
        terms = {"mean": 0.2, "selection": 0.25, "between": 0.1, "shared": shared, "own": 0.1}
        settings = Settings({"behaviour": {"government": {"completion": terms}}, "region": {"shocks": 1.0}})
        return np.array([list(completion(settings, seed).values()) for seed in range(seeds)])

    for shared in (0.0, 0.5, 1.0):
        logs = drawn(shared)
        assert logs.mean() == pytest.approx(0.15, abs=0.02)  # 0.2 less a quarter
        assert logs[:, 0].std() == pytest.approx(0.1, abs=0.012)  # however it is shared
        assert np.corrcoef(logs[:, 0], logs[:, 1])[0, 1] == pytest.approx(shared, abs=0.12)
    assert np.ptp(drawn(1.0, 1)) == pytest.approx(0.0)


def test_completion_differs_by_seed_and_is_none_when_nothing_moves(eve, steady):
    first, again, other = (completion(eve.settings, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert set(first) == set(CHAPTERS)
    assert set(steady.state.fixed.completion.values()) == {0.0}


def test_the_first_steady_month_is_the_eve_again(steady):
    series, base = steady.series(), steady.state.fixed
    made = float((base.output * base.value_added_rate).sum())
    for name, expected in (
        ("value_added.total", made), ("gdp.nominal", made), ("consumption.households", base.household_monthly),
        ("consumption.government", base.government_monthly), ("rd.real", steady.state.enterprises.rd_usual.sum()),
        ("deposits.enterprises", steady.state.enterprises.deposits_usual.sum()),
    ):  # fmt: skip
        assert series[name][0] == pytest.approx(expected, rel=EXACT), name
    sold = series["sales.local"][0] + series["sales.outside"][0]
    without_farms = base.output[1:].sum()
    assert sold == pytest.approx(without_farms, rel=EXACT)


def test_a_run_leaves_the_built_district_as_it_was(open_region, values):
    region = open_region(values())
    district = region.state.district
    before = {
        name: {column: array.tobytes() for column, array in getattr(district, name).arrays().items()}
        for name in ("enterprises", "residents", "households", "farms", "projects")
    }
    region.run_for(6)
    for name, columns in before.items():
        for column, array in getattr(district, name).arrays().items():
            assert columns[column] == array.tobytes(), f"{name}.{column}"


def test_farms_expect_in_december_what_they_will_expect_a_year_later():
    # all of the year in December: half of 12, and of the Decembers before it 1 part in 4,096
    assert expected_in_december([0.0] * 11 + [5.0], 0.5) == pytest.approx(6.0 / (1.0 - 2.0**-12))
    assert expected_in_december([2.0] * 12, 0.3) == pytest.approx(1.0)
    season = np.array([0.75, 0.65, 0.75, 0.85, 1.05, 0.95, 0.85, 0.9, 1.0, 1.2, 1.6, 1.45])
    opened = expected = expected_in_december(season.tolist(), 0.35)
    for factor in season / season.mean():
        expected += 0.35 * (factor - expected)
    assert expected == pytest.approx(opened)
    assert opened > 1.2  # the harvest is still felt


def test_farm_families_live_on_the_harvest_in_their_first_winter_too(finished):
    drawn = finished.series()["income.farms"]
    assert drawn[0] / drawn[12] == pytest.approx(1.0, abs=0.25)
    assert drawn[0] > drawn[5]
