"""The `linping-update` command: what the first figures of the year do to the chances of its targets.

Why nothing is simulated: a stored run holds what each draw gives for every month, so draws that agree with a bulletin
count for more, and the chance of a target is what these draws say. Where too few agree, figures are moved along their
regression on the observed ones; where none agree, the command says so and gives no number.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis import observed, probabilities, words
from analysis.bulletins import MONTHS, Book, figures_of, open_book, published
from analysis.conditioning import (
    Evidence,
    ImpossibleObservationError,
    Posterior,
    combined,
    condition,
    refuse_impossible,
)
from analysis.observations import known_posterior
from analysis.observed import InputError, Observation
from analysis.read import Run, RunFolderError, open_run, write_table

DONE, BAD_INPUT = 0, 2
EDGE = 2.5  # standard deviations from the draws beyond which few of them are left to learn from
SHOWN = 20
COLUMNS = (
    "goal", "reading", "is_default", "name_zh", "name_en", "unit", "comparator", "target", "p_before", "p_after",
    "change", "p_after_low", "p_after_high", "q05", "q50", "q95", "n_eff_draws",
)  # fmt: skip
WORDS = {
    "en": {
        "title": "What {count} figures say ({scenario}): {left:.0f} of {draws} draws count, {before:.0f} before",
        "tempered": "Too few draws agree with all of it: weights carry {part:.0f} % of the evidence, the rest moves "
        "figures by regression. Read changes as approximate.",
        "edge": "{name} to month {month}: {value} lies {far:.1f} standard deviations from what draws give "
        "({low} to {high}); few draws reach it.",
        "target": "Target", "aim": "Aim", "before": "Before", "after": "After", "interval": "95 % interval",
        "median": "Median now", "saved": "All {count} readings: {path}", "least": "No other chance moves by a point.",
        "template": "Template: {path}. Fill in column value (and error, one standard deviation, where you know it), "
        "then: linping-update {run} {path}",
    },
    "zh": {
        "title": "{count}项指标之后（{scenario}）：{draws}次抽样中有效{left:.0f}次，此前{before:.0f}次",
        "tempered": "与全部指标相符的抽样过少：权重承载{part:.0f}%的信息，其余按回归移动各指标，变化只可作近似。",
        "edge": "{name}（1—{month}月）：{value}偏离抽样{far:.1f}个标准差（{low}—{high}），相符的抽样很少。",
        "target": "指标", "aim": "目标", "before": "此前", "after": "此后", "interval": "95%区间",
        "median": "现中位数", "saved": "全部{count}个口径：{path}", "least": "其余概率变化不足一个百分点。",
        "template": "模板：{path}。填写value列（如知误差填error列，一个标准差），再运行：linping-update {run} {path}",
    },
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line: 0 done, 2 a run or a table that cannot be used."""
    asked = _parser().parse_args(sys.argv[1:] if argv is None else list(argv))
    console = Console(width=None if sys.stdout.isatty() else 120)
    try:
        run = open_run(asked.run)
        if asked.template:
            path = write_template(run, Path(asked.observed), asked.month)
            told = WORDS[asked.language]["template"].format(path=path, run=asked.run)
            console.print(Text(told), soft_wrap=True)
            return DONE
        _print(run, Path(asked.observed), asked.language, console)
    except (RunFolderError, InputError, ImpossibleObservationError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linping-update",
        description="Chances of the targets after the first figures of the year, from a stored run; none is simulated.",
    )
    parser.add_argument("run", help="a run folder, results/<scenario>/<hash>")
    parser.add_argument("observed", help="CSV with columns statistic, month, value; optional unit, error")
    parser.add_argument("--template", action="store_true", help="write such a table to fill in, with what draws give")
    parser.add_argument("--month", type=int, default=3, choices=range(2, MONTHS + 1), help="month of the template")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    return parser


def write_template(run: Run, path: Path, month: int) -> Path:
    """Write a table of every figure printed within the year with what draws give to a month; values are left empty.

    Raises InputError when the file is there already: what a user has typed is not overwritten.
    """
    if path.exists():
        raise InputError(f"{path}: is there already and is not overwritten; give another name.")
    figures = figures_of(run)
    book = open_book(run, figures)
    ends = [np.quantile(book.at(figure, month), (0.05, 0.5, 0.95)) for figure in figures]
    frame = pl.DataFrame({
        "statistic": [figure.statistic for figure in figures], "name_zh": [figure.zh for figure in figures],
        "name_en": [figure.en for figure in figures], "month": f"{book.year}-{month:02d}", "value": None,
        "unit": [figure.unit for figure in figures], "error": None,
        **{name: [f"{end[place]:.6g}" for end in ends] for place, name in enumerate(("low", "median", "high"))},
    })  # fmt: skip
    return write_table(path, frame)


def update(run: Run, observations: list[Observation], book: Book) -> tuple[Posterior, Posterior, Evidence]:
    """The draws before and after the observations, and the evidence these are.

    Raises ImpossibleObservationError where no draw comes near one of them.
    """
    before, _ = known_posterior(run)
    evidence = evidence_of(run, observations, book)
    refuse_impossible(evidence)
    floor = run.weighing()["floor"] * len(before.draws)
    return before, condition(before.draws, combined([before.evidence, evidence]), floor), evidence


