"""What shows that each measure of chapter 7, the countryside, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NO_SIGN, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m41", "farms.standard_land", JANUARY, DECEMBER, UP, DOWN,
          "Clause 41: high-standard farmland is built outside the growing season."),
    Alive("m42", "farms.subsidy", 22, 23, UP, DOWN,
          "Clause 42: the area subsidy is paid in October, the order award with the harvest of November."),
    Alive("m45", "villages.transfers", DECEMBER, DECEMBER, NO_SIGN, DOWN,
          "Clause 45: paired state firms pay weak villages in December, as far as their debt limit allows (doubled "
          "first declared up)."),
    Alive("m40", "farms.rice_fish_added", 27, 27, UP, DOWN,
          "Clause 40: growers decide on ponds in March, the support in mind."),
    Alive("m40", "delivered.vegetable_base_new", JANUARY, DECEMBER, UP, DOWN,
          "Clause 40: bases are finished some months after they are begun."),
    Alive("m43", "farms.machine_share", 18, 29, UP, DOWN,
          "Clause 43: a subsidy makes a machine pay on more plots when rice is planted in June."),
    Alive("m43", "farms.facilities", APRIL, DECEMBER, UP, DOWN,
          "Clause 43: facilities are bought as a grant pays a part."),
    Alive("m44", "purchases.programmes", JANUARY, DECEMBER, UP, DOWN,
          "Clause 44: works in villages are ordered as they are begun."),
    Alive("m46", "farms.awards", 22, 22, UP, DOWN,
          "Clause 46: founders are awarded in October."),
    Alive("m47", "graduates.decided", JANUARY, JANUARY, UP, DOWN,
          "Clause 47: points make more people want to come, from the first month on."),
    Alive("m47", "graduates.decided", JANUARY, DECEMBER, UP, NO_SIGN,
          "Clause 47: over a year jobs answer, for who comes takes some that others would have come for (removed first "
          "declared down: 18 of 20)."),
)  # fmt: skip
