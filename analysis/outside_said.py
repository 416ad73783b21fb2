"""What is said of the outside view below the table and in the foot of the ladder: gaps, caution, a whole plan's end."""

import polars as pl

from analysis import probabilities, words
from analysis.outside import COUNTED, is_apart
from analysis.read import Run

COVID_YEAR = "2022"
TOLD = 3  # targets named in a sentence


def sentences(run: Run, language: str) -> list[str]:
    """What is to be said of the outside view of a run below its table; nothing where it has none.

    Rows of the default readings: a goal is counted once.
    """
    pairs = run.pairs()
    if pairs is None:
        return []
    settings = run.outside_settings()
    rows = list(run.probabilities().filter("is_default").iter_rows(named=True))
    return [
        *_apart(rows, settings["gap"], language),
        words.text("record_note", language, n=pairs.height, covid=pairs.filter(pl.col("year") == COVID_YEAR).height,
                   missed=pairs.filter((pl.col("year") == COVID_YEAR) & (pl.col("met") == 0)).height),
        *_whole_plan(run, settings, language),
    ]  # fmt: skip


def _apart(rows: list[dict], gap: float, language: str) -> list[str]:
    """One sentence on the targets of which model and class say different things, the largest gaps named."""
    apart = [row for row in rows if is_apart(row["p"], row["p_class"], gap)]
    if not apart:
        return []
    apart.sort(key=lambda row: -abs(row["p"] - row["p_class"]))
    named = [
        words.text(
            "apart_one", language, name=row[f"name_{language}"], n=int(row["n_class"]),
            p=words.probability(row["p"], row["n_eff_draws"], row["p_low"], row["p_high"], language),
            p_class=words.share(row["p_class"]),
        )
        for row in apart[:TOLD]
    ]  # fmt: skip
    told = words.text("join", language).join(named)
    return [words.text("apart", language, count=len(apart), gap=words.points(gap), named=told)]


def _whole_plan(run: Run, settings: dict[str, float], language: str) -> list[str]:
    """The share of targets met beside the whole plan of a city."""
    counts = probabilities.joint(run.folder, dict.fromkeys(COUNTED, "counted")).filter(pl.col("kind") == "counted")
    if counts.is_empty():
        return []
    total, cumulative = counts["total"].max(), counts["p"].cum_sum()
    low, mid, high = (counts["met"][int((cumulative < q - 1e-9).sum())] for q in (0.05, 0.5, 0.95))
    shares = {name: words.share(met / total) for name, met in (("low", low), ("mid", mid), ("high", high))}
    met, of = settings["plan_met"], settings["plan_total"]
    plan = {"met": f"{met:g}", "of": f"{of:g}", "plan": words.share(met / of)}
    return [words.text("whole_plan", language, total=total, **plan, **shares)]
