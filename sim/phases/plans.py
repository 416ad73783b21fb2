"""Plans: what each enterprise expects to sell, and the staff it wants for it."""

import numpy as np
from numpy.typing import NDArray

from sim.calendar import month_of_year, year_of
from sim.kernels.firms import expect
from sim.randomness import laplace
from sim.state import State

MONTHS = 12.0
# Between mid-year knots the mean of a year takes 1/8, 3/4 and 1/8 of three shocks: their spread is made up for, so that
# growth of annual sums has the spread that is declared.
SPREAD_OF_ANNUAL_GROWTH = float(np.sqrt(0.125**2 + 0.75**2 + 0.125**2))
SMALLEST = 1e-9  # yuan a month: turnover below it is none


def form_expectations(state: State) -> None:
    """Expectations move towards last month's orders, without their season; staff follows expectations."""
    enterprises, behaviour = state.enterprises, state.settings.behaviour
    rules = np.array([behaviour.production.expectation_speed, state.now["productivity"],
                      behaviour.labour.staff_adjustment, SMALLEST])  # fmt: skip
    state.now["turnover_growth"] = expect(
        enterprises.demand_expected, enterprises.posts, state.now["demand_realised"], enterprises.is_active,
        enterprises.productivity, state.base["demand"], enterprises.sector, state.price(), rules,
    )  # fmt: skip
    state.now["season"] = _season(state)
    state.now["luck"] = own_growth(state)
    state.now["staff_wanted"] = enterprises.posts.copy()


def _season(state: State) -> NDArray:
    """Seasonal factor by sector (26,); support for production over the festival keeps part of what is lost."""
    factors = state.base["season"][state.month - 1]
    support, behaviour = state.levers.spring_output_support, state.settings.behaviour
    if support <= 0.0:
        return factors
    kept = min(1.0, behaviour.production.festival_response * support / behaviour.energy.tariff)
    return np.where(factors < 1.0, factors + kept * (1.0 - factors), factors)


def own_growth(state: State) -> NDArray:
    """Each firm's own level relative to its market, mean 1 over firms, on a line through mid-year knots.

    Growth of a year is Laplace with a spread that falls with size. Source: firm_growth_laplace. The expected value
    of the exponential is taken out, so that luck adds nothing to the whole.
    """
    enterprises, month = state.enterprises, state.month
    position = (month_of_year(month) - 0.5) / MONTHS - 0.5  # -0.5 to 0.5 of a year around the knot of this year
    year = year_of(month)
    weights = dict.fromkeys(range(2023, year), 1.0)
    weights[year] = 1.0 + min(position, 0.0)
    if position > 0.0:
        weights[year + 1] = position
    scale = state.settings.behaviour.production.firm_spread * state.shocks / SPREAD_OF_ANNUAL_GROWTH
    log_level = np.zeros(len(enterprises))
    for shock_year, weight in weights.items():
        shock = _shock(state, shock_year, scale)
        spread = weight * scale * enterprises.residual_sd / np.sqrt(2.0)
        log_level += weight * shock + np.log1p(-(spread**2))
    return np.exp(log_level)


def _shock(state: State, year: int, scale: float) -> NDArray:
    """The firm's own log growth of a year, drawn once and kept: the same in every scenario of the draw."""
    name = f"shock_{year}"
    if name not in state.base:
        # By place, not by the permanent id: who enters must not change the luck of a scenario that shares this draw.
        enterprises, places = state.enterprises, state.district.enterprises.id
        state.base[name] = laplace(state.stream("plans.own_growth", year), places, enterprises.residual_sd * scale)
    return state.base[name]
