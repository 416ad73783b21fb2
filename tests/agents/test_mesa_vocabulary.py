"""Mesa's vocabulary is Mesa's: each word means on a population what it means on Mesa's own AgentSet.

Why side by side: what Mesa does is asked of Mesa itself, so a version of it that means something else is noticed. Each
row of the three tables is one behaviour. EQUAL: run on both, the same result and the same set after it. REFUSED: both
raise the same error. SAYS: columns cannot have what Mesa does; the error says what to use instead.
"""

import copy
import operator
import pickle
import random
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
from mesa.agentset import GroupBy

from tests.agents.two_crowds import Household, Side, of_columns, of_mesa, quietly, state

Use = Callable[[Side], Any]


def rich(household: Any) -> bool:
    return household.deposits > 15.0


def earn(household: Any, amount: float, twice: bool = False) -> float:
    household.deposits += 2 * amount if twice else amount
    return household.deposits


def mean(values: Iterable[float]) -> float:
    return sum(values) / len(list(values))


def mean_if_any(values: Any) -> float:
    return sum(values) / len(values) if values else 0.0


def called(word: str, crowd: Any, change: Callable[[Any, Any], None]) -> list:
    """Who is called by `do` or its like when each call changes the set, and who is in the set afterwards."""
    order = []

    def note(household: Any) -> None:
        order.append(household.unique_id)
        change(crowd, household)

    getattr(crowd, word)(note)
    return [order, crowd]


def asked(crowd: Any, at_most: float) -> list:
    """Whom `select` asks before it has enough."""
    order = []
    return [crowd.select(lambda household: order.append(household.unique_id) or rich(household), at_most), order]


def changed(target: Any, change: Callable[[Any], Any]) -> Any:
    """The target after a change, for words that return nothing."""
    change(target)
    return target


def write(household: Any, name: str, value: Any) -> Any:
    setattr(household, name, value)
    return getattr(household, name)


def reread(*things: Any) -> list:
    return pickle.loads(pickle.dumps(things))


def still_in(agents: list, crowd: Any) -> list[bool]:
    return [agent in crowd for agent in agents]


