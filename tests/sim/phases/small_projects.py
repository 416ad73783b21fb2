"""A district of a handful of projects, enterprises and farms with the declared values, for tests of phases."""

import copy
from functools import cache

import mesa
import numpy as np

from agents.classes import SECTOR, SECTORS
from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.institutions import Bureau
from agents.projects import PLANT_KINDS, Investor, Projects
from sim.phases.credit.allotment import ALL_GRANTED
from sim.phases.land_and_energy.energy import open_energy
from sim.phases.land_and_energy.gates import draw_own_delay
from sim.phases.land_and_energy.land import open_land
from sim.phases.land_and_energy.private_investment import draw_private
from sim.policy.levers import Levers
from sim.settings import Settings
from sim.state import State
from sim.state.parts import EquipmentGrants
from tests.sim.phases import small_district
from tests.sim.phases.small_state import give

CHAPTERS = ("investment", "manufacturing", "transport", "rural", "livelihood", "factors")
# Nothing is left to chance or habit unless a test asks for it.
PLAIN = {
    "policy.factors.m59.industrial_quota_share": 1.0,
    "behaviour.pipeline.own_spread": 0.0, "behaviour.pipeline.bunching": 0.0, "behaviour.pipeline.office_spread": 0.0,
    "behaviour.government.completion.own": 0.0, "behaviour.government.called_off": 0.0,
    "behaviour.government.plan_margin": 0.0, "behaviour.land.initial_quota": 0.0, "behaviour.energy.initial_quota": 0.0,
}  # fmt: skip


@cache
def _declared() -> dict:
    """Values of region, behaviour and policy as nested dictionaries."""
    names = {path.stem for path in (small_district.CONF / "policy" / "linping_2024").glob("*.yaml")}
    return {
        "region": _read("region/linping") | {
            "pipeline": _read("region/common/pipeline") | _read("region/linping/projects"),
            "levels_2023": _read("region/common/levels"),
        },
        "behaviour": small_district.behaviour(), "world": _read("world/base"),
        "policy": {name: _read(f"policy/linping_2024/{name}") for name in names},
    }  # fmt: skip


def _read(name: str) -> dict:
    return small_district._values(small_district._declared(name))


def projects_of(count: int, **columns) -> Projects:
    """Industrial projects of 240 million yuan over 24 months that wait at the first gate, unless told otherwise."""
    given = {
        "kind": np.zeros(count, int), "sector": np.full(count, SECTOR["food"]), "is_new": np.ones(count, bool),
        "is_listed": np.ones(count, bool), "total": np.full(count, 240e6), "duration": np.full(count, 24.0),
        "lag": np.ones((count, 4)), "started": np.full(count, -1), "stage": np.zeros(count, int),
    }  # fmt: skip
    return Projects(count, **({"id": np.arange(count) + 1, "weight": np.ones(count)} | given | columns))


def enterprises_of(count: int, **columns) -> Enterprises:
    """Food firms with a capacity of 1 million yuan a month and capital of 10 million, below scale."""
    given = {
        "sector": np.full(count, SECTOR["food"]), "capacity": np.full(count, 1e6), "capital": np.full(count, 1e7),
        "deposits": np.full(count, 1e8),
    }  # fmt: skip
    return Enterprises(count, **({"id": np.arange(count) + 1, "weight": np.ones(count)} | given | columns))


def make_state(projects=None, enterprises=None, farms=None, month=1, levers=None, values=None, line=1e12) -> State:
    """A small state; `values` sets declared values by path, `levers` this month's levers, `line` every budget line."""
    tree = copy.deepcopy(_declared())
    for path, value in (PLAIN | (values or {})).items():
        *groups, name = path.split(".")
        inner = tree
        for group in groups:
            inner = inner[group]
        assert name in inner, path
        inner[name] = value
    state = small_district.make_state(
        Settings(tree), month=month,
        enterprises=enterprises if enterprises is not None else enterprises_of(1),
        farms=farms if farms is not None else Farms(0),
    )  # fmt: skip
    state.projects = state.ledger.columns["projects"] = projects if projects is not None else projects_of(1)
    model = mesa.Model()
    for chapter in CHAPTERS:
        state.offices.bureaus[chapter] = Bureau(model, chapter, chapter)
        state.offices.bureaus[chapter].open_year(line)
    set_levers(state, **(levers or {}))
    state.fixed.goods_share_of_investment, state.fixed.use_wanted = 0.6, np.full(len(SECTORS), 0.75)
    state.fixed.value_added_rate, state.fixed.depreciation = np.full(len(SECTORS), 0.25), np.full(len(SECTORS), 0.02)
    state.fixed.tce_per_output, state.district.kwh_per_output = np.zeros(len(SECTORS)), np.zeros(len(SECTORS))
    state.fixed.electricity_scale = 1.0
    state.fixed.use_wanted = np.full(len(SECTORS), state.settings.region.capacity_use)
    state.fixed.reliability = dict.fromkeys(CHAPTERS, 1.0)
    state.fixed.latitude, state.fixed.completion = (dict.fromkeys(CHAPTERS, 0.0) for _ in range(2))
    state.projects.is_private, state.projects.own_delay = draw_private(state), draw_own_delay(state)
    is_plant = np.isin(state.projects.kind, PLANT_KINDS) & (state.projects.owner < 0)
    state.projects.total_planned = state.projects.total.copy()
    state.projects.investor[is_plant] = Investor.PRIVATE
    state.books.land, state.books.energy = open_land(state), open_energy(state)
    nothing = np.zeros(len(state.rows.manufacturers))
    give(state, credit_share=ALL_GRANTED, prepared=1.0, dispatch_held=1.0)
    give(state, equipment_grants=EquipmentGrants(nothing, nothing, nothing))
    state.ledger.open_books()
    state.ledger.open_month()
    return state


def set_levers(state: State, **levers: float) -> None:
    """This month's levers; those not named are neutral."""
    state.levers = Levers()
    for name, value in levers.items():
        state.levers.write(name, value)
