"""Means, shares and quantiles over draws that do not count alike.

Why `None` and not a column of ones for draws that do: the sums of Polars and NumPy differ in the last digit, and a run
that has learned nothing must print what it printed before.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

Column = NDArray[np.float64]
WEIGHT = "weight"


def mean(values: Column, weights: Column | None) -> float:
    """Weighted mean; nan of nothing."""
    if weights is None:
        return float(values.mean()) if len(values) else float("nan")
    return float((values * weights).sum() / weights.sum()) if len(values) else float("nan")


def quantiles(values: Column, weights: Column, asked: Sequence[float]) -> list[float]:
    """Quantiles of weighted values: between two neighbours by the weight that lies below each and half its own."""
    order = np.argsort(values, kind="stable")
    ordered, weighed = values[order], weights[order]
    below = (np.cumsum(weighed) - weighed / 2.0) / weighed.sum()
    return [float(found) for found in np.interp(asked, below, ordered)]


def differences_by(
    by_draw: pl.DataFrame, key: str, change: str, named: Mapping[str, float], weights: pl.DataFrame | None
) -> pl.DataFrame:
    """One row per `key` of paired differences: draws, mean, its standard error, quantiles, shares above and below zero.

    by_draw: one row per key and draw. The error of a weighted mean is that of its effective number of draws.
    """
    moved = pl.col(change)
    if weights is None:
        told = by_draw.group_by(key).agg(
            draws=pl.len().cast(pl.Int64), mean=moved.mean(), error=moved.std().fill_null(0.0) / pl.len().sqrt(),
            up=(moved > 0.0).mean(), down=(moved < 0.0).mean(),
        )  # fmt: skip
    else:
        share = pl.col(WEIGHT) / pl.col(WEIGHT).sum()
        mean = (moved * share).sum()
        # With n equal weights: the variance over n - 1.
        error = (((moved - mean) ** 2 * share).sum() * (share**2).sum() / (1.0 - (share**2).sum())).sqrt()
        told = by_draw.join(weights, on="draw").group_by(key).agg(
            draws=pl.len().cast(pl.Int64), mean=mean, error=error.fill_nan(0.0).fill_null(0.0),
            up=((moved > 0.0) * share).sum(), down=((moved < 0.0) * share).sum(),
        )  # fmt: skip
    return told.join(quantiles_by(by_draw, (key,), change, named, weights).drop("runs"), on=key)


def quantiles_by(
    frame: pl.DataFrame, keys: Sequence[str], value: str, named: Mapping[str, float], weights: pl.DataFrame | None
) -> pl.DataFrame:
    """One row per combination of `keys` with the named quantiles of a column and the number of rows as `runs`.

    weights: draw, weight; None where every draw counts alike.
    """
    if weights is None:
        told = [pl.col(value).quantile(q, "linear").alias(name) for name, q in named.items()]
        return frame.group_by(keys, maintain_order=True).agg(*told, runs=pl.len())
    rows = []
    for key, part in frame.join(weights, on="draw").partition_by(keys, as_dict=True, maintain_order=True).items():
        found = quantiles(part[value].to_numpy(), part[WEIGHT].to_numpy(), list(named.values()))
        rows.append({**dict(zip(keys, key, strict=True)), **dict(zip(named, found, strict=True)), "runs": part.height})
    schema = {key: frame.schema[key] for key in keys} | dict.fromkeys(named, pl.Float64) | {"runs": pl.UInt32}
    return pl.DataFrame(rows, schema=schema)
