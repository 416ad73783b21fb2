"""Published figures of a year by the rule of each statistic, apart from the economic quantity behind them.

Each function takes the state after December of the year and gives the figure in the unit of its goal (percent, yuan,
mu ...). A figure that the model does not produce is not in the list; it is then reported as not built.
"""

from collections.abc import Callable

import numpy as np

from agents.columns import Table
from sim.phases.treasury import LINES
from sim.state import State

Figure = Callable[[State, int], float]


def growth(series: str) -> Figure:
    """Growth of the annual sum over the year before, percent."""
    def figure(state: State, year: int) -> float:
        before = state.series.year(series, year - 1)
        return 100.0 * (state.series.year(series, year) / before - 1.0)
    return figure


def growth_on_2022(series: str) -> Figure:
    """Growth of the annual sum of 2023 over 2022, percent; 2022 is not simulated but known as a monthly mean."""
    def figure(state: State, year: int) -> float:
        return 100.0 * (state.series.year(series, year) / (MONTHS * state.base["observed_2022"][series]) - 1.0)
    return figure


def total(series: str) -> Figure:
    """Annual sum."""
    return lambda state, year: state.series.year(series, year)


def share_by(quarter: int) -> Figure:
    """Cumulative share of the new projects started by the end of a quarter, percent."""
    return lambda state, year: 100.0 * state.series.read("starts.share", (year - 2023) * 12 + 3 * quarter)


def over(part: str, whole: str, factor: float = 100.0) -> Figure:
    """Ratio of two annual sums, percent unless told otherwise."""
    return lambda state, year: factor * state.series.year(part, year) / state.series.year(whole, year)


def _net_certificates(state: State, year: int) -> float:
    month = (year - 2023) * 12
    return state.series.read("hnte.valid", month + 12) - state.series.read("hnte.valid", month)


def _at_year_end(series: str, factor: float = 1.0) -> Figure:
    return lambda state, year: factor * state.series.read(series, (year - 2022) * 12)


def _villages(reduce: Callable[[np.ndarray], float]) -> Figure:
    return lambda state, _year: float(reduce(np.asarray(state.stock["village_incomes"])))


def _share_of_villages(incomes: np.ndarray) -> float:
    return 100.0 * float(np.mean(incomes >= VILLAGE_MARK))


def _revised(state: State, year: int) -> float:
    """R&D over the product as revised by the next economic census."""
    return over("rd.reported", "gdp.nominal")(state, year) / (1.0 + state.settings.region.gdp_revision)


def _all_listed(state: State, year: int) -> float:
    return state.series.year("hnte.first", year) + state.series.year("hnte.renewed", year)


def _completion(state: State, year: int) -> float:
    plan = state.settings.policy.investment.m01.key_investment
    return 100.0 * state.series.year("investment.key_62", year) / plan


def _unemployment(state: State, year: int) -> float:
    """Unemployed over the labour force living here, annual means, percent."""
    out, at_work = (state.series.year(f"jobs.{name}", year) for name in ("unemployed", "employed_residents"))
    return 100.0 * out / (out + at_work)


def _jobs_per_thousand(state: State, year: int) -> float:
    residents = float(state.residents.weight.sum())
    return 1000.0 * STATISTICS["new_urban_jobs"](state, year) / residents


def _begun_in(quarter: int) -> Figure:
    """Planned investment of the projects that started in a quarter, yuan."""
    def figure(state: State, year: int) -> float:
        projects = state.projects
        end = (year - HINDCAST_YEAR) * MONTHS + 3 * quarter
        is_begun = (projects.started > end - 3) & (projects.started <= end)
        return Table.total(projects, np.where(is_begun, projects.total, 0.0))
    return figure


