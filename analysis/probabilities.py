"""From draws to chances: probabilities.csv and the joint number of targets met.

Why draws and not runs are the sample: seeds of one draw share its world, so
they are not independent. One seed per draw gives Wilson's interval; several
give a bootstrap over draws.
"""

import math
import warnings
from pathlib import Path

import numpy as np
import polars as pl

from analysis import outside
from analysis.read import OUTSIDE_COLUMNS, PROBABILITIES, Run, RunFolderError, open_run, write_table

WORLD_SCORE = "score:world_demand"
SHIFT = 0.84  # normal score of the 80th percentile: a world centred on the 20th or 80th
NORMAL_95 = 1.959963984540054
RESAMPLES = 2000
QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.50, "q75": 0.75, "q95": 0.95}
HALF = 0.5
NUMBERS = tuple(name for name in PROBABILITIES[PROBABILITIES.index("p"):] if name not in OUTSIDE_COLUMNS)


def write(run_folder: str | Path) -> Path:
    """Write probabilities.csv into the run folder and return its path; the file appears whole or not at all."""
    run = open_run(run_folder)
    return write_table(run.folder / "probabilities.csv", table(run))


def table(run: Run) -> pl.DataFrame:
    """One row per goal and reading in the order of the definitions; goals without numbers stay, with draws 0."""
    definitions, goals = run.goal_definitions(), run.goals()
    _check_known(run, definitions, goals)
    scores = _scores(run)
    groups = goals.partition_by("goal", "reading", as_dict=True)
    rows = []
    for definition in definitions.iter_rows(named=True):
        frame = groups.get((definition["goal"], definition["reading"]))
        numbers = _empty() if frame is None else _row(frame, definition, scores)
        rows.append({**{name: definition[name] for name in PROBABILITIES if name in definition}, **numbers})
    schema = dict.fromkeys(NUMBERS, pl.Float64) | {"draws": pl.Int64, "target": pl.Float64}
    told = pl.DataFrame(rows, schema_overrides=schema, infer_schema_length=None)
    return outside.add(run, told).select(PROBABILITIES)


def joint(run_folder: str | Path, kinds: dict[str, str] | None = None) -> pl.DataFrame:
    """How many targets are met together, by kind.

    Columns: kind ('all' for every kind), total, met, p: the share of runs
    meeting exactly that many. Default readings only: a goal counts once.
    `kinds` renames kinds first, so that several are counted as one group.
    """
    run = open_run(run_folder)
    defaults = run.goal_definitions().filter("is_default").select("goal", "reading", "kind")
    rows = run.goals().join(defaults, on=["goal", "reading"], how="inner")
    rows = rows.with_columns(pl.col("kind").replace(kinds or {}))
    both = pl.concat([rows, rows.with_columns(kind=pl.lit("all"))])
    counts = both.group_by("kind", "draw", "seed").agg(
        met=pl.col("met").sum().cast(pl.Int64), total=pl.len().cast(pl.Int64)
    )
    shares = counts.group_by("kind", "met").agg(runs=pl.len(), total=pl.col("total").max())
    return (
        shares.with_columns(p=pl.col("runs") / pl.col("runs").sum().over("kind"))
        .select("kind", "total", "met", "p")
        .sort("kind", "met")
    )