EQUAL: dict[str, Use] = {
    # A set of agents
    "length": lambda s: len(s.crowd),
    "made of agents": lambda s: s.some(4, 0, 2),
    "made of agents given twice": lambda s: s.some(4, 0, 4, 2, 0),
    "made of nobody": lambda s: [len(s.make([], random.Random(1))), bool(s.make([], random.Random(1)))],
    "made of an iterator": lambda s: s.make(iter(s.crowd), random.Random(1)),
    "keeps the generator it was given": lambda s: s.crowd.random.random(),
    "a selection shares the generator": lambda s: s.crowd.select(at_most=2).random is s.crowd.random,
    "iteration in order": lambda s: [household.unique_id for household in s.crowd],
    "iteration backwards": lambda s: list(reversed(s.crowd)),
    "contains a member": lambda s: s.crowd.to_list()[2] in s.crowd,
    "contains no stranger of the same number": lambda s: s.stranger in s.crowd,
    "contains no number": lambda s: 1 in s.crowd,
    "contains nobody left out": lambda s: s.crowd.to_list()[2] in s.some(0, 1),
    "to_list in order": lambda s: [s.crowd.to_list(), isinstance(s.crowd.to_list(), list)],
    "to_list is the user's own": lambda s: [s.crowd.to_list().pop(), len(s.crowd)],
    "to_list sliced": lambda s: s.crowd.to_list()[1:3],
    "index of the first": lambda s: s.crowd[0],
    "index of the last": lambda s: s.crowd[-1],
    "index by a numpy number": lambda s: s.crowd[np.int64(3)],
    "slice": lambda s: [s.crowd[1:3], isinstance(s.crowd[1:3], list)],
    "slice backwards": lambda s: s.crowd[::-1],
    "position of a member": lambda s: [s.crowd.index(s.crowd[4]), s.crowd.index(s.crowd[4], 2, 5)],
    "count of a member": lambda s: [s.crowd.count(s.crowd[4]), s.crowd.count(s.stranger)],
    "copy is independent": lambda s: [changed(copy.copy(s.crowd), lambda twin: twin.discard(twin[0])), s.crowd],
    "deep copy has agents of its own": lambda s: still_in(*copy.deepcopy([s.crowd.to_list(), s.crowd])),
    "deep copy shares no agent": lambda s: still_in(copy.deepcopy(s.crowd.to_list()), s.crowd),
    "pickle keeps the order": lambda s: reread(s.crowd.to_list(), s.some(3, 1))[1],
    "pickle with its agents keeps who is in": lambda s: still_in(*reread(s.crowd.to_list(), s.some(3, 1))),
    # One agent
    "an agent is equal however it is reached": lambda s: s.crowd[2] == s.crowd.to_list()[2] == list(s.crowd)[2],
    "an agent hashes alike however it is reached": lambda s: len({s.crowd[2], s.crowd.to_list()[2], s.crowd[1]}),
    "an agent is a key": lambda s: {s.crowd[2]: "third"}[s.crowd.to_list()[2]],
    "agents of two regions differ": lambda s: [s.stranger == s.crowd[0], s.stranger != s.crowd[0]],
    "an agent is not its number": lambda s: s.crowd[0] == 1,
    "an agent in a list": lambda s: [s.crowd.to_list().index(s.crowd[3]), s.crowd.to_list() == list(s.crowd)],
    "unique_id": lambda s: [s.crowd[0].unique_id, s.crowd[-1].unique_id],
    "read an attribute": lambda s: [s.crowd[0].deposits, type(s.crowd[0].town), type(s.crowd[0].deposits)],
    "write an attribute": lambda s: write(s.crowd[0], "deposits", 7.5),
    "hasattr and getattr with a default": lambda s: [hasattr(s.crowd[0], "job"), getattr(s.crowd[0], "job", 3)],
    "attributes add up in full": lambda s: sum(household.members for household in s.crowd),
    # select
    "select everybody is a copy": lambda s: [s.crowd.select(), s.crowd.select() is s.crowd],
    "select by function": lambda s: s.crowd.select(rich),
    "select by function, at most": lambda s: s.crowd.select(rich, at_most=2),
    "select by function, a share of all": lambda s: s.crowd.select(rich, at_most=0.5),
    "select asks no more than needed": lambda s: asked(s.crowd, 2),
    "select nobody": lambda s: s.crowd.select(lambda household: household.deposits > 99.0),
    "select a share": lambda s: [s.crowd.select(at_most=share) for share in (0.0, 0.09, 0.2, 0.549, 0.999, 1.0)],
    "select a number": lambda s: [s.crowd.select(at_most=number) for number in (0, 1, 4, 99, float("inf"))],
    "select a fraction above one": lambda s: s.crowd.select(at_most=2.5),
    "select less than none": lambda s: [s.crowd.select(at_most=-1), s.crowd.select(at_most=-0.5)],
    "select in place": lambda s: [s.crowd.select(rich, inplace=True) is s.crowd, s.crowd],
    "select everybody in place": lambda s: s.crowd.select(inplace=True) is s.crowd,
    "select by order of the arguments": lambda s: [s.crowd.select(rich, 2, True, s.kind) is s.crowd, s.crowd],
    "select by agent_type": lambda s: s.crowd.select(agent_type=s.kind),
    "select by another agent_type": lambda s: s.crowd.select(agent_type=s.other_kind),
    "select by no agent_type": lambda s: s.crowd.select(agent_type=()),
    "select by several agent_types": lambda s: s.crowd.select(rich, agent_type=(s.kind, s.other_kind)),
    "select by function and agent_type": lambda s: s.crowd.select(rich, 0.5, agent_type=s.kind),
    # get
    "get one": lambda s: s.crowd.get("deposits"),
    "get several, one list per agent": lambda s: s.crowd.get(["town", "deposits"]),
    "get several, unpacked agent by agent": lambda s: [b - a for a, b in s.crowd.get(["town", "deposits"])],
    "get a tuple of names": lambda s: s.crowd.get(("town", "deposits")),
    "get a list of one name": lambda s: s.crowd.get(["town"]),
    "get a list of no name": lambda s: s.crowd.get([]),
    "get unique_id": lambda s: [s.crowd.get("unique_id"), s.crowd.get(["unique_id", "town"])],
    "get of nobody": lambda s: [s.nobody().get("town"), s.nobody().get(["town", "members"])],
    "get adds up in full": lambda s: sum(s.crowd.get("members")),
    "get default for unknown": lambda s: s.crowd.get("job", handle_missing="default", default_value=-1.5),
    "get default True": lambda s: all(s.crowd.get("job", handle_missing="default", default_value=True)) is True,
    "get default None": lambda s: s.crowd.get("job", handle_missing="default"),
    "get default word or list": lambda s: [s.crowd.get("job", "default", each) for each in ("none", [1, 2])],
    "get default for known": lambda s: s.crowd.get("town", handle_missing="default", default_value=-1),
    "get default among several": lambda s: s.crowd.get(["town", "job", "deposits"], "default", 0),
    "get default is the very value": lambda s: s.crowd.get(["town", "job"], "default", True)[0][1] is True,
    # set
    "set one value": lambda s: s.crowd.set("deposits", 5.0),
    "set returns the set": lambda s: s.crowd.set("deposits", 5.0).set("town", 2) is s.crowd,
    "set of some": lambda s: s.some(0, 3).set("deposits", 5.0),
    "set of nobody": lambda s: s.nobody().set("deposits", 5.0),
    # agg
    "agg": lambda s: [s.crowd.agg("deposits", function) for function in (min, max, sum, len, np.mean)],
    "agg by a function of one's own": lambda s: s.crowd.agg("deposits", mean),
    "agg several": lambda s: [s.crowd.agg("deposits", [min, max, np.mean, mean]), s.crowd.agg("town", [])],
    "agg several in a tuple": lambda s: s.crowd.agg("deposits", (min, max, sum)),
    "agg several from an iterator": lambda s: s.crowd.agg("deposits", iter([min, max])),
    "agg adds up in full": lambda s: s.crowd.agg("members", [sum, np.sum, np.mean]),
    "agg of nobody": lambda s: s.nobody().agg("deposits", sum),
    # sort
    "sort is descending, ties in order": lambda s: s.crowd.sort("deposits"),
    "sort ascending, ties in order": lambda s: s.crowd.sort("deposits", ascending=True),
    "sort by function": lambda s: s.crowd.sort(lambda household: -household.deposits),
    "sort by function, ascending": lambda s: s.crowd.sort(lambda household: household.deposits % 20, ascending=True),
    "sort by function of two": lambda s: s.crowd.sort(lambda household: (household.town, household.deposits)),
    "sort by unique_id": lambda s: s.crowd.sort("unique_id"),
    "sort in place": lambda s: [s.crowd.sort("deposits", inplace=True) is s.crowd, s.crowd],
    "sort leaves the set": lambda s: [s.crowd.sort("deposits") is s.crowd, s.crowd],
    "sort twice": lambda s: s.crowd.sort("deposits").sort("town", ascending=True),
    "sort nobody": lambda s: [s.nobody().sort(key) for key in ("town", rich)],
    # shuffle
    "shuffle draws the same order": lambda s: s.crowd.shuffle(),
    "shuffle twice": lambda s: [s.crowd.shuffle(), s.crowd.shuffle()],
    "shuffle leaves the set": lambda s: [s.crowd.shuffle() is s.crowd, s.crowd],
    "shuffle in place": lambda s: [s.crowd.shuffle(inplace=True) is s.crowd, s.crowd],
    "shuffle, then some": lambda s: s.crowd.shuffle().select(at_most=3),
    "random.choice": lambda s: [random.Random(seed).choice(s.crowd) for seed in (3, 4, 5)],
    # do, map, shuffle_do
    "do returns the set": lambda s: s.crowd.do(earn, 1.0) is s.crowd,
    "do with arguments": lambda s: s.crowd.do(earn, 1.0, twice=True),
    "do while members leave": lambda s: called("do", s.crowd, lambda crowd, household: crowd.remove(household)),
    "do while members leave early": lambda s: called("do", s.some(0, 1, 2), lambda some, _: some.discard(s.crowd[2])),
    "do while members come": lambda s: called("do", s.some(0, 1), lambda some, _: some.add(s.crowd[4])),
    "map": lambda s: s.crowd.map(lambda household: household.unique_id),
    "map with arguments": lambda s: [s.crowd.map(earn, 1.0, twice=True), isinstance(s.crowd.map(rich), list)],
    "shuffle_do calls in the same order": lambda s: called("shuffle_do", s.crowd, lambda *_: None),
    "shuffle_do leaves the order of the set": lambda s: [s.crowd.shuffle_do(earn, 1.0) is s.crowd, s.crowd],
    "shuffle_do while members leave": lambda s: called("shuffle_do", s.crowd, lambda crowd, who: crowd.remove(who)),
    # groupby
    "groupby, keys in order of appearance": lambda s: s.crowd.groupby("town"),
    "groupby gives Mesa's GroupBy": lambda s: isinstance(s.crowd.groupby("town"), GroupBy),
    "groupby has groups": lambda s: s.crowd.groupby("town").groups[1],
    "groupby gives sets that go on": lambda s: s.crowd.groupby("town").groups[1].select(rich).get("deposits"),
    "groupby gives sets that shuffle": lambda s: s.crowd.groupby("town").map("shuffle"),
    "groupby keys are plain": lambda s: [type(key) for key, _ in s.crowd.groupby("town")],
    "groupby by function": lambda s: s.crowd.groupby(lambda household: household.unique_id % 2 == 0),
    "groupby by function of two": lambda s: s.crowd.groupby(lambda household: (household.town, rich(household))),
    "groupby by unique_id": lambda s: s.crowd.groupby("unique_id").count(),
    "groupby of lists": lambda s: [isinstance(group, list) for _, group in s.crowd.groupby("town", result_type="list")],
    "groupby of lists by function": lambda s: s.crowd.groupby(rich, "list"),
    "groupby of sets": lambda s: s.crowd.groupby("town", result_type="agentset").map("get", "town"),
    "groupby iterates over key and group": lambda s: list(s.crowd.groupby("town")),
    "groupby length": lambda s: len(s.crowd.groupby("town")),
    "groupby count": lambda s: [s.crowd.groupby("town").count(), s.crowd.groupby(rich, "list").count()],
    "groupby agg": lambda s: [s.crowd.groupby("town").agg("deposits", each) for each in (sum, min, max, np.mean)],
    "groupby agg by a function of one's own": lambda s: s.crowd.groupby(rich).agg("members", mean),
    "groupby agg of lists": lambda s: s.crowd.groupby("town", "list").agg("deposits", mean_if_any),
    "groupby agg adds up in full": lambda s: s.crowd.groupby("town").agg("members", sum),
    "groupby map": lambda s: s.crowd.groupby("town").map(len),
    "groupby map with arguments": lambda s: s.crowd.groupby("town").map("agg", "deposits", func=sum),
    "groupby do returns the groups": lambda s: [g.do("do", earn, 1.0) is g for g in [s.crowd.groupby("town")]],
    "groupby do by function": lambda s: s.crowd.groupby("town").do(lambda group: group.set("deposits", len(group))),
    "groupby of nobody": lambda s: s.nobody().groupby("town"),
    # Set algebra
    "a | b": lambda s: s.some(4, 0) | s.some(2, 0, 1),
    "a | list": lambda s: s.some(4, 0) | s.crowd.to_list()[:2],
    "list | b": lambda s: s.crowd.to_list()[:2] | s.some(4, 0),
    "a & b": lambda s: s.some(4, 0, 2) & s.some(2, 0, 1),
    "a & list": lambda s: s.some(4, 0) & s.crowd.to_list(),
    "list & b": lambda s: s.crowd.to_list() & s.some(4, 0),
    "a & strangers": lambda s: s.some(4, 0) & [s.stranger],
    "a - b": lambda s: s.some(4, 0, 2) - s.some(0, 1),
    "list - b": lambda s: s.crowd.to_list() - s.some(0, 1),
    "a - strangers": lambda s: s.some(4, 0) - [s.stranger],
    "a ^ b": lambda s: s.some(4, 0, 2) ^ s.some(0, 1),
    "list ^ b": lambda s: s.crowd.to_list()[:3] ^ s.some(4, 0),
    "a |= b": lambda s: changed(s.some(4, 0), lambda some: operator.ior(some, s.some(2, 0))),
    "a &= b": lambda s: changed(s.some(4, 0, 2), lambda some: operator.iand(some, s.some(2, 4))),
    "a -= b": lambda s: changed(s.some(4, 0, 2), lambda some: operator.isub(some, s.some(0))),
    "a ^= b": lambda s: changed(s.some(4, 0, 2), lambda some: operator.ixor(some, s.some(0, 1))),
    "a == b in another order": lambda s: [s.some(1, 2) == s.some(2, 1), s.some(1, 2) == s.some(1)],
    "a != b": lambda s: [s.some(1) != s.some(2), s.some(1) != s.some(1), s.some(1) != [s.crowd[1]]],
    "a == itself after do": lambda s: s.crowd == s.crowd.do(rich),
    "a == set and a == list": lambda s: [s.some(1, 2) == set(s.crowd[1:3]), s.some(1, 2) == s.crowd[1:3]],
    "a <= b and a < b": lambda s: [s.some(1) <= s.crowd, s.crowd <= s.crowd, s.crowd < s.crowd, s.crowd <= s.some(1)],
    "a >= b and a > b": lambda s: [s.crowd >= s.some(1), s.crowd > s.crowd, s.some(1) >= s.crowd, s.crowd > s.some(1)],
    "isdisjoint": lambda s: [s.some(1).isdisjoint(s.some(2)), s.some(1, 2).isdisjoint(s.crowd.to_list())],
    "add": lambda s: changed(s.some(4, 0), lambda some: some.add(s.crowd[2])),
    "add a member keeps its place": lambda s: changed(s.some(4, 0), lambda some: some.add(s.crowd[4])),
    "discard": lambda s: changed(s.some(4, 0), lambda some: some.discard(s.crowd[4])),
    "discard one who is not in": lambda s: changed(s.some(4, 0), lambda some: some.discard(s.crowd[1])),
    "remove": lambda s: changed(s.some(4, 0), lambda some: some.remove(s.crowd[4])),
    "pop takes the first": lambda s: [[some.pop(), some] for some in [s.some(4, 0)]],
    "clear": lambda s: changed(s.some(4, 0), lambda some: some.clear()),
}

