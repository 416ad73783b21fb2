"""The parts of documents that come from code: schedule, state variables, who reads and writes them, parameters.

`python tests/documents/generated.py` writes them; the tests compare the document with the code.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from scenarios import listings
from scenarios.declarations import ROOT
from sim.month import MONTH
from tests.documents import watching
from tests.liveness.published import publish

ODD, STATE = ROOT / "sim" / "ODD.md", ROOT / "sim" / "STATE.md"
ROOMS = {
    "now": "values of the month", "books": "books that last", "columns": "columns of the populations",
    "fixed": "fixed for the draw", "rows": "rows found once for the draw",
}  # fmt: skip


def place_of(phase: Callable) -> str:
    """Where a phase stands: module and function, below the folder of its section."""
    return f"{phase.__module__.rpartition('.')[2]}.{phase.__name__}"


def schedule() -> str:
    """The month in order: section, phase and its sentence."""
    lines = ["| | section | phase | what happens |", "|---|---|---|---|"]
    for number, (section, phase) in enumerate(MONTH, 1):
        lines.append(f"| {number} | {section} | `{place_of(phase)}` | {(phase.__doc__ or '').partition(chr(10))[0]} |")
    return "\n".join(lines)


def state() -> str:
    """How many values each room of the state declares."""
    count = Counter(_part(room) for (room, _), _, _ in watching.places())
    lines = ["| room | what stands in it | values |", "|---|---|---|"]
    lines += [f"| `{part}` | {ROOMS[part]} | {count[part]} |" for part in ROOMS]
    return "\n".join(lines)


def _part(room: str) -> str:
    return "columns" if room in watching.TABLES else room.partition(".")[0]


def room(part: str) -> str:
    """Every value of a part of the state: unit, meaning, the phases that write it and those that read it."""
    seen = watching.watched()
    lines = ["| value | unit | meaning | written by | read by |", "|---|---|---|---|---|"]
    for place, unit, meaning in watching.places():
        if _part(place[0]) == part:
            writers = _told(seen.writes[place]) or "the start"
            lagged = _told(seen.lagged[place])
            readers = "; ".join(filter(None, (_told(seen.reads[place]), lagged and f"**a month later:** {lagged}")))
            name = place[1] if part in ("fixed", "rows", "now") else ".".join(place).removeprefix("books.")
            lines.append(f"| `{name}` | {unit} | {meaning} | {writers} | {readers or 'the start'} |")
    return "\n".join(lines)


def _told(phases: set[int]) -> str:
    return ", ".join(f"`{place_of(MONTH[number][1])}`" for number in sorted(phases))


def parameters() -> str:
    """How many values each part of conf/ declares, how many are drawn, and how many are assumptions."""
    rows = listings.parameter_rows()
    parts = [(".".join(str(row["path"]).split(".")[:2]), row) for row in rows]
    declared = Counter(part for part, _ in parts)
    drawn = Counter(part for part, row in parts if row["prior"])
    assumed = Counter(part for part, row in parts if row["source"] == "assumption")
    lines = ["| part of conf/ | values | drawn | assumptions |", "|---|---|---|---|"]
    lines += [f"| `{part}` | {count} | {drawn[part]} | {assumed[part]} |" for part, count in sorted(declared.items())]
    return "\n".join(lines)


PARTS: dict[str, tuple[Path, Callable[[], str]]] = {
    "schedule": (ODD, schedule), "state": (ODD, state), "parameters": (ODD, parameters),
    **{part: (STATE, partial(room, part)) for part in ROOMS},
}  # fmt: skip

if __name__ == "__main__":
    for mark, (file, made) in PARTS.items():
        publish(file, mark, made())
