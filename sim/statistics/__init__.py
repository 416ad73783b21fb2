"""Published figures of a year by the rule of each statistic, apart from the economic quantity behind them.

One module for each chapter of the text; what all share is in `rules`. A figure that the model does not produce is not
in the list and is reported as not built. What a programme delivers is counted by its own item.
"""

import numpy as np

from agents.columns import Table
from sim.calendar import MONTHS
from sim.policy import ITEMS
from sim.state import State
from sim.statistics import (
    demand,
    factors,
    innovation,
    investment,
    livelihood,
    manufacturing,
    rural,
    services,
    transport,
)
from sim.statistics.rules import (
    HINDCAST_YEAR,
    Figure,
    Monthly,
    Rule,
    at_year_end,
    growth,
    growth_on_list,
    stock_growth,
    total,
)

STATISTICS: dict[str, Figure] = {
    **{name: at_year_end(f"reported.{name}") for name in ITEMS},
    **investment.FIGURES,
    **innovation.FIGURES,
    **manufacturing.FIGURES,
    **services.FIGURES,
    **transport.FIGURES,
    **demand.FIGURES,
    **rural.FIGURES,
    **livelihood.FIGURES,
    **factors.FIGURES,
}


def _begun_in(quarter: int) -> Figure:
    """Planned investment of the projects that started in a quarter, yuan."""
    def figure(state: State, year: int) -> float:
        projects = state.projects
        end = (year - HINDCAST_YEAR) * MONTHS + 3 * quarter
        is_begun = (projects.started > end - 3) & (projects.started <= end)
        return Table.total(projects, np.where(is_begun, projects.total, 0.0))
    return figure


# Figures of 2023 that stand beside a published one (conf/observations/known_2023.yaml). Growth needs a base in 2022, so
# figures without one, such as growth of investment, are not here. Services are what firms made, which is what their
# driver is put on.
HINDCAST: dict[str, Figure] = {
    "gdp_nominal": total("gdp.nominal"),
    "gdp_growth": growth("value_added.total"),
    "industrial_value_added_growth": growth_on_list("value_added.industry", "list_change.industry"),
    "services_value_added_growth": growth("value_added.services"),
    "retail_sales_growth": growth("retail.sales"),
    "balances_growth": stock_growth("balances.total"),
    "household_deposits_growth": stock_growth("deposits.households"),
    "finance_value_added_growth": factors.finance_value_added_growth,
    "electricity_growth": growth("energy.electricity"),
    "income_per_head": livelihood.income_per_head,
    "saving_rate": livelihood.saving_rate,
    "unemployment_rate": livelihood.unemployment,
    "new_urban_jobs_per_thousand": livelihood.jobs_per_thousand,
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


def within_year() -> dict[str, Monthly]:
    """How bulletins print each figure within the year, by name; figures known in December alone are left out."""
    return {name: figure.within_year for name, figure in STATISTICS.items() if isinstance(figure, Rule)}
