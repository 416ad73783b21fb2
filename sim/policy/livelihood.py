"""Chapter 8, livelihood: jobs, children, schools, health, homes, the old, and those in need."""

import numpy as np

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12
PERCENT = 100.0
SUBDISTRICTS = 7


def m48_employment(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Training, placement and internships bring people into jobs; firms that keep staff are refunded. Clause 48."""
    levers.write("training", measure.trained * strength / MONTHS)
    levers.write("training_gain", measure.training_match_gain if strength > 0 else 0.0)
    levers.write("placement", measure.assisted_jobs * strength / MONTHS)
    levers.write("retention_refund", measure.stabilisation_refund * strength)
    levers.write("internships", measure.internships * strength / MONTHS)
    levers.plan("injury_insured", measure.platform_workers_insured * strength)


def m49_childcare(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Infant care places let parents look for work; families with a second or third child are paid once. Clause 49."""
    levers.write("childcare_places", measure.childcare_places * strength)
    levers.write("second_child_allowance", measure.second_child_allowance * strength)
    levers.write("third_child_allowance", measure.third_child_allowance * strength)


def m50_schooling(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Places in public schools are opened until the planned part of migrant children has one. Clause 50."""
    for_one_percent = measure.migrant_children * measure.school_place_cost / PERCENT
    levers.plan("migrant_children_public_share", PERCENT * measure.migrant_public_share * strength, for_one_percent)


def m51_health_care(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Insured residents are checked free of charge and medical staff is sent to provincial hospitals. Clause 51."""
    levers.plan("health_checks_done", PERCENT * strength, measure.checkups_planned * measure.checkup_cost / PERCENT)
    levers.plan("medical_trainees", measure.medical_trainees * strength, measure.training_cost)


def m52_housing(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Affordable homes and the renewal of old estates are begun, lifts are added. Clause 52."""
    levers.plan("affordable_housing_started", measure.affordable_housing * strength,
                measure.housing_cost * measure.paid_in_year)
    levers.plan("old_estates_renewed", measure.old_estates * strength)
    levers.plan("old_buildings_renewed", measure.old_buildings * strength, measure.building_cost)
    levers.plan("lifts_added", measure.lifts * strength, measure.lift_subsidy)


def m53_elderly_care(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Beds, meals and care unions are set up, and the old in need are paid an allowance. Clause 53.

    A share of subdistricts is planned in whole ones.
    """
    unions = np.ceil(measure.care_union_cover * SUBDISTRICTS - 1e-9)
    levers.plan("dementia_beds_new", measure.dementia_beds * strength, measure.bed_cost)
    levers.plan("meal_service_cover", PERCENT * measure.meal_cover * strength, measure.meal_cost)
    levers.plan("care_union_cover", PERCENT * unions / SUBDISTRICTS * strength,
                measure.union_cost * SUBDISTRICTS / PERCENT)
    levers.write("old_care_allowance", measure.care_allowance * strength)


def m54_social_assistance(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The poor and the disabled are supported, the disabled placed, charity is promoted. Clause 54."""
    levers.write("minimum_living", measure.minimum_living_standard * strength)
    levers.write("disability_allowance", measure.disability_allowance * strength)
    levers.write("placement", measure.disabled_jobs * strength / MONTHS)
    levers.write("charity_effort", strength)
    levers.plan("disabled_jobs_new", measure.disabled_jobs * strength)
    levers.plan("autism_children_aided", measure.autism_children * strength, measure.autism_cost)
    levers.plan("charity_projects", measure.charity_projects * strength, measure.charity_cost)
    levers.plan("disability_allowances_paid", PERCENT * min(strength, 1.0))


MEASURES = (
    m48_employment,
    m49_childcare,
    m50_schooling,
    m51_health_care,
    m52_housing,
    m53_elderly_care,
    m54_social_assistance,
)
