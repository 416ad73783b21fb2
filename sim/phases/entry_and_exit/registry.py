"""The register of entities, apart from active firms: many register and never trade, and are struck off years later.

Why kept apart: a fifth of the entries of a year are shells that hire nobody. Published rates of entry and exit count
them; who hires, sells and invests is decided in `turnover`.
"""

from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    registry__entities=Series("enterprise", "Registered entities", "登记在册经营主体"),
    registry__entered=Series("enterprise", "Entities registered", "新登记经营主体"),
    registry__left=Series("enterprise", "Entities struck off", "注销吊销经营主体"),
)


def keep_register(state: State) -> None:
    """Who opens registers and brings shells with it; who closes stays on the list until it is struck off."""
    active = state.series.read("firms.active", state.month)
    turnover = state.settings.behaviour.turnover
    register = state.books.register
    dormant = active * turnover.dormant_share / (1.0 - turnover.dormant_share) if register.dormant is None else (
        register.dormant
    )
    entered = left = 0.0
    if state.shocks:
        opened, closed = (state.series.read(f"firms.{name}", state.month) for name in ("entered", "left"))
        shells = turnover.shells_per_opening * opened
        left = dormant * (1.0 - (1.0 - turnover.strike_off_annual) ** (1.0 / MONTHS))
        entered = opened + shells
        dormant += shells + closed - left
    register.dormant = dormant
    state.record("registry.entities", active + dormant)
    state.record("registry.entered", entered)
    state.record("registry.left", left)
