"""What shows that each measure of chapter 9, factors of production, is alive."""

from tests.liveness.each.row import APRIL, DECEMBER, DOWN, JANUARY, NEXT_DECEMBER, NO_SIGN, UP, Alive

ROWS: tuple[Alive, ...] = (
    Alive("m55", "spent.investment", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 55: a larger line is spent over the year, as far as there is money for all eight (doubled first "
          "declared up)."),
    Alive("m55", "fiscal.new_share", JANUARY, DECEMBER, DOWN, NO_SIGN,
          "Clause 55: with the same revenue a larger line leaves less for purchases that can be put off; where all go "
          "on already none goes on more (removed first declared up)."),
    Alive("m56", "fund.district", JANUARY, DECEMBER, UP, DOWN,
          "Clause 56: a larger plan is paid into funds over the year."),
    Alive("m56", "fund.invested", JANUARY, NEXT_DECEMBER, UP, DOWN,
          "Clause 56: what is committed reaches projects after months."),
    Alive("m57", "listing.awards", JANUARY, NEXT_DECEMBER, UP, DOWN,
          "Clause 57: firms that file or list are paid a larger award; few do in a year, so two years are looked at."),
    Alive("m58", "loans.guaranteed", APRIL, DECEMBER, UP, DOWN,
          "Clause 58: a larger cover reaches more small firms at once."),
    Alive("m59", "land.quota_won", JANUARY, DECEMBER, UP, DOWN,
          "Clause 59: quota is won from above month by month."),
    Alive("m59", "land.requisition", JANUARY, NEXT_DECEMBER, NO_SIGN, DOWN,
          "Clause 59: land out of quota was farmland and is paid for; quota beyond what is asked for is not used."),
    Alive("m60", "land.redeveloped", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 60: sites are bought out and cleared month by month, as far as owners agree and land revenue and the "
          "platforms' limit reach (doubled first declared up, removed in all draws).", where_it_can=True),
    Alive("m60", "works.here", JANUARY, DECEMBER, NO_SIGN, NO_SIGN,
          "Clause 60: clearing is done by builders a month after it is ordered, a part of them from here; money that "
          "is not spent on it pays other works (removed first declared down)."),
    Alive("m61", "energy.opened", JANUARY, DECEMBER, UP, DOWN,
          "Clause 61: the quota the government may grant opens month by month."),
    Alive("m61", "farms.shifted", JANUARY, DECEMBER, UP, DOWN,
          "Clause 61: without a reward no cold room is moved off the peak, for a higher one more are."),
    Alive("m61", "pv.farms", JANUARY, DECEMBER, NO_SIGN, DOWN,
          "Clause 61: subsidy and connections bring photovoltaics onto sheds of farms; doubled, larger roofs take more "
          "of the connections (doubled first declared up)."),
    Alive("m61", "pv.homes", JANUARY, DECEMBER, UP, DOWN,
          "Clause 61: the same on roofs of rural homes."),
    Alive("m62", "skills.high", APRIL, DECEMBER, UP, DOWN,
          "Clause 62: more examinations certify more highly skilled workers, as far as staff are willing to sit."),
    Alive("m62", "graduates.lodged", APRIL, DECEMBER, NO_SIGN, DOWN,
          "Clause 62: without stations nobody lodges; twice the beds may be more than arrivals need."),
    Alive("m62", "graduates.decided", APRIL, DECEMBER, NO_SIGN, DOWN,
          "Clause 62: graduates who lodge free come for less; where beds suffice, more of them draw nobody."),
    Alive("m63", "talent.recognised", APRIL, NEXT_DECEMBER, UP, DOWN,
          "Clause 63: a larger quota recognises more people; few rows at reduced scale, so two years."),
    Alive("m63", "talent.housing", APRIL, NEXT_DECEMBER, UP, DOWN,
          "Clause 63: each of them is paid support for housing."),
)  # fmt: skip
