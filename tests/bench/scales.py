"""Do thinned districts say the same? Ten headline ratios at 1:1, 1:10 and 1:100 on the same draws.

`python tests/bench/scales.py [draws]` prints means, their errors and spreads; 200 draws take about a quarter of an hour
on two cores. Not a test: it is run before a release, and its table stands in the closing note of the release.
"""

import sys

import numpy as np
from numpy.typing import NDArray

from tests.liveness.measures import history, run_on
from tests.liveness.plan import Plan, in_processes, make_plan

SCALES = (1.0, 0.1, 0.01)
END = 24
RATIOS = (
    "industrial_value_added_growth", "services_value_added_growth", "retail_sales_growth", "fai_growth",
    "manufacturing_investment_growth", "forprofit_services_revenue_growth", "infoservices_revenue_growth",
    "rd_intensity", "hightech_share", "jobs_per_thousand",
)  # fmt: skip


def of_draw(plan: Plan, draw: int) -> NDArray:
    """The ratios of 2024 in one draw, percent or per thousand."""
    past = history(plan, draw)
    residents = past.state.settings.region.residents
    figures = run_on(past, plan.values[draw], END).figures
    return np.array([*(figures[name] for name in RATIOS[:-1]), 1000.0 * figures["new_urban_jobs"] / residents])


def main(draws: int) -> None:
    """Print the table."""
    found = [np.stack(in_processes(of_draw, [(make_plan(draws, scale), draw) for draw in range(draws)]))
             for scale in SCALES]  # fmt: skip
    print("ratio".ljust(36), *(f"1:{1 / scale:g} mean (error) sd".rjust(28) for scale in SCALES), "largest gap / error",
          "largest sd ratio")  # fmt: skip
    for number, name in enumerate(RATIOS):
        values = [table[:, number] for table in found]
        errors = [float(v.std(ddof=1) / np.sqrt(draws)) for v in values]
        gaps = [abs(v.mean() - values[0].mean()) / np.hypot(e, errors[0]) for v, e in zip(values, errors, strict=True)]
        ratios = [v.std(ddof=1) / values[0].std(ddof=1) for v in values]
        told = [f"{v.mean():.2f} ({e:.2f}) {v.std(ddof=1):.2f}".rjust(28) for v, e in zip(values, errors, strict=True)]
        largest = max(ratios, key=lambda ratio: abs(ratio - 1.0))
        print(name.ljust(36), *told, f"{max(gaps):.2f}".rjust(19), f"{largest:.2f}".rjust(16))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
