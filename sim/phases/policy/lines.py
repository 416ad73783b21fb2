"""The eight budget lines of the year: voted in January, adjusted once in autumn."""

import numpy as np

from agents.institutions import Rank
from sim.budget import arrears_by_chapter
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    fiscal__reappropriated=Series("yuan", "Moved between lines in the yearly adjustment", "年中预算调剂"),
    terms__any=Series("share", "Rates of a chapter's awards over those printed", "各章奖补标准执行比例"),
    line__any=Series("yuan", "Budget line of the year", "各章预算安排"),
)
LINES = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood")


def open_lines(state: State) -> None:
    """Vote the lines of the year in January, and in the first month of a run; chapter 9 has no line and no limit.

    Bureaus set the rates of awards and what is ordered for the year, and the levers follow. Money `added` is what a
    line has beyond its share of the plan as it was divided in 2023, grown with the plan's strength.
    Assumption: in 2023 bureaus know the claims of a usual year: as much as they keep for claims, even over the months.
    """
    owed, growth = arrears_by_chapter(state), _strength_growth(state)
    government, treasury = state.settings.behaviour.government, state.books.treasury
    usual = treasury.usual_lines
    for chapter in LINES:
        bureau = state.offices.bureaus[chapter]
        line = state.levers.values[f"line_{chapter}"]
        if state.month_of_year == 1:
            bureau.open_year(line, growth)
            treasury.reference[chapter] = 0.0
        if state.month == 1:
            bureau.expected[Rank.AWARDS] = line * government.kept_for_claims / MONTHS
            usual[chapter] = line
        bureau.line_annual = line + bureau.moved
        if state.month_of_year == 1 and state.month > 1:
            added = line - usual[chapter] * treasury.strength / max(treasury.usual_strength, 1e-9)
            bureau.set_terms(owed.get(chapter, 0.0), added, government.most_terms, government.most_ordered)
        state.levers.follow_line(chapter, bureau.terms, bureau.more)
        state.record(f"line.{chapter}", line)
        state.record(f"terms.{chapter}", bureau.terms)
    state.offices.bureaus["factors"].line_annual = float("inf")
    if state.month_of_year == state.settings.behaviour.calendar.lines_adjusted:
        _reappropriate(state)


def _strength_growth(state: State) -> float:
    """Strength of the plan over that of the year before, by all lines together: claims grow with it, in January."""
    treasury, measure = state.books.treasury, state.settings.policy.factors.m55
    if state.month_of_year != 1:
        return 1.0
    printed = sum(measure[f"line_{chapter}"] for chapter in LINES)
    strength = sum(state.levers.values[f"line_{chapter}"] for chapter in LINES) / max(printed, 1.0)
    before, treasury.strength = treasury.strength, strength
    treasury.usual_strength = treasury.usual_strength or strength
    return strength / before if before > 0.0 else 1.0


def _reappropriate(state: State) -> None:
    """The yearly adjustment: lines with more than is still expected of them hand a part to those with less.

    Judged by last year's claims of the months to come, so nothing moves in a first year. Assumption: part in conf
    behaviour.government.
    """
    bureaus = [state.offices.bureaus[chapter] for chapter in LINES]
    beyond = np.array([bureau.remaining() - bureau.to_come(state.month_of_year) for bureau in bureaus])
    knows = np.array([bureau.expected.any() for bureau in bureaus])
    spare = np.where(knows, np.maximum(beyond, 0.0), 0.0) * state.settings.behaviour.government.reappropriated
    short = np.maximum(-beyond, 0.0)
    moved = min(spare.sum(), short.sum())
    state.record("fiscal.reappropriated", moved)
    if moved <= 0.0:
        return
    for bureau, given, taken in zip(bureaus, spare / spare.sum(), short / short.sum(), strict=True):
        bureau.moved += moved * (taken - given)
        bureau.line_annual += moved * (taken - given)
