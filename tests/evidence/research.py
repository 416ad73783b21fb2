"""How research answers its user cost: a higher deduction in 2024 against the same draw without it.

As in the study of Chen and others: reported and real R&D of firms that pay profit tax, before and after a fall of the
user cost that others do not decide. One year, not several, so the elasticity should lie below the study's.
"""

import numpy as np

from agents.columns import Table
from tests.evidence.runs import Start

MORE = 0.2  # of research may be deducted beyond the usual, as for chips since 2023


def estimate(start: Start) -> dict[str, float]:
    """Relabelled part of the response and of the stock, and the elasticity of real research."""
    rate = start.values["policy"]["innovation"]["m08"]["super_deduction_rate"]
    usual = start.usual
    more = start.go_on(policy__innovation__m08__super_deduction_rate=rate + MORE)
    real, booked = (tuple(_research(region, column) for region in (usual, more))
                    for column in ("rd_spending", "rd_relabelled"))  # fmt: skip
    response = (real[1] - real[0]) + (booked[1] - booked[0])
    cheaper = _fall_of_cost(usual)
    return {
        "relabelled_share_of_response": (booked[1] - booked[0]) / response,
        "relabelled_share_of_stock": booked[0] / (real[0] + booked[0]),
        "rd_elasticity_real": np.log(real[1] / real[0]) / cheaper,
    }


def _research(region, column: str) -> float:
    enterprises = region.state.enterprises
    return Table.total(enterprises, getattr(enterprises, column))


def _fall_of_cost(region) -> float:
    """Mean fall of the log user cost, weighted by research: saved tax over what a yuan costs after tax."""
    state = region.state
    enterprises, values = state.enterprises, state.settings.region
    rate = np.where(enterprises.is_above_scale, values.profit_tax_rate, values.profit_tax_rate_small)
    lower = np.minimum(rate, values.profit_tax_rate_certified)
    rate = np.where(enterprises.certified_until >= state.month, lower, rate)
    rate = np.where(enterprises.is_public | (enterprises.profit <= 0.0), 0.0, rate)
    weight = enterprises.weight * enterprises.rd_spending
    return float(np.dot(weight, rate * MORE / (1.0 - rate)) / weight.sum())
