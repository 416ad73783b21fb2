"""What each measure of chapter 3 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m15": ({"renewal_land": 1200.0, "flexible_share": 0.4}, {"renewal": 100.0, "flexible_land": 0.4}, {}),
    "m18": (
        {"opening_bonus_rate": 0.003, "bonus_cap": 5.0, "quarterly_climb_award": 1.0, "steady_growth_award": 2.0,
         "awareness": 0.8, "spring_energy_support": 0.1},
        {"opening_bonus_rate": 0.003, "climb_award": 1.0, "steady_growth_award": 2.0, "spring_output_support": 0.1},
        {"opening_bonus_cap": 5.0, "output_bonus_reach": 0.8},
    ),
    "m20": (
        {"green_grant_rate": 0.15, "grant_cap": 2.0, "minimum_investment": 1.0, "awareness": 0.5,
         "green_factory_award": 0.3},
        {"green_grant_rate": 0.15, "green_factory_award": 0.3},
        {"green_grant_cap": 2.0, "green_grant_floor": 1.0, "green_reach": 0.5},
    ),
    "m14": (
        {"vat_extra_credit_rate": 0.05, "vat_extra_credit_rate_chips": 0.15, "super_deduction_rate_chips": 1.2,
         "claim_share": 0.8},
        {"vat_credit": 0.05, "vat_credit_chips": 0.15, "chips_deduction": 0.2}, {"vat_claimed": 0.8},
    ),
    "m16": (
        {"frontier_projects": 10.0, "frontier_project_grant": 4.0, "chain_recruits": 8.0, "usual_recruits": 100.0},
        {"frontier_grant": 4.0, "recruitment": 0.08}, {"frontier_projects": 10.0},
    ),
    "m17": (
        {"digital_project_rate": 0.15, "digital_project_cap": 3.0, "awareness": 0.6, "future_factory_award": 1.5,
         "recognised_factories": 25.0},
        {"digital_rate": 0.15, "factory_award": 1.5},
        {"digital_cap": 3.0, "digital_reach": 0.6, "factories_recognised": 25.0},
    ),
    "m19": (
        {"parks_specialised": 15.0, "park_support": 2.0, "agglomeration_gain": 0.01},
        {"park_support": 30.0, "park_spillover": 0.01}, {},
    ),
    "m21": (
        {"national_award": 10.0, "provincial_award": 4.0, "titles_per_year": 8.0},
        {"service_title_award": 7.0}, {"service_titles": 8.0},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m17", "productivity_gain"),
    ("m15", "eviction_months"),
    ("m15", "standard_part"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m16", "months_to_production"): "plants that are recruited take the gates and the building time of the pipeline",
}
