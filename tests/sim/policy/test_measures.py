"""Every modelled measure writes its own levers: nothing at strength 0, what is worked out by hand at 1 and 2."""

import pytest

from scenarios import measures
from sim.levers import Levers
from sim.policy import MEASURES
from sim.policy.course import Acting, in_force, strength
from sim.settings import Settings
from tests.sim.policy.text_facts import TEXT_FACTS

LINES = tuple(f"line_{chapter}" for chapter in (
    "investment", "innovation", "manufacturing", "services", "transport", "demand", "rural", "livelihood"))  # fmt: skip
# For each measure: its values, the levers at strength 1 that grow with strength, and those that only stand while the
# measure acts (terms of a scheme, such as a cap). Amounts of a year are written in twelfths.
CASES = {
    "m01": ({"gate_time_saved": 0.2}, {"gate_time_saved": 0.2}, {}),
    "m02": (
        {"land_revenue_share": 0.01, "equipment_grant_rate": 0.1, "grant_cap": 9.0, "minimum_investment": 5.0,
         "awareness": 0.6},
        {"renewal_fund_share": 0.01, "equipment_grant_rate": 0.1},
        {"equipment_grant_cap": 9.0, "equipment_grant_floor": 5.0, "equipment_reach": 0.6},
    ),
    "m04": ({"catch_up_effort": 0.5}, {"catch_up_effort": 0.5}, {}),
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
    "m15": ({"renewal_land": 1200.0}, {"renewal": 100.0}, {}),
    "m18": (
        {"opening_bonus_rate": 0.003, "bonus_cap": 5.0, "quarterly_climb_award": 1.0, "steady_growth_award": 2.0,
         "awareness": 0.8, "spring_energy_support": 0.1},
        {"opening_bonus_rate": 0.003, "climb_award": 1.0, "steady_growth_award": 2.0, "spring_output_support": 0.1},
        {"opening_bonus_cap": 5.0, "output_bonus_reach": 0.8},
    ),
    "m20": (
        {"green_grant_rate": 0.15, "grant_cap": 2.0, "minimum_investment": 1.0, "awareness": 0.5,
         "green_factory_award": 0.3},
        {"green_grant_rate": 0.15, "green_factory_award": 0.3},
        {"green_grant_cap": 2.0, "green_grant_floor": 1.0, "green_reach": 0.5},
    ),
    "m34": (
        {"promotion_events": 60.0, "event_uplift": 0.03, "payback_share": 0.5, "event_cost": 0.5, "market_award": 0.2},
        {"promotion_events": 5.0, "market_award": 0.2},
        {"promotion_uplift": 0.03, "promotion_payback": 0.5, "event_cost": 0.5},
    ),
    "m41": (  # in January farmland is built: an eighth of the year's
        {"new_standard": 1800.0, "upgraded": 1300.0, "city_upgraded": 2000.0, "yield_gain": 0.08},
        {"farmland_new": 225.0, "farmland_upgraded": 162.5, "farmland_city": 250.0}, {},
    ),
    "m42": (
        {"grain_subsidy": 300.0, "order_award": 0.4, "price_floor_margin": 0.1, "interest_support": 0.02,
         "insurance_subsidy_share": 0.45, "insured_sum": 1200.0},
        {"grain_subsidy": 300.0, "order_award": 0.4, "grain_price_floor": 0.1, "farm_interest_support": 0.02,
         "insurance_subsidy": 0.45, "insured_sum": 1200.0}, {},
    ),
    "m45": (
        {"project_return": 0.08, "paired_transfer": 2.0, "paired_village_share": 0.5},
        {"village_project_return": 0.08, "village_transfer": 2.0}, {"village_aided": 0.5},
    ),
    "m48": (
        {"trained": 15_000.0, "training_match_gain": 0.1, "assisted_jobs": 4800.0, "stabilisation_refund": 0.4,
         "internships": 600.0},
        {"training": 1250.0, "placement": 400.0, "retention_refund": 0.4, "internships": 50.0}, {},
    ),
    "m55": (dict.fromkeys(LINES, 8.0), dict.fromkeys(LINES, 8.0), {}),
    "m58": (
        {"guarantee_cover": 0.08, "first_loan_discount": 0.003, "interest_support": 0.005, "guarantee_fee": 0.01,
         "risk_share": 0.8, "talent_loan_share": 0.01},
        {"guarantee_cover": 0.08, "first_loan_discount": 0.003, "interest_support": 0.005, "talent_loan_share": 0.01},
        {"guarantee_fee": 0.01, "guarantee_risk_share": 0.8},
    ),
    "m59": (
        {"new_construction_quota": 2400.0, "industrial_quota_share": 0.45, "reclaimed": 1200.0, "consolidated": 600.0},
        {"land_quota": 200.0, "reclaimed": 100.0, "consolidated": 50.0}, {},
    ),
    "m60": ({"redeveloped": 3600.0}, {"redevelopment": 300.0}, {}),
    "m61": (
        {"new_project_quota": 36_000.0, "freed_quota": 6000.0, "pv_subsidy": 0.05, "storage_subsidy": 0.2,
         "pv_storage_capacity": 120_000.0, "peak_shift_reward": 0.5, "green_certificate_price": 0.03},
        {"energy_quota": 3000.0, "energy_freed": 500.0, "pv_subsidy": 0.05, "storage_subsidy": 0.2,
         "pv_capacity": 10_000.0, "peak_reward": 0.5, "green_certificates": 1.0},
        {"green_certificate_price": 0.03},
    ),
}  # fmt: skip
# What is a property of the land or of the course and not of how much is done; it does nothing where nothing is done.
ALWAYS = {"m41": {"farmland_yield_gain": 0.08}, "m48": {"training_gain": 0.1}, "m59": {"land_quota_industry": 0.45}}
FUNCTIONS = {function.__name__.split("_")[0]: function for _, function in MEASURES}


