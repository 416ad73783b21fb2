"""Chapter 9, factors of production: credit, land quotas, low-efficiency land, energy."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12


LINES = ("investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood")


def m55_budget(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The district votes 5.6 billion yuan, one line for each of eight chapters. Clause 55."""
    for chapter in LINES:
        levers.write(f"line_{chapter}", measure[f"line_{chapter}"] * strength)


def m56_industry_fund(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The district pays into funds, presses for money of funds above, and recruits projects with both. Clause 56."""
    levers.write("fund_contribution", measure.district_contribution * strength)
    levers.write("fund_effort", strength)
    levers.write("recruitment", measure.recruitment * strength)


def m57_listing(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Firms on their way to the stock market get help at every step and an award. Clause 57."""
    levers.write("listing_award", measure.listing_award * strength)
    levers.write("listing_service", strength)


def m58_credit_support(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Public guarantees cover more small loans, first loans and supported loans cost less. Clause 58."""
    levers.write("guarantee_cover", measure.guarantee_cover * strength)
    levers.write("first_loan_discount", measure.first_loan_discount * strength)
    levers.write("interest_support", measure.interest_support * strength)
    levers.write("guarantee_fee", measure.guarantee_fee if strength > 0 else 0.0)
    levers.write("guarantee_risk_share", measure.risk_share if strength > 0 else 0.0)
    levers.write("talent_loan_share", measure.talent_loan_share * strength)


def m59_farmland_and_land_quota(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """New construction land needs a quota won from above; farmland is reclaimed and consolidated. Clause 59."""
    levers.write("land_quota", measure.new_construction_quota * strength / MONTHS)
    levers.write("reclaimed", measure.reclaimed * strength / MONTHS)
    levers.write("consolidated", measure.consolidated * strength / MONTHS)
    levers.plan("land_comprehensive_projects", measure.comprehensive_projects * strength)


def m60_low_efficiency_land(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Low-efficiency land is bought out and cleared at an even pace. Clause 60."""
    levers.write("redevelopment", measure.redeveloped * strength / MONTHS)


def m61_energy(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Energy is granted at review and freed from incumbents; PV, storage, shifting and certificates. Clause 61."""
    levers.write("energy_quota", measure.new_project_quota * strength / MONTHS)
    levers.write("energy_freed", measure.freed_quota * strength / MONTHS)
    levers.write("pv_subsidy", measure.pv_subsidy * strength)
    levers.write("storage_subsidy", measure.storage_subsidy * strength)
    levers.write("pv_capacity", measure.pv_storage_capacity * strength / MONTHS)
    levers.write("peak_reward", measure.peak_shift_reward * strength)
    # The price is the market's; the district only encourages buying.
    levers.write("green_certificates", strength)
    levers.write("green_certificate_price", measure.green_certificate_price if strength > 0 else 0.0)
    levers.write("green_excluded", 1.0 if strength > 0 else 0.0)
    levers.write("power_market", strength)
    levers.write("reliability_fee_cut", (1.0 - measure.reliability_fee_share) * strength)


def m62_talent_programmes(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Arriving graduates lodge free while they search, and examinations certify highly skilled workers. Clause 62."""
    levers.write("lodging_beds", measure.lodging_beds * strength)
    levers.write("lodging_days", measure.lodging_days if strength > 0 else 0.0)
    levers.write("high_skill_seats", measure.high_skilled * strength / MONTHS)


def m63_key_industry_talent(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """More people of key industries are recognised as talents and get support for housing. Clause 63."""
    levers.write("talent_recognised", measure.recognised_yearly * strength)
    levers.write("talent_housing", measure.housing_support if strength > 0 else 0.0)


MEASURES = (
    m55_budget,
    m56_industry_fund,
    m57_listing,
    m58_credit_support,
    m59_farmland_and_land_quota,
    m60_low_efficiency_land,
    m61_energy,
    m62_talent_programmes,
    m63_key_industry_talent,
)
