"""What belongs to one month: fresh each month, each value written by one phase and read after it.

A few values are read a month later, through `state.last`: they say so.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTORS
from sim.state.declare import NOTHING, Declared, StateError, frozen, value
from sim.state.parts import EquipmentGrants, Opening, Raised, Searchers

Wanted = dict[str, tuple[NDArray, NDArray]]


class Now(Declared):
    """Values of the month; `Now.FIELDS` says which the month after may read."""

    # World
    opening: Opening = value("yuan", "deposits and debt on the first of the month")
    productivity: float = value("index", "output of one person relative to December 2022")
    wage_index: float = value("index", "what prices and productivity alone make of wages, mean of 2022 is 1")
    # Policy
    fund_wait: float = value("1", "wait of plants before a start, over that with the usual equity", at_rest=1.0)
    # the treasury's plan of the month, by rank of outlays
    core_share: float = value("share", "purchases of basic services the treasury can pay", at_rest=1.0)
    arrears_share: float = value("share", "arrears the treasury can pay", at_rest=1.0)
    works_share: float = value("share", "ordered works the treasury can pay", at_rest=1.0)
    awards_share: float = value("share", "awards and subsidies the treasury can pay", at_rest=1.0)
    new_share: float = value("share", "purchases that can be put off the treasury can pay", at_rest=1.0)
    # Plans
    turnover_growth: NDArray = value("index", "expected sales over those of the start, (n,)")
    season: NDArray = value("index", "orders and work by sector, festival support included, (26,)")
    luck: NDArray = value("index", "each enterprise's own level relative to its market, (n,)")
    staff_wanted: NDArray = value("person", "staff each enterprise wants, (n,)")
    # Support
    project_research: NDArray | float = value("yuan/month", "research granted projects add, (n,)", at_rest=0.0)
    equipment_grants: EquipmentGrants = value("share", "what grants pay of machines, by manufacturer")
    pull: NDArray | None = value("1", "reserved purchases in each firm's local orders, (n,); None if none",
                                 at_rest=None)
    recruited: NDArray | float = value("enterprise", "openings beyond the usual by sector, (26,)", at_rest=0.0)
    # Customers
    visitors: NDArray = value("yuan/month", "orders visitors add beyond the usual, (26,)",
                              at_rest=frozen(np.zeros(len(SECTORS))))  # fmt: skip
    # Land and energy
    dispatch_held: float = value("flag", "whether leaders met on what holds projects up")
    gate_waits: NDArray = value("month", "wait of each project at its gate, (projects,)")
    worth: NDArray = value("index", "worth of each project to its owner over the day it was planned, (projects,)",
                           at_rest=1.0)  # fmt: skip
    land_granted: NDArray = value("flag", "projects that got land, (projects,)")
    energy_granted: NDArray = value("flag", "projects that passed the energy review, (projects,)")
    # Credit
    credit_share: Mapping[str, float] = value("share", "part of the loans asked for that banks grant, by holder",
                                              is_lagged=True)  # fmt: skip
    rate: NDArray = value("share", "yearly lending rate of each enterprise before support, (n,)")
    rate_net: NDArray = value("share", "the same after support and fees, (n,)")
    meant_to_invest: NDArray = value("yuan/month", "profit left and new loans of each enterprise to invest, (n,)")
    loans_missing: NDArray = value("yuan", "loans each enterprise wanted and did not get, (n,)", is_lagged=True)
    raised: Raised = value("yuan/month", "what listed firms raised and spend this month", at_rest=Raised())
    # Jobs
    wages: NDArray = value("yuan/month", "labour cost of a person by town, sector and skill, (towns, 26, 3)")
    arrived_at_work: NDArray = value("row of residents", "newcomers who have a job here",
                                     at_rest=frozen(np.zeros(0, dtype=np.int64)))  # fmt: skip
    searchers: Searchers = value("row of residents", "who searches for a job, and what is asked of them")
    hired: NDArray = value("row of residents", "residents hired here this month")
    hired_outside: NDArray = value("person", "jobs filled from outside this month by sector, (26,)")
    entrants: NDArray = value("flag", "searchers who enter the labour market, shape of searchers")
    attrition: float = value("person", "registered staff who retired or died")
    staff_trained: float = value("person", "staff trained in firms")
    # Production
    weather: float = value("1", "heat or cold of a peak month, standard deviations", at_rest=0.0)
    peak_loss: float = value("share", "industrial capacity kept back on peak days", at_rest=0.0)
    limit: NDArray = value("yuan/month", "what staff and machines allow, real, (n,)")
    activity: NDArray = value("yuan/month", "what inputs are bought for, real, (n,)")
    farm_power_beyond: NDArray | float = value("yuan/month", "power each farm pays beyond its usual inputs, (farms,)",
                                               at_rest=0.0)  # fmt: skip
    # Incomes and taxes
    wage_costs: NDArray = value("yuan/month", "labour cost of each enterprise, (n,)", is_lagged=True)
    profit_tax: NDArray = value("yuan/month", "profit tax of each enterprise, (n,)")
    interest: NDArray = value("yuan/month", "interest of each enterprise, (n,)")
    mortgage_interest: float = value("yuan/month", "interest of all households")
    # what photovoltaics brought whoever has the roof: power not bought, power sold, rent
    roofs_firms: NDArray | float = value("yuan/month", "roofs of enterprises brought them, (n,)", at_rest=0.0)
    roofs_farms: NDArray | float = value("yuan/month", "roofs of farms brought them, (farms,)", at_rest=0.0)
    roofs_villages: NDArray | float = value("yuan/month", "roofs of villages brought them, (villages,)", at_rest=0.0)
    # Goods
    home_bill_beyond: float = value("yuan/month", "power bills of homes beyond the usual", at_rest=0.0)
    wanted: Wanted = value("yuan/month", "what each kind of buyer wants from here and from outside, (26,) each")
    outside_level: NDArray = value("index", "orders from outside over those at base, before firms' own luck, (26,)")
    beyond_cash: NDArray = value("yuan/month", "investment each enterprise wants beyond its free cash, (n,)",
                                 is_lagged=True)  # fmt: skip
    capital_goods: NDArray = value("yuan/month", "capital goods each enterprise orders, (n,)")
    building_goods: NDArray = value("yuan/month", "goods each project orders, (projects,)")
    real_consumption: float = value("index", "consumption of residents at constant prices over that of the start")
    inputs_cost: NDArray = value("yuan/month", "inputs each enterprise used, (n,)")
    demand_realised: NDArray = value("yuan/month", "real orders each enterprise learnt of, (n,)", is_lagged=True)
    met: NDArray = value("share", "local demand that was met by product, (26,)")
    sold_outside: NDArray = value("yuan/month", "real sales outside by sector, (26,)")
    revenue: NDArray = value("yuan/month", "sales of each enterprise, (n,)", is_lagged=True)
    farm_revenue: NDArray = value("yuan/month", "sales of each farm, (farms,)", is_lagged=True)
    # Building
    prepared: float = value("index", "preparatory work on roads over the usual", is_lagged=True, at_rest=1.0)
    closing: NDArray = value("row of enterprises", "small firms that close as their site was cleared",
                             at_rest=frozen(np.zeros(0, dtype=np.int64)))  # fmt: skip
    village_rent: NDArray = value("yuan/month", "rent each enterprise paid to villages and for land and rooms, (n,)",
                                  is_lagged=True)  # fmt: skip

    def __init__(self, month: int = 0, is_moving: bool = True, **given: Any) -> None:
        self.__dict__["_about"] = {"month": month, "phase": "the start", "is_moving": is_moving, "by": {}}
        super().__init__(**given)

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, new: object) -> None:
            super().__setattr__(name, new)
            about = self.__dict__["_about"]
            about["by"][name] = about["phase"]

    def begin(self, phase: str) -> None:
        """A phase begins: what it writes is its own, and what it reads too early is reported under its name."""
        self.__dict__["_about"]["phase"] = phase

    def carried(self) -> "Last":
        """What the next month may read of this one, read-only."""
        last = Last(self.__dict__["_about"]["month"], self.__dict__["_about"]["is_moving"])
        self._hand_on(last)
        return last

    def reduced(self) -> "Now":
        """The same month with no more than the next one may read."""
        now = Now(self.__dict__["_about"]["month"], self.__dict__["_about"]["is_moving"])
        self._hand_on(now)
        return now

    def _hand_on(self, other: "Now") -> None:
        for name, about in self.FIELDS.items():
            if about.is_lagged and name in self.__dict__:
                other.__dict__[name] = frozen(self.__dict__[name])

    def _written_twice(self, name: str) -> str:
        about = self.__dict__["_about"]
        return (f"state.now.{name} was written by '{about['by'][name]}' this month and is written again by "
                f"'{about['phase']}'; a value of the month has one writer")  # fmt: skip

    def _missing(self, name: str) -> Any:
        about, declared = self.__dict__["_about"], self.FIELDS[name]
        if not about["is_moving"] and declared.at_rest is not NOTHING:
            return declared.at_rest
        lag = f"; last month's stands in state.last.{name}" if declared.is_lagged else ""
        raise StateError(f"state.now.{name} is read by '{about['phase']}' in month {about['month']} before any phase "
                         f"wrote it{lag}. In sim/month.py its writer has to come first.")  # fmt: skip


class Last(Now):
    """The values of the month before that were declared `is_lagged`."""

    def _missing(self, name: str) -> Any:
        about, declared = self.__dict__["_about"], self.FIELDS[name]
        if declared.is_lagged and not about["is_moving"] and declared.at_rest is not NOTHING:
            return declared.at_rest
        why = "nobody wrote it" if declared.is_lagged else "it is not declared is_lagged in sim/state/now.py"
        raise StateError(f"state.last.{name}: of month {about['month']} it is not known, since {why}")
