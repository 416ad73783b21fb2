"""What shows that each measure of chapter 1, effective investment, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NO_SIGN, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m01", "starts.key_share", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 1: key projects wait less at their gates; where nearly all have begun, more priority starts none."),
    Alive("m02", "aid.equipment", APRIL, DECEMBER, UP, DOWN,
          "Clause 2: the grant is paid in the month of the equipment, from April when the text acts."),
    Alive("m03", "bonds.issued", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 3: without quota no bonds; more than works ask for stays unused, so doubling may change nothing."),
    Alive("m03", "investment.projects.infrastructure", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Works wait until platforms have borrowed what the quota lacks."),
    Alive("m03", "land.quota_won", JANUARY, DECEMBER, UP, DOWN,
          "Awards for large industrial projects bring land quota."),
    Alive("m04", "starts.share", JANUARY, DECEMBER, UP, DOWN,
          "Clause 4: effort shortens the waits of projects that are behind the schedule."),
    Alive("m05", "investment.private", JANUARY, DECEMBER, UP, DOWN,
          "Clause 5: plants are worth more to private owners who ask for less return: they prepare sooner."),
)  # fmt: skip
