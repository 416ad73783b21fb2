"""Books of what enterprises are aided in, whom they win as customers, how they borrow and list."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.state.declare import book, kept
from sim.state.idioms import Usual, Whole


@dataclass
class Granted:
    """A year's granted research projects: yuan by enterprise, (n,), and months of work left."""

    grants: NDArray
    months: float


@book
class YearlyList:
    """The list of enterprises above the scale of their sector: what this January changed."""

    first_time: NDArray = kept("flag", "on the list for the first time this year, (n,)",
                               factory=lambda: np.zeros(0, dtype=bool))  # fmt: skip
    change: dict[str, float] = kept("share", "sales of last year on the new list over those on the old one, less one",
                                    factory=dict)  # fmt: skip


@book
class Research:
    """Projects under way, and what aid and deduction were when the draw began."""

    projects: list[Granted] = kept("yuan", "granted projects under way", factory=list)
    usual_projects: Usual[float] = kept("yuan/month", "grants of a usual year", factory=Usual)
    usual_aid: Usual[NDArray] = kept("share", "usual price cut of one more yuan, shape of rows.researchers",
                                     factory=Usual)
    usual_deduction: Usual[float] = kept("share", "usual super-deduction", factory=Usual)


@book
class Certificates:
    """High-tech certificates between window, list and award."""

    application_cost: float | None = kept("yuan", "typical cost of an application; None before the first window",
                                          default=None)
    is_list_out: bool = kept("flag", "whether enterprises.list_place holds a list not yet awarded", default=False)
    usual_renewal_award: Usual[float] = kept("yuan", "usual award for a renewal", factory=Usual)


@book
class Support:
    """Aid to manufacturers and service firms: usual terms, and what is left of whole units."""

    usual_care: Usual[float] = kept("share", "usual gain of survival in incubators", factory=Usual)
    usual_small_purchases: Usual[float] = kept("share", "purchases usually reserved for small firms", factory=Usual)
    usual_first_purchases: Usual[float] = kept("share", "usual first purchases of new products", factory=Usual)
    usual_equipment_grant: Usual[NDArray] = kept("share", "usual grant, shape of rows.manufacturers", factory=Usual)
    usual_retrofit_grant: Usual[NDArray] = kept("share", "usual grant on energy-saving machines, shape of "
                                                "rows.manufacturers", factory=Usual)  # fmt: skip
    matches: Whole = kept("enterprise", "service firms due to be brought to a bank", factory=Whole)
    applications: Whole = kept("project", "model applications due", factory=Whole)
    service_revenue_before: NDArray | None = kept("yuan", "revenue a year before of for-profit service firms above "
                                                  "scale; None before the first awards", default=None)  # fmt: skip


@book
class Recruiting:
    """Usual terms and success of recruiting service firms."""

    usual_agency_award: Usual[float] = kept("yuan", "usual award of an agency", factory=Usual)
    usual_tenants: Usual[float] = kept("enterprise", "tenants of a usual month", factory=Usual)
    usual_town_support: Usual[float] = kept("yuan", "usual support of a project of the two towns", factory=Usual)
    usual_builders_award: Usual[float] = kept("yuan", "usual award for a headquarters", factory=Usual)
    usual_builders: Usual[float] = kept("enterprise", "construction headquarters of a usual month", factory=Usual)


@book
class Won:
    """Customers won: a share of its outside orders that a firm gains by going to buyers, and loses again with time."""

    rows: NDArray | None = kept("row of enterprises", "the firms; None before the first month", default=None)
    share: NDArray = kept("share", "won by each, shape of rows", factory=lambda: np.zeros(0))
    usual: float = kept("share", "usual mean of it", default=0.0)


@book
class Customers:
    """What the outside orders beyond what was inferred for it at the start."""

    beyond: NDArray = kept("index", "orders from outside of industry and of services over the inferred ones, mean of "
                           "the last quarter of 2023, (2,)", factory=lambda: np.ones(2))  # fmt: skip


