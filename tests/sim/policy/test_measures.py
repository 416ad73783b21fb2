"""Every modelled measure writes its own levers: nothing at strength 0, what is worked out by hand at 1 and 2."""

import pytest

from scenarios import measures
from sim.policy import MEASURES
from sim.policy.course import Acting, in_force, strength
from sim.policy.lever import Act
from sim.policy.levers import Levers
from sim.settings import Settings
from tests.sim.policy.all_cases import BY_PHASES, CASES, TEXT_FACTS

SUBDISTRICTS = 7
FUNCTIONS = {function.__name__.split("_")[0]: function for _, function in MEASURES}


def written(key: str, force: float, month_of_year: int = 1) -> dict[str, float]:
    """Levers a measure has moved away from neutral."""
    levers = Levers()
    FUNCTIONS[key](Settings(CASES[key][0]), Act(force, levers, month_of_year, SUBDISTRICTS))
    return {name: value for name, value in levers.values.items() if value != 0.0}


@pytest.mark.parametrize("force", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("key", sorted(FUNCTIONS))
def test_levers_of_a_measure_at_no_usual_and_double_strength(key, force):
    _, growing, standing = CASES[key]
    expected = {name: force * value for name, value in growing.items() if force > 0.0}
    if force > 0.0:
        expected |= standing
    assert written(key, force) == pytest.approx(expected)


def test_half_strength_reaches_half_of_the_firms_or_spares_half_of_the_loss():
    assert written("m11", 0.5)["hnte_reach"] == pytest.approx(0.375)
    assert written("m13", 0.5) == {"rd_priority": 0.5, "rd_priority_threshold": 0.05, "science_target": 0.075}


@pytest.mark.parametrize(("key", "lever"), [
    ("m09", "voucher_rate"), ("m17", "digital_rate"), ("m37", "export_insurance_support"), ("m38", "abroad_refund"),
    ("m43", "farm_equipment_grant"),
])  # fmt: skip
def test_nobody_is_paid_back_more_than_all_of_a_cost(key, lever):
    assert 0.0 < written(key, 1.0)[lever] < 1.0
    assert written(key, 1000.0)[lever] == 1.0


def test_seasons_of_measures():
    assert "spring_output_support" not in written("m18", 1.0, month_of_year=3)
    assert [month for month in range(1, 13) if "farmland_new" in written("m41", 1.0, month)] == [
        1, 2, 3, 4, 5, 10, 11, 12
    ]  # fmt: skip


def test_two_grants_on_machines_do_not_write_over_each_other():
    levers = Levers()
    for key in ("m02", "m20"):
        FUNCTIONS[key](Settings(CASES[key][0]), Act(1.0, levers, 1, SUBDISTRICTS))
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
    declared = {
        (key, name)
        for key, measure in measures.measures().items() if measure.is_modelled
        for name, leaf in measure.facts.items()
        if isinstance(leaf, dict) and "value" in leaf and not name.startswith("intensity_2023") and name != "intensity"
    }  # fmt: skip
    by_measures = {(key, name) for key, (values, _, _) in CASES.items() for name in values}
    assert by_measures <= declared
    assert declared == by_measures | BY_PHASES | set(TEXT_FACTS)
