"""Awards: fixed sums paid after the fact to enterprises of a pool, from the line of a chapter.

Why by lot where the model has no such title: how many are awarded a year is declared, who is awarded makes no
difference to what firms do.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.budget import pay
from sim.randomness import key, uniform
from sim.state import State


def by_lot(state: State, name: str, pool: NDArray, annual: float) -> NDArray:
    """Marks about `annual` enterprises of a pool (flags, n), drawn anew each year; flags, (n,)."""
    chance = annual / max(float(state.enterprises.weight[pool].sum()), annual, 1e-9)
    return pool & (uniform(key(state.seed, f"awards.{name}", state.year), state.enterprises.id) < chance)


def award(state: State, chapter: str, kind: str, amounts: NDArray, rows: NDArray | None = None) -> float:
    """Pay enterprises (all, or `rows`) their amounts, yuan, as far as the chapter's line lasts; returns yuan paid."""
    claims = Table.total(state.enterprises, np.asarray(amounts, dtype=float), rows)
    return pay(state, chapter, kind, "enterprises", amounts, rows=rows) * claims if claims > 0.0 else 0.0
