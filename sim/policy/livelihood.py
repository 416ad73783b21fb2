"""Chapter 8, livelihood: training, placement and keeping jobs."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12


def m48_employment(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Training, placement and internships bring people into jobs; firms that keep staff are refunded. Clause 48."""
    levers.write("training", measure.trained * strength / MONTHS)
    levers.write("training_gain", measure.training_match_gain)
    levers.write("placement", measure.assisted_jobs * strength / MONTHS)
    levers.write("retention_refund", measure.stabilisation_refund * strength)
    levers.write("internships", measure.internships * strength / MONTHS)


MEASURES = (
    m48_employment,
)
