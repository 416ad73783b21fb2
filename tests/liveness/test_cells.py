"""Sixteen cells, none empty: each names a decision that phases use, a column it changes, and a series that responds."""

import ast
import sys

import pytest

import sim.month  # noqa: F401  (imports every phase)
from tests.documents import watching
from tests.liveness import cells, doses
from tests.liveness.cells import CELLS, Cell
from tests.liveness.found import TOLD
from tests.liveness.plan import ENOUGH
from tests.liveness.published import plain, published

BOOKS = "books."


def name_of(cell: Cell) -> str:
    return f"{cell.lever}-{cell.agent}"


def test_all_sixteen_are_filled():
    asked = [(lever, agent) for lever in cells.LEVERS for agent in cells.AGENTS]
    assert [(cell.lever, cell.agent) for cell in CELLS] == asked
    assert all(cell.why and cell.next_ and cell.near != cell.next_ for cell in CELLS)


@pytest.mark.parametrize("cell", CELLS, ids=name_of)
def test_the_decision_exists_and_the_month_uses_it(cell: Cell):
    tree = ast.parse(cell.file.read_text("utf-8"))
    functions = {node.name: ast.get_docstring(node) or "" for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert cell.function in functions, f"{cell.file.name} has no {cell.function}"
    assert any(word in functions[cell.function] for word in ("Assumption:", "Source:", "Clause")), "no rule in words"
    assert any(module in sys.modules for module in cells.used_by(cell)), "no phase comes to this decision"


@pytest.mark.parametrize("cell", CELLS, ids=name_of)
def test_the_column_is_declared_and_a_phase_writes_it(cell: Cell):
    room, _, name = cell.column.rpartition(".")
    assert (room, name) in {place for place, _, _ in watching.places()}, f"{cell.column} is not declared"
    assert watching.watched().writes[room, name], f"no phase writes {cell.column}"


@pytest.mark.parametrize("cell", CELLS, ids=name_of)
def test_the_series_next_to_the_decision_responds(cell: Cell):
    found = doses.stored()
    assert cells.responds(cell, found, ENOUGH), f"{cell.why} {found[cell.dosed, cell.near].change[:, :, cell.year]}"


def test_the_published_table_is_made_of_the_stored_draws():
    assert published(doses.FILE, cells.MARK) == cells.table(doses.stored(), TOLD).strip(), "run: make tables"


@pytest.mark.parametrize(
    ("value", "told"),
    [(-100.0, "-100"), (731.4, "+731"), (9.96, "+10"), (-1.66, "-1.7"), (0.994, "+0.99"), (0.0512, "+0.05"),
     (0.0049, "0"), (-0.0, "0")],
)  # fmt: skip
def test_numbers_of_tables_are_plain(value: float, told: str):
    assert plain(value) == told
