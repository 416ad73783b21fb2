"""Published figures of chapter 5: transport investment and rules on tolls."""

from sim.state import State
from sim.statistics.rules import Figure, over, total

COUNTED = ("investment.transport", "transport.metro", "transport.preparation")


def with_metro(state: State, year: int) -> float:
    """Works, the district's contribution to metro lines and preparatory work, yuan."""
    return sum(state.series.year(name, year) for name in COUNTED)


FIGURES: dict[str, Figure] = {
    # Tolls really paid over full tolls: identities with the rule in force, whose strength they show.
    "container_toll_rate": over("toll.container_paid", "toll.container_full"),
    "fresh_produce_toll_rate": over("toll.fresh_paid", "toll.fresh_full"),
    "transport_investment_with_metro": with_metro,
    "transport_investment": total("investment.transport"),
}
