"""What one measure, doubled or removed alone, does to the series nearest to it."""

from dataclasses import dataclass

UP, DOWN = 1, -1
NO_SIGN = "no sign"  # it may move either way, or only in some worlds
JANUARY, APRIL, SEPTEMBER, DECEMBER = 13, 16, 21, 24  # of 2024; month 1 is January 2023
NEXT_DECEMBER = 36


@dataclass(frozen=True)
class Alive:
    """One expectation: direction of the sum of `series` over months `first` to `last`, against the same draw's.

    `doubled` and `removed` are UP, DOWN or NO_SIGN; at least one has a sign. `reason` is theory and calendar in one
    sentence, written before the runs; a direction that was given up says so ("first declared ..."). With `where_it_can`
    most draws have to go that way and none the other: in the rest money or consent leave no room.
    """

    measure: str
    series: str
    first: int
    last: int
    doubled: int | str
    removed: int | str
    reason: str
    where_it_can: bool = False
