"""What a referee asked: seven changes of policy and of credit, each against the printed policy in the same draw.

Each sentence says what a series does in one year and carries the sign it claims; the tests hold it to that.
`python tests/liveness/experiments.py` runs all draws and writes them to tests/golden/experiments.csv and the table to
sim/EVIDENCE.md.
"""

import copy
import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import listings
from scenarios.declarations import ROOT
from scenarios.measures import measures
from scenarios.outcomes import Goals, goal_rows
from scenarios.tasks import flatten, nest
from sim.phases.policy.lines import LINES
from sim.region import Region
from tests.liveness.found import LABELS, YEARS
from tests.liveness.measures import history
from tests.liveness.plan import DRAWS, ENOUGH, ROUNDING, SCALE, Plan, in_processes, make_plan
from tests.liveness.published import plain, publish

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "experiments"
STORED = ROOT / "tests" / "golden" / "experiments.csv"
DIGITS = 9  # of what is stored
UP, SAME, DOWN = 1, 0, -1
SEEN = 0.001  # a median below it is told as unchanged, share
GAINED, LOST = "targets gained", "targets lost"
NEVER = -1e15  # yuan: room of a branch that makes no loan


@dataclass(frozen=True)
class Says:
    """One sentence, and what it claims: `series` in the year numbered `year` (0: 2024) goes the way of `sign`."""

    text: str
    series: str
    year: int
    sign: int


@dataclass(frozen=True)
class Experiment:
    """Values from 2024 on, by path: multiplied (`times`) or put (`put`); a branch that is closed; what is looked at.

    Series in `yuan` are told as a change in million yuan, the others in percent.
    """

    name: str
    series: tuple[str, ...]
    says: tuple[Says, ...]
    times: Mapping[str, float] | None = None
    put: Mapping[str, float] | None = None
    closed_bank: int | None = None
    yuan: tuple[str, ...] = ()


def strength(keys: tuple[str, ...], factor: float) -> dict[str, float]:
    """The strength of some measures multiplied, by path."""
    return {f"{measures()[key].path}.intensity": factor for key in keys}


MONEY = ("fiscal.upper_transfers", "fiscal.arrears")
EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment(
        "all eight lines doubled",
        ("consumption.government", *MONEY, "fiscal.own_revenue", "value_added.services"),
        (
         Says("Nothing more comes from above.", "fiscal.upper_transfers", 0, SAME),
         Says("What the lines claim is bought no longer elsewhere: purchases fall,",
              "consumption.government", 0, DOWN),
         Says("and services, which sell to government, make less.", "value_added.services", 0, DOWN),
        ),
        times={f"policy.factors.m55.line_{chapter}": 2.0 for chapter in LINES}, yuan=MONEY,
    ),
    Experiment(
        "banks have to lend a fifth less (allotment -20 % a year)",
        ("loans.enterprises", "income.property", "investment.projects.industry", "investment.projects.infrastructure",
         "starts.new", "homes.bought", "value_added.industry", "consumption.households"),
        (
         Says("Projects cannot start,", "starts.new", 0, DOWN),
         Says("works stop,", "investment.projects.infrastructure", 0, DOWN),
         Says("no home is bought on a mortgage,", "homes.bought", 0, DOWN),
         Says("and owners draw less, not more.", "income.property", 0, DOWN),
         Says("Industry makes less a year later.", "value_added.industry", 1, DOWN),
        ),
        put={"behaviour.credit.allotment_growth": -0.2},
    ),
    Experiment(
        "the local bank, a quarter of lending, makes no loan",
        ("loans.enterprises", "income.property", "starts.new", "homes.bought", "consumption.households"),
        (
         Says("Fewer homes are bought,", "homes.bought", 0, DOWN),
         Says("and firms owe less.", "loans.enterprises", 0, DOWN),
        ),
        closed_bank=0,
    ),
    Experiment(
        "clause 58 three times as strong",
        ("loans.guaranteed", "loans.enterprises", "investment.enterprises", "fai.total", "income.disposable"),
        (
         Says("More loans are covered", "loans.guaranteed", 0, UP),
         Says("but firms owe no more in all:", "loans.enterprises", 0, SAME),
         Says("dearer debt is replaced, and enterprises invest more,", "investment.enterprises", 0, UP),
         Says("too little to be seen in fixed investment of the district.", "fai.total", 0, SAME),
        ),
        times=strength(("m58",), 3.0),
    ),
    Experiment(
        "eleven measures of manufacturing three times as strong",
        ("aid.equipment", "investment.manufacturing_own", "fai.manufacturing", "value_added.industry"),
        (
         Says("Manufacturers buy more machines at once.", "investment.manufacturing_own", 0, UP),
        ),
        times=strength(tuple(f"m{number}" for number in range(14, 25)), 3.0),
    ),
    Experiment(
        "measures of land off (clauses 15, 41, 59, 60)",
        ("land.expansions", "starts.new", "homes.bought", "fai.total", "value_added.industry",
         "compensation.households", "consumption.households"),
        (
         Says("Fewer projects start in 2024,", "starts.new", 0, DOWN),
         Says("firms cannot expand,", "land.expansions", 0, DOWN),
         Says("fixed investment falls,", "fai.total", 0, DOWN),
         Says("and fewer homes are bought once those begun are finished.", "homes.bought", 2, DOWN),
        ),
        times=strength(("m15", "m41", "m59", "m60"), 0.0),
    ),
    Experiment(
        "measures of energy off (clause 61)",
        ("energy.granted", "starts.new", "investment.manufacturing_own", "value_added.industry", "energy.homes",
         "consumption.households"),
        (
         Says("Reviews grant what was in hand and then nothing;", "energy.granted", 1, DOWN),
         Says("industry of 2024 does not notice,", "value_added.industry", 0, SAME),
         Says("and what households spend in 2024 does not change.", "consumption.households", 0, SAME),
        ),
        times=strength(("m61",), 0.0),
    ),
)  # fmt: skip


