"""Recognised talents of key industries: named by lot, paid for housing while they stay. Clause 63."""

import numpy as np

from agents.classes import MANUFACTURING, SECTOR, Activity, flags
from agents.columns import Table
from sim.budget import pay
from sim.calendar import MONTHS
from sim.randomness import lowest, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    talent__recognised=Series("person", "Talents recognised in key industries", "重点产业人才认定人数", "clause 63"),
    talent__housing=Series("yuan", "Housing support paid to recognised talents", "人才住房支持支出", "clause 63"),
)
KEY_SECTORS = flags([*MANUFACTURING, SECTOR["info_software"], SECTOR["rd_technical"]])


@rests
def support_talents(state: State) -> None:
    """Young graduates at work in key industries are recognised by lot and paid for housing while they stay."""
    people, levers, migration = state.residents, state.levers, state.settings.behaviour.migration
    weight = float(people.weight[0])
    held = state.books.migration.supported
    held = held[(held[:, 1] > 0.0) & (people.activity[held[:, 0].astype(np.int64)] == Activity.EMPLOYED)]
    in_half_a_year = (state.month + MONTHS // 2) % MONTHS
    rows = state.books.migration.graduates[in_half_a_year]  # whose lease ends then
    rows = rows[(people.activity[rows] == Activity.EMPLOYED) & KEY_SECTORS[people.work_sector[rows]]]
    rows = rows[~np.isin(rows, held[:, 0])]
    due = state.books.migration.recognitions.take(levers.talent_recognised / MONTHS / weight)
    draws = uniform(state.stream("talent.recognised"), people.id[rows])
    chosen = rows[lowest(draws, due)]
    months = migration.support_years * MONTHS
    held = np.concatenate((held, np.stack([chosen, np.full(len(chosen), months)], axis=1)))
    paid = 0.0
    if len(held) > 0 and levers.talent_housing > 0.0:
        homes = people.household[held[:, 0].astype(np.int64)]
        amounts = np.full(len(homes), levers.talent_housing / months)
        amounts *= pay(state, "factors", "talent_housing", "households", amounts, rows=homes)
        paid = Table.total(state.households, amounts, homes)
        np.add.at(state.households.income, homes, amounts)
    held[:, 1] -= 1.0
    state.books.migration.supported = held
    state.record("talent.recognised", weight * len(chosen))
    state.record("talent.housing", paid)
