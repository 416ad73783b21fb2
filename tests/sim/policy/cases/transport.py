"""What each measure of chapter 5 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m33": (
        {"roads_new": 7.0, "roads_maintained": 28.0, "cost_new_per_km": 6.0, "cost_maintenance_per_km": 0.5,
         "shared_lines": 1.0},
        {"plan_rural_roads_new": 7.0, "plan_rural_roads_maintained": 28.0, "plan_passenger_freight_post_line": 1.0},
        {"cost_rural_roads_new": 6.0, "cost_rural_roads_maintained": 0.5},
    ),
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = set()
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
}
