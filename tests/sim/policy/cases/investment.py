"""What each measure of chapter 1 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import LISTED, OUTCOME

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m01": ({"gate_time_saved": 0.2}, {"gate_time_saved": 0.2}, {}),
    "m02": (
        {"land_revenue_share": 0.01, "equipment_grant_rate": 0.1, "grant_cap": 9.0, "minimum_investment": 5.0,
         "awareness": 0.6},
        {"renewal_fund_share": 0.01, "equipment_grant_rate": 0.1},
        {"equipment_grant_cap": 9.0, "equipment_grant_floor": 5.0, "equipment_reach": 0.6},
    ),
    "m04": ({"catch_up_effort": 0.5}, {"catch_up_effort": 0.5}, {}),
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m01", "key_investment"),
    ("m04", "start_target_q1"),
    ("m04", "start_target_q2"),
    ("m04", "start_target_q3"),
    ("m04", "start_target_q4"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m01", "provincial_projects"): LISTED,
    ("m01", "provincial_investment"): OUTCOME,
    ("m01", "key_projects"): LISTED,
    ("m01", "leader_projects"): LISTED,
    ("m04", "new_projects"): LISTED,
    ("m04", "all_projects"): LISTED,
}
