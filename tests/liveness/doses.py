"""Dose and response: each of four levers at 0 to 200 % of the printed policy, for each kind of agent, over three years.

Why four years of run: land and energy work through plants that stand two or three years later; what shows nothing in
2024 may show at 36 and 48 months. Why the draws are stored: `python tests/liveness/doses.py` runs all of them and
writes them to tests/golden/doses.csv and two tables to sim/EVIDENCE.md, the responses and the sixteen cells; the tests
run a few of the same draws again, which must give the stored numbers, and judge the rest by what is stored.
"""

import copy
import csv
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.declarations import ROOT
from scenarios.measures import measures
from scenarios.tasks import flatten, nest
from tests.liveness import cells
from tests.liveness.found import BREAK, DOSES, LABELS, TOLD, USUAL, YEARS, Found, stacked
from tests.liveness.measures import history, run_on
from tests.liveness.plan import DRAWS, ROUNDING, SCALE, Plan, in_processes, make_plan
from tests.liveness.published import publish
from tests.liveness.responses import LEVERS, ROWS, SHIFTED, Response

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "doses"
STORED = ROOT / "tests" / "golden" / "doses.csv"
DIGITS = 9  # of what is stored
# What is dosed and looked at: each pair of lever and series once.
ASKED = tuple(dict.fromkeys((*((row.lever, row.series) for row in ROWS), *cells.asked())))
def dosed(values: Mapping[str, Any], lever: str, dose: float) -> dict[str, Any]:
    """The values of a draw with every part of a lever multiplied."""
    flat = flatten(copy.deepcopy(dict(values)))
    for part in LEVERS[lever]:
        path = part if "." in part else f"{measures()[part].path}.intensity"
        flat[path] = flat[path] + SHIFTED[part] * (dose - 1.0) if part in SHIFTED else flat[path] * dose
    return nest(flat)


def of_draw(plan: Plan, draw: int) -> NDArray:
    """Yearly sums of each pair of `ASKED` by dose, (pairs, doses, years)."""
    past, values = history(plan, draw), plan.values[draw]
    last = YEARS[-1][1]
    usual = run_on(past, values, last).series
    runs = {(lever, dose): usual if dose == 1.0 else run_on(past, dosed(values, lever, dose), last).series
            for lever in LEVERS for dose in DOSES}  # fmt: skip
    sums = np.zeros((len(ASKED), len(DOSES), len(YEARS)))
    for number, (lever, series) in enumerate(ASKED):
        for place, dose in enumerate(DOSES):
            months = np.asarray(runs[lever, dose].get(series, np.zeros(last)))
            sums[number, place] = [months[first - 1 : end].sum() for first, end in YEARS]
    return sums


def changes(draws: Sequence[int], scale: float = SCALE) -> NDArray:
    """Change of each pair's yearly sum in some draws, share of it, (pairs, draws, doses, years)."""
    plan = make_plan(DRAWS, scale)
    sums = np.stack(in_processes(of_draw, [(plan, draw) for draw in draws]), axis=1)
    usual = sums[:, :, USUAL : USUAL + 1]
    change = sums - usual
    change = np.where(np.abs(change) <= ROUNDING * np.abs(usual), 0.0, change)
    return change / np.where(usual == 0.0, 1.0, np.abs(usual))


def store(change: NDArray) -> None:
    """Write all draws: a line for each pair, draw and dose, with a change for each year."""
    with STORED.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("lever", "series", "draw", "dose", *LABELS))
        for number, pair in enumerate(ASKED):
            for draw, place in np.ndindex(change.shape[1:3]):
                told = (f"{value:.{DIGITS}g}" for value in change[number, draw, place])
                lines.writerow((*pair, draw, DOSES[place], *told))


def stored() -> dict[tuple[str, str], Found]:
    """What every pair of lever and series found in all draws, as stored."""
    with STORED.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(dict.fromkeys((line["lever"], line["series"]) for line in lines)) == ASKED, "run: make tables"
    numbers = np.array([[float(line[label]) for label in LABELS] for line in lines])
    split = numbers.reshape(len(ASKED), DRAWS, len(DOSES), len(YEARS))
    return {pair: Found(change) for pair, change in zip(ASKED, split, strict=True)}


def table(found: Mapping[tuple[str, str], Found]) -> str:
    """Markdown: a line for each row, its years one below the other; median and 5-95 % over draws at each dose."""
    heads = ("lever", "agent", "series", "year", *TOLD, "expected", "why")
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in ROWS:
        told = stacked(found[row.lever, row.series])
        expected = BREAK.join(row.expected)
        lines.append("| " + " | ".join((row.lever, row.agent, f"`{row.series}`", *told, expected, row.reason)) + " |")
    return "\n".join(lines)


def holds(row: Response, found: Found, year: int, enough: int) -> bool:
    """Whether a response is as theory says in that year; see `Response` for the words."""
    change, expected = found.change[:, :, year], row.expected[year]
    if expected == "nothing":
        return bool(np.all(np.abs(np.median(change, axis=0)) < row.unseen))
    sign = 1.0 if expected.startswith("up") else -1.0
    up_to_usual = sign * (change[:, USUAL] - change[:, 0])
    beyond = sign * (change[:, -1] - change[:, USUAL])
    medians = sign * np.median(change, axis=0)
    if expected.endswith("saturates"):
        return bool(np.sum(up_to_usual > 0.0) >= enough and np.median(beyond) < 0.5 * np.median(up_to_usual))
    whole = sign * (change[:, -1] - change[:, 0])
    return bool(np.sum(whole > 0.0) >= enough and np.all(np.diff(medians) >= 0.0))


if __name__ == "__main__":
    store(changes(range(DRAWS)))
    publish(FILE, MARK, table(stored()))
    publish(FILE, cells.MARK, cells.table(stored(), TOLD))
