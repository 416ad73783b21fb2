"""What shows that each measure of chapter 4, services, is alive."""

from tests.liveness.each.row import Alive

ROWS: tuple[Alive, ...] = (
)  # fmt: skip
