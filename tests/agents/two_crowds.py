"""The same six households twice: as Mesa's own agents and as columns, for tests that compare the two."""

import random
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mesa
import numpy as np
from mesa.agentset import AbstractAgentSet, AgentSet, GroupBy

from agents.farms import Farms
from agents.people import Households
from agents.population import Population
from agents.rows import RowAgent

# Deposits tie (20 twice, 10 twice), towns appear in the order 1, 0, 2, and members overflow one byte when added up.
NUMBERS = {
    "town": [1, 0, 1, 2, 0, 1],
    "deposits": [20.0, 10.0, 40.0, 20.0, 50.0, 10.0],
    "members": [100, 100, 3, 1, 2, 4],
}
PEOPLE = len(NUMBERS["town"])


class Household(mesa.Agent):
    """The household that a Mesa user would write."""

    def __init__(self, model: mesa.Model, town: int, deposits: float, members: int) -> None:
        super().__init__(model)
        self.town, self.deposits, self.members = town, deposits, members

    def earn(self, amount: float = 1.0) -> None:
        self.deposits += amount


class Farm(mesa.Agent):
    """Another kind."""


@dataclass
class Side:
    """One of the two: a set of six, a household of another region, the kinds, and how a set is made of agents."""

    crowd: Any
    agents: list
    stranger: Any
    kind: type
    other_kind: type
    make: Callable[..., Any]

    def some(self, *positions: int) -> Any:
        """Those at some positions, in that order, as a set of their own."""
        return self.make([self.agents[position] for position in positions], random.Random(1))

    def nobody(self) -> Any:
        """The empty set."""
        return self.crowd.select(at_most=0)


def of_mesa() -> Side:
    model = mesa.Model(rng=1)
    # Mesa's sets hold their agents weakly: the list keeps them.
    agents = Household.create_agents(model, PEOPLE, **NUMBERS).to_list()
    stranger = Household(mesa.Model(rng=1), 0, 5.0, 1)
    return Side(AgentSet(agents, random.Random(7)), agents, stranger, Household, Farm, AgentSet)


def of_columns() -> Side:
    columns = {name: np.array(values) for name, values in NUMBERS.items()}
    table = Households(PEOPLE, id=np.arange(1, PEOPLE + 1), **columns)
    stranger = Population(Households(1, id=np.array([1])))[0]

    def make(agents, generator=None):
        return Population(table, agents, random=generator)

    crowd = Population(table, random=random.Random(7))
    return Side(crowd, crowd.to_list(), stranger, Households, Farms, make)


def plain(found: Any) -> Any:
    """What both must agree on: agents by unique_id, sets as lists in order, arrays as lists, mappings in order."""
    if isinstance(found, mesa.Agent | RowAgent):
        return f"household {found.unique_id}"
    if isinstance(found, GroupBy):
        return plain(found.groups)
    if isinstance(found, dict):
        return [(plain(key), plain(value)) for key, value in found.items()]
    if isinstance(found, np.generic):
        return found.item()
    if isinstance(found, AbstractAgentSet | np.ndarray | list | tuple):
        return [plain(each) for each in found]
    return found


def state(side: Side) -> list:
    """Who is in the set, in order, with all numbers."""
    return plain(side.crowd.get(["unique_id", *NUMBERS]))


def quietly(use: Callable[[Side], Any], side: Side) -> Any:
    """Result of a behaviour. Mesa warns of indexing and of empty sets without a generator; that is not compared."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        warnings.simplefilter("ignore", UserWarning)
        return plain(use(side))
