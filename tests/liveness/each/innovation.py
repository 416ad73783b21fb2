"""What shows that each measure of chapter 2, science and technology, is alive."""

from tests.liveness.each.row import DOWN, SEPTEMBER, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m08", "aid.research", SEPTEMBER, SEPTEMBER, UP, DOWN,
          "Clause 8: claims on last year's increment are paid in September."),
    Alive("m11", "hnte.applications", 20, 20, UP, DOWN,
          "Clause 11: the award makes the application of August worth its cost to more firms."),
)  # fmt: skip
