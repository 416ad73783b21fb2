"""Jobs: both sides of the market add up cell by cell, rules bite, and nothing moves in the stationary district."""

import mesa
import numpy as np
import pytest

from agents.classes import Activity, Skill
from agents.institutions import Bureau
from scenarios import compose, district
from sim.accounts import Account, Ledger
from sim.district.people import jobs_by_cell, resident_workers
from sim.phases.jobs import labour_market as jobs
from sim.phases.jobs.registration import register_jobs
from sim.policy.levers import Levers
from sim.randomness import laplace
from sim.series import SeriesBook
from sim.settings import Settings
from sim.state import POPULATIONS, Offices, State
from tests.sim.phases.small_state import furnish, give, open_page

SHAPE = (8, 26, 3)
TENTH = ("run=quick", "run.scale=0.1")  # rows of ten persons: fine enough to tell one firm from its neighbour


def open_state(*overrides: str) -> State:
    """A district with staff, residents, a bureau that pays, and nothing else."""
    values = compose.compose(list(overrides or ("run=quick",)))[0]
    built = district.load(district.prepare(values))
    tables = {name: getattr(built, name).branch() for name in POPULATIONS}
    bureau = Bureau(mesa.Model(), "livelihood", "区人力社保局")
    bureau.open_year(1e10)
    ledger = Ledger(columns={"enterprises": tables["enterprises"]}, accounts={"government": Account(1e12)})
    state = State(settings=Settings(values), district=built, world=None, acting={}, seed=11, ledger=ledger,
                  series=SeriesBook(), offices=Offices(bureaus={"livelihood": bureau}), **tables)  # fmt: skip
    furnish(state)
    state.fixed.wages, state.fixed.contribution = built.wages, 0.137
    give(state, wage_index=1.0, wages=np.repeat(built.wages[None], SHAPE[0], axis=0))
    state.books.jobs.held = resident_workers(state.residents, SHAPE) + built.in_commuters
    state.books.jobs.in_commuters = built.in_commuters.copy()
    return state


def live(state: State, month: int, spread: float = 0.1, **levers: float) -> None:
    """One month of the job market with firms that move towards a need of their own."""
    open_page(state, month)
    state.levers = Levers()
    for name, value in levers.items():
        state.levers.write(name, value)
    live_jobs(state, spread)


def live_jobs(state: State, spread: float = 0.1) -> None:
    """The job market of this month's page."""
    firms = state.enterprises
    usual = state.district.enterprises.headcount.sum(axis=1)
    need = usual * (1.0 + laplace(state.stream("test.need"), firms.id, spread))
    staff = firms.headcount.sum(axis=1)
    give(state, staff_wanted=np.maximum(staff + 0.3 * (need - staff), 0.0))
    jobs.separate(state)
    jobs.match(state)
    register_jobs(state)


def read(state: State, name: str) -> float:
    return state.series.read(f"jobs.{name}", state.month)


