"""Production: goods are made for expected orders, services wait for demand; power may be short on peak days.

Hours answer first: who has more to do than staff makes at normal hours works longer, who has less works shorter.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_INDUSTRY, IS_STORABLE
from agents.columns import weighted_sum
from sim.kernels import production as kernel
from sim.series import Series, declare
from sim.state import State

declare(
    jobs__hours=Series("index", "Hours worked over normal hours", "工时与正常工时之比"),
    energy__peak_loss=Series("share", "Industrial output kept back on peak days", "有序用电影响"),
    rules__rd_priority_threshold=Series("share", "Research over revenue that gave priority", "优先保障研发强度门槛",
                                         "clause 13"),
    energy__peak_loss_priority=Series(
        "share", "Output kept back of firms with priority for research", "研发优先企业有序用电影响", "clause 13"
    ),
)
ON_MACHINES = IS_STORABLE | IS_INDUSTRY


def produce_goods(state: State) -> None:
    """Makers of goods produce; for services the limit of what they could serve is noted."""
    enterprises, production = state.enterprises, state.settings.behaviour.production
    sector, finance = enterprises.sector, state.settings.behaviour.finance
    # Premises are rented as needed; only what is made on machines is held back by them.
    capacity = kernel.usable(
        enterprises.capacity, enterprises.is_active, sector, ON_MACHINES, enterprises.deposits,
        enterprises.cash_months, enterprises.demand_expected, state.now.season, state.price(),
        np.array([finance.cash_cycle_months, finance.supplier_credit, finance.cash_tied]),
    )  # fmt: skip
    kept_back = _kept_back(state, capacity)
    if kept_back is not None:
        capacity *= 1.0 - kept_back
    rules = np.array([state.now.productivity, production.inventory_target, production.inventory_correction,
                      production.overtime])  # fmt: skip
    state.now.limit, state.now.activity, hours = kernel.produce(
        enterprises.headcount, enterprises.weight, enterprises.productivity, capacity, enterprises.demand_expected,
        enterprises.inventory, enterprises.output, enterprises.hours, sector, IS_STORABLE, state.now.season, rules,
    )  # fmt: skip
    state.record("jobs.hours", hours)


def _kept_back(state: State, capacity: NDArray) -> NDArray | None:
    """Part of its capacity each enterprise keeps back, (n,), None if none does; much research comes last. Clause 13."""
    enterprises, levers = state.enterprises, state.levers
    loss = state.now.peak_loss
    state.record("energy.peak_loss", loss)
    state.record("rules.rd_priority_threshold", levers.rd_priority_threshold)
    state.record("energy.peak_loss_priority", 0.0)
    rows = state.rows.industry if loss > 0.0 else np.zeros(0, dtype=np.int64)
    if len(rows) == 0:
        return None
    kept_back = np.zeros(len(enterprises))
    research, revenue = enterprises.rd_reported_last[rows], enterprises.revenue_last[rows]
    is_first = (revenue > 0.0) & (research > levers.rd_priority_threshold * revenue) & (levers.rd_priority > 0.0)
    weight = enterprises.weight[rows] * capacity[rows]
    kept_back[rows] = share_shortfall(loss, weight, is_first, levers.rd_priority)
    first = float(weight[is_first].sum())
    lost = weighted_sum(weight, kept_back[rows] * is_first)
    state.record("energy.peak_loss_priority", lost / first if first > 0.0 else 0.0)
    return kept_back


def share_shortfall(loss: float, size: NDArray, is_first: NDArray, spared: float) -> NDArray:
    """Part of its capacity each firm keeps back, (n,): those served first less, all together the same.

    `loss` is the district's share, `size` the capacity behind a row, `spared` what those first are spared, 0 to 1.
    """
    burden = 1.0 - spared * is_first
    borne = weighted_sum(size, burden)
    # If nobody is left to bear it, who comes first bears it too.
    return np.minimum(loss * burden * (size.sum() / borne), 1.0) if borne > 0.0 else np.full(len(size), loss)
