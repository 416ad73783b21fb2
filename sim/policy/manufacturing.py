"""Chapter 3, manufacturing clusters: land renewal, bonuses for growing output, grants for green retrofits."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12
FESTIVAL_MONTHS = 2


def m15_industrial_land_renewal(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Old industrial land is cleared and rebuilt at an even pace over the year. Clause 15."""
    levers.write("renewal", measure.renewal_land * strength / MONTHS)


def m18_opening_bonus(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Growing firms get bonuses after the quarter; support over the Spring Festival keeps part of output. Clause 18."""
    levers.write("opening_bonus_rate", measure.opening_bonus_rate * strength)
    levers.write("opening_bonus_cap", measure.bonus_cap if strength > 0 else 0.0)
    levers.write("climb_award", measure.quarterly_climb_award * strength)
    levers.write("steady_growth_award", measure.steady_growth_award * strength)
    levers.write("output_bonus_reach", measure.awareness if strength > 0 else 0.0)
    if month_of_year <= FESTIVAL_MONTHS:
        levers.write("spring_output_support", measure.spring_energy_support * strength)


def m20_green_retrofit_grant(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A grant on energy-saving equipment above a threshold, beside that of clause 2; green factories. Clause 20."""
    levers.write("green_grant_rate", measure.green_grant_rate * strength)
    levers.write("green_grant_cap", measure.grant_cap if strength > 0 else 0.0)
    levers.write("green_grant_floor", measure.minimum_investment if strength > 0 else 0.0)
    levers.write("green_reach", measure.awareness if strength > 0 else 0.0)
    levers.write("green_factory_award", measure.green_factory_award * strength)


MEASURES = (
    m15_industrial_land_renewal,
    m18_opening_bonus,
    m20_green_retrofit_grant,
)
