"""Whose the projects of a draw are: state platforms, an enterprise here, or a kind of investor from elsewhere."""

import numpy as np
from numpy.typing import NDArray

from agents.projects import PLANT_KINDS, PROJECT_KINDS, Investor, decide_to_carry
from sim.owners import financing_plan, free_cash
from sim.randomness import uniform
from sim.state import State


def draw_investors(state: State) -> tuple[NDArray, NDArray]:
    """Kind of investor and row of the owner here (-1 none) of each project, (projects,); drawn once for the draw.

    A private project belongs to an enterprise here with the chance of its kind, if one of its sector could carry it:
    the largest are from elsewhere.
    """
    projects = state.projects
    shares = state.settings.behaviour.pipeline.investors
    lot = uniform(state.stream("pipeline.investor", 0), projects.id)
    investor = np.where(projects.is_private, Investor.PRIVATE, Investor.STATE)
    investor[~np.isin(projects.kind, PLANT_KINDS)] = Investor.PUBLIC
    before = np.zeros(len(projects))
    for kind in (Investor.HERE, Investor.LISTED, Investor.FOREIGN):
        part = _by_kind(state, shares[kind.name.lower()])
        investor[projects.is_private & (lot >= before) & (lot < before + part)] = kind
        before = before + part
    owner = np.full(len(projects), -1)
    here = np.flatnonzero(investor == Investor.HERE)
    owner[here] = _draw_owners(state, here)
    investor[(investor == Investor.HERE) & (owner < 0)] = Investor.PRIVATE
    return investor, owner


def _by_kind(state: State, shares) -> NDArray:
    of_kind = np.array([shares[name] if code in PLANT_KINDS else 0.0 for code, name in enumerate(PROJECT_KINDS)])
    return of_kind[state.projects.kind]


def _draw_owners(state: State, here: NDArray) -> NDArray:
    """Row of the owner of each project of `here`, by chance in proportion to capital; -1 where nobody can carry it."""
    projects, firms = state.projects, state.enterprises
    own = (1.0 - financing_plan(state).sum(axis=1))[projects.kind[here]] * projects.total[here]
    lot = uniform(state.stream("pipeline.owner", 0), projects.id[here])
    owner = np.full(len(here), -1)
    for sector in np.unique(projects.sector[here]):
        mine = np.flatnonzero(projects.sector[here] == sector)
        could = state.rows.above_scale_private
        could = could[(firms.sector[could] == sector) & (firms.capital[could] > 0.0)]
        if len(could) == 0:
            continue
        cash, profit = free_cash(state, could), firms.profit_expected[could]
        able = decide_to_carry(own[mine, None], projects.duration[here[mine], None], cash, profit)
        odds = np.cumsum(able * firms.capital[could], axis=1)
        found = (odds <= (lot[mine] * odds[:, -1])[:, None]).sum(axis=1)
        owner[mine] = np.where(odds[:, -1] > 0.0, could[np.minimum(found, len(could) - 1)], -1)
    return owner
