"""Awards and bonuses: paid after the fact, so they are cash and no price of the next machine, hire or yuan of output.

Why by lot where the model has no such title: how many are awarded a year is declared, who is awarded makes no
difference to what firms do.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import IS_MANUFACTURING, SECTOR
from agents.columns import Table
from agents.enterprises import decide_application
from sim.awards import award, by_lot
from sim.budget import pay
from sim.calendar import QUARTER, QUARTERS
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    aid__awards=Series("yuan", "Awards for titles and certified firms above scale", "认定和上规奖励"),
    aid__research=Series("yuan", "Grants on the R&D increment", "研发增量补助"),
    aid__output=Series("yuan", "Bonuses for growing output", "开门红等增长奖励"),
    land__renewal_fund=Series("yuan", "Land revenue set aside for renewing old plants", "腾笼换鸟专项经费", "clause 2"),
)
KEPT = 3 * QUARTERS  # quarters remembered: a year is judged by the one before it, a quarter after it ends


@rests
def pay_awards(state: State) -> None:
    """Once a year: technology SMEs, fledglings, certified firms above scale; green factories; certified markets."""
    if state.month_of_year != state.settings.behaviour.calendar.claims_paid:
        return
    enterprises, levers, awards = state.enterprises, state.levers, state.settings.behaviour.awards
    small = enterprises.is_active & ~enterprises.is_above_scale & ~enterprises.is_public
    technology = small & enterprises.is_technology & (enterprises.awareness < levers.hnte_reach)
    factories = enterprises.is_above_scale & IS_MANUFACTURING[enterprises.sector]
    markets = enterprises.is_above_scale & (enterprises.sector == SECTOR["wholesale_retail"])
    lots = (
        ("innovation", "small_technology", technology, awards.small_technology_annual, levers.small_technology_award),
        ("innovation", "fledgling", technology, awards.fledgling_annual, levers.fledgling_award),
        ("manufacturing", "green_factory", factories, awards.green_factories_annual, levers.green_factory_award),
        ("demand", "market", markets, awards.markets_annual, levers.market_award),
    )
    total = sum(award(state, chapter, f"{name}_award", by_lot(state, name, pool, annual) * amount)
                for chapter, name, pool, annual, amount in lots)  # fmt: skip
    grown = _grown_above_scale(state) & (enterprises.awareness < levers.hnte_reach)
    total += award(state, "innovation", "above_scale_award", grown * levers.above_scale_award)
    state.record("aid.awards", total)


def _grown_above_scale(state: State) -> NDArray:
    """Certified firms that are on the yearly list for the first time, flags (n,)."""
    first = state.books.yearly_list.first_time
    if not first.any():
        return np.zeros(len(state.enterprises), dtype=bool)
    return first & (state.enterprises.certified_until >= state.month)


@rests
def pay_output_bonuses(state: State) -> None:
    """Above-scale industry is paid for a better first quarter, quarters that climb and a steady year. Clause 18.

    Each on output value against the same quarter of the year before; the first quarter counts against 2022.
    """
    rows = state.rows.above_scale_industry
    quarters = _note_output(state, rows)
    levers, month, calendar = state.levers, state.month_of_year, state.settings.behaviour.calendar
    quarter = (state.month - 1) // QUARTER - 1  # the last one that is complete
    claims = np.zeros(len(rows))
    if month == calendar.opening_bonus_paid:
        growth = quarters[quarter] - _a_year_before(state, rows, quarter)
        claims = np.minimum(levers.opening_bonus_rate * np.maximum(growth, 0.0), levers.opening_bonus_cap)
    elif month in calendar.climb_bonus_paid:
        claims = levers.climb_award * _climbed(state, rows, quarter)
    elif month == calendar.year_bonus_paid:
        claims = levers.steady_growth_award * _grew_steadily(state, rows, quarter)
    claims = claims * (state.enterprises.awareness[rows] < levers.output_bonus_reach)
    claims = claims * state.enterprises.on_list[rows]
    asked = Table.total(state.enterprises, claims, rows)
    if asked > 0.0:
        share = pay(state, "manufacturing", "output_bonus", "enterprises", claims, rows=rows)
        state.record("aid.output", share * asked)


def _note_output(state: State, rows: NDArray) -> dict[int, NDArray]:
    """Add last month's output value to its quarter; quarters count from 0, January to March 2023."""
    quarters = state.books.awards.quarters
    if state.month > 1:
        price = state.world.price[state.month - 2][state.enterprises.sector[rows]]
        quarter = (state.month - 2) // QUARTER
        quarters[quarter] = quarters.get(quarter, 0.0) + state.enterprises.output[rows] * price
        quarters.pop(quarter - KEPT, None)
    return quarters


