"""The queue at a gate: who is served first while quota lasts, and who waits for the next month."""

import numpy as np
from numpy.typing import NDArray

from agents.projects import Projects, Stage, decide_passage
from sim.state import State


def at_gate(state: State, stage: Stage) -> NDArray:
    """Projects of a stage whose wait ends this month, shape (projects,)."""
    projects = state.projects
    return (projects.stage == stage) & decide_passage(projects.waited + 1.0, state.now.gate_waits, 1.0, 1.0)


def flags_of(rows: NDArray, count: int) -> NDArray:
    """Which of all (count,) are among some rows."""
    flags = np.zeros(count, dtype=bool)
    flags[rows] = True
    return flags


def in_order(projects: Projects, rows: NDArray, overdue: NDArray, ahead: NDArray | None = None) -> NDArray:
    """Rows in the order they are served: who goes ahead, key and provincial projects, then the longest overdue."""
    is_first = projects.is_key[rows] | projects.is_provincial[rows]
    behind = ~ahead[rows] if ahead is not None else np.zeros(len(rows), dtype=bool)
    return rows[np.lexsort((projects.id[rows], -overdue[rows], ~is_first, behind))]


def served(
    projects: Projects, at_gate: NDArray, need: NDArray, left: float, ahead: NDArray
) -> tuple[NDArray, NDArray]:
    """Rows that get all they need, and the rest; in strict order, so that no large project is passed over for ever."""
    rows = np.flatnonzero(at_gate)
    rows = in_order(projects, rows, projects.waited, ahead)
    fits = np.cumsum(need[rows]) <= max(left, 0.0)
    return rows[fits], rows[~fits]
