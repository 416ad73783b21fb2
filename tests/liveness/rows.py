"""Every measure of the text and what shows that it is alive: one module for each chapter."""

from tests.liveness.each import (
    demand,
    factors,
    innovation,
    investment,
    livelihood,
    manufacturing,
    rural,
    services,
    transport,
)
from tests.liveness.each.row import Alive

ROWS: tuple[Alive, ...] = (
    *investment.ROWS, *innovation.ROWS, *manufacturing.ROWS, *services.ROWS, *transport.ROWS, *demand.ROWS,
    *rural.ROWS, *livelihood.ROWS, *factors.ROWS,
)  # fmt: skip
