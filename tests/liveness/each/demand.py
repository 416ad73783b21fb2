"""What shows that each measure of chapter 6, domestic demand and opening, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NO_SIGN, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m34", "consumption.promoted", JANUARY, DECEMBER, UP, DOWN,
          "Clause 34: events lift what households spend on goods by more than they shift in time."),
    Alive("m35", "visitors.spending", APRIL, DECEMBER, UP, DOWN,
          "Clause 35: first stores, fairs and venues draw shoppers."),
    Alive("m36", "online.awards", APRIL, DECEMBER, UP, DOWN,
          "Clause 36: sellers that take on a host are awarded."),
    Alive("m37", "exports.insured", APRIL, DECEMBER, UP, DOWN,
          "Clause 37: more is insured as the premium costs less; twice the support pays all of it."),
    Alive("m37", "exports.visits", APRIL, DECEMBER, UP, DOWN,
          "Clause 37: stands abroad are taken while places last."),
    Alive("m38", "exports.outlets", APRIL, 36, NO_SIGN, NO_SIGN,
          "Clause 38: outlets open by chance, a dozen a year; the share of cost refunded moves few of them."),
    Alive("m38", "exports.brands", APRIL, 36, UP, DOWN,
          "Clause 38: brands are registered as they cost less."),
    Alive("m39", "foreign.contracts", APRIL, 36, UP, DOWN,
          "Clause 39: contracts follow promotion and the award."),
)  # fmt: skip
