"""What shows that each measure of chapter 7, the countryside, is alive."""

from tests.liveness.each.row import DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m41", "farms.standard_land", JANUARY, DECEMBER, UP, DOWN,
          "Clause 41: high-standard farmland is built outside the growing season."),
    Alive("m42", "farms.subsidy", 22, 23, UP, DOWN,
          "Clause 42: the area subsidy is paid in October, the order award with the harvest of November."),
    Alive("m45", "villages.transfers", DECEMBER, DECEMBER, UP, DOWN,
          "Clause 45: paired state firms pay weak villages in December."),
)  # fmt: skip
