"""Chapter 2, science and technology: aid on the R&D increment, awards for certificates, priority for researchers."""

from sim.levers import Levers
from sim.settings import Settings


def m08_rd_increment_subsidy(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A share of last year's increment of R&D is paid back: cash and expectation, not a marginal price. Clause 8.

    The super-deduction in the same clause is a rule of the centre: `sim/phases/innovation.py` reads it as it stands.
    """
    levers.write("rd_grant_rate", measure.rd_increment_rate * strength)
    levers.write("rd_grant_cap", measure.increment_cap if strength > 0 else 0.0)
    levers.write("rd_grant_reach", measure.awareness if strength > 0 else 0.0)


def m11_hnte_awards(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Awards make applying and renewing worth their cost for more firms, and pay other technology firms. Clause 11."""
    levers.write("hnte_award", measure.first_award * strength)
    levers.write("hnte_renewal_award", measure.renewal_award * strength)
    levers.write("above_scale_award", measure.above_scale_award * strength)
    levers.write("small_technology_award", measure.small_technology_award * strength)
    levers.write("fledgling_award", measure.fledgling_award * strength)
    levers.write("hnte_reach", min(1.0, measure.awareness * min(strength, 1.0)))


def m13_priority_for_rd_firms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """When power is short, firms whose R&D exceeds a share of revenue are served first. Clause 13."""
    levers.write("rd_priority", min(strength, 1.0))
    levers.write("rd_priority_threshold", measure.priority_rd_share if strength > 0 else 0.0)


MEASURES = (
    m08_rd_increment_subsidy,
    m11_hnte_awards,
    m13_priority_for_rd_firms,
)