def written(key: str, force: float, month_of_year: int = 1) -> dict[str, float]:
    """Levers a measure has moved away from neutral."""
    levers = Levers()
    FUNCTIONS[key](Settings(CASES[key][0]), force, levers, month_of_year)
    return {name: value for name, value in levers.values.items() if value != 0.0}


@pytest.mark.parametrize("force", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("key", sorted(FUNCTIONS))
def test_levers_of_a_measure_at_no_usual_and_double_strength(key, force):
    _, growing, standing = CASES[key]
    expected = {name: force * value for name, value in growing.items() if force > 0.0}
    if force > 0.0:
        expected |= standing
    assert written(key, force) == pytest.approx(expected | ALWAYS.get(key, {}))


def test_half_strength_reaches_half_of_the_firms_or_spares_half_of_the_loss():
    assert written("m11", 0.5)["hnte_reach"] == pytest.approx(0.375)
    assert written("m13", 0.5) == {"rd_priority": 0.5, "rd_priority_threshold": 0.05}


def test_seasons_of_measures():
    assert "spring_output_support" not in written("m18", 1.0, month_of_year=3)
    assert [month for month in range(1, 13) if "farmland_new" in written("m41", 1.0, month)] == [
        1, 2, 3, 4, 5, 10, 11, 12
    ]  # fmt: skip


def test_two_grants_on_machines_do_not_write_over_each_other():
    levers = Levers()
    for key in ("m02", "m20"):
        FUNCTIONS[key](Settings(CASES[key][0]), 1.0, levers, 1)
    assert (levers.equipment_grant_rate, levers.equipment_reach, levers.equipment_grant_floor) == (0.1, 0.6, 5.0)
    assert (levers.green_grant_rate, levers.green_reach, levers.green_grant_floor) == (0.15, 0.5, 1.0)


def test_course_of_a_measure_and_of_what_is_decided_above_the_district():
    values = Settings({"intensity": 1.5, "intensity_2023": 0.8, "own": 4.0, "centres": 6.0})
    district, shared = Acting(16, "district"), Acting(16, "district", frozenset({"centres"}))
    text = [strength(values, district, "text", month) for month in (12, 13, 15, 16)]
    assert text == [0.8, 0.8, 0.8, 1.5]
    assert strength(values, district, "as_2023", 20) == 0.8
    assert strength(values, district, "none", 12) == 0.8
    assert strength(values, district, "none", 13) == 0.0
    assert strength(values, Acting(13, "province"), "none", 13) == 0.8
    assert strength(values, shared, "none", 13) == 0.8
    left = in_force(values, shared, "none", 13)
    assert (left.own, left.centres) == (0.0, 6.0)
    assert in_force(values, shared, "text", 13) is values


def test_facts_of_the_text_are_declared_by_modelled_measures_and_have_a_reason():
    known = measures.measures()
    for (key, name), reason in TEXT_FACTS.items():
        assert known[key].is_modelled
        assert "value" in known[key].facts[name], f"{key}.{name}"
        assert len(reason) > 20


def test_every_value_is_given_to_a_measure_or_a_phase_or_stands_among_the_facts():
    """Phases read by name what is no lever: costs and delays of works, and rules that nobody here decides."""
    by_phases = {
        ("m01", "key_investment"), ("m04", "start_target_q1"), ("m04", "start_target_q2"), ("m04", "start_target_q3"),
        ("m04", "start_target_q4"), ("m08", "super_deduction_rate"), ("m15", "eviction_months"),
        ("m15", "intensity_gain"), ("m15", "tenants_retained_share"), ("m41", "unit_cost_new"),
        ("m41", "unit_cost_upgrade"), ("m45", "village_income_target"), ("m48", "training_cost"),
        ("m55", "execution_delay"), ("m59", "reclaim_cost"), ("m60", "clearing_cost"), ("m60", "industrial_share"),
        ("m60", "redevelopment_months"),
    }  # fmt: skip
    declared = {
        (key, name)
        for key, measure in measures.measures().items() if measure.is_modelled
        for name, leaf in measure.facts.items()
        if isinstance(leaf, dict) and "value" in leaf and not name.startswith("intensity_2023") and name != "intensity"
    }  # fmt: skip
    by_measures = {(key, name) for key, (values, _, _) in CASES.items() for name in values}
    assert by_measures <= declared
    assert declared == by_measures | by_phases | set(TEXT_FACTS)
