"""The whole month: constancy without shocks, money and jobs that add up, leaks that are caught, branches."""

import gc
import pickle
import weakref

import mesa
import numpy as np
import pytest

import sim.phases.policy.levers as policy_phase
from agents.classes import Activity
from agents.columns import Table
from agents.projects import Stage
from sim.accounts import Ledger, LedgerError
from sim.phases.entry_and_exit import turnover
from sim.phases.incomes_and_taxes import incomes
from sim.policy import MEASURES
from sim.region import Region
from sim.series import find

MONTH_OF_PRODUCT = 2e8 / 12.0  # of the stationary district, yuan (conf/region/steady.yaml)
ROUNDING = 1e-9  # what rounding may leave of an identity, as a part of the whole


def numbers(region: Region) -> bytes:
    """Every series so far, to compare bit by bit."""
    return b"".join(name.encode() + np.array(values).tobytes() for name, values in region.series().items())


def columns(region: Region) -> bytes:
    """Every column and account of money, to compare bit by bit."""
    tables = [array.tobytes() for table in region.state.tables().values() for array in table.arrays().values()]
    return b"".join(tables) + repr(sorted(region.state.ledger.accounts.items())).encode()


def test_every_series_of_the_stationary_district_is_constant(steady):
    assert steady.month == 36
    assert len(steady.series()) > 50
    moved = []
    for name, monthly in steady.series().items():
        values = np.array(monthly)
        # A series that is nothing but rounding is compared with a month's product, or with one of its unit.
        whole = MONTH_OF_PRODUCT if find(name).unit == "yuan" else 1.0
        size = abs(values[0]) if abs(values[0]) > ROUNDING * whole else whole
        if np.abs(values - values[0]).max() > ROUNDING * size:
            moved.append(f"{name}: {values[0]:.9g} to {values.min():.9g} .. {values.max():.9g}")
    assert not moved, "\n".join(moved)


def test_the_stationary_district_is_alive(steady):
    """It stands still because what goes in goes out, not because nothing happens."""
    for name in ("value_added.total", "consumption.households", "income.wages", "tax.production", "loans.new"):
        assert steady.series()[name][35] > 0.0
    assert steady.observed() == {}


def test_the_money_of_every_month_closes(steady, finished):
    assert 0.0 < finished.worst_gap <= ROUNDING
    assert steady.worst_gap <= ROUNDING


def leak_in_a_clearing(monkeypatch):
    """Households receive a millionth less than is paid to them."""
    clear = Ledger.clear

    def leaky(self, flows, paid, received, **kept):
        lost = {holder: amounts * (1 - 1e-6) if holder == "households" else amounts
                for holder, amounts in received.items()}  # fmt: skip
        return clear(self, flows, paid, lost, **kept)

    monkeypatch.setattr(Ledger, "clear", leaky)


def leak_at_entry(monkeypatch):
    """Entrants find their founding capital; nobody has paid it."""
    monkeypatch.setattr(turnover, "pay_from_owners", lambda state, _kind, rows, amounts:
                        np.add.at(state.enterprises.deposits, rows, amounts))  # fmt: skip


def leak_at_exit(monkeypatch):
    """What a closing firm has in the bank disappears with it."""
    def vanish(state, kind, rows, amounts):
        state.enterprises.deposits[rows] -= amounts
    monkeypatch.setattr(turnover, "pay_to_owners", vanish)


def leak_in_a_tax(monkeypatch):
    """The district's part of profit tax is taken from firms and reaches no treasury."""
    to_government = incomes._to_government

    def lose(state, kind, holder, paid, share):
        if kind == "profit_tax":
            state.ledger.columns[holder].deposits -= paid * share
            share = 0.0
        return to_government(state, kind, holder, paid, share)

    monkeypatch.setattr(incomes, "_to_government", lose)


def leak_of_a_loan(monkeypatch):
    """Firms' debts shrink while the banks' book does not."""
    pay_interest = incomes._pay_interest

    def forgive(state):
        pay_interest(state)
        state.enterprises.loans *= 1.0 - 1e-6

    monkeypatch.setattr(incomes, "_pay_interest", forgive)


ENTERPRISES = "deposits of enterprises|balance of the banks"  # open by the same amount
LEAKS = [
    (leak_in_a_clearing, "households received", 1),
    (leak_at_entry, ENTERPRISES, 12), (leak_at_exit, ENTERPRISES, 12), (leak_in_a_tax, ENTERPRISES, 1),
    (leak_of_a_loan, "loans of enterprises", 1),
]  # fmt: skip


