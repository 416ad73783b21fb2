"""What sim/ODD.md and sim/STATE.md say of schedule, state and parameters is what the code says and a run shows."""

import pytest

from sim.state.now import Now
from tests.documents import generated, watching
from tests.liveness.published import published


@pytest.mark.parametrize("mark", sorted(generated.PARTS))
def test_the_document_says_what_the_code_says(mark: str):
    file, made = generated.PARTS[mark]
    assert published(file, mark) == made().strip(), "run: make tables"


def test_every_phase_and_value_has_a_sentence():
    for table in (generated.schedule(), *(generated.room(part) for part in generated.ROOMS)):
        for line in table.splitlines()[2:]:
            assert all(cell.strip() for cell in line.strip("|").split("|")), line


def test_every_value_of_the_month_is_read():
    """What nobody reads is no part of the state; the watched run lasts two years."""
    seen = watching.watched()
    unread = [name for name in Now.FIELDS if not seen.reads["now", name] and not seen.lagged["now", name]]
    assert not unread, f"sim/state/now.py declares what no phase reads: {unread}"
    lagged = {name for name, about in Now.FIELDS.items() if about.is_lagged}
    assert lagged == {name for (_, name), phases in seen.lagged.items() if phases}


def test_every_value_of_the_month_has_one_writer():
    seen = watching.watched()
    several = {name: phases for (room, name), phases in seen.writes.items() if room == "now" and len(phases) != 1}
    assert not several
    assert {name for room, name in seen.writes if room == "now"} == set(Now.FIELDS)


def test_every_book_is_kept_and_every_changing_column_changes():
    """A value that no phase writes in two years is fixed, or dead."""
    seen = watching.watched()
    never = [".".join(place) for place, _, _ in watching.places() if place[0].startswith("books.")
             and not seen.writes[place] and not seen.reads[place]]  # fmt: skip
    assert not never, f"books nobody reads or writes: {never}"
