"""Rules that many published figures share: growth, totals, ratios, levels.

A figure takes the state after December of a year and gives its value in the unit of its goal. Most can be printed
within the year as well, as bulletins do, from January to a month: a `Rule` says from which series and how.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sim.calendar import MONTHS
from sim.programmes import reported
from sim.state import State

Figure = Callable[[State, int], float]
HINDCAST_YEAR = 2023
# How a figure is printed within a year: growth of the sum since January over the same months before, that sum, the mean
# of the months, the ratio of two such sums, or what stands at the month.
GROWTH, TOTAL, MEAN, RATIO, LEVEL = "growth", "total", "mean", "ratio", "level"


@dataclass(frozen=True)
class Monthly:
    """How bulletins print a figure within the year: `kind`, its series, the one it is divided by, a factor."""

    kind: str
    series: str
    beside: str = ""
    factor: float = 1.0


@dataclass(frozen=True)
class Rule:
    """A figure of a year that is also printed within it."""

    of_year: Figure
    within_year: Monthly

    def __call__(self, state: State, year: int) -> float:
        """The figure of a year whose December has been simulated."""
        return self.of_year(state, year)


def growth(series: str) -> Figure:
    """Growth of the annual sum over the year before, percent; 2022 is not simulated but known as a monthly mean."""
    def figure(state: State, year: int) -> float:
        before = (state.series.year(series, year - 1) if year > HINDCAST_YEAR
                  else MONTHS * state.series.mean_2022(series))  # fmt: skip
        return 100.0 * (state.series.year(series, year) / before - 1.0)
    return Rule(figure, Monthly(GROWTH, series, factor=100.0))


def growth_on_list(series: str, change: str, within_year: str | None = None) -> Figure:
    """Growth of the firms of this year's list over the same firms a year before, percent.

    `change` is the series of what the revision of the list did to the base: who joins or leaves moves the level alone.
    `within_year` is the series of its growth since January, where one is kept.
    """
    level = growth(series)
    def figure(state: State, year: int) -> float:
        moved = state.series.read(change, (year - HINDCAST_YEAR + 1) * MONTHS)
        return 100.0 * ((1.0 + level(state, year) / 100.0) / (1.0 + moved) - 1.0)
    return Rule(figure, Monthly(LEVEL, within_year)) if within_year else figure


def stock_growth(series: str) -> Figure:
    """Growth of a stock from December to December, percent; for 2023 from the stock on its eve."""
    def figure(state: State, year: int) -> float:
        end = (year - HINDCAST_YEAR + 1) * MONTHS
        before = state.series.read(series, end - MONTHS) if end > MONTHS else state.series.mean_2022(series)
        return 100.0 * (state.series.read(series, end) / before - 1.0)
    return figure


def total(series: str) -> Figure:
    """Annual sum."""
    return Rule(lambda state, year: state.series.year(series, year), Monthly(TOTAL, series))


def of_level(name: str, figure: Figure, basis: Figure | None = None) -> Figure:
    """A figure whose level of 2023 the authors of its target knew: that level, grown as the model's own figure.

    `name` is the level in region.levels_2023, 0 where none is set: then the model's own stands. `basis` is the figure
    the level is one of, where that is another one.
    """
    def level(state: State, year: int) -> float:
        known, own = float(getattr(state.settings.region.levels_2023, name)), figure(state, year)
        before = (basis or figure)(state, HINDCAST_YEAR) if known > 0.0 else 0.0
        return known * own / before if before > 0.0 else own
    return Rule(level, figure.within_year) if isinstance(figure, Rule) else level


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
    return Rule(level, net.within_year) if isinstance(net, Rule) else level


def year_mean(series: str, factor: float = 100.0) -> Figure:
    """Mean of the twelve months, percent unless told otherwise."""
    def figure(state: State, year: int) -> float:
        return factor * state.series.year(series, year) / MONTHS
    return Rule(figure, Monthly(MEAN, series, factor=factor))


def over(part: str, whole: str, factor: float = 100.0) -> Figure:
    """Ratio of two annual sums, percent unless told otherwise."""
    def figure(state: State, year: int) -> float:
        return factor * state.series.year(part, year) / state.series.year(whole, year)
    return Rule(figure, Monthly(RATIO, part, whole, factor))


def at_year_end(series: str, factor: float = 1.0) -> Figure:
    """Value of December, times a factor."""
    def figure(state: State, year: int) -> float:
        return factor * state.series.read(series, (year - 2022) * 12)
    return Rule(figure, Monthly(LEVEL, series, factor=factor))


def as_reported(chapter: str, series: str, factor: float = 1.0) -> Figure:
    """Annual sum of what a programme delivered, as its bureau reports it: audited, or with the latitude it takes."""
    item = series.replace(".", "_")
    def figure(state: State, year: int) -> float:
        return factor * reported(state, chapter, item, state.series.year(series, year), 0.0, year)
    return Rule(figure, Monthly(TOTAL, series, factor=factor))
