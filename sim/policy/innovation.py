"""Chapter 2, science and technology: aid on the R&D increment, awards for certificates, priority for researchers."""

from sim.levers import Levers
from sim.settings import Settings


def m06_research_platforms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Above-scale manufacturers without research are visited, and awarded for an institution. Clause 6."""
    levers.write("institution_award", measure.institution_award * strength)
    levers.write("institution_push", measure.inactive_firms_activated * strength)
    levers.write("institution_reach", measure.awareness if strength > 0 else 0.0)


def m07_core_technology_projects(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """District projects are called, ranked and co-funded, and upper money is matched. Clause 7."""
    levers.write("district_projects", measure.district_projects if strength > 0 else 0.0)
    levers.write("district_project_grant", measure.district_project_grant * strength)
    levers.write("upper_match", measure.upper_project_match_rate * strength)


def m08_rd_increment_subsidy(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A share of last year's increment of R&D is paid back: cash and expectation, not a marginal price. Clause 8.

    The super-deduction in the same clause is a rule of the centre, read as it stands (`sim/phases/innovation/`).
    """
    levers.write("rd_grant_rate", measure.rd_increment_rate * strength)
    levers.write("rd_grant_cap", measure.increment_cap if strength > 0 else 0.0)
    levers.write("rd_grant_reach", measure.awareness if strength > 0 else 0.0)


def m09_technology_transfer(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Vouchers make outside research cheaper for small firms; patented products and prizes are awarded. Clause 9."""
    levers.write("voucher_rate", min(measure.voucher_rate * strength, 1.0))
    levers.write("voucher_cap", measure.voucher_cap if strength > 0 else 0.0)
    levers.write("voucher_reach", measure.awareness if strength > 0 else 0.0)
    levers.write("patent_rate", measure.patent_sales_rate * strength)
    levers.write("patent_cap", measure.patent_cap if strength > 0 else 0.0)
    levers.write("prize_award", measure.national_prize_award * strength)


def m10_incubator_support(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Incubators are paid by how they do, and fewer of their firms give up. Clause 10."""
    levers.write("incubators", measure.incubators_supported if strength > 0 else 0.0)
    levers.write("incubator_support", (measure.incubator_award + measure.performance_grant) * strength)
    levers.write("incubator_care", measure.startup_survival_gain * strength)


def m11_hnte_awards(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Awards make applying and renewing worth their cost for more firms, and pay other technology firms. Clause 11."""
    levers.write("hnte_award", measure.first_award * strength)
    levers.write("hnte_renewal_award", measure.renewal_award * strength)
    levers.write("above_scale_award", measure.above_scale_award * strength)
    levers.write("small_technology_award", measure.small_technology_award * strength)
    levers.write("fledgling_award", measure.fledgling_award * strength)
    levers.write("hnte_reach", min(1.0, measure.awareness * min(strength, 1.0)))


def m12_procurement_first_purchase(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Purchases are reserved for small firms, and new products of certified firms are bought first. Clause 12."""
    levers.write("sme_reserved", measure.sme_reserved_share * strength)
    levers.write("first_purchases", measure.innovative_purchase_share * strength)


def m13_priority_for_rd_firms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """When power is short, firms with much research are served first; science gets more of the budget. Clause 13."""
    levers.write("rd_priority", min(strength, 1.0))
    levers.write("science_target", measure.science_budget_growth * strength)
    levers.write("rd_priority_threshold", measure.priority_rd_share if strength > 0 else 0.0)


MEASURES = (
    m06_research_platforms,
    m07_core_technology_projects,
    m08_rd_increment_subsidy,
    m09_technology_transfer,
    m10_incubator_support,
    m11_hnte_awards,
    m12_procurement_first_purchase,
    m13_priority_for_rd_firms,
)
