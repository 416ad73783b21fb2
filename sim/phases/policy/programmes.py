"""Programmes: what bureaus have built, held, trained and recognised, item by item of the chapters of the policy.

Why begun and counted apart: the text counts what is finished (or begun, where it says 新开工), a line pays when work
begins, and between the two lies a time that may last longer than planned. Nothing is carried over a year: a schedule
is judged in December.
"""

import numpy as np

from sim.budget import buy
from sim.calendar import MONTHS
from sim.policy import ITEMS
from sim.policy.item import Item
from sim.programmes import deliver, is_audited, reported, yearly_luck
from sim.randomness import key, uniform
from sim.series import Series, declare
from sim.settings import Settings
from sim.state import State, rests
from sim.state.books.policy import Works

declare(
    **{f"delivered__{name}": Series(item.unit, item.en, item.zh, item.clause) for name, item in ITEMS.items()},
    **{
        f"reported__{name}": Series(item.unit, f"{item.en}, as reported", f"{item.zh}（年末上报）", item.clause)
        for name, item in ITEMS.items()
    },
    **{
        f"level__{name}": Series(item.unit, f"{item.en}, reached", f"{item.zh}(年末水平)", item.clause)
        for name, item in ITEMS.items()
        if item.kind == "cover"
    },
    programme_cost__any=Series("yuan", "Cost of what a programme began this month", "当月项目支出"),
)


@rests
def deliver_programmes(state: State) -> None:
    """Each programme begins what its plan asks and its line pays; what is finished counts."""
    for name, item in ITEMS.items():
        works = _works(state, name, item)
        if state.month_of_year == 1:
            works.finished = works.counted = 0.0
            works.batches.clear()
        begun = _begin(state, name, item, works)
        if begun > 0.0:
            works.batches.append((_due(state, name, item), begun))
        counted = _finish(state, name, item, works)
        state.record(f"delivered.{name}", counted)
        if item.kind == "cover":
            works.level = min(works.level + counted, 100.0)
            state.record(f"level.{name}", works.level)
        if state.month_of_year == MONTHS:
            state.record(f"reported.{name}", _report(state, name, item, works))


def _report(state: State, name: str, item: Item, works: Works) -> float:
    """What the bureau reports in December; what stands in a list, its own or that of others, is reported as it stands.
    """
    if item.kind in ("title", "record"):
        return works.counted
    under_way = sum(amount for _, amount in works.batches)
    if item.kind == "whole":
        # A unit is there or it is not: no latitude, but one that is nearly finished may be counted.
        audited = is_audited(state, name, state.year)
        early = 0.0 if audited else state.settings.behaviour.government.counted_early
        return float(np.floor(works.finished + early * under_way + 1e-9))
    if item.kind == "cover":
        before = works.level - works.counted
        return min(before + reported(state, item.chapter, name, works.counted, under_way, state.year), 100.0)
    return reported(state, item.chapter, name, works.counted, under_way, state.year)


def _works(state: State, name: str, item: Item) -> Works:
    """The books of an item; a cover opens with what was reached before 2023."""
    books = state.books.programmes.works
    if name not in books:
        books[name] = Works(level=state.settings.behaviour.programmes[name].opening if item.kind == "cover" else 0.0)
    return books[name]


def _begin(state: State, name: str, item: Item, works: Works) -> float:
    """Quantity begun this month: planned so that it is finished before the year ends, as far as the line pays."""
    behaviour = state.settings.behaviour
    terms, values = behaviour.programmes[name], state.levers.values
    annual = _annual(item, values[f"plan_{name}"], works, behaviour.government)
    if annual <= 0.0:
        return 0.0
    months = 0.0 if item.kind == "record" else terms.months
    last = max(MONTHS - round(months), 1)  # what begins later cannot count this year
    planned_until = max(last - round(behaviour.government.time_reserve), 1)
    pace = annual / planned_until
    planned = pace if state.month_of_year <= planned_until else 0.0
    unit_cost = values[f"cost_{name}"]

    def paid(quantity: float, again: float) -> float:
        return buy(state, item.chapter, quantity * unit_cost, terms.line_share, item.rest, again * unit_cost)

    pace = pace if state.month_of_year <= last else 0.0
    begun = deliver(state, item.chapter, name, planned, pace, paid=paid if unit_cost > 0.0 else None,
                    is_record=item.kind == "record", has_margin=item.kind in ("title", "cover"),
                    has_latitude=item.kind in ("amount", "cover"))  # fmt: skip
    if begun > 0.0 and unit_cost > 0.0:
        state.record(f"programme_cost.{name}", begun * unit_cost)
    return begun


def _annual(item: Item, planned: float, works: Works, government: Settings) -> float:
    """Quantity a programme sets out to bring this year: more titles are put forward than are promised, and a cover is
    planned a margin above its level, which counts as long as it is below.
    """
    if item.kind == "cover":
        reached = works.level - works.counted  # in January
        is_there = reached >= min(planned, 100.0)
        return 0.0 if is_there else min(planned * (1.0 + government.plan_margin), 100.0) - reached
    return np.ceil(planned * (1.0 + government.nominations)) if item.kind == "title" else planned


def _due(state: State, name: str, item: Item) -> float:
    """Month in which what is begun now counts; a bureau closes its own list in December."""
    months = state.settings.behaviour.programmes[name].months
    if item.kind == "record":
        return min(state.month + months, state.month - state.month_of_year + MONTHS)
    return state.month + months * _delay(state, name)


def _delay(state: State, name: str) -> float:
    """Time an item takes in this year over what is planned, around 1."""
    spread = state.settings.behaviour.government.delay_spread
    return float(np.exp(spread * yearly_luck(state, f"programmes.delay.{name}", state.year - 2022)))


def _finish(state: State, name: str, item: Item, works: Works) -> float:
    """What counts this month of the batches that are due."""
    works.finished += sum(amount for due, amount in works.batches if due <= state.month)
    works.batches = [batch for batch in works.batches if batch[0] > state.month]
    reached = works.finished if item.kind in ("amount", "cover") else np.floor(works.finished + 1e-9)
    if item.kind == "title":
        stream = key(state.seed, f"programmes.recognised.{name}", state.year)
        passes = uniform(stream, np.arange(int(reached))) < state.settings.behaviour.programmes[name].recognised
        reached = float(np.sum(passes))
    counted = float(reached) - works.counted
    works.counted = float(reached)
    return counted


def delivered(state: State, name: str) -> float:
    """What an item counted this month, in its unit: for phases that react to it."""
    return state.series.read(f"delivered.{name}", state.month)
