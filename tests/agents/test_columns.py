"""Declared columns: allocation, checks, copies, weighted totals."""

import numpy as np
import pytest

from agents.classes import FOR_PROFIT_SERVICES, INDUSTRY, MANUFACTURING, SECTORS, SERVICES, STORABLE
from agents.columns import Column, Table
from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.people import Households, Residents
from agents.projects import Projects

TABLES = [Enterprises, Farms, Residents, Households, Projects]


def test_unit_outside_the_closed_list_is_refused():
    with pytest.raises(ValueError, match="furlong"):
        Column("f8", "furlong", "length", "长度")


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_allocates_what_it_declares(kind: type[Table]):
    table = kind(3)
    assert len(table) == 3
    for name, column in kind.COLUMNS.items():
        values = getattr(table, name)
        assert values.dtype == np.dtype(column.dtype)
        assert values.shape == ((3,) if column.width == 1 else (3, column.width))
        assert (values == column.default).all()
        assert column.en
        assert any("\u4e00" <= sign <= "\u9fff" for sign in column.zh)


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_has_an_id_and_a_weight_that_never_changes(kind: type[Table]):
    assert kind.COLUMNS["weight"].static
    # A closed enterprise's slot and a room that somebody left are taken by another under a new id; the others stay.
    assert kind.COLUMNS["id"].static == (kind not in (Enterprises, Residents))


def test_a_declared_default_fills_rows_nobody_filled():
    assert Enterprises(2).is_active.tolist() == [True, True]
    assert Enterprises(2, is_active=np.array([True, False])).is_active.tolist() == [True, False]


def test_unknown_column_is_named():
    with pytest.raises(ValueError, match="wieght"):
        Households(1, wieght=np.ones(1))


@pytest.mark.parametrize("values", [np.ones(2), np.ones((3, 1)), np.float64(1.0)])
def test_wrong_shape_is_refused(values):
    with pytest.raises(ValueError, match=r"Households.income"):
        Households(3, income=values)


def test_wrong_width_is_refused():
    with pytest.raises(ValueError, match="headcount"):
        Enterprises(3, headcount=np.ones(3))


def test_one_array_given_for_two_columns_is_not_shared():
    given = np.ones(2)
    table = Households(2, income=given, income_expected=given)
    table.income += 1.0
    assert table.income_expected.tolist() == [1.0, 1.0]
    assert given.tolist() == [1.0, 1.0]


def test_branch_copies_what_changes_and_shares_what_does_not():
    table = Households(2, weight=np.array([2.0, 3.0]), deposits=np.array([1.0, 1.0]))
    twin = table.branch()
    twin.deposits[0] = 9.0
    assert table.deposits.tolist() == [1.0, 1.0]
    assert twin.weight is table.weight
    assert isinstance(twin, Households)
    assert len(twin) == 2


def test_total_is_weighted():
    table = Households(2, weight=np.array([2.0, 3.0]))
    assert table.total(np.array([10.0, 1.0])) == 23.0


def test_arrays_are_not_copied():
    table = Households(1)
    assert table.arrays()["deposits"] is table.deposits
    assert list(table.arrays()) == list(Households.COLUMNS)


def test_sector_groups():
    assert len(SECTORS) == len(set(SECTORS)) == 26
    assert [SECTORS[code] for code in (MANUFACTURING[0], MANUFACTURING[-1])] == ["food", "other_manufacturing"]
    assert [SECTORS[code] for code in INDUSTRY[-2:]] == ["mining_refining", "utilities"]
    assert [SECTORS[code] for code in (SERVICES[0], SERVICES[-1])] == ["wholesale_retail", "public_admin"]
    assert set(FOR_PROFIT_SERVICES) < set(SERVICES)
    assert SECTORS[STORABLE[-1]] == "mining_refining"