@book
class Exports:
    """Exporters' steps abroad."""

    won: Won = kept("share", "orders won abroad", factory=Won)
    stands: Whole = kept("enterprise", "stands abroad due", factory=Whole)
    usual_refund: Usual[float] = kept("share", "usual refund of outlets and brands", factory=Usual)
    usual_insured: Usual[NDArray] = kept("flag", "who usually insures, shape of rows.exporters", factory=Usual)


@book
class Online:
    """Online sellers' hosts and brands."""

    won: Won = kept("share", "orders won online", factory=Won)
    hosts: Whole = kept("enterprise", "sellers due to take on a host", factory=Whole)


@book
class Visitors:
    """First stores and leisure venues that still draw more than any other."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    stores: float = kept("enterprise", "first stores that draw", default=0.0)
    venues: float = kept("project", "leisure venues that draw", default=0.0)
    usual_spending: Usual[NDArray] = kept("yuan/month", "usual spending drawn by sector, (26,)", factory=Usual)
    stores_due: Whole = kept("enterprise", "first stores due", factory=Whole)
    usual_award: Usual[float] = kept("share", "usual award over the cost of fitting out", factory=Usual)


@dataclass
class Contract:
    """US dollars a month, months left, and whether a plant is built with it."""

    monthly: float
    left: float
    is_plant: bool


@book
class ForeignCapital:
    """Contracts of foreign capital that are being paid in."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    running: list[Contract] = kept("usd", "contracts being paid in", factory=list)
    usual_promotion: Usual[float] = kept("event", "usual trips and events a year", factory=Usual)
    usual_incentive: Usual[float] = kept("share", "usual award on capital paid in", factory=Usual)


@book
class Credit:
    """What borrowers are used to, and who is covered by a guarantee."""

    asked: dict[str, float] = kept("yuan/month", "what borrowers other than enterprises last asked for", factory=dict)
    stock: float | None = kept("yuan", "all loans on the first of last month; None before the first", default=None)
    usual_fee: Usual[float] = kept("share", "usual guarantee fee", factory=Usual)
    usual_rate: Usual[NDArray] = kept("share", "usual lending rate after support, (n,)", factory=Usual)
    usual_guaranteed: Usual[NDArray] = kept("flag", "usually under a guarantee, (n,)", factory=Usual)
    cover: float | None = kept("share", "cover for which `covered` was found; None before the first month",
                               default=None)
    covered: NDArray = kept("row of enterprises", "firms within reach of that cover",
                            factory=lambda: np.zeros(0, dtype=np.int64))  # fmt: skip


@book
class StockMarket:
    """What listed firms raised and have not yet spent, by listing."""

    rows: list[int] = kept("row of enterprises", "who raised it", factory=list)
    monthly: list[float] = kept("yuan/month", "what is spent of it", factory=list)
    months: list[float] = kept("month", "how long it lasts", factory=list)
    usual_award: Usual[float] = kept("yuan", "usual award for a listing", factory=Usual)
    usual_service: Usual[float] = kept("index", "usual help on the way", factory=Usual)


@book
class Register:
    """The register of entities."""

    dormant: float | None = kept("enterprise", "registered and not active; None before the first month", default=None)


@book
class Turnover:
    """What entry and exit left behind: usual terms of founders, and orders that went away with who closed."""

    usual_return: Usual[NDArray] = kept("share", "usual expected profit over sales by sector, (26,)", factory=Usual)
    usual_funded: Usual[float] = kept("share", "founders in need of a bank that usually find its money", factory=Usual)
    closed_orders: NDArray = kept("yuan/month", "outside orders of closed firms beyond the usual, at base, (26,)",
                                  factory=lambda: np.zeros(26))  # fmt: skip
    orders_away: NDArray = kept("yuan/month", "of them gone from the district and not yet back, at base, (26,)",
                                factory=lambda: np.zeros(26))  # fmt: skip
