"""Books of land, energy, projects, public works, homes and villages."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.state.declare import book, kept
from sim.state.idioms import Usual, Whole


@dataclass
class Cleared:
    """Land being cleared: mu, and the month it is free again."""

    mu: float
    due: int
    is_industrial: bool


@dataclass
class Moving:
    """Capacity (yuan a month of one enterprise, by row) that moves and produces again from a month on."""

    due: int
    rows: NDArray
    capacity: NDArray


@dataclass
class Floor:
    """Floor space being built by enterprises: the month it can be used, rows, mu of floor of one enterprise."""

    due: int
    rows: NDArray
    floor: NDArray


@book
class Land:
    """Construction land since January 2023: quota in hand + quota_won = quota_used + both left."""

    quota_won: float = kept("mu", "quota won from above", default=0.0)
    quota_used: float = kept("mu", "quota used by projects and enterprises", default=0.0)
    reused: float = kept("mu", "cleared industrial land in use again", default=0.0)
    for_sale: float = kept("mu", "cleared industrial land on offer", default=0.0)
    cleared_revenue: float = kept("yuan", "revenue of this month from land that platforms cleared", default=0.0)
    kept_for_others: float = kept("mu", "quota for others that projects at the gate wait for", default=0.0)
    for_homes: float = kept("mu", "land cleared for homes and other uses on offer", default=0.0)
    rooms: float = kept("mu", "land under vacant standard buildings", default=0.0)
    shortage: float = kept("share", "part of industrial land asked for and not given, as prices know it", default=0.0)
    floors: list[Floor] = kept("mu", "floor space being built by enterprises", factory=list)
    left_industry: float = kept("mu", "quota left for industry", default=0.0)
    left_others: float = kept("mu", "quota left for others", default=0.0)
    queue: float = kept("year", "years of quota that projects at the gate wait for", default=0.0)
    renewed: float = kept("mu", "industrial land whose renewal was started", default=0.0)
    redeveloped: float = kept("mu", "low-efficiency land whose clearing was started", default=0.0)
    cleared: float = kept("mu", "land cleared, each site once", default=0.0)
    cleared_industrial: float = kept("mu", "of it industrial", default=0.0)
    sold: float = kept("mu", "cleared land sold anew or on offer", default=0.0)
    moving: list[Moving] = kept("yuan/month", "capacity that is moving within the district", factory=list)
    village_cleared: NDArray = kept("mu", "land of village buildings cleared, (towns,); (1,) at first",
                                    factory=lambda: np.zeros(1))  # fmt: skip
    works_usual: float = kept("yuan/month", "works builders here did in a month of 2023, as far as it has gone",
                              default=0.0)  # fmt: skip
    batches: list[Cleared] = kept("mu", "land being cleared", factory=list)

    @property
    def renewed_in_progress(self) -> float:
        """Industrial land evicted and not yet in use again, mu."""
        return sum(batch.mu for batch in self.batches if batch.is_industrial)


@book
class Energy:
    """Energy at review since January 2023: quota then + opened = granted + left, freed and green in opened."""

    opened: float = kept("tce", "quota opened", default=0.0)
    freed: float = kept("tce", "freed from incumbents", default=0.0)
    green: float = kept("tce", "freed by more green certificates than at the start", default=0.0)
    granted: float = kept("tce", "granted at review", default=0.0)
    granted_new: float = kept("tce", "of it to projects", default=0.0)
    left: float = kept("tce", "quota left", default=0.0)
    queue: float = kept("year", "years of quota that projects at review wait for", default=0.0)
    green_counted: float | None = kept("tce", "green power counted so far; None before the first month", default=None)
    green_share: float | None = kept("share", "power bought green; None before the first month", default=None)
    direct_share: float | None = kept("share", "power bought directly; None before the first month", default=None)
    left_by_retrofits: float = kept("share", "power of industry for its output after retrofits of 2023 over before",
                                    default=1.0)  # fmt: skip
    usual_power_price: Usual[float] = kept("index", "usual price of power for firms", factory=Usual)
    usual_day_share: Usual[float] = kept("share", "usual part of homes' use in the hours of the day price",
                                         factory=Usual)  # fmt: skip


@book
class Pipeline:
    """Projects: what moved in which year, who pays what lines lack, usual terms."""

    gates_by_year: dict[int, NDArray] = kept("flag", "projects that passed a gate, by year, (projects,)", factory=dict)
    spent_by_year: dict[int, NDArray] = kept("yuan", "spending by year, (projects,)", factory=dict)
    taken_over: dict[str, float] = kept("share", "asked of a chapter's line and arranged by others", factory=dict)
    meetings: Whole = kept("event", "dispatch meetings due", factory=Whole)
    usual_taken_over: dict[str, float] = kept("share", "of it by the end of 2023", factory=dict)
    usual_recruitment: Usual[float] = kept("index", "usual effort of attracting projects", factory=Usual)
    usual_grant: Usual[float] = kept("share", "usual equipment grant of projects", factory=Usual)
    demand_norm: NDArray | None = kept("yuan/month", "sales owners are used to, (projects,)", default=None)
    demand_of: NDArray | None = kept("row of enterprises", "whose sales they are, (projects,)", default=None)
    usual_shortfall: Usual[NDArray] = kept("share", "money plants could not find at the start, (projects,)",
                                           factory=Usual)  # fmt: skip
    queue_known: NDArray = kept("year", "mean queues for land and energy of 2023, as far as it has gone, (2,)",
                                factory=lambda: np.zeros(2))  # fmt: skip
    usual_hurdle_cut: Usual[float] = kept("share", "usual cut of what private owners ask to earn", factory=Usual)


@book
class Bonds:
    """Bonds for public works."""

    room: float = kept("yuan", "quota not yet used", default=0.0)
    borrowed: float = kept("share", "asked and arranged to borrow by platforms, below zero before the first month",
                           default=-1.0)


@book
class Transport:
    """Road works done and not yet paid, port works prepared, freight relieved."""

    is_open: bool = kept("flag", "whether the bills are open", default=False)
    due: list[tuple[int, float]] = kept("yuan", "bills by month due", factory=list)
    unpaid: float = kept("yuan", "presented, not paid, presented again the month after", default=0.0)
    billed: float = kept("yuan", "billed since January", default=0.0)
    paid: float = kept("share", "of what was due that was last paid", default=1.0)
    port_plans: list[float] | None = kept("yuan", "port works by month planned; None before the first", default=None)
    multimodal: float = kept("share", "freight cost saved by rail and water", default=0.0)
    usual_preparation: Usual[float] = kept("yuan/month", "usual preparatory work", factory=Usual)
    usual_container_relief: Usual[float] = kept("share", "usual relief of container tolls", factory=Usual)
    usual_port_relief: Usual[float] = kept("share", "usual relief of port charges", factory=Usual)
    usual_fresh_relief: Usual[float] = kept("share", "usual relief of tolls for fresh produce", factory=Usual)


@book
class Farmland:
    """Farmland improved since January 2023."""

    new: float = kept("mu", "high-standard, newly built", default=0.0)
    upgraded: float = kept("mu", "high-standard, upgraded", default=0.0)
    city: float = kept("mu", "raised to the city's standard", default=0.0)
    reclaimed: float = kept("mu", "reclaimed", default=0.0)
    consolidated: float = kept("mu", "consolidated", default=0.0)
    waiting: float = kept("mu", "improved, but not yet farmed a season", default=0.0)
    in_use: float = kept("mu", "improved and farmed", default=0.0)
    yield_index: float = kept("index", "yield of standard land relative to 2022", default=1.0)


@book
class Connections:
    """Grid connections for photovoltaics and storage since 2023."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    offered: float = kept("kW", "offered", default=0.0)
    made: float = kept("kW", "made", default=0.0)
    lapsed: float = kept("kW", "lapsed at the end of a year", default=0.0)
    left: float = kept("kW", "left of this year's offer", default=0.0)
    rows: dict[str, NDArray] = kept("row", "who has photovoltaics since 2022 by kind of roof", factory=dict)
    homes: float = kept("household", "rural homes, which have a roof of their own", default=0.0)
    standing: float = kept("kW", "stood at the end of 2022 without being in any column", default=0.0)


