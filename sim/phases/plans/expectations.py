"""Plans: what each enterprise expects to sell, and the staff it wants for it."""

import numpy as np
from numpy.typing import NDArray

from agents.enterprises import decide_staffing
from sim.calendar import FIRST_YEAR, MONTHS, month_of_year, year_of
from sim.kernels.firms import expect, grow
from sim.kernels.market import ratio
from sim.randomness import laplace
from sim.state import State

# Between mid-year knots the mean of a year takes 1/8, 3/4 and 1/8 of three shocks: their spread is made up for, so that
# growth of annual sums has the spread that is declared.
SPREAD_OF_ANNUAL_GROWTH = float(np.sqrt(0.125**2 + 0.75**2 + 0.125**2))
SMALLEST = 1e-9  # yuan a month: turnover below it is none


def form_expectations(state: State) -> None:
    """Expectations move towards last month's orders, without their season; staff follows expectations and pay."""
    enterprises, behaviour = state.enterprises, state.settings.behaviour
    labour = behaviour.labour
    rules = np.array([behaviour.production.expectation_speed, state.now.productivity, labour.staff_adjustment, SMALLEST,
                      behaviour.production.overtime, labour.hoarding, labour.patience])  # fmt: skip
    state.now.turnover_growth = expect(
        enterprises.demand_expected, enterprises.posts, state.last.demand_realised, enterprises.is_active,
        enterprises.productivity, enterprises.demand_usual, enterprises.town, enterprises.sector, staffing(state),
        state.price(), rules,
    )  # fmt: skip
    state.now.season = _season(state)
    state.now.luck = own_growth(state)
    state.now.staff_wanted = enterprises.posts.copy()


def staffing(state: State) -> NDArray:
    """Staff wanted for an output over that at usual pay, by town and sector, (towns, 26).

    What staff costs is pay as it was last left, for the skills a sector has in the town, over prices of what is made
    and what a person makes of it.
    """
    jobs, now = state.books.jobs, state.now
    bill = jobs.held * state.fixed.wages
    level = ratio((bill * jobs.pay_level[:, None, :]).sum(axis=2), bill.sum(axis=2), 1.0)
    cost = now.wage_index / (state.price() * now.productivity)
    return decide_staffing(level * cost / jobs.usual_cost.of(cost), state.settings.behaviour.labour.demand_elasticity)


def _season(state: State) -> NDArray:
    """Seasonal factor by sector (26,); support for production over the festival keeps part of what is lost."""
    factors = state.fixed.season[state.month - 1]
    support, behaviour = state.levers.spring_output_support, state.settings.behaviour
    if support <= 0.0:
        return factors.copy()  # arrays of the month can be written to, those fixed for the draw cannot
    kept = min(1.0, behaviour.production.festival_response * support / behaviour.energy.tariff)
    return np.where(factors < 1.0, factors + kept * (1.0 - factors), factors)


def own_growth(state: State) -> NDArray:
    """Each firm's own level relative to its market, mean 1 over firms, on a line through mid-year knots.

    Growth of a year is Laplace with a spread that falls with size. Source: firm_growth_laplace. The expected value
    of the exponential is taken out, so that luck adds nothing to the whole.
    """
    month = state.month
    position = (month_of_year(month) - 0.5) / MONTHS - 0.5  # -0.5 to 0.5 of a year around the knot of this year
    # The last knot that is passed, and the part of the year that leads to the next one.
    knot = year_of(month) if position > 0.0 else year_of(month) - 1
    part = position if position > 0.0 else 1.0 + position
    scale = state.settings.behaviour.production.firm_spread * state.shocks / SPREAD_OF_ANNUAL_GROWTH
    level = _log_growth(state, knot + 1, part, scale)
    level += _log_level(state, knot, scale)
    return np.exp(level, out=level)


def _log_level(state: State, knot: int, scale: float) -> NDArray | float:
    """Log level of each firm at the middle of a year, (n,), 0 before 2023; worked out once and kept."""
    if knot < FIRST_YEAR:
        return 0.0
    known = state.fixed.own_levels
    if knot not in known:
        level = _log_growth(state, knot, 1.0, scale)
        level += _log_level(state, knot - 1, scale)
        known[knot] = level
        known.pop(knot - 2, None)  # a month reads the knot before it, which is made of the one before that
    return known[knot]


def _log_growth(state: State, year: int, part: float, scale: float) -> NDArray:
    """Log growth of each firm in a part of a year (0 to 1), less what its spread adds to the mean, (n,)."""
    distinct, which = state.fixed.spreads
    spread = part * scale * distinct / np.sqrt(2.0)
    return grow(_shock(state, year, scale), part, np.log1p(-(spread**2)), which)


def spreads_of(state: State) -> tuple[NDArray, NDArray]:
    """The distinct spreads of own growth, and which of them each firm has, (n,): far fewer logarithms to take."""
    distinct, which = np.unique(state.enterprises.residual_sd, return_inverse=True)
    return distinct, which.astype(np.int32)


def _shock(state: State, year: int, scale: float) -> NDArray:
    """The firm's own log growth of a year, drawn once and kept: the same in every scenario of the draw."""
    known = state.fixed.own_shocks
    if year not in known:
        # By place, not by the permanent id: who enters must not change the luck of a scenario that shares this draw.
        enterprises, places = state.enterprises, state.district.enterprises.id
        known[year] = laplace(state.stream("plans.own_growth", year), places, enterprises.residual_sd * scale)
    return known[year]