REFUSED: dict[str, tuple[Use, type[Exception]]] = {
    "index beyond the end": (lambda s: s.crowd[20], IndexError),
    "index by a word": (lambda s: s.crowd["town"], TypeError),
    "position of a stranger": (lambda s: s.crowd.index(s.stranger), ValueError),
    "position outside the bounds": (lambda s: s.crowd.index(s.crowd[4], 0, 2), ValueError),
    "hash of a set": (lambda s: hash(s.crowd), TypeError),
    "missing attribute": (lambda s: s.crowd[0].job, AttributeError),
    "get unknown": (lambda s: s.crowd.get("job"), AttributeError),
    "get unknown among several": (lambda s: s.crowd.get(["town", "job"]), AttributeError),
    "get unknown handle_missing": (lambda s: s.crowd.get("town", handle_missing="skip"), ValueError),
    "agg unknown": (lambda s: s.crowd.agg("job", sum), AttributeError),
    "agg smallest of nobody": (lambda s: s.nobody().agg("deposits", min), ValueError),
    "sort by unknown": (lambda s: s.crowd.sort("job"), AttributeError),
    "do a missing method": (lambda s: s.crowd.do("dance"), AttributeError),
    "do a missing method in a function": (lambda s: s.crowd.do(lambda household: household.dance()), AttributeError),
    "map a missing method": (lambda s: s.crowd.map("dance"), AttributeError),
    "map a missing method in a function": (lambda s: s.crowd.map(lambda household: household.dance()), AttributeError),
    "shuffle_do a missing method": (lambda s: s.crowd.shuffle_do("dance"), AttributeError),
    "groupby unknown": (lambda s: s.crowd.groupby("job"), AttributeError),
    "groupby agg unknown": (lambda s: s.crowd.groupby("town").agg("job", sum), AttributeError),
    "groupby has no index": (lambda s: s.crowd.groupby("town")[1], TypeError),
    "a | number": (lambda s: s.crowd | 3, TypeError),
    "add a number": (lambda s: s.crowd.add(3), TypeError),
    "remove one who is not in": (lambda s: s.some(4, 0).remove(s.crowd[1]), KeyError),
    "pop from nobody": (lambda s: s.nobody().pop(), KeyError),
}

