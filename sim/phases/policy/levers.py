"""Policy: the levers of the month, and programmes that pay out on the past."""

import numpy as np

from agents.columns import Table
from agents.enterprises import decide_application
from sim.budget import pay
from sim.levers import Levers
from sim.phases.policy.awards import fund_renewal, pay_awards, pay_output_bonuses
from sim.phases.public_accounts.treasury import open_lines
from sim.policy import MEASURES
from sim.policy.course import in_force, strength
from sim.series import Series, declare
from sim.state import State

declare(
    aid__research=Series("yuan", "Grants on the R&D increment", "研发增量补助"),
)
GRANT_MONTH = 9  # Assumption: claims on last year's figures are collected over the summer and paid in September.


def set_levers(state: State) -> None:
    """Reset the levers and let the active measures write to them; in the stationary district none is active."""
    state.levers = Levers()
    policy = state.settings.policy
    for chapter, measure in MEASURES:
        name = measure.__name__.split("_")[0]
        values = policy[chapter][name]
        acting = state.acting[name]
        force = strength(values, acting, policy.course, state.month)
        if state.shocks:
            measure(in_force(values, acting, policy.course, state.month), force, state.levers, state.month_of_year)
    open_lines(state)


def pay_programmes(state: State) -> None:
    """Pay what is due on the past: research, titles, output of a quarter, and the fund out of land revenue."""
    _pay_research_grants(state)
    pay_awards(state)
    pay_output_bonuses(state)
    fund_renewal(state)


def _pay_research_grants(state: State) -> None:
    """Pay the grant on last year's R&D increment to firms that heard of it and found it worth a claim. Clause 8."""
    if state.month_of_year != GRANT_MONTH or state.levers.rd_grant_rate <= 0.0:
        return
    enterprises, levers = state.enterprises, state.levers
    increment = np.maximum(enterprises.rd_reported_last - enterprises.rd_reported_before, 0.0)
    gain = np.minimum(levers.rd_grant_rate * increment, levers.rd_grant_cap)
    claims = gain * decide_application(enterprises.awareness, levers.rd_grant_reach, gain,
                                        state.settings.behaviour.government.claim_cost)
    share = pay(state, "innovation", "rd_increment_grant", "enterprises", claims)
    state.record("aid.research", share * Table.total(enterprises, claims))
