"""Levers: neutral by default, combined as declared whatever the order, none without a writer and a reader."""

import ast
import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest

from scenarios import codebook, measures
from sim.policy import MEASURES
from sim.policy.levers import LEVERS, Levers

ROOT = Path(__file__).resolve().parents[2]


def test_levers_are_neutral_until_somebody_writes():
    levers = Levers()
    assert set(levers.values) == set(LEVERS)
    assert not any(levers.values.values())


@pytest.mark.parametrize(("name", "expected"), [("interest_support", 0.06), ("event_cost", 0.03)])
def test_contributions_combine_as_declared_in_any_order(name, expected):
    # points of interest add up, of costs of an event the highest counts: 0.01 + 0.02 + 0.03 or 0.03
    for order in itertools.permutations((0.01, 0.02, 0.03)):
        levers = Levers()
        for contribution in order:
            levers.write(name, contribution)
        assert getattr(levers, name) == pytest.approx(expected)


def test_unknown_levers_are_refused():
    with pytest.raises(KeyError):
        Levers().write("price_of_tea", 1.0)
    with pytest.raises(AttributeError, match="price_of_tea"):
        Levers().price_of_tea  # noqa: B018


def test_every_lever_says_how_it_combines_and_what_it_is():
    for name, lever in LEVERS.items():
        assert lever.combine in ("sum", "max"), name
        assert lever.unit, name
        assert lever.en, name
        assert lever.zh, name


def written() -> set[str]:
    """Every lever that a measure moves."""
    chapters = [code for code in codebook.functions() if code.file.startswith("sim/policy/") and code.name[:1] == "m"]
    return {lever for code in chapters for lever in codebook.levers_written(code)}


def words() -> set[str]:
    """Every attribute name and every text in the phases; parts of f-texts included."""
    found = set()
    for path in (ROOT / "sim" / "phases").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def orphans(levers: Iterable[str], moved: set[str], read: set[str]) -> list[str]:
    """What is wrong with some levers: each is moved by a measure and read by a phase.

    Lines of chapters, plans and costs of programmes are read by one phase for all.
    """
    problems = []
    for name in sorted(levers):
        stem = next((head for head in ("line_", "plan_", "cost_") if name.startswith(head)), name)
        if name not in moved and stem != "cost_":  # a programme may cost the line nothing
            problems.append(f"the lever {name} is an orphan: no measure of sim/policy moves it")
        if stem not in read:
            problems.append(f"the lever {name} is an orphan: no phase reads state.levers.{name}")
    return problems


def test_no_lever_is_an_orphan():
    problems = orphans(LEVERS, written(), words())
    assert not problems, "\n".join(problems)


def test_a_planted_orphan_is_caught():
    assert orphans(["price_of_tea"], written(), words()) == [
        "the lever price_of_tea is an orphan: no measure of sim/policy moves it",
        "the lever price_of_tea is an orphan: no phase reads state.levers.price_of_tea",
    ]


def test_every_modelled_measure_has_exactly_one_function_in_its_chapter():
    modelled = {key: measure.chapter for key, measure in measures.measures().items() if measure.is_modelled}
    listed = [(function.__name__.split("_")[0], chapter) for chapter, function in MEASURES]
    assert sorted(listed) == sorted(modelled.items())
    for chapter, function in MEASURES:
        assert function.__module__ == f"sim.policy.{chapter}"
        clause = int(function.__name__[1:3])
        assert f"Clause {clause}." in function.__doc__, f"{function.__name__} does not name its clause"
