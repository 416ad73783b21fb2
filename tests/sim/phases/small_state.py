"""The rooms of a state for tests of one phase: what nobody wrote is found on demand, what a test gives is there.

A run builds what is fixed before the first month and has every phase write its values in order. A test of one phase
has neither: here rows, lots and paths are found by the same rules when they are first read, and values of the month
are given until the phase under test writes them.
"""

from typing import Any

from sim.phases.building.homes import usual_sales
from sim.phases.building.renewal import village_land
from sim.phases.building.villages import industry_by_town
from sim.phases.entry_and_exit.turnover import usual_closings, usual_exits
from sim.start import CHAPTERS
from sim.start.once import FIXED, ROWS
from sim.state import State
from sim.state.fixed import Fixed
from sim.state.now import Now
from sim.state.rows import Rows


class _OnDemand:
    """Builds what is missing by the run's own rule; a test may set a value again."""

    BUILDERS: dict[str, Any] = {}

    def __init__(self, state: State) -> None:
        vars(self)["_state"] = state

    def __setattr__(self, name: str, new: Any) -> None:
        assert name in self.FIELDS, f"{type(self).__name__} has no value '{name}'"
        vars(self)[name] = new  # not frozen: a test may change one number of it

    def _missing(self, name: str) -> Any:
        if name not in self.BUILDERS:
            return super()._missing(name)
        value = self.BUILDERS[name](vars(self)["_state"])
        setattr(self, name, value)
        return value


def _closings(state: State) -> Any:
    state.enterprises.exit_usual = usual_exits(state)
    return usual_closings(state)


class SmallFixed(_OnDemand, Fixed):
    """`state.fixed` of a test."""

    BUILDERS = FIXED | {
        "home_sales": usual_sales, "village_land": village_land,
        "closings_usual": _closings,
        "reliability": lambda _: dict.fromkeys(CHAPTERS, 1.0), "latitude": lambda _: dict.fromkeys(CHAPTERS, 0.0),
        "completion": lambda _: dict.fromkeys(CHAPTERS, 0.0),
        "industry_by_town": lambda state: industry_by_town(state.district.enterprises, len(state.district.towns)),
    }  # fmt: skip


class SmallRows(_OnDemand, Rows):
    """`state.rows` of a test."""

    BUILDERS = ROWS


class SmallNow(Now):
    """`state.now` or `state.last` of a test: values given stand until a phase writes them, and again next month."""

    def __init__(self, month: int, given: dict[str, Any] | None = None) -> None:
        super().__init__(month, is_moving=False)
        vars(self)["_given"] = dict(given or {})

    def _missing(self, name: str) -> Any:
        given = vars(self)["_given"]
        return given[name] if name in given else super()._missing(name)


def furnish(state: State) -> State:
    """Give a state the rooms of a test."""
    state.fixed, state.rows = SmallFixed(state), SmallRows(state)
    state.now, state.last = SmallNow(state.month), SmallNow(state.month - 1)
    return state


def give(state: State, **values: Any) -> None:
    """Values of this month and of those to come, until a phase writes them; what is lagged stands in `last` too."""
    for name, value in values.items():
        about = Now.FIELDS[name]  # KeyError: no such value
        vars(state.now).pop(name, None)
        vars(state.now)["_given"][name] = value
        if about.is_lagged:
            vars(state.last).pop(name, None)
            vars(state.last)["_given"][name] = value


def is_written(state: State, name: str) -> bool:
    """Whether a phase wrote this value of the month, where what a test gave or the value at rest would be found too."""
    return name in vars(state.now)


def turn_page(state: State) -> None:
    """Go to the next month as the region does: fresh values, what is lagged becomes last month's."""
    open_page(state, state.month + 1)
    state.ledger.open_month()


def open_page(state: State, month: int) -> None:
    """A fresh page for a month; what was lagged on the page before stands in `last`, what was given stands again."""
    written, given = vars(state.now), dict(vars(state.now)["_given"])
    lagged = {name: written[name] for name, about in Now.FIELDS.items() if about.is_lagged and name in written}
    state.month, state.last = month, SmallNow(month - 1, given | lagged)
    state.now = SmallNow(month, given)
