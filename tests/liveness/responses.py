"""What theory says of four levers and four kinds of agents, written before the runs."""

from dataclasses import dataclass

# The four levers of the district, and two that are not its own. A lever is the strength of its measures, or single
# values where a clause holds more than one lever.
LEVERS: dict[str, tuple[str, ...]] = {
    "subsidy": (
        "m02", "m06", "m07", "m08", "m09", "m10", "m11", "m16", "m17", "m18", "m19", "m20", "m21", "m22", "m23", "m24",
        "m25", "m26", "m27", "m28", "m34", "m35", "m36", "m37", "m38", "m40", "m42", "m43", "m45", "m46", "m48", "m49",
        "m53", "m54", "m62", "m63",
    ),
    "land": ("m15", "m41", "m59", "m60"),
    "energy": ("m61",),
    "credit": ("m58", "policy.rural.m42.interest_support"),
    # Not the district's: what head offices let branches lend in all, and the province's tariff of homes.
    "allotment": ("behaviour.credit.allotment_growth",),
    "tariff": ("policy.factors.m61.home_tariff_change",),
}  # fmt: skip
# Values that are changed by a part of this: 150 % adds half of it, 0 % takes all of it away. A fifth of all loans a
# year binds in every draw, less does not.
SHIFTED = {"policy.factors.m61.home_tariff_change": 1.0, "behaviour.credit.allotment_growth": 0.2}


@dataclass(frozen=True)
class Response:
    """What a series does as a lever goes from 0 to 200 %, in each of three years.

    expected : "up" or "down" (monotone in the dose, in at least 19 of 20 draws over the whole range), the same with
        ", saturates" (the second half of the range brings less than half of the first, since a budget or quota binds
        or demand is met), "nothing" (medians below `unseen`, share of the yearly sum), or "no sign".
    """

    lever: str
    agent: str
    series: str
    expected: tuple[str, str, str]
    reason: str
    unseen: float = 0.001


UP, DOWN, FULL, EMPTY, NOTHING, OPEN = "up", "down", "up, saturates", "down, saturates", "nothing", "no sign"

ROWS: tuple[Response, ...] = (
    Response("subsidy", "enterprise", "aid.equipment", (UP, UP, UP),
             "Clauses 2, 20: claims follow the rate until the cap of a claim and the line bind."),
    Response("subsidy", "enterprise", "investment.manufacturing_own", (UP, OPEN, OPEN),
             "Clauses 2, 20: a grant lowers the user cost; the stock that is reached sooner is not built again later."),
    Response("subsidy", "enterprise", "hnte.first", (UP, OPEN, OPEN),
             "Clause 11: more apply at once; later years find fewer left to certify."),
    Response("subsidy", "farmer", "farms.grain_land", (UP, UP, UP),
             "Clause 42: a better margin of grain is answered when rice is sown."),
    Response("subsidy", "household", "jobs.trained", (UP, UP, UP),
             "Clause 48: training is bought month by month."),
    Response("subsidy", "government", "consumption.government", (DOWN, OPEN, OPEN),
             "Clause 55: a line is voted whole; what claims take of it is not left for purchases, as far as the lines "
             "were not spent already."),
    Response("land", "enterprise", "land.capacity_evicted", (OPEN, OPEN, OPEN),
             "Clauses 15, 60: the least productive sites go first; owners who agree and money may run out, and sites "
             "with little on them may be the next (first declared up in 2024 and after)."),
    Response("land", "enterprise", "land.paid_to_firms", (UP, OPEN, OPEN),
             "Clauses 15, 60: owners are paid for the sites they give back (second year first declared up)."),
    Response("land", "enterprise", "starts.new", (OPEN, OPEN, OPEN),
             "Clause 59: quota in hand serves 2024; without new quota projects wait, and what waited starts a year "
             "later; more than is asked for starts none (second year first declared up, saturates)."),
    Response("land", "enterprise", "value_added.industry", (OPEN, OPEN, OPEN),
             "Clauses 15, 60: eviction comes first, idle capacity takes up the orders, denser plants come later."),
    Response("land", "farmer", "farms.standard_land", (UP, UP, UP),
             "Clause 41: high-standard farmland is built outside the growing season."),
    Response("land", "household", "consumption.households", (OPEN, OPEN, OPEN),
             "Compensation is mostly placed in other homes; owners who are paid draw it by and by."),
    Response("land", "household", "compensation.households", (OPEN, OPEN, OPEN),
             "Clauses 59, 60: rural households are paid for land and for houses that are cleared; clearing and land "
             "for homes are paid from one account, so more of one leaves less for the other (first declared up, up)."),
    Response("land", "government", "land.quota_won", (UP, UP, UP),
             "Clause 59: quota is won from above month by month."),
    Response("energy", "enterprise", "energy.granted", (UP, UP, UP),
             "Clause 61: without new quota reviews stop; more of it serves expansions that wait behind projects."),
    Response("energy", "enterprise", "pv.installed", (UP, OPEN, OPEN),
             "Clause 61: the subsidy shortens the payback; roofs that are covered are not covered again."),
    Response("energy", "farmer", "farms.shifted", (UP, UP, UP),
             "Clause 61: a higher reward moves more cold rooms off the peak, and makes a few more worth building."),
    Response("energy", "farmer", "pv.farms", (UP, UP, UP),
             "Clause 61: the subsidy brings farms and investors onto roofs of sheds, more connections serve them."),
    Response("energy", "farmer", "farms.rooms_built", (UP, OPEN, OPEN),
             "The reward and power from roofs make more cold rooms worth building; who built is not asked again."),
    Response("energy", "farmer", "farms.power_cost", (OPEN, OPEN, OPEN),
             "What roofs bring comes off the power bill of farms; rooms that are built for it come on top."),
    Response("energy", "farmer", "farms.output", (UP, OPEN, OPEN),
             "More cold rooms keep more of the harvest: a few thousandths of a percent."),
    Response("energy", "household", "pv.homes", (UP, UP, UP),
             "Clause 61: the subsidy brings rural homes and investors onto roofs, more connections serve them."),
    Response("energy", "household", "roofs.homes", (UP, UP, UP),
             "Power not bought, power sold and rent are income of the homes under the roofs."),
    Response("energy", "household", "consumption.households", (OPEN, OPEN, OPEN),
             "What roofs bring is far below a thousandth of income, and own roofs are paid out of deposits."),
    Response("energy", "government", "energy.opened", (UP, UP, UP),
             "Clause 61: the quota the government may grant opens month by month."),
    Response("credit", "enterprise", "loans.guaranteed", (UP, UP, UP),
             "Clause 58: cover reaches more small firms; the company's capital is far from bound at twice the cover "
             "(first declared up, saturates)."),
    Response("credit", "enterprise", "loans.enterprises", (OPEN, OPEN, OPEN),
             "Clause 58: who lacks money is lent more and earns it back sooner; firms that lack none borrow no more "
             "(2024 first declared up)."),
    Response("credit", "farmer", "farms.loans", (UP, UP, UP),
             "Clause 42: cheaper loans finance more of the season's costs."),
    Response("credit", "household", "consumption.households", (OPEN, OPEN, OPEN),
             "No loan of a household is supported; what arrives is what owners draw."),
    Response("credit", "government", "spent.factors", (UP, UP, UP),
             "Clause 58: the district pays the interest support."),
)  # fmt: skip
