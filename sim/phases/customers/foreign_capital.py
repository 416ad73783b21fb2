"""Foreign capital: a handful of contracts a year of very different size, paid in over more than a year. Clause 39.

Why contract by contract: one of them may be a third of a year, so the sum of a year is a matter of luck. The money is
that of projects' owners, which the pipeline already brings in from outside; what is recorded here is what statistics
count.
"""

import numpy as np

from agents.enterprises import decide_contracts
from sim.calendar import MONTHS
from sim.randomness import key, normal, uniform
from sim.series import Series, declare
from sim.state import State, rests
from sim.state.books.enterprises import Contract

declare(
    foreign__contracts=Series("project", "Contracts of foreign capital", "外资签约项目", "clause 39"),
    foreign__paid_in=Series("usd", "Foreign capital paid in", "实际利用外资", "clause 39"),
    foreign__manufacturing=Series("usd", "Foreign capital paid in, manufacturing", "制造业实际利用外资", "clause 39"),
)
MOST = 60  # contracts looked at in a month; far more than ever come


@rests
def win_foreign_capital(state: State) -> None:
    """Contracts come by chance, more with promotion and a higher award, and are paid in month by month."""
    contracts = state.books.foreign_capital
    if not contracts.is_open:
        contracts.running, contracts.is_open = _opening(state), True
    foreign, levers = state.settings.behaviour.foreign_capital, state.levers
    promotion = contracts.usual_promotion.of(max(levers.foreign_promotion, 1e-9))
    expected = decide_contracts(
        foreign.deals_annual / MONTHS, levers.foreign_promotion / promotion, foreign.trip_response,
        contracts.usual_incentive.beyond(levers.foreign_incentive), foreign.incentive_response,
    )  # fmt: skip
    signed = _signed(state, state.month, float(expected))
    contracts.running += signed
    total, plants = 0.0, 0.0
    for contract in contracts.running:
        paid = contract.monthly * min(contract.left, 1.0)
        total += paid
        plants += paid * contract.is_plant
        contract.left -= 1.0
    contracts.running = [contract for contract in contracts.running if contract.left > 0.0]
    state.record("foreign.contracts", len(signed))
    state.record("foreign.paid_in", total)
    state.record("foreign.manufacturing", plants)


def _signed(state: State, month: int, expected: float) -> list[Contract]:
    """Contracts of a month: each of many possible ones comes with a small chance of its own, keyed by its number."""
    foreign = state.settings.behaviour.foreign_capital
    stream = key(state.seed, "foreign.contract", month + MONTHS * MONTHS)  # months before 2023 count below
    numbers = np.arange(MOST)
    comes = uniform(stream, numbers) < expected / MOST
    own = normal(key(state.seed, "foreign.size", month + MONTHS * MONTHS), numbers)
    sizes = _mean_contract(state) * np.exp(foreign.deal_spread * own - foreign.deal_spread**2 / 2.0)
    plants = uniform(key(state.seed, "foreign.plant", month + MONTHS * MONTHS), numbers) < foreign.manufacturing_share
    months = max(foreign.payment_months, 1.0)
    return [Contract(float(size) / months, months, bool(plant)) for size, plant in zip(sizes[comes], plants[comes],
                                                                                       strict=True)]  # fmt: skip


def _mean_contract(state: State) -> float:
    """Dollars of a mean contract: those that make up the capital of a usual year where that is set."""
    foreign, known = state.settings.behaviour.foreign_capital, state.settings.region.levels_2023.foreign_capital
    return known / foreign.deals_annual if known > 0.0 and foreign.deals_annual > 0.0 else foreign.deal_size


def _opening(state: State) -> list[Contract]:
    """Contracts signed before 2023 that are still being paid in, by the same chances."""
    foreign = state.settings.behaviour.foreign_capital
    contracts, months = [], max(foreign.payment_months, 1.0)
    for ago in range(1, int(months) + 1):
        for contract in _signed(state, 1 - ago, foreign.deals_annual / MONTHS):
            contract.left = months - ago
            contracts.append(contract)
    return contracts
