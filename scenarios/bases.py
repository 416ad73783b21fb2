"""Levels nobody published, set from what a target asks for: the target less the growth its authors asked for.

Why: who wrote "677.4 of effective investment" knew the year before. How much such plans ask for is known by class
(conf/asked.yaml), so the level of 2023 follows from the target, uncertain as the growth asked for is. How much comes is
left to the model: a target gets neither easy nor hard by this, but as hard as authors of its class make theirs.
"""

from collections.abc import Collection, Mapping

import numpy as np

from scenarios.declarations import Declaration
from scenarios.design import Column, draw_strata, quantile
from scenarios.outcomes import Goals


def targets(goals: Goals) -> dict[str, float]:
    """The printed number of each goal, in its unit."""
    return {each.goal: each.target for each in goals.readings if each.is_default and each.target is not None}


def set_from_targets(
    leaves: Mapping[str, Declaration], held: Collection[str], asked: Mapping[str, float], seed: int, draws: int
) -> dict[str, Column]:
    """The column of each of `leaves` that is set from a target, by path, (draws,); `asked` is the target by goal.

    Levels set from one target by one class share their draw. One that is `held` follows from the growth as declared.
    """
    columns: dict[str, Column] = {}
    for path, leaf in sorted(leaves.items()):
        given = leaf.from_target
        if given is None or given.growth is None:
            continue
        share = draw_strata(seed, f"asked:{given.goal}:{given.asks}", draws)
        growth = quantile(given.growth, share)
        if path in held:
            growth = np.full(draws, float(given.growth.value))
        columns[path] = np.clip(asked[given.goal] / (1.0 + growth), leaf.low, leaf.high)
    return columns
