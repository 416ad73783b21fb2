"""Books of jobs, movers, skills, allowances, shoppers and farms."""

import numpy as np
from numpy.typing import NDArray

from sim.state.declare import book, kept
from sim.state.idioms import Usual, Whole


def _none() -> NDArray:
    return np.zeros(0, dtype=np.int64)


@book
class Jobs:
    """Who holds the jobs, by town, sector and skill: residents + in_commuters = held."""

    residents: NDArray = kept("person", "residents at work, (towns, 26, 3)", factory=lambda: np.zeros(0))
    in_commuters: NDArray = kept("person", "held by people living elsewhere, (towns, 26, 3)",
                                 factory=lambda: np.zeros(0))  # fmt: skip
    held: NDArray = kept("person", "jobs filled, (towns, 26, 3)", factory=lambda: np.zeros(0))
    activities: NDArray = kept("person", "residents by activity, (8,)", factory=lambda: np.zeros(0))
    retired: NDArray | None = kept("row of residents", "the retired, in any order; None before anybody asks",
                                   default=None)
    rows_owed: NDArray | float = kept("person", "persons by which whole rows left more than was due, (towns, 26, 3)",
                                      default=0.0)
    is_open: bool = kept("flag", "whether the usual market is known", default=False)
    usual_tightness: float = kept("1", "usual vacancies per jobless", default=0.0)
    usual_outside: float = kept("share", "jobs of residents usually outside", default=0.0)
    seeking: NDArray = kept("person", "unemployed residents after the matching by town and skill, (towns, 3)",
                            factory=lambda: np.zeros(0))  # fmt: skip
    open_jobs: NDArray = kept("person", "vacancies before it by town and skill, (towns, 3)",
                              factory=lambda: np.zeros(0))  # fmt: skip
    usual_rates: NDArray = kept("share", "unemployment and vacancy rates within reach, mean of 2023, (2, towns, 3)",
                                factory=lambda: np.zeros(0))  # fmt: skip
    shop_part: NDArray | None = kept("share", "jobs that shops offer by sector, (26,); None before the first month",
                                     default=None)
    pay_level: NDArray = kept("index", "pay over what prices and productivity make of it, (towns, 3)",
                              factory=lambda: np.ones((1, 3)))  # fmt: skip
    usual_cost: Usual[NDArray] = kept("index", "usual pay over prices and over product of a person, (26,)",
                                      factory=Usual)
    usual_vacancies: Usual[float] = kept("person", "usual vacancies at the end of a month", factory=Usual)
    certified_year: float = kept("person", "staff certified since January", default=0.0)
    certified_usual: float | None = kept("person", "staff certified in 2023; None before its end", default=None)
    usual_places: Usual[float] = kept("person", "infant care places of a usual month", factory=Usual)

    def note_retired(self, rows: NDArray) -> None:
        """Rows of residents retire: they are kept as a list, so that nobody looks for them among all residents."""
        if self.retired is not None:
            self.retired = np.concatenate((self.retired, rows.astype(np.int32)))


@book
class Migration:
    """Rooms for newcomers, young graduates, recognised talents."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    rooms: NDArray = kept("row of residents", "rows that stand empty", factory=_none)
    graduates: list[NDArray] = kept("row of residents", "young graduates by the month their lease ends", factory=list)
    graduates_usual: int = kept("1", "rows of young graduates at the start", default=1)
    leaving_usual: float = kept("1", "the same, the jobless counted by how much more often they leave", default=1.0)
    graduate_chance: float = kept("index", "chance of a graduate to find a job over the usual", default=1.0)
    chances: float = kept("index", "the same as news of it has spread", default=1.0)
    arrivals: Whole = kept("1", "rows of newcomers due", factory=Whole)
    recognitions: Whole = kept("1", "rows of talents due to be recognised", factory=Whole)
    supported: NDArray = kept("row of residents", "talents paid for housing, and months left, (persons, 2)",
                              factory=lambda: np.zeros((0, 2)))  # fmt: skip
    usual_saved_in_season: Usual[float] = kept("share", "usual saving of an arrival, graduation season", factory=Usual)
    usual_saved: Usual[float] = kept("share", "usual saving of an arrival, other months", factory=Usual)
    usual_pull_in_season: Usual[float] = kept("share", "usual wish to settle, graduation season", factory=Usual)
    usual_pull: Usual[float] = kept("share", "usual wish to settle, other months", factory=Usual)


@book
class Allowances:
    """What was usually paid to families, the old, the poor, the disabled, and given by firms."""

    usual_births: Usual[float] = kept("yuan/month", "usual allowances for children", factory=Usual)
    usual_old: Usual[float] = kept("yuan/month", "usual allowances for the old in need", factory=Usual)
    usual_poor: Usual[float] = kept("yuan/month", "usual minimum living support", factory=Usual)
    usual_disabled: Usual[float] = kept("yuan/month", "usual disability allowances", factory=Usual)
    usual_profit: Usual[float] = kept("yuan/month", "usual profit of donors", factory=Usual)
    usual_effort: Usual[float] = kept("index", "usual promotion of charity", factory=Usual)


@book
class Promotion:
    """Consumption events."""

    lifted_last: float | None = kept("share", "uplift of last month's events; None before the first", default=None)
    usual: Usual[float] = kept("share", "usual net uplift", factory=Usual)


@book
class Farming:
    """Seasons, leases and people of farms; what each farm keeps in mind are columns of farms."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    usual_granted: Usual[float] = kept("share", "loans of farms granted in ordinary times", factory=Usual)
    usual_size: float = kept("mu", "usual size of a grain farm", default=0.0)
    rate_usual: float = kept("share", "usual yearly rate on farm loans", default=0.0)
    growers: list[int] = kept("row of farms", "who rents, by lease", factory=list)
    lessors: list[int] = kept("row of farms", "who lets, by lease", factory=list)
    rents: list[float] = kept("yuan", "rent a year, by lease", factory=list)
    farmers: NDArray | None = kept("row of residents", "people in farming; None before the first month", default=None)
    usual_farmers: Usual[float] = kept("person", "people in farming at the start", factory=Usual)


@book
class FarmUpgrading:
    """Machines, ponds and facilities of farms."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    share: float = kept("share", "rice land under machines", default=0.0)
    opening: float = kept("share", "the same at the start", default=0.0)
    usual_gain: float = kept("yuan", "usual gain of a mu under machines", default=0.0)
    fish: float = kept("mu", "rice with aquaculture", default=0.0)
    usual_grant: float = kept("share", "usual grant on machines and facilities", default=0.0)


@book
class FarmEnergy:
    """What farms used of energy when the draw began, and the rooms they had."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    scale: float = kept("1", "electricity of farms in the accounts over what land and rooms seem to need", default=0.0)
    usual_power: NDArray = kept("kWh", "electricity of a mean month at the start, (farms,)",
                                factory=lambda: np.zeros(0))  # fmt: skip
    served: NDArray = kept("yuan/month", "output of the start that a room serves, (farms,)",
                           factory=lambda: np.zeros(0))  # fmt: skip
    had: NDArray = kept("flag", "rooms of the start, (farms, 2)", factory=lambda: np.zeros((0, 2), dtype=bool))
    usual_price: Usual[float] = kept("index", "price of farm products when the draw began", factory=Usual)
    usual_fuel: Usual[float] = kept("index", "price of fuel when the draw began", factory=Usual)
