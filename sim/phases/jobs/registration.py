"""New urban jobs as the register counts them: who is registered with an urban employer for the first time this year.

Why not the change of employment: the register adds up those who take up work, each person once a year and wherever he
lives, and deducts staff lost to retirement and death. Firms report whom they insure; of those who start with shops or
on flexible terms fewer come to its notice, and of people from outside those who had no registered job elsewhere.
"""

import numpy as np

from agents.classes import SECTORS
from agents.people import decide_registration
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    jobs__registered_gross=Series("person", "New urban jobs registered, month", "登记新增就业(当月,未扣减员)"),
    jobs__registered_new=Series("person", "New urban jobs registered less attrition, month", "城镇新增就业(当月)"),
    jobs__registered_new_cumulative=Series(
        "person", "New urban jobs registered less attrition, since January", "城镇新增就业(累计)", plan="城镇新增就业"
    ),
)


def register_jobs(state: State) -> None:
    """Register those who began work this month, and deduct attrition."""
    people, labour = state.residents, state.settings.behaviour.labour
    # Who moved in for a job he has here registers as who is hired does.
    rows = np.concatenate((state.now.hired, state.now.arrived_at_work))
    chance = decide_registration(_shop_part(state), labour.registered_insured, labour.registered_shops)
    is_first = people.registered_year[rows] != state.year
    draw = uniform(state.stream("jobs.register"), people.id[rows])
    registers = is_first & (draw < chance[people.work_sector[rows]])
    people.registered_year[rows[registers]] = state.year
    new = float(people.weight[rows[registers]].sum(dtype=float))
    # People from outside have no rows: as many of them as of residents are counted this year already.
    first = float(is_first.mean()) if len(rows) else 1.0
    new += labour.registered_outside * first * float(chance @ np.maximum(state.now.hired_outside, 0.0))
    net = new - labour.attrition_counted * state.now.attrition
    state.record("jobs.registered_gross", new)
    state.record("jobs.registered_new", net)
    sofar = state.series.read("jobs.registered_new_cumulative", state.month - 1) if state.month_of_year > 1 else 0.0
    state.record("jobs.registered_new_cumulative", sofar + net)


def _shop_part(state: State) -> np.ndarray:
    """Part of jobs by sector that shops offer, (26,)."""
    firms, jobs = state.enterprises, state.books.jobs
    if jobs.shop_part is None:
        staff = firms.weight * firms.headcount.sum(axis=1)
        whole = np.bincount(firms.sector, staff, minlength=len(SECTORS))
        shops = np.bincount(firms.sector, staff * firms.is_shop, minlength=len(SECTORS))
        jobs.shop_part = np.divide(shops, whole, out=np.zeros_like(whole), where=whole > 0.0)
    return jobs.shop_part
