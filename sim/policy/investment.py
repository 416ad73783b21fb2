"""Chapter 1, effective investment: key projects, grants on manufacturing investment, the schedule of starts."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12


def m01_key_project_service(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Key projects and those a leader takes in charge pass their gates faster. Clause 1."""
    levers.write("leader_projects", measure.leader_projects * strength)
    levers.write("gate_time_saved", measure.gate_time_saved * strength)


def m02_manufacturing_investment_grant(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A grant on manufacturers' equipment; part of land revenue is set aside for renewing old plants. Clause 2."""
    levers.write("renewal_fund_share", measure.land_revenue_share * strength)
    levers.write("equipment_grant_rate", measure.equipment_grant_rate * strength)
    levers.write("equipment_grant_cap", measure.grant_cap if strength > 0 else 0.0)
    levers.write("equipment_grant_floor", measure.minimum_investment if strength > 0 else 0.0)
    levers.write("equipment_reach", measure.awareness if strength > 0 else 0.0)


def m03_provincial_investment_race(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Levels above give bonds and central funds for public works, awards, and land quota for large plants. Clause 3."""
    levers.write("bond_quota", measure.special_bond_quota_annual * strength)
    levers.write("race_award", measure.race_award_annual * strength)
    levers.write("land_quota", measure.award_land_quota * strength / MONTHS)


def m04_project_start_schedule(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Offices meet every month, and press harder when starts are behind the quarterly schedule. Clause 4."""
    levers.write("dispatch", strength)
    levers.write("catch_up_effort", measure.catch_up_effort * strength)


def m05_private_investment_support(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Private projects get their share of land and energy first, and private owners ask for less return. Clause 5."""
    levers.write("private_factor_share", measure.factor_share_private * strength)
    levers.write("private_hurdle_cut", measure.private_hurdle_reduction * strength)


MEASURES = (
    m01_key_project_service,
    m02_manufacturing_investment_grant,
    m03_provincial_investment_race,
    m04_project_start_schedule,
    m05_private_investment_support,
)
