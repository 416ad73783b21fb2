"""What each measure of chapter 6 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m34": (
        {"promotion_events": 60.0, "event_uplift": 0.03, "payback_share": 0.5, "event_cost": 0.5, "market_award": 0.2},
        {"promotion_events": 5.0, "market_award": 0.2},
        {"promotion_uplift": 0.03, "promotion_payback": 0.5, "event_cost": 0.5},
    ),
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = set()
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m34", "food_brands"): "a count of titles without money or rule behind it",
    ("m34", "vehicle_purchase_tax_rate"): "the centre's rule, the same in both years; cars are no product here",
}
