"""Chapter 2, science and technology: aid on the R&D increment, awards for high-tech certificates."""

from sim.levers import Levers
from sim.settings import Settings


def m08_rd_increment_subsidy(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A share of last year's increment of R&D is paid back: cash and expectation, not a marginal price. Clause 8."""
    levers.write("rd_grant_rate", measure.rd_increment_rate * strength)
    levers.write("rd_grant_cap", measure.increment_cap if strength > 0 else 0.0)
    levers.write("rd_grant_reach", measure.awareness if strength > 0 else 0.0)


def m11_hnte_awards(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """An award for a first high-tech certificate makes applying worth its cost for more firms. Clause 11."""
    levers.write("hnte_award", measure.first_award * strength)
    levers.write("hnte_reach", min(1.0, measure.awareness * min(strength, 1.0)))
