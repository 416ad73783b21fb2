"""What each measure of chapter 9 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import OUTCOME

LINES = tuple(f"line_{chapter}" for chapter in (
    "investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood"))  # fmt: skip
# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m55": (
        dict.fromkeys(LINES, 8.0) | {"moved": "demand_to_rural", "moved_amount": 3.0},
        dict.fromkeys(LINES, 8.0) | {"line_demand": 5.0, "line_rural": 11.0}, {},
    ),
    "m56": (
        {"upper_fund_ratio": 1.0, "district_contribution": 3e8, "deployment_delay": 9.0, "recruitment": 0.3},
        {"fund_contribution": 3e8, "fund_effort": 1.0, "recruitment": 0.3}, {},
    ),
    "m57": (
        {"listed_new": 3, "filings_new": 3, "listing_award": 4e6},
        {"listing_award": 4e6, "listing_service": 1.0}, {},
    ),
    "m58": (
        {"guarantee_cover": 0.08, "first_loan_discount": 0.003, "interest_support": 0.005, "guarantee_fee": 0.01,
         "risk_share": 0.8, "talent_loan_share": 0.01},
        {"guarantee_cover": 0.08, "first_loan_discount": 0.003, "interest_support": 0.005, "talent_loan_share": 0.01},
        {"guarantee_fee": 0.01, "guarantee_risk_share": 0.8},
    ),
    "m59": (
        {"new_construction_quota": 2400.0, "reclaimed": 1200.0, "consolidated": 600.0,
         "comprehensive_projects": 2.0, "reclaim_cost": 8.0},
        {"land_quota": 200.0, "reclaimed": 100.0, "consolidated": 50.0, "plan_land_comprehensive_projects": 2.0},
        {"reclaim_cost": 8.0},
    ),
    "m60": ({"redeveloped": 3600.0}, {"redevelopment": 300.0}, {}),
    "m61": (
        {"new_project_quota": 36_000.0, "freed_quota": 6000.0, "pv_subsidy": 0.05, "storage_subsidy": 0.2,
         "pv_storage_capacity": 120_000.0, "peak_shift_reward": 0.5, "green_certificate_price": 0.03,
         "reliability_fee_share": 0.75, "home_tariff_change": 0.25},
        {"energy_quota": 3000.0, "energy_freed": 500.0, "pv_subsidy": 0.05, "storage_subsidy": 0.2,
         "pv_capacity": 10_000.0, "peak_reward": 0.5, "green_certificates": 1.0, "power_market": 1.0,
         "reliability_fee_cut": 0.25, "home_tariff": 0.25},
        {"green_certificate_price": 0.03, "green_excluded": 1.0},
    ),
    "m62": (
        {"high_skilled": 3600.0, "graduates": 22_000, "lodging_days": 7.0, "lodging_beds": 400.0},
        {"lodging_beds": 400.0, "high_skill_seats": 300.0}, {"lodging_days": 7.0},
    ),
    "m63": (
        {"housing_support": 200_000.0, "recognised_yearly": 300.0}, {"talent_recognised": 300.0},
        {"talent_housing": 200_000.0},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m55", "execution_delay"),
    ("m56", "deployment_delay"),
    ("m59", "industrial_quota_share"),
    ("m60", "clearing_cost"),
    ("m60", "industrial_share"),
    ("m60", "renewal_counted"),
    ("m60", "redevelopment_months"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m55", "total"): "the sum of the eight lines, which are what acts",
    ("m56", "upper_fund_ratio"): OUTCOME,
    ("m57", "listed_new"): OUTCOME,
    ("m57", "filings_new"): OUTCOME,
    ("m62", "graduates"): OUTCOME,
    ("m61", "electricity_supply"): OUTCOME,
    ("m61", "gas_supply"): OUTCOME,
}
