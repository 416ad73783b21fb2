"""What a population has beyond Mesa: masks, columns as arrays, several values a row, whole tables.

The words it shares with Mesa are compared one by one in test_mesa_vocabulary.py.
"""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mesa.agentset import AbstractAgentSet

from agents.enterprises import Enterprises
from agents.people import Households
from agents.population import Population, RowAgent


@pytest.fixture
def crowd() -> Population:
    table = Households(
        5, id=np.arange(5), town=np.array([0, 1, 0, 1, 2]), deposits=np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    )
    return Population(table, random=random.Random(1))


def ids(population: Population) -> list[int]:
    return population.get("id").tolist()


def test_is_an_agent_set_of_mesa(crowd):
    assert isinstance(crowd, AbstractAgentSet)
    assert len(crowd) == 5
    assert len(Population(crowd.table, np.array([1, 3]))) == 2


def test_select_by_mask_and_by_function_agree(crowd):
    assert ids(crowd.select(crowd.get("deposits") > 25.0)) == [2, 3, 4]
    assert ids(crowd.select(lambda household: household.deposits > 25.0)) == [2, 3, 4]
    assert ids(crowd.select()) == [0, 1, 2, 3, 4]
    assert ids(crowd) == [0, 1, 2, 3, 4]


def test_mask_of_a_selection_is_over_its_members(crowd):
    rich = crowd.select(crowd.get("deposits") > 25.0)
    assert ids(rich.select(rich.get("town") == 1)) == [3]


@pytest.mark.parametrize(("at_most", "expected"), [(0, 0), (1, 1), (2, 2), (9, 5), (0.5, 2), (1.0, 5), (0.0, 0)])
def test_at_most_as_in_mesa(crowd, at_most, expected):
    assert len(crowd.select(at_most=at_most)) == expected


def test_share_is_of_the_members_before_selection(crowd):
    # 0.4 of 5 members = 2 of the 3 that match
    assert ids(crowd.select(crowd.get("deposits") > 25.0, at_most=0.4)) == [2, 3]


def test_select_in_place_and_from_nobody(crowd):
    same = crowd.select(crowd.get("town") == 1, inplace=True)
    assert same is crowd
    assert ids(crowd) == [1, 3]
    nobody = crowd.select(np.zeros(2, dtype=bool))
    assert len(nobody.select(lambda household: household.deposits > 0.0)) == 0
    assert len(nobody.shuffle(inplace=True).get("id")) == 0


def test_get_and_set(crowd):
    town_1 = crowd.select(crowd.get("town") == 1)
    assert town_1.set("deposits", 7.0) is town_1
    assert crowd.get("deposits").tolist() == [10.0, 7.0, 30.0, 7.0, 50.0]
    town_1.set("deposits", np.array([1.0, 2.0]))
    assert town_1.get(["town", "deposits"]) == [[1, 1.0], [1, 2.0]]
    assert crowd.get("weight", "default").dtype == np.float64
    assert crowd.get("wealth", "default", 0.0).dtype == np.float64
    assert crowd.get("town").dtype == np.int64


def test_agg_counts_rows(crowd):
    assert crowd.agg("deposits", np.sum) == 150.0
    assert crowd.select(crowd.get("town") == 0).agg("deposits", np.mean) == 20.0


def test_groupby(crowd):
    groups = crowd.groupby("town")
    assert {town: ids(group) for town, group in groups} == {0: [0, 2], 1: [1, 3], 2: [4]}
    assert groups.agg("deposits", np.sum) == {0: 40.0, 1: 60.0, 2: 50.0}
    assert crowd.select(crowd.get("town") > 2).groupby("town").groups == {}


def test_missing_values_are_one_group(crowd):
    crowd.table.deposits[[0, 3]] = np.nan
    sizes = list(crowd.groupby("deposits").count().items())
    assert np.isnan(sizes[0][0])
    assert [size for _, size in sizes] == [2, 1, 1, 1]


@given(st.lists(st.integers(0, 3), max_size=20), st.booleans())
def test_sort_and_groupby_by_name_and_by_function_agree(towns, ascending):
    crowd = Population(Households(len(towns), id=np.arange(len(towns)), town=np.array(towns, dtype=np.int8)))
    assert ids(crowd.sort("town", ascending)) == ids(crowd.sort(lambda household: household.town, ascending))
    by_name, by_function = crowd.groupby("town"), crowd.groupby(lambda household: household.town)
    assert [(town, ids(group)) for town, group in by_name] == [(town, ids(group)) for town, group in by_function]


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_set_algebra_is_that_of_sets(left, right):
    table = Households(10, id=np.arange(10))
    a, b = Population(table, left), Population(table, right)
    for word in ("__or__", "__and__", "__sub__", "__xor__"):
        assert set(ids(getattr(a, word)(b))) == getattr(set(left), word)(set(right))
    for word in ("__le__", "__lt__", "__ge__", "__gt__", "__eq__", "isdisjoint"):
        assert getattr(a, word)(b) == getattr(set(left), word)(set(right))
    assert (ids(a), ids(b)) == (left, right)


