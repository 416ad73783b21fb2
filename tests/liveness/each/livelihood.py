"""What shows that each measure of chapter 8, livelihood, is alive."""

from tests.liveness.each.row import DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m48", "jobs.trained", JANUARY, DECEMBER, UP, DOWN,
          "Clause 48: training is bought month by month."),
)  # fmt: skip
