"""Rules that many published figures share: growth, totals, ratios, levels.

A figure takes the state after December of a year and gives its value in the unit of its goal.
"""

from collections.abc import Callable

from sim.calendar import MONTHS
from sim.programmes import reported
from sim.state import State

Figure = Callable[[State, int], float]
HINDCAST_YEAR = 2023


def growth(series: str) -> Figure:
    """Growth of the annual sum over the year before, percent; 2022 is not simulated but known as a monthly mean."""
    def figure(state: State, year: int) -> float:
        before = (state.series.year(series, year - 1) if year > HINDCAST_YEAR
                  else MONTHS * state.series.mean_2022(series))  # fmt: skip
        return 100.0 * (state.series.year(series, year) / before - 1.0)
    return figure


def growth_on_list(series: str, change: str) -> Figure:
    """Growth of the firms of this year's list over the same firms a year before, percent.

    `change` is the series of what the revision of the list did to the base: who joins or leaves moves the level alone.
    """
    level = growth(series)
    def figure(state: State, year: int) -> float:
        moved = state.series.read(change, (year - HINDCAST_YEAR + 1) * MONTHS)
        return 100.0 * ((1.0 + level(state, year) / 100.0) / (1.0 + moved) - 1.0)
    return figure


def stock_growth(series: str) -> Figure:
    """Growth of a stock from December to December, percent; for 2023 from the stock on its eve."""
    def figure(state: State, year: int) -> float:
        end = (year - HINDCAST_YEAR + 1) * MONTHS
        before = state.series.read(series, end - MONTHS) if end > MONTHS else state.series.mean_2022(series)
        return 100.0 * (state.series.read(series, end) / before - 1.0)
    return figure


def total(series: str) -> Figure:
    """Annual sum."""
    return lambda state, year: state.series.year(series, year)


def of_level(name: str, figure: Figure, basis: Figure | None = None) -> Figure:
    """A figure whose level of 2023 the authors of its target knew: that level, grown as the model's own figure.

    `name` is the level in region.levels_2023, 0 where none is set: then the model's own stands. `basis` is the figure
    the level is one of, where that is another one.
    """
    def level(state: State, year: int) -> float:
        known, own = float(getattr(state.settings.region.levels_2023, name)), figure(state, year)
        before = (basis or figure)(state, HINDCAST_YEAR) if known > 0.0 else 0.0
        return known * own / before if before > 0.0 else own
    return level


def net_of_level(name: str, gross: Figure, net: Figure) -> Figure:
    """A count less losses whose level of 2023 the authors of its target knew.

    The count then covers that part of what comes (`gross`) with which the year before would have come out so; what is
    lost (`gross` less `net`) is deducted as it is.
    """
    def level(state: State, year: int) -> float:
        known = float(getattr(state.settings.region.levels_2023, name))
        before = gross(state, HINDCAST_YEAR) if known > 0.0 else 0.0
        if before <= 0.0:
            return net(state, year)
        lost = {of: gross(state, of) - net(state, of) for of in (HINDCAST_YEAR, year)}
        return (known + lost[HINDCAST_YEAR]) / before * gross(state, year) - lost[year]
    return level


def year_mean(series: str, factor: float = 100.0) -> Figure:
    """Mean of the twelve months, percent unless told otherwise."""
    return lambda state, year: factor * state.series.year(series, year) / MONTHS


def over(part: str, whole: str, factor: float = 100.0) -> Figure:
    """Ratio of two annual sums, percent unless told otherwise."""
    return lambda state, year: factor * state.series.year(part, year) / state.series.year(whole, year)


def at_year_end(series: str, factor: float = 1.0) -> Figure:
    """Value of December, times a factor."""
    return lambda state, year: factor * state.series.read(series, (year - 2022) * 12)


def as_reported(chapter: str, series: str, factor: float = 1.0) -> Figure:
    """Annual sum of what a programme delivered, as its bureau reports it: audited, or with the latitude it takes."""
    item = series.replace(".", "_")
    return lambda state, year: factor * reported(state, chapter, item, state.series.year(series, year), 0.0, year)
