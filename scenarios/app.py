"""The `linping` command: a plan from the command line, validated whole, run, stored and printed.

Why: nothing is created before everything has been checked, and a question whose answer is stored is not run again.
"""

import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from scenarios import compose, ensemble, inputs, planning, records, report
from scenarios.ensemble import PlannedRun
from scenarios.planning import Asked
from scenarios.problems import EXIT_BAD_INPUT, Problem, print_problems
from scenarios.simulate import MODEL, Model
from scenarios.sources import ROOT
from scenarios.store import FolderInUse, RunStore

DONE, OUR_BUG, BAD_INPUT, DRAWS_FAILED, INTERRUPTED = 0, 1, EXIT_BAD_INPUT, 3, 130
FIGURES = "figures"
TABLES = (
    "weights.csv", "observations.csv", "probabilities.csv", "hindcast.csv", "accounts.csv", "outcomes_template.csv",
)  # fmt: skip
PIPE_WIDTH = 132
HEAD = 400  # characters of a chart's page that hold its language
WORDS = {
    "en": {
        "stored": "Already stored, not run again: {folder}",
        "resumed": "{count} of {total} runs were stored already; going on from there.",
        "failed": "{count} draws failed; the rest is stored. Tracebacks: {path}",
        "stopped": "Stopped at the first failed draw (run.fail_fast). What is stored stays; run again to go on.",
        "interrupted": "Interrupted. What is stored stays; the same command goes on from there.",
        "disk": "Cannot write results: {reason}. What is stored stays; run again when there is room.",
        "charts": "Drawing the charts of {folder} ...",
        "spread": "Spread of each target by source: {path} and the chart beside it",
        "moves": "What moves between budget lines gain and give up: {path}, moves.md and the chart beside it",
        "no_charts": "No charts for {folder}: {reason}",
        "bar": "draws",
    },
    "zh": {
        "stored": "结果已存在，不再重复计算：{folder}",
        "resumed": "共{total}次运行，已存{count}次，从中断处继续。",
        "failed": "有{count}次抽样失败，其余结果已保存。出错记录：{path}",
        "stopped": "遇到第一个失败的抽样即停止（run.fail_fast）。已存结果保留，再次运行可继续。",
        "interrupted": "已中断。已存结果保留，用同一命令可继续。",
        "disk": "无法写入结果：{reason}。已存结果保留，腾出空间后再次运行可继续。",
        "charts": "正在绘制图表：{folder} ……",
        "spread": "各目标的不确定性来源：{path}，图在同一文件夹",
        "moves": "章间调剂的得失：{path}，moves.md和图在同一文件夹",
        "no_charts": "{folder}未绘制图表：{reason}",
        "bar": "抽样",
    },
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is part of the public contract in results/README.md."""
    try:
        asked = _plan(list(sys.argv[1:] if argv is None else argv))
        return asked if isinstance(asked, int) else execute(asked, MODEL)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # the last resort: anything that arrives here is our own mistake
        traceback.print_exc()
        return OUR_BUG


def _plan(argv: list[str]) -> Asked | int:
    jobs, problems = compose.plan_from_command_line(argv)
    problems = problems + inputs.check(jobs)
    if problems:
        return print_problems(problems)
    return planning.plan(jobs) if jobs else DONE


def execute(asked: Asked, model: Model) -> int:
    """Run a plan, close the folders and print the tables."""
    words = WORDS[asked.language]
    # A pipe has no width of its own, and 80 columns would cut the names of targets to a few letters a line.
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)
    notes = Console(stderr=True, soft_wrap=True, highlight=False)
    waiting, code = [], DONE
    for planned in {planned.address: planned for planned in asked.runs}.values():
        if planned.store.is_finished():
            notes.print(words["stored"].format(folder=shown(planned.store.folder)))
            code = max(code, _complete(planned.store, asked.language, notes))
        else:
            waiting.append(planned)
    if waiting:
        try:
            code = max(code, _run(waiting, asked, model, notes))
        except KeyboardInterrupt:
            notes.print(words["interrupted"])
            return INTERRUPTED
        except FolderInUse as busy:
            notes.print(str(busy))
            return BAD_INPUT
        except OSError as error:
            notes.print(words["disk"].format(reason=error))
            return OUR_BUG
        finally:
            for planned in waiting:
                planned.store.close()
    _compare_runs(asked, notes)
    for planned in asked.runs:
        if (planned.store.folder / "manifest.json").exists():
            report.print_run(planned.store.folder, asked.language, console)
    return code


def _run(waiting: list[PlannedRun], asked: Asked, model: Model, notes: Console) -> int:
    words, started = WORDS[asked.language], datetime.now(UTC)
    unwritable = _open(waiting)
    if unwritable:
        return print_problems(unwritable)
    stored = {planned.address: len(planned.store.stored()) for planned in waiting}
    with _bar(notes) as progress:
        bar = progress.add_task(words["bar"], total=None)
        if any(stored.values()):
            total = sum(int(p.values["run"]["draws"]) * int(p.values["run"]["seeds_per_draw"]) for p in waiting)
            notes.print(words["resumed"].format(count=sum(stored.values()), total=total))
        outcome = ensemble.run(waiting, model, lambda done, total: progress.update(bar, completed=done, total=total))
    if outcome.was_stopped:
        _tell_failures(outcome, notes)
        notes.print(words["stopped"])
        return DRAWS_FAILED
    code = DRAWS_FAILED if outcome.failures else DONE
    for planned in waiting:
        failures = outcome.failures.get(planned.address, [])
        session = records.session_record(started, stored[planned.address])
        has_draws = records.finish(planned, model, failures, session)
        if has_draws:
            _write_tables(planned.store.folder)
            code = max(code, _draw_charts(planned.store.folder, asked.language, notes))
        if has_draws and not failures:
            planned.store.drop_parts()
        if failures:
            path = shown(planned.store.folder / "log.json")
            notes.print(words["failed"].format(count=len(failures), path=path))
    return code


def _open(waiting: list[PlannedRun]) -> list[Problem]:
    problems = []
    for planned in waiting:
        try:
            planned.store.open()
        except OSError as error:
            advice = "Choose another folder with results_dir=PATH or change its permissions."
            problems.append(
                Problem(shown(planned.store.folder), "", str(error), "a folder that can be written", advice)
            )
    return problems


def _complete(store: RunStore, language: str, notes: Console) -> int:
    """What is left to do when a process was killed between its last result file and its end."""
    if not all((store.folder / name).exists() for name in TABLES):
        _write_tables(store.folder)
    # The parts go last: where they are still there, nobody knows whether the charts were all drawn.
    is_drawn = charts_language(store.folder) == language and not store.parts.exists()
    code = DONE if is_drawn else _draw_charts(store.folder, language, notes)
    store.drop_parts()
    return code


def _write_tables(folder: Path) -> None:
    # Analysis may not import the model, but the model's runner may call it on files that are closed.
    from analysis import accounts, hindcast, observations, outcomes, probabilities

    observations.write(folder)
    probabilities.write(folder)
    hindcast.write(folder)
    accounts.write(folder)
    outcomes.write_template(folder)


def _compare_runs(asked: Asked, notes: Console) -> None:
    """Tables across the runs of a plan: each source of uncertainty drawn alone, money moved between budget lines."""
    from analysis import figures, moves, spread

    finished = [planned.store.folder for planned in asked.runs if (planned.store.folder / "manifest.json").exists()]
    if len(finished) < 2:
        return
    for name, path in (("spread", spread.write(finished)), ("moves", moves.write(finished, asked.language))):
        if path is not None:
            figures.build(path.parent, asked.language)
            notes.print(WORDS[asked.language][name].format(path=shown(path)))


def charts_language(folder: Path) -> str | None:
    """The language of the charts in a run folder; None where there are none or they are not all in one language."""
    found = set()
    for path in (folder / FIGURES).glob("*.html"):
        with path.open(encoding="utf-8") as page:
            head = page.read(HEAD)
        found |= {language for language in planning.LANGUAGES if f'lang="{language}' in head}
    return found.pop() if len(found) == 1 else None


def _draw_charts(folder: Path, language: str, notes: Console) -> int:
    """Draw the charts of a finished run; what goes wrong here takes nothing from the stored results."""
    from analysis import figures
    from analysis.read import RunFolderError

    words = WORDS[language]
    if notes.is_terminal:
        notes.print(words["charts"].format(folder=shown(folder)))
    try:
        figures.build(folder, language)
    except RunFolderError as error:
        notes.print(words["no_charts"].format(folder=shown(folder), reason=error), markup=False)
    except OSError as error:
        notes.print(words["disk"].format(reason=error), markup=False)
        return OUR_BUG
    except Exception:  # a mistake of ours in a chart must not hide the table
        notes.print(words["no_charts"].format(folder=shown(folder), reason=traceback.format_exc()), markup=False)
        return OUR_BUG
    return DONE


def _tell_failures(outcome: ensemble.Outcome, notes: Console) -> None:
    for failures in outcome.failures.values():
        for failure in failures:
            notes.print(f"draw {failure.draw}, seed {failure.seed}\n{failure.failure}", markup=False)


def _bar(notes: Console) -> Progress:
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn()
    )  # fmt: skip
    return Progress(*columns, console=notes, disable=not notes.is_terminal, transient=True)


def shown(path: Path) -> str:
    """A path the way the reader would type it: relative to the clone where it lies inside."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