def evidence_of(run: Run, observations: list[Observation], book: Book) -> Evidence:
    """What each draw gives for observed figures, its own structural error of the statistic included.

    The covariance holds the error of the bulletin and what months have of their own. Of two months of one figure the
    later holds the earlier: they share what the later has of its own.
    """
    settings = run.weighing()
    columns, errors, own = [], [], []
    for one in observations:
        told = published(run, one.figure, book, one.month)
        by_draw = pl.DataFrame({"draw": book.draws, "value": told.values}).group_by("draw").agg(pl.col("value").mean())
        columns.append(by_draw.sort("draw")["value"].to_numpy())
        errors.append(one.error if one.error is not None else _usual_error(one, settings))
        own.append(told.spread * abs(one.value) if told.is_relative else told.spread)
    names = tuple(f"{one.figure.statistic}, to month {one.month:02d} of {book.year}" for one in observations)
    alike = np.equal.outer(*[np.array([one.figure.statistic for one in observations])] * 2)
    shared = np.where(alike, np.minimum.outer(own, own) ** 2, 0.0)
    covariance = np.diag(np.square(errors)) + shared
    return Evidence(names, np.array([one.value for one in observations]), np.column_stack(columns), covariance)


def _usual_error(one: Observation, settings: dict[str, float]) -> float:
    rounding = 0.5 * 10.0**-one.figure.decimals
    if one.figure.is_growth:
        return settings["growth_error"]
    return max(settings["level_error"] * abs(one.value), rounding)


def table(run: Run, before: Posterior, after: Posterior) -> pl.DataFrame:
    """One row per goal and reading with a number: its chance before and after, by how much it moved first."""
    first, then = probabilities.table(run, before), probabilities.table(run, after)
    keys = ["goal", "reading"]
    both = then.rename({"p": "p_after", "p_low": "p_after_low", "p_high": "p_after_high"}).join(
        first.select(*keys, p_before="p"), on=keys, how="inner", maintain_order="left"
    )
    moved = both.filter(pl.col("p_after").is_not_null()).with_columns(change=pl.col("p_after") - pl.col("p_before"))
    return moved.sort(pl.col("change").abs(), descending=True, maintain_order=True).select(COLUMNS)


def _print(run: Run, path: Path, language: str, console: Console) -> None:
    told = WORDS[language]
    if not run.weighing():
        raise RunFolderError(f"{run.folder}: definitions/weighing.csv is missing or empty; run the scenario again.")
    figures = figures_of(run)
    year = open_book(run, figures[:1]).year
    observations = observed.read(path, figures, year)
    book = open_book(run, [one.figure for one in observations])
    before, after, evidence = update(run, observations, book)
    rows = table(run, before, after)
    saved = write_table(path.with_name(f"{path.stem}_updated.csv"), rows)
    title = told["title"].format(
        count=len(observations), scenario=run.scenario_name(language), left=after.n_eff, draws=len(after.draws),
        before=before.n_eff,
    )  # fmt: skip
    console.print(Text(title, style="bold"))
    for line in _warnings(observations, evidence, after, language):
        console.print(Text(line, style="bold red"), soft_wrap=True)
    console.print(_shown(rows, language))
    console.print(Text(told["saved"].format(count=rows.height, path=saved)), soft_wrap=True)


def _warnings(observations: list[Observation], evidence: Evidence, after: Posterior, language: str) -> list[str]:
    lines = []
    for one, far, column in zip(observations, evidence.distance(), evidence.simulated.T, strict=True):
        if far > EDGE:
            value, low, high = (
                words.quantity(number, one.figure.unit, language, one.figure.decimals)
                for number in (one.value, float(column.min()), float(column.max()))
            )
            name = one.figure.zh if language == words.ZH else one.figure.en
            slots = {"name": name, "month": one.month, "value": value, "far": far, "low": low, "high": high}
            lines.append(WORDS[language]["edge"].format(**slots))
    if after.exponent < 1.0:
        lines.append(WORDS[language]["tempered"].format(part=100.0 * after.exponent))
    return lines


def _shown(rows: pl.DataFrame, language: str) -> Table:
    told = WORDS[language]
    printed = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    printed.add_column(told["target"], overflow="fold", min_width=16)
    for name in ("aim", "before", "after", "interval", "median"):
        printed.add_column(told[name], justify="right", no_wrap=True)
    moved = rows.filter(pl.col("is_default") & (pl.col("change").abs() >= 0.005)).head(SHOWN)
    for row in moved.iter_rows(named=True):
        low, high = row["p_after_low"], row["p_after_high"]
        printed.add_row(
            Text(row[f"name_{language}"]), words.target_mark(row, language), f"{100 * row['p_before']:.0f}%",
            f"{100 * row['p_after']:.0f}%", words.interval(row["p_after"], low, high, language),
            words.quantity(row["q50"], row["unit"], language, None, row["target"]),
        )  # fmt: skip
    return printed


if __name__ == "__main__":
    sys.exit(main())
