"""What each lever should move, for each kind of agent it reaches: declared from theory and calendar, not from runs.

A row names the nearest monthly series, the months over which it is summed and the direction that theory gives when
the lever is doubled and when it is removed. The window opens with the lag: the first month in which the lever can
show. Where theory gives no sign, or nothing within the horizon, the row says so and why. Rows that were written with
a sign and lost it when the first runs spoke against it say "first declared".
"""

from dataclasses import dataclass

UP, DOWN = 1, -1
NO_SIGN = "no sign"  # it may move either way, or only in some worlds
NOTHING = "nothing"  # nothing within the horizon: no channel, or one too long or too small to see
JANUARY, APRIL, DECEMBER = 13, 16, 24  # of 2024; month 1 is January 2023
NEXT_DECEMBER = 36

SUBSIDIES = {
    "m02": "investment", "m08": "innovation", "m11": "innovation", "m18": "manufacturing", "m20": "manufacturing",
    "m34": "demand", "m42": "rural", "m45": "rural", "m48": "livelihood",
}  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """A lever as two variants: `scaled` values are doubled or set to nothing, `shifted` ones moved by `step` points.

    `months` is how far its rows look, counted from January 2023; `variants` are the names of the two.
    """

    scaled: tuple[str, ...] = ()
    shifted: str = ""
    step: float = 0.0
    months: int = DECEMBER
    variants: tuple[str, str] = ("doubled", "removed")


