"""Farms: what they sow, borrow and bring in by season, and the support for grain.

Why the other crop's margin is inferred and not assumed: nobody publishes what a mu of vegetables earns on each farm's
own soil. The share of grain a farm has chosen at the start reveals it, so that nothing moves until a price, a cost or
a subsidy does.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR
from agents.farms import (
    FARM_KINDS,
    decide_farm_borrowing,
    decide_grain_share,
    decide_sowing,
    expected_grain_price,
    grain_margin,
    insurance_margin,
    revealed_margin,
)
from sim.budget import pay
from sim.calendar import MONTHS
from sim.phases.production.farm_land import open_operators, rent_land
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State
from sim.world import MID_2022

declare(
    farms__grain_land=Series("mu", "Area sown to grain in the two seasons of a year", "粮食播种面积"),
    farms__loans=Series("yuan", "Loans of farms", "农业经营主体贷款"),
    farms__refused=Series("yuan", "Loans refused to farms", "农业经营主体被拒贷款"),
    farms__unsown=Series("mu", "Grain land left unsown for want of money", "因缺资金未播面积"),
    farms__subsidy=Series("yuan", "Grain support paid to farms", "种粮补助支出"),
    farms__standard_land=Series("mu", "High-standard farmland of farms", "经营主体高标准农田"),
    farms__floor_margin=Series("yuan", "Floor price of rice above the national one", "最低收购价加成", "clause 42"),
    farms__insured_sum=Series("yuan", "Sum insured for a mu of rice", "水稻保额", "clause 42"),
    farms__output=Series("yuan", "Farm output at base prices", "农业产出(不变价)"),
)

AGRICULTURE, FUEL = 0, SECTOR["mining_refining"]
# The calendar of rice and winter grain south of the Yangtze.
RICE_PLANNED, RICE_SOWN, WINTER_PLANNED, RICE_HARVEST = 5, 6, 10, 11
WINTER_SOWN, WINTER_HARVEST = 11, 5
RICE_PAID, WINTER_PAID = RICE_HARVEST + 1, WINTER_HARVEST + 1  # a harvest is money the month after


def farm_season(state: State) -> None:
    """Farms plan, rent land, sow, borrow and harvest by the calendar, and are paid the support for grain. Clause 42."""
    subsidy = 0.0
    if state.shocks > 0.0:
        if not state.books.farming.is_open:
            open_fields(state)
        if state.month_of_year == state.settings.behaviour.calendar.land_rented:
            rent_land(state, expected_margins(state)[0])
        subsidy = _harvest(state) + _pay_support(state)
        _repay(state)
        _plan(state)
        _sow(state)
        _produce(state)
    farms = state.farms
    state.record("farms.floor_margin", state.levers.grain_price_floor)
    state.record("farms.insured_sum", state.levers.insured_sum)
    state.record("farms.grain_land", farms.total(farms.grain_land))
    state.record("farms.loans", farms.total(farms.loans))
    state.record("farms.subsidy", subsidy)
    state.record("farms.standard_land", farms.total(farms.land_standard))
    state.record("farms.output", farms.total(farms.output))


def open_fields(state: State) -> None:
    """The farms as they start: areas by season, values by crop, and the margins their choices reveal."""
    farms, farming = state.farms, state.settings.behaviour.farming
    rice = np.minimum(farming.rice_share * farms.grain_land, farms.land)
    winter = np.minimum(farms.grain_land - rice, farms.land)
    land = np.maximum(farms.land, np.finfo(float).tiny)
    is_grain = farms.kind == FARM_KINDS.index("grain")
    per_mu = farms.output / land
    grain_value = per_mu[is_grain].mean() if is_grain.any() else per_mu.mean()
    value_winter = winter * farming.winter_yield
    other_land = np.maximum(land - rice, np.finfo(float).tiny)
    other = np.maximum(per_mu / grain_value * land - rice - value_winter, 0.0) / other_land
    books = state.books.farming
    books.usual_size = float(land[is_grain].mean() if is_grain.any() else land.mean())
    books.rate_usual, books.is_open = farm_rate(state, 0.0), True
    farms.output_base[:], farms.value_other[:] = farms.output, other
    farms.value_base[:] = rice + value_winter + other * (land - rice)
    farms.rice[:], farms.winter[:] = rice, winter
    farms.rice_plan[:], farms.winter_plan[:] = rice / land, winter / land
    farms.rice_harvest[:], farms.winter_harvest[:] = rice, value_winter
    open_operators(state)
    margins = expected_margins(state)
    farms.margin_rice[:] = revealed_margin(farms.rice_plan, margins[0], farming.response)
    farms.margin_winter[:] = revealed_margin(farms.winter_plan, margins[1], farming.response)


def farm_rate(state: State, support: float) -> float:
    """Yearly rate of farm loans after interest support."""
    credit = state.settings.behaviour.credit
    return max(state.world.lpr[state.month - 1] + credit.spread_small - support, 0.0)


def _yield_factor(state: State) -> NDArray:
    """Yield over the base yield: what works on high-standard land have added, on its share of a farm's land."""
    farms = state.farms
    index = state.books.farmland.yield_index
    share = np.minimum(farms.land_standard / np.maximum(farms.land, np.finfo(float).tiny), 1.0)
    return 1.0 + share * (index - 1.0)


