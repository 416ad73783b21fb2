"""What a lever is, and how a measure moves it: it grows with the strength of the measure, or is switched on by it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from sim.calendar import MONTHS


@dataclass(frozen=True)
class Lever:
    """One lever: unit, how contributions combine ("sum" or "max"), meaning in both languages; neutral is zero.

    by_line : what the chapter's budget line moves of it: the "rate" or cap of an award, cut when the line is short and
        raised when it is given more; a "quantity" that is ordered in larger numbers when it is given more; "" nothing.
    chapter : whose line that is.
    """

    unit: str
    combine: str
    en: str
    zh: str
    by_line: str = ""
    chapter: str = ""


def lever(unit: str, combine: str, en: str, zh: str, by_line: str = "") -> Any:
    """Declare a lever of a chapter: unit, "sum" or "max", meaning in English and Chinese, what the line moves of it."""
    return Lever(unit, combine, en, zh, by_line)


class ChapterLevers:
    """The levers of a chapter, as `name: float = lever(...)`.

    Raises ValueError if two chapters declare one name: a lever that two chapters move is declared where it is first.
    """

    __slots__ = ()
    DECLARED: ClassVar[dict[str, Lever]] = {}

    def __init_subclass__(cls) -> None:
        chapter = cls.__module__.rpartition(".")[2]
        own = {name: replace(about, chapter=chapter) for name, about in vars(cls).items() if isinstance(about, Lever)}
        twice = own.keys() & ChapterLevers.DECLARED.keys()
        if twice:
            raise ValueError(f"{cls.__module__} declares levers that another chapter has: {', '.join(sorted(twice))}")
        ChapterLevers.DECLARED.update(own)
        for name in own:  # a lever is read from the month's values, never from the class
            delattr(cls, name)

    if TYPE_CHECKING:

        def write(self, name: str, contribution: float) -> None: ...


@dataclass(frozen=True)
class Act:
    """One measure in one month: the index by which its parameters are scaled, and the levers it moves.

    `subdistricts` is how many the district has: some things are planned for each of them.
    Names of levers are keywords; one that is not declared raises KeyError.
    """

    strength: float
    levers: ChapterLevers
    month_of_year: int
    subdistricts: int

    def put(self, **levers: float) -> None:
        """Contribute amounts as they are."""
        for name, amount in levers.items():
            self.levers.write(name, amount)

    def grow(self, **levers: float) -> None:
        """Contribute amounts that grow with the strength of the measure."""
        for name, amount in levers.items():
            self.levers.write(name, amount * self.strength)

    def grow_monthly(self, **levers: float) -> None:
        """Contribute a twelfth of yearly amounts that grow with the strength of the measure."""
        for name, amount in levers.items():
            self.levers.write(name, amount * self.strength / MONTHS)

    def grow_to_one(self, **levers: float) -> None:
        """Contribute shares that grow with the strength of the measure and end at the whole."""
        for name, share in levers.items():
            self.levers.write(name, min(share * self.strength, 1.0))

    def switch_on(self, **levers: float) -> None:
        """Contribute terms that hold as printed while the measure acts at all, such as a cap or who hears of it."""
        for name, term in levers.items():
            self.levers.write(name, term if self.strength > 0 else 0.0)

    def plan(self, **items: float | tuple[float, float]) -> None:
        """Have delivery programmes bring a yearly quantity that grows with strength; with a cost a unit, yuan."""
        for item, planned in items.items():
            annual, unit_cost = planned if isinstance(planned, tuple) else (planned, 0.0)
            self.levers.write(f"plan_{item}", annual * self.strength)
            if annual * self.strength > 0.0 and unit_cost > 0.0:
                self.levers.write(f"cost_{item}", unit_cost)
