"""Tables that runs make and documents show: written between two marks, compared word by word and number by number."""

import math
import re
from pathlib import Path

import numpy as np

NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.])")
CLOSE, SMALL = 0.15, 0.02  # Assumption: libraries may round sums another way; the second digit may then move


def plain(value: float, least: float = 0.005) -> str:
    """A change with its sign and two digits that count, never a power of ten; "0" below `least`.

    Two places at most, unless `least` is 0.
    """
    if value == 0.0 or abs(value) < least:
        return "0"
    finest = 2 if least > 0.0 else max(2, 1 - math.floor(math.log10(abs(value))))
    places = 0 if abs(value) >= 9.95 else 1 if abs(value) >= 0.995 else finest
    return f"{value:+.{places}f}"


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def published(file: Path, name: str) -> str:
    """The table between the marks of a document."""
    begin, end = _marks(name)
    text = file.read_text("utf-8")
    return text[text.index(begin) + len(begin) : text.index(end)].strip()


def publish(file: Path, name: str, table: str) -> None:
    """Put a table between its marks and leave the rest of the document alone."""
    begin, end = _marks(name)
    text = file.read_text("utf-8")
    before, after = text[: text.index(begin) + len(begin)], text[text.index(end) :]
    file.write_text(f"{before}\n{table}\n{after}", "utf-8")


def assert_published(file: Path, name: str, table: str) -> None:
    """The document says in words what the table says, and its numbers are the table's but for rounding."""
    told, now = published(file, name).splitlines(), table.strip().splitlines()
    assert [NUMBER.sub("#", line) for line in told] == [NUMBER.sub("#", line) for line in now], "run: make tables"
    for stated, found in zip(told, now, strict=True):
        numbers = [[float(number) for number in NUMBER.findall(line)] for line in (stated, found)]
        np.testing.assert_allclose(*numbers, rtol=CLOSE, atol=SMALL, err_msg=f"{stated}\n{found}\nrun: make tables")