BUNDLES = {
    "subsidy": Bundle(tuple(f"policy.{file}.{key}.intensity" for key, file in SUBSIDIES.items()), months=NEXT_DECEMBER),
    # Two subsidies alone: among the others their effect on a broad series is drowned.
    "festival subsidy": Bundle(("policy.manufacturing.m18.intensity",), months=26),
    "events subsidy": Bundle(("policy.demand.m34.intensity",)),
    "land": Bundle(("policy.manufacturing.m15.intensity", "policy.rural.m41.intensity", "policy.factors.m59.intensity",
                    "policy.factors.m60.intensity"), months=NEXT_DECEMBER),
    "energy": Bundle(("policy.factors.m61.intensity",)),
    # Credit for growers is in another clause than credit for firms.
    "credit": Bundle(("policy.factors.m58.intensity", "policy.rural.m42.interest_support")),
    # The central bank's lever: not doubled or removed, but a point lower or higher by December 2024.
    "LPR": Bundle(shifted="world.credit.lpr_change_2024", step=-0.01, variants=("a point lower", "a point higher")),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One expectation about the sum of a series over the months `first` to `last`.

    Directions are UP, DOWN, NO_SIGN or NOTHING, for the first and the second variant of the bundle. `measures` are
    those the row hangs on: with them neutral the direction is lost.
    """

    bundle: str
    agent: str
    series: str
    first: int
    last: int
    directions: tuple[int | str, int | str]
    measures: tuple[str, ...]
    reason: str

    @property
    def lag(self) -> int:
        """Months from January 2024, when the first levers change, to the first month that counts."""
        return self.first - JANUARY

    @property
    def name(self) -> str:
        """Bundle, agent and series, for the names of tests."""
        return f"{self.bundle}-{self.agent}-{self.series}-{self.first}to{self.last}"


MORE, LESS = (UP, DOWN), (DOWN, UP)
CANNOT_SAY, NONE = (NO_SIGN, NO_SIGN), (NOTHING, NOTHING)

ROWS = (
    Row("subsidy", "enterprise", "aid.equipment", APRIL, DECEMBER, MORE, ("m02", "m20"),
        "Clauses 2, 20: the grant is paid in the month of the equipment, from April when the text acts."),
    Row("subsidy", "enterprise", "projects.grants", APRIL, DECEMBER, MORE, ("m02", "m20"),
        "Clauses 2, 20: industrial projects under way are paid in step with their spending."),
    Row("subsidy", "enterprise", "investment.manufacturing_own", APRIL, DECEMBER, MORE, ("m02", "m20"),
        "Clauses 2, 20: a grant lowers the user cost, and manufacturers want more capital."),
    Row("subsidy", "enterprise", "aid.research", 21, 21, MORE, ("m08",),
        "Clause 8: claims on last year's increment are paid in September."),
    Row("subsidy", "enterprise", "rd.real", APRIL, DECEMBER, MORE, ("m08",),
        "Clause 8: firms that expect the grant do a little more research once the text is known."),
    Row("subsidy", "enterprise", "hnte.applications", 20, 20, MORE, ("m11",),
        "Clause 11: the award makes the application of August worth its cost to more firms."),
    Row("subsidy", "enterprise", "hnte.first", 24, 24, MORE, ("m11",),
        "Clause 11: who applied in August is on the list of December."),
    Row("festival subsidy", "enterprise", "value_added.industry", 25, 26, MORE, ("m18",),
        "Clause 18 alone: the first festival after the text acts is that of 2025."),
    Row("subsidy", "farmer", "farms.subsidy", 22, 23, MORE, ("m42",),
        "Clause 42: the area subsidy is paid in October, the order award with the harvest of November."),
    Row("subsidy", "farmer", "farms.grain_land", 18, 29, MORE, ("m42",),
        "Clause 42: a better margin of grain shows when rice is sown in June, two months after the text acts."),
    Row("subsidy", "farmer", "income.farms", 23, 34, CANNOT_SAY, ("m42",),
        "Clause 42: families draw the support, but a mu of grain sells for less than the crop it replaces, and the "
        "work it saves is not paid for (first declared up and down)."),
    Row("events subsidy", "household", "consumption.promoted", JANUARY, DECEMBER, MORE, ("m34",),
        "Clause 34 alone: events lift what households spend on goods by more than they shift in time."),
    Row("events subsidy", "household", "retail.sales", JANUARY, 15, MORE, ("m34",),
        "Clause 34 alone: shops and restaurants see it from the first month, before other things have moved."),
    Row("events subsidy", "household", "retail.sales", JANUARY, DECEMBER, CANNOT_SAY, ("m34",),
        "Clause 34: an event reaches half a per cent of a month's goods; over a year other people's luck in finding "
        "work is as large (first declared up and down)."),
    Row("subsidy", "household", "jobs.trained", JANUARY, DECEMBER, MORE, ("m48",),
        "Clause 48: training is bought month by month."),
    Row("subsidy", "household", "jobs.placed", JANUARY, NEXT_DECEMBER, MORE, ("m48",),
        "Clause 48: hard-to-place jobless are placed first where a post is open."),
    Row("subsidy", "household", "jobs.unemployed", JANUARY, DECEMBER, CANNOT_SAY, ("m48",),
        "Clause 48: who is placed or trained takes a post another resident or commuter would have had."),
    Row("subsidy", "government", "spent.innovation", 21, 21, MORE, ("m08",),
        "Clause 8: the line pays the claims of September before it spreads the rest over the year."),
    Row("subsidy", "government", "fiscal.extra_purchases", JANUARY, DECEMBER, LESS, ("m02", "m08", "m20", "m42", "m48"),
        "Clause 55: a line is voted whole; what claims take of it is not left for purchases."),
    Row("subsidy", "village", "villages.transfers", 24, 24, MORE, ("m45",),
        "Clause 45: paired state firms pay weak villages in December."),
    Row("land", "enterprise", "land.capacity_evicted", JANUARY, DECEMBER, MORE, ("m15", "m60"),
        "Clauses 15, 60: sites are cleared before they are rebuilt."),
    Row("land", "enterprise", "land.supplied", JANUARY, DECEMBER, (NO_SIGN, DOWN), ("m59",),
        "Clause 59: without new quota projects wait for land; more than they ask for moves nobody."),
    Row("land", "enterprise", "starts.new", JANUARY, DECEMBER, CANNOT_SAY, ("m59",),
        "Clause 59: quota in hand at the end of 2023 may serve all who could start in 2024 (first declared down when "
        "removed)."),
    Row("land", "enterprise", "starts.new", JANUARY, NEXT_DECEMBER, (NO_SIGN, DOWN), ("m59",),
        "Clause 59: a project without land cannot start; more quota than is asked for starts none."),
    Row("land", "enterprise", "value_added.industry", JANUARY, DECEMBER, CANNOT_SAY, ("m15", "m60"),
        "Clauses 15, 60: a quarter of capacity is idle, so orders of evicted firms find others; new sites come later."),
    Row("land", "farmer", "farms.standard_land", JANUARY, DECEMBER, MORE, ("m41",),
        "Clause 41: high-standard farmland is built outside the growing season."),
    Row("land", "farmer", "farms.output", 23, 34, MORE, ("m41",),
        "Clause 41: what is built by May is first farmed in June and yields more at the harvest of November."),
    Row("land", "village", "villages.income", JANUARY, DECEMBER, LESS, ("m15", "m60"),
        "Clauses 15, 60: a cleared plant stops paying rent at once."),
    Row("land", "household", "consumption.households", JANUARY, DECEMBER, NONE, (),
        "No clause on land pays or charges households: homes follow the housing market, jobs on new sites come later."),
    Row("land", "government", "land.quota_won", JANUARY, DECEMBER, MORE, ("m59",),
        "Clause 59: quota is won from above month by month."),
    Row("land", "government", "farmland.consolidated", JANUARY, DECEMBER, MORE, ("m59",),
        "Clause 59: the bureau has farmland consolidated month by month."),
    Row("land", "government", "loans.platforms", JANUARY, DECEMBER, MORE, ("m15", "m60"),
        "Clauses 15, 60: state platforms buy the sites out and borrow for it."),
    Row("land", "government", "land.cleared_sales", 17, NEXT_DECEMBER, MORE, ("m15", "m60"),
        "Clauses 15, 60: cleared land is sold 4 to 36 months after it was cleared."),
    Row("energy", "enterprise", "energy.granted", JANUARY, DECEMBER, (NO_SIGN, DOWN), ("m61",),
        "Clause 61: without new quota reviews stop; more than is asked for at review cannot be granted."),
    Row("energy", "enterprise", "starts.new", JANUARY, DECEMBER, (NO_SIGN, DOWN), ("m61",),
        "Clause 61: a project without its review cannot start; more quota than is asked for starts none."),
    Row("energy", "enterprise", "energy.freed", JANUARY, DECEMBER, MORE, ("m61",),
        "Clause 61: incumbents give up energy month by month."),
    Row("energy", "enterprise", "energy.industry", JANUARY, DECEMBER, LESS, ("m61",),
        "Clause 61: what incumbents freed they no longer use."),
    Row("energy", "enterprise", "pv.installed", JANUARY, DECEMBER, MORE, ("m61",),
        "Clause 61: the subsidy shortens the payback, and without connections nothing is installed."),
    Row("energy", "enterprise", "energy.peak_loss", JANUARY, DECEMBER, (NO_SIGN, UP), ("m61",),
        "Clause 61: unpaid load stays on the peak; where all of it has moved more pay moves none."),
    Row("energy", "farmer", "farms.output", JANUARY, DECEMBER, NONE, (),
        "Farms are below the threshold of energy review and hold no roof or load that clause 61 pays."),
    Row("energy", "household", "consumption.households", JANUARY, DECEMBER, NONE, (),
        "Homes are neither reviewed nor rationed, and their tariff is the province's."),
    Row("energy", "government", "energy.opened", JANUARY, DECEMBER, MORE, ("m61",),
        "Clause 61: the quota the government may grant opens month by month."),
    Row("energy", "government", "spent.factors", JANUARY, DECEMBER, MORE, ("m61",),
        "Clause 61: the district pays for each kWh of photovoltaics."),
    Row("credit", "enterprise", "loans.guaranteed", APRIL, DECEMBER, MORE, ("m58",),
        "Clause 58: a larger cover reaches more small firms at once."),
    Row("credit", "enterprise", "rate.enterprises", APRIL, DECEMBER, (DOWN, NO_SIGN), ("m58",),
        "Clause 58: part of the interest of guaranteed firms is paid; but without guarantees the small firms, whose "
        "loans are dear, borrow less, which lowers the mean too (first declared up when removed)."),
    Row("credit", "enterprise", "loans.first", APRIL, DECEMBER, MORE, ("m58",),
        "Clause 58: a cheaper first loan is taken by more firms."),
    Row("credit", "enterprise", "loans.enterprises", APRIL, DECEMBER, MORE, ("m58",),
        "Clause 58: guaranteed firms borrow more, as far as head offices allot it."),
    Row("credit", "farmer", "farms.loans", 18, DECEMBER, MORE, ("m42",),
        "Clause 42: cheaper loans finance more of the season's costs when rice is sown in June."),
    Row("credit", "household", "consumption.households", JANUARY, DECEMBER, CANNOT_SAY, (),
        "Clauses 42, 58 support no loan of a household; what arrives is what owners draw from firms that borrow more, "
        "to which theory gives no sign (first declared nothing)."),
    Row("credit", "government", "spent.factors", APRIL, DECEMBER, MORE, ("m58",),
        "Clause 58: the district pays the interest support."),
    Row("LPR", "enterprise", "rate.enterprises", JANUARY, DECEMBER, LESS, (),
        "Loans of firms are priced at the LPR and a spread."),
    Row("LPR", "enterprise", "loans.enterprises", JANUARY, DECEMBER, MORE, (),
        "Cheaper loans are asked for more, as far as head offices allot it."),
    Row("LPR", "farmer", "farms.loans", 18, DECEMBER, MORE, (),
        "Season credit answers its rate when rice is sown in June."),
    Row("LPR", "household", "income.disposable", JANUARY, DECEMBER, MORE, (),
        "Mortgages are repriced, and what is not paid in interest can be spent."),
    Row("LPR", "household", "consumption.households", 14, DECEMBER, MORE, (),
        "Part of the larger income is spent in the months that follow."),
    Row("LPR", "government", "tax.profit", 14, DECEMBER, MORE, (),
        "Firms that pay less interest earn and pay tax on more, a month later."),
)
