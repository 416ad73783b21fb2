"""The parts of sim/ODD.md that come from code: schedule, state variables, parameters by section.

`python tests/documents/generated.py` writes them; the tests compare the document with the code.
"""

from collections import Counter

from agents import columns, enterprises, farms, people, projects
from scenarios import listings
from scenarios.declarations import ROOT
from sim.month import MONTH
from tests.liveness.published import publish

FILE = ROOT / "sim" / "ODD.md"
TABLES: tuple[tuple[str, type[columns.Table]], ...] = (
    ("Enterprise", enterprises.Enterprises), ("Resident", people.Residents), ("Household", people.Households),
    ("Farm", farms.Farms), ("Project", projects.Projects),
)  # fmt: skip


def schedule() -> str:
    """The month in order: section, phase and its sentence."""
    lines = ["| | section | phase | what happens |", "|---|---|---|---|"]
    for number, (section, phase) in enumerate(MONTH, 1):
        place = f"{phase.__module__.rpartition('.')[2]}.{phase.__name__}"
        lines.append(f"| {number} | {section} | `{place}` | {(phase.__doc__ or '').partition(chr(10))[0]} |")
    return "\n".join(lines)


def state() -> str:
    """Every column of every kind of agent."""
    lines = ["| agent | variable | unit | meaning | changes |", "|---|---|---|---|---|"]
    for name, table in TABLES:
        for column, about in table.COLUMNS.items():
            changes = "no" if about.static else "yes"
            lines.append(f"| {name} | `{column}` | {about.unit} | {about.en} | {changes} |")
    return "\n".join(lines)


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


PARTS = {"schedule": schedule, "state": state, "parameters": parameters}

if __name__ == "__main__":
    for mark, part in PARTS.items():
        publish(FILE, mark, part())