def expected_margins(state: State) -> tuple[NDArray, NDArray]:
    """Margins of a mu of rice and of winter grain that each farm expects with this month's support, yuan."""
    farms, farming, levers = state.farms, state.settings.behaviour.farming, state.levers
    market = farming.price * state.price()[AGRICULTURE]
    floor = farming.price_floor + levers.grain_price_floor
    price = expected_grain_price(market, floor, farming.price_spread) + farming.order_share * levers.order_award
    size = np.maximum(farms.land, 1.0) / max(state.books.farming.usual_size, 1.0)
    cost = farming.cost * size**-farming.scale_economy + _fuel_beyond(state)
    subsidy = levers.grain_subsidy * (farms.grain_land >= farming.scale_threshold)
    rate, season = farm_rate(state, levers.farm_interest_support), farming.season_months / MONTHS
    harvest = farms.yield_grain * _yield_factor(state)
    rice = grain_margin(price, harvest, cost, subsidy, rate, season)
    rice = rice + insurance_margin(levers.insured_sum, farming.premium_rate, levers.insurance_subsidy,
                                   farming.loss_ratio, farming.risk_cost, cost)
    rice = rice + farms.power_rice * farms.power_discount
    winter = grain_margin(price, harvest * farming.winter_yield, cost * farming.winter_cost, subsidy, rate, season)
    return rice, winter


def _fuel_beyond(state: State) -> float:
    """What the fuel of a mu of grain costs more than when the draw began, yuan."""
    index = float(state.price()[FUEL])
    return state.settings.behaviour.farm_energy.fuel * (index / state.books.farm_energy.usual_fuel.of(index) - 1.0)


def _plan(state: State) -> None:
    """Before each season farms shift part of their land towards what is expected to leave more."""
    farms, farming = state.farms, state.settings.behaviour.farming
    month = state.month_of_year
    if month not in (RICE_PLANNED, WINTER_PLANNED):
        return
    rice, winter = expected_margins(state)
    if month == RICE_PLANNED:
        other = farms.margin_rice + farms.margin_other * (state.price()[AGRICULTURE] - 1.0)
        other = other + farms.power_other * farms.power_discount
        farms.rice_plan[:] = decide_grain_share(farms.rice_plan, rice, other, farming.response, farming.flexibility)
    else:
        farms.winter_plan[:] = decide_grain_share(
            farms.winter_plan, winter, farms.margin_winter, farming.response, farming.flexibility
        )


def _sow(state: State) -> None:
    """Borrow what the season's costs ask beyond the money at hand, and sow as much as the money then carries.

    What is not sown lies fallow until the next season. Loans of other months ask nothing of a branch.
    """
    farms, farming = state.farms, state.settings.behaviour.farming
    month = state.month_of_year
    if month not in (RICE_SOWN, WINTER_SOWN):
        state.books.credit.asked["farms"] = 0.0
        return
    cost = farming.cost + _fuel_beyond(state)
    plan, cost = (farms.rice_plan, cost) if month == RICE_SOWN else (farms.winter_plan, cost * farming.winter_cost)
    planned = plan * farms.land
    loans = _borrow(state, cost * planned)
    sown = decide_sowing(planned, np.maximum(farms.deposits, 0.0), cost)
    if month == RICE_SOWN:
        farms.rice[:], farms.fallow[:] = sown, planned - sown
        _insure(state)
    else:
        farms.winter[:] = sown
    farms.grain_land[:] = farms.rice + farms.winter
    standing = farms.rice_loans if month == RICE_SOWN else farms.winter_loans
    standing += loans
    state.record("farms.unsown", farms.total(planned - sown))


def _borrow(state: State, costs: NDArray) -> NDArray:
    """Ask for what the season's `costs` (yuan by farm) lack; a branch lends or refuses. Returns new loans, (farms,).

    Who is refused is drawn anew each season. Whom banks refuse in ordinary times kin and dealers help out, as the area
    that is sown in ordinary times shows; nobody stands in where banks get tighter. Few loans of farms are secured.
    """
    farms, behaviour = state.farms, state.settings.behaviour
    rate = farm_rate(state, state.levers.farm_interest_support)
    cash = np.maximum(farms.deposits, 0.0)
    rate_usual = state.books.farming.rate_usual
    wanted = decide_farm_borrowing(costs, cash, rate, rate_usual, behaviour.farming.loan_response)
    asked = np.minimum(wanted, costs)  # no bank lends more than the season costs
    state.books.credit.asked["farms"] = farms.total(asked)
    ordinary = 1.0 - behaviour.credit.refusal_usual
    usual = state.books.farming.usual_granted.of(ordinary)
    taken = state.now.credit_share["farms"] * ordinary / max(usual, 1e-9)
    loans = np.where(uniform(state.stream("farming.credit"), farms.id) < taken, asked, 0.0)
    state.ledger.lend("farms", loans)
    state.record("farms.refused", farms.total(asked - loans))
    return loans


