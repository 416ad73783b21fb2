"""How farms upgrade: machines for transplanting, rice with aquaculture, facilities; awards for those who lead.

Why a share and not a switch: growers differ in plots and access. The share that used a machine when the draw began
reveals what was gained then, so that nothing moves until a subsidy or a price does.
"""

import numpy as np

from agents.columns import Table
from agents.farms import decide_facilities, decide_machine_share, decide_rice_fish
from sim.budget import pay
from sim.phases.policy.programmes import delivered
from sim.phases.production.farming import FUEL
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.people import FarmUpgrading

declare(
    farms__machine_share=Series("share", "Rice land transplanted by machine", "水稻机插率", "clause 43"),
    farms__machine_subsidy=Series("yuan", "Subsidy for transplanting by machine", "机插补贴支出", "clause 43"),
    farms__rice_fish=Series("mu", "Rice with aquaculture", "新型综合种养面积", "clause 40"),
    farms__rice_fish_added=Series("mu", "Rice land newly put to aquaculture", "新增综合种养面积", "clause 40"),
    farms__facilities=Series("yuan", "Spending of farms on machines and facilities", "农业设施装备投入", "clause 43"),
    farms__awards=Series("yuan", "Awards for digital farms and founders", "数字农业和农创客奖励", "clauses 40, 46"),
)
TRANSPLANTED = 6  # rice is planted in June


@rests
def upgrade_farms(state: State) -> None:
    """Growers choose machines and ponds, buy facilities all year; leaders are awarded."""
    if len(state.farms) == 0:
        return
    upgrades = _upgrades(state)
    _transplant(state, upgrades)
    _put_to_fish(state, upgrades)
    _buy_facilities(state, upgrades)
    _award(state)


def _upgrades(state: State) -> FarmUpgrading:
    """The books, opened with the shares and terms of the start."""
    books, upgrading = state.books.farm_upgrading, state.settings.behaviour.farm_upgrading
    if not books.is_open:
        books.share = books.opening = upgrading.machine_share
        books.usual_gain, books.fish = _machine_gain(state), upgrading.fish_area
        books.usual_grant, books.is_open = state.levers.farm_equipment_grant, True
    return books


def _machine_gain(state: State) -> float:
    upgrading = state.settings.behaviour.farm_upgrading
    return upgrading.hand_cost - _machine_cost(state) + state.levers.transplanting_subsidy


def _machine_cost(state: State) -> float:
    """Transplanting a mu by a hired machine, yuan: a part of the price is fuel and moves with it."""
    upgrading, index = state.settings.behaviour.farm_upgrading, float(state.price()[FUEL])
    dearer = index / state.books.farm_energy.usual_fuel.of(index) - 1.0
    return upgrading.machine_cost * (1.0 + upgrading.machine_fuel * dearer)


def _transplant(state: State, upgrades: FarmUpgrading) -> None:
    """In June rice is planted by hand or machine; what is saved beyond the usual stays with the grower. Clause 43."""
    upgrading, farms = state.settings.behaviour.farm_upgrading, state.farms
    if state.month_of_year == TRANSPLANTED:
        upgrades.share = float(decide_machine_share(
            upgrades.share, upgrades.opening, _machine_gain(state) - upgrades.usual_gain, upgrading.machine_spread,
            upgrading.machine_speed,
        ))  # fmt: skip
        rice = farms.grain_land * state.settings.behaviour.farming.rice_share
        aid = rice * upgrades.share * state.levers.transplanting_subsidy
        if aid.any():
            paid = pay(state, "rural", "transplanting_subsidy", "farms", aid) * Table.total(farms, aid)
            state.record("farms.machine_subsidy", paid)
        saved = rice * (upgrades.share - upgrades.opening) * (upgrading.hand_cost - _machine_cost(state))
        gain, loss = np.maximum(saved, 0.0), np.maximum(-saved, 0.0)
        state.ledger.transfer("costs_saved", "outside", Table.total(farms, gain), "farms", gain)
        state.ledger.transfer("costs_more", "farms", loss, "outside", Table.total(farms, loss))
    state.record("farms.machine_share", upgrades.share)


def _put_to_fish(state: State, upgrades: FarmUpgrading) -> None:
    """Once a year growers with suitable land decide on ponds for fish or crabs; new ones are supported. Clause 40."""
    upgrading, farms = state.settings.behaviour.farm_upgrading, state.farms
    if state.month_of_year == state.settings.behaviour.calendar.ponds_dug:
        thinking = upgrading.fish_speed * max(upgrading.fish_suitable - upgrades.fish, 0.0)
        ready = decide_rice_fish(upgrading.fish_gain + state.levers.rice_fish_support, upgrading.fish_risk,
                                 upgrading.fish_spread)  # fmt: skip
        added = float(thinking * ready)
        upgrades.fish += added
        per_farm = farms.grain_land / max(Table.total(farms, farms.grain_land), 1.0)
        aid = added * state.levers.rice_fish_support * per_farm
        if aid.any():
            pay(state, "rural", "rice_fish_support", "farms", aid)
        state.record("farms.rice_fish_added", added)
    state.record("farms.rice_fish", upgrades.fish)


def _buy_facilities(state: State, upgrades: FarmUpgrading) -> None:
    """Farms buy more machines and sheds when a grant pays a part; usual ones are in their costs. Clause 43."""
    upgrading, farms = state.settings.behaviour.farm_upgrading, state.farms
    grant = state.levers.farm_equipment_grant
    usual = upgrading.facility_share * farms.output
    bought = decide_facilities(usual, grant - upgrades.usual_grant, upgrading.facility_elasticity)
    more, less = np.maximum(bought - usual, 0.0), np.maximum(usual - bought, 0.0)
    state.ledger.transfer("farm_facilities", "farms", more, "outside", Table.total(farms, more))
    state.ledger.transfer("farm_facilities", "outside", Table.total(farms, less), "farms", less)
    if grant > 0.0:
        pay(state, "rural", "farm_equipment_grant", "farms", grant * bought)
    state.record("farms.facilities", Table.total(farms, bought))


def _award(state: State) -> None:
    """A recognised digital farm is awarded at once, the largest first; founders by lot once a year. Clauses 40, 46."""
    farms, levers, paid = state.farms, state.levers, 0.0
    recognised = min(round(delivered(state, "digital_farms_new")), len(farms))
    if recognised > 0 and levers.digital_farm_award > 0.0:
        rows = np.argsort(-farms.output, kind="stable")[:recognised]
        amounts = np.full(recognised, levers.digital_farm_award)
        paid += pay(state, "rural", "digital_farm_award", "farms", amounts, rows=rows) * amounts.sum()
    chosen = min(round(levers.founders), len(farms))
    is_due = state.month_of_year == state.settings.behaviour.calendar.founders_awarded
    if is_due and chosen > 0 and levers.founder_award > 0.0:
        rows = np.argsort(uniform(state.stream("farms.founders"), farms.id), kind="stable")[:chosen]
        amounts = np.full(chosen, levers.founder_award)
        paid += pay(state, "rural", "founder_award", "farms", amounts, rows=rows) * amounts.sum()
    state.record("farms.awards", paid)
