"""What shows that each measure of chapter 6, domestic demand and opening, is alive."""

from tests.liveness.each.row import DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m34", "consumption.promoted", JANUARY, DECEMBER, UP, DOWN,
          "Clause 34: events lift what households spend on goods by more than they shift in time."),
)  # fmt: skip
