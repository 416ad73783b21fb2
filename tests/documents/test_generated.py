"""What sim/ODD.md says of schedule, state and parameters is what the code says."""

import pytest

from tests.documents import generated
from tests.liveness.published import published


@pytest.mark.parametrize("mark", sorted(generated.PARTS))
def test_the_document_says_what_the_code_says(mark: str):
    assert published(generated.FILE, mark) == generated.PARTS[mark]().strip(), "run: make tables"


def test_every_phase_and_column_has_a_sentence():
    for table in (generated.schedule(), generated.state()):
        for line in table.splitlines()[2:]:
            assert all(cell.strip() for cell in line.strip("|").split("|")), line