MONTHS = 12
HINDCAST_YEAR = 2023
VILLAGE_MARK = 1.5e6  # clause 45: 150 万元
STATISTICS: dict[str, Figure] = {
    "industrial_value_added_growth": growth("value_added.industry"),
    "services_value_added_growth": growth("value_added.services"),
    "retail_sales_growth": growth("retail.sales"),
    "forprofit_services_revenue_growth": growth("revenue.forprofit"),
    "infoservices_revenue_growth": growth("revenue.infoservices"),
    "rd_intensity": over("rd.reported", "gdp.nominal"),
    "rd_intensity_revised_base": _revised,
    "hnte_new_first": total("hnte.first"),
    "hnte_new_all_listed": _all_listed,
    "hnte_net_increase": _net_certificates,
    "hightech_share": over("value_added.high_tech", "value_added.industry_nominal"),
    "new_urban_jobs": _at_year_end("jobs.registered_new_cumulative"),
    "trained_persons": total("jobs.trained"),
    "reemployed_assisted": total("jobs.placed"),
    "fai_growth": growth("fai.total"),
    "effective_investment": total("fai.total"),
    "manufacturing_investment_growth": growth("fai.manufacturing"),
    "transport_investment": total("investment.transport"),
    "provincial_8_investment": total("investment.provincial_8"),
    "key_62_investment": total("investment.key_62"),
    "key_new_start_share": _at_year_end("starts.key_share", 100.0),
    "key_completion_share": _completion,
    **{f"start_share_q{quarter}": share_by(quarter) for quarter in (1, 2, 3, 4)},
    "energy_granted_new_projects": total("energy.granted_new"),
    "energy_granted_all": total("energy.granted"),
    "energy_freed": total("energy.freed"),
    "pv_storage_new": total("pv.installed"),
    "electricity_use": total("energy.electricity"),
    "land_quota_new": total("land.quota_won"),
    "industrial_renewal_land": total("land.renewed"),
    "low_efficiency_redeveloped": total("land.redeveloped"),
    "farmland_new_standard": total("farmland.new"),
    "farmland_upgraded": total("farmland.upgraded"),
    "farmland_city_upgraded": total("farmland.city"),
    "farmland_reclaimed": total("farmland.reclaimed"),
    "farmland_consolidated": total("farmland.consolidated"),
    "village_income_min": _villages(np.min),
    "village_income_average": _villages(np.mean),
    "village_income_share_met": _villages(_share_of_villages),
    **{f"budget_{chapter}": total(f"spent.{chapter}") for chapter in LINES},
}


def budget_total(state: State, year: int) -> float:
    """Paid from the eight lines by the end of the year, yuan."""
    return sum(state.series.year(f"spent.{chapter}", year) for chapter in LINES)


STATISTICS["budget_total"] = budget_total


# Figures of 2023 that stand beside a published one (conf/goals/known_2023.yaml). Growth needs a base in 2022, so
# figures without one, such as growth of investment, are not here.
HINDCAST: dict[str, Figure] = {
    "gdp_nominal": total("gdp.nominal"),
    "gdp_growth": growth_on_2022("value_added.total"),
    "industrial_value_added_growth": growth_on_2022("value_added.industry"),
    "services_value_added_growth": growth_on_2022("value_added.services"),
    "retail_sales_growth": growth_on_2022("retail.sales"),
    "unemployment_rate": _unemployment,
    "new_urban_jobs_per_thousand": _jobs_per_thousand,
    "projects_begun_q1": _begun_in(1),
    "projects_begun_q2": _begun_in(2),
}


def hindcast_of(state: State) -> dict[str, float]:
    """Figures of 2023 by name, once its December has been simulated; none where there is no pipeline."""
    if state.month < MONTHS or not state.shocks:
        return {}
    return {name: float(figure(state, HINDCAST_YEAR)) for name, figure in HINDCAST.items()}


def figures_of(state: State, year: int) -> dict[str, float]:
    """Every figure of a year whose December has been simulated; none otherwise or where there is no pipeline."""
    if state.month < (year - 2022) * 12 or not state.shocks:
        return {}
    return {name: float(figure(state, year)) for name, figure in STATISTICS.items()}
