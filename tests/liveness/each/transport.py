"""What shows that each measure of chapter 5, transport, is alive."""

from tests.liveness.each.row import DECEMBER, DOWN, JANUARY, NEXT_DECEMBER, NO_SIGN, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m29", "transport.metro", JANUARY, DECEMBER, UP, DOWN,
          "Clause 29: the district's part of metro lines comes out of the chapter line."),
    Alive("m29", "investment.projects.transport", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Road works wait when the line pays nothing; doubled, the line may pay more than works ask for."),
    Alive("m30", "transport.freight_yard", JANUARY, DECEMBER, UP, DOWN,
          "Clause 30: the yard is built by the line and platforms, which pay programmes before projects."),
    Alive("m30", "freight.saved", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "A yard that is not built moves no goods to rail; doubled, a year's works bring no more than a year's gain."),
    Alive("m31", "transport.port", JANUARY, NEXT_DECEMBER, UP, DOWN,
          "Clause 31: port works begin when their preparation is over, up to fifteen months later."),
    Alive("m32", "toll.container_paid", JANUARY, DECEMBER, DOWN, UP, "Clause 32: lorries pay part of the toll."),
    Alive("m32", "freight.saved", JANUARY, DECEMBER, UP, DOWN, "What shippers save stays with them as cash."),
    Alive("m33", "delivered.rural_roads_new", JANUARY, DECEMBER, UP, DOWN,
          "Clause 33: sections are finished some months after they are begun."),
)  # fmt: skip
