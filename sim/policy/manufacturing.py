"""Chapter 3, manufacturing clusters: land renewal, the opening bonus, grants for green retrofits."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12
FESTIVAL_MONTHS = 2


def m15_industrial_land_renewal(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Old industrial land is cleared and rebuilt at an even pace over the year. Clause 15."""
    levers.write("renewal", measure.renewal_land * strength / MONTHS)


def m18_opening_bonus(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Support for production over the Spring Festival keeps part of its lost output. Clause 18."""
    if month_of_year <= FESTIVAL_MONTHS:
        levers.write("spring_output_support", measure.spring_energy_support * strength)


def m20_green_retrofit_grant(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A grant on equipment of energy-saving projects above a threshold; the higher of two grants counts. Clause 20."""
    levers.write("equipment_grant_rate", measure.green_grant_rate * strength * measure.awareness)
    levers.write("equipment_grant_cap", measure.grant_cap if strength > 0 else 0.0)
    levers.write("equipment_reach", measure.awareness if strength > 0 else 0.0)
