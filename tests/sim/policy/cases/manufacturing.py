"""What each measure of chapter 3 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m15": ({"renewal_land": 1200.0}, {"renewal": 100.0}, {}),
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
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m15", "eviction_months"),
    ("m15", "intensity_gain"),
    ("m15", "tenants_retained_share"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
}