@book
class Homes:
    """Homes: land sold for them, and what that does to their price."""

    sold: list[float] = kept("share", "of the land developers wanted that was sold, by month", factory=list)
    sales: list[float] = kept("index", "homes sold here relative to 2022, by month", factory=list)
    price: float = kept("index", "price of homes by what is built and sold here", default=1.0)
    waiting: float = kept("yuan", "mortgages refused last month, at usual prices", default=0.0)
    usual_costs: Usual[float] = kept("yuan", "usual cost of land for homes a month", factory=Usual)


@book
class Villages:
    """Village collectives."""

    industry: NDArray = kept("index", "industry of each town as rents have followed it, (towns,); (1,) at first",
                             factory=lambda: np.ones(1))  # fmt: skip
    incomes: NDArray = kept("yuan", "income of the last full year, (villages,)", factory=lambda: np.zeros(0))
    projects: float = kept("yuan", "put into business projects since 2022", default=0.0)
    usual_return: Usual[float] = kept("share", "usual return of such projects", factory=Usual)
    pv: NDArray = kept("kW", "photovoltaics of their own since 2022, (villages,)", factory=lambda: np.zeros(0))
    pv_leased: NDArray = kept("kW", "those of investors on their roofs, (villages,)", factory=lambda: np.zeros(0))
