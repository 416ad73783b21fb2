"""Series: declared before they are written, zero where nothing was written, one book for each branch."""

import pytest

from sim.observe import describe
from sim.series import HORIZON, SERIES, Series, SeriesBook, find


def test_an_undeclared_series_is_refused_by_name():
    book = SeriesBook()
    for use in (lambda: book.write("prices.tea", 1, 1.0), lambda: book.read("prices.tea", 1),
                lambda: book.year("prices.tea", 2023)):  # fmt: skip
        with pytest.raises(KeyError, match=r"prices\.tea.*not declared"):
            use()


def test_a_series_is_found_by_its_name_or_its_dimension():
    assert find("jobs.hires") is SERIES["jobs.hires"]
    assert find("spent.factors") is SERIES["spent.*"]
    assert describe("spent.factors")["en"] == "Spent from a chapter's budget line (factors)"
    assert describe("jobs.hires")["en"] == SERIES["jobs.hires"].en


def test_what_was_not_written_is_zero_and_a_year_is_its_twelve_months():
    book = SeriesBook()
    assert book.read("jobs.hires", 5) == book.year("jobs.hires", 2023) == 0.0
    for month in range(1, 25):
        book.write("jobs.hires", month, float(month))
    # 1 + ... + 12 and 13 + ... + 24
    assert book.year("jobs.hires", 2023) == 78.0
    assert book.year("jobs.hires", 2024) == 222.0
    assert book.read("jobs.hires", HORIZON) == 0.0


def test_a_branch_writes_in_a_book_of_its_own():
    book = SeriesBook()
    book.write("jobs.hires", 1, 10.0)
    twin = book.branch()
    twin.write("jobs.hires", 1, 20.0)
    twin.write("jobs.hires", 2, 5.0)
    assert book.read("jobs.hires", 1) == 10.0
    assert book.read("jobs.hires", 2) == 0.0
    assert twin.read("jobs.hires", 1) == 20.0


def test_every_series_has_unit_and_names_and_every_run_writes_only_declared_ones(finished):
    for name, series in SERIES.items():
        assert isinstance(series, Series)
        assert series.unit, name
        assert series.en, name
        assert any("\u4e00" <= letter <= "\u9fff" for letter in series.zh), name
    written = {name if name in SERIES else f"{name.partition('.')[0]}.*" for name in finished.series()}
    assert written <= set(SERIES)


def test_every_declared_series_is_written_by_a_run(finished):
    written = {name if name in SERIES else f"{name.partition('.')[0]}.*" for name in finished.series()}
    assert set(SERIES) - written == set()


def test_state_adds_within_a_month(open_region, values):
    state = open_region(values()).state
    state.month = 3
    state.add("jobs.hires", 2.0)
    state.add("jobs.hires", 3.0)
    assert state.series.read("jobs.hires", 3) == 5.0
    assert state.series.read("jobs.hires", 2) == 0.0