def _a_year_before(state: State, rows: NDArray, quarter: int) -> NDArray:
    """Output value of the same quarter a year before, yuan, shape of `rows`; of 2022 with the season of 2023."""
    if quarter >= QUARTERS:
        return state.books.awards.quarters[quarter - QUARTERS]
    months = slice(quarter * QUARTER, (quarter + 1) * QUARTER)
    season = state.fixed.season[months].sum(axis=0)
    return state.enterprises.output_usual[rows] * season[state.enterprises.sector[rows]]


def _grew_in_2022(state: State, rows: NDArray) -> NDArray:
    """Firms awarded for the year before the draw began, by lot, flags."""
    share = state.settings.behaviour.awards.awarded_2022
    return uniform(state.stream("awards.growth_2022", 0), state.enterprises.id[rows]) < share


def _climbed(state: State, rows: NDArray, quarter: int) -> NDArray:
    if quarter < 0:
        return _grew_in_2022(state, rows)
    growth = state.settings.behaviour.awards.climb_growth
    return state.books.awards.quarters[quarter] >= (1.0 + growth) * _a_year_before(state, rows, quarter)


def _grew_steadily(state: State, rows: NDArray, last: int) -> NDArray:
    """No quarter of the year below the year before, and the year above it by the growth that is awarded, flags."""
    if last < 0:
        return _grew_in_2022(state, rows)
    value, quarters = state.books.awards.quarters, range(last - QUARTERS + 1, last + 1)
    before = [_a_year_before(state, rows, quarter) for quarter in quarters]
    never_below = np.all([value[quarter] >= past for quarter, past in zip(quarters, before, strict=True)], axis=0)
    year = sum(value[quarter] for quarter in quarters)
    return never_below & (year >= (1.0 + state.settings.behaviour.awards.climb_growth) * sum(before))


def fund_renewal(state: State) -> None:
    """Part of last month's land revenue goes to the platforms that clear and rebuild old plants. Clause 2."""
    sales = ("land.fee", "land.sales_revenue")
    revenue = sum(state.series.read(name, state.month - 1) for name in sales) if state.month > 1 else 0.0
    fund = min(state.levers.renewal_fund_share, 1.0) * revenue
    state.ledger.transfer("renewal_fund", "government", fund, "platforms", fund)
    state.record("land.renewal_fund", fund)


def pay_research_grants(state: State) -> None:
    """Pay the grant on last year's R&D increment to firms that heard of it and found it worth a claim. Clause 8."""
    if state.month_of_year != state.settings.behaviour.calendar.claims_paid or state.levers.rd_grant_rate <= 0.0:
        return
    enterprises, levers = state.enterprises, state.levers
    increment = np.maximum(enterprises.rd_reported_last - enterprises.rd_reported_before, 0.0)
    gain = np.minimum(levers.rd_grant_rate * increment, levers.rd_grant_cap)
    claims = gain * decide_application(enterprises.awareness, levers.rd_grant_reach, gain,
                                        state.settings.behaviour.government.claim_cost)
    share = pay(state, "innovation", "rd_increment_grant", "enterprises", claims)
    state.record("aid.research", share * Table.total(enterprises, claims))