def wilson(hits: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `hits` in `n` independent draws."""
    p, z2 = hits / n, NORMAL_95**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = NORMAL_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # At no hit and at all hits one end is exact; rounding must not move it.
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    return low, 1.0 if hits == n else min(1.0, centre + half)


def bootstrap(shares: np.ndarray) -> tuple[float, float]:
    """95 % interval of the mean of per-draw shares, resampling draws; the stream is fixed so the file is too."""
    n = len(shares)
    if np.ptp(shares) == 0:
        # Resampling equal draws would claim certainty; Wilson on the draws does not.
        return wilson(float(shares.sum()), n)
    chosen = np.random.default_rng(n).integers(0, n, size=(RESAMPLES, n))
    low, high = np.quantile(shares[chosen].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def reweight(z: np.ndarray, met: np.ndarray, shift: float) -> tuple[float, float]:
    """Chance in a world whose factor is centred on `shift`, and the effective number of draws left.

    z and met have one entry per draw. w = phi(z - shift) / phi(z).
    """
    w = np.exp(shift * z - shift * shift / 2)
    return float((w * met).sum() / w.sum()), float(w.sum() ** 2 / (w * w).sum())


def is_met(values: np.ndarray, definition: dict) -> np.ndarray | None:
    """Whether each published value meets the target; None where the definition does not say how."""
    target, comparator = definition["target"], definition["comparator"]
    if target is None:
        return None
    decimals = definition["decimals"]
    published = values if decimals is None else _published(values, int(decimals))
    slack = 1e-9 * max(1.0, abs(target))
    if comparator in (">=", "rule"):
        return published >= target - slack
    if comparator == "<=":
        return published <= target + slack
    if comparator == "=":
        return np.abs(published - target) <= slack
    tolerance = definition.get("tolerance")
    return None if tolerance is None else np.abs(published - target) <= tolerance + slack


def _published(values: np.ndarray, decimals: int) -> np.ndarray:
    """Half rounds up, as bulletins do: 5.95 prints 6.0."""
    scale = 10.0**decimals
    return np.floor(values * scale + HALF + 1e-9) / scale


def _check_known(run: Run, definitions: pl.DataFrame, goals: pl.DataFrame) -> None:
    unknown = goals.select("goal", "reading").unique().join(definitions, on=["goal", "reading"], how="anti")
    if unknown.height:
        first = unknown.sort("goal", "reading").row(0)
        raise RunFolderError(
            f"{run.folder / 'goals.parquet'}: goal '{first[0]}', reading '{first[1]}' is not in "
            "definitions/goals.csv; every simulated goal needs its definition."
        )


def _scores(run: Run) -> dict[int, float]:
    rows = run.draws().filter(pl.col("parameter") == WORLD_SCORE)
    return dict(zip(rows["draw"].to_list(), rows["value"].to_list(), strict=True))


def _empty() -> dict:
    return {"draws": 0} | dict.fromkeys(NUMBERS)


def _row(frame: pl.DataFrame, definition: dict, scores: dict[int, float]) -> dict:
    by_draw = frame.group_by("draw").agg(share=pl.col("met").mean(), seeds=pl.len()).sort("draw")
    shares = by_draw["share"].to_numpy()
    n = len(shares)
    several = frame.height > n
    low, high = bootstrap(shares) if several else wilson(float(shares.sum()), n)
    row = {"draws": n, "p": float(shares.mean()), "p_low": low, "p_high": high}
    row["p_model"] = _p_model(frame, definition)
    row |= _worlds(by_draw["draw"].to_list(), shares, scores)
    values = frame["value"].drop_nulls().drop_nans()
    row["mean"] = values.mean()
    return row | {name: values.quantile(q, "linear") for name, q in QUANTILES.items()}


def _p_model(frame: pl.DataFrame, definition: dict) -> float | None:
    """Chance without structural error; only where our reading of the comparator repeats the run's own verdicts."""
    again = is_met(frame["value"].to_numpy(), definition)
    if again is None:
        return None
    if not np.array_equal(again, frame["met"].to_numpy()):
        warnings.warn(
            f"goal '{definition['goal']}', reading '{definition['reading']}': comparator "
            f"{definition['comparator']} {definition['target']} does not repeat column met; p_model left empty.",
            stacklevel=2,
        )
        return None
    verdicts = frame.with_columns(model=pl.Series(is_met(frame["value_model"].to_numpy(), definition)))
    by_draw = verdicts.group_by("draw").agg(pl.col("model").mean()).sort("draw")
    return float(by_draw["model"].to_numpy().mean())


def _worlds(draws: list[int], shares: np.ndarray, scores: dict[int, float]) -> dict:
    if any(draw not in scores for draw in draws):
        return {"p_pessimistic": None, "p_optimistic": None, "n_eff": None}
    z = np.array([scores[draw] for draw in draws])
    low, n_low = reweight(z, shares, -SHIFT)
    high, n_high = reweight(z, shares, SHIFT)
    return {"p_pessimistic": low, "p_optimistic": high, "n_eff": min(n_low, n_high)}
