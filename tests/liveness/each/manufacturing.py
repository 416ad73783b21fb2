"""What shows that each measure of chapter 3, manufacturing clusters, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NO_SIGN, SEPTEMBER, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m15", "land.renewed", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 15: sites are cleared month by month, as far as owners agree and money for it reaches (doubled first "
          "declared up; who gave land is paid before clearing)."),
    Alive("m15", "floor.standard_built", JANUARY, 36, NO_SIGN, NO_SIGN,
          "Clause 15: standard factories go up on a part of what was cleared months before, of clause 60 too (first "
          "declared up and down; platforms without money build none)."),
    Alive("m18", "aid.output", APRIL, DECEMBER, UP, DOWN,
          "Clause 18: bonuses of the quarters are paid a month after they end."),
    Alive("m20", "aid.green", APRIL, DECEMBER, UP, DOWN,
          "Clause 20: the grant is paid with the equipment."),
    Alive("m14", "tax.vat_credit", JANUARY, DECEMBER, UP, DOWN,
          "Clause 14: more of the input VAT is credited to advanced makers."),
    Alive("m16", "research.project_aid", 18, 18, UP, DOWN,
          "Clause 16: frontier projects are granted in June."),
    Alive("m17", "digital.aid", APRIL, DECEMBER, UP, DOWN,
          "Clause 17: digital projects are granted a part and factories awarded."),
    Alive("m17", "digital.adopted", APRIL, 36, NO_SIGN, NO_SIGN,
          "Clause 17: more upgrades pay after the grant; in twenty small draws a handful is adopted or not."),
    Alive("m19", "parks.support", JANUARY, DECEMBER, UP, DOWN,
          "Clause 19: parks are supported evenly over the year."),
    Alive("m21", "titles.service_manufacturing", SEPTEMBER, SEPTEMBER, UP, DOWN,
          "Clause 21: titles of the year are paid in September."),
)  # fmt: skip
