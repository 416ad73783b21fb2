"""Administration beside its records: each pair of a plan and its end is foretold from the others, and scored.

`python tests/evidence/records.py` writes the tables into sim/EVIDENCE.md. Two ways to leave out: one pair, or all pairs
of its place, as the district is a place without records. Each is foretold as of an office of which nothing is known.
Brier and log score are one line each and stand here; no library is needed for them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scenarios.declarations import ROOT, Declaration, load_tree
from scenarios.design import quantile
from scenarios.posterior import OWN, PARTS, Pair, Posterior, posterior_of, read_pairs
from tests.liveness.published import publish

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "records"
FOLDER = ROOT / "conf" / "observations"
DRAWS, RESAMPLES = 40_000, 4_000
INTERVALS = (0.5, 0.9)
Forecast = Callable[[Posterior], NDArray]  # log of the end over the print, (DRAWS,)


@cache
def declared(name: str) -> Declaration:
    """A value of behaviour.government with its prior."""
    return load_tree().chosen({"behaviour": "base"})[f"behaviour.government.{name}"]


def drawn(records: Posterior, selection: NDArray | float = 0.0) -> NDArray:
    """Log ratios of one item of an office without records, by what the pairs say, (DRAWS,)."""
    rng, given = np.random.default_rng(0), {}
    for part in PARTS:
        given[part] = records.draw(part, rng.random(DRAWS), given)
    office, own = rng.standard_normal((2, DRAWS))
    return (1.0 - selection) * given["mean"] + given["between"] * office + given[OWN] * own


def as_the_model_reads(records: Posterior, selection: NDArray | float = 0.0) -> NDArray:
    """The same after the pace in hand of a bureau behind schedule, which takes it to its print and no further."""
    log, slack = drawn(records, selection), quantile(declared("slack"), np.random.default_rng(1).random(DRAWS))
    return np.where(log >= 0.0, log, np.minimum(log + np.log1p(slack), 0.0))


def with_selection(records: Posterior) -> NDArray:
    """What the model takes for the district: part of the records' mean is selection."""
    shares = np.random.default_rng(2).random(DRAWS)
    return as_the_model_reads(records, quantile(declared("completion.selection"), shares))


FORECASTS: dict[str, Forecast] = {
    "records, as the model reads them": as_the_model_reads,
    "records alone, without pace in hand": drawn,
    "records less selection, as for the district": with_selection,
}


def others(pairs: Sequence[Pair], left_out: Pair, by_place: bool) -> list[Pair]:
    """What is left to foretell a pair from."""
    if by_place:
        return [pair for pair in pairs if pair.office != left_out.office]
    return [pair for pair in pairs if pair.name != left_out.name]


def class_rate(pairs: Sequence[Pair]) -> float:
    """How often plans of the class were met, by Jeffreys: half a success and half a failure more."""
    return (sum(pair.is_met for pair in pairs) + 0.5) / (len(pairs) + 1.0)


def chances(pairs: Sequence[Pair], by_place: bool, forecast: Forecast | None) -> NDArray:
    """Chance of met of each pair from the others; by the class rate where there is no forecast."""
    found = []
    for pair in pairs:
        left = others(pairs, pair, by_place)
        found.append(class_rate(left) if forecast is None else float(np.mean(forecast(posterior_of(left)) >= 0.0)))
    return np.array(found)


def brier(chance: NDArray, met: NDArray) -> NDArray:
    """Squared distance of chance and outcome, pair by pair; 0 is best."""
    return (chance - met) ** 2


def log_score(chance: NDArray, met: NDArray) -> NDArray:
    """Less the log of the chance given to what came, pair by pair; 0 is best."""
    return -np.log(np.where(met, chance, 1.0 - chance))


