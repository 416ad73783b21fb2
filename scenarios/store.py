"""The run folder: parts while it runs, whole files at the end, bytes that do not depend on how it went.

Why: a run of hours is killed sooner or later. Each draw is one small file that appears whole or not at all, so a
run resumes at the draw it had reached, and the final files are merged from the parts in draw order with fixed row
groups: no trace of interruptions, workers or the order of arrival is left in them.
"""

import fcntl
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import polars as pl

from scenarios.tasks import DrawResult

PARTS = "parts"
ROW_GROUP = 100_000
TEMPORARY = ".tmp-"
FIRST_MONTH = 202301
MONTHS_IN_YEAR = 12
MONTH_OF_STATISTICS = 0
MONTH_OF_TELEMETRY = -1
MONTH_OF_HINDCAST = -2
WORST_GAP, PHASE = "worst_gap", "phase."
PART_SCHEMA = {"draw": pl.Int32, "seed": pl.Int64, "month": pl.Int32, "name": pl.String, "value": pl.Float64}
GOALS_SCHEMA = {
    "draw": pl.Int32,
    "seed": pl.Int64,
    "goal": pl.String,
    "reading": pl.String,
    "value": pl.Float64,
    "value_model": pl.Float64,
    "margin": pl.Float64,
    "met": pl.Boolean,
}
DRAWS_SCHEMA = {"draw": pl.Int32, "parameter": pl.String, "value": pl.Float64}
HINDCAST_SCHEMA = {"draw": pl.Int32, "seed": pl.Int64, "statistic": pl.String, "value": pl.Float64}
FILES = ("config.yaml", "goals.parquet", "series.parquet", "draws.parquet", "hindcast.parquet")


