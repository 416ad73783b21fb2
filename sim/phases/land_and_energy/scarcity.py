"""What one more mu of land or one more tce of energy would bring: the shadow prices of what is allotted, not sold.

Why the head of the queue: quota is given in strict order and not to who pays most. Its value at the margin is what the
first project that goes without would make with it; it is zero while nobody goes without.
"""

import numpy as np
from numpy.typing import NDArray

from sim.series import Series, declare
from sim.state import State

declare(
    land__shadow_price=Series(
        "yuan/mu", "Yearly value added held up for want of one mu of industrial land", "工业用地影子价格"
    ),
    energy__shadow_price=Series(
        "yuan/tce", "Yearly value added held up for want of one tce of energy quota", "用能指标影子价格"
    ),
)


def record_shadow_price(state: State, name: str, waiting: NDArray, need: NDArray) -> None:
    """Record the price of what is allotted: `waiting` are projects that go without, in order; `need` by row."""
    price = 0.0
    if len(waiting):
        row = int(waiting[0])
        price = float(value_added_planned(state, waiting[:1])[0] / max(need[row], 1e-9))
    state.record(f"{name}.shadow_price", price)


def value_added_planned(state: State, rows: NDArray) -> NDArray:
    """Yearly value added of plants once open, yuan by row: what the capital they add makes in its sector now.

    Capital is worth what wears out of it in a month over the rate at which it wears.
    """
    projects, fixed = state.projects, state.fixed
    wear = state.settings.behaviour.investment.depreciation_annual
    per_capital = np.divide(fixed.value_added_rate * wear, fixed.depreciation, where=fixed.depreciation > 0.0,
                            out=np.zeros_like(fixed.depreciation))  # fmt: skip
    return projects.total[rows] * fixed.goods_share_of_investment * per_capital[projects.sector[rows]]
