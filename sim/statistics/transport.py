"""Published figures of chapter 5: transport investment and rules on tolls."""

from sim.statistics.rules import Figure, over, total

FIGURES: dict[str, Figure] = {
    # Tolls really paid over full tolls: identities with the rule in force, whose strength they show.
    "container_toll_rate": over("toll.container_paid", "toll.container_full"),
    "fresh_produce_toll_rate": over("toll.fresh_paid", "toll.fresh_full"),
    "transport_investment": total("investment.transport"),
}