def test_several_values_a_row():
    table = Enterprises(3, id=np.arange(3), headcount=np.arange(9.0).reshape(3, 3))
    firms = Population(table)
    assert firms.get("headcount").shape == (3, 3)
    assert firms.get(["id", "headcount"])[1] == [1, [3.0, 4.0, 5.0]]
    firms[1].headcount[0] = 7.0
    firms[2].headcount = 1.0
    assert table.headcount.tolist() == [[0.0, 1.0, 2.0], [7.0, 4.0, 5.0], [1.0, 1.0, 1.0]]
    assert firms.select(at_most=2).set("headcount", [1.0, 2.0, 3.0]).agg("headcount", np.sum) == 12.0
    assert firms.sort(lambda firm: firm.headcount.sum(), ascending=True)[0].id == 2
    for use in (firms.sort, firms.groupby):
        with pytest.raises(TypeError, match=r"headcount has 3 values a row; .* lambda row: row\.headcount\.sum"):
            use("headcount")


@pytest.mark.parametrize(
    ("rows", "error", "says"),
    [
        (np.array([True, False, True]), TypeError, r"select\(mask\)"),
        ([0.5, 1.0], TypeError, "row numbers"),
        ([[0, 1]], TypeError, "in one dimension"),
        ([0, 5], IndexError, "has rows 0 to 4, found 0 to 5"),
        ([-1], IndexError, "found -1"),
    ],
)
def test_rows_are_row_numbers(crowd, rows, error, says):
    with pytest.raises(error, match=says):
        Population(crowd.table, rows)


def test_members_are_each_row_once_in_order(crowd):
    assert ids(Population(crowd.table, [3, 1, 3, 0, 1])) == [3, 1, 0]
    assert ids(Population(crowd.table, [crowd[4], crowd[2]])) == [4, 2]
    assert ids(Population(crowd.table, [])) == []


@pytest.mark.parametrize("mask", [[True, False], [0, 4, 2, 1, 3], np.ones((5, 1), dtype=bool)])
def test_a_mask_is_boolean_with_a_value_per_member(crowd, mask):
    with pytest.raises(ValueError, match=r"one value per member, shape \(5,\)"):
        crowd.select(mask)


def test_sort(crowd):
    assert ids(crowd.sort("deposits")) == [4, 3, 2, 1, 0]
    assert ids(crowd.sort("deposits", ascending=True, inplace=True)) == [0, 1, 2, 3, 4]


@given(st.integers(0, 2**32), st.integers(0, 30))
def test_shuffle_is_a_permutation_fixed_by_the_generator(seed, rows):
    table = Households(rows, id=np.arange(rows))
    first = Population(table, random=random.Random(seed)).shuffle()
    second = Population(table, random=random.Random(seed)).shuffle(inplace=True)
    assert ids(first) == ids(second)
    assert sorted(ids(first)) == list(range(rows))


def test_shuffle_without_a_generator_says_so(crowd):
    with pytest.raises(ValueError, match="random"):
        Population(crowd.table).shuffle()


def test_iteration_and_row_views(crowd):
    assert [household.deposits for household in crowd] == [10.0, 20.0, 30.0, 40.0, 50.0]
    assert all(isinstance(household, RowAgent) for household in crowd.to_list())
    crowd[3].deposits = 41.5
    assert crowd.table.deposits[3] == 41.5
    assert crowd[-1].id == 4
    assert repr(crowd[3]) == "Households[3]"
    assert crowd.select(crowd.get("town") == 1)[1].id == 3


def test_do_map_and_shuffle_do(crowd):
    def earn(household, amount):
        household.deposits += amount
        return int(household.id)

    assert crowd.do(earn, 1.0) is crowd
    assert crowd.map(earn, 1.0) == [0, 1, 2, 3, 4]
    crowd.shuffle_do(earn, 1.0)
    assert crowd.get("deposits").tolist() == [13.0, 23.0, 33.0, 43.0, 53.0]
    assert ids(crowd) == [0, 1, 2, 3, 4]


def test_add_discard_and_remove_keep_a_set(crowd):
    some = crowd.select(crowd.get("town") == 0)
    some.add(crowd[4])
    some.add(crowd[4])
    assert ids(some) == [0, 2, 4]
    assert crowd[4] in some
    assert crowd[1] not in some
    some.discard(crowd[1])
    some.remove(crowd[0])
    assert ids(some) == [2, 4]
    with pytest.raises(KeyError):
        some.remove(crowd[0])
    with pytest.raises(ValueError, match="another table"):
        some.add(Population(crowd.table.branch())[0])


@pytest.mark.parametrize(
    "use",
    [
        lambda crowd: crowd.get("wealth"),
        lambda crowd: crowd.get(["deposits", "wealth"]),
        lambda crowd: crowd.set("wealth", 1.0),
        lambda crowd: crowd.agg("wealth", np.sum),
        lambda crowd: crowd.groupby("wealth"),
        lambda crowd: crowd[0].wealth,
        lambda crowd: setattr(crowd[0], "wealth", 1.0),
    ],
)
def test_unknown_column_is_named(crowd, use):
    with pytest.raises(AttributeError, match="Households has no column 'wealth'"):
        use(crowd)
