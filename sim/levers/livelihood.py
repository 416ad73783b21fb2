"""Levers of chapter 8, livelihood: what its measures can change."""

from sim.levers.lever import Lever

LEVERS: dict[str, Lever] = {
    "training": Lever("person", "sum", "persons trained a month", "培训人次"),
    "training_gain": Lever("share", "max", "gain of job finding of the trained", "培训求职提升"),
    "placement": Lever("person", "sum", "jobless persons placed a month", "帮扶就业"),
    "retention_refund": Lever("share", "max", "unemployment contributions refunded", "稳岗返还"),
    "internships": Lever("person", "sum", "internships begun a month", "就业见习"),
}
