"""What shows that each measure of chapter 2, science and technology, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NO_SIGN, SEPTEMBER, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m08", "aid.research", SEPTEMBER, SEPTEMBER, UP, DOWN,
          "Clause 8: claims on last year's increment are paid in September."),
    Alive("m11", "hnte.applications", 20, 20, UP, DOWN,
          "Clause 11: the award makes the application of August worth its cost to more firms."),
    Alive("m06", "research.inactive", APRIL, DECEMBER, DOWN, UP,
          "Clause 6: inactive firms that are visited and awarded begin research."),
    Alive("m07", "research.project_aid", 18, 18, UP, DOWN,
          "Clause 7: called projects are granted in June."),
    Alive("m09", "aid.vouchers", 22, 22, UP, DOWN,
          "Clause 9: vouchers are paid in October; what the line cannot pay in the month is owed and paid later."),
    Alive("m09", "research.patent_aid", SEPTEMBER, SEPTEMBER, UP, DOWN,
          "Clause 9: aid on last year's sales of patented products."),
    Alive("m10", "incubators.hazard", APRIL, DECEMBER, DOWN, UP,
          "Clause 10: with more care fewer incubated firms give up."),
    Alive("m10", "incubators.support", SEPTEMBER, SEPTEMBER, UP, DOWN,
          "Clause 10: incubators are paid after the yearly review."),
    Alive("m12", "procurement.small", APRIL, DECEMBER, UP, DOWN,
          "Clause 12: what is reserved small firms supply."),
    Alive("m13", "science.spending", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 13: the plan for science is in the budget that is decided in January; the innovation line pays no "
          "more than it has (doubled first declared up)."),
)  # fmt: skip
