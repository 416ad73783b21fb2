"""What each measure of chapter 7 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m41": (  # in January farmland is built: an eighth of the year's
        {"new_standard": 1800.0, "upgraded": 1300.0, "city_upgraded": 2000.0, "model_areas": 1.0,
         "unit_cost_new": 3.0, "unit_cost_upgrade": 2.0},
        {"farmland_new": 225.0, "farmland_upgraded": 162.5, "farmland_city": 250.0, "plan_farmland_model_zone": 1.0},
        {"farmland_new_cost": 3.0, "farmland_upgrade_cost": 2.0},
    ),
    "m42": (
        {"grain_subsidy": 300.0, "order_award": 0.4, "price_floor_margin": 0.1, "interest_support": 0.02,
         "insurance_subsidy_share": 0.45, "insured_sum": 1200.0},
        {"grain_subsidy": 300.0, "order_award": 0.4, "grain_price_floor": 0.1, "farm_interest_support": 0.02,
         "insurance_subsidy": 0.45, "insured_sum": 1200.0}, {},
    ),
    "m45": (
        {"project_return": 0.08, "paired_transfer": 2.0, "paired_village_share": 0.5, "village_income_target": 60.0},
        {"village_project_return": 0.08, "village_transfer": 2.0}, {"village_aided": 0.5, "village_income_aim": 60.0},
    ),
    "m40": (
        {"parks_new": 2.0, "digital_farms": 3.0, "vegetable_base": 120.0, "vegetable_base_grant": 8.0,
         "leafy_emergency": 100.0, "digital_farm_award": 5.0, "rice_fish_support": 200.0},
        {"plan_farm_parks_new": 2.0, "plan_digital_farms_new": 3.0, "plan_digital_farms_provincial": 3.0,
         "plan_vegetable_base_new": 120.0, "plan_leafy_emergency_area": 100.0, "digital_farm_award": 5.0,
         "rice_fish_support": 200.0},
        {"cost_vegetable_base_new": 8.0, "plan_modern_agri_park": 1.0},
    ),
    "m43": (
        {"eco_farm_parks": 2.0, "science_bases": 2.0, "transplanting_subsidy": 40.0, "equipment_grant_share": 0.3},
        {"plan_eco_farm_parks": 2.0, "plan_agri_science_bases": 2.0, "transplanting_subsidy": 40.0,
         "farm_equipment_grant": 0.3}, {},
    ),
    "m44": (
        {"special_villages": 3.0, "future_villages": 4.0, "digital_villages": 5.0, "core_areas": 2.0,
         "village_cost": 6.0},
        {"plan_special_villages": 3.0, "plan_future_villages": 4.0, "plan_digital_villages": 5.0,
         "plan_beautiful_village_blocks": 2.0},
        {"cost_special_villages": 6.0, "cost_future_villages": 6.0, "cost_digital_villages": 6.0,
         "cost_beautiful_village_blocks": 6.0},
    ),
    "m46": ({"founders_supported": 30.0, "founder_award": 3.0}, {"founders": 30.0}, {"founder_award": 3.0}),
    "m47": ({"settlement_pull": 0.01, "points_holders_share": 0.2}, {"settlement_pull": 0.002}, {}),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m41", "yield_gain"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
}
