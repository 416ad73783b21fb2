"""What shows that each measure of chapter 4, services, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NO_SIGN, SEPTEMBER, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m22", "recruited.tenants", APRIL, DECEMBER, UP, DOWN,
          "Clause 22: agencies bring more tenants when they are paid more for each."),
    Alive("m23", "services.matched", APRIL, DECEMBER, UP, DOWN,
          "Clause 23: firms brought to a bank begin to borrow."),
    Alive("m24", "aid.information", 22, 22, UP, DOWN,
          "Clause 24: claims on research of information firms are paid in October."),
    Alive("m25", "recruited.paid", JANUARY, DECEMBER, UP, DOWN,
          "Clause 25: each project of the towns is supported."),
    Alive("m26", "recruited.builders", APRIL, DECEMBER, UP, DOWN,
          "Clause 26: builders come when they are sought and awarded."),
    Alive("m27", "services.works", SEPTEMBER, SEPTEMBER, NO_SIGN, DOWN,
          "Clause 27: a grant on a work is applied for; more money for each does not aid more of them."),
    Alive("m27", "services.awards", APRIL, DECEMBER, UP, DOWN,
          "Clause 27: titles, events and works are paid."),
    Alive("m28", "visitors.events", JANUARY, DECEMBER, UP, DOWN,
          "Clause 28: events draw visitors who spend here."),
)  # fmt: skip
