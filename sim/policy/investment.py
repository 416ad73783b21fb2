"""Chapter 1, effective investment: key projects, grants on manufacturing investment, the schedule of starts."""

from sim.levers import Levers
from sim.settings import Settings


def m01_key_project_service(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Key projects pass their gates faster. Clause 1."""
    levers.write("gate_time_saved", measure.gate_time_saved * strength)


def m02_manufacturing_investment_grant(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A grant on manufacturers' equipment; part of land revenue is set aside for renewing old plants. Clause 2."""
    levers.write("renewal_fund_share", measure.land_revenue_share * strength)
    levers.write("equipment_grant_rate", measure.equipment_grant_rate * strength)
    levers.write("equipment_grant_cap", measure.grant_cap if strength > 0 else 0.0)
    levers.write("equipment_grant_floor", measure.minimum_investment if strength > 0 else 0.0)
    levers.write("equipment_reach", measure.awareness if strength > 0 else 0.0)


def m04_project_start_schedule(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The bureau presses harder when starts are behind the quarterly schedule. Clause 4."""
    levers.write("catch_up_effort", measure.catch_up_effort * strength)


MEASURES = (
    m01_key_project_service,
    m02_manufacturing_investment_grant,
    m04_project_start_schedule,
)