NEW_COLUMN = "COLUMNS of Households declares new ones"
A_TABLE_EACH = "a population for each table"
BY_FUNCTION = "hand in a function of one row"
WHOLE_TABLE = r"table = Households\(rows, column=array\)"
SAYS: dict[str, tuple[Use, type[Exception], str]] = {
    "made as in Mesa": (lambda s: type(s.crowd)(s.crowd[:2], s.crowd.random), TypeError, r"Population\(table, rows="),
    "made without a generator": (lambda s: s.make(s.crowd[:2]).shuffle(), ValueError, r"pass random=model\.random"),
    "made with a stranger": (lambda s: s.make([s.crowd[0], s.stranger]), ValueError, A_TABLE_EACH),
    "add a stranger": (lambda s: s.crowd.add(s.stranger), ValueError, A_TABLE_EACH),
    "a | strangers": (lambda s: s.crowd | [s.stranger], ValueError, A_TABLE_EACH),
    "new attribute of an agent": (lambda s: write(s.crowd[0], "job", 1.0), AttributeError, NEW_COLUMN),
    "set a new attribute": (lambda s: s.crowd.set("job", 1.0), AttributeError, NEW_COLUMN),
    "set a new attribute of some": (lambda s: s.some(1).set("job", 1.0), AttributeError, NEW_COLUMN),
    "set a word": (lambda s: s.crowd.set("town", "tangqi"), ValueError, "write a code as its number"),
    "set None": (lambda s: s.crowd.set("deposits", None), ValueError, "nothing as -1 or nan"),
    "set a fraction for whole numbers": (lambda s: s.crowd.set("town", 1.5), ValueError, "round it, or declare"),
    "set a number too large": (lambda s: s.crowd.set("town", 300), ValueError, "declare the column wider"),
    "set one list for all": (lambda s: s.crowd.set("deposits", [1.0, 2.0]), ValueError, "one value for all or one for"),
    "write unique_id": (lambda s: write(s.crowd[0], "unique_id", 9), AttributeError, "write 'id' to change it"),
    "model of an agent": (lambda s: s.crowd[0].model, AttributeError, "ask the region"),
    "random of an agent": (lambda s: s.crowd[0].random, AttributeError, r"use .*population\.random"),
    "rng of an agent": (lambda s: s.crowd[0].rng, AttributeError, r"use .*region\.rng"),
    "scenario of an agent": (lambda s: s.crowd[0].scenario, AttributeError, "ask the region"),
    "pos of an agent": (lambda s: s.crowd[0].pos, AttributeError, "a column such as 'town'"),
    "step of an agent": (lambda s: s.crowd[0].step(), AttributeError, r"region\.run_for\(1\)"),
    "remove of an agent": (lambda s: s.crowd[0].remove(), AttributeError, r"population\.discard\(row\)"),
    "create_agents": (lambda s: s.crowd[0].create_agents, AttributeError, WHOLE_TABLE),
    "from_dataframe": (lambda s: s.crowd[0].from_dataframe, AttributeError, WHOLE_TABLE),
    "method of an agent": (lambda s: s.crowd[0].earn(), AttributeError, "linping-explain columns lists them"),
    "do by name": (lambda s: s.crowd.do("earn", 1.0), AttributeError, BY_FUNCTION),
    "do step": (lambda s: s.crowd.do("step"), AttributeError, r"region\.run_for\(1\)"),
    "map by name": (lambda s: s.crowd.map("earn", 1.0), AttributeError, BY_FUNCTION),
    "shuffle_do by name": (lambda s: s.crowd.shuffle_do("earn"), AttributeError, BY_FUNCTION),
    "groupby do by name": (lambda s: s.crowd.groupby("town").do("do", "earn"), AttributeError, BY_FUNCTION),
    "select by Mesa's agent_type": (lambda s: s.crowd.select(agent_type=Household), TypeError, "here Households"),
    "groupby another result_type": (lambda s: s.crowd.groupby("town", "dict"), ValueError, "'agentset' or 'list'"),
    "agg asks if values": (lambda s: s.crowd.agg("deposits", mean_if_any), ValueError, r"len\(values\) > 0"),
    "groupby agg asks if values": (
        lambda s: s.crowd.groupby("town").agg("deposits", mean_if_any), ValueError, r"take list\(values\) first",
    ),
}  # fmt: skip


@pytest.mark.parametrize("use", EQUAL.values(), ids=EQUAL.keys())
def test_equal(use: Use):
    ours, mesas = of_columns(), of_mesa()
    assert quietly(use, ours) == quietly(use, mesas)
    assert state(ours) == state(mesas)


@pytest.mark.parametrize(("use", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_both_refuse(use: Use, error: type[Exception]):
    for side in (of_columns(), of_mesa()):
        before = state(side)
        with pytest.raises(error):
            quietly(use, side)
        assert state(side) == before


@pytest.mark.parametrize(("use", "error", "says"), SAYS.values(), ids=SAYS.keys())
def test_says_what_to_use(use: Use, error: type[Exception], says: str):
    quietly(use, of_mesa())
    side = of_columns()
    before = state(side)
    with pytest.raises(error, match=says):
        use(side)
    assert state(side) == before
