"""Chapter 3, manufacturing clusters: land renewal, bonuses for growing output, grants for green retrofits."""

from sim.levers import Levers
from sim.settings import Settings

MONTHS = 12
FESTIVAL_MONTHS = 2
USUAL_DEDUCTION = 1.0  # of research may be deducted once more by all, a rule of the centre
USUAL_RECRUITS = 100.0  # Assumption: plants that look at the district in a year, to which chain recruits are set


def m14_advanced_manufacturing_tax_relief(
    measure: Settings, strength: float, levers: Levers, month_of_year: int
) -> None:
    """Advanced makers credit more input VAT, chip makers deduct more research: rules of the centre. Clause 14."""
    levers.write("vat_credit", measure.vat_extra_credit_rate * strength)
    levers.write("vat_credit_chips", measure.vat_extra_credit_rate_chips * strength)
    levers.write("vat_claimed", measure.claim_share if strength > 0 else 0.0)
    levers.write("chips_deduction", max(measure.super_deduction_rate_chips - USUAL_DEDUCTION, 0.0) * strength)


def m15_industrial_land_renewal(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Old industrial land is cleared and rebuilt at an even pace over the year. Clause 15."""
    levers.write("renewal", measure.renewal_land * strength / MONTHS)


def m16_future_industries(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Frontier research is co-funded, and leaders of chains bring their suppliers here. Clause 16."""
    levers.write("frontier_projects", measure.frontier_projects if strength > 0 else 0.0)
    levers.write("frontier_grant", measure.frontier_project_grant * strength)
    levers.write("recruitment", measure.chain_recruits * strength / USUAL_RECRUITS)


def m17_digital_factories(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Digital projects cost manufacturers less, and recognised factories are awarded. Clause 17."""
    levers.write("digital_rate", min(measure.digital_project_rate * strength, 1.0))
    levers.write("digital_cap", measure.digital_project_cap if strength > 0 else 0.0)
    levers.write("digital_reach", measure.awareness if strength > 0 else 0.0)
    levers.write("factory_award", measure.future_factory_award * strength)
    levers.write("factories_recognised", measure.recognised_factories if strength > 0 else 0.0)


def m18_opening_bonus(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Growing firms get bonuses after the quarter; support over the Spring Festival keeps part of output. Clause 18."""
    levers.write("opening_bonus_rate", measure.opening_bonus_rate * strength)
    levers.write("opening_bonus_cap", measure.bonus_cap if strength > 0 else 0.0)
    levers.write("climb_award", measure.quarterly_climb_award * strength)
    levers.write("steady_growth_award", measure.steady_growth_award * strength)
    levers.write("output_bonus_reach", measure.awareness if strength > 0 else 0.0)
    if month_of_year <= FESTIVAL_MONTHS:
        levers.write("spring_output_support", measure.spring_energy_support * strength)


def m19_industrial_platforms(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Specialised parks are supported; makers in them learn from each other. Clause 19."""
    levers.write("park_support", measure.parks_specialised * measure.park_support * strength)
    levers.write("park_spillover", measure.agglomeration_gain * strength)


def m20_green_retrofit_grant(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """A grant on energy-saving equipment above a threshold, beside that of clause 2; green factories. Clause 20."""
    levers.write("green_grant_rate", measure.green_grant_rate * strength)
    levers.write("green_grant_cap", measure.grant_cap if strength > 0 else 0.0)
    levers.write("green_grant_floor", measure.minimum_investment if strength > 0 else 0.0)
    levers.write("green_reach", measure.awareness if strength > 0 else 0.0)
    levers.write("green_factory_award", measure.green_factory_award * strength)


def m21_service_manufacturing(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Makers that sell services with their goods are given titles and awards. Clause 21."""
    levers.write("service_title_award", (measure.national_award + measure.provincial_award) / 2.0 * strength)
    levers.write("service_titles", measure.titles_per_year if strength > 0 else 0.0)


MEASURES = (
    m14_advanced_manufacturing_tax_relief,
    m15_industrial_land_renewal,
    m16_future_industries,
    m17_digital_factories,
    m18_opening_bonus,
    m19_industrial_platforms,
    m20_green_retrofit_grant,
    m21_service_manufacturing,
)
