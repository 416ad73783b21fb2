"""Observe: the month's figures as statistics count them, and the check that no money was born or lost."""

import numpy as np

from agents.classes import FOR_PROFIT_SERVICES, INDUSTRY, IS_INDUSTRY, IS_MANUFACTURING, SECTOR, SERVICES
from agents.columns import Table
from sim.calendar import MONTHS
from sim.phases.goods.market import by_sector
from sim.series import Series, declare
from sim.state import State

declare(
    value_added__industry=Series("yuan", "Real value added of above-scale industry", "规上工业增加值（不变价）"),
    value_added__industry_nominal=Series("yuan", "Value added of above-scale industry", "规上工业增加值（现价）"),
    value_added__high_tech=Series("yuan", "Value added of high-tech industry", "高新技术产业增加值（现价）"),
    value_added__digital=Series("yuan", "Real value added of the digital core", "数字经济核心产业增加值（不变价）"),
    value_added__services=Series("yuan", "Real value added of services", "服务业增加值（不变价）"),
    value_added__finance=Series("yuan", "Real value added of finance as made by firms", "金融企业增加值（不变价）"),
    value_added__real_estate=Series("yuan", "Real value added of real estate as made by firms",
                                    "房地产企业增加值（不变价）"),
    value_added__total=Series("yuan", "Gross domestic product, real", "地区生产总值（不变价）"),
    gdp__nominal=Series("yuan", "Gross domestic product", "地区生产总值（现价）"),
    industry__growth_cumulative=Series("percent", "Above-scale industry, growth since January over a year before",
                                       "规上工业增加值累计增速"),
    services__growth_cumulative=Series("percent", "Services, growth since January over a year before",
                                       "服务业增加值累计增速"),
    retail__sales=Series("yuan", "Retail sales as a base for growth", "社会消费品零售额（增速口径）"),
    revenue__forprofit=Series("yuan", "Revenue of above-scale for-profit services", "规上营利性服务业营收"),
    revenue__infoservices=Series("yuan", "Revenue of above-scale information services", "规上信息服务业营收"),
    fai__total=Series("yuan", "Fixed-asset investment", "固定资产投资"),
    fai__property=Series("yuan", "Investment of developers, land included", "房地产开发投资"),
    fai__manufacturing=Series("yuan", "Manufacturing investment", "制造业投资"),
    balances__total=Series("yuan", "Deposits and loans of the district together", "存贷款余额合计"),
    deposits__any=Series("yuan", "Deposits by holder", "存款余额"),
)
RETAIL = [SECTOR["wholesale_retail"], SECTOR["accommodation_catering"]]


def measure(state: State) -> None:
    """Record the month's published kinds of figures."""
    _value_added(state)
    _retail(state)
    _investment(state)
    deposits = _deposits(state)
    for holder in ("enterprises", "households", "farms"):
        state.record(f"deposits.{holder}", deposits[holder])
    state.record("balances.total", _balances(state, deposits))


def _value_added(state: State) -> None:
    enterprises, rates, prices = state.enterprises, state.fixed.value_added_rate, state.price()
    above, digital = np.flatnonzero(enterprises.on_list), state.rows.digital
    listed = above[IS_INDUSTRY[enterprises.sector[above]]]
    real = enterprises.output[listed] * rates[enterprises.sector[listed]]
    nominal = real * prices[enterprises.sector[listed]]
    made_digital = enterprises.output[digital] * rates[enterprises.sector[digital]]
    by_product = by_sector(state, enterprises.output) * rates
    by_product[0] = Table.total(state.farms, state.farms.output) * rates[0]
    services = float(by_product[list(SERVICES)].sum())
    high_tech = Table.total(enterprises, enterprises.is_hightech[listed] * nominal, listed)
    state.record("value_added.industry", Table.total(enterprises, real, listed))
    state.record("value_added.industry_nominal", Table.total(enterprises, nominal, listed))
    state.record("value_added.high_tech", high_tech)
    state.record("value_added.digital", Table.total(enterprises, made_digital, digital))
    state.record("value_added.services", services)
    state.record("value_added.finance", float(by_product[SECTOR["finance"]]))
    state.record("value_added.real_estate", float(by_product[SECTOR["real_estate"]]))
    state.record("value_added.total", float(by_product.sum()))
    state.record("gdp.nominal", float((by_product * prices).sum()))
    for name, what in (("industry", "value_added.industry"), ("services", "value_added.services")):
        state.record(f"{name}.growth_cumulative", _growth(state, what))
    revenue = enterprises.weight[above] * state.now.revenue[above]
    by_service = np.bincount(enterprises.sector[above], revenue, minlength=len(rates))
    state.record("revenue.forprofit", float(by_service[list(FOR_PROFIT_SERVICES)].sum()))
    state.record("revenue.infoservices", float(by_service[SECTOR["info_software"]]))


