"""The innovation zone: revenue and taxes of its service firms. Clause 22."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_SERVICE
from agents.columns import weighted_sum
from sim.phases.incomes_and_taxes.incomes import production_tax, profit_tax_rates
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    zone__revenue=Series("yuan", "Revenue of service firms in the innovation zone", "创新发展区服务业营收",
                         "clause 22"),
    zone__tax=Series("yuan", "Taxes of service firms in the innovation zone", "创新发展区服务业税收", "clause 22"),
)


def draw_zone(state: State) -> NDArray:
    """Rows of the above-scale service firms in the innovation zone, drawn once."""
    enterprises = state.enterprises
    listed = enterprises.is_above_scale & ~enterprises.is_public
    rows = np.flatnonzero(listed & IS_SERVICE[enterprises.sector])
    inside = uniform(state.stream("services.zone", 0), state.district.enterprises.id[rows])
    return rows[inside < state.settings.behaviour.services.zone_share]


def count_zone(state: State) -> None:
    """Revenue and taxes of the zone's service firms, as a base for growth."""
    enterprises, rows = state.enterprises, state.rows.zone
    weight, revenue = enterprises.weight[rows], state.now.revenue
    state.record("zone.revenue", weighted_sum(weight, revenue[rows]))
    profits = np.maximum(enterprises.profit[rows], 0.0)
    taxes = production_tax(state, revenue[rows], rows) + profit_tax_rates(state, rows) * profits
    state.record("zone.tax", weighted_sum(weight, taxes))
