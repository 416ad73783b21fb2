"""What each measure of chapter 2 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import CLAUSE_55

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m08": (
        {"rd_increment_rate": 0.1, "increment_cap": 7.0, "awareness": 0.7},
        {"rd_grant_rate": 0.1}, {"rd_grant_cap": 7.0, "rd_grant_reach": 0.7},
    ),
    "m11": (
        {"first_award": 20.0, "renewal_award": 5.0, "above_scale_award": 3.0, "small_technology_award": 1.0,
         "fledgling_award": 10.0, "awareness": 0.75},
        {"hnte_award": 20.0, "hnte_renewal_award": 5.0, "above_scale_award": 3.0, "small_technology_award": 1.0,
         "fledgling_award": 10.0},
        {"hnte_reach": 0.75},
    ),
    "m13": ({"priority_rd_share": 0.05}, {}, {"rd_priority": 1.0, "rd_priority_threshold": 0.05}),
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m08", "super_deduction_rate"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m13", "science_budget_growth"): CLAUSE_55,
    ("m13", "new_fiscal_capacity_share"): CLAUSE_55,
}
