"""Equipment grants of enterprises: who claims which, what machines cost after them, and which line pays.

Why two grants and not their sum: the text aids the equipment of manufacturers (clause 2) and energy-saving machines
(clause 20), and the same machine is paid for once, by the higher of the two.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from agents.enterprises import decide_application, decide_green_grant
from sim.budget import pay
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State
from sim.state.parts import EquipmentGrants

declare(
    aid__equipment=Series("yuan", "Grants on equipment of enterprises", "设备投资资助"),
    aid__green_smallest=Series("yuan", "Smallest project aided for energy saving", "节能资助项目最小投资额",
                                "clause 20"),
    aid__green=Series("yuan", "Of it for energy-saving equipment", "其中:节能设备资助"),
)


def offer_equipment_grants(state: State) -> None:
    """Work out what grants pay of machines this month, before anybody invests. Clauses 2, 20."""
    state.now.equipment_grants = _equipment_grants(state)


def _equipment_grants(state: State) -> EquipmentGrants:
    levers, behaviour = state.levers, state.settings.behaviour
    rows = state.rows.manufacturers
    nothing = np.zeros(len(rows))
    if levers.equipment_grant_rate <= 0.0 and levers.green_grant_rate <= 0.0:
        return EquipmentGrants(nothing, nothing, nothing)
    worn = state.enterprises.capital[rows] * behaviour.investment.depreciation_annual
    retrofits = behaviour.energy.retrofit_share * worn
    general = _claimed(state, worn, levers.equipment_reach, (
        levers.equipment_grant_rate, levers.equipment_grant_cap, levers.equipment_grant_floor))  # fmt: skip
    state.record("aid.green_smallest", _smallest(state, retrofits))
    green = _claimed(state, retrofits, levers.green_reach, (
        levers.green_grant_rate, levers.green_grant_cap, levers.green_grant_floor))  # fmt: skip
    part = behaviour.energy.retrofit_share * decide_green_grant(general, green)
    return EquipmentGrants(general * (1.0 - part), green * part, np.maximum(general, green))


def _smallest(state: State, investment: NDArray) -> float:
    """Smallest yearly investment that meets the terms of the grant on energy saving, yuan; 0 if none does."""
    floor = state.levers.green_grant_floor
    if floor <= 0.0:
        return 0.0
    aided = investment[state.enterprises.is_active[state.rows.manufacturers] & (investment >= max(floor, 1.0))]
    return float(aided.min()) if len(aided) else 0.0


def _claimed(state: State, investment: NDArray, reach: float, terms: tuple[float, float, float]) -> NDArray:
    """Share of the machines in a yearly `investment` of manufacturers (yuan) that a grant pays to those who claim it.

    `terms` are the grant's rate, its cap for one claim and the smallest investment it aids, yuan.
    """
    enterprises = state.enterprises
    rate, cap, floor = terms
    share = np.zeros(len(investment))
    large = np.flatnonzero(investment >= floor)
    machines = state.settings.behaviour.investment.equipment_share * investment[large]
    gain = np.minimum(rate * machines, cap)
    cost = state.settings.behaviour.government.claim_cost
    applies = decide_application(enterprises.awareness[state.rows.manufacturers[large]], reach, gain, cost)
    share[large] = np.where(applies, gain / np.maximum(machines, 1e-9), 0.0)
    return share


def pay_equipment_grants(state: State, spent: NDArray) -> None:
    """Pay this month's claims on the capital spending `spent` (yuan, n), each from the line of its chapter."""
    grants, levers, rows = state.now.equipment_grants, state.levers, state.rows.manufacturers
    machines = state.settings.behaviour.investment.equipment_share * spent[rows]
    total = 0.0
    for chapter, share, cap in (("investment", grants.general, levers.equipment_grant_cap),
                                ("manufacturing", grants.green, levers.green_grant_cap)):  # fmt: skip
        claims = np.minimum(share * machines, cap / MONTHS)
        asked = Table.total(state.enterprises, claims, rows)
        if asked <= 0.0:
            continue
        paid = pay(state, chapter, "equipment_grant", "enterprises", claims, rows=rows) * asked
        total += paid
        if chapter == "manufacturing":
            state.record("aid.green", paid)
    state.record("aid.equipment", total)
