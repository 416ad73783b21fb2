"""What each measure of chapter 6 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import OUTCOME

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m34": (
        {"promotion_events": 60.0, "event_uplift": 0.03, "payback_share": 0.5, "event_cost": 0.5, "market_award": 0.2,
         "food_brands": 5.0},
        {"promotion_events": 5.0, "market_award": 0.2, "plan_food_brands": 5.0},
        {"promotion_uplift": 0.03, "promotion_payback": 0.5, "event_cost": 0.5},
    ),
    "m35": (
        {"first_stores": 12.0, "first_store_award": 3.0, "fairs": 6.0, "fair_grant": 5.0, "leisure_venues": 4.0},
        {"first_stores": 12.0, "first_store_award": 3.0, "consumption_fairs": 6.0, "leisure_venues": 4.0},
        {"fair_grant": 5.0},
    ),
    "m36": (
        {"sellers_supported": 25.0, "brand_award": 3.0, "workshops": 3.0},
        {"sellers_supported": 25.0, "plan_live_commerce_workshops": 3.0}, {"brand_award": 3.0},
    ),
    "m37": (
        {"overseas_fairs": 50.0, "model_exporters": 15.0, "exhibitor_visits": 100.0, "booth_grant": 2.0,
         "insurance_support_share": 0.4, "import_interest_support": 0.02},
        {"plan_overseas_fairs": 50.0, "plan_model_exporters": 15.0, "fair_places": 100.0,
         "export_insurance_support": 0.4, "import_interest_support": 0.02},
        {"booth_grant": 2.0},
    ),
    "m38": ({"promotion_cost_share": 0.3, "outlet_cost": 5.0}, {"abroad_refund": 0.3}, {"abroad_cost": 5.0}),
    "m39": (
        {"promotion_trips": 8.0, "incentive_share": 0.01}, {"foreign_promotion": 8.0, "foreign_incentive": 0.01}, {},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m37", "order_gain"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m38", "overseas_outlets"): OUTCOME,
    ("m38", "overseas_brands"): OUTCOME,
    ("m34", "vehicle_purchase_tax_rate"): "the centre's rule, the same in both years; cars are no product here",
}
