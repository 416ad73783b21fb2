"""What shows that each measure of chapter 9, factors of production, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m55", "spent.investment", JANUARY, DECEMBER, UP, DOWN,
          "Clause 55: a larger line is spent over the year."),
    Alive("m58", "loans.guaranteed", APRIL, DECEMBER, UP, DOWN,
          "Clause 58: a larger cover reaches more small firms at once."),
    Alive("m59", "land.quota_won", JANUARY, DECEMBER, UP, DOWN,
          "Clause 59: quota is won from above month by month."),
    Alive("m60", "land.redeveloped", JANUARY, DECEMBER, UP, DOWN,
          "Clause 60: sites are bought out and cleared month by month."),
    Alive("m61", "energy.opened", JANUARY, DECEMBER, UP, DOWN,
          "Clause 61: the quota the government may grant opens month by month."),
)  # fmt: skip
