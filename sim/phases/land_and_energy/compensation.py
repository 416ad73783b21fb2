"""What is paid for land reaches rural households and village collectives; upper levels keep their share.

Why most of it is placed at once: who gives a house gets money for another. What a household keeps in the bank it spends
by and by, as any deposit beyond the usual.
"""

import numpy as np
from numpy.typing import NDArray

from sim.accounts import Spread
from sim.series import Series, declare
from sim.state import State

declare(
    compensation__households=Series("yuan", "Compensation for land paid to rural households", "支付农户征迁补偿"),
    compensation__villages=Series("yuan", "Compensation for land paid to village collectives", "支付村集体征迁补偿"),
)


def find_rural_families(state: State) -> NDArray:
    """Households with a member who is a rural resident, rows in ascending order."""
    people = state.residents
    is_rural = np.zeros(len(state.households), dtype=bool)
    is_rural[people.household[~people.is_urban]] = True
    return np.flatnonzero(is_rural)


def compensate(state: State, kind: str, payer: str, amount: float, usual: float = 0.0) -> None:
    """Pay `amount` yuan of land costs to households, villages and upper levels by their shares.

    `usual` of it is paid every month: what is done with that is among usual savings and usual spending of villages.
    """
    terms, rows = state.settings.behaviour.compensation, state.rows.rural_families
    ledger = state.ledger
    to_households = min(terms.household_part, 1.0) * amount * (len(rows) > 0)
    to_villages = min(terms.village_part, 1.0 - terms.household_part) * amount * (len(state.offices.villages) > 0)
    if to_households > 0.0:
        share = state.fixed.share_of_rural_families
        kept = (1.0 - terms.placed) * (to_households - usual * min(terms.household_part, 1.0))
        placed = to_households - kept
        ledger.clear(
            {(kind, payer, "households"): to_households, ("placements", "households", "outside"): placed},
            paid={payer: to_households}, received={"outside": placed},
            kept={"households": (Spread(kept, share, 1.0), rows)},
        )  # fmt: skip
    ledger.transfer(kind, payer, to_villages, "villages", to_villages)
    spent = to_villages * (usual / amount if amount > 0.0 else 0.0)
    ledger.transfer("village_spending", "villages", spent, "outside", spent)
    rest = amount - to_households - to_villages
    ledger.transfer(kind, payer, rest, "outside", rest)
    state.add("compensation.households", to_households)
    state.add("compensation.villages", to_villages)


def share_by_member(state: State) -> NDArray:
    """Share of one rural family of each row in what all of them get, by members, shape of rows.rural_families."""
    homes, rows = state.households, state.rows.rural_families
    members = np.maximum(homes.members[rows].astype(float), 1.0)
    return members / float((homes.weight[rows] * members).sum())