def resampled(values: NDArray, pairs: Sequence[Pair]) -> tuple[float, float]:
    """5 and 95 % points of the mean over places drawn with replacement: pairs of one place are no independent news."""
    places = [np.array([pair.office == place for pair in pairs]) for place in dict.fromkeys(p.office for p in pairs)]
    sums, counts = (np.array([f(values[rows]) for rows in places]) for f in (np.sum, len))
    chosen = np.random.default_rng(3).integers(len(places), size=(RESAMPLES, len(places)))
    low, high = np.quantile(sums[chosen].sum(axis=1) / counts[chosen].sum(axis=1), (0.05, 0.95))
    return float(low), float(high)


def coverage(pairs: Sequence[Pair], by_place: bool, forecast: Forecast, share: float) -> tuple[int, int]:
    """How many log ratios lie inside the middle interval of `share`, of how many."""
    inside = []
    for pair in pairs:
        if np.isfinite(pair.ratio):
            logs = forecast(posterior_of(others(pairs, pair, by_place)))
            low, high = np.quantile(logs, (0.5 - share / 2, 0.5 + share / 2))
            inside.append(low <= pair.ratio <= high)
    return sum(inside), len(inside)


def score_table(pairs: Sequence[Pair]) -> str:
    """Markdown: one line for each forecast and way to leave out."""
    met = np.array([pair.is_met for pair in pairs])
    heads = ("left out", "forecast", "mean chance", "Brier (5-95 %)", "log score (5-95 %)",
             "log score less class rate's (5-95 %)",
             *(f"in the {share:.0%} interval" for share in INTERVALS))  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for by_place in (False, True):
        rate = chances(pairs, by_place, None)
        rows = {"class rate": rate, "one half": np.full(len(pairs), 0.5)}
        rows |= {name: chances(pairs, by_place, forecast) for name, forecast in FORECASTS.items()}
        for name, chance in rows.items():
            scores = brier(chance, met), log_score(chance, met), log_score(chance, met) - log_score(rate, met)
            cells = [f"{values.mean():.3f} ({low:.3f} to {high:.3f})" for values in scores
                     for low, high in [resampled(values, pairs)]]  # fmt: skip
            forecast = FORECASTS.get(name)
            inside = ["-" if forecast is None else "{} of {}".format(*coverage(pairs, by_place, forecast, share))
                      for share in INTERVALS]  # fmt: skip
            told = ("its place" if by_place else "the pair", name, f"{chance.mean():.2f}", *cells, *inside)
            lines.append("| " + " | ".join(told) + " |")
    return "\n".join(lines)


def choice_table(pairs: Sequence[Pair]) -> str:
    """Markdown: what other choices of pairs would say of an office without records."""
    totals = [Pair("p27", "Licheng, Putian", float(np.log(300 / 385)), False),
              Pair("p30", "Wuchang, Wuhan", float(np.log(380 / 365)), True)]  # fmt: skip
    busiest = max((pair.office for pair in pairs), key=[pair.office for pair in pairs].count)
    choices = {
        "as taken": list(pairs),
        "with both totals of fixed investment": [*pairs, *totals],
        "with the one that was met": [*pairs, totals[1]],
        f"without {busiest}": [pair for pair in pairs if pair.office != busiest],
        "each pair a place of its own but two": [replace(pair, office=pair.name) if pair.name not in ("p31", "p32")
                                                 else pair for pair in pairs],
    }  # fmt: skip
    heads = ("pairs", "ratios", "middle ratio", "5-95 % of a ratio", "chance of met as the model reads them",
             "less selection")  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for name, chosen in choices.items():
        records = posterior_of(chosen)
        low, middle, high = np.exp(np.quantile(drawn(records), (0.05, 0.5, 0.95)))
        number = sum(np.isfinite(pair.ratio) for pair in chosen)
        read, less = (np.mean(forecast(records) >= 0.0) for forecast in (as_the_model_reads, with_selection))
        lines.append(f"| {name} | {number} | {middle:.2f} | {low:.2f} to {high:.2f} | {read:.2f} | {less:.2f} |")
    return "\n".join(lines)


def tables() -> str:
    """Both tables."""
    pairs = read_pairs(FOLDER)
    return f"{score_table(pairs)}\n\n{choice_table(pairs)}"


if __name__ == "__main__":
    publish(FILE, MARK, tables())
