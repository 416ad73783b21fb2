"""Mesa's vocabulary on columns."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mesa.agentset import AbstractAgentSet

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
    town, deposits = town_1.get(["town", "deposits"])
    assert town.tolist() == [1, 1]
    assert deposits.tolist() == [1.0, 2.0]


def test_agg_counts_rows(crowd):
    assert crowd.agg("deposits", np.sum) == 150.0
    assert crowd.select(crowd.get("town") == 0).agg("deposits", np.mean) == 20.0


def test_groupby(crowd):
    groups = crowd.groupby("town")
    assert {town: ids(group) for town, group in groups.items()} == {0: [0, 2], 1: [1, 3], 2: [4]}


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
