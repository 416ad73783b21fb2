"""Incomes and taxes: who is paid for work, what government, banks and owners take.

Taxes and profits are those of last month, as firms file a month later; wages are this month's.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTORS
from agents.columns import Table
from agents.enterprises import decide_owners_draw
from sim.accounts import Spread
from sim.calendar import MONTHS
from sim.kernels.firms import draw
from sim.kernels.incomes import (
    add_other_incomes,
    efficiency_by_cell,
    income_by_household,
    production_taxes,
    profit_taxes,
)
from sim.kernels.ledger import add_part
from sim.kernels.production import staff_costs
from sim.owners import pay_interest
from sim.series import Series, declare
from sim.state import State

declare(
    income__wages=Series("yuan", "Wages of residents working in the district", "区内就业居民工资"),
    income__outside=Series("yuan", "Wages of out-commuters", "区外就业居民工资"),
    income__property=Series("yuan", "Owners' income of residents", "居民经营和财产收入"),
    income__pensions=Series("yuan", "Pensions", "养老金"),
    income__transfers=Series("yuan", "Transfers to residents beside pensions", "养老金以外转移净收入"),
    income__elsewhere=Series("yuan", "Residents' income from property elsewhere and own homes",
                             "居民区外财产和自有住房收入"),
    income__farms=Series("yuan", "Income of farm families", "农户经营收入"),
    income__disposable=Series("yuan", "Income of residents after interest", "居民可支配收入"),
    tax__production=Series("yuan", "Taxes on production", "生产税净额"),
    tax__profit=Series("yuan", "Taxes on profits", "企业所得税"),
    tax__local=Series("yuan", "Local part of taxes", "地方税收分成"),
    fiscal__insurance_pool=Series("yuan", "Net payment of the insurance pool above to the district",
                                  "上级社保统筹净拨付"),
    interest__paid=Series("yuan", "Interest paid by firms, farms and households", "利息支出"),
)
COUNT = len(SECTORS)
EVERYONE = slice(None)


def resident_part(state: State) -> NDArray:
    """Part of each pool of wages that residents earn, (towns, 26, 3); the rest goes to in-commuters."""
    residents = state.books.jobs.residents
    staff = residents + state.books.jobs.in_commuters
    return np.divide(residents, staff, out=np.zeros_like(residents), where=staff > 0)


def wage_costs(state: State) -> dict[str, NDArray]:
    """Labour cost of each enterprise, yuan a month (n,): `total`; to `residents`, `outside`; as `contribution`.

    `bill` is the whole of it by town, sector and skill, (towns, 26, 3). Hours are paid with the wages they belong to.
    """
    firms, labour = state.enterprises, state.settings.behaviour.labour
    costs = staff_costs(
        firms.headcount, firms.weight, firms.town, firms.sector, firms.hours, state.now.wages, resident_part(state),
        np.array([state.fixed.contribution, labour.pay_of_hours]),
    )  # fmt: skip
    return dict(zip(("total", "residents", "outside", "contribution", "bill"), costs, strict=True))


def household_incomes(state: State, bill: NDArray, farm_draw: float, income: NDArray) -> dict[str, float]:
    """Write the income of each household row, (households,) yuan a month; returns what all get, by who pays it.

    `bill` is labour cost by town, sector and skill, (towns, 26, 3).
    """
    residents, fixed = state.residents, state.fixed
    weight = float(residents.weight[0])
    who = (residents.activity, residents.work_town, residents.work_sector, residents.skill, residents.efficiency)
    cells, farm, away, retired = efficiency_by_cell(*who, bill.shape[:2])
    pool = bill * resident_part(state) * (1.0 - fixed.contribution)
    rates = np.divide(pool, cells * weight, out=np.zeros_like(pool), where=cells > 0)
    outside = state.district.wage_outside * state.now.wage_index * (1.0 - fixed.contribution)
    farm_rate, pension = farm_draw / (farm * weight) if farm > 0 else 0.0, _pension(state)
    income_by_household(*who, residents.household, rates, farm_rate, outside, pension, income)
    return {
        "wages": float(pool[cells > 0].sum()), "outside": away * weight * outside,
        "pensions": retired * weight * pension, "farms": farm_draw if farm > 0 else 0.0,
    }  # fmt: skip


def _pension(state: State) -> float:
    """Pension of one of the retired, yuan a month; it follows its own adjustment, not wages."""
    mean = state.fixed.mean_wage * (1.0 - state.fixed.contribution)
    return state.settings.region.pension_over_wage * mean * _adjusted(state)


def _adjusted(state: State) -> float:
    """Pensions and other transfers over those of the eve of 2023."""
    return float((1.0 + state.settings.region.pension_adjustment_annual * state.shocks) ** (state.month / MONTHS))


def other_incomes(state: State, income: NDArray) -> dict[str, float]:
    """Add to the income of each household, (households,) yuan a month, what comes from outside beside pay; by kind.

    Transfers beside pensions go to persons alike: insurance for illness, relatives, benefits, less the contributions of
    the insured. Property elsewhere and own homes pay with prices and what is placed there.
    """
    households, region = state.households, state.settings.region
    grown = (1.0 + region.property_income_growth_annual * state.shocks) ** (state.month / MONTHS)
    prices = float(state.world.consumer_price[state.month - 1]) if state.month else 1.0
    transfers = state.fixed.other_transfers * _adjusted(state)
    elsewhere = state.fixed.property_elsewhere * grown * prices
    a_head, a_share = transfers / households.total_of("members"), elsewhere / households.total_of("equity_share")
    add_other_incomes(households.members, households.equity_share, a_head, a_share, income)
    return {"transfers": transfers, "elsewhere": elsewhere}


def pay_wages_and_transfers(state: State) -> None:
    """Enterprises pay staff, the outside pays out-commuters, government pays pensions, farms their families."""
    ledger, households = state.ledger, state.households
    costs = wage_costs(state)
    farm_draws = _farm_draws(state)
    farm_total = Table.total(state.farms, farm_draws)
    totals = household_incomes(state, costs["bill"], farm_total, households.income)
    if totals["farms"] == 0.0:  # a small district may be thinned to no farm family: what nobody draws stays
        farm_draws = np.zeros(len(farm_draws))
    kinds = other_incomes(state, households.income)
    away, contributions = (Table.total(state.enterprises, costs[name]) for name in ("outside", "contribution"))
    ledger.clear(
        {
            ("wages", "enterprises", "households"): totals["wages"], ("wages", "enterprises", "outside"): away,
            ("contributions", "enterprises", "government"): contributions,
            ("wages", "outside", "households"): totals["outside"],
            ("pensions", "government", "households"): totals["pensions"],
            ("farm_income", "farms", "households"): totals["farms"],
            ("transfers", "outside", "households"): kinds["transfers"],
            ("property_income", "outside", "households"): kinds["elsewhere"],
        },
        paid={"enterprises": costs["total"], "outside": totals["outside"] + sum(kinds.values()),
              "government": totals["pensions"], "farms": farm_draws},
        received={"households": households.income, "outside": away, "government": contributions},
    )  # fmt: skip
    _settle_with_pool(state, totals["pensions"] - contributions)
    state.now.wage_costs = costs["total"]
    for name, yuan in (totals | kinds).items():
        state.record(f"income.{name}", yuan)


def _settle_with_pool(state: State, lacking: float) -> None:
    """Social insurance is pooled above the district: the pool takes what is collected and pays what is due here.

    Assumption: all of it by entitlement, so that an ageing district neither gains nor loses by it; pensions of
    employees are pooled by the province, other branches by the city.
    """
    payer, payee = ("outside", "government") if lacking > 0.0 else ("government", "outside")
    state.ledger.transfer("insurance_pool", payer, abs(lacking), payee, abs(lacking))
    state.record("fiscal.insurance_pool", lacking)


def _farm_draws(state: State) -> NDArray:
    farms, finance = state.farms, state.settings.behaviour.finance
    opening = state.now.opening
    borrowed = opening.debt_farms - farms.loans_opening
    drawn = decide_owners_draw(farms.income, opening.farms, farms.deposits_usual, borrowed, 0.0, finance.payout,
                                finance.rebuilding)  # fmt: skip
    return np.minimum(drawn, np.maximum(farms.deposits, 0.0))


def pay_taxes_and_interest(state: State) -> None:
    """Taxes on last month's sales and profits, interest on loans, then owners draw."""
    _pay_production_tax(state)
    _pay_profit_tax(state)
    _pay_interest(state)
    _pay_owners(state)


