"""A month of doubled events and the month after; a year of additional spending paid by upper levels."""

import numpy as np

from scenarios.tasks import HISTORY_MONTHS
from tests.evidence.runs import Start

EXTRA = 1e8  # yuan a year; small beside what government buys, so that no capacity binds
QUIET = 2  # months of 2024 before the pulse


def estimate(start: Start) -> dict[str, float]:
    """Gain in the window in percent of goods bought, the dip after it, and the multiplier."""
    return {**_events(start), "upper_spending_multiplier": _multiplier(start)}


def _events(start: Start) -> dict[str, float]:
    """One month with events doubled, then the usual again, against the usual all along."""
    usual = start.go_on(HISTORY_MONTHS + QUIET + 2)
    pulse = start.go_on(HISTORY_MONTHS + QUIET)
    pulse = pulse.branch(start.changed(policy__demand__m34__intensity=2.0))
    pulse.run_for(1)
    pulse = pulse.branch(start.changed())
    pulse.run_for(1)
    moved = [
        np.array(region.series()["consumption.promoted"][-2:]) for region in (usual, pulse)
    ]  # fmt: skip
    gain, after = moved[1] - moved[0]
    goods = np.array(usual.series()["consumption.households"])[-2]
    return {"promotion_window": 100.0 * gain / goods, "promotion_dip": -after / gain}


def _multiplier(start: Start) -> float:
    more = start.go_on(world__fiscal__extra_upper_spending=EXTRA)
    product = [sum(region.series()["gdp.nominal"][HISTORY_MONTHS:]) for region in (start.usual, more)]
    return (product[1] - product[0]) / EXTRA
