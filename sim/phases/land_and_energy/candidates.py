"""Candidates (在谈项目): projects that are on no list decide month by month whether they sign.

Why a stream of candidates: the list of 2024 has no successors, and without them investment would die out as its
projects finish. Each candidate looks at the district once; effort, what the plant is worth and the queue for land and
energy decide how many of them come.
"""

import numpy as np
from numpy.typing import NDArray

from agents.projects import INDUSTRY_KIND, TRANSPORT_KIND, Stage, decide_signing
from sim.policy.course import PLAN_STARTS
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    projects__candidates=Series("project", "Candidates that decided", "在谈项目数"),
    projects__signed=Series("project", "Candidates that signed", "新签约项目数"),
)


@rests
def sign_candidates(state: State) -> None:
    """The candidates of the month sign or go elsewhere; who signs waits at the first gate."""
    effort = state.books.pipeline.usual_recruitment.beyond(state.levers.recruitment)
    if state.month < PLAN_STARTS:
        return
    projects, terms = state.projects, state.settings.behaviour.candidates
    rows = np.flatnonzero((projects.stage == Stage.CANDIDATE) & (projects.planned_start == state.month))
    base = np.where(projects.kind[rows] == TRANSPORT_KIND, state.last.prepared, 1.0) * terms.signing
    signs = decide_signing(
        uniform(state.stream("candidates.signing", 0), projects.id[rows]), base, terms.effort_response * effort,
        state.now.worth[rows], terms.queue_response * _queue(state)[rows],
    )  # fmt: skip
    projects.stage[rows[signs]] = Stage.SIGNED
    projects.waited[rows] = 0.0
    state.record("projects.candidates", len(rows))
    state.record("projects.signed", signs.sum())


def _queue(state: State) -> NDArray:
    """Years a project would wait for land, and industry for energy, longer than in 2023, (n,)."""
    known = state.books.pipeline.queue_known
    land, energy = max(state.books.land.queue - known[0], 0.0), max(state.books.energy.queue - known[1], 0.0)
    return np.where(state.projects.kind == INDUSTRY_KIND, max(land, energy), land)
