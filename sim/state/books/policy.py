"""Books of policy: delivery programmes, the industry fund, awards, the budget's course of 2023."""

from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from sim.state.declare import book, kept


@dataclass
class Programme:
    """Quantity due and done since January, in the unit of the programme; the monthly plan, and for how many months.

    `refused` is what of the quantity due was ordered and not paid.
    """

    due: float = 0.0
    done: float = 0.0
    planned: float = 0.0
    months: int = 0
    refused: float = 0.0

    def plan(self, planned: float) -> None:
        """A month with a plan makes it due; raised while it runs, it holds for the earlier months of the year too."""
        if planned <= 0.0:
            return
        if self.months > 0:
            self.due += max(planned - self.planned, 0.0) * self.months
        self.due += planned
        self.planned, self.months = planned, self.months + 1


@dataclass
class Works:
    """Of one item: batches under way as (month due, quantity), and what was finished and counted since January."""

    batches: list[tuple[float, float]] = field(default_factory=list)
    finished: float = 0.0
    counted: float = 0.0
    level: float = 0.0  # of a cover


@book
class Programmes:
    """What bureaus deliver, by item."""

    schedule: dict[str, Programme] = kept("unit of the item", "what is due and done since January", factory=dict)
    works: dict[str, Works] = kept("unit of the item", "batches under way, finished and counted", factory=dict)


@book
class Fund:
    """The industry fund."""

    is_open: bool = kept("flag", "whether its books are open", default=False)
    pending: float = kept("yuan", "district money not yet in a deal", default=0.0)
    waiting: float = kept("yuan", "committed and not yet invested", default=0.0)
    usual: float = kept("yuan/month", "investment here when the draw began", default=0.0)
    deals: int = kept("project", "deals of this year", default=0)


@book
class Awards:
    """What awards are judged by."""

    quarters: dict[int, NDArray] = kept("yuan", "output value by quarter from January 2023, shape of "
                                        "rows.above_scale_industry", factory=dict)  # fmt: skip


@book
class Treasury:
    """The district's budget: the lines' own course of 2023, the transfer of the year, cash kept, what is owed."""

    reference: dict[str, float] = kept("yuan", "spent this year on the course of 2023 by chapter", factory=dict)
    usual_lines: dict[str, float] = kept("yuan", "lines voted for 2023 by chapter", factory=dict)
    extra_purchases: float = kept("yuan/month", "purchases beyond the course of 2023, last month", default=0.0)
    transfer: float | None = kept("yuan/year", "transfer by formula; None in 2023, whose budget was balanced",
                                  default=None)  # fmt: skip
    strength: float = kept("index", "lines of the year over those printed", default=0.0)
    usual_strength: float = kept("index", "the same of the first year", default=0.0)
    floor: float = kept("yuan", "deposits that are not to be touched", default=0.0)
    working: float = kept("yuan", "cash above that floor with which a year begins", default=0.0)
    fund: float = kept("yuan", "of the deposits, the budget stabilisation fund", default=0.0)
    reserved: float = kept("yuan", "kept this month for purchases of basic services until they are made", default=0.0)
    arrears: dict[tuple[str, str], Any] = kept("yuan", "owed by chapter and payee: a number, or one a row of its table",
                                               factory=dict)  # fmt: skip


@book
class Platforms:
    """The state platforms, which share one account."""

    debt_opening: float | None = kept("yuan", "loans at the start of the draw; None before the first month",
                                      default=None)  # fmt: skip
    debt_january: float = kept("yuan", "loans at the start of the year", default=0.0)
    earned: float = kept("yuan/month", "what their business earned this month", default=0.0)
    interest_due: float = kept("yuan", "interest that could not be paid yet", default=0.0)
    clearing_fund: float = kept("yuan", "of their cash, land revenue that may only pay for clearing land", default=0.0)


@book
class Science:
    """Science and technology spending."""

    annual: float | None = kept("yuan", "budget of the year; None before the first", default=None)
    growth: float = kept("share", "planned growth of the year", default=0.0)
    usual: list[float] = kept("yuan/month", "bought beside the innovation line, by month of 2023", factory=list)
