"""What each measure of chapter 8 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import OUTCOME

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m48": (
        {"trained": 15_000.0, "training_match_gain": 0.1, "training_cost": 3.0, "assisted_jobs": 4800.0,
         "stabilisation_refund": 0.4, "internships": 600.0, "platform_workers_insured": 40.0},
        {"training": 1250.0, "placement": 400.0, "retention_refund": 0.4, "internships": 50.0,
         "plan_injury_insured": 40.0}, {"training_gain": 0.1, "training_cost": 3.0},
    ),
    "m49": (
        {"childcare_places": 600.0, "second_child_allowance": 5.0, "third_child_allowance": 20.0},
        {"childcare_places": 600.0, "second_child_allowance": 5.0, "third_child_allowance": 20.0}, {},
    ),
    "m50": (
        {"migrant_public_share": 0.4, "migrant_children": 30_000.0, "school_place_cost": 2.0},
        {"plan_migrant_children_public_share": 40.0}, {"cost_migrant_children_public_share": 600.0},
    ),
    "m51": (
        {"checkups_planned": 500_000.0, "checkup_cost": 0.2, "medical_trainees": 100.0, "training_cost": 3.0},
        {"plan_health_checks_done": 100.0, "plan_medical_trainees": 100.0},
        {"cost_health_checks_done": 1000.0, "cost_medical_trainees": 3.0},
    ),
    "m52": (
        {"affordable_housing": 140_000.0, "housing_cost": 5.0, "paid_in_year": 0.4, "old_estates": 22.0,
         "old_buildings": 96.0, "building_cost": 15.0, "lifts": 100.0, "lift_subsidy": 2.0},
        {"plan_affordable_housing_started": 140_000.0, "plan_old_estates_renewed": 22.0,
         "plan_old_buildings_renewed": 96.0, "plan_lifts_added": 100.0},
        {"cost_affordable_housing_started": 2.0, "cost_old_buildings_renewed": 15.0, "cost_lifts_added": 2.0},
    ),
    "m53": (  # four of seven subdistricts reach the 50 % asked for; one hundredth of them costs 0.07 of a union
        {"care_union_cover": 0.5, "dementia_beds": 70.0, "bed_cost": 5.0, "meal_cover": 0.3, "meal_cost": 2.0,
         "union_cost": 100.0, "care_allowance": 0.5},
        {"plan_dementia_beds_new": 70.0, "plan_meal_service_cover": 30.0, "plan_care_union_cover": 400.0 / 7.0,
         "old_care_allowance": 0.5},
        {"cost_dementia_beds_new": 5.0, "cost_meal_service_cover": 2.0, "cost_care_union_cover": 7.0},
    ),
    "m54": (
        {"minimum_living_standard": 12.0, "disability_allowance": 4.0, "disabled_jobs": 84.0, "autism_children": 80.0,
         "autism_cost": 20.0, "charity_projects": 50.0, "charity_cost": 2.0},
        {"minimum_living": 12.0, "disability_allowance": 4.0, "placement": 7.0, "charity_effort": 1.0,
         "plan_disabled_jobs_new": 84.0, "plan_autism_children_aided": 80.0, "plan_charity_projects": 50.0},
        {"cost_autism_children_aided": 20.0, "cost_charity_projects": 2.0, "plan_disability_allowances_paid": 100.0},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = set()
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m54", "charity_funds"): OUTCOME,
    ("m48", "new_jobs"): OUTCOME,
    ("m48", "skilled"): "an outcome of training; staff certified in firms keep their job and skill",
}