def production_tax(state: State, revenue: NDArray, rows: NDArray | slice = EVERYONE) -> NDArray:
    """Net taxes on the revenue of some rows, yuan a month; negative where the sector is subsidised."""
    return revenue * state.fixed.production_tax[state.enterprises.sector[rows]]


def _pay_production_tax(state: State) -> None:
    share = state.settings.region.production_tax_local_share
    shares, farms = state.fixed.production_tax, state.last.farm_revenue
    total = 0.0
    for holder, taxes in (("enterprises", production_taxes(state.last.revenue, state.enterprises.sector, shares)),
                          ("farms", production_taxes(farms, np.zeros(len(farms), dtype=np.int8), shares))):  # fmt: skip
        table, (amounts, rows, aided) = state.ledger.columns[holder], taxes
        total += _to_government(state, "production_tax", holder, amounts, share)
        state.ledger.transfer("production_subsidy", "outside", Table.total(table, aided, rows), holder, aided,
                              payee_rows=rows)
    state.record("tax.production", total)


def _to_government(state: State, kind: str, holder: str, paid: NDArray, share: float) -> float:
    """Split a tax between the district and the upper levels; returns the whole of it."""
    total = state.ledger.divide(kind, holder, paid, {"government": share, "outside": 1.0 - share})
    state.add("tax.local", total * share)
    return total