class FolderInUse(Exception):
    """Another process is running into the same folder."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, power failures included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _publish(temporary, path)


def _publish(temporary: Path, path: Path) -> None:
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """A table as utf-8 with a byte-order mark, which spreadsheets need to read Chinese."""
    frame = pl.DataFrame(
        [[None if (value := row.get(name)) in (None, "") else str(value) for name in columns] for row in rows],
        schema=dict.fromkeys(columns, pl.String),
        orient="row",
    )
    write_whole(path, frame.write_csv().encode("utf-8-sig"))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """A JSON file for people: indented, sorted, Chinese as it is."""
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False, default=str)
    write_whole(path, f"{text}\n".encode())


def month_label(index: int) -> int:
    """The calendar month of the index-th month of a run, counted from January 2023: 0 is 202301."""
    years, month = divmod(index, MONTHS_IN_YEAR)
    return FIRST_MONTH + 100 * years + month


class RunStore:
    """One run folder, results/<scenario>/<hash>/. Only the parent process holds one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = folder / PARTS
        self._lock: IO[str] | None = None

    def is_finished(self) -> bool:
        """Whether every draw is stored and merged; a run with failed draws is not."""
        manifest = self.folder / "manifest.json"
        if not manifest.exists() or not all((self.folder / name).exists() for name in FILES):
            return False
        return not json.loads(manifest.read_text(encoding="utf-8")).get("failed_draws")

    def open(self) -> None:
        """Take the folder for this process and clear what an interrupted one left half written.

        Raises FolderInUse when another process has it, OSError when it cannot be written.
        """
        self.parts.mkdir(parents=True, exist_ok=True)
        self._lock = (self.parts / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            self._lock = None
            raise FolderInUse(f"{self.folder}: another process is running this scenario; wait for it.") from None
        for left in (*self.folder.glob(f"{TEMPORARY}*"), *self.parts.glob(f"{TEMPORARY}*")):
            left.unlink()

    def close(self) -> None:
        """Let the folder go."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def stored(self) -> set[tuple[int, int]]:
        """(draw, seed) of the parts already there."""
        return {key for key, _ in self._stored_parts()}

    def _stored_parts(self) -> list[tuple[tuple[int, int], Path]]:
        found = [(_key_of(path), path) for path in self.parts.glob("draw-*.parquet")]
        return sorted(found)

    def add(self, result: DrawResult) -> None:
        """Store one draw: its statistics, its figures of 2023, its series, and how long it took."""
        names = list(result.series)
        rows = [(MONTH_OF_STATISTICS, name, result.statistics[name]) for name in sorted(result.statistics)]
        rows += [(MONTH_OF_HINDCAST, name, result.hindcast[name]) for name in sorted(result.hindcast)]
        months = max((len(series) for series in result.series.values()), default=0)
        rows += [
            (month_label(month), name, result.series[name][month])
            for month in range(months)
            for name in names
            if month < len(result.series[name])
        ]
        rows += [(MONTH_OF_TELEMETRY, PHASE + name, seconds) for name, seconds in result.phase_seconds.items()]
        rows.append((MONTH_OF_TELEMETRY, WORST_GAP, result.worst_gap))
        frame = pl.DataFrame(
            [(result.draw, result.seed, month, name, float(value)) for month, name, value in rows],
            schema=PART_SCHEMA,
            orient="row",
        )
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        write_whole(self.parts / f"draw-{result.draw:07d}-{result.seed}.parquet", buffer.getvalue())

    def statistics(self) -> Iterator[tuple[int, int, dict[str, float]]]:
        """(draw, seed, statistics) of each stored part, in draw order."""
        return self._figures(MONTH_OF_STATISTICS)

    def hindcast(self) -> Iterator[tuple[int, int, dict[str, float]]]:
        """(draw, seed, figures of 2023) of each stored part, in draw order."""
        return self._figures(MONTH_OF_HINDCAST)

    def _figures(self, kind: int) -> Iterator[tuple[int, int, dict[str, float]]]:
        for (draw, seed), path in self._stored_parts():
            frame = pl.read_parquet(path).filter(pl.col("month") == kind)
            yield draw, seed, dict(zip(frame["name"], frame["value"], strict=True))

    def merge_series(self) -> list[str]:
        """Merge the parts into series.parquet in draw order; the ids of the series. Memory does not grow with draws."""
        paths = [path for _, path in self._stored_parts()]
        rows = pl.scan_parquet(paths).filter(pl.col("month") > MONTH_OF_STATISTICS)
        columns = rows.select("draw", "seed", "month", pl.col("name").alias("series"), "value")
        self._sink(columns, "series.parquet")
        first = pl.read_parquet(paths[0]).filter(pl.col("month") > MONTH_OF_STATISTICS)
        return first["name"].unique(maintain_order=True).to_list()

    def write_rows(self, name: str, rows: Iterable[tuple], schema: Mapping[str, Any]) -> None:
        """A results table from rows in draw order."""
        self._sink(pl.LazyFrame(list(rows), schema=dict(schema), orient="row"), name)

    def _sink(self, frame: pl.LazyFrame, name: str) -> None:
        temporary = self.folder / f"{TEMPORARY}{os.getpid()}-{name}"
        frame.sink_parquet(
            temporary, compression="zstd", row_group_size=ROW_GROUP, maintain_order=True, statistics=True
        )
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        _publish(temporary, self.folder / name)

    def telemetry(self) -> dict[str, Any]:
        """Worst ledger gap of all draws, and mean seconds a draw by phase."""
        rows = pl.scan_parquet([path for _, path in self._stored_parts()])
        told = rows.filter(pl.col("month") == MONTH_OF_TELEMETRY).group_by("name")
        table = told.agg(mean=pl.col("value").mean(), worst=pl.col("value").max()).sort("name").collect()
        phases = {row["name"].removeprefix(PHASE): row["mean"] for row in table.iter_rows(named=True)}
        phases.pop(WORST_GAP, None)
        worst = table.filter(pl.col("name") == WORST_GAP)["worst"].max()
        return {"worst_ledger_gap": worst, "seconds_per_draw": phases}

    def begin_final(self) -> None:
        """From here until the manifest is written again, the folder does not count as finished."""
        (self.folder / "manifest.json").unlink(missing_ok=True)

    def drop_parts(self) -> None:
        """A finished run needs no parts."""
        shutil.rmtree(self.parts, ignore_errors=True)


def _key_of(path: Path) -> tuple[int, int]:
    _, draw, seed = path.stem.split("-", 2)
    return int(draw), int(seed)