def changed(values: Mapping[str, Any], experiment: Experiment) -> dict[str, Any]:
    """The values of a draw with an experiment's put in."""
    flat = flatten(copy.deepcopy(dict(values)))
    for path, factor in (experiment.times or {}).items():
        flat[path] *= factor
    for path, value in (experiment.put or {}).items():
        assert path in flat, path
        flat[path] = value
    return nest(flat)


def asked() -> tuple[tuple[str, str], ...]:
    """Every experiment with everything that is stored of it: its series, targets gained and lost, each target."""
    goals = tuple(f"goal {reading.goal}" for reading in _defaults(listings.goals()))
    return tuple((each.name, what) for each in EXPERIMENTS for what in (*each.series, GAINED, LOST, *(
        goals if each is EXPERIMENTS[0] else ())))  # fmt: skip


def of_draw(plan: Plan, draw: int) -> NDArray:
    """Yearly sums without and with each experiment, in the order of `asked()`, (pairs, 2, years).

    Of targets 2024 alone counts: how many are gained and lost, and whether each is met.
    """
    past, values, last = history(plan, draw), plan.values[draw], YEARS[-1][1]
    usual = past.branch(values)
    usual.run_for(last - past.month)
    found = []
    for experiment in EXPERIMENTS:
        region = past.branch(changed(values, experiment))
        if experiment.closed_bank is not None:
            region.state.offices.banks[experiment.closed_bank].room = NEVER
        region.run_for(last - past.month)
        met = [_met(one, plan.seed, draw) for one in (usual, region)]
        told: dict[str, list[list[float]]] = {name: [_sums(one, name) for one in (usual, region)]
                                              for name in experiment.series}  # fmt: skip
        for name, sign in ((GAINED, 1), (LOST, -1)):
            count = sum((met[1][goal] - is_met) * sign > 0 for goal, is_met in met[0].items())
            told[name] = [[0.0] * len(YEARS), [float(count), 0.0, 0.0]]
        told |= {f"goal {goal}": [[float(one[goal]), 0.0, 0.0] for one in met] for goal in met[0]}
        found += [told[what] for name, what in asked() if name == experiment.name]
    return np.array(found)


def _sums(region: Region, name: str) -> list[float]:
    months = np.asarray(region.series().get(name, np.zeros(YEARS[-1][1])))
    return [float(months[first - 1 : end].sum()) for first, end in YEARS]


def _defaults(goals: Goals) -> list[Any]:
    return [each for each in goals.readings if each.is_default and each.status == "measured"]


def _met(region: Region, seed: int, draw: int) -> dict[str, int]:
    """Whether each target is met by its default reading, as a run would say."""
    rows = goal_rows(listings.goals(), region.observed(), draw, seed)
    verdicts = {(row[2], row[3]): int(row[-1]) for row in rows}
    return {each.goal: verdicts.get((each.goal, each.reading), 0) for each in _defaults(listings.goals())}