def profit_tax(state: State, profit: NDArray) -> NDArray:
    """Tax on last month's profit at the rate of the firm's class; none on losses or on public units."""
    enterprises, region = state.enterprises, state.settings.region
    rates = (region.profit_tax_rate, region.profit_tax_rate_small, region.profit_tax_rate_certified)
    return profit_taxes(profit, enterprises.is_above_scale, enterprises.certified_until, enterprises.is_public,
                        state.month, rates)  # fmt: skip


def profit_tax_rates(state: State, rows: NDArray | slice) -> NDArray:
    """Rate of profit tax of some rows by class and certificate, 0 of public units."""
    enterprises, region = state.enterprises, state.settings.region
    is_above_scale, certified = enterprises.is_above_scale[rows], enterprises.certified_until[rows] >= state.month
    rate = np.full(len(certified), region.profit_tax_rate_small)
    rate[is_above_scale] = region.profit_tax_rate
    rate[certified] = np.minimum(rate[certified], region.profit_tax_rate_certified)
    rate[enterprises.is_public[rows]] = 0.0
    return rate


def _pay_profit_tax(state: State) -> None:
    paid = profit_tax(state, state.enterprises.profit)
    state.now.profit_tax = paid
    state.record("tax.profit", _to_government(state, "profit_tax", "enterprises", paid,
                                              state.settings.region.profit_tax_local_share))


def _pay_interest(state: State) -> None:
    """Interest goes to banks, whose head offices stand outside and take it."""
    ledger, credit = state.ledger, state.settings.behaviour.credit
    lpr = float(state.world.lpr[state.month - 1])
    homes = Spread((lpr + credit.spread_mortgage) / MONTHS, state.households.loans, ledger.loans("households"))
    firms = state.enterprises.loans * state.now.rate / MONTHS
    farms = state.farms.loans * (lpr + credit.spread_small - state.levers.farm_interest_support) / MONTHS
    projects = state.projects.loans * (lpr / MONTHS)
    total = state.now.mortgage_interest = ledger.transfer("interest", "households", homes, "banks")
    for holder, amounts in (("enterprises", firms), ("farms", np.maximum(farms, 0.0))):
        total += ledger.transfer("interest", holder, amounts, "banks")
    paid, of_plants = pay_interest(state, projects)
    total += paid
    ledger.transfer("head_office", "banks", total, "outside", total)
    state.now.interest = firms + of_plants
    state.record("interest.paid", total)


def _pay_owners(state: State) -> None:
    """Owners draw; public units hand over what they do not need to government."""
    enterprises, ledger, opening = state.enterprises, state.ledger, state.now.opening
    finance = state.settings.behaviour.finance
    public, local, away = draw(
        enterprises.profit_expected, opening.enterprises, enterprises.deposits_usual, state.now.turnover_growth,
        (opening.debt_enterprises, enterprises.loans_opening), enterprises.deposits, state.last.beyond_cash,
        enterprises.is_public, enterprises.local_owner_share, np.array([finance.payout, finance.rebuilding]),
    )  # fmt: skip
    rows = state.rows.public_units
    public = public[rows]
    ledger.transfer("public_surplus", "enterprises", public, "government", rows=rows)
    total = Table.total(enterprises, local)
    homes = state.households
    by_share = Spread(total, homes.equity_share, homes.total_of("equity_share"))
    ledger.transfer("owners_income", "enterprises", local, "households", by_share)
    ledger.transfer("owners_income", "enterprises", away, "outside")
    add_part(homes.income, homes.equity_share, total)
    state.record("income.property", total)


def owners_income(state: State, drawn: NDArray) -> Any:
    """Income of households from what owners draw, yuan a month (households,); used to open the books."""
    enterprises = state.enterprises
    local = np.where(enterprises.is_public, 0.0, drawn) * enterprises.local_owner_share
    return Table.total(enterprises, local) * state.households.equity_share
