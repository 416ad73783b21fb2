"""What shows that each measure of chapter 8, livelihood, is alive."""

from tests.liveness.each.row import DECEMBER, DOWN, JANUARY, NO_SIGN, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m48", "jobs.trained", JANUARY, DECEMBER, UP, DOWN,
          "Clause 48: training is bought month by month."),
    Alive("m49", "care.places", JANUARY, DECEMBER, UP, DOWN,
          "Clause 49: places for infants open month by month."),
    Alive("m49", "allowances.births", JANUARY, DECEMBER, UP, DOWN,
          "Clause 49: families are paid when a second or third child is born."),
    Alive("m50", "level.migrant_children_public_share", JANUARY, DECEMBER, UP, NO_SIGN,
          "Clause 50: places are opened until the planned share is reached; where it was reached before, nothing is "
          "left to do (first declared down when removed)."),
    Alive("m51", "delivered.health_checks_done", JANUARY, DECEMBER, UP, DOWN,
          "Clause 51: checks are done over the year."),
    Alive("m52", "delivered.lifts_added", JANUARY, DECEMBER, UP, DOWN,
          "Clause 52: lifts are finished some months after they are begun."),
    Alive("m53", "delivered.dementia_beds_new", JANUARY, DECEMBER, UP, DOWN,
          "Clause 53: beds are set up over the year."),
    Alive("m53", "allowances.old", JANUARY, DECEMBER, UP, DOWN,
          "Clause 53: the old in need are paid each month."),
    Alive("m54", "allowances.poor", JANUARY, DECEMBER, UP, DOWN,
          "Clause 54: support follows the standard."),
    Alive("m54", "charity.funds", JANUARY, DECEMBER, UP, DOWN,
          "Clause 54: firms give more when charity is promoted."),
)  # fmt: skip
