"""The evidence table: what the model gives, draw by draw, beside the band of each study.

`python tests/evidence/table.py` writes it into sim/EVIDENCE.md.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from scenarios.declarations import ROOT
from tests.evidence import firms, guarantee, labour, pipeline, research, spending
from tests.evidence.runs import DRAWS, SCALE, begin
from tests.liveness.plan import Plan, in_processes, make_plan
from tests.liveness.published import publish

FILE, MARK = ROOT / "sim" / "EVIDENCE.md", "evidence"
STUDIES = (research, guarantee, spending, firms, pipeline)


def bands() -> dict[str, dict[str, Any]]:
    """What conf/evidence.yaml declares, by name."""
    return yaml.load((ROOT / "conf" / "evidence.yaml").read_text("utf-8"), yaml.CSafeLoader)


def of_draw(plan: Plan, draw: int) -> tuple[dict[str, float], NDArray]:
    """Every estimate of one draw, and what `labour` observes of it."""
    start = begin(plan, draw)
    found: dict[str, float] = {}
    for study in STUDIES:
        found |= study.estimate(start)
    return found, labour.observe(start)


def compare(draws: int = DRAWS, scale: float = SCALE) -> dict[str, NDArray]:
    """Estimates by name, (draws,); those taken across draws once for each draw left out, as the jackknife wants."""
    plan = make_plan(draws, scale)
    results = in_processes(of_draw, [(plan, draw) for draw in range(draws)])
    found = {name: np.array([each[name] for each, _ in results]) for name in results[0][0]}
    observed = np.stack([seen for _, seen in results])
    left_out = [labour.estimate(np.delete(observed, draw, axis=0)) for draw in range(draws)]
    return found | {name: np.array([each[name] for each in left_out]) for name in left_out[0]}


def is_across(name: str) -> bool:
    """Whether an estimate is one value for all draws."""
    return name.startswith(("okun", "beveridge"))


def summary(name: str, values: NDArray) -> tuple[float, float, float, float]:
    """Mean, its Monte Carlo error, and the 5 and 95 % points over draws (for the jackknife: of the estimate)."""
    draws = len(values)
    if is_across(name):
        error = float(np.sqrt((draws - 1) * np.mean((values - values.mean()) ** 2)))
        return float(values.mean()), error, float(values.mean() - 1.64 * error), float(values.mean() + 1.64 * error)
    low, high = np.quantile(values, (0.05, 0.95))
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(draws)), float(low), float(high)


def table(found: Mapping[str, NDArray]) -> str:
    """Markdown: one line for each band."""
    heads = ("what", "unit", "model: mean (error)", "5-95 %", "band", "in or out", "source")
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for name, band in bands().items():
        mean, error, low, high = summary(name, found[name])
        digits = band["decimals"]
        verdict = "in" if band["low"] <= mean <= band["high"] else "out"
        cells = (band["en"], band["unit"], f"{mean:.{digits}f} ({error:.{digits}f})",
                 f"{low:.{digits}f} to {high:.{digits}f}", f"{band['low']} to {band['high']}", verdict,
                 band["source"])  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    publish(FILE, MARK, table(compare()))
