"""What shows that each measure of chapter 1, effective investment, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m01", "starts.key_share", JANUARY, DECEMBER, UP, DOWN,
          "Clause 1: key projects wait less at their gates."),
    Alive("m02", "aid.equipment", APRIL, DECEMBER, UP, DOWN,
          "Clause 2: the grant is paid in the month of the equipment, from April when the text acts."),
    Alive("m04", "starts.share", JANUARY, DECEMBER, UP, DOWN,
          "Clause 4: effort shortens the waits of projects that are behind the schedule."),
)  # fmt: skip
