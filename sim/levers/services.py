"""Levers of chapter 4, services: what its measures can change."""

from sim.levers.lever import Lever

LEVERS: dict[str, Lever] = {
}
