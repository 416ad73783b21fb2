"""The rooms of the state refuse what is not declared, not written yet, written twice, or fixed; and name the phase."""

import numpy as np
import pytest

import sim.region
from agents.columns import Column
from agents.enterprises import Enterprises
from sim.month import MONTH
from sim.phases.goods import market, orders
from sim.region import Region
from sim.state import StateError
from sim.state.books import BOOKS, Books
from sim.state.declare import book, entries, kept
from sim.state.fixed import Fixed
from sim.state.now import Now
from sim.state.rows import Rows


def with_months(monkeypatch, month) -> None:
    """Let regions run another order of phases."""
    monkeypatch.setattr(sim.region, "MONTH", tuple(month))


@pytest.mark.parametrize(("room", "misspelt", "hint"), [
    (lambda: Now(3), "seasn", "did you mean 'season'"), (Fixed, "value_added_rat", "did you mean 'value_added_rate'"),
    (Rows, "exportes", "did you mean 'exporters'"),
])  # fmt: skip
def test_a_misspelt_value_is_refused_with_the_nearest_name(room, misspelt, hint):
    for touch in (lambda owner: getattr(owner, misspelt), lambda owner: setattr(owner, misspelt, 1.0)):
        with pytest.raises(StateError, match=f"has no value '{misspelt}'.*{hint}"):
            touch(room())


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_misspelt_value_of_a_book_is_refused(name):
    opened = getattr(Books(), name)
    with pytest.raises(AttributeError, match="misspelt"):
        opened.misspelt = 1.0
    with pytest.raises(AttributeError, match="misspelt"):
        _ = opened.misspelt


def test_a_read_before_its_write_names_the_phase_the_value_and_the_month(open_region, values, monkeypatch):
    early = [(section, phase) for section, phase in MONTH if phase is not orders.order]
    with_months(monkeypatch, early)
    told = r"state\.now\.wanted is read by 'order_from_outside' in month 1 before any phase"
    with pytest.raises(StateError, match=told):
        open_region(values()).run_for(1)


def test_a_read_of_last_months_value_through_now_says_where_it_stands(open_region, values):
    state = open_region(values()).state
    state.open_month()
    with pytest.raises(StateError, match=r"last month's stands in state\.last\.revenue"):
        _ = state.now.revenue
    assert state.last.revenue.shape == (len(state.enterprises),)
    with pytest.raises(StateError, match=r"state\.last\.luck: .* not declared is_lagged in sim/state/now\.py"):
        _ = state.last.luck


def test_a_second_writer_of_a_value_of_the_month_is_refused_and_both_are_named(open_region, values, monkeypatch):
    def order_again(state):
        state.now.wanted = {}

    rows = list(MONTH)
    rows.insert(rows.index(("Goods", market.deliver_and_pay)), ("Goods", order_again))
    with_months(monkeypatch, rows)
    with pytest.raises(StateError, match=r"state\.now\.wanted was written by 'order' .* again by 'order_again'"):
        open_region(values()).run_for(1)


def test_what_is_fixed_for_the_draw_cannot_be_written_and_its_arrays_refuse_it(open_region, values):
    state = open_region(values()).state
    with pytest.raises(StateError, match=r"state\.fixed\.wages is fixed for the draw"):
        state.fixed.wages = np.zeros((26, 3))
    with pytest.raises(StateError, match=r"state\.rows\.exporters is fixed for the draw"):
        state.rows.exporters = np.zeros(0)
    for room in (state.fixed, state.rows):
        arrays = [getattr(room, name) for name in room.FIELDS if isinstance(getattr(room, name), np.ndarray)]
        assert len(arrays) > 10
        assert not any(array.flags.writeable for array in arrays)


def test_everything_declared_is_built_before_the_first_month(open_region, values):
    state = open_region(values()).state
    for room in (state.fixed, state.rows):
        assert [name for name in room.FIELDS if name not in vars(room)] == []


def test_a_column_that_does_not_say_what_becomes_of_it_at_exit_is_refused():
    with pytest.raises(TypeError, match="of forgotten nobody says what a row takes when its agent leaves"):

        class _Forgetful(Enterprises):
            COLUMNS = {**Enterprises.COLUMNS, "forgotten": Column("f8", "yuan", "something new", "新变量")}


def test_a_misspelt_column_is_refused_when_it_is_written_and_when_it_is_read():
    firms = Enterprises(1, id=np.array([1]))
    with pytest.raises(AttributeError, match="Enterprises has no column 'depositss'; did you mean 'deposits'"):
        firms.depositss = np.zeros(1)
    with pytest.raises(AttributeError, match="depositss"):
        _ = firms.depositss


def test_a_leaver_takes_along_what_is_declared_and_leaves_the_rest():
    firms = Enterprises(2, id=np.array([7, 8]), output=np.full(2, 5.0), capital=np.full(2, 9.0),
                        certified_until=np.full(2, 40), is_borrower=np.ones(2, dtype=bool))  # fmt: skip
    firms.vacate(np.array([1]))
    assert firms.is_active.tolist() == [True, False]
    assert firms.output.tolist() == [5.0, 0.0]
    assert firms.certified_until.tolist() == [40, -1]
    assert firms.is_borrower.tolist() == [True, False]
    assert firms.capital.tolist() == [9.0, 9.0]  # machines stay with the place
    assert firms.id.tolist() == [7, 8]


def test_a_book_without_unit_and_meaning_is_refused():
    with pytest.raises(TypeError, match=r"Bare\.value has no unit and meaning"):

        @book
        class Bare:
            value: float = 0.0

    @book
    class Told:
        value: float = kept("yuan", "something kept", default=0.0)

    assert entries(Told)["value"].unit == "yuan"


def test_books_of_a_branch_are_its_own_and_what_is_fixed_is_shared(open_region, values):
    region = open_region(values())
    region.run_for(2)
    twin = region.branch(values())
    assert twin.state.fixed is region.state.fixed
    assert twin.state.rows is region.state.rows
    before = {name: repr(getattr(region.state.books, name)) for name in BOOKS}
    twin.run_for(12)
    assert {name: repr(getattr(region.state.books, name)) for name in BOOKS} == before
    state = region.state
    state.open_month()
    with pytest.raises(ValueError, match="read-only"):
        state.last.revenue[0] = 1.0  # shared with the branch


def test_two_branches_of_one_history_do_not_hear_of_each_other(open_region, values):
    """Bit by bit the same, whether another branch ran before or not."""
    alone, shared = (open_region(values()) for _ in range(2))
    for region in (alone, shared):
        region.run_for(12)
    other = shared.branch(values(policy__factors__m61__intensity=3.0))
    other.run_for(6)
    told: list[Region] = [region.branch(values()) for region in (alone, shared)]
    for region in told:
        region.run_for(6)
    assert told[0].series() == told[1].series()
    assert other.series() != told[0].series()


def test_what_is_fixed_by_chapter_cannot_be_changed_either(open_region, values):
    state = open_region(values()).state
    for by_chapter in (state.fixed.reliability, state.fixed.completion, state.fixed.latitude):
        with pytest.raises(TypeError, match="does not support item assignment"):
            by_chapter["rural"] = 2.0


def test_a_closed_month_holds_what_the_next_one_reads_and_no_more(open_region, values):
    one, other = (open_region(values()) for _ in range(2))
    for region in (one, other):
        region.run_for(2)
    one.state.close_month()
    assert {name for name in vars(one.state.now) if not name.startswith("_")} == {
        name for name, about in Now.FIELDS.items() if about.is_lagged
    }
    for region in (one, other):
        region.run_for(2)
    assert one.series() == other.series()