def _harvest(state: State) -> float:
    """Bring in the season that is ripe and pay the award, and the floor where the market is below it; yuan paid."""
    farms, farming, levers = state.farms, state.settings.behaviour.farming, state.levers
    month = state.month_of_year
    if month not in (RICE_HARVEST, WINTER_HARVEST):
        return 0.0
    weather = 1.0 + state.shocks * farming.yield_spread * normal(state.stream("farming.weather"), np.zeros(1))[0]
    brought_in = np.maximum(weather, 0.0) * _yield_factor(state)
    if month == RICE_HARVEST:
        harvest = farms.rice * brought_in
        farms.rice_harvest[:] = harvest
        state.ledger.transfer("insurance_claims", "outside", farms.total(farms.insurance_due), "farms",
                              farms.insurance_due)  # fmt: skip
    else:
        harvest = farms.winter * farming.winter_yield * brought_in
        farms.winter_harvest[:] = harvest
    # The nation's own floor is not the district's to pay: its part begins where both market and that floor end.
    market = max(farming.price * state.price()[AGRICULTURE], farming.price_floor)
    below = max(farming.price_floor + levers.grain_price_floor - market, 0.0)
    delivered = farming.order_share * harvest * farms.yield_grain
    return _claim(state, "order_award", (levers.order_award + below) * delivered)


def _pay_support(state: State) -> float:
    """The area subsidy once a year, interest support month by month; returns yuan paid."""
    farms, levers = state.farms, state.levers
    # Farms pay less on their loans; the line makes good the difference to the lenders' head offices.
    supported = levers.farm_interest_support / MONTHS * state.ledger.loans("farms")
    paid = pay(state, "rural", "farm_interest_support", "outside", supported) * supported if supported > 0.0 else 0.0
    if state.month_of_year == state.settings.behaviour.calendar.grain_subsidy_paid:
        is_large = farms.grain_land >= state.settings.behaviour.farming.scale_threshold
        paid += _claim(state, "grain_subsidy", levers.grain_subsidy * farms.grain_land * is_large)
    return paid


def _insure(state: State) -> None:
    """Growers and the line pay the premium of the rice sown; insurers pay out what is usual at the harvest. Clause 42.

    Assumption: hail and floods on single farms, not the year's weather, make the claims, so they come every year.
    """
    farms, farming, levers = state.farms, state.settings.behaviour.farming, state.levers
    premium = levers.insured_sum * farming.premium_rate * farms.rice
    farms.insurance_due[:] = farming.loss_ratio * premium
    total = farms.total(premium)
    if total <= 0.0:
        return
    aided = min(levers.insurance_subsidy, 1.0)
    paid = pay(state, "rural", "insurance_subsidy", "outside", aided * total) * aided
    state.ledger.transfer("insurance_premium", "farms", (1.0 - paid) * premium, "outside", (1.0 - paid) * total)


def _claim(state: State, kind: str, amounts: NDArray) -> float:
    claims = state.farms.total(amounts)
    return pay(state, "rural", kind, "farms", amounts) * claims if claims > 0.0 else 0.0


def _repay(state: State) -> None:
    """Season loans are paid back out of the harvest's money; what it does not cover waits for next year's."""
    month = state.month_of_year
    if month not in (RICE_PAID, WINTER_PAID):
        return
    farms = state.farms
    standing = farms.rice_loans if month == RICE_PAID else farms.winter_loans
    repaid = np.minimum(np.minimum(standing, farms.loans), np.maximum(farms.deposits, 0.0))
    state.ledger.repay("farms", repaid)
    standing -= repaid


def _produce(state: State) -> None:
    """Output of the month: the base, moved by season, trend, the last harvests and the land under other crops."""
    farms = state.farms
    other = farms.value_other * (farms.land - farms.rice - farms.fallow) * (1.0 + farms.room_effect)
    value = farms.rice_harvest + farms.winter_harvest + other
    change = np.divide(value, farms.value_base, out=np.ones(len(farms)), where=farms.value_base > 0.0)
    farms.output[:] = farms.output_base * change * month_factor(state)


def month_factor(state: State) -> float:
    """What farms make in this month over a mean month of 2022, by season and trend."""
    farming = state.settings.behaviour.farming
    season = np.asarray(farming.season)
    trend = (1.0 + farming.growth_annual) ** ((state.month - MID_2022) / MONTHS)
    return float(season[state.month_of_year - 1] / season.mean() * trend)
