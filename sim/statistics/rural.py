"""Published figures of chapter 7: farmland and the income of villages."""

from collections.abc import Callable

import numpy as np

from sim.statistics.rules import Figure, as_reported

VILLAGE_MARK = 1.5e6  # clause 45: 150 万元

def _villages(reduce: Callable[[np.ndarray], float]) -> Figure:
    return lambda state, _year: float(reduce(np.asarray(state.stock["village_incomes"])))


def _share_of_villages(incomes: np.ndarray) -> float:
    return 100.0 * float(np.mean(incomes >= VILLAGE_MARK))


FIGURES: dict[str, Figure] = {
    "farmland_new_standard": as_reported("rural", "farmland.new"),
    "farmland_upgraded": as_reported("rural", "farmland.upgraded"),
    "farmland_city_upgraded": as_reported("rural", "farmland.city"),
    "village_income_min": _villages(np.min),
    "village_income_average": _villages(np.mean),
    "village_income_share_met": _villages(_share_of_villages),
}
