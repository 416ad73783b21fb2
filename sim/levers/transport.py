"""Levers of chapter 5, transport: what its measures can change."""

from sim.levers.lever import Lever

LEVERS: dict[str, Lever] = {
}