def means_of_2022(state: State) -> dict[str, float]:
    """Monthly means of 2022 of the series whose growth in 2023 is reported; amounts of the balanced accounts."""
    enterprises, fixed = state.enterprises, state.fixed
    made = enterprises.output * fixed.value_added_rate[enterprises.sector]
    listed = enterprises.on_list & IS_INDUSTRY[enterprises.sector]
    by_product = fixed.output * fixed.value_added_rate
    return {
        "value_added.industry": Table.total(enterprises, np.where(listed, made, 0.0)),
        "value_added.services": float(by_product[list(SERVICES)].sum()),
        "value_added.total": float(by_product.sum()),
        "retail.sales": _retail_2022(state),
        "value_added.finance": float(by_product[SECTOR["finance"]]),
        "energy.industry": _industrial_power_2022(state),
        "energy.electricity": state.settings.region.electricity_use_2022_annual / MONTHS,
    }


def stocks_of_2022(state: State) -> dict[str, float]:
    """What stood on the eve of 2023 of the stocks whose growth in 2023 is reported, yuan."""
    deposits = _deposits(state)
    return {"balances.total": _balances(state, deposits), "deposits.households": deposits["households"]}


def _deposits(state: State) -> dict[str, float]:
    """Deposits by holder, yuan."""
    stocks = state.ledger.take_stock()
    return {name: stocks[name][0] for name in (*state.ledger.columns, *state.ledger.accounts)}


def _balances(state: State, deposits: dict[str, float]) -> float:
    """Deposits, by holder, and loans of all holders together, yuan."""
    stocks = state.ledger.take_stock()
    return sum(held + stocks[name][1] for name, held in deposits.items())


def _industrial_power_2022(state: State) -> float:
    enterprises = state.enterprises
    use = enterprises.output * state.district.kwh_per_output[enterprises.sector] * state.fixed.electricity_scale
    return Table.total(enterprises, np.where(IS_INDUSTRY[enterprises.sector], use, 0.0))


def _retail_2022(state: State) -> float:
    fixed, part = state.fixed, state.settings.behaviour.consumption.retail_outside
    local = fixed.household_2022 * fixed.household_local[RETAIL]
    outside = by_sector(state, state.enterprises.orders_outside)[RETAIL]
    return float(local.sum() + part * outside.sum())


def _growth(state: State, series: str) -> float:
    """Growth of the sum since January over the same months a year before, percent; 2022 is known as a yearly mean."""
    months = range(state.month - state.month_of_year + 1, state.month + 1)
    now = sum(state.series.read(series, month) for month in months)
    if state.month > MONTHS:
        before = sum(state.series.read(series, month - MONTHS) for month in months)
        if series == "value_added.industry":  # the same firms a year before
            before *= 1.0 + state.series.read("list_change.industry", state.month)
    else:
        before = state.series.mean_2022(series) * sum(_usual_season(state, series, month) for month in months)
    return 100.0 * (now / before - 1.0) if before > 0.0 else 0.0


def _usual_season(state: State, series: str, month: int) -> float:
    # The season of industry stands for 2022 too: its Spring Festival also fell around the turn of January.
    return float(state.fixed.season[month - 1, INDUSTRY[0]]) if series == "value_added.industry" else 1.0


def _retail(state: State) -> None:
    """Nominal sales of local shops and restaurants to residents and to shoppers from outside, online included."""
    met, prices = state.now.met, state.price()
    local = state.now.wanted["households"][0] * met
    outside = state.now.sold_outside * prices
    part = state.settings.behaviour.consumption.retail_outside
    state.record("retail.sales", float(local[RETAIL].sum() + part * outside[RETAIL].sum()))


def _investment(state: State) -> None:
    """Fixed-asset investment: listed projects, land fees, developers, and capital spending of above-scale enterprises.

    Assumption: smaller firms stay below the 5 million yuan from which a project is counted.
    """
    enterprises, series, month = state.enterprises, state.series, state.month
    rows = state.rows.above_scale_private
    own = enterprises.investment[rows]
    makes = IS_MANUFACTURING[enterprises.sector[rows]] * own
    projects = Table.total(state.projects, state.projects.spent_month)
    projects += series.read("transport.works", month)
    homes = series.read("homes.built", month) + series.read("land.sales_revenue", month)
    state.record("fai.property", homes)
    state.record("fai.total", projects + series.read("land.fee", month) + Table.total(enterprises, own, rows) + homes)
    industry = series.read("investment.projects.industry", month)
    state.record("fai.manufacturing", industry + Table.total(enterprises, makes, rows))


def check_ledger(state: State) -> None:
    """Stocks against flows, loans against the banks' book, the banks' two sides: any gap stops the run."""
    state.ledger.check()
