"""The yearly list of enterprises above the scale of their sector (规上, 限上, 资质内): who is counted one by one.

Why a list and not a flag: statistics of large firms are growth on one list. Each January firms whose sales reached the
mark of their sector join and those that fell well below leave; bulletins compare the firms of this year's list with
the same firms a year before, so joining and leaving moves the level and not the growth. A new plant belongs to a firm
here and is counted with it from its first month. Firms that are larger by kind (`is_above_scale`) are another thing:
they are those a draw begins with as large.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import FOR_PROFIT_SERVICES, IS_INDUSTRY, SECTOR, SECTORS, flags
from agents.columns import weighted_sum
from agents.institutions import decide_list
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State, rests

declare(
    list__promoted=Series("enterprise", "Firms that joined the yearly list", "当年升规纳统企业"),
    list__dropped=Series("enterprise", "Firms that left the yearly list", "当年退库企业"),
    list_change__any=Series("share", "Last year's sales of this year's list over those of last year's, less one",
                             "名录口径变化"),
    list_firms__any=Series("enterprise", "Firms on the yearly list", "规上限上企业数"),
)  # fmt: skip
MIDDLE = [SECTOR[name] for name in ("leasing_business", "rd_technical", "real_estate")]
LOW = [SECTOR["residents_culture"]]
# Accounts of their own, no mark of sales, or entered by qualification alone.
BY_SALES_NEVER = [SECTOR[name] for name in
                  ("agriculture", "construction", "finance", "education", "health_social", "public_admin")]  # fmt: skip
KEPT_ANYHOW = flags([SECTOR["construction"], SECTOR["real_estate"]])  # by qualification; developers all
GROUPS: dict[str, NDArray] = {
    "industry": IS_INDUSTRY, "construction": flags([SECTOR["construction"]]),
    "trade": flags([SECTOR["wholesale_retail"]]), "catering": flags([SECTOR["accommodation_catering"]]),
    "real_estate": flags([SECTOR["real_estate"]]),
    "services": flags([SECTOR[name] for name in ("transport_post", "info_software", "leasing_business", "rd_technical",
                                                 "residents_culture")]),
}  # fmt: skip
LINKED: dict[str, NDArray] = {
    "industry": IS_INDUSTRY, "forprofit": flags(FOR_PROFIT_SERVICES), "infoservices": flags([SECTOR["info_software"]]),
}  # fmt: skip


def marks(state: State) -> NDArray:
    """Yearly sales from which each enterprise joins the list, yuan (n,); infinite where sales do not decide."""
    values, firms = state.settings.behaviour.list_marks, state.enterprises
    by_sector = np.full(len(SECTORS), values.services_high)
    by_sector[IS_INDUSTRY] = values.industry
    by_sector[SECTOR["wholesale_retail"]] = values.wholesale
    by_sector[SECTOR["accommodation_catering"]] = values.catering
    by_sector[MIDDLE], by_sector[LOW], by_sector[BY_SALES_NEVER] = values.services_middle, values.services_low, np.inf
    mark = by_sector[firms.sector]
    mark[firms.is_shop & (firms.sector == SECTOR["wholesale_retail"])] = values.retail
    mark[firms.is_public] = np.inf
    return mark


def open_list(state: State) -> NDArray:
    """Who is on the list of 2023, flags (n,): large firms that are no public units, and who sold enough in 2022."""
    firms = state.enterprises
    counted = ~(firms.is_public | (firms.sector == SECTOR["finance"]))
    return firms.is_active & counted & (firms.is_above_scale | (firms.revenue_last >= marks(state)))


@rests
def keep_list(state: State) -> None:
    """In January the bureau goes through last year's sales: who joins, who leaves, and what that does to bases."""
    firms, book = state.enterprises, state.books.yearly_list
    if state.month_of_year == 1:
        book.first_time, book.change = np.zeros(len(firms), dtype=bool), {}
        if state.month > 1:
            _revise(state)
    for name, change in book.change.items():
        state.record(f"list_change.{name}", change)
    on = np.flatnonzero(firms.on_list)
    count = np.bincount(firms.sector[on], firms.weight[on], minlength=len(SECTORS))
    for name, group in GROUPS.items():
        state.record(f"list_firms.{name}", float(count[group].sum()))


def _revise(state: State) -> None:
    firms, book = state.enterprises, state.books.yearly_list
    before = firms.on_list.copy()
    now = firms.is_active & decide_list(before, firms.revenue_last, marks(state), MONTHS * firms.output_usual,
                                        state.settings.behaviour.list_marks.kept)  # fmt: skip
    now |= before & firms.is_active & firms.is_above_scale & KEPT_ANYHOW[firms.sector]
    book.first_time = now & ~firms.been_on_list
    firms.on_list[:], firms.been_on_list[:] = now, firms.been_on_list | now
    state.record("list.promoted", float(firms.weight[now & ~before].sum()))
    state.record("list.dropped", float(firms.weight[before & ~now].sum()))
    sales = firms.revenue_last * firms.weight
    for name, group in LINKED.items():
        # Industry is compared by value added, services by revenue.
        counts = group * (state.fixed.value_added_rate if name == "industry" else 1.0)
        base = sales * counts[firms.sector]
        of_before = weighted_sum(base, before.astype(float))
        book.change[name] = weighted_sum(base, now.astype(float)) / of_before - 1.0 if of_before > 0.0 else 0.0
