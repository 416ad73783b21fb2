"""What shows that each measure of chapter 3, manufacturing clusters, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m15", "land.renewed", JANUARY, DECEMBER, UP, DOWN,
          "Clause 15: sites are cleared month by month."),
    Alive("m18", "aid.output", APRIL, DECEMBER, UP, DOWN,
          "Clause 18: bonuses of the quarters are paid a month after they end."),
    Alive("m20", "aid.green", APRIL, DECEMBER, UP, DOWN,
          "Clause 20: the grant is paid with the equipment."),
)  # fmt: skip
