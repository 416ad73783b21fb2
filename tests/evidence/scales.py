"""Does a tenth of the district say what the whole says: ten headline figures of 2024 at 1:10 and 1:1, in pairs.

Figures are those of the model, before structural error. `python tests/evidence/scales.py` runs both, stores every draw
in tests/golden/scales.csv and writes the table into sim/EVIDENCE.md; the tests hold the stored draws to the claim and
run one of them again at each scale.

Both scales see the same draws, so a difference of means has the error of the mean of paired differences, far smaller
than that of either mean. Spreads of a paired sample correlate too: the ratio of two has the interval of Morgan and
Pitman.
"""

import csv
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from scenarios.declarations import ROOT
from tests.liveness.measures import history
from tests.liveness.plan import Plan, in_processes, make_plan
from tests.liveness.published import publish

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "scales"
STORED = ROOT / "tests" / "golden" / "scales.csv"
DRAWS, SCALES = 60, (1.0, 0.1)
JOBS, THOUSAND = "new_urban_jobs", 1000.0
FIGURES = (
    "industrial_value_added_growth", "services_value_added_growth", "retail_sales_growth", "fai_growth",
    "manufacturing_investment_growth", "forprofit_services_revenue_growth", "infoservices_revenue_growth",
    "rd_intensity", "hightech_share", JOBS,
)  # fmt: skip
Column = NDArray[np.float64]


def figures_of_draw(plan: Plan, draw: int) -> list[float]:
    """Figures of 2024 of one draw."""
    past = history(plan, draw)
    branch = past.branch(plan.values[draw])
    branch.run_for(12)
    observed = branch.observed()
    residents = float(plan.values[draw]["region"]["residents"])
    return [observed[name] * (THOUSAND / residents if name == JOBS else 1.0) for name in FIGURES]


def run(scale: float, draws: list[int], processes: bool = True) -> Column:
    """Figures of some draws at one scale: (draws, figures)."""
    plan = make_plan(DRAWS, scale)
    calls = [(plan, draw) for draw in draws]
    return np.array(in_processes(figures_of_draw, calls) if processes else [figures_of_draw(*call) for call in calls])


def stored() -> dict[float, Column]:
    """The stored figures by scale, (draws, figures) each."""
    with STORED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        scale: np.array([[float(row[name]) for name in FIGURES] for row in rows if float(row["scale"]) == scale])
        for scale in SCALES
    }


def gap(whole: Column, part: Column) -> tuple[float, float]:
    """Mean of the paired differences of one figure, part less whole, and its standard error."""
    apart = part - whole
    return float(apart.mean()), float(apart.std(ddof=1) / np.sqrt(len(apart)))


def ratio_of_spreads(whole: Column, part: Column) -> tuple[float, float, float]:
    """Spread of the part over that of the whole, with a 95 % interval for a paired sample (Morgan and Pitman)."""
    ratio, r, n = part.std(ddof=1) / whole.std(ddof=1), np.corrcoef(whole, part)[0, 1], len(whole)
    # Sum and difference of the scaled columns are uncorrelated where the ratio is the true one: solve for it.
    t2 = stats.t.ppf(0.975, n - 2) ** 2
    half = 1.0 + 2.0 * (1.0 - r * r) * t2 / (n - 2)
    step = half + np.sqrt(half * half - 1.0)
    return float(ratio), float(ratio / np.sqrt(step)), float(ratio * np.sqrt(step))


def table(found: Mapping[float, Column]) -> str:
    """Means, the paired difference with its error, and the ratio of spreads."""
    whole, part = found[SCALES[0]], found[SCALES[1]]
    lines = ["| figure of 2024 | mean 1:1 | mean 1:10 | difference (error) | spread 1:1 | 1:10 over 1:1 (95 %) |",
             "|---|---:|---:|---:|---:|---:|"]  # fmt: skip
    for place, name in enumerate(FIGURES):
        one, other = whole[:, place], part[:, place]
        mean, error = gap(one, other)
        ratio, low, high = ratio_of_spreads(one, other)
        head = f"{name} per 1,000 residents" if name == JOBS else f"{name}, %"
        lines.append(f"| {head} | {one.mean():.2f} | {other.mean():.2f} | {mean:+.2f} ({error:.2f}) | "
                     f"{one.std(ddof=1):.2f} | {ratio:.2f} ({low:.2f} to {high:.2f}) |")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Run every draw at both scales, store and publish."""
    found = {scale: run(scale, list(range(DRAWS))) for scale in SCALES}
    with STORED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("scale", "draw", *FIGURES))
        for scale, of_scale in found.items():
            for draw, row in enumerate(of_scale):
                writer.writerow([scale, draw, *(f"{value:.9g}" for value in row)])
    publish(FILE, MARK, table(found))


if __name__ == "__main__":
    main()
