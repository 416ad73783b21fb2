"""Village collectives: who pays their rent, what moves it, who is aided, with numbers worked out by hand."""

import mesa
import numpy as np
import pytest

from agents.classes import SECTOR
from agents.enterprises import Enterprises
from agents.institutions import Village, decide_village_rent
from sim.phases.building.villages import base_village_rents, earn_village_income, industry_by_town, make_villages
from sim.policy.levers import Levers
from tests.sim.phases.small_district import columns_of, make_state, next_month, settings

EIGHT = 8  # towns
STILL = {"growth_annual": 0.0, "year_spread": 0.0}


def build_enterprises() -> Enterprises:
    """Town 0: a plant of 300 and two shops of 50 each (weight 2); town 1: a school of 500 and a plant of 100."""
    return Enterprises(
        4, id=np.arange(1, 5), weight=np.array([1.0, 2.0, 1.0, 1.0]), town=np.array([0, 0, 1, 1]),
        sector=np.array([SECTOR["metals"], SECTOR["wholesale_retail"], SECTOR["education"], SECTOR["food"]]),
        is_public=np.array([False, False, True, False]), output=np.array([300.0, 50.0, 500.0, 100.0]) * 1e4,
        deposits=np.full(4, 1e8),
    )  # fmt: skip


def build(month: int = 1, shocks: float = 1.0, **villages):
    """Villages in towns 0, 0, 1 and 2, the last without any enterprise; rents 12, 1.2, 2.4 and 0.6 million a year."""
    model = mesa.Model()
    state = make_state(settings(shocks, villages=STILL | villages), None, month, model, enterprises=build_enterprises())
    rents = ((0, 12e6), (0, 1.2e6), (1, 2.4e6), (2, 0.6e6))
    state.offices.villages = [Village(model, town, rent, 0.5, n) for n, (town, rent) in enumerate(rents, start=1)]
    return state


def run(state, months: int) -> None:
    for _ in range(months):
        earn_village_income(state)
        assert state.ledger.check() <= 1e-9
        next_month(state)


def test_villages_are_as_many_and_as_rich_on_average_as_the_region_says():
    chosen = settings()
    villages = make_villages(mesa.Model(), chosen, EIGHT, 7)
    rents = np.array([village.rent_annual for village in villages])
    assert len(villages) == 160
    assert rents.mean() == pytest.approx(3.6e6, rel=1e-12)
    assert 0.1 < (rents < 1.5e6).mean() < 0.3  # lognormal, spread 0.7: Phi(-0.9) = 0.18
    assert np.log(rents).std() == pytest.approx(0.7, rel=0.15)
    assert {village.town for village in villages} == set(range(8))
    assert len({village.number for village in villages}) == 160


def test_villages_are_keyed_by_the_seed():
    first, again, other = (make_villages(mesa.Model(), settings(), EIGHT, seed) for seed in (7, 7, 8))
    assert [v.rent_annual for v in first] == [v.rent_annual for v in again]
    assert [v.rent_annual for v in first] != [v.rent_annual for v in other]


def test_more_villages_do_not_change_the_towns_of_the_first():
    regions = (settings(region={"village_collectives": count}) for count in (100, 150))
    few, more = (make_villages(mesa.Model(), region, EIGHT, 7) for region in regions)
    assert [v.town for v in few] == [v.town for v in more[:100]]


def test_a_copy_goes_its_own_way():
    village = Village(mesa.Model(), 3, 1e6, 0.5, 9)
    village.earn(5.0)
    twin = village.copy_to(mesa.Model())
    twin.earn(1.0)
    assert (village.income_year, twin.income_year) == (5.0, 6.0)
    assert (twin.town, twin.rent_annual, twin.exposure, twin.number) == (3, 1e6, 0.5, 9)
    assert twin.model is not village.model


def test_rent_of_one_village():
    # 100 * (1 + 0.5 * -0.1) * (1 - 0.2) * (1 + 0.1) = 83.6; a dead town pays a fully exposed village nothing
    assert decide_village_rent(100.0, 0.5, 0.9, 0.2, 0.1) == pytest.approx(83.6)
    assert decide_village_rent(100.0, 1.0, 0.0, 0.0, 0.0) == 0.0


def test_enterprises_pay_the_villages_of_their_town_by_output():
    state = build()
    paid = base_village_rents(state.enterprises, state.offices.villages, EIGHT)
    # Town 0 owes 1.1 million a month on 400 of output, town 1 0.2 million on 100 (the school pays none); the 50,000
    # of town 2, where nobody is, are borne by all 500. Rates: 0.275 + 0.01 and 0.2 + 0.01 of output.
    assert paid == pytest.approx([3e6 * 0.285, 0.5e6 * 0.285, 0.0, 1e6 * 0.21])
    assert state.enterprises.total(paid) == pytest.approx(16.2e6 / 12)


def test_one_month_moves_the_money():
    state = build()
    earn_village_income(state)
    assert state.series.read("villages.income", 1) == pytest.approx(1.35e6)
    assert state.ledger.flow("village_rent", "enterprises", "villages") == pytest.approx(1.35e6)
    assert 1e8 - state.enterprises.deposits == pytest.approx(state.now.village_rent)
    # a tenth of the missing three months of income is kept
    assert state.ledger.accounts["villages"].deposits == pytest.approx(0.1 * 3.0 * 1.35e6)
    assert [v.income_year for v in state.offices.villages] == pytest.approx([1e6, 1e5, 2e5, 5e4])
    assert state.ledger.check() <= 1e-9


