"""Money from above for public works: bonds and central budget funds that come only as far as the quota won.

Why works wait and platforms borrow: a road is begun before its bonds are issued. What the quota lacks is borrowed by
platforms by and by, and until then works go slower.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from sim.calendar import MONTHS, QUARTER
from sim.series import Series, declare
from sim.state import State

declare(
    bonds__issued=Series("yuan", "Bond and central money for public works", "专项债券和中央资金到位", "clause 3"),
    bonds__asked=Series("yuan", "Bond and central money public works asked for", "公共项目申请债券资金"),
    bonds__race_award=Series("yuan", "Awards of the investment race", "投资赛马激励资金", "clause 3"),
)


def bond_money(state: State, weight: NDArray, upper: NDArray, is_public: NDArray) -> tuple[NDArray, NDArray]:
    """What comes from above of `upper` (yuan by row), and what platforms borrow in place of what the quota lacks.

    At the start platforms have long arranged what the quota of that year lacks.
    """
    terms = state.settings.behaviour.bonds
    books = state.books.bonds
    monthly = state.levers.bond_quota / MONTHS
    books.room = min(books.room, terms.kept_months * monthly) + monthly
    by_bonds = np.where(is_public, terms.bond_share * upper, 0.0)
    asked = weighted_sum(weight, by_bonds)
    share = min(1.0, books.room / asked) if asked > 0.0 else 1.0
    if books.borrowed < 0.0:
        books.borrowed = 1.0 - share
    books.room -= share * asked
    borrowed = min(1.0 - share, books.borrowed)
    books.borrowed += state.settings.behaviour.pipeline.takeover * (1.0 - share - books.borrowed)
    state.record("bonds.asked", asked)
    state.record("bonds.issued", share * asked)
    return upper - (1.0 - share) * by_bonds, borrowed * by_bonds


def receive_award(state: State) -> None:
    """After a quarter the award of the investment race comes down and goes to the platforms that build. Clause 3."""
    award = state.levers.race_award * QUARTER / MONTHS if state.month_of_year % QUARTER == 1 else 0.0
    state.ledger.transfer("race_award", "outside", award, "government", award)
    state.ledger.transfer("race_award_passed_on", "government", award, "platforms", award)
    state.record("bonds.race_award", award)