@pytest.mark.parametrize(("leak", "says", "months"), LEAKS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_leak_stops_the_run_and_is_named(leak, says, months, monkeypatch, open_region, values):
    region = open_region(values())
    leak(monkeypatch)
    with pytest.raises(LedgerError, match=says):
        region.run_for(months)


def check_jobs(region: Region) -> None:
    """Staff, out-commuters and farmers on one side are the employed residents and in-commuters on the other."""
    state = region.state
    people = np.bincount(state.residents.activity, state.residents.weight, minlength=len(Activity))
    staff = state.enterprises.total(state.enterprises.headcount.sum(axis=1))
    working = people[[Activity.EMPLOYED, Activity.OUT_COMMUTER, Activity.SELF_EMPLOYED]].sum()
    places = staff + people[Activity.OUT_COMMUTER] + people[Activity.SELF_EMPLOYED]
    assert places == pytest.approx(working + state.books.jobs.in_commuters.sum(), rel=ROUNDING)
    assert state.series.read("jobs.headcount", state.month) == pytest.approx(staff, rel=ROUNDING)
    assert people.sum() == pytest.approx(state.residents.weight.sum(), rel=ROUNDING)


def check_land(region: Region, built: Region) -> None:
    """Land is used by projects that have it now and had none, and by enterprises; farms hold what they began with."""
    state, land = region.state, region.state.books.land
    had = state.settings.behaviour.land.initial_quota
    assert had + land.quota_won == pytest.approx(land.quota_used + land.left_industry + land.left_others)
    projects, had_land = state.projects, built.state.projects.stage >= Stage.LAND
    is_stopped, has_begun = projects.stage == Stage.STOPPED, projects.started >= 0
    served = ((projects.stage >= Stage.LAND) | (is_stopped & has_begun)) & ~had_land
    given_back = is_stopped & ~has_begun & had_land  # what was given in this draw and given back was never used
    months = range(1, state.month + 1)
    given = sum(state.series.read("land.expansions", month) for month in months)
    homes = sum(state.series.read("homes.land_sold", month) for month in months)
    free = [batch.mu for batch in land.batches if not batch.is_industrial]
    cleared = (land.cleared - land.cleared_industrial - sum(free)) * state.settings.behaviour.land.cleared_sold_share
    given += homes - (cleared - land.for_homes)  # what was cleared for homes is no quota
    given += projects.land_need[served].sum() - projects.land_need[given_back].sum()
    assert land.quota_used + land.reused == pytest.approx(given)
    assert land.quota_won == pytest.approx(sum(state.series.read("land.quota_won", month) for month in months))
    assert state.farms.land.sum() == pytest.approx(built.state.farms.land.sum(), rel=ROUNDING)
    in_hand = sum(batch.mu for batch in land.batches)  # the rest is free again; the declared part of it was sold
    sold = (land.cleared - in_hand) * state.settings.behaviour.land.cleared_sold_share
    assert land.sold == pytest.approx(sold)


def check_energy(region: Region, built: Region) -> None:
    """What was opened is granted or left, and projects past their review hold what was granted to projects."""
    state, energy = region.state, region.state.books.energy
    had = state.settings.behaviour.energy.initial_quota
    back = sum(state.series.read("energy.given_back", month) for month in range(1, state.month + 1))
    assert had + energy.opened + back == pytest.approx(energy.granted + energy.left)
    projects, had_energy = state.projects, built.state.projects.stage >= Stage.ENERGY
    is_stopped, has_begun = projects.stage == Stage.STOPPED, projects.started >= 0
    passed = ((projects.stage >= Stage.ENERGY) | (is_stopped & has_begun)) & ~had_energy
    back -= projects.energy_need[is_stopped & ~has_begun & had_energy].sum()  # granted before
    assert energy.granted_new == pytest.approx(projects.energy_need[passed].sum() + back)


def test_jobs_land_and_energy_add_up_in_every_month(open_region, values):
    region, built = open_region(values()), open_region(values())
    for _ in range(24):
        region.run_for(1)
        check_jobs(region)
        check_land(region, built)
        check_energy(region, built)
    assert region.state.books.land.quota_used > 0.0
    assert region.state.books.energy.granted_new > 0.0


def test_a_person_hired_without_a_record_breaks_the_identity(open_region, values):
    region = open_region(values())
    region.run_for(1)
    region.state.enterprises.headcount[0, 0] += 1.0
    with pytest.raises(AssertionError):
        check_jobs(region)


def test_a_plot_given_away_twice_breaks_the_identity(open_region, values):
    region, built = open_region(values()), open_region(values())
    region.run_for(6)
    waiting = np.flatnonzero(region.state.projects.stage < Stage.LAND)[0]
    assert region.state.projects.land_need[waiting] > 0.0
    region.state.projects.stage[waiting] = Stage.LAND
    with pytest.raises(AssertionError):
        check_land(region, built)


def test_a_region_speaks_mesa(finished):
    firms, table = finished.enterprises, finished.state.enterprises
    assert isinstance(finished, mesa.Model)
    assert finished.time == 24.0
    assert len(firms) == len(table)
    assert firms[42].deposits == table.deposits[42]
    above = firms.select(table.is_above_scale)
    assert len(above) == table.is_above_scale.sum() > 0
    assert above.agg("deposits", np.sum) == pytest.approx(table.deposits[table.is_above_scale].sum())
    by_town = firms.groupby("town")
    assert sum(by_town.count().values()) == len(firms)
    assert by_town.agg("loans", np.sum)[3] == pytest.approx(table.loans[table.town == 3].sum())
    assert {type(agent).__name__ for agent in finished.agents} == {
        "Bureau", "Bank", "GuaranteeCompany", "Town", "Village"
    }  # fmt: skip
    assert [bureau.chapter for bureau in finished.state.offices.bureaus.values()].count("factors") == 1


def test_writing_through_a_row_reaches_the_column(open_region, values):
    region = open_region(values())
    region.enterprises[42].posts = 7.0
    assert region.state.enterprises.posts[42] == 7.0
    assert region.residents.get("age").shape == region.state.residents.age.shape


@pytest.fixture(scope="module")
def year(open_region, values) -> Region:
    """A region at the end of 2023."""
    region = open_region(values())
    region.run_for(12)
    return region


def test_a_branch_goes_on_as_its_parent_would_have(year, finished, values):
    twin = year.branch(values())
    twin.run_for(12)
    assert numbers(twin) == numbers(finished)
    assert columns(twin) == columns(finished)
    assert twin.observed() == finished.observed()


def test_a_branch_leaves_its_parent_alone(year, values):
    before = numbers(year), columns(year), pickle.dumps(year.state.books), year.worst_gap
    offices = [(bureau.spent_year, bureau.line_annual) for bureau in year.state.offices.bureaus.values()]
    twin = year.branch(values(policy__innovation__m08__intensity=3.0, behaviour__credit__spread_small=0.06))
    twin.run_for(12)
    assert (numbers(year), columns(year)) == before[:2]
    assert pickle.dumps(year.state.books) == before[2]  # what was usual has no repr of its own
    assert year.worst_gap == before[3]
    assert offices == [(bureau.spent_year, bureau.line_annual) for bureau in year.state.offices.bureaus.values()]
    assert year.month == 12


def test_branches_share_2023_and_differ_afterwards(year, values):
    first, other = (year.branch(values(policy__factors__m55__intensity=strength)) for strength in (1.0, 1.5))
    for twin in (first, other):
        twin.run_for(12)
    spent = [np.array(twin.series()["spent.investment"]) for twin in (first, other)]
    np.testing.assert_array_equal(spent[0][:12], spent[1][:12])
    # half as much again is voted; the treasury's money pays a part of it
    assert 1.05 < spent[1][12:].sum() / spent[0][12:].sum() < 1.5


def test_a_closed_region_leaves_no_columns_behind(open_region, values):
    region = open_region(values())
    region.run_for(1)
    column = weakref.ref(region.state.households.deposits)
    gc.disable()  # nobody looks for circles: what is free is free at once
    try:
        region.close()
        del region
        assert column() is None
    finally:
        gc.enable()


def test_draws_and_seeds_differ_and_repeat(open_region, values):
    runs = {}
    for name, draw, seed in (("one", 0, 1), ("again", 0, 1), ("draw", 1, 1), ("seed", 0, 2)):
        region = open_region(values(), draw=draw, seed=seed)
        region.run_for(3)
        runs[name] = numbers(region)
    assert runs["one"] == runs["again"]
    assert len({runs["one"], runs["draw"], runs["seed"]}) == 3


KEYS = [measure.__name__.split("_")[0] for _, measure in MEASURES]


@pytest.mark.parametrize("key", KEYS)
def test_a_measure_of_no_strength_is_as_if_it_were_not_there(key, open_region, values, monkeypatch):
    chapter = next(chapter for chapter, measure in MEASURES if measure.__name__.startswith(key))
    nothing = {f"policy__{chapter}__{key}__{name}": 0.0 for name in ("intensity", "intensity_2023")}
    with_it = open_region(values(**nothing))
    with_it.run_for(14)
    rest = tuple(entry for entry in MEASURES if not entry[1].__name__.startswith(key))
    monkeypatch.setattr(policy_phase, "MEASURES", rest)
    without = open_region(values(**nothing))
    without.run_for(14)
    assert numbers(with_it) == numbers(without)
    assert Table.total(with_it.state.enterprises, with_it.state.enterprises.deposits) > 0.0


def test_a_measure_of_some_strength_does_change_numbers(finished, open_region, values):
    """The comparison above would notice."""
    region = open_region(values(policy__factors__m58__intensity_2023=0.0))
    region.run_for(24)
    assert numbers(region) != numbers(finished)


def test_the_stationary_district_stands_at_any_scale(open_region, values):
    """Thinned to no farm family, its farms keep what nobody draws and the ledger closes."""
    region = open_region(values("run=smoke", "region=steady"))
    region.run_for(3)
    assert 0.0 < region.worst_gap <= ROUNDING
