"""What each industrial enterprise uses of energy, what its reviews allow, and how far it may grow within it.

Why a ceiling on capacity and not on output: quota is granted when a plant is built or extended; who holds it is free to
use it. What stood at the start of 2023 had passed its reviews, and an extension comes in lumps, so each firm stands
somewhere on its last one.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY, SECTORS
from sim.calendar import MONTHS
from sim.kernels.industry import keep_to_energy
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State

declare(
    energy__held_back=Series("yuan", "Capital spending that waits for energy", "受用能约束推迟的投资", "clause 61"),
)


def draw_intensity(state: State) -> NDArray:
    """Energy of each enterprise for its output over that of its sector, (n,): industry differs, the rest does not.

    The mean over the output of 2022 is one in every sector, so that totals are those of the region.
    """
    enterprises = state.enterprises
    own = np.exp(state.settings.behaviour.energy.intensity_spread
                 * normal(state.stream("energy.intensity", 0), enterprises.id))  # fmt: skip
    own = np.where(IS_INDUSTRY[enterprises.sector], own, 1.0)
    made = enterprises.weight * enterprises.output_usual
    whole = np.bincount(enterprises.sector, made, minlength=len(SECTORS))
    used = np.bincount(enterprises.sector, made * own, minlength=len(SECTORS))
    mean = np.divide(used, whole, out=np.ones_like(used), where=whole > 0.0)
    return own / mean[enterprises.sector]


def draw_allowed(state: State) -> NDArray:
    """Yearly energy each enterprise may use, tce (n,): what its capacity needs and what is left of its last lump."""
    left = uniform(state.stream("energy.room", 0), state.enterprises.id)
    return energy_at_capacity(state) * (1.0 + state.settings.behaviour.energy.expansion_step * left)


def energy_per_output(state: State, rows: NDArray | slice = slice(None)) -> NDArray:
    """Energy of all kinds each of some enterprises needs for a yuan of output, tce."""
    enterprises = state.enterprises
    return state.fixed.tce_per_output[enterprises.sector[rows]] * enterprises.energy_intensity[rows]


def energy_at_capacity(state: State, rows: NDArray | slice = slice(None)) -> NDArray:
    """Energy each of some enterprises would use in a year with all its capacity at work, tce."""
    return state.enterprises.capacity[rows] * energy_per_output(state, rows) * MONTHS


def energy_in_use(state: State, rows: NDArray | slice = slice(None)) -> NDArray:
    """Energy each of some enterprises uses in a year at the output of last month, tce."""
    return state.enterprises.output[rows] * energy_per_output(state, rows) * MONTHS


def within_energy(state: State, wanted: NDArray) -> NDArray:
    """Capital spending each enterprise can make use of, yuan (n,): industry grows as far as its reviews allow.

    What wears out is replaced in any case. `wanted` is changed in place.
    """
    enterprises, rows = state.enterprises, state.rows.industry
    held = keep_to_energy(
        wanted, rows, (enterprises.capital, enterprises.capacity), enterprises.energy_allowed,
        state.fixed.tce_per_output, enterprises.sector, enterprises.energy_intensity,
        state.settings.behaviour.investment.depreciation_annual / MONTHS,
    )  # fmt: skip
    state.record("energy.held_back", float((enterprises.weight[rows] * held).sum()))
    return wanted