def test_the_reserve_is_kept_and_does_not_run_away():
    state = build()
    run(state, 120)
    assert state.ledger.accounts["villages"].deposits == pytest.approx(3.0 * 1.35e6, rel=1e-3)


def test_a_firm_that_closed_pays_no_rent_and_the_others_pay_it():
    state = build()
    state.enterprises.is_active[1] = False
    paid = base_village_rents(state.enterprises, state.offices.villages, EIGHT)
    assert paid[1] == 0.0
    assert state.enterprises.total(paid) == pytest.approx(16.2e6 / 12)


def test_industry_of_a_town():
    assert industry_by_town(build_enterprises(), EIGHT)[:3] == pytest.approx([3e6, 1e6, 0.0])


def test_rents_follow_industry_with_a_lag():
    state = build(rent_adjustment=0.1)
    state.enterprises.output[0] *= 0.8
    run(state, 1)
    # town 0: index 1 + 0.1 * (0.8 - 1) = 0.98, half of the fall reaches rents of 1.1 million: 11,000 less
    assert state.series.read("villages.income", 1) == pytest.approx(1.35e6 - 11_000.0)
    run(state, 60)
    assert state.series.read("villages.income", 61) == pytest.approx(1.35e6 - 110_000.0, rel=1e-3)


def test_clearing_of_village_buildings_takes_rent_away():
    state = build()
    state.fixed.village_land = np.array([100.0, *[0.0] * 7])
    state.books.land.village_cleared = np.array([10.0, *[0.0] * 7])
    earn_village_income(state)
    # A tenth of the village land of town 0 is gone; half of its rents of 1.1 million hang on industry there.
    assert state.series.read("villages.income", 1) == pytest.approx(1.35e6 - 55_000.0)


def test_rents_of_plots_and_rooms_go_to_platforms_and_are_a_cost():
    state = build()
    state.enterprises.site_rent[0] = 1000.0
    before = base_village_rents(state.enterprises, state.offices.villages, EIGHT)
    earn_village_income(state)
    assert state.ledger.flow("site_rent", "enterprises", "platforms") == pytest.approx(1000.0)
    assert state.now.village_rent - before == pytest.approx([1000.0, 0.0, 0.0, 0.0])


def aided_year(aided: float):
    state = build()
    for _ in range(12):
        state.levers = Levers()
        state.levers.write("village_transfer", 200_000.0)
        state.levers.write("village_aided", aided)
        state.levers.write("village_income_aim", 1.5e6)
        run(state, 1)
    return state


def test_the_weakest_villages_are_aided_in_december():
    state = aided_year(0.5)
    # two villages stay below 1.5 million (1.2 and 0.6): half of them, the weakest, is aided once
    assert state.books.villages.incomes == pytest.approx([12e6, 1.2e6, 2.4e6, 0.8e6])
    assert state.series.values["villages.transfers"][:13].tolist() == [0.0] * 11 + [200_000.0, 0.0]
    assert state.ledger.accounts["platforms"].loans == 200_000.0
    assert aided_year(1.0).books.villages.incomes == pytest.approx([12e6, 1.4e6, 2.4e6, 0.8e6])


def test_the_year_is_closed_in_december():
    state = build()
    run(state, 11)
    assert len(state.books.villages.incomes) == 0
    run(state, 1)
    assert [v.income_year for v in state.offices.villages] == [0.0] * 4
    assert [v.income_last for v in state.offices.villages] == pytest.approx([12e6, 1.2e6, 2.4e6, 0.6e6])


def test_own_luck_differs_between_villages_and_does_not_jump():
    state = build(year_spread=0.05)
    series = []
    for _ in range(36):
        run(state, 1)
        series.append(state.series.read("villages.income", state.month - 1))
    steps = np.abs(np.diff(series)) / 1.35e6
    assert 0.0 < steps.max() < 0.02


def test_the_stationary_district_stays():
    state = build(shocks=0.0, growth_annual=0.05, year_spread=0.1)
    state.levers.write("village_transfer", 200_000.0)
    state.levers.write("village_aided", 1.0)
    before, rents = columns_of(state.enterprises), []
    for _ in range(24):
        run(state, 1)
        rents.append(state.last.village_rent)
    incomes = state.series.values["villages.income"][:24]
    assert len(set(incomes)) == 1
    assert all(np.array_equal(rents[0], rent) for rent in rents)
    after = columns_of(state.enterprises)
    assert all(np.array_equal(before[name], after[name]) for name in before if name != "deposits")
    assert incomes[0] == pytest.approx(1.35e6)
    assert state.ledger.accounts["villages"].deposits == 0.0


def test_a_region_without_villages_has_no_village_income():
    state = build()
    state.offices.villages = []
    earn_village_income(state)
    assert state.series.read("villages.income", 1) == 0.0
    assert base_village_rents(state.enterprises, [], EIGHT).tolist() == [0.0] * 4
    assert make_villages(mesa.Model(), settings(region={"village_collectives": 0}), EIGHT, 7) == []


def test_what_roofs_bring_is_operating_income_of_the_village_that_has_them():
    state = build()
    earn_village_income(state)
    before = [village.income_year for village in state.offices.villages]
    roofs = build()
    roofs.now.roofs_villages = np.array([0.0, 500.0, 0.0, 100.0])
    earn_village_income(roofs)
    more = [village.income_year - had for village, had in zip(roofs.offices.villages, before, strict=True)]
    assert more == pytest.approx([0.0, 500.0, 0.0, 100.0], abs=1e-6)
    assert roofs.series.read("villages.income", 1) - state.series.read("villages.income", 1) == pytest.approx(600.0)
