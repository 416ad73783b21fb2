"""Chapter 4, modern services: buildings and towns, leading firms, headquarters, culture and tourism."""

from sim.levers import Levers
from sim.settings import Settings


def m22_service_platforms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Agencies are paid for tenants they bring to key buildings; the zone gathers service firms. Clause 22."""
    levers.write("agency_award", measure.agency_award * strength)
    levers.write("tenants", measure.tenants_per_year * (1.0 - measure.tenant_displacement) * strength)


def m23_leading_service_firms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Leading for-profit service firms that grow are awarded, others are brought together with banks. Clause 23."""
    levers.write("leader_award", measure.leader_award * strength)
    levers.write("leaders_awarded", measure.leaders_awarded if strength > 0 else 0.0)
    levers.write("firms_matched", measure.supported_firms * strength)


def m24_information_services(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Research of information firms costs them less, and model applications are aided. Clause 24."""
    levers.write("information_rd_rate", measure.rd_support_rate * strength)
    levers.write("information_rd_cap", measure.support_cap if strength > 0 else 0.0)
    levers.write("information_reach", measure.awareness if strength > 0 else 0.0)
    levers.write("scenario_projects", measure.scenario_projects * strength)
    levers.write("scenario_grant", measure.scenario_grant if strength > 0 else 0.0)


def m25_characteristic_towns(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The fashion and the computing town win projects, each of which opens firms. Clause 25."""
    levers.write("town_effort", strength)
    levers.write("town_support", measure.project_support * strength)


def m26_headquarters_economy(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Headquarters are named and awarded, builders from elsewhere open regional ones here. Clause 26."""
    levers.write("headquarters_award", measure.headquarters_award * strength)
    levers.write("headquarters_named", measure.headquarters_named if strength > 0 else 0.0)
    levers.write("builders_sought", measure.construction_recruits * strength)


def m27_cultural_industry(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Recognised cultural firms, events and original works are paid for. Clause 27."""
    levers.write("culture_award", measure.recognition_award * strength)
    levers.write("culture_recognised", measure.firms_recognised if strength > 0 else 0.0)
    levers.write("culture_event_grant", measure.event_grant if strength > 0 else 0.0)
    levers.write("culture_events", measure.events_aided * strength)
    levers.write("work_grant", measure.work_grant * strength)
    levers.write("works_aided", measure.works_per_year if strength > 0 else 0.0)


def m28_culture_sport_tourism(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Seasonal events of culture and tourism draw visitors who spend here. Clause 28."""
    levers.plan("tourism_events", measure.events_planned * strength, measure.cost_per_event)


MEASURES = (
    m22_service_platforms,
    m23_leading_service_firms,
    m24_information_services,
    m25_characteristic_towns,
    m26_headquarters_economy,
    m27_cultural_industry,
    m28_culture_sport_tourism,
)
