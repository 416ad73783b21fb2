"""From draws to chances: probabilities.csv and the joint number of targets met.

Why draws and not runs are the sample: seeds of one draw share its world, so
they are not independent. One seed per draw gives Wilson's interval; several
give a bootstrap over draws. Draws count by how well they agree with what was
known (analysis/observations.py); `p_prior` is the chance without that.
"""

import math
import warnings
from pathlib import Path

import numpy as np
import polars as pl

from analysis import estimates, outside
from analysis.conditioning import Posterior, effective
from analysis.estimates import WEIGHT
from analysis.observations import known_posterior
from analysis.read import OUTSIDE_COLUMNS, PROBABILITIES, Run, RunFolderError, open_run, write_table

WORLD_SCORE = "score:world_demand"
SHIFT = 0.84  # normal score of the 80th percentile: a world centred on the 20th or 80th
NORMAL_95 = 1.959963984540054
RESAMPLES = 2000
QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.50, "q75": 0.75, "q95": 0.95}
HALF = 0.5
SHARED = 0.05  # part of the draws that makes an end of a column one where figures stop
NUMBERS = tuple(name for name in PROBABILITIES[PROBABILITIES.index("n_eff_draws"):] if name not in OUTSIDE_COLUMNS)


def write(run_folder: str | Path) -> Path:
    """Write probabilities.csv into the run folder and return its path; the file appears whole or not at all."""
    run = open_run(run_folder)
    return write_table(run.folder / "probabilities.csv", table(run))


def table(run: Run, posterior: Posterior | None = None) -> pl.DataFrame:
    """One row per goal and reading in the order of the definitions; goals without numbers stay, with draws 0.

    `posterior`: the draws after what was observed; what was known of 2023 where it is not given.
    """
    posterior = posterior or known_posterior(run)[0]
    definitions, goals = run.goal_definitions(), run.goals()
    _check_known(run, definitions, goals)
    scores = _scores(run)
    groups = goals_after(goals, definitions, posterior).partition_by("goal", "reading", as_dict=True)
    rows = []
    for definition in definitions.iter_rows(named=True):
        frame = groups.get((definition["goal"], definition["reading"]))
        numbers = _empty() if frame is None else _row(frame, definition, scores, posterior)
        rows.append({**{name: definition[name] for name in PROBABILITIES if name in definition}, **numbers})
    schema = dict.fromkeys(NUMBERS, pl.Float64) | {"draws": pl.Int64, "target": pl.Float64}
    told = pl.DataFrame(rows, schema_overrides=schema, infer_schema_length=None)
    return outside.add(run, told).select(PROBABILITIES)


def goals_after(goals: pl.DataFrame, definitions: pl.DataFrame, posterior: Posterior) -> pl.DataFrame:
    """Rows of goals.parquet with the weight of their draw and `met_prior`; figures moved where weights carry not all.

    What a programme delivers is not moved beyond what some draw delivers, nor a figure that is never negative below 0.
    A draw at an end that many share, such as all of a closed list, stays there: it is no point of a straight line.
    """
    places = np.searchsorted(posterior.draws, goals["draw"].to_numpy())
    goals = goals.with_columns(met_prior=pl.col("met"), weight=pl.Series(posterior.weights[places]))
    if posterior.exponent == 1.0:
        return goals
    about = {(row["goal"], row["reading"]): row for row in definitions.iter_rows(named=True)}
    parts = []
    for (goal, reading), frame in goals.partition_by("goal", "reading", as_dict=True, maintain_order=True).items():
        values = frame.select("value", "value_model").to_numpy()
        moved = posterior.carried(values, np.searchsorted(posterior.draws, frame["draw"].to_numpy()))
        definition = about[goal, reading]
        least, most = float(values.min()), float(values.max())
        if definition["kind"] == "market":
            least, most = (0.0 if least >= 0.0 else -np.inf), np.inf
        moved = np.clip(moved, least, most)
        moved = np.where(_at_shared_end(values), values, moved)
        if definition["decimals"] is not None:
            moved = _published(moved, int(definition["decimals"]))
        met = is_met(moved[:, 0], definition)
        parts.append(frame.with_columns(
            value=pl.Series(moved[:, 0]), value_model=pl.Series(moved[:, 1]),
            met=frame["met"] if met is None else pl.Series(met),
        ))  # fmt: skip
    return pl.concat(parts)


def _at_shared_end(values: np.ndarray) -> np.ndarray:
    """Which figures lie at the lowest or highest of their column, where more than `SHARED` of the column does."""
    ends = [values == end for end in (values.min(axis=0), values.max(axis=0))]
    return np.logical_or(*(at & (at.mean(axis=0) > SHARED) for at in ends))


