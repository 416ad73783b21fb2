"""Backtests: forecasts made again as of earlier year-ends, scored on what came.

(a) The layers behind industry: the province's growth, and the city's gap to it, by one rule at each year-end from 2016
on: the mean of the record so far, with the spread the layer is declared with for 2024. (b) The whole model asked at the
end of 2022 for 2023 (`world=as_of_2022`), scored on what is published. `python tests/evidence/backtest.py` writes both
into sim/EVIDENCE.md.

Why last year again and a regression beside it: who cannot beat them has nothing to say about the next year.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.stats import norm

from analysis import scoring
from scenarios import district, measures
from scenarios.declarations import ROOT
from scenarios.design import TAIL
from sim.region import Region
from tests.evidence.table import FILE
from tests.liveness.plan import Plan, in_processes, make_plan
from tests.liveness.published import publish

DRIVERS, WHOLE = "backtest of drivers", "backtest of 2023"
INDUSTRY, PROVINCE, CITY = "industrial_value_added_growth", "province", "city"
MEMORY = "memory_unverified"
FIRST, LAST = 2017, 2023
ROLES = ("check", "driver")
DRAWS, SCALE = 20, 0.02
SPREADS = 9  # points of the discrepancy beside each draw
FORECASTS = ("layers", "last year", "regression")
Record = dict[int, float]


@dataclass(frozen=True)
class Forecast:
    """A normal forecast of one figure and what came, percent."""

    what: str
    year: int
    is_remembered: bool
    outcome: float
    given: Mapping[str, tuple[float, float]]


def records() -> dict[tuple[str, str], tuple[Record, set[int]]]:
    """Years of each statistic and scope, and those that are only remembered."""
    found: dict[tuple[str, str], tuple[Record, set[int]]] = {}
    with (ROOT / "conf" / "observations" / "record.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            years, remembered = found.setdefault((row["statistic"], row["scope"]), ({}, set()))
            years[int(row["year"])] = float(row["value"])
            if row["confidence"] == MEMORY:
                remembered.add(int(row["year"]))
    return found


def until(record: Record, year: int) -> Record:
    """What was known at the end of a year."""
    return {one: value for one, value in record.items() if one <= year}


def spread_of(layer: Mapping[str, Any]) -> float:
    """Standard deviation of a declared normal layer, percent: its range is between the 5 and 95 % points."""
    prior = layer["prior"]
    return 100.0 * (prior["high"] - prior["low"]) / 2.0 / float(norm.ppf(TAIL))


def drivers() -> list[Forecast]:
    """Industry of the province and of the city, each year as of the end of the year before."""
    layers = yaml.load((ROOT / "conf" / "world" / "base.yaml").read_text("utf-8"), yaml.CSafeLoader)["industry"]
    (province, seen_p), (city, seen_c) = records()[INDUSTRY, PROVINCE], records()[INDUSTRY, CITY]
    gaps = {year: city[year] - province[year] for year in city}
    wide, narrow = spread_of(layers["province_growth_2024"]), spread_of(layers["city_gap_2024"])
    found = []
    for year in range(FIRST, LAST + 1):
        before = until(province, year - 1)
        centre = float(np.mean(list(before.values())))
        found.append(_forecast(PROVINCE, year, year in seen_p, province, (centre, wide)))
        if gap := until(gaps, year - 1):
            both = centre + float(np.mean(list(gap.values()))), float(np.hypot(wide, narrow))
            found.append(_forecast(CITY, year, year in seen_c, city, both))
    return found


def _forecast(what: str, year: int, is_remembered: bool, record: Record, layers: tuple[float, float]) -> Forecast:
    before = until(record, year - 1)
    given = {"layers": layers}
    # A record too short for a spread of its own takes the layers': only the centres differ then.
    given["last year"] = scoring.persistence(before) or (before[year - 1], layers[1])
    if (regressed := scoring.autoregression(before)) is not None:
        given["regression"] = regressed
    return Forecast(what, year, is_remembered, record[year], given)


def of_drivers(found: list[Forecast]) -> str:
    """Markdown: CRPS in points by place and by how well the outcomes are known, with what can be told of it."""
    heads = ("growth of industry", "outcomes", "years", "layers: CRPS", "in 50 %", "in 90 %", "mean PIT",
             "last year: CRPS", "less layers", "regression: CRPS", "less layers")  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for what in (PROVINCE, CITY):
        for is_remembered, told in ((False, "seen"), (True, "remembered")):
            rows = [one for one in found if one.what == what and one.is_remembered == is_remembered]
            if rows:
                lines.append("| " + " | ".join(_driver_cells(what, told, rows)) + " |")
    return "\n".join(lines)


def _driver_cells(what: str, told: str, rows: list[Forecast]) -> tuple[str, ...]:
    pits = np.array([norm.cdf(one.outcome, *one.given["layers"]) for one in rows])
    inside = [int(np.sum(np.abs(pits - 0.5) <= level / 2.0)) for level in (0.5, 0.9)]
    cells = [what, told, ", ".join(str(one.year) for one in rows), _mean([_crps(one, "layers") for one in rows]),
             *(f"{count} of {len(rows)}" for count in inside), f"{pits.mean():.2f}"]  # fmt: skip
    for name in FORECASTS[1:]:
        both = [one for one in rows if name in one.given]
        cells.append(_mean([_crps(one, name) for one in both]))
        cells.append(_mean([_crps(one, name) - _crps(one, "layers") for one in both], is_change=True))
    return tuple(cells)


def _crps(one: Forecast, name: str) -> float:
    return scoring.crps_normal(*one.given[name], one.outcome)


def _mean(values: list[float], is_change: bool = False) -> str:
    """A mean with its 95 % bootstrap interval, and of how many."""
    if not values:
        return "none"
    mean = scoring.mean_of(np.array(values), [str(place) for place in range(len(values))])
    sign = "+" if is_change else ""
    between = _between(mean, sign)
    return f"{mean.value:{sign}.2f}{between}, n {mean.n}"


def _between(mean: scoring.Mean, sign: str) -> str:
    return "" if mean.low is None or mean.high is None else f" ({mean.low:{sign}.2f} to {mean.high:{sign}.2f})"


def of_draw(plan: Plan, draw: int) -> dict[str, float]:
    """Figures of 2023 of one draw of the world as of the end of 2022."""
    region = Region(district.load(plan.folder), plan.histories[draw], measures.acting(), draw=draw, seed=plan.seed)
    region.run_for(12)
    return region.hindcast()


def year_2023(draws: int = DRAWS, scale: float = SCALE) -> dict[str, NDArray]:
    """Figures of 2023 by name, (draws,), asked at the end of 2022."""
    plan = make_plan(draws, scale, ("world=as_of_2022",))
    results = in_processes(of_draw, [(plan, draw) for draw in range(draws)])
    return {name: np.array([each[name] for each in results]) for name in results[0]}


def published() -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Figures of 2023 from which the model was not set, and how far other places may lie from the district."""
    document = yaml.load((ROOT / "conf" / "observations" / "known_2023.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return [row for row in document["figures"] if row["role"] in ROLES], document["discrepancy"]


def with_discrepancy(values: NDArray, row: Mapping[str, Any], apart: Mapping[str, Any]) -> NDArray:
    """Draws of the district as draws of the place a figure is of, (draws * SPREADS,)."""
    sd = apart["points"] if row["unit"] == "percent" else apart["share"] * abs(row["value"])
    around = norm.ppf((np.arange(SPREADS) + 0.5) / SPREADS) * sd
    return (values[:, None] + around).ravel()


def of_2023(found: Mapping[str, NDArray]) -> str:
    """Markdown: one line a figure, and the means of growth rates below."""
    heads = ("figure of 2023", "place", "published", "model: median (5-95 %)", "PIT", "in 50 %", "in 90 %", "CRPS",
             "last year: CRPS", "regression: CRPS")  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    rows, apart = published()
    scores: list[tuple[str, float, dict[str, float]]] = []
    for row in rows:
        cells, crps, others = _cells_of_2023(row, with_discrepancy(found[row["statistic"]], row, apart[row["scope"]]),
                                             apart[row["scope"]]["points"])  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
        if row["unit"] == "percent":
            scores.append((row["statistic"], crps, others))
    for name in ("last year", "regression"):
        both = [(one, crps, others[name]) for one, crps, others in scores if name in others]
        if both:
            gained = scoring.mean_of(np.array([theirs - ours for _, ours, theirs in both]), [one for one, *_ in both])
            lines.append(f"\nCRPS of {name} less that of the model, growth rates that have both: "
                         f"{gained.value:+.2f}{_between(gained, '+')} points, n {gained.n}.")  # fmt: skip
    return "\n".join(lines)


def _cells_of_2023(
    row: Mapping[str, Any], values: NDArray, points: float
) -> tuple[tuple[str, ...], float, dict[str, float]]:
    unit, name = (1e-9, " bn") if row["unit"] == "yuan" else (1.0, "")
    told = f"{unit * row['value']:.1f}{name}"
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95)) * unit
    alike, crps = np.ones(len(values)), scoring.crps(values, row["value"]) * unit
    others = _others(row, points) if row["unit"] == "percent" else {}
    cells = (
        row["en"], row["place_en"], told, f"{middle:.1f} ({low:.1f} to {high:.1f})",
        f"{scoring.pit(values, row['value'], alike):.2f}",
        *("yes" if scoring.is_covered(values, row["value"], alike, level) else "no" for level in (0.5, 0.9)),
        f"{crps:.2f}", *(f"{others[name]:.2f}" if name in others else "none" for name in ("last year", "regression")),
    )  # fmt: skip
    return cells, crps, others


def _others(row: Mapping[str, Any], points: float) -> dict[str, float]:
    """CRPS of last year again and of a regression from the record of the same place; none where there is none.

    A record too short for a spread of its own takes the discrepancy of its scope.
    """
    record, _ = records().get((row["statistic"], row["scope"]), ({}, set()))
    before = until(record, LAST - 1)
    found = {}
    if LAST - 1 in before:
        given = scoring.persistence(before) or (before[LAST - 1], points)
        found["last year"] = scoring.crps_normal(*given, row["value"])
        if (regressed := scoring.autoregression(before)) is not None:
            found["regression"] = scoring.crps_normal(*regressed, row["value"])
    return found


if __name__ == "__main__":
    publish(FILE, DRIVERS, of_drivers(drivers()))
    publish(FILE, WHOLE, of_2023(year_2023()))
