"""Works ordered from builders: sites cleared and built over, standard buildings, works of platforms beside the list.

Why through an account: who orders pays when works begin, builders buy and build the month after. A part is done by
construction enterprises here, by the regional purchase share; the rest by builders from outside. What 2023 ordered is
in what construction enterprises sold before: of their orders from outside it is taken out, only more or less is news.
"""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR, SECTORS
from sim.calendar import MONTHS
from sim.series import Series, declare
from sim.state import State

declare(
    works__ordered=Series("yuan", "Works ordered beside projects and homes", "项目和住宅以外工程发包额"),
    works__here=Series("yuan", "Of them ordered from construction enterprises here", "其中本地建筑企业承接"),
)
BUILDERS = "contractors"


def order_works(state: State, kind: str, payer: str, amounts, rows: NDArray | None = None) -> float:
    """Pay builders for works that begin, yuan in total or by row of the payer's table; returns the whole."""
    return state.ledger.transfer(kind, payer, amounts, BUILDERS, rows=rows)


def do_works(state: State) -> tuple[NDArray, NDArray]:
    """What builders buy for the works ordered last month, from here and from outside, yuan by product (26,) each."""
    ordered = max(state.ledger.accounts[BUILDERS].deposits, 0.0)
    here = state.settings.behaviour.investment.works_local * ordered
    local, outside = np.zeros(len(SECTORS)), np.zeros(len(SECTORS))
    local[SECTOR["construction"]], outside[SECTOR["construction"]] = here, ordered - here
    if state.month <= MONTHS:
        books = state.books.land
        books.works_usual += (here - books.works_usual) / state.month
    state.record("works.ordered", ordered)
    state.record("works.here", here)
    return local, outside


def without_usual_works(state: State) -> NDArray:
    """Part of the orders from outside that is left once the works of a usual month are ordered here, (26,)."""
    construction = SECTOR["construction"]
    part = np.ones(len(SECTORS))
    base = state.fixed.orders_at_base[construction] * state.price()[construction]
    if base > 0.0:
        part[construction] = max(1.0 - state.books.land.works_usual / base, 0.0)
    return part
