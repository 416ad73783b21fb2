"""What shows that each measure of chapter 5, transport, is alive."""

from tests.liveness.each.row import DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m33", "delivered.rural_roads_new", JANUARY, DECEMBER, UP, DOWN,
          "Clause 33: sections are finished some months after they are begun."),
)  # fmt: skip
