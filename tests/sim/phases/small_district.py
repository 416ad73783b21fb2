"""A district of a handful of rows with the declared behaviour, for tests of the countryside, homes and turnover."""

from dataclasses import fields
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import mesa
import numpy as np
import yaml

from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.institutions import Bureau, GuaranteeCompany
from agents.people import Households, Residents
from agents.projects import Projects
from sim.accounts import Account, Ledger
from sim.district.model import Towns
from sim.phases.credit.allotment import ALL_GRANTED
from sim.series import HORIZON, SeriesBook
from sim.settings import Settings
from sim.state import Offices, State
from sim.world import World
from tests.sim.phases.small_state import furnish, give, turn_page

CONF = Path(__file__).resolve().parents[3] / "conf"
LINE = 1e9
_CODES = tuple("abcdefgh")
TOWNS = Towns(_CODES, _CODES, _CODES, (False, *[True] * 7))


@cache
def _declared(name: str) -> dict:
    with (CONF / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def _values(tree):
    if not isinstance(tree, dict):
        return tree
    return tree["value"] if "value" in tree else {name: _values(branch) for name, branch in tree.items()}


def behaviour() -> dict:
    """Declared values of every kind of decision."""
    folder = CONF / "behaviour" / "base"
    found = {path.stem: _values(_declared(f"behaviour/base/{path.stem}")) for path in folder.glob("*.yaml")}
    found["programmes"] = {}
    for path in (folder / "programmes").glob("*.yaml"):
        found["programmes"] |= _values(_declared(f"behaviour/base/programmes/{path.stem}") or {})
    return found


def settings(shocks: float = 1.0, **changed) -> Settings:
    """Declared values; `farming={"cost": 1000.0}` changes leaves of behaviour, `region={...}` those of the region."""
    tree = {
        "behaviour": behaviour(), "region": _values(_declared("region/linping")),
        "policy": {name: _values(_declared(f"policy/linping_2024/{name}")) for name in ("rural", "factors")},
    }  # fmt: skip
    tree["region"]["shocks"] = shocks
    for section, leaves in changed.items():
        target = tree["region"] if section == "region" else tree["behaviour"][section]
        unknown = set(leaves) - set(target)
        assert not unknown, f"{section} has no {unknown}"
        target.update(leaves)
    return Settings(tree)


def world(**changed) -> World:
    """An outside that stands still."""
    still = {field.name: np.ones(HORIZON) for field in fields(World)}
    still |= {"demand": np.ones((HORIZON, 26)), "price": np.ones((HORIZON, 26)), "lpr": np.full(HORIZON, 0.04)}
    return World(**(still | changed))


def tables(enterprises=None, households=None, farms=None) -> dict:
    """Populations; those not given have one household, one enterprise and no farm."""
    return {
        "enterprises": enterprises if enterprises is not None else Enterprises(1, id=np.array([1]), weight=np.ones(1)),
        "households": households if households is not None else Households(
            1, id=np.array([1]), weight=np.ones(1), equity_share=np.ones(1), deposits=np.array([1e6])),
        "farms": farms if farms is not None else Farms(0),
        "residents": Residents(0), "projects": Projects(0),
    }  # fmt: skip


def make_state(
    chosen: Settings | None = None, outside: World | None = None, month: int = 1, model=None, **rows
) -> State:
    """A state at the beginning of `month` with opened books; `model` is needed for bureaus and villages."""
    populations = tables(**rows)
    ledger = Ledger(
        columns={name: populations[name] for name in ("enterprises", "households", "farms", "projects")},
        accounts={name: Account() for name in ("villages", "platforms", "developers", "contractors", "government")},
        scale_of_gap=1e6,
    )  # fmt: skip
    ledger.accounts["government"].deposits = LINE
    ledger.open_books()
    ledger.open_month()
    offices = Offices()
    offices.guarantee = GuaranteeCompany(mesa.Model(), 0.0, 0.0)
    owners = populations["households"]
    owners.property_share = owners.equity_share / max(owners.total(owners.equity_share), 1e-300)
    if model is not None:
        offices.bureaus["rural"] = Bureau(model, "rural", "区农业农村局")
        offices.bureaus["rural"].open_year(LINE)
    state = furnish(State(
        settings=chosen or settings(),
        district=SimpleNamespace(enterprises=populations["enterprises"].branch(), towns=TOWNS),  # pyright: ignore
        world=outside or world(), acting={}, seed=7, ledger=ledger, series=SeriesBook(), offices=offices, month=month,
        **populations,
    ))  # fmt: skip
    state.books.platforms.debt_january = 1e15  # platforms may borrow whatever they need unless a test says otherwise
    give(state, credit_share=ALL_GRANTED)
    return state


def next_month(state: State) -> None:
    """Go to the next month as the region does: forget the flows and the values of the month, keep the stocks."""
    turn_page(state)


def columns_of(table) -> dict[str, np.ndarray]:
    """A copy of every column, to compare with later."""
    return {name: values.copy() for name, values in table.arrays().items()}