def joint(run_folder: str | Path, kinds: dict[str, str] | None = None) -> pl.DataFrame:
    """How many targets are met together, by kind.

    Columns: kind ('all' for every kind), total, met, p: the share of runs
    meeting exactly that many, by weight. Default readings only: a goal counts once.
    `kinds` renames kinds first, so that several are counted as one group.
    """
    run = open_run(run_folder)
    posterior = known_posterior(run)[0]
    definitions = run.goal_definitions()
    defaults = definitions.filter("is_default").select("goal", "reading", "kind")
    rows = goals_after(run.goals(), definitions, posterior).join(defaults, on=["goal", "reading"], how="inner")
    rows = rows.with_columns(pl.col("kind").replace(kinds or {}))
    both = pl.concat([rows, rows.with_columns(kind=pl.lit("all"))])
    counts = both.group_by("kind", "draw", "seed").agg(
        pl.col(WEIGHT).first(), met=pl.col("met").sum().cast(pl.Int64), total=pl.len().cast(pl.Int64)
    )
    # Equal weights are ones, whose sum is the number of runs to the last digit in any order.
    shares = counts.sort("draw", "seed").group_by("kind", "met", maintain_order=True).agg(
        pl.col(WEIGHT).sum(), total=pl.col("total").max()
    )
    return (
        shares.with_columns(p=pl.col(WEIGHT) / pl.col(WEIGHT).sum().over("kind"))
        .select("kind", "total", "met", "p")
        .sort("kind", "met")
    )


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `hits` in `n` independent draws."""
    p, z2 = hits / n, NORMAL_95**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = NORMAL_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # At no hit and at all hits one end is exact; rounding must not move it.
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    return low, 1.0 if hits >= n else min(1.0, centre + half)


def bootstrap(shares: np.ndarray, weights: np.ndarray | None = None) -> tuple[float, float]:
    """95 % interval of the mean of per-draw shares, resampling draws; the stream is fixed so the file is too."""
    n = len(shares)
    if np.ptp(shares) == 0:
        # Resampling equal draws would claim certainty; Wilson on the draws does not.
        n_eff = n if weights is None else effective(weights)
        return wilson(float(shares[0]) * n_eff, n_eff)
    chosen = np.random.default_rng(n).integers(0, n, size=(RESAMPLES, n))
    if weights is None:
        means = shares[chosen].mean(axis=1)
    else:
        means = (shares * weights)[chosen].sum(axis=1) / weights[chosen].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def reweight(z: np.ndarray, met: np.ndarray, shift: float, weights: np.ndarray | float = 1.0) -> tuple[float, float]:
    """Chance in a world whose factor is centred on `shift`, and the effective number of draws left.

    z, met and weights have one entry per draw. w = weight * phi(z - shift) / phi(z).
    """
    w = weights * np.exp(shift * z - shift * shift / 2)
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


def _row(frame: pl.DataFrame, definition: dict, scores: dict[int, float], posterior: Posterior) -> dict:
    by_draw = frame.group_by("draw").agg(
        pl.col(WEIGHT).first(), share=pl.col("met").mean(), prior=pl.col("met_prior").mean(), seeds=pl.len()
    ).sort("draw")
    shares, weights = by_draw["share"].to_numpy(), by_draw[WEIGHT].to_numpy()
    n, n_eff = len(shares), effective(weights)
    p = float(shares.mean()) if posterior.is_uniform else estimates.mean(shares, weights)
    several = frame.height > n
    if several:
        low, high = bootstrap(shares, None if posterior.is_uniform else weights)
    else:
        low, high = wilson(float((shares * weights).sum()) * (n_eff / float(weights.sum())), n_eff)
    row = {"draws": n, "n_eff_draws": n_eff, "p": p, "p_prior": float(by_draw["prior"].to_numpy().mean())}
    row |= {"p_low": low, "p_high": high, "p_model": _p_model(frame, definition, posterior)}
    row |= _worlds(by_draw["draw"].to_list(), shares, scores, weights)
    return row | _values(frame, posterior)


def _values(frame: pl.DataFrame, posterior: Posterior) -> dict:
    finite = frame.filter(pl.col("value").is_not_null() & pl.col("value").is_not_nan())
    values, weights = finite["value"], None if posterior.is_uniform else finite[WEIGHT].to_numpy()
    if weights is None or not len(values):
        return {"mean": values.mean()} | {name: values.quantile(q, "linear") for name, q in QUANTILES.items()}
    found = estimates.quantiles(values.to_numpy(), weights, list(QUANTILES.values()))
    return {"mean": estimates.mean(values.to_numpy(), weights)} | dict(zip(QUANTILES, found, strict=True))


def _p_model(frame: pl.DataFrame, definition: dict, posterior: Posterior) -> float | None:
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
    by_draw = verdicts.group_by("draw").agg(pl.col("model").mean(), pl.col(WEIGHT).first()).sort("draw")
    told = by_draw["model"].to_numpy()
    return float(told.mean()) if posterior.is_uniform else estimates.mean(told, by_draw[WEIGHT].to_numpy())


def _worlds(draws: list[int], shares: np.ndarray, scores: dict[int, float], weights: np.ndarray) -> dict:
    if any(draw not in scores for draw in draws):
        return {"p_pessimistic": None, "p_optimistic": None, "n_eff": None}
    z = np.array([scores[draw] for draw in draws])
    low, n_low = reweight(z, shares, -SHIFT, weights)
    high, n_high = reweight(z, shares, SHIFT, weights)
    return {"p_pessimistic": low, "p_optimistic": high, "n_eff": min(n_low, n_high)}