def cells(state: State) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Staff, resident workers and in-commuters by cell, counted anew."""
    staff = jobs_by_cell(state.enterprises, *SHAPE[:2])
    return staff, resident_workers(state.residents, SHAPE), state.books.jobs.in_commuters


@pytest.mark.parametrize("size", ["run=quick", "run=smoke"])
def test_both_sides_add_up_in_every_cell_and_month(size):
    state = open_state(size)
    first = min(state.books.jobs.in_commuters.min(), 0.0)
    for month in range(1, 25):
        live(state, month, training=1250, training_gain=0.1, training_cost=1500.0, placement=416, retention_refund=0.5)
        staff, workers, outside = cells(state)
        assert np.abs(staff - workers - outside).max() < 1e-6 * staff.max()
        np.testing.assert_allclose(state.books.jobs.residents, workers, atol=1e-6)
        np.testing.assert_allclose(state.books.jobs.held, staff, atol=1e-6)
        # at most one row of residents below none, or the rounding of the first day
        assert outside.min() > min(first, -float(state.residents.weight[0])) - 1e-6
        assert state.enterprises.headcount.min() >= 0.0
        counts = np.bincount(state.residents.activity, state.residents.weight, minlength=len(Activity))
        np.testing.assert_allclose(state.books.jobs.activities, counts, atol=1e-6 * counts.sum())
        farmers = counts[Activity.SELF_EMPLOYED]
        jobs_and_outside = read(state, "headcount") + read(state, "out_commuters") + farmers
        assert jobs_and_outside == pytest.approx(read(state, "employed_residents") + read(state, "in_commuters"))
    assert read(state, "hires") > 0.0


def test_an_unrecorded_hire_breaks_the_identity():
    state = open_state()
    live(state, 1)
    rows = np.flatnonzero(state.residents.activity == Activity.UNEMPLOYED)[:1]
    state.residents.activity[rows], state.residents.work_town[rows], state.residents.work_sector[rows] = 1, 2, 14
    staff, workers, outside = cells(state)
    assert np.abs(staff - workers - outside).max() > 1e-6 * staff.max()


def test_no_firm_hires_more_than_it_wants_and_hires_plus_vacancies_are_the_gap():
    state = open_state()
    live(state, 1)
    before = state.enterprises.headcount.sum(axis=1)
    live(state, 2)
    after, wanted = state.enterprises.headcount.sum(axis=1), state.now.staff_wanted
    assert np.all(after <= np.maximum(before, wanted) * (1.0 + 1e-9))
    lacking = float(state.enterprises.weight @ np.maximum(wanted - after, 0.0))
    assert read(state, "vacancies") == pytest.approx(lacking, rel=1e-6)
    assert read(state, "hires") > 0.0


def test_rows_that_stand_for_many_are_hired_as_often_as_single_persons():
    state, hires = open_state(), 0.0
    for month in range(1, 25):
        live(state, month)
        hires += read(state, "hires")
    # What whole rows of a hundred persons were hired too little: a tenth of hires, were cells behind never to catch up.
    assert abs(state.books.jobs.rows_owed.sum()) < 0.03 * hires


def test_headcount_changes_by_hires_less_leavers():
    state = open_state()
    for month in range(1, 7):
        start = float(state.enterprises.weight @ state.enterprises.headcount.sum(axis=1))
        live(state, month)
        change = read(state, "headcount") - start
        assert change == pytest.approx(read(state, "hires") - read(state, "separations"), abs=1e-4)


def test_nothing_moves_in_a_stationary_district():
    state = open_state("run=quick", "region.shocks=0.0")
    before = {name: array.copy() for name, array in state.residents.arrays().items()}
    staff, outside = state.enterprises.headcount.copy(), state.books.jobs.in_commuters.copy()
    seen = []
    for month in range(1, 37):
        live(state, month, spread=0.0, training=1250, training_gain=0.1, training_cost=1500.0, placement=416,
             retention_refund=0.5)  # fmt: skip
        seen.append([read(state, name.split(".")[1]) for name in sorted(state.series.values)])
    for name, array in before.items():
        np.testing.assert_array_equal(getattr(state.residents, name), array)
    np.testing.assert_array_equal(state.enterprises.headcount, staff)
    np.testing.assert_array_equal(state.books.jobs.in_commuters, outside)
    assert np.ptp(np.array(seen), axis=0).max() == 0.0
    assert state.ledger.deposits("government") == 1e12


def test_overstaffed_firms_lose_the_extra_and_their_neighbours_do_not():
    state = open_state(*TENTH, "behaviour.labour.retirement=0.0")
    state.month = 1
    firms = state.enterprises
    staff = firms.headcount.sum(axis=1)
    is_cut = np.arange(len(firms)) % 2 == 0
    give(state, staff_wanted=np.where(is_cut, 0.5 * staff, staff))
    jobs.separate(state)
    left = firms.headcount.sum(axis=1)
    kept = [float(firms.weight[rows] @ left[rows] / (firms.weight[rows] @ staff[rows])) for rows in (is_cut, ~is_cut)]
    assert kept[0] == pytest.approx(0.5, abs=0.03)  # wanted half; the number who leave is drawn
    assert kept[1] > 0.95


def test_refund_goes_to_firms_that_keep_staff_and_lowers_dismissals():
    outcomes = []
    for refund in (0.0, 1.0):
        state = open_state("run=quick", "behaviour.labour.retention_response=0.3")
        state.month = 1
        state.levers.write("retention_refund", refund)
        staff, deposits = state.enterprises.headcount.sum(axis=1), state.enterprises.deposits.copy()
        is_cut = np.arange(len(staff)) % 2 == 0
        give(state, staff_wanted=np.where(is_cut, 0.8 * staff, staff))
        jobs.separate(state)
        gain = state.enterprises.deposits - deposits
        outcomes.append((gain, read(state, "separations")))
    gain = outcomes[1][0]
    assert np.all(outcomes[0][0] == 0.0)
    assert np.all(gain[is_cut] == 0.0)
    assert gain[~is_cut].sum() > 0.0
    # wages less contributions, the contribution base of them, half a percent
    row = int(np.flatnonzero(~is_cut & (staff > 0))[0])
    region = state.settings.region
    heads = state.district.enterprises.headcount[row]
    wages = heads @ state.fixed.wages[state.enterprises.sector[row]] * (1.0 - 0.137)
    assert gain[row] == pytest.approx(wages * region.contribution_base_share * 0.005)
    assert outcomes[1][1] < 0.85 * outcomes[0][1]  # 0.3 of the dismissals fall away, quits stay


def test_what_is_usual_is_the_outsides_share_of_jobs_and_vacancies_of_turnover_per_jobless():
    state = open_state("run=quick", "behaviour.labour.separation=0.02")
    jobs.note_usual_market(state)
    activity, book = state.residents.activity, state.books.jobs
    away, here, jobless = (np.count_nonzero(activity == kind) for kind in (
        Activity.OUT_COMMUTER, Activity.EMPLOYED, Activity.UNEMPLOYED))  # fmt: skip
    assert away > 0
    assert book.usual_outside == pytest.approx(away / (away + here))
    staff = float(state.enterprises.weight @ state.enterprises.headcount.sum(axis=1))
    assert book.usual_tightness == pytest.approx(0.02 * staff / (jobless * state.residents.weight[0]))


def test_training_and_placement_are_alive_and_neutral_at_zero():
    def year(**levers):
        state = open_state("run=quick")
        for month in range(1, 13):
            live(state, month, **levers)
        totals = {name: state.series.year(f"jobs.{name}", 2023) for name in ("trained", "placed", "certified")}
        return totals | {"paid": state.ledger.flow("training", "government", "outside"),
                         "skilled": int((state.residents.skill == Skill.SKILLED).sum())}  # fmt: skip

    nothing, some = year(), year(training=1250.0, training_gain=0.2, training_cost=1500.0, placement=416.0)
    assert nothing["trained"] == nothing["placed"] == nothing["certified"] == nothing["paid"] == 0.0
    assert some["trained"] == pytest.approx(15_000, rel=0.1)
    assert 0.6 * 5000 < some["placed"] < 1.3 * 5000
    assert some["skilled"] > nothing["skilled"]
    # The bureau plans 3 % more than is printed.
    assert some["paid"] == pytest.approx(1.03 * 15_000 * 1500.0)
    live_gain = []
    for gain in (0.0, 5.0):
        state = open_state("run=quick")
        live(state, 1, training=100_000.0, training_gain=gain, training_cost=1500.0)
        live_gain.append(int((state.residents.activity == Activity.UNEMPLOYED).sum()))
    assert live_gain[1] < live_gain[0]


def test_results_do_not_depend_on_the_order_of_residents():
    outcomes = []
    for turn in (False, True):
        state = open_state("run=quick")
        order = np.random.default_rng(3).permutation(len(state.residents)) if turn else np.arange(len(state.residents))
        for name in state.residents.COLUMNS:
            setattr(state.residents, name, getattr(state.residents, name)[order])
        for month in range(1, 7):
            live(state, month, training=1250, training_gain=0.1, training_cost=1500.0, placement=416)
        back = np.argsort(state.residents.id)
        outcomes.append([getattr(state.residents, name)[back] for name in ("activity", "work_sector", "skill")])
    for straight, turned in zip(*outcomes, strict=True):
        np.testing.assert_array_equal(straight, turned)


def test_fewer_vacancies_mean_fewer_find_work():
    unemployed = []
    for share in (1.0, 0.97):
        state = open_state(*TENTH)
        state.month = 1
        give(state, staff_wanted=share * state.enterprises.headcount.sum(axis=1))
        jobs.separate(state)
        jobs.match(state)
        unemployed.append((read(state, "unemployed"), read(state, "hires")))
    assert unemployed[1][0] > unemployed[0][0]
    assert unemployed[1][1] < unemployed[0][1]
