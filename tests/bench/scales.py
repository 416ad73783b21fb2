"""Do thinned districts say the same? Ten headline ratios of 2024 in runs at several scales, on the same draws.

Not a test: it is run before a release, and its table stands in the notes of the release.

    make run
    make run ARGS="run.scale=0.1"
    make run ARGS="run.scale=0.01"
    .venv/bin/python tests/bench/scales.py results/baseline/<hash> results/baseline/<hash> results/baseline/<hash>

The first run is the one the others are held against. Figures are those of the model, before structural error, and a
draw's mean where it has several seeds.
"""

import sys

import numpy as np
import polars as pl
import yaml
from numpy.typing import NDArray

from analysis.read import Run, open_run

JOBS = "new_urban_jobs"
RATIOS = (
    "industrial_value_added_growth", "services_value_added_growth", "retail_sales_growth", "fai_growth",
    "manufacturing_investment_growth", "forprofit_services_revenue_growth", "infoservices_revenue_growth",
    "rd_intensity", "hightech_share", JOBS,
)  # fmt: skip


def ratios(run: Run) -> NDArray:
    """Ratios by draw, (draws, ten): percent, and new urban jobs per thousand residents."""
    statistics = run.goal_definitions().filter(pl.col("status") == "measured").select("goal", "reading", "statistic")
    wide = (
        run.goals().join(statistics, on=["goal", "reading"]).unique(["draw", "seed", "statistic"])
        .pivot("statistic", index="draw", values="value_model", aggregate_function="mean").sort("draw")
    )  # fmt: skip
    residents = _config(run)["region"]["residents"]
    return wide.with_columns(pl.col(JOBS) * 1000.0 / residents).select(RATIOS).to_numpy()


def _config(run: Run) -> dict:
    return yaml.safe_load((run.folder / "config.yaml").read_text("utf-8"))


def main(folders: list[str]) -> None:
    """Print means, their errors and spreads by scale, and the largest difference from the first run."""
    runs = [open_run(folder) for folder in folders]
    tables = [ratios(run) for run in runs]
    heads = [f"1:{1 / _config(run)['run']['scale']:g} mean (error) sd".rjust(28) for run in runs]
    print("ratio".ljust(36), *heads, "largest gap / error", "largest sd ratio")
    for number, name in enumerate(RATIOS):
        values = [table[:, number] for table in tables]
        errors = [float(v.std(ddof=1) / np.sqrt(len(v))) for v in values]
        gaps = [abs(v.mean() - values[0].mean()) / np.hypot(e, errors[0]) for v, e in zip(values, errors, strict=True)]
        spreads = [v.std(ddof=1) / values[0].std(ddof=1) for v in values]
        told = [f"{v.mean():.2f} ({e:.2f}) {v.std(ddof=1):.2f}".rjust(28) for v, e in zip(values, errors, strict=True)]
        largest = max(spreads, key=lambda ratio: abs(ratio - 1.0))
        print(name.ljust(36), *told, f"{max(gaps):.2f}".rjust(19), f"{largest:.2f}".rjust(16))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
