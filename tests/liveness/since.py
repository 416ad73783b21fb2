"""What changed its sign, or its side of a band, since an earlier commit: `python tests/liveness/since.py <commit>`.

Prints rows for a person to explain in sim/EVIDENCE.md. Compares what both commits store: doses and measures draw by
draw, and the published evidence. A change counts where both medians can be seen and the draws of neither are divided.
"""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from scenarios.declarations import ROOT
from tests.liveness.found import LABELS
from tests.liveness.published import plain

CLEAR = 0.75  # of the draws go the way of the median
SEEN = 0.0005  # share of the yearly sum
Effects = Mapping[tuple[str, ...], NDArray]


def of_commit(commit: str, path: str) -> str:
    """A file as it was."""
    told = subprocess.run(["git", "show", f"{commit}:{path}"], cwd=ROOT, capture_output=True, text=True, check=True)
    return told.stdout


def responses(text: str) -> Effects:
    """Change from nothing to twice the printed policy by lever, series and year, (draws,), from a stored doses.csv."""
    lines = list(csv.DictReader(io.StringIO(text)))
    ends: dict[tuple[str, ...], dict[tuple[str, str], float]] = {}
    for line in lines:
        for label in LABELS:
            ends.setdefault((line["lever"], line["series"], label), {})[line["draw"], line["dose"]] = float(line[label])
    return {key: np.array([values[draw, "2.0"] - values[draw, "0.0"] for draw, dose in values if dose == "0.0"])
            for key, values in ends.items()}  # fmt: skip


def additions(text: str) -> Effects:
    """What each measure adds to each figure of 2024, share of the figure, (draws,), from a stored measures.csv."""
    found: dict[tuple[str, ...], list[float]] = {}
    for line in csv.DictReader(io.StringIO(text)):
        base, removed = float(line["baseline"]), float(line["removed"])
        if not line["what"][0].isdigit():  # those that begin with a number are monthly series
            found.setdefault((line["measure"], line["what"]), []).append((base - removed) / (abs(base) or 1.0))
    return {key: np.array(values) for key, values in found.items()}


def turned(before: Effects, now: Effects) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """Rows whose sign is clear in both and not the same, with both medians."""
    for key in before.keys() & now.keys():
        old, new = before[key], now[key]
        signs = [np.sign(np.median(values)) for values in (old, new)]
        clear = [np.mean(np.sign(values) == sign) >= CLEAR for values, sign in zip((old, new), signs, strict=True)]
        is_seen = min(abs(np.median(old)), abs(np.median(new))) >= SEEN
        if signs[0] * signs[1] < 0 and all(clear) and is_seen:
            yield key, float(np.median(old)), float(np.median(new))


def verdicts(text: str) -> dict[str, tuple[str, str]]:
    """In or out of its band and the mean, by row of the published evidence."""
    part = text.partition("<!-- evidence: begin -->")[2].partition("<!-- evidence: end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.strip().splitlines()[2:]]
    return {row[0]: (row[5], row[2]) for row in rows}


def report(commit: str) -> list[str]:
    """Every row that needs a reason, one line each."""
    lines = []
    for path, read in (("tests/golden/doses.csv", responses), ("tests/golden/measures.csv", additions)):
        now = read((ROOT / path).read_text("utf-8"))
        lines += [f"{' '.join(key)}: {plain(100.0 * old)} % before, {plain(100.0 * new)} % now"
                  for key, old, new in sorted(turned(read(of_commit(commit, path)), now))]  # fmt: skip
    evidence = "sim/EVIDENCE.md"
    before, after = verdicts(of_commit(commit, evidence)), verdicts((ROOT / evidence).read_text("utf-8"))
    return lines + [f"{what}: {before[what][0]} at {before[what][1]} before, {side} at {mean} now"
                    for what, (side, mean) in after.items() if what in before and before[what][0] != side]  # fmt: skip


if __name__ == "__main__":
    print("\n".join(report(sys.argv[1])))