def run(draws: tuple[int, ...] = tuple(range(DRAWS)), scale: float = SCALE) -> NDArray:
    """`of_draw` of some draws on all cores, (draws, pairs, 2, years)."""
    plan = make_plan(DRAWS, scale)
    return np.stack(in_processes(of_draw, [(plan, draw) for draw in draws]))


def store(found: NDArray) -> None:
    """Write every draw: a line for each experiment, what is looked at and draw."""
    with STORED.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        heads = (f"{side} {label}" for side in ("plan", "with") for label in LABELS)
        lines.writerow(("experiment", "what", "draw", *heads))
        for number, pair in enumerate(asked()):
            for draw in range(len(found)):
                lines.writerow((*pair, draw, *(f"{value:.{DIGITS}g}" for value in found[draw, number].ravel())))


def stored() -> NDArray:
    """What `run` gave for all draws, as stored."""
    with STORED.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    assert tuple(dict.fromkeys((line[0], line[1]) for line in lines)) == asked(), "run: make tables"
    numbers = np.array([[float(number) for number in line[3:]] for line in lines])
    return numbers.reshape(len(asked()), DRAWS, 2, len(YEARS)).swapaxes(0, 1)


def change(found: NDArray, experiment: Experiment, what: str) -> NDArray:
    """Change of a series against the plan by draw and year, (draws, years): share of it, or as it is counted."""
    usual, other = found[:, asked().index((experiment.name, what))].swapaxes(0, 1)
    difference = np.where(np.abs(other - usual) <= ROUNDING * np.abs(usual), 0.0, other - usual)
    if what in experiment.yuan or what in (GAINED, LOST):
        return difference
    return difference / np.where(usual == 0.0, 1.0, np.abs(usual))


def holds(found: NDArray, experiment: Experiment, says: Says, enough: int = ENOUGH) -> bool:
    """Whether a sentence is true: its sign in nearly all draws, or a median too small to be seen."""
    by_draw = change(found, experiment, says.series)[:, says.year]
    if says.sign == SAME:
        return bool(abs(np.median(by_draw)) < SEEN)
    return bool(np.sum(np.sign(by_draw) == says.sign) >= enough)


def table(found: NDArray) -> str:
    """Markdown: an experiment's series by year, targets gained and lost, and what it reads."""
    parts = []
    for experiment in EXPERIMENTS:
        lines = [f"**{experiment.name[0].upper()}{experiment.name[1:]}**", "",
                 "| series | " + " | ".join(LABELS) + " |", "|" + "---|" * (len(LABELS) + 1)]  # fmt: skip
        for what in (*experiment.series, GAINED, LOST):
            by_draw = change(found, experiment, what)
            is_count, in_yuan = what in (GAINED, LOST), what in experiment.yuan
            factor = 1.0 if is_count else 1e-6 if in_yuan else 100.0
            unit = "" if is_count else ", million yuan" if in_yuan else ", %"
            years = [_told(factor * by_draw[:, year]) for year in range(1 if is_count else len(LABELS))]
            years += [""] * (len(LABELS) - len(years))
            lines.append("| " + " | ".join((f"`{what}`{unit}" if not is_count else what, *years)) + " |")
        if experiment is EXPERIMENTS[0]:
            lines += ["", _named(found, experiment)]
        lines += ["", " ".join(says.text for says in experiment.says)]
        parts.append("\n".join(lines).rstrip())
    return "\n\n".join(parts)


def _named(found: NDArray, experiment: Experiment) -> str:
    """Which targets are lost and which gained, with the number of draws."""
    parts = []
    for head, sign in (("Lost", -1), ("Gained", 1)):
        counts = []
        for reading in _defaults(listings.goals()):
            usual, other = found[:, asked().index((experiment.name, f"goal {reading.goal}")), :, 0].T
            counts.append((int(np.sum(sign * (other - usual) > 0.0)), reading.goal))
        ordered = sorted(counts, key=lambda pair: (-pair[0], pair[1]))
        told = [f"`{goal}` {count}" for count, goal in ordered if count > 0]
        parts.append(f"{head}, in how many of {DRAWS} draws: {', '.join(told) or 'none'}.")
    return " ".join(parts)


def _told(by_draw: NDArray) -> str:
    low, middle, high = (plain(value) for value in np.quantile(by_draw, (0.05, 0.5, 0.95), method="nearest"))
    return middle if low == middle == high else f"{middle} ({low} to {high})"


if __name__ == "__main__":
    store(run())
    publish(FILE, MARK, table(stored()))
