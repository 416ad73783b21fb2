"""Goods, first half: what households, enterprises and government want to buy this month."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR, SECTORS, flags
from agents.columns import Table
from sim.accounts import Spread
from sim.budget import bills_beyond_usual, buy, cash, usual_purchases
from sim.calendar import MONTHS
from sim.kernels.firms import invest, wish
from sim.kernels.households import put_by, spend
from sim.phases.credit.capital_market import add_raised
from sim.phases.goods.developers import buy_for_building
from sim.phases.goods.market import by_sector
from sim.phases.land_and_energy.energy_use import within_energy
from sim.phases.land_and_energy.expansions import land_in_user_cost
from sim.phases.land_and_energy.private_investment import cheaper_for_private
from sim.phases.land_and_energy.sites import keep_to_floor
from sim.phases.support.equipment_grants import pay_equipment_grants
from sim.policy.course import PLAN_STARTS
from sim.programmes import deliver
from sim.series import Series, declare
from sim.state import State
from sim.works import do_works

declare(
    consumption__households=Series("yuan", "Consumption of residents", "居民消费支出"),
    consumption__promoted=Series("yuan", "Consumption moved by events beyond the usual", "促消费活动净增消费"),
    consumption__government=Series("yuan", "Purchases of government", "政府消费"),
    investment__enterprises=Series("yuan", "Capital spending of enterprises", "企业自主投资"),
    investment__unpaid=Series("yuan", "Capital spending enterprises wanted and could not pay",
                              "企业因缺资金未实施投资"),
    investment__manufacturing_own=Series("yuan", "Capital spending of manufacturers", "制造业企业自主投资"),
    promotion__spending=Series("yuan", "Public cost of consumption events", "促消费活动财政支出", "clause 34"),
    promotion__events=Series("event", "Consumption events held", "促消费活动场次", "clause 34"),
    households__placements=Series("yuan", "Savings placed outside the district's banks", "居民区外及其他储蓄"),
    households__saved_here=Series("yuan", "Regular savings that stay with banks here", "居民留存本地银行储蓄"),
)
SMALLEST = 1e-9  # yuan: capital below it is none
GOODS = [SECTOR[name] for name in SECTORS[:11]] + [SECTOR["wholesale_retail"], SECTOR["accommodation_catering"]]
IS_GOODS = flags(GOODS)  # what promotion events sell: goods, shops, restaurants


def order(state: State) -> None:
    """Collect what is wanted in yuan by product, from here and from outside: `wanted[buyer] = (local, outside)`."""
    fixed, prices = state.fixed, state.price()
    enterprises, farms, projects = state.enterprises, state.farms, state.projects
    activity = by_sector(state, state.now.activity)
    farming = Table.total(farms, farms.output)
    goods_share = fixed.goods_share_of_investment
    capital = _invest(state) * goods_share
    building = np.minimum(projects.spent_month * goods_share, np.maximum(projects.deposits, 0.0))
    state.now.capital_goods, state.now.building_goods = capital, building

    def invested(total: float) -> tuple[NDArray, NDArray]:
        return total * fixed.investment_local, total * fixed.investment_outside

    capital_total = Table.total(enterprises, capital)
    government, small_works = _government(state)
    state.now.wanted = {
        "enterprises": (
            (fixed.local @ activity) * prices + capital_total * fixed.investment_local,
            (fixed.outside @ activity) * prices + capital_total * fixed.investment_outside,
        ),
        "farms": (fixed.local[:, 0] * farming * prices, fixed.outside[:, 0] * farming * prices),
        "households": _consume(state),
        "projects": invested(Table.total(projects, building)),
        "developers": invested(buy_for_building(state)),
        "contractors": do_works(state),
        "government": (
            government * fixed.government_local + small_works * fixed.investment_local,
            government * fixed.government_outside + small_works * fixed.investment_outside,
        ),
    }  # fmt: skip


def _consume(state: State) -> tuple[NDArray, NDArray]:
    """Households decide; promotion events move what they spend on goods, here and in time."""
    households, fixed, behaviour = state.households, state.fixed, state.settings.behaviour.consumption
    promoted = _promoted(state)
    goods_share = float((fixed.household_local + fixed.household_outside)[IS_GOODS].sum())
    rates = (behaviour.propensity, behaviour.propensity_transitory, behaviour.from_wealth, 1.0 + goods_share * promoted)
    placed = spend(
        households.income, households.income_expected, state.now.opening.households,
        (households.consumption_usual, households.income_usual, households.deposits_usual), households.committed,
        households.consumption, state.settings.behaviour.production.expectation_speed,
        np.array(rates),
    )  # fmt: skip
    _place_savings(state, placed)
    total = Table.total(households, households.consumption)
    usual = total / (1.0 + goods_share * promoted)
    lifted = np.where(IS_GOODS, 1.0 + promoted, 1.0)
    price = float(state.world.consumer_price[state.month - 1])
    state.now.real_consumption = total / price / fixed.household_monthly
    state.record("consumption.households", total)
    state.record("consumption.promoted", total - usual)
    income = Table.total(households, households.income)
    state.record("income.disposable", income - state.now.mortgage_interest)
    # What power costs beyond the usual goes to the grid company and is not spent on other things.
    beyond = min(state.now.home_bill_beyond, usual)
    local, outside = ((usual - beyond) * part * lifted for part in (fixed.household_local, fixed.household_outside))
    outside[SECTOR["utilities"]] += beyond
    return local, outside


def _promoted(state: State) -> float:
    """Uplift of goods by this month's events less what they took from this month last month, beyond the usual.

    An event lifts what it reaches: a small part of a month's spending on goods. Clause 34.
    """
    levers, promotion = state.levers, state.books.promotion
    reached = min(1.0, _hold_events(state) * state.settings.behaviour.consumption.event_reach)
    lifted = levers.promotion_uplift * reached
    net = lifted - levers.promotion_payback * (
        lifted if promotion.lifted_last is None else promotion.lifted_last)
    promotion.lifted_last = lifted
    return promotion.usual.beyond(net)


def _hold_events(state: State) -> float:
    """Events of this month, as many as the bureau organises and the line pays for. Clause 34."""
    cost = state.levers.event_cost

    def paid(events: float, again: float) -> float:
        return buy(state, "demand", events * cost, again=again * cost)

    planned = state.levers.promotion_events
    held = deliver(state, "demand", "promotion_events", planned, paid=paid if cost > 0.0 else None, is_record=True)
    state.record("promotion.events", held)
    state.record("promotion.spending", held * cost)
    return held


def _place_savings(state: State, placed: NDArray) -> None:
    """What is regularly saved stays in part with banks here, the rest goes outside; help to those who always had it
    comes back.

    In the standing district savings are drawn on as they are made, and all of it goes outside.
    """
    households = state.households
    part = state.shocks * state.settings.behaviour.finance.placements_with_banks
    helped, back, kept, placed_away = put_by(placed, households.deposits_usual, households.weight, part)
    here = Table.total(households, back, helped)
    state.record("households.saved_here", kept)
    away = state.ledger.transfer("placements", "households", Spread(1.0, placed, placed_away), "outside")
    state.ledger.transfer("placements", "outside", here, "households", back, payee_rows=helped)
    state.record("households.placements", away - here)


def _invest(state: State) -> NDArray:
    """Capital spending of each enterprise, yuan this month (n,); capital and capacity move at once."""
    enterprises, behaviour = state.enterprises, state.settings.behaviour
    investment = behaviour.investment
    wear = investment.depreciation_annual / MONTHS
    makers, usual_rate = state.rows.manufacturers, state.books.credit.usual_rate.of(state.now.rate_net)
    more_granted = state.books.support.usual_equipment_grant.beyond(state.now.equipment_grants.total)
    cheaper = (usual_rate - state.now.rate_net) / (usual_rate + investment.depreciation_annual)
    cheaper[makers] += investment.equipment_share * more_granted
    cheaper[state.rows.above_scale_private] += cheaper_for_private(state)
    sites = state.rows.industry
    cheaper[sites] -= land_in_user_cost(state, enterprises.land[sites], enterprises.capital[sites])
    firms = (enterprises.capital, enterprises.capacity, enterprises.demand_expected)
    rules = np.array([wear, investment.accelerator, investment.user_cost_elasticity])
    use = state.fixed.use_wanted
    wanted = add_raised(state, wish(*firms, enterprises.is_active, cheaper, enterprises.sector, use, rules))
    wanted = within_energy(state, keep_to_floor(state, wanted))
    all_wanted = Table.total(enterprises, wanted)
    spent = invest(wanted, *firms, enterprises.deposits, state.now.meant_to_invest, enterprises.sector, state.price(),
                   np.array([wear, behaviour.finance.buffer_months, SMALLEST]))  # fmt: skip
    state.now.beyond_cash = wanted
    enterprises.investment[:] = spent
    pay_equipment_grants(state, spent)
    all_spent = Table.total(enterprises, spent)
    state.record("investment.enterprises", all_spent)
    state.record("investment.unpaid", all_wanted - all_spent)
    state.record("investment.manufacturing_own", Table.total(enterprises, spent[makers], makers))
    return spent


def _government(state: State) -> tuple[float, float]:
    """Purchases of government and its small works, yuan this month.

    Basic services come first; what can be put off goes on as far as the treasury planned, and what lines spend beyond
    2023 and bills of programmes come on top. No more is bought than there is cash for.
    """
    core, now = state.settings.behaviour.treasury.core_share, state.now
    usual = usual_purchases(state, state.month) * (core * now.core_share + (1.0 - core) * now.new_share)
    total = max(usual + state.books.treasury.extra_purchases + bills_beyond_usual(state), 0.0)
    works = state.fixed.other_investment * now.new_share
    state.books.treasury.reserved = 0.0
    paid = min(1.0, cash(state) / max(total + works, 1.0))
    total = paid * total + _paid_from_above(state)
    state.record("consumption.government", total)
    return total, paid * works


def _paid_from_above(state: State) -> float:
    """What upper levels have bought here beyond the usual this month, yuan; nothing unless a what-if asks for it."""
    extra = state.settings.world.fiscal.extra_upper_spending / MONTHS if state.month >= PLAN_STARTS else 0.0
    state.ledger.transfer("upper_spending", "outside", extra, "government", extra)
    return extra
