"""Do thinned districts say the same? Ten headline ratios of 2024 in runs at several scales, on the same draws.

Not a test: it is run before a release, and its table stands in the notes of the release.

    make run
    make run ARGS="run.scale=0.1"
    make run ARGS="run.scale=0.01"
    .venv/bin/python tests/bench/scales.py results/baseline/<hash> results/baseline/<hash> results/baseline/<hash>

The first run is the one the others are held against. Figures are those of the model, before structural error, and a
draw's mean where it has several seeds.

The error of a mean is that of a Latin hypercube: each uncertain value is stratified over the draws, so what a figure
owes to it alone averages out and leaves no error (Stein 1987, Owen 1992). What values of the world explain in a
straight line is taken out; all else, other values too, counts as chance, so the error is rather too large.
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


def world(run: Run) -> NDArray:
    """Values of the world by draw, (draws, values), each with mean 0 and spread 1."""
    drawn = run.draws().filter(pl.col("parameter").str.starts_with("world."))
    wide = drawn.pivot("parameter", index="draw", values="value").sort("draw").drop("draw").to_numpy()
    wide = wide[:, wide.std(axis=0) > 0.0]
    return (wide - wide.mean(axis=0)) / wide.std(axis=0)


def standard_error(values: NDArray, columns: NDArray) -> float:
    """Error of the mean of `values` (draws,) over a Latin hypercube with `columns` (draws, k) among its values."""
    draws, count = columns.shape
    explained = np.column_stack([np.ones(draws), columns])
    left = values - explained @ np.linalg.lstsq(explained, values)[0]
    return float(np.sqrt(left @ left / (draws - count - 1) / draws))


def _config(run: Run) -> dict:
    return yaml.safe_load((run.folder / "config.yaml").read_text("utf-8"))


def main(folders: list[str]) -> None:
    """Print means, their errors and spreads by scale, and the largest difference from the first run."""
    runs = [open_run(folder) for folder in folders]
    tables, worlds = [ratios(run) for run in runs], [world(run) for run in runs]
    heads = [f"1:{1 / _config(run)['run']['scale']:g} mean (error) sd".rjust(28) for run in runs]
    print("ratio".ljust(36), *heads, "largest gap / error", "largest sd ratio")
    for number, name in enumerate(RATIOS):
        values = [table[:, number] for table in tables]
        errors = [standard_error(v, columns) for v, columns in zip(values, worlds, strict=True)]
        gaps = [abs(v.mean() - values[0].mean()) / np.hypot(e, errors[0]) for v, e in zip(values, errors, strict=True)]
        spreads = [v.std(ddof=1) / values[0].std(ddof=1) for v in values]
        told = [f"{v.mean():.2f} ({e:.2f}) {v.std(ddof=1):.2f}".rjust(28) for v, e in zip(values, errors, strict=True)]
        largest = max(spreads, key=lambda ratio: abs(ratio - 1.0))
        print(name.ljust(36), *told, f"{max(gaps):.2f}".rjust(19), f"{largest:.2f}".rjust(16))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
