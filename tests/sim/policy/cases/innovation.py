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
    "m13": (
        {"priority_rd_share": 0.05, "science_budget_growth": 0.15}, {"science_target": 0.15},
        {"rd_priority": 1.0, "rd_priority_threshold": 0.05},
    ),
    "m06": (
        {"institution_award": 5.0, "inactive_firms_activated": 0.15, "awareness": 0.85},
        {"institution_award": 5.0, "institution_push": 0.15}, {"institution_reach": 0.85},
    ),
    "m07": (
        {"district_projects": 60.0, "district_project_grant": 3.0, "upper_project_match_rate": 0.25},
        {"district_project_grant": 3.0, "upper_match": 0.25}, {"district_projects": 60.0},
    ),
    "m09": (
        {"voucher_rate": 0.3, "voucher_cap": 2.0, "awareness": 0.5, "patent_sales_rate": 0.02, "patent_cap": 5.0,
         "national_prize_award": 10.0},
        {"voucher_rate": 0.3, "patent_rate": 0.02, "prize_award": 10.0},
        {"voucher_cap": 2.0, "voucher_reach": 0.5, "patent_cap": 5.0},
    ),
    "m10": (
        {"incubators_supported": 20.0, "incubator_award": 5.0, "performance_grant": 2.0, "startup_survival_gain": 0.03},
        {"incubator_support": 7.0, "incubator_care": 0.03}, {"incubators": 20.0},
    ),
    "m12": (
        {"sme_reserved_share": 0.4, "innovative_purchase_share": 0.03},
        {"sme_reserved": 0.4, "first_purchases": 0.03}, {},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m07", "crowding_in"),
    ("m07", "upper_grants"),
    ("m09", "patented_firms"),
    ("m12", "procurement_annual"),
    ("m08", "super_deduction_rate"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m13", "new_fiscal_capacity_share"): CLAUSE_55,
}
