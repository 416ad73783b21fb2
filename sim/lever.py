"""What a lever is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lever:
    """One lever: unit, how contributions combine ("sum" or "max"), meaning in both languages; neutral is zero."""

    unit: str
    combine: str
    en: str
    zh: str
