"""Whose projects are: drawn by sector and kind, and no owner here begins what it could not carry."""

import numpy as np
import pytest

from agents.classes import SECTOR
from agents.projects import PLANT_KINDS, Investor
from sim.start.owners import draw_investors
from tests.sim.phases.small_projects import enterprises_of, make_state, projects_of

PRIVATE = {"behaviour.candidates.private_share.industry": 1.0}


def drawn(count: int = 2000, here: float = 0.5, firms=None, **columns):
    values = PRIVATE | {
        "behaviour.pipeline.investors.here.industry": here, "behaviour.pipeline.investors.listed.industry": 0.2,
        "behaviour.pipeline.investors.foreign.industry": 0.1,
        "behaviour.pipeline.finance.industry.line": 0.0, "behaviour.pipeline.finance.industry.upper": 0.0,
        "behaviour.pipeline.finance.industry.platforms": 0.0, "behaviour.pipeline.finance.industry.loans": 0.4,
    }  # fmt: skip
    firms = firms if firms is not None else enterprises_of(
        3, is_above_scale=np.array([True, True, False]), deposits=np.full(3, 2e8))
    state = make_state(projects_of(count, **columns), firms, values=values)
    return draw_investors(state)


def test_kinds_of_investors_have_their_shares_and_only_those_here_an_owner():
    investor, owner = drawn()
    share = np.bincount(investor, minlength=6) / 2000
    assert share == pytest.approx([0.0, 0.5, 0.2, 0.1, 0.0, 0.2], abs=0.04)
    assert ((owner >= 0) == (investor == Investor.HERE)).all()
    assert set(owner[owner >= 0].tolist()) == {0, 1}  # above scale


def test_owners_are_of_the_sector_large_enough_and_drawn_by_size():
    # 240 million with 40 % lent: 144 million of own funds; who has 100 million and no profit cannot carry it
    firms = enterprises_of(4, is_above_scale=np.ones(4, bool), capital=np.array([1e7, 3e7, 9e7, 9e7]),
                           deposits=np.array([2e8, 2e8, 1e8, 2e8]),
                           sector=np.array([SECTOR["food"]] * 3 + [SECTOR["textiles_apparel"]]))  # fmt: skip
    _, owner = drawn(here=1.0, firms=firms)
    assert np.bincount(owner, minlength=4) / 2000 == pytest.approx([0.25, 0.75, 0.0, 0.0], abs=0.04)
    firms.profit_expected[2] = 2e6  # 48 million in the two years of building
    _, owner = drawn(here=1.0, firms=firms)
    assert np.bincount(owner, minlength=4)[2] > 1000


def test_what_nobody_here_can_carry_is_private_from_elsewhere():
    investor, owner = drawn(here=1.0, total=np.full(2000, 1e12))
    assert (owner == -1).all()
    assert (investor == Investor.PRIVATE).all()


def test_roads_and_schools_are_public():
    investor, owner = drawn(100, kind=np.arange(100) % 5)
    assert ((investor == Investor.PUBLIC) == ~np.isin(np.arange(100) % 5, PLANT_KINDS)).all()
    assert (owner[investor == Investor.PUBLIC] == -1).all()
