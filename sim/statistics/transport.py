"""Published figures of chapter 5: transport investment and rules on tolls."""

from sim.statistics.rules import Figure, total

FIGURES: dict[str, Figure] = {
    "transport_investment": total("investment.transport"),
}
