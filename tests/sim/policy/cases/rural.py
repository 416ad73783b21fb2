"""What each measure of chapter 7 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m41": (  # in January farmland is built: an eighth of the year's
        {"new_standard": 1800.0, "upgraded": 1300.0, "city_upgraded": 2000.0},
        {"farmland_new": 225.0, "farmland_upgraded": 162.5, "farmland_city": 250.0}, {},
    ),
    "m42": (
        {"grain_subsidy": 300.0, "order_award": 0.4, "price_floor_margin": 0.1, "interest_support": 0.02,
         "insurance_subsidy_share": 0.45, "insured_sum": 1200.0},
        {"grain_subsidy": 300.0, "order_award": 0.4, "grain_price_floor": 0.1, "farm_interest_support": 0.02,
         "insurance_subsidy": 0.45, "insured_sum": 1200.0}, {},
    ),
    "m45": (
        {"project_return": 0.08, "paired_transfer": 2.0, "paired_village_share": 0.5},
        {"village_project_return": 0.08, "village_transfer": 2.0}, {"village_aided": 0.5},
    ),
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m41", "unit_cost_new"),
    ("m41", "unit_cost_upgrade"),
    ("m41", "yield_gain"),
    ("m45", "village_income_target"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m41", "model_areas"): "a title for land that is built anyway",
}
