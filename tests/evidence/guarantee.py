"""What a public guarantee does to those who have it: against like firms in one run, and against the run without it.

The study compares guaranteed with other small firms. So do we: twice as many are covered in 2024, and of below-scale
borrowers of the end of 2023 those newly covered are set against those never covered, each less the mean of its sector.
The displaced part needs the run with the printed cover.
"""

import numpy as np
from numpy.typing import NDArray

from sim.region import Region
from tests.evidence.runs import Start


def estimate(start: Start) -> dict[str, float]:
    """Loans and capital spending of covered firms in percent of those of like firms, and the displaced part."""
    before = start.past.state.enterprises
    cover = start.values["policy"]["factors"]["m58"]["guarantee_cover"]
    covered, bare = start.go_on(policy__factors__m58__guarantee_cover=2.0 * cover), start.usual
    small = ~before.is_above_scale & ~before.is_public & (before.loans > 0.0) & covered.state.enterprises.is_active
    small &= ~before.is_guaranteed
    treated = small & covered.state.enterprises.is_guaranteed
    return {
        "guarantee_loans": 100.0 * _gap(before, covered, small, treated, "loans"),
        "guarantee_capital_spending": 100.0 * _gap(before, covered, small, treated, "investment"),
        "guarantee_displacement": _displaced(covered, bare, small, treated),
    }


def _gap(before, region: Region, small: NDArray, treated: NDArray, column: str) -> float:
    """Growth of a column since the end of 2023: mean of the treated less that of like firms, each sector on its own."""
    now = getattr(region.state.enterprises, column)
    past = getattr(before, column)
    rows = np.flatnonzero(small & (past > 0.0))
    growth = now[rows] / past[rows] - 1.0
    low, high = np.quantile(growth, (0.01, 0.99))
    growth = np.clip(growth, low, high)  # as surveys do: a firm that starts from nearly nothing is no like firm
    sector, is_treated = before.sector[rows], treated[rows]
    means = np.bincount(sector[~is_treated], growth[~is_treated], minlength=26)
    counts = np.bincount(sector[~is_treated], minlength=26)
    like = np.divide(means, counts, out=np.full(26, np.nan), where=counts > 0)
    return float(np.nanmean((growth - like[sector])[is_treated]))


def _displaced(covered: Region, bare: Region, small: NDArray, treated: NDArray) -> float:
    """Loans the others lack over the loans the covered have more, against the run without cover."""
    weight = covered.state.enterprises.weight
    gain = weight * (covered.state.enterprises.loans - bare.state.enterprises.loans)
    return float(-gain[small & ~treated].sum() / gain[treated].sum())
