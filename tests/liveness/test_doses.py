"""Four levers from nothing to double: what responds, how it bends, and that the published table is what runs give."""

import numpy as np
import pytest

from tests.liveness import cells, doses
from tests.liveness.doses import holds
from tests.liveness.found import LABELS, YEARS, Found
from tests.liveness.plan import ENOUGH
from tests.liveness.published import published
from tests.liveness.responses import ROWS

DECLARED = [
    (number, year) for number, row in enumerate(ROWS) for year in range(len(YEARS)) if row.expected[year] != "no sign"
]
RUN_AGAIN = (0, 11)  # draws that are simulated here; two draws that agree to nine digits by chance do not exist


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Found]:
    return doses.stored()


def test_the_stored_draws_are_what_the_model_gives(found: dict):
    kept = np.stack([pair.change[list(RUN_AGAIN)] for pair in found.values()])
    # Other libraries round sums another way, and what is rounded differs a little more in each month.
    np.testing.assert_allclose(doses.changes(RUN_AGAIN), kept, rtol=1e-5, atol=1e-9, err_msg="run: make tables")


def test_each_lever_is_asked_for_each_kind_of_agent():
    for lever in cells.LEVERS:
        assert {row.agent for row in ROWS if row.lever == lever} >= set(cells.AGENTS)
    assert all(row.reason for row in ROWS)


@pytest.mark.parametrize(
    "case", DECLARED, ids=lambda case: f"{ROWS[case[0]].lever}-{ROWS[case[0]].series}-{LABELS[case[1]]}"
)
def test_response(found: dict, case: tuple[int, int]):
    number, year = case
    row = ROWS[number]
    one = found[row.lever, row.series]
    assert holds(row, one, year, ENOUGH), f"{row.reason} Found: {one.change[:, :, year]}"


def test_the_published_table_is_made_of_the_stored_draws(found: dict):
    assert published(doses.FILE, doses.MARK) == doses.table(found).strip(), "run: make tables"
