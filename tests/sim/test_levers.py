"""Levers: neutral by default, combined as declared whatever the order, none without a writer and a reader."""

import ast
import itertools
from pathlib import Path

import pytest

from scenarios import measures
from sim.catalogue import ITEMS
from sim.levers import LEVERS, Levers
from sim.policy import MEASURES

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


def words(folder: str) -> set[str]:
    """Every attribute name and every text in the Python files of a folder; parts of f-texts included."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_no_lever_is_an_orphan():
    """Each is written by a measure and read by a phase; the lines of chapters are written by one loop each.

    Plans and costs of programmes are read by one phase for all items.
    """
    written, read = words("sim/policy"), words("sim/phases")
    assert {item for item in ITEMS if item not in written} == set(), "no measure plans these"
    of_programmes = {f"{before}_{item}" for before in ("plan", "cost") for item in ITEMS}
    for name in LEVERS.keys() - of_programmes:
        stem = "line_" if name.startswith("line_") else name
        assert stem in written, f"no measure writes the lever {name}"
        assert stem in read, f"no phase reads the lever {name}"


def test_every_modelled_measure_has_exactly_one_function_in_its_chapter():
    modelled = {key: measure.chapter for key, measure in measures.measures().items() if measure.is_modelled}
    listed = [(function.__name__.split("_")[0], chapter) for chapter, function in MEASURES]
    assert sorted(listed) == sorted(modelled.items())
    for chapter, function in MEASURES:
        assert function.__module__ == f"sim.policy.{chapter}"
        clause = int(function.__name__[1:3])
        assert f"Clause {clause}." in function.__doc__, f"{function.__name__} does not name its clause"
