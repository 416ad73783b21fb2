"""Published figures of chapter 7: farmland and the income of villages."""

from collections.abc import Callable

import numpy as np

from sim.state import State
from sim.statistics.rules import Figure, as_reported, at_year_end, total

VILLAGE_MARK = 1.5e6  # clause 45: 150 万元

def _villages(reduce: Callable[[np.ndarray], float]) -> Figure:
    return lambda state, _year: float(reduce(state.books.villages.incomes))


def _share_of_villages(incomes: np.ndarray) -> float:
    return 100.0 * float(np.mean(incomes >= VILLAGE_MARK))


def floor_above_national(state: State, year: int) -> float:
    """Least margin of the floor price over the national one during the year, percent; a rule, not an outcome."""
    months = range((year - 2023) * 12 + 1, (year - 2022) * 12 + 1)
    least = min(state.series.read("farms.floor_margin", month) for month in months)
    return 100.0 * least / state.settings.behaviour.farming.price_floor


def insured_sum_rise(state: State, year: int) -> float:
    """Sum insured in December over that of the December before, percent."""
    before, now = (state.series.read("farms.insured_sum", (end - 2022) * 12) for end in (year - 1, year))
    return 100.0 * (now / before - 1.0) if before > 0.0 else 0.0


FIGURES: dict[str, Figure] = {
    "farmland_new_standard": as_reported("rural", "farmland.new"),
    "farmland_upgraded": as_reported("rural", "farmland.upgraded"),
    "farmland_city_upgraded": as_reported("rural", "farmland.city"),
    "grain_price_floor_margin": floor_above_national,
    "rice_insured_sum_rise": insured_sum_rise,
    "rice_aquaculture_area": at_year_end("farms.rice_fish"),
    "rice_aquaculture_added": total("farms.rice_fish_added"),
    "village_income_min": _villages(np.min),
    "village_income_average": _villages(np.mean),
    "village_income_share_met": _villages(_share_of_villages),
}
