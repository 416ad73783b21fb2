"""What each measure of chapter 1 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import FIELDS

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m01": (
        {"gate_time_saved": 0.2, "leader_projects": 100}, {"gate_time_saved": 0.2, "leader_projects": 100.0}, {},
    ),
    "m02": (
        {"land_revenue_share": 0.01, "equipment_grant_rate": 0.1, "grant_cap": 9.0, "minimum_investment": 5.0,
         "awareness": 0.6},
        {"renewal_fund_share": 0.01, "equipment_grant_rate": 0.1},
        {"equipment_grant_cap": 9.0, "equipment_grant_floor": 5.0, "equipment_reach": 0.6},
    ),
    "m03": (
        {"special_bond_quota_annual": 24.0, "race_award_annual": 2.0, "award_land_quota": 120.0},
        {"bond_quota": 24.0, "race_award": 2.0, "land_quota": 10.0},  # a twelfth of the land a month
        {},
    ),
    "m04": (
        {"catch_up_effort": 0.5, "start_target_q1": 0.2, "start_target_q2": 0.5, "start_target_q3": 0.75,
         "start_target_q4": 1.0},
        {"catch_up_effort": 0.5, "dispatch": 1.0},
        {"start_target_q1": 0.2, "start_target_q2": 0.5, "start_target_q3": 0.75, "start_target_q4": 1.0},
    ),
    "m05": (
        {"factor_share_private": 0.7, "private_hurdle_reduction": 0.003},
        {"private_factor_share": 0.7, "private_hurdle_cut": 0.003},
        {},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = set()
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m03", "central_budget_fields"): FIELDS,
    ("m03", "special_bond_fields"): FIELDS,
}
